"""The HTML file as a person uses it: to tick, to call, to print, on a phone and in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support import parsed_output
from support.case_factory import add_notes, keep_answers, new_case
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, PAID, SEVERAL, TAKEN, progress_after
from support.shipped_pack import incidents

from posguard.api.advice import Advice
from posguard.pack.contacts import digits_of
from posguard.pack.model import LANGS, Lang
from posguard.pages.setting import Extent
from posguard.render.html import html
from posguard.render.page import Detail, Item, Page, Section
from posguard.render.stylesheet import ALOUD, LETTER, STYLE
from posguard.render.wrap import cells

BOTH = pytest.mark.parametrize("lang", LANGS)
STORIES = {"calm": CALM, "several": SEVERAL, "robbed": EMERGENCY, "paid": PAID, "taken": TAKEN}
EXTENTS: tuple[Extent, ...] = ("brief", "usual", "full")
KINDS: dict[str, tuple[str, ...]] = {
    "checklist": ("checklist", "sn-leak"),
    "letter": ("letter", "card-110"),
    "case": ("case", "show"),
    "timeline": ("case", "timeline"),
    "due": ("case", "due"),
    "contacts": ("contacts",),
    "number": ("contacts", "check", "95588"),
    "search": ("search", "SN"),
    "list": ("checklist",),
}
POINT = 25.4 / 72
"""A point of type, in millimetres."""
SUSPECT = "13800138000"
LINES_OF_A_PAGE = 48
"""So many lines of the print size fit on A4 between the margins."""


class _Markup(HTMLParser):
    """The start tags of a document in order."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Mapping[str, str]]] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, tag: str) -> list[Mapping[str, str]]:
        """The attributes of each such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


def called(document: str) -> list[tuple[str, str]]:
    """Each number that can be called: where it leads, and what stands there."""
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', document)


def rules(style: str) -> Iterator[tuple[str, str]]:
    """Each selector of a style sheet with what it declares."""
    for selectors, body in re.findall(r"([^{};]+)\{([^{}]*)\}", style):
        for selector in selectors.split(","):
            yield selector.strip(), body


def palette(style: str) -> dict[str, str]:
    """The colours in a part of the style sheet by their names."""
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", style))


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return sum(
        part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )


@pytest.fixture
def case(tmp_path: Path) -> dict[str, str]:
    """A case with answers, and a note with a stranger's number."""
    new = new_case(tmp_path)
    keep_answers(new, PAID)
    add_notes(new, f"{SUSPECT} 说自己是 95588，要我打 110-119")
    return {"POSGUARD_CASES": str(tmp_path)}


@pytest.fixture
def document(case: dict[str, str], kind: str, lang: Lang) -> str:
    """The page of a command as HTML."""
    return run_in_process(*KINDS[kind], "--format", "html", "--lang", lang, env=case).words


EVERY = pytest.mark.parametrize("kind", KINDS)


def plan(story: str, lang: Lang, extent: Extent = "usual") -> Page:
    """The plan of a story."""
    return Advice.open(lang, "", extent=extent).plan(progress_after(STORIES[story]))


@EVERY
@BOTH
def test_a_file_needs_nothing_and_runs_nothing(document: str) -> None:
    """Whatever page it is: no script, nothing from elsewhere, and no number that a phone made a
    link of by itself.
    """
    markup = _Markup(document)
    assert parsed_output.in_html(document)[1] == []
    assert not re.search(r"url\(|@import|expression\(|javascript:", document)
    assert {"script", "img", "link", "iframe", "form"}.isdisjoint(tag for tag, _ in markup.tags)
    metas = {m.get("name", m.get("http-equiv", "")): m.get("content") for m in markup.of("meta")}
    assert metas["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert metas["format-detection"] == "telephone=no"


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("extent", EXTENTS)
@BOTH
def test_every_step_has_a_box_to_tick(story: str, extent: Extent, lang: Lang) -> None:
    """A step is a labelled check box, ticked if it is done; what not to do and mere information
    have none.
    """
    page = plan(story, lang, extent)
    markup = _Markup(html(page))
    # two loops: the items of each section
    marks = [i.mark for s in page.sections for i in s.items if i.mark in ("todo", "done")]
    boxes = markup.of("input")
    assert [box["type"] for box in boxes] == ["checkbox"] * len(marks)
    assert ["checked" in box for box in boxes] == [mark == "done" for mark in marks]
    kinds = [tag for tag, _ in markup.tags]
    assert [kinds[at - 1 : at + 2] for at, tag in enumerate(kinds) if tag == "input"] == [
        ["label", "input", "span"]
    ] * len(marks)
    assert marks


def test_a_box_prints_empty_until_it_is_ticked() -> None:
    """The box is a border, which is printed without background graphics, and the tick a sign."""
    boxes = "".join(body for selector, body in rules(STYLE) if selector == "input")
    assert "appearance: none" in boxes
    assert "border: 2px solid" in boxes
    ticks = {selector: body for selector, body in rules(STYLE) if "checked::before" in selector}
    assert ticks == {"input:checked::before": ' content: "\\2713"; '}


@EVERY
@BOTH
def test_only_numbers_of_the_directory_can_be_called(document: str, lang: Lang) -> None:
    """A touch calls nothing but a verified contact of the pack, whatever numbers a page holds."""
    contacts = Advice.open(lang, "").pack.contacts.values()
    # two loops: the numbers of each contact
    known = {digits_of(n.number) for entry in contacts for n in entry.value.numbers}
    for target, words in called(document):
        assert target == f"tel:{digits_of(words)}"
        assert digits_of(words) in known


@BOTH
def test_a_plan_calls_the_police_at_a_touch(lang: Lang) -> None:
    """The first page of an emergency has the number to call as a link, and so has the script."""
    first, _, rest = html(plan("paid", lang)).partition('<section class="never')
    assert '<a href="tel:110">110</a>' in first
    assert '<a href="tel:110">110</a>' in rest


@BOTH
def test_every_number_of_the_directory_can_be_called(lang: Lang) -> None:
    """The contacts, short numbers among them, are links."""
    shown = run_in_process("contacts", "--full", "--format", "html", "--lang", lang).words
    contacts = Advice.open(lang, "").pack.contacts.values()
    # two loops: the numbers of each contact
    known = {digits_of(n.number) for entry in contacts for n in entry.value.numbers}
    assert {target.removeprefix("tel:") for target, _ in called(shown)} == known


@pytest.mark.parametrize("kind", ["case", "timeline"])
@BOTH
def test_a_strangers_number_is_no_link(document: str) -> None:
    """A number in a note is text, also one that looks like a contact of the pack."""
    note = next(line for line in document.splitlines() if "95588" in line)
    assert "href" not in note


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        ("先打110，再等", ["110"]),
        ("call 110.", ["110"]),
        ("400-820-0588 / 110", ["400-820-0588", "110"]),
        ("1100 0110 110-119 +86110 110.5 a110 12*110 110*", []),
        ("00400-820-0588", []),
    ],
)
def test_a_number_within_a_longer_one_is_no_link(words: str, linked: list[str]) -> None:
    """Only the whole number is called, never the end of another one."""
    item = Item("id", words, phones=("110", "400-820-0588"))
    made = html(Page("schema", "zh", "title", sections=(Section("s", "", (item,)),)))
    assert [number for _, number in called(made)] == linked


def test_only_headlines_are_bold() -> None:
    """Titles and the headlines of steps are bold, and nothing else of the page."""
    bold = [selector for selector, body in rules(STYLE + LETTER) if "font-weight: 700" in body]
    assert bold == ["h1", "h2", ".headline"]
    weights = re.findall(r"font-weight: ([a-z0-9]+)", STYLE + LETTER)
    assert {*weights} == {"400", "700"}
    plain, told = Item("1", "line", "todo"), Item("2", "step", "todo", details=(_detail("x"),))
    made = html(Page("schema", "en", "title", sections=(Section("s", "", (plain, told)),)))
    assert [label.get("class") for label in _Markup(made).of("label")] == [None, "headline"]


def _detail(*lines: str) -> Detail:
    return Detail("how", "How: ", lines)


def test_only_what_is_small_moves_to_the_next_page_as_a_whole() -> None:
    """An item or box of a third of a page or more is broken, so that no page stays empty."""
    whole = [s for s, body in rules(STYLE + LETTER) if re.search("break-inside: avoid", body)]
    assert whole == [".small", ".letter .signature"]
    sizes = {3: True, 11: True, 12: False, 40: False}
    for count, is_small in sizes.items():
        item = Item("id", "step", "never", details=(_detail(*["line"] * count),))
        made = html(
            Page("schema", "en", "t", sections=(Section("s", "x", (item,), tone="never"),))
        )
        [listed, *_] = _Markup(made).of("li")
        assert ("small" in listed["class"].split()) is is_small, count
        [section] = _Markup(made).of("section")
        assert ("small" in section["class"].split()) is (count < 10)


def test_pages_are_numbered_in_print() -> None:
    """Paper is A4, and its foot says which page of how many this is."""
    [paper] = re.findall(r"@page \{(.*?\})", STYLE, re.DOTALL)
    assert "size: A4" in paper
    assert 'content: counter(page) " / " counter(pages)' in paper
    assert "size:" not in "".join(re.findall(r"@page \{(.*?)\}", LETTER))


@pytest.mark.parametrize("story", STORIES)
@BOTH
def test_the_first_page_of_a_plan_is_one_side_of_paper(story: str, lang: Lang) -> None:
    """What to do first and what not to do stand on one side, headings and gaps counted twice."""
    page = plan(story, lang)
    lines = [page.title] * 2 + [*page.lead]
    for section in page.sections:
        if section.tone in ("first", "never"):
            lines += [section.title] * 2 + [item.text for item in section.items] + [section.note]
    assert sum(1 + cells(line) // 76 for line in lines) <= LINES_OF_A_PAGE
    tones = [section.tone for section in page.sections]
    assert tones[: tones.index("never") + 1] == ["first"] * tones.index("never") + ["never"]


def test_nothing_is_wider_than_a_phone() -> None:
    """No length is fixed beyond 20 rem, everything may break but numbers, and labels stand above
    their words where it is narrow.
    """
    widths = [float(size) for size in re.findall(r"[ {](?:min-)?width: ([0-9.]+)rem", STYLE)]
    assert max(widths) <= 20
    assert "min-width" not in STYLE + LETTER
    assert [s for s, body in rules(STYLE + LETTER) if "nowrap" in body] == ["a"]
    assert "overflow-wrap: anywhere" in next(body for s, body in rules(STYLE) if s == "body")
    narrow = STYLE.partition("(max-width: 30rem)")[2].partition("\n@")[0]
    assert "dt { float: none; width: auto; } dd { margin: 0; }" in narrow
    assert "max-width: 100%" in dict(rules(LETTER))[".blank"]


def test_everything_can_be_read_in_the_light_and_in_the_dark() -> None:
    """Each colour stands out from the paper by 4.5 to 1, and there is no other colour."""
    light, rest = STYLE.split("@media screen and (prefers-color-scheme: dark)")
    dark = rest.partition("} }")[0]
    for colours in (palette(light), palette(dark)):
        assert [*colours] == ["ink", "paper", "quiet", "stop", "link"]
        paper = luminance(colours.pop("paper"))
        for name, colour in colours.items():
            lighter, darker = sorted((luminance(colour), paper), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, name
    outside = STYLE.replace(light, "").replace(dark, "") + LETTER
    assert not re.search(r"#[0-9a-f]{3}|rgb|hsl|opacity", outside.partition("} }")[2])
    assert "@media print { :root { color-scheme: light; }" in STYLE


def test_a_blank_to_write_on_is_not_broken() -> None:
    """The line to write on stays in one piece in either language."""
    for line in ("________", "＿＿＿＿"):
        item = Item("", f"姓名：{line}（照身份证）", "prose")
        made = html(
            Page("schema", "zh", "t", sections=(Section("s", "", (item,), tone="letter"),))
        )
        assert f'<span class="blank">{line}</span><span class="hint">（照身份证）</span>' in made


@BOTH
def test_the_card_to_read_out_is_one_sheet_in_large_type(lang: Lang) -> None:
    """With every blank open, the lines of the card take less than the height of a sheet of A4, in
    type that can be read aloud from, with five millimetres and more to write on; in small type
    stands only what is not read aloud.
    """
    made = run_in_process("letter", "card-110", "--lang", lang, "--format", "html").words
    screen, printed = ALOUD.split("@media print")
    small = next(body for s, body in rules(printed) if s.endswith(".hint"))
    mine = f".aloud:lang({lang}) section" if lang == "en" else ".aloud section"
    body = next(body for s, body in rules(printed) if mine in s)
    size, hint = (float(re.findall(r"size: ([0-9.]+)pt", each)[0]) for each in (body, small))
    height = float(re.findall(r"line-height: ([0-9.]+)", body)[0])
    pitch = size * height * POINT
    lines = 0
    for paragraph in re.findall(r"<p class=.prose.*?</p>", made):
        hints = "".join(re.findall(r'<span class="hint">(.*?)</span>', paragraph))
        said = re.sub(r'<span class="hint">.*?</span>|<[^>]*>', "", paragraph)
        lines += 1 + int((cells(said) * size + cells(hints) * hint) * POINT / 2 / 180)
    headings = made.count("<h2>") * (10 * height + 2.4) * POINT
    title_and_sources = {"zh": 20, "en": 25}[lang]
    assert 40 > lines > 30
    assert (size >= 12, pitch >= 5) == (True, True)
    assert lines * pitch + headings + title_and_sources < 297 - 9 - 12
    assert "margin: 9mm 15mm 12mm" in screen
    assert "ID number" not in "".join(re.findall(r'class="hint">(.*?)<', made))


@pytest.mark.parametrize("name", [name for name in incidents() if name in ("sn-leak", "robbed")])
@BOTH
def test_a_checklist_is_ticked_step_by_step(name: str, lang: Lang) -> None:
    """Each step of a checklist has its box once; where it comes again it is pointed to."""
    page = Advice.open(lang, "").checklist(name, [])
    # two loops: the items of each section
    steps = [item.id for section in page.sections for item in section.items if item.mark == "todo"]
    assert len(_Markup(html(page)).of("input")) == len(steps) == len({*steps})
