"""Use case of ``posguard test --vignettes``: play every story of a folder through a pack."""

from __future__ import annotations

import os
from collections.abc import Iterator

from posguard.api.packs import open_pack
from posguard.app.lint import folder_of
from posguard.errors import PackError, PosguardError, Problem
from posguard.interview.plan import Plan, plan
from posguard.interview.progress import Progress
from posguard.interview.walk import replay
from posguard.lint.expectations import Printed, misses
from posguard.lint.figures import Benchmark, Result
from posguard.lint.journeys import progress_of
from posguard.lint.reading import problem_of
from posguard.lint.vignettes import Vignettes, read_vignettes, unknown_names
from posguard.pack.loading import Pack
from posguard.pages.plan import plan_page
from posguard.pages.setting import Extent, Setting
from posguard.pages.step_names import brief_name
from posguard.render.page import Page
from posguard.render.text import text

COLUMNS = 80
"""The width of the screen on which lines are counted; in Chinese, as most readers see them."""


def measure(vignettes: str, folder: str | None = None) -> Benchmark:
    """The vignettes of one folder, compared with the plans of the pack in ``folder``, or of the
    shipped one.

    Raises:
        PosguardError: there is no such folder, there are no vignettes in it, or too many.

    """
    if not os.path.isdir(vignettes):
        raise PosguardError("no-such-folder", folder=vignettes)
    pack = open_pack(folder)
    layer = folder_of(vignettes)
    entries, problems = read_vignettes(layer)
    results: list[Result] = []
    for entry in entries:
        for position in range(len(entry.value)):
            played = _played(entry, position, pack)
            if isinstance(played, Result):
                results.append(played)
            else:
                problems += (problem for problem in played if problem not in problems)
    if not results and not problems:
        raise PosguardError("no-vignettes", folder=layer.shown)
    return Benchmark(tuple(results), tuple(sorted(problems, key=lambda p: p.where)))


def _played(entry: Vignettes, position: int, pack: Pack) -> Result | list[Problem]:
    """What comes of one vignette, or why it cannot be played."""
    vignette = entry.value[position]
    try:
        unknown = [*unknown_names(entry, position, pack)]
        progress = progress_of(replay, vignette.answers, pack)
        if not isinstance(progress, Progress):
            path, rule, facts = progress
            return [*unknown, entry.problem((position, *path), rule, **facts)]
        made = plan(progress, pack)
        printed = _printed(pack, progress, made)
    except PackError as err:
        return [problem_of(err)]
    if unknown:
        return unknown
    return Result(vignette, tuple(misses(entry, position, made, printed)), printed)


def _printed(pack: Pack, progress: Progress, made: Plan) -> Printed:
    def page(extent: Extent) -> Page:
        return plan_page(Setting("zh", pack), progress, made, extent)

    usual = page("usual")
    shown = "\n".join(_warnings(usual))
    return Printed(
        first_page=_lines(page("brief")),
        whole=_lines(usual),
        warnings=tuple(p.id for p in made.nevers if brief_name(Setting("zh", pack), p) in shown),
    )


def _warnings(page: Page) -> Iterator[str]:
    """What a plan says not to do: a line each, the last of many by name."""
    for section in page.sections:
        if section.tone == "never":
            yield from (item.text for item in section.items)
            yield section.note


def _lines(page: Page) -> int:
    return text(page, COLUMNS).count("\n")
