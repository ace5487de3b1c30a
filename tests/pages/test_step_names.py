"""The name of a step where there is no room for all that it says to do."""

from __future__ import annotations

import pytest

from posguard.api.packs import open_pack
from posguard.interview.plan import PlanStep, pillar_of
from posguard.pack.model import LANGS, Lang
from posguard.pages.setting import Setting
from posguard.pages.step_names import brief_name, longest_name
from posguard.render.wrap import cells


@pytest.mark.parametrize("room", [0, 10, 30, 50, 71])
@pytest.mark.parametrize("lang", LANGS)
def test_a_name_is_the_beginning_of_what_to_do(lang: Lang, room: int) -> None:
    """Of every step, whatever room there is: no less than its first clause, and no more than fits
    where that leaves a choice.
    """
    pack = open_pack()
    setting = Setting(lang, pack)
    for entry in pack.steps.values():
        planned = PlanStep(entry.id, pillar_of(entry), entry.value, entry.value.within)
        do, first = entry.value.do[lang], brief_name(setting, planned)
        name = longest_name(setting, planned, room)
        assert do.startswith(name)
        assert cells(first) >= 8
        assert name == first or len(first) < len(name)
        assert name == first or cells(name) <= room
