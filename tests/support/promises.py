"""What every plan must keep to, whatever the pack says: each promise as a check that names what
breaks it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache

import msgspec
from support.paths import TESTS
from support.walks import Walk

from posguard.interview.agenda import question_of
from posguard.interview.findings import all_held
from posguard.interview.plan import Plan, PlanStep, standing
from posguard.interview.progress import Progress, Reason
from posguard.lint.contents import Contents
from posguard.pack.model import LANGS, START, URGENCIES, WITHINS, Lang, Pillar, Urgency
from posguard.pack.trees import Option
from posguard.pack.yaml_reader import read

Claims = Mapping[Lang, Mapping[str, set[str]]]

GROUPS: tuple[tuple[Pillar, ...], ...] = (
    ("contain", "freeze"),
    ("police",),
    ("acquirer",),
    ("evidence",),
)
"""Of each of these every plan of an incident holds a step, or says why it does not."""
FIRST_CLOCKS = ("discovered", "money-moved")
"""Events that need nothing done before: a step counted from another one follows up."""
DONE = {
    "lock-card": "card-locked",
    "lock-own-payments": "payments-locked",
    "ask-acquirer-suspend-terminal": "terminal-suspended",
    "cut-off-remote-control": "remote-control-cut",
    "call-110-with-payee": "called-110",
}
"""Steps that are shown as done to whoever has told that they are."""
BLANK = re.compile(r"【[^】]*】|[（(]有没有[）)][^，。；]*")
"""What the person fills in or chooses claims nothing."""
CALM = ("freeze", "police")
"""Pillars that have no place in a plan for a fault, a genuine notice or an ordinary hold."""
PREVENTS = ("close-contactless",)
"""What lies among the freezing steps, but is done by those to whom nothing has happened."""
BEFORE = (
    ("call-110-with-payee", "tell-own-bank-suspicious"),
    ("call-110-with-payee", "report-card-fraud-to-police"),
    ("call-110-with-payee", "get-police-receipt"),
    ("lock-card", "report-card-fraud-to-police"),
    ("lock-own-payments", "report-card-fraud-to-police"),
    ("lock-card", "prove-card-in-hand"),
    ("lock-card", "dispute-with-issuer"),
    ("ask-filing-decision", "challenge-refusal"),
)
"""What comes first where a plan holds both."""
TOGETHER = (
    ("apply-return-of-money", "ask-filing-decision"),
    ("ask-filing-decision", "get-police-receipt"),
    ("challenge-refusal", "ask-filing-decision"),
    ("appeal-police-freeze", "contact-freezing-police"),
    ("ask-limited-freeze", "contact-freezing-police"),
    ("cancel-atm-transfer", "call-110-with-payee"),
    ("tell-own-bank-suspicious", "call-110-with-payee"),
    ("formalise-loss-report", "lock-card"),
    ("prove-card-in-hand", "lock-card"),
    ("report-card-fraud-to-police", "lock-card", "lock-own-payments"),
    ("claim-contactless-cover", "close-contactless"),
    ("cut-off-remote-control", "lock-own-payments"),
    ("turn-off-call-forwarding", "lock-own-payments"),
    ("cover-swapped-code", "report-code-swap"),
    ("report-code-swap", "stop-merchant-code"),
    ("report-terminal-theft", "ask-acquirer-suspend-terminal"),
    ("hold-delivery-until-cleared", "check-real-arrival"),
    ("isolate-terminal-powered", "no-reset-or-power-off"),
    ("no-dismantling", "no-reset-or-power-off"),
    ("report-terminal-tampering", "no-reset-or-power-off"),
    ("call-110-taken-by-force", "no-confronting-thief"),
    ("take-terminal-back", "no-lending-terminal"),
    ("tell-police-the-truth", "no-deleting-records"),
    ("tell-police-the-truth", "seek-legal-advice"),
)
"""The first is of no use, or does harm, without the second."""


class SaidTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a step that stands only for those of whom something is true."""

    step: str
    told: tuple[str, ...]
    zh: str


def of_plan(progress: Progress, made: Plan, pack: Contents) -> Iterator[str]:
    """Everything about one plan that breaks a promise, a sentence each."""
    yield from _steps(progress, made, pack)
    yield from _in_order(progress, made, pack)
    yield from _urgency(progress, made, pack)
    yield from _whole(progress, made, pack)
    yield from _left_out(progress, made, pack)
    held = set(made.held)
    yield from (
        f"{p.id} is told to somebody who has done it"
        for p in made.steps
        if DONE.get(p.id) in held and not p.done
    )
    yield from (
        f"{calm} is believed beside {name}"
        for calm, names in promised().lapses.items()
        if calm in held
        for name in held.intersection(names)
    )


def _steps(progress: Progress, made: Plan, pack: Contents) -> Iterator[str]:
    """Each step once, and every step that something brought, unless its condition is not met."""
    everything = Counter(p.id for p in (*made.asides, *made.steps, *made.nevers))
    yield from (f"{name} stands {count} times" for name, count in everything.items() if count > 1)
    brought = {
        reason.step
        for reason in progress.reasons
        if all_held(pack.steps[reason.step].value.when, made.held)
    }
    yield from (f"{name} got lost" for name in brought - set(everything))
    spare = set(pack.fallback.values())
    yield from (f"{name} came from nowhere" for name in set(everything) - brought - spare)
    if not made.steps and progress.visited:
        yield "nothing to do"


def _in_order(progress: Progress, made: Plan, pack: Contents) -> Iterator[str]:
    """Somebody employed has his own first; then by time, as ``order.yaml`` says, as they came."""
    came = {name: n for n, name in reversed(list(enumerate(r.step for r in progress.reasons)))}
    listed = {name: n for n, name in enumerate(pack.order)}
    employed = pack.employee is not None and pack.employee.finding in made.held
    own = {*pack.employee.own} if pack.employee is not None else set()
    for shown in (made.steps, made.nevers):
        places = [
            (
                employed and p.id not in own and p.pillar != "never",
                WITHINS.index(p.within),
                listed.get(p.id, len(listed)),
                0 if p.id in listed else came.get(p.id, len(progress.reasons)),
            )
            for p in shown
        ]
        if places != sorted(places):
            yield "the steps are not in order"
    place = {p.id: position for position, p in enumerate((*made.steps, *made.nevers))}
    within = {p.id: p.within for p in (*made.steps, *made.nevers)}
    for first, second in BEFORE:
        both = first in place and second in place
        if both and within[first] == within[second] and place[first] > place[second]:
            yield f"{second} comes before {first}"
    for one, *others in TOGETHER:
        if one in place and place.keys().isdisjoint(others):
            yield f"{one} without {' or '.join(others)}"


def _urgency(progress: Progress, made: Plan, pack: Contents) -> Iterator[str]:
    """The highest of the incidents, the answers and what is held; unsure never the calmest."""
    floors: list[Urgency | None] = [pack.playbooks[n].value.urgency for n in progress.visited]
    floors.append(pack.playbooks[progress.start].value.urgency)
    floors += [option.urgency for _, _, _, option in _chosen(progress, pack)]
    floors += [pack.findings[name].value.urgency for name in made.held]
    highest = max((u for u in floors if u is not None), key=URGENCIES.index)
    if made.urgency != highest:
        yield f"the plan is {made.urgency}, but something told is {highest}"


def _whole(progress: Progress, made: Plan, pack: Contents) -> Iterator[str]:
    """Nothing contradicts itself, and of each group there is a step or a reason why not."""
    held = {p.id for p in (*made.steps, *made.nevers)}
    for name in held:
        yield from (
            f"{name} and {other} stand together"
            for other in pack.steps[name].value.not_with
            if other in held
        )
    if not progress.visited:
        return
    if made.urgency == "not-incident":
        yield from (
            f"a calm plan says {p.id}"
            for p in made.steps
            if p.pillar in CALM and p.id not in PREVENTS
        )
        return
    given = _filled(made) | {omission.pillar for omission in made.omitted}
    for group in GROUPS:
        if not given & set(group):
            yield f"nothing for {' or '.join(group)}, and no reason why"


def _left_out(progress: Progress, made: Plan, pack: Contents) -> Iterator[str]:
    """A pillar is called unneeded only where every incident says so, nothing held needs it, and
    no step of it stands; and what is said was said by an answer that is sure.
    """
    for omission in made.omitted:
        group = next(group for group in GROUPS if omission.pillar in group)
        if _filled(made) & set(group):
            yield f"{omission.pillar} is called unneeded and is there all the same"
        yield from (
            f"{omission.pillar} is called unneeded, but {name} needs it"
            for name in made.held
            if set(pack.findings[name].value.needs) & set(group)
        )
        saying = _saying(progress, pack, group)
        if START not in saying:
            yield from (
                f"{omission.pillar} is called unneeded, but not in {name}"
                for name in set(progress.visited) - saying
            )
        if not omission.why:
            yield f"{omission.pillar} is called unneeded for no reason"


def _saying(progress: Progress, pack: Contents, group: Collection[Pillar]) -> set[str]:
    """The trees in which it was told that a group of pillars is not needed."""
    saying = {
        name
        for name in (*progress.visited, progress.start)
        if set(pack.playbooks[name].value.waives) & set(group)
    }
    for answer in progress.answered:
        question = question_of(pack, answer.question, answer.playbook)
        options = [question.options[key] for key in answer.options]
        if any(all(pillar in option.waives for option in options) for pillar in group):
            saying.add(answer.playbook)
    return saying


def _filled(made: Plan) -> set[Pillar]:
    return {p.pillar for p in made.steps if p.step.from_ in FIRST_CLOCKS}


def _chosen(progress: Progress, pack: Contents) -> Iterator[tuple[str, str, str, Option]]:
    for answer in progress.answered:
        question = question_of(pack, answer.question, answer.playbook)
        for key in answer.options:
            yield answer.playbook, answer.question, key, question.options[key]


class Promised(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``tests/promised.yaml`` holds the pack to."""

    said: tuple[SaidTo, ...]
    lapses: dict[str, tuple[str, ...]]


@cache
def promised() -> Promised:
    """The words that only some may be told, and what is not believed beside what."""
    data, _ = read((TESTS / "promised.yaml").read_text(encoding="utf-8"), "promised.yaml")
    return msgspec.convert(data, Promised)


@cache
def _said_to() -> Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """For each step and part of it: the findings of which all must hold, in each place of it."""
    found: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {}
    for row in promised().said:
        key = row.step, row.zh
        found[key] = (*found.get(key, ()), row.told)
    return found


def claims_of(pack: Contents) -> Claims:
    """Each claim in small letters, with the findings of which one must be told."""
    found: dict[Lang, dict[str, set[str]]] = {"zh": {}, "en": {}}
    for name, entry in pack.findings.items():
        for lang in LANGS:
            for phrase in getattr(entry.value.claims, lang):
                found[lang].setdefault(phrase.casefold(), set()).add(name)
    return found


def of_words(made: Plan, claims: Claims) -> Iterator[str]:
    """Nobody is told to say, or that they do, what they have not told."""
    held = set(made.held)
    for planned in (*made.steps, *made.nevers):
        for lang in LANGS:
            said = _said(planned, lang, made)
            for phrase, findings in claims[lang].items():
                if phrase in said and not findings & held:
                    yield f"{planned.id} says “{phrase}”, which was not told"
        step = planned.step
        for part in (
            p for ps in (step.say, step.how, step.need, step.keep) for p in standing(ps, held)
        ):
            told = _said_to().get((planned.id, part.zh))
            if told and not any(held.issuperset(names) for names in told):
                yield f"{planned.id} says “{part.zh}”, which was not told"


def _said(planned: PlanStep, lang: Lang, made: Plan) -> str:
    parts = [part[lang] for part in standing(planned.step.say, made.held)]
    return BLANK.sub("", "\n".join([planned.step.do[lang], *parts])).casefold()


def of_more(less: Walk, more: Walk, pack: Contents) -> Iterator[str]:
    """Everything that somebody loses by telling something dangerous as well.

    Do-nots are left aside, and so are what only a calm finding brings or lets stand, what only an
    answer brought that is not asked for any more, what stands on a finding that only such an
    answer told, and a step of the pack's own that came in for want of another of its kind.
    """
    later = {planned.id: planned for planned in more.plan.steps}
    alike = all(
        set(options) <= set(more.progress.answers.get(question, ()))
        for question, options in less.progress.answers.items()
    )
    for planned in less.plan.steps:
        if not _is_calm(planned.step.when, pack) and any(
            _is_told(reason, more, pack) for reason in planned.because
        ):
            if planned.id not in later:
                if all_held(planned.step.when, more.plan.held):
                    yield f"{planned.id} gets lost"
            elif alike and WITHINS.index(later[planned.id].within) > WITHINS.index(planned.within):
                yield f"{planned.id} comes later"
    if alike:
        if URGENCIES.index(more.plan.urgency) < URGENCIES.index(less.plan.urgency):
            yield f"it becomes {more.plan.urgency}"
        alarming = {name for name in less.plan.held if not _is_calm([name], pack)}
        yield from (f"{name} is forgotten" for name in alarming - set(more.plan.held))


def _is_told(reason: Reason, walked: Walk, pack: Contents) -> bool:
    """Whether what brought a step in one interview is told in another as well."""
    if reason.finding is not None:
        return reason.finding in walked.plan.held and not _is_calm([reason.finding], pack)
    if reason.question is not None:
        return reason.option in walked.progress.answers.get(reason.question, ())
    return reason.playbook in walked.progress.visited


def _is_calm(names: Collection[str], pack: Contents) -> bool:
    return any(pack.findings[name].value.is_calm for name in names)
