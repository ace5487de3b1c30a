"""What a program that opens a page would make of it: the texts that stand there, and that nothing
else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from posguard.messages import printable
from posguard.render.page import Page

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Whatever moves the cursor, ends a line or turns the direction of text; the line feed is left
out.
"""
STYLE = re.compile(r"\x1b\[[0-9;]*m")

_TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "p",
    "section",
    "ul",
    "li",
    "dl",
    "div",
    "dt",
    "dd",
    "br",
    "details",
    "summary",
    "label",
    "input",
    "span",
    "a",
}
_ATTRIBUTES = {"lang", "charset", "name", "http-equiv", "content", "class", "type", "checked"}
_TELEPHONE = re.compile(r"tel:\+?[0-9]{3,}")
_TOKENS = {
    "heading",
    "paragraph",
    "bullet_list",
    "list_item",
    "strong",
    "inline",
    "text",
    "softbreak",
    "hardbreak",
}
_LINKED = re.compile(
    r"(?i)[a-z][a-z0-9+.-]*://|www\.|mailto:|xmpp:|[a-z0-9._+-]+@[a-z0-9_-]+\.[a-z0-9_-]"
)
"""What many viewers make a link of where it stands in a text; in code they do not."""


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.strange += [tag] if tag not in _TAGS else []
        for name, value in attrs:
            called = tag == "a" and name == "href" and _TELEPHONE.fullmatch(value or "")
            self.strange += [name] if name not in _ATTRIBUTES and not called else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    def handle_pi(self, data: str) -> None:
        self.strange.append(data)


def in_html(document: str) -> tuple[str, list[str]]:
    """All words of a document, and every tag, attribute or comment that no page of ours has."""
    parser = _Html()
    parser.feed(document)
    parser.close()
    return "\n".join(parser.words), parser.strange


def in_markdown(document: str) -> tuple[str, list[str]]:
    """All words of a document, and every construction that no page of ours has; a link is named
    with its address.
    """
    words, strange = [], []
    waiting = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(document)
    while waiting:
        token = waiting.pop(0)
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind == "link":
            if token.attrs:
                strange.append(str(token.attrs["href"]))
                words.append(waiting.pop(0).content)  # its text is its address
            continue
        if kind == "code_inline":
            strange += [] if _LINKED.match(token.content) else [token.content]
        elif kind not in _TOKENS:
            strange.append(token.type)
        elif kind == "text" and _LINKED.search(token.content):
            strange.append(token.content)
        words.append(token.content if not token.children else "")
        waiting = [*(token.children or []), *waiting]
    return "\n".join(words), strange


def in_terminal(screen: str) -> tuple[str, list[str]]:
    """All words on the screen, without the frames of boxes, and every escape sequence that is not
    mere style.
    """
    bare = STYLE.sub("", screen)
    lines = (re.sub(r"^[│┌└]─? ?| ?─*[│┐┘]$", "", line) for line in bare.split("\n"))
    return "\n".join(lines), CONTROL.findall(bare)


def texts(page: Page) -> Iterator[str]:
    """Every text of a page as it must be found again, wherever the lines were broken."""
    for words in _texts(page):
        yield without_spaces(printable(words))


def _texts(page: Page) -> Iterable[str]:
    yield page.title
    yield from page.lead
    for section in page.sections:
        yield from (section.title, section.note)
        for item in section.items:
            yield item.text
            for detail in item.details:
                yield from (detail.label, *detail.lines)


def without_spaces(words: str) -> str:
    """The words without any space."""
    return "".join(words.split())


def missing_texts(page: Page, words: str) -> list[str]:
    """The texts of a page that are not found in the words."""
    found = without_spaces(words)
    return [text for text in texts(page) if text not in found]
