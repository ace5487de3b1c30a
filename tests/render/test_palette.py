"""The colours of the terminal: all that the program emits can be read on white and on black, in
every terminal that draws them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from support.emulator import ENTER, Emulator
from support.interviews import PAID, TAKEN, progress_after
from support.shipped_pack import incidents

from posguard.api.advice import Advice
from posguard.pack.model import LANGS, Lang
from posguard.render.terminal import terminal

LEAST = 4.5
"""The contrast that text of usual size needs, by WCAG 2."""
WHITE, BLACK = "#ffffff", "#000000"
# black, red, green, yellow, blue, magenta, cyan, white, and the bright ones in the same order
SIXTEEN = {
    "xterm": (
        "#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 "
        "#7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff"
    ),
    "GNOME Terminal": (
        "#171421 #c01c28 #26a269 #a2734c #12488b #a347ba #2aa1b3 #d0cfcc "
        "#5e5c64 #f66151 #33d17a #e9ad0c #2a7bde #c061cb #33c7de #ffffff"
    ),
    "Windows Terminal": (
        "#0c0c0c #c50f1f #13a10e #c19c00 #0037da #881798 #3a96dd #cccccc "
        "#767676 #e74856 #16c60c #f9f1a5 #3b78ff #b4009e #61d6d6 #f2f2f2"
    ),
    "macOS Terminal": (
        "#000000 #990000 #00a600 #999900 #0000b2 #b200b2 #00a6b2 #bfbfbf "
        "#666666 #e50000 #00d900 #e5e500 #0000ff #e500e5 #00e5e5 #e5e5e5"
    ),
}
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_LEVELS = (0, 95, 135, 175, 215, 255)


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1, by WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, by WCAG 2."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def drawn(number: int) -> list[str]:
    """How a colour of the 256 is drawn: the first sixteen in each terminal's own way."""
    if number < 16:
        return [colours.split()[number] for colours in SIXTEEN.values()]
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return [f"#{grey:02x}{grey:02x}{grey:02x}"]
    red, green, blue = (number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6
    return [f"#{_LEVELS[red]:02x}{_LEVELS[green]:02x}{_LEVELS[blue]:02x}"]


def legible(colour: str) -> bool:
    """Whether a colour can be read on white and on black."""
    return all(contrast(colour, ground) >= LEAST for ground in (WHITE, BLACK))


def colours_in(written: str) -> set[int]:
    """The numbers of all foreground colours in what a terminal was sent; there may be no
    background and nothing faint.
    """
    found = set()
    for codes in _SGR.findall(written):
        parts = iter([int(code or 0) for code in codes.split(";")])
        found |= {*_foregrounds(parts)}
    return found


def _foregrounds(codes: Iterator[int]) -> Iterator[int]:
    for code in codes:
        assert code not in (2, 8, 48), f"{code} makes a ground, or makes words faint"
        assert code not in {*range(40, 48), *range(100, 108)}, f"{code} makes a ground"
        if code == 38:
            assert next(codes) == 5, "a colour is none of the 256"
            yield next(codes)
        elif 30 <= code <= 37:
            yield code - 30
        elif 90 <= code <= 97:
            yield code - 82


def pages(lang: Lang) -> Iterator[str]:
    """Every kind of page as a terminal shows it."""
    advice = Advice.open(lang, "")
    for answers in (PAID, TAKEN):
        for extent in ("brief", "usual", "full"):
            yield terminal(Advice.open(lang, "", extent=extent).plan(progress_after(answers)), 80)
    for name in incidents():
        yield terminal(advice.checklist(name, []), 80)
        yield terminal(advice.explanation(name), 80)
    yield from (
        terminal(page, 80) for page in (advice.playbooks(), advice.contacts("", full=True))
    )


def interview(**env: str) -> str:
    """All that an interview writes to its terminal: lists, an urgent page, what is found by
    typing, the plan, and the list below it.
    """
    with Emulator("triage", env=env) as person:
        person.ready("happening-now")
        person.type("zzz")
        person.settle()
        person.press(b"\x1b")
        person.settle()
        person.answers(TAKEN)
        person.skip_contacts()
        person.press(b"1", ENTER)
        person.settle()
        return person.raw.decode()


def test_contrast_is_what_it_is_known_to_be() -> None:
    """Black on white has the most there is, a colour on itself none, and the greys that are known
    as the limits are legible on their grounds.
    """
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#767676", WHITE) >= LEAST > contrast("#777777", WHITE)


def test_none_of_the_sixteen_is_legible_everywhere() -> None:
    """Each of the first sixteen colours is too bright or too dark in some terminal: that is why
    there is none among those of the program.
    """
    assert [number for number in range(16) if all(map(legible, drawn(number)))] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_colour_of_a_page_is_legible(lang: Lang) -> None:
    """Whatever page is shown, its colours can be read on white and on black."""
    used = {number for page in pages(lang) for number in colours_in(page)}
    assert used
    assert [number for number in used if not all(map(legible, drawn(number)))] == []


def test_every_colour_of_an_interview_is_legible() -> None:
    """The lists, the urgent page and the quiet lines of an interview too."""
    used = colours_in(interview(PAGER="/nonexistent"))
    assert used
    assert [number for number in used if not all(map(legible, drawn(number)))] == []


@pytest.mark.parametrize(
    "env", [{"TERM": "xterm"}, {"NO_COLOR": "1"}, {"TERM": "xterm", "NO_COLOR": "1"}], ids=str
)
def test_where_there_are_few_colours_weight_is_left(env: dict[str, str]) -> None:
    """A terminal of sixteen colours gets none, and so does who wants none; what matters is still
    bold.
    """
    written = interview(PAGER="/nonexistent", **env)
    assert colours_in(written) == set()
    assert any("1" in codes.split(";") for codes in _SGR.findall(written))
