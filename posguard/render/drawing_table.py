"""The table of a drawing: what lawyers and other reviewers read, as Markdown or beside the picture
in HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posguard.render.drawing import Drawing, DrawnAnswer, DrawnQuestion
from posguard.render.html import escape
from posguard.render.markdown import escaped
from posguard.render.svg import svg

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem; color: #111; background: #fff; }
figure { margin: 0 0 2rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border: 1px solid #cfd8dc; padding: 0.4rem; text-align: left; vertical-align: top; }
th { background: #eceff1; }
@media print { tr { break-inside: avoid; } }
"""


def markdown_table(drawing: Drawing) -> str:
    """The drawing as tables, one for each question."""
    lines = [f"# {escaped(drawing.title)}"]
    heads = _heads(drawing)
    for question in drawing.questions:
        lines += ["", f"## {_name(question)}", ""]
        lines += [f"{escaped(question.note)}", ""] if question.note else []
        lines += [_markdown_row(heads), "|" + "---|" * len(heads)]
        for answer in question.answers:
            cells = _cells(drawing, answer)
            lines.append(_markdown_row(["<br>".join(map(escaped, cell)) for cell in cells]))
    return "\n".join([*lines, ""])


def html_table(drawing: Drawing) -> str:
    """The picture and the tables below it, as one self-contained document."""
    body = "".join(_html_question(drawing, question) for question in drawing.questions)
    lang = {"zh": "zh-CN", "en": "en"}[drawing.lang]
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'\">\n"
        f"<title>{escape(drawing.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(drawing.title)}</h1>\n<figure>\n{svg(drawing)}</figure>\n{body}</body>\n"
        "</html>\n"
    )


def _heads(drawing: Drawing) -> list[str]:
    prefix = "column:"
    return [words for key, words in drawing.words.items() if key.startswith(prefix)]


def _name(question: DrawnQuestion) -> str:
    return f"{escaped(question.id)}: {escaped(question.words)}"


def _cells(drawing: Drawing, answer: DrawnAnswer) -> Iterator[Sequence[str]]:
    """What stands in each column, a line for each point."""
    yield (answer.words,)
    yield (drawing.words[f"urgency:{answer.urgency}"],) if answer.urgency else ()
    yield answer.says
    yield answer.at_once
    yield answer.later
    yield answer.left_out
    yield answer.leads_to


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _html_question(drawing: Drawing, question: DrawnQuestion) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in _heads(drawing))
    rows = ""
    for answer in question.answers:
        cells = ("<br>".join(map(escape, cell)) for cell in _cells(drawing, answer))
        rows += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
    note = f" ({question.note})" if question.note else ""
    caption = escape(f"{question.id}: {question.words}{note}")
    return f"<table>\n<caption>{caption}</caption>\n<tr>{heads}</tr>\n{rows}</table>\n"
