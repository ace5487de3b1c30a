"""Picture of the first page of a plan, for the README; ``python docs/generate.py`` writes it."""

from __future__ import annotations

import io
import re
from html import escape, unescape

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from posguard.api.advice import Advice
from posguard.interview.walk import replay
from posguard.render.terminal import terminal
from posguard.render.wrap import cells

ANSWERS = {
    "happening-now": ["paid-today"],
    "who": ["owner"],
    "paid-how": ["transfer"],
    "given": ["text-code"],
    "shop-touched": ["sn"],
    "also-true": ["none"],
    "who-is-behind": ["vanished"],
    "already-done": ["none"],
}
WIDTH = 80
ASPECT = 0.55
"""A column by its height: between a Latin letter's and half a Chinese character's."""
CELL = 20 * ASPECT
"""Units of the picture in a column."""
THEME = TerminalTheme(
    (24, 24, 24),
    (232, 232, 232),
    [
        *((24, 24, 24), (255, 120, 110), (120, 210, 120), (255, 200, 90)),
        *((120, 170, 255), (220, 150, 255), (100, 210, 220), (232, 232, 232)),
    ],
)
_TEXT = (
    r'<text class="([^"]+)" x="([0-9.]+)" y="([0-9.]+)" textLength="[0-9.]+"'
    r' clip-path="url\(#posguard-line-[0-9]+\)">([^<]*)</text>'
)
_RUN = r"[\u2e80-\uffff]+|[^\u2e80-\uffff]+"
"""Characters of two columns, or of one."""
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans CJK SC",
  "PingFang SC", "Microsoft YaHei", monospace; font-size: {char_height}px; }}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def render() -> str:
    """The first page in Chinese as a terminal shows it, with nothing loaded from elsewhere."""
    advice = Advice.open("zh", "", extent="brief")
    page = advice.plan(replay(advice.pack, ANSWERS))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), legacy_windows=False)
    for line in terminal(page, WIDTH).splitlines():
        console.print(Text.from_ansi(line), soft_wrap=True)
    picture = console.export_svg(
        title="posguard triage --brief",
        theme=THEME,
        code_format=FORMAT,
        font_aspect_ratio=ASPECT,
        unique_id="posguard",
    )
    return re.sub(_TEXT, _in_runs, picture)


def _in_runs(found: re.Match[str]) -> str:
    """A text in runs of equal characters, each where it stands on a terminal: rich gives Chinese
    ones a column each, and they have two.
    """
    style, x, y, words = found.groups()
    at, parts = float(x), []
    for run in re.findall(_RUN, unescape(words)):
        width = CELL * cells(run)
        if run.strip():
            place = (
                f'x="{at:.1f}" y="{y}" textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'
            )
            parts.append(f'<text class="{style}" {place}>{escape(run)}</text>')
        at += width
    return "".join(parts)
