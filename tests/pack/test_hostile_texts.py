"""Texts of a stranger's pack that would be markup, code or commands elsewhere: shown as the texts
they are.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import parsed_output
from support.in_process import run_in_process
from support.pack_factory import incident_yaml, question_yaml, write_file

from posguard.api.advice import Advice
from posguard.pack.model import LANGS, Lang
from posguard.render.html import html
from posguard.render.json import json as as_json
from posguard.render.markdown import markdown
from posguard.render.page import Item, Page, Section
from posguard.render.terminal import terminal
from posguard.render.text import text

TEXTS = [
    "<script>alert(1)</script>",
    "</p></li></ul><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "&lt;b&gt; &amp; &#60;i&#62; &nbsp;",
    "<!-- a comment --> <![CDATA[x]]> <?php x ?>",
    "</title></style><style>*{display:none}</style>",
    "<https://example.org> <a@example.org>",
    "[a link](javascript:alert(1)) ![image](https://example.org/x.png)",
    "[a link]: https://example.org",
    "看https://example.org/a_b?c=d*e吗，www.example.org。",
    "(HTTPS://EXAMPLE.ORG) WWW.example.org a.www.example.org ftp://example.org/`x` https://例.org",
    "mailto:a@example.org xmpp:a@example.org 写信给a.b+c@example.org。 https://`",
    "**strong** *emphasis* __strong__ _emphasis_ ~~gone~~ `code`",
    "# A heading",
    "- a point",
    "+ a point",
    "1. a number",
    "12) a number",
    "> a quotation",
    "| a | table |",
    "===",
    "---",
    "***",
    "```sh",
    "~~~",
    "    indented",
    "\\",
    "\\*\\<\\[",
    "ends with a backslash \\",
    "[bold red]red[/bold red] [/] [/x] [[x]] [link=file:///etc/passwd]x[/link]",
    ":warning: :smile:",
    "{lang} {0} {facts.__class__} {{x}} %s %(x)s $x ${x} $(touch executed) `touch executed`",
    "{{ 7*7 }} {% x %} #{7*7}",
    "=cmd|' /C calc'!A0",
    "\ufffd replaced before",
    "a \ufe0f \u0301\u0302\u0303 b",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    "x" * 400,
    "很" * 400,
]
STEP = """do:
  zh: 示例
  en: {do}
why:
  zh: 示例
  en: {why}
how:
{how}within: now
practice: true
"""


def _written(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack whose texts are all hostile, in every place that a checklist shows."""
    points = [f"  - zh: {_written(words)}\n    en: {_written(words)}\n" for words in TEXTS]
    tree = incident_yaml(
        question_yaml("first").replace("en: Which one?", f"en: {_written(TEXTS[1])}")
    )
    steps = []
    for number, words in enumerate(TEXTS):
        steps.append(f"hostile-{number}")
        fields = STEP.format(
            do=_written(words),
            why=_written(words),
            how="".join(points) if number == 0 else "  []\n",
        )
        write_file(
            tmp_path, f"steps/{'never' if number % 2 else 'contain'}/hostile-{number}.yaml", fields
        )
    tree = tree.replace("en: An example", f"en: {_written(TEXTS[0])}").replace(
        "en: Only there", f"en: {TEXTS[5]} there"
    )
    write_file(
        tmp_path,
        "incidents/broken.yaml",
        tree.replace("steps: [", f"steps: [{', '.join(steps)}, "),
    )
    return tmp_path


def _page(folder: Path, lang: Lang) -> Page:
    return Advice.open(lang, str(folder)).checklist("broken", ())


@pytest.mark.parametrize("lang", LANGS)
def test_html(lang: Lang, folder: Path) -> None:
    """A browser finds every text as it was written, and no tag, attribute or comment that came
    from one.
    """
    page = _page(folder, lang)

    words, strange = parsed_output.in_html(html(page))

    assert strange == []
    assert parsed_output.missing_texts(page, words) == []


@pytest.mark.parametrize("lang", LANGS)
def test_markdown(lang: Lang, folder: Path) -> None:
    """A Markdown viewer finds every text as it was written: no link, image, heading, table, code
    or HTML of theirs.
    """
    page = _page(folder, lang)

    words, strange = parsed_output.in_markdown(markdown(page))

    assert strange == [
        link for section in page.sections for item in section.items for link in item.links
    ]
    assert parsed_output.missing_texts(page, words) == []


@pytest.mark.parametrize("words", TEXTS)
def test_markdown_wherever_a_text_may_stand(words: str) -> None:
    """Alone as title, lead, heading, item or note, a text is no construction of Markdown
    either.
    """
    items = tuple(
        Item("id", words, mark, number)
        for mark in ("todo", "never", "info")
        for number in (None, 1)
    )
    page = Page(
        "schema",
        "en",
        words,
        lead=(words, words),
        sections=(Section("id", words, items, note=words),),
    )

    found, strange = parsed_output.in_markdown(markdown(page))

    assert strange == []
    assert (
        parsed_output.without_spaces(found).count(parsed_output.without_spaces(words))
        >= len(items) + 5
    )


@pytest.mark.parametrize("lang", LANGS)
def test_json(lang: Lang, folder: Path) -> None:
    """The JSON holds every text as it was written."""
    page = _page(folder, lang)

    found = json.loads(as_json(page))

    how = [
        item["details"]["how"]
        for s in found["sections"]
        for item in s["items"]
        if item["id"] == "hostile-0"
    ]
    assert how == [TEXTS]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("lang", LANGS)
def test_terminal(lang: Lang, width: int, folder: Path) -> None:
    """On a terminal every text is whole, and no escape sequence stands there but those of our own
    style.
    """
    page = _page(folder, lang)

    words, strange = parsed_output.in_terminal(terminal(page, width))

    assert strange == []
    assert parsed_output.missing_texts(page, words) == []


def test_text_from_the_command(folder: Path) -> None:
    """The command prints every text on one line, as it was written, and runs none of them."""
    page = _page(folder, "en")

    ended = run_in_process("checklist", "broken", "--pack", str(folder), cwd=str(folder))

    assert (ended.code, ended.complaint) == (0, "")
    assert parsed_output.missing_texts(page, ended.words) == []
    assert [words for words in TEXTS if words not in ended.words] == []
    assert parsed_output.CONTROL.findall(ended.words) == []
    assert not (folder / "executed").exists()


@pytest.mark.parametrize(
    "article", ["7-²", "²", "7-", "7-x", "-1", "٣-٤", "7-99999999999999999999"]
)
@pytest.mark.parametrize("lang", LANGS)
def test_articles_that_are_no_numbers(lang: Lang, article: str, folder: Path) -> None:
    """Whatever is written as the article of a source is cited somehow, and the page is made."""
    cited = STEP.format(do="x", why="x", how="  []\n").replace(
        "practice: true", f"sources: ['pboc-2021-259#{article}']"
    )
    write_file(folder, "steps/contain/hostile-0.yaml", cited)

    page = text(_page(folder, lang))

    assert f"[1] {article}" in page or "[1] 第" in page or "[1] art" in page.casefold()


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_words_of_the_command_line(form: str) -> None:
    """A number given with control characters among its digits is shown without any of them."""
    ended = run_in_process("contacts", "check", "95\x0b516\r1\n1", "--format", form)

    assert ended.code == 0
    assert parsed_output.CONTROL.findall(ended.words) == []
    assert "95" in ended.words


def test_words_that_are_complained_about() -> None:
    """A wrong name is repeated in the complaint without its control characters."""
    ended = run_in_process("checklist", "sn\x1b[2Jleak\u202e")

    assert (ended.code, ended.words) == (1, "")
    assert parsed_output.CONTROL.findall(ended.complaint) == []
    assert ended.complaint.startswith("There is no sn\ufffd[2Jleak\ufffd. Did you mean: sn-leak")
