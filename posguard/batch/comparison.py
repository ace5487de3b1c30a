"""Comparison of two packs: what changes in the plan of the same answers, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posguard.api.errors import AnswersError
from posguard.api.pack import Answers, Pack
from posguard.interview.plan import Plan, PlanStep
from posguard.messages import say
from posguard.pack.model import WITHINS, Lang

Kind = Literal[
    "refused",
    "urgency",
    "added",
    "gone",
    "earlier",
    "later",
    "never-added",
    "never-gone",
    "moved",
    "reworded",
]


class Change(Struct, frozen=True):
    """One thing that another pack changes: the kind, the step, and how it was and will be.

    ``words`` say what the step is to do, or why there is no plan.
    """

    kind: Kind
    step: str = ""
    before: str = ""
    after: str = ""
    words: str = ""

    @property
    def sort(self) -> tuple[str, str, str, str]:
        """What is counted together."""
        return self.kind, self.step, self.before, self.after

    @property
    def counted(self) -> Change:
        """The change without what is true of one person alone."""
        return replace(self, words="") if self.kind == "refused" else self

    def as_dict(self, lang: Lang) -> dict[str, str]:
        """The change as plain data, with its sentence."""
        facts = {"step": self.step, "before": self.before, "after": self.after}
        given = {name: fact for name, fact in facts.items() if fact}
        return {"kind": self.kind, **given, "message": self.sentence(lang)}

    def sentence(self, lang: Lang) -> str:
        """The change in words."""
        if self.kind == "refused":
            many = say(lang, "change:refused-many")
            return say(lang, "change:refused", why=self.words) if self.words else many
        word = "level" if self.kind == "urgency" else "within"
        facts = {"before": self.before, "after": self.after}
        told = {name: say(lang, f"{word}:{fact}") for name, fact in facts.items() if fact}
        return say(lang, f"change:{self.kind}", do=self.words, **told)


def changes(pack: Pack, other: Pack, answers: Answers, lang: Lang) -> list[Change]:
    """What changes in the plan of these answers once the other pack is used.

    Raises:
        AnswersError: the answers have no plan in the first pack.

    """
    before = pack.outline(answers, lang)
    try:
        after = other.outline(answers, lang)
    except AnswersError as err:
        return [Change("refused", words=str(err))]
    return [*_changes(before, after, lang)]


def _changes(before: Plan, after: Plan, lang: Lang) -> Iterator[Change]:
    if before.urgency != after.urgency:
        yield Change("urgency", before=before.urgency, after=after.urgency)
    old, new = _by_id(before.steps), _by_id(after.steps)
    for name, planned in new.items():
        if name not in old:
            yield Change("added", name, after=planned.within, words=planned.step.do[lang])
    for name, planned in old.items():
        if name not in new:
            yield Change("gone", name, before=planned.within, words=planned.step.do[lang])
    kept = [(old[name], planned) for name, planned in new.items() if name in old]
    for one, other in kept:
        yield from _moved(one, other, lang)
    nevers = _by_id(before.nevers), _by_id(after.nevers)
    yield from _only_in(nevers[1], nevers[0], "never-added", lang)
    yield from _only_in(nevers[0], nevers[1], "never-gone", lang)
    yield from _out_of_order([one.id for one, _ in kept], old, new, lang)
    stay = [
        *kept,
        *((nevers[0][name], nevers[1][name]) for name in nevers[1] if name in nevers[0]),
    ]
    for one, other in stay:
        if _words(one) != _words(other):
            yield Change("reworded", other.id, words=other.step.do[lang])


def _by_id(steps: Sequence[PlanStep]) -> dict[str, PlanStep]:
    return {planned.id: planned for planned in steps}


def _only_in(
    these: Mapping[str, PlanStep], those: Mapping[str, PlanStep], kind: Kind, lang: Lang
) -> Iterator[Change]:
    for name, planned in these.items():
        if name not in those:
            yield Change(kind, name, words=planned.step.do[lang])


def _moved(one: PlanStep, other: PlanStep, lang: Lang) -> Iterator[Change]:
    """A step that is due earlier or later than before."""
    if one.within != other.within:
        is_earlier = WITHINS.index(other.within) < WITHINS.index(one.within)
        kind: Kind = "earlier" if is_earlier else "later"
        yield Change(kind, other.id, one.within, other.within, other.step.do[lang])


def _out_of_order(
    kept: Sequence[str], old: Mapping[str, PlanStep], new: Mapping[str, PlanStep], lang: Lang
) -> Iterator[Change]:
    """The first step in each time that stands where another one stood before."""
    for within in WITHINS:
        same = {n for n in kept if old[n].within == new[n].within == within}
        before = [name for name in old if name in same]
        after = [name for name in new if name in same]
        for name, stood in zip(after, before, strict=True):
            if name != stood:
                yield Change("moved", name, words=new[name].step.do[lang])
                break


def _words(planned: PlanStep) -> tuple[object, ...]:
    """Everything that is said of a step."""
    step = planned.step
    return step.do, step.why, step.how, step.say, step.need, step.keep, step.contact
