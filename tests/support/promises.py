"""What every plan must keep to, whatever the pack says: each promise as a check that names what
breaks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from posguard.interview.plan import Plan
from posguard.interview.walk import Progress
from posguard.pack.model import (
    MAX_QUESTIONS,
    START,
    UNSURE,
    URGENCIES,
    WITHINS,
    Entry,
    Playbook,
    Step,
)

Playbooks = Mapping[str, Entry[Playbook]]
Steps = Mapping[str, Entry[Step]]

FIRST_DAY = ("now", "15m", "24h")
MOST_FIRST_DAY = 12
"""How many steps of the first day a plan may hold when one thing has happened: one incident, one
answer each.
"""
MOST_FIRST_DAY_MORE = 13
"""And when more has: another playbook's steps come on top."""
MOST_FIRST_DAY_ALL = 25
"""And when somebody ticks everything that can be ticked; nobody has met that yet."""
MOST_NEVERS = 6
MOST_ANSWERS = 2
CALM = ("freeze", "police")
"""Pillars that have no place in a plan for a fault, a genuine notice or an ordinary hold."""
PREVENTS = ("close-contactless",)
"""What lies among the freezing steps, but is done by those to whom nothing has happened."""
BEFORE = (
    ("call-110-with-payee", "tell-own-bank-suspicious"),
    ("call-110-with-payee", "report-card-fraud-to-police"),
    ("call-110-with-payee", "get-police-receipt"),
    ("lock-card", "report-card-fraud-to-police"),
    ("lock-card", "prove-card-in-hand"),
    ("lock-card", "dispute-with-issuer"),
    ("ask-filing-decision", "challenge-refusal"),
)
"""What comes first where a plan holds both."""
TOGETHER = (
    ("apply-return-of-money", "ask-filing-decision"),
    ("ask-filing-decision", "get-police-receipt"),
    ("challenge-refusal", "ask-filing-decision"),
    ("finish-paperwork-48h", "get-police-receipt"),
    ("appeal-police-freeze", "contact-freezing-police"),
    ("ask-limited-freeze", "contact-freezing-police"),
    ("cancel-atm-transfer", "call-110-with-payee"),
    ("tell-own-bank-suspicious", "call-110-with-payee"),
    ("dispute-with-issuer", "lock-card"),
    ("formalise-loss-report", "lock-card"),
    ("prove-card-in-hand", "lock-card"),
    ("report-card-fraud-to-police", "lock-card"),
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


def of_plan(progress: Progress, made: Plan, playbooks: Playbooks, steps: Steps) -> Iterator[str]:
    """Everything about one plan that breaks a promise, a sentence each."""
    yield from _shape(progress, made)
    yield from _urgency(progress, made, playbooks)
    yield from _whole(made, steps)
    yield from _readable(progress, made)
    yield from _order(made)


def _shape(progress: Progress, made: Plan) -> Iterator[str]:
    if len(progress.answered) > MAX_QUESTIONS:
        yield f"{len(progress.answered)} questions"
    everything = Counter(p.id for p in (*made.steps, *made.nevers))
    yield from (f"{name} stands {count} times" for name, count in everything.items() if count > 1)
    yield from (
        f"{name} got lost or came from nowhere"
        for name in set(everything) ^ {b.step for b in progress.reasons}
    )
    advice = [b.step for b in progress.reasons if b.now]
    rest = [b.step for b in progress.reasons if not b.now]
    came = {name: position for position, name in reversed(list(enumerate([*advice, *rest])))}
    for shown in (made.steps, made.nevers):
        wanted = sorted(shown, key=lambda p: (WITHINS.index(p.step.within), came[p.id]))
        if [p.id for p in shown] != [p.id for p in wanted]:
            yield "the steps are not in the order of their times and answers"


def _urgency(progress: Progress, made: Plan, playbooks: Playbooks) -> Iterator[str]:
    entered = {*progress.visited, *(t.playbook for t in progress.answered)}
    floors = [playbooks[name].value.urgency for name in entered]
    answered = [
        playbooks[t.playbook].value.questions[t.question].options[o]
        for t in progress.answered
        for o in t.options
    ]
    highest = max([*floors, *(o.urgency or URGENCIES[0] for o in answered)], key=URGENCIES.index)
    if made.urgency != highest:
        yield f"the plan is {made.urgency}, but an answer is {highest}"
    for answer in progress.answered:
        question = playbooks[answer.playbook].value.questions[answer.question]
        if UNSURE not in question.options and question.no_unsure is None:
            yield f"{answer.question} has no unsure"
        pressing = any(option.urgency == "emergency" for option in question.options.values())
        if (
            UNSURE in answer.options
            and pressing
            and URGENCIES.index(made.urgency) < URGENCIES.index("urgent")
        ):
            yield f"unsure at {answer.question} leads to a {made.urgency} plan beside an emergency"


def _whole(made: Plan, steps: Steps) -> Iterator[str]:
    held = {p.id for p in (*made.steps, *made.nevers)}
    for name in held:
        yield from (
            f"{name} and {other} stand together"
            for other in steps[name].value.not_with
            if other in held
        )
    pillars = {p.pillar for p in made.steps}
    if made.urgency == "not-incident":
        yield from (
            f"a calm plan says {p.id}"
            for p in made.steps
            if p.pillar in CALM and p.id not in PREVENTS
        )
        return
    given = pillars | {pillar for pillar, _ in made.waived}
    for group in (("contain", "freeze"), ("police",), ("acquirer",), ("evidence",)):
        if not given & set(group):
            yield f"nothing for {' or '.join(group)}, and no reason why"
    yield from (
        f"{pillar} is waived and there all the same"
        for pillar, _ in made.waived
        if pillar in pillars
    )


def _readable(progress: Progress, made: Plan) -> Iterator[str]:
    if not made.steps:
        yield "nothing to do"
    if len(made.nevers) > MOST_NEVERS:
        yield f"{len(made.nevers)} do-nots"
    reasons = {b.step for b in progress.reasons if b.playbook != START}
    first_day = sum(p.step.within in FIRST_DAY and p.id in reasons for p in made.steps)
    trees = {t.playbook for t in progress.answered} - {START}
    most = MOST_FIRST_DAY_MORE if len(trees) > 1 else MOST_FIRST_DAY
    if any(len(t.options) > 1 for t in progress.answered):
        most = MOST_FIRST_DAY_ALL
    if first_day > most:
        yield f"{first_day} steps on the first day, more than {most}"


def _order(made: Plan) -> Iterator[str]:
    place = {p.id: position for position, p in enumerate((*made.steps, *made.nevers))}
    for first, second in BEFORE:
        if first in place and second in place and place[first] > place[second]:
            yield f"{second} comes before {first}"
    for one, other in TOGETHER:
        if one in place and other not in place:
            yield f"{one} without {other}"


def of_emergency(progress: Progress, playbooks: Playbooks) -> Iterator[str]:
    """From the answer that tells of an emergency, it takes one answer more at most until the first
    instruction.
    """
    advised = {(b.question, b.option) for b in progress.reasons if b.now}
    told, waiting = False, 0
    for answer in progress.answered:
        question = playbooks[answer.playbook].value.questions[answer.question]
        told = told or any((answer.question, option) in advised for option in answer.options)
        if waiting or any(
            question.options[option].urgency == "emergency" for option in answer.options
        ):
            waiting += 1
        if waiting >= MOST_ANSWERS and not told and answer is not progress.answered[-1]:
            yield f"nothing is advised until after {answer.question}={'+'.join(answer.options)}"
            return


def of_unsure(playbooks: Playbooks, found: list[Progress]) -> Iterator[str]:
    """``unsure`` never leads to a calmer plan than the mildest known answer: over all ways from
    one question on.
    """
    mildest: dict[tuple[object, ...], dict[str, int]] = {}
    for progress in found:
        level = URGENCIES.index(progress.urgency)
        before: tuple[object, ...] = ()
        for answer in progress.answered:
            here = mildest.setdefault((*before, answer.question), {})
            for option in answer.options if len(answer.options) == 1 else ():
                here[option] = min(level, here.get(option, level))
            before = (*before, answer.question, answer.options)
    for way, levels in mildest.items():
        known = [level for option, level in levels.items() if option != UNSURE]
        if UNSURE in levels and known and levels[UNSURE] < min(known):
            yield f"unsure at {way[-1]} is calmer than every known answer"
