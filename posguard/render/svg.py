"""SVG of a drawing: a box for each question, a row for each answer, an arrow to the next column.

Lengths are in pixels. Widths of words are reckoned from columns of a terminal, and a little high.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from posguard.messages import printable
from posguard.pack.model import URGENCIES, Urgency
from posguard.render.drawing import Drawing, DrawnAnswer, DrawnQuestion, columns
from posguard.render.wrap import wrap

_WIDTH, _BETWEEN, _ABOVE = 380, 90, 24
"""Of a box, of the space between two columns, and between two boxes."""
_SIZE, _SMALL, _LEADING = 13, 11, 17
"""Of letters, of small ones, and from line to line."""
_CELLS, _CELLS_SMALL = 52, 60
"""Columns of a terminal in a line of a box."""
_HEADING, _MARGIN = 44, 20
_FURTHEST = 700
"""How far up or down an arrow goes; what is further away is only named."""
_COLOURS: dict[Urgency | None, tuple[str, str]] = {
    "emergency": ("#b71c1c", "#fdecea"),
    "urgent": ("#b26a00", "#fff4e0"),
    "routine": ("#1565c0", "#eaf2fb"),
    "not-incident": ("#2e7d32", "#edf7ed"),
    None: ("#9e9e9e", "#ffffff"),
}
"""Of the bar and of the row, by urgency."""
_MARKS: dict[Urgency | None, str] = {
    "emergency": "!!!",
    "urgent": "!!",
    "routine": "!",
    "not-incident": "–",
    None: "",
}
"""The same without colour."""
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"


class _Row(Struct, frozen=True):
    """An answer as it is drawn: its words, and below them what it tells and where it leads."""

    answer: DrawnAnswer
    words: list[str]
    small: list[str]

    @property
    def height(self) -> int:
        return (len(self.words) + len(self.small)) * _LEADING + 10


class _Box(Struct, frozen=True):
    """A question as it is drawn, with the place of its upper left corner."""

    question: DrawnQuestion
    x: int
    y: int
    head: list[str]
    rows: list[_Row]

    @property
    def top(self) -> int:
        """The height of its heading."""
        return len(self.head) * _LEADING + 12

    @property
    def height(self) -> int:
        return self.top + sum(row.height for row in self.rows)


def svg(drawing: Drawing) -> str:
    """The drawing as one picture; every text is escaped."""
    boxes = _placed(drawing)
    width = max(box.x for box in boxes.values()) + _WIDTH + _MARGIN if boxes else _WIDTH
    height = max((box.y + box.height for box in boxes.values()), default=_HEADING) + _MARGIN
    parts = [*_heading(drawing), *_arrows(boxes)]
    for box in boxes.values():
        parts += _box(box)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="{_FONT}" font-size="{_SIZE}" role="img">\n'
        f"<title>{_escaped(drawing.title)}</title>\n"
        '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _placed(drawing: Drawing) -> dict[str, _Box]:
    """Each question in its column, beside what leads to it where there is room."""
    found: dict[str, _Box] = {}
    column, free = columns(drawing), dict[int, int]()
    for question in sorted(drawing.questions, key=lambda question: column[question.id]):
        at = column[question.id]
        beside = min((y for y in _leading_heights(found, question.id)), default=0)
        y = max(free.get(at, _HEADING + _MARGIN), beside)
        rows = [_row(answer) for answer in question.answers]
        words = f"{question.id}  {question.words}"
        head = _lines(words, _CELLS) + (_lines(question.note, _CELLS) if question.note else [])
        box = _Box(question, _MARGIN + at * (_WIDTH + _BETWEEN), y, head, rows)
        found[question.id] = box
        free[at] = y + box.height + _ABOVE
    return found


def _leading_heights(placed: dict[str, _Box], name: str) -> Iterator[int]:
    for box in placed.values():
        if any(name in answer.leads_to for answer in box.question.answers):
            yield box.y


def _row(answer: DrawnAnswer) -> _Row:
    small = _lines(" · ".join(answer.tells), _CELLS_SMALL) if answer.tells else []
    small += _lines("→ " + ", ".join(answer.leads_to), _CELLS_SMALL) if answer.leads_to else []
    mark = _MARKS[answer.urgency]
    return _Row(answer, _lines(f"{mark} {answer.words}".strip(), _CELLS), small)


def _lines(words: str, width: int) -> list[str]:
    return wrap(printable(words), width)


def _heading(drawing: Drawing) -> Iterator[str]:
    yield _text(_MARGIN, _MARGIN + 8, drawing.title, size=18, weight="bold")
    x = _MARGIN
    for urgency in reversed(URGENCIES):
        yield _rect(x, _HEADING - 8, 10, 10, _COLOURS[urgency][0])
        words = f"{_MARKS[urgency]} {drawing.words[f'urgency:{urgency}']}"
        yield _text(x + 15, _HEADING + 1, words, size=_SMALL)
        x += 130


def _arrows(boxes: dict[str, _Box]) -> Iterator[str]:
    for box in boxes.values():
        alike, y = box.question.leads_to, box.y + box.top // 2
        for other in _beside(box, y, alike, boxes):
            yield _arrow(box.x + _WIDTH, y, other, thick=True)
        y = box.y + box.top
        for row in box.rows:
            names = [name for name in row.answer.leads_to if name not in alike]
            for other in _beside(box, y, names, boxes):
                yield _arrow(box.x + _WIDTH, y + row.height // 2, other, thick=False)
            y += row.height


def _beside(box: _Box, y: int, names: Iterable[str], boxes: Mapping[str, _Box]) -> Iterator[_Box]:
    """The questions of these names in the next column, as far as an eye follows an arrow."""
    for name in names:
        other = boxes.get(name, box)
        if other.x == box.x + _WIDTH + _BETWEEN and abs(other.y - y) <= _FURTHEST:
            yield other


def _arrow(x: int, y: int, to: _Box, *, thick: bool) -> str:
    end_x, end_y, bend = to.x - 2, to.y + to.top // 2, _BETWEEN // 2
    return (
        f'<path d="M{x} {y}C{x + bend} {y} {end_x - bend} {end_y} {end_x} {end_y}" fill="none" '
        f'stroke="#555" stroke-width="{3 if thick else 1}" marker-end="url(#to)"/>'
    )


def _box(box: _Box) -> Iterator[str]:
    x, y = box.x, box.y
    yield _rect(x, y, _WIDTH, box.top, "#37474f")
    yield from _texts(x + 10, y + 6, box.head, size=_SIZE, fill="#ffffff", weight="bold")
    y += box.top
    for row in box.rows:
        bar, ground = _COLOURS[row.answer.urgency]
        yield _rect(x, y, _WIDTH, row.height, ground, "#cfd8dc")
        yield _rect(x, y, 5, row.height, bar)
        yield from _texts(x + 14, y + 4, row.words, size=_SIZE)
        below = y + 4 + len(row.words) * _LEADING
        yield from _texts(x + 14, below, row.small, size=_SMALL, fill="#455a64")
        y += row.height
    yield _rect(x, box.y, _WIDTH, box.height, "none", "#37474f")


def _rect(x: int, y: int, width: int, height: int, fill: str, stroke: str = "none") -> str:
    place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'<rect {place} fill="{fill}" stroke="{stroke}"/>'


def _texts(
    x: int, y: int, lines: Iterable[str], size: int, fill: str = "#111111", weight: str = "normal"
) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield _text(x, y + number * _LEADING - 4, line, size, fill, weight)


def _text(
    x: int, y: int, words: str, size: int, fill: str = "#111111", weight: str = "normal"
) -> str:
    bold = ' font-weight="bold"' if weight == "bold" else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"{bold}>{_escaped(words)}</text>'


def _escaped(words: str) -> str:
    return entities.escape(printable(words))
