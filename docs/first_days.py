"""Five first days: what a colleague would tell somebody to do, beside what the pack tells them.

Made from ``tests/first-days.yaml`` and the shipped pack; ``python docs/generate.py`` writes
``docs/first-days.md``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from posguard.api.packs import open_pack
from posguard.interview.plan import Plan, PlanStep, plan
from posguard.interview.walk import walk
from posguard.lint.journeys import options_of
from posguard.pack.loading import Pack
from posguard.pack.model import WITHINS, Text
from posguard.pack.yaml_reader import read
from posguard.pages.how import listed

SITUATIONS = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), os.pardir, "tests", "first-days.yaml"
)
TODAY = WITHINS[: WITHINS.index("24h") + 1]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of an ideal first day, and the steps of the pack of which one says so."""

    zh: str
    en: str
    steps: tuple[str, ...]


class Situation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A typical situation, the answers of somebody in it, and their ideal first day in order."""

    situation: Text
    answers: dict[str, str | tuple[str, ...]]
    ideal: tuple[Line, ...]

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The answers, each as a list of options."""
        return options_of(self.answers)


def situations() -> list[Situation]:
    """Every situation, in the order of the file."""
    with open(SITUATIONS, encoding="utf-8") as stream:
        data, _ = read(stream.read(), "tests/first-days.yaml")
    return msgspec.convert(data, list[Situation])


def planned(situation: Situation, pack: Pack) -> Plan:
    """The plan that the answers of a situation lead to."""
    return plan(walk(pack, situation.chosen), pack)


def first_day(made: Plan) -> list[PlanStep]:
    """The steps of the first day that have a line of their own: not those said in the same call
    as another.
    """
    order = listed(made.steps)
    return [
        step
        for step in made.steps
        if step.within in TODAY and (step.within == "now" or order.call(step.id) == step.id)
    ]


def render() -> str:
    """``docs/first-days.md``."""
    pack = open_pack()
    lines = [
        "# 五个第一天 / Five first days",
        "",
        "左边是有经验的同事会叫人当天做的事，右边是 posguard 的方案，都按先后排。",
        "跟别的电话一起说的步骤不另占一行。本页由 `python docs/generate.py` 生成，",
        "内容来自 `tests/first-days.yaml` 和资料包，测试让两边对得上。",
        "",
        "On the left what an experienced colleague would have somebody do on the first day, on "
        "the right the plan of posguard,",
        "both in the order of doing; what is said in the call of another step has no line of "
        "its own. The page is made by",
        "`python docs/generate.py` from `tests/first-days.yaml` and the pack, and a test holds "
        "both to it.",
    ]
    for situation in situations():
        lines += _table(situation, pack)
    return "\n".join([*lines, ""])


def _table(situation: Situation, pack: Pack) -> Iterator[str]:
    made = planned(situation, pack)
    yield from ("", f"## {situation.situation.zh} / {situation.situation.en}", "")
    given = " ".join(f"-a {q}={','.join(options)}" for q, options in situation.chosen.items())
    yield from (f"`posguard triage {given}`", "")
    yield from ("| | 同事会说 / a colleague | 方案 / the plan |", "|---|---|---|")
    pairs = zip_longest(situation.ideal, first_day(made))
    for number, (ideal, step) in enumerate(pairs, 1):
        left = f"{ideal.zh}<br>{ideal.en}" if ideal else ""
        right = f"({step.within}) {step.step.do.zh}<br>{step.step.do.en}" if step else ""
        yield f"| {number} | {left} | {right} |"


if __name__ == "__main__":
    print(render(), end="")
