"""Whatever a page says, in whatever width: every format shows all of it, and nothing that acts."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import parsed_output

from posguard.messages import printable
from posguard.render.html import html
from posguard.render.json import json as as_json
from posguard.render.markdown import markdown
from posguard.render.page import Detail, Item, Mark, Page, Section
from posguard.render.terminal import terminal
from posguard.render.text import text
from posguard.render.wrap import cells, wrap

marks = (
    "<>&\"'*_`[](){}#|~!\\-+=.1：；，。（“”）Aa 　机é\u0301\ufe0f😀\x1b\n"
    "\r\t\0\x85\u2028\u202e\u200b│─"
)
ADDRESSES = [
    "https://x.y/_a_",
    "www.x.y",
    "a@b.c",
    "看ftp://`",
    "mailto:",
    "x\nhttps://a\r\n- b",
    "a\n:-",
]
words = (
    st.text(marks, max_size=60)
    | st.text(max_size=60)
    | st.sampled_from(["", "机" * 90, "x" * 90, "[/x]", "1. a", *ADDRESSES])
)
said = words.filter(lambda text: bool(printable(text).strip()))
labels = st.sampled_from(["Why: ", "为什么：", "Have ready before you call: "])
details = st.builds(
    Detail,
    st.sampled_from(["how", "basis"]),
    labels,
    st.lists(said, min_size=1, max_size=3).map(tuple),
)
items = st.builds(
    Item,
    id=words,
    text=said,
    mark=st.sampled_from([mark for mark in get_args(Mark) if not Item("", "", mark).is_paragraph]),
    number=st.none() | st.integers(1, 99),
    details=st.lists(details, max_size=2).map(tuple),
)
paragraphs = st.builds(
    Item,
    words,
    said,
    st.sampled_from(["prose", "signature"]),
    number=st.none() | st.integers(1, 99),
)
sections = st.builds(
    Section,
    id=words,
    title=words,
    items=st.lists(items | paragraphs, max_size=3).map(tuple),
    note=words,
    tone=st.sampled_from(["do", "back", "letter"]),
)
boxes = st.builds(
    Section,
    st.just("box"),
    st.just("Do not"),
    st.lists(items, max_size=3).map(tuple),
    tone=st.just("never"),
)
pages = st.builds(
    Page,
    schema=st.just("posguard.test/1"),
    lang=st.sampled_from(["zh", "en"]),
    title=said,
    lead=st.lists(said, max_size=2).map(tuple),
    sections=st.lists(sections | boxes, max_size=3).map(tuple),
)
widths = st.integers(12, 200)


@settings(max_examples=150, deadline=None)
@given(pages, st.none() | widths)
def test_text(page: Page, width: int | None) -> None:
    """Plain text holds every text, no control character but line ends, and no line wider than it
    may be.
    """
    found = text(page, width)

    assert parsed_output.CONTROL.findall(found) == []
    assert parsed_output.missing_texts(page, found) == []
    assert width is None or max(map(cells, found.split("\n"))) <= width


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(pages, widths, st.booleans())
def test_terminal(page: Page, width: int, lines: bool) -> None:
    """A terminal gets every text, and no escape sequence but those of styles."""
    screen = terminal(page, width, boxes=lines)
    _, strange = parsed_output.in_terminal(screen)
    bare = parsed_output.STYLE.sub("", screen)

    assert strange == []
    assert [
        t for t in parsed_output.texts(page) if _without_frames(t) not in _without_frames(bare)
    ] == []


def _without_frames(words: str) -> str:
    return parsed_output.without_spaces(words).translate(dict.fromkeys(map(ord, "│─┌┐└┘|+-")))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(pages)
def test_html(page: Page) -> None:
    """A browser finds every text, and nothing of a text becomes a tag, an attribute or a
    comment.
    """
    found = html(page)
    seen, strange = parsed_output.in_html(found)

    assert strange == []
    assert parsed_output.CONTROL.findall(found) == []
    assert parsed_output.missing_texts(page, seen) == []


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(pages)
def test_markdown(page: Page) -> None:
    """A Markdown viewer finds every text, and no construction that a text brought."""
    found = markdown(page)
    seen, strange = parsed_output.in_markdown(found)

    assert strange == []
    assert parsed_output.CONTROL.findall(found) == []
    assert parsed_output.missing_texts(page, seen) == []


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(pages)
def test_json(page: Page) -> None:
    """The JSON can be read again and holds every text; what it shows of control characters is
    escaped.
    """
    found = as_json(page)
    content = json.loads(found)

    assert parsed_output.CONTROL.findall(found) == []
    assert printable(content["title"]) == printable(page.title)
    again = [
        [printable(item["text"]) for item in section["items"]] for section in content["sections"]
    ]
    assert again == [[printable(item.text) for item in section.items] for section in page.sections]


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(
    words,
    widths,
    st.sampled_from(
        [("", ""), ("- ", "  "), ("[ ] 12. ", " " * 8), ("    收单机构要你准备：", " " * 6)]
    ),
)
def test_wrap(text: str, width: int, heads: tuple[str, str]) -> None:
    """Breaking lines loses no character but spaces, keeps their order, and keeps every line within
    the width.
    """
    first, rest = heads

    lines = wrap(text, width, first, rest)

    assert parsed_output.without_spaces("".join(lines)) == parsed_output.without_spaces(
        first + text
    )
    assert max(map(cells, lines)) <= width
