"""Word: the page on A4 as a file to write on, with fonts for Chinese and for Latin letters."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from posguard.errors import PosguardError
from posguard.messages import printable
from posguard.render.marker import numbering
from posguard.render.page import Item, Page, Section

LATIN, SONG, HEI = "Times New Roman", "宋体", "黑体"
SIZE = 12
"""Points of a paragraph; a Chinese character is as wide."""

_MORE_ALOUD = 2
"""So many points more has a paper that is read aloud."""
_BOXES = {"todo": "□ ", "never": "× "}
_NO_DAY = date(2000, 1, 1)
"""The day of a page that has none: a file whose content is the same is the same file."""
_YEARS = range(1980, 2108)
"""The years that an archive, which a Word file is, can hold."""
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")
_LATIN_SLOTS = ("ascii", "hAnsi", "cs")
_THEME_SLOTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def docx(page: Page) -> bytes:
    """The page as a Word file; the same page gives the same bytes.

    Raises:
        PosguardError: the clock shows a year that no archive can hold.
        ImportError: python-docx, which writes it, is not installed.

    """
    # python-docx puts the present moment beside each part, even if it is taken out afterwards.
    year = datetime.now(tz=UTC).astimezone().year
    if year not in _YEARS:
        raise PosguardError("clock-off", year=year)
    from docx import Document

    document = Document()
    _set_up(document, page)
    document.add_paragraph(_text(page.title), style="Title")
    for line in page.lead:
        document.add_paragraph(_text(line))
    for section in page.sections:
        _section(document, section, page)
    return _packed(document)


def _set_up(document: Any, page: Page) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    paper = document.sections[0]
    paper.page_width, paper.page_height = Cm(21), Cm(29.7)
    paper.top_margin = paper.bottom_margin = Cm(2.2)
    paper.left_margin = paper.right_margin = Cm(2.6)
    styles = document.styles
    aloud = page.paper is not None and page.paper.aloud
    more = _MORE_ALOUD if aloud else 0
    _font(styles["Normal"], SONG, SIZE + more, bold=False)
    _font(styles["Heading 1"], HEI, SIZE + 1, bold=True)
    _font(styles["Title"], HEI, SIZE + 6, bold=True)
    for name, before, line, after in (
        ("Normal", 0, 18 + 2 * more, 0),
        ("Heading 1", 8, 20, 2),
        ("Title", 0, 28, 10),
    ):
        shape = styles[name].paragraph_format
        # Exact, so that a page holds as much with another font as with this one.
        shape.space_before, shape.line_spacing, shape.space_after = Pt(before), Pt(line), Pt(after)
    _plain_title(styles["Title"])
    if page.paper:
        styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _number_pages(paper.footer.paragraphs[0])
    about = document.core_properties
    about.title, about.language = _text(page.title), "zh-CN" if page.lang == "zh" else "en"
    about.author = about.last_modified_by = about.comments = ""
    day = page.paper.day if page.paper else _NO_DAY
    about.created = about.modified = datetime.combine(day, time())


def _font(style: Any, chinese: str, size: int, *, bold: bool) -> None:
    """The fonts of a style by name, in place of the template's own and its blue.

    Chinese is its second language: where the font is missing, another is chosen that has the
    mainland's shapes.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in _THEME_SLOTS:
        fonts.attrib.pop(qn(f"w:{slot}"), None)
    for slot in _LATIN_SLOTS:
        fonts.set(qn(f"w:{slot}"), LATIN)
    fonts.set(qn("w:eastAsia"), chinese)
    for old in style.element.rPr.findall(qn("w:lang")):
        style.element.rPr.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    style.element.rPr.append(spoken)


def _plain_title(style: Any) -> None:
    """The title without the template's line below it."""
    from docx.oxml.ns import qn

    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _number_pages(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields of its own
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _section(document: Any, section: Section, page: Page) -> None:
    if section.title:
        document.add_paragraph(_text(section.title), style="Heading 1")
    for item, below in zip_longest(section.items, section.items[1:]):
        if item.is_paragraph:
            shape = _paragraph(document, item, page)
            shape.keep_with_next = below is not None and below.mark == "signature"
        else:
            _listed(document, item)
    if section.note:
        document.add_paragraph(_text(section.note))


def _text(words: str) -> str:
    """The words with nothing in them that XML does not allow."""
    return printable(words).translate(_NOT_XML)


def _paragraph(document: Any, item: Item, page: Page) -> Any:
    from docx.shared import Cm, Pt

    number = numbering(item)
    paragraph = document.add_paragraph(number + _text(item.text))
    shape = paragraph.paragraph_format
    indent = 2 * SIZE if page.lang == "zh" else 0
    if item.mark == "signature":
        shape.left_indent, shape.space_before = Cm(7), Pt(4)
    elif number:
        shape.left_indent, shape.first_line_indent = Pt(indent + 1.25 * SIZE), Pt(-1.25 * SIZE)
    else:
        shape.first_line_indent = Pt(indent)
    return shape


def _listed(document: Any, item: Item) -> None:
    from docx.shared import Cm, Pt

    head = _BOXES.get(item.mark, "") + numbering(item)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(15)
    words = paragraph.add_run(head + _text(item.text))
    words.font.size, words.font.bold = Pt(SIZE - 1.5), bool(item.details)
    for detail in item.details:
        for line in detail.lines:
            below = document.add_paragraph()
            below.paragraph_format.left_indent = Cm(1)
            below.add_run(_text(f"{detail.label}{line}")).font.size = Pt(SIZE - 2)


def _packed(document: Any) -> bytes:
    """The file without the moment of its making, which an archive keeps beside each part."""
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
