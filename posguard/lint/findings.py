"""The rules that findings keep to: told by somebody, good for something, and never calm by
mistake.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from posguard.errors import Problem
from posguard.interview.findings import all_held
from posguard.interview.plan import Advised, fills, pillar_of, time_of
from posguard.lint.asked import is_first, options_of, questions_of
from posguard.lint.roads import Roads
from posguard.pack.letters import Letter
from posguard.pack.model import URGENCIES, WITHINS, Entry
from posguard.pack.trees import Finding

Letters = Mapping[str, Entry[Letter]]
_URGENT = URGENCIES.index("urgent")


def check_findings(
    roads: Roads, letters: Letters, asked_for: Collection[str] = ()
) -> Iterator[Problem]:
    """Every problem of the findings, and of the answers that tell them.

    ``asked_for`` are findings that something else than trees, steps and letters asks for.
    """
    pack = roads.pack
    told = {*chain.from_iterable(option.tells for _, _, option in options_of(pack))}
    used = {*_conditions(pack, letters), *asked_for}
    implied = {*chain.from_iterable(e.value.implies for e in pack.findings.values())}
    calm = {name for name, entry in pack.findings.items() if entry.value.is_calm}
    for name, entry in pack.findings.items():
        yield from _shape(entry, calm)
        if not (name in told or name in implied or entry.value.when):
            yield entry.problem((), "finding-nobody-tells", finding=name)
        if not _brings(entry.value) and name not in used:
            yield entry.problem((), "finding-brings-nothing", finding=name)
        yield from _needs(roads, entry)
        yield from _expected(roads, entry)
    yield from _answers(roads)


def _conditions(pack: Advised, letters: Letters) -> Iterator[str]:
    """Every finding that a condition names somewhere."""
    for entry in pack.findings.values():
        yield from (*entry.value.when, *entry.value.yields_to)
    for step in pack.steps.values():
        value = step.value
        yield from (*value.when, *value.done_by)
        for sooner in value.sooner:
            yield from sooner.when
        for part in (*value.say, *value.how, *value.need, *value.keep):
            yield from part.when
    for one in questions_of(pack):
        yield from one.question.when
        for option in one.question.options.values():
            yield from option.when
    for letter in letters.values():
        for paragraph in letter.value.body:
            yield from paragraph.any_of


def _brings(finding: Finding) -> bool:
    brings = finding.now or finding.steps or finding.implies or finding.needs or finding.answer
    return bool(brings or finding.yields_to)


def _shape(entry: Entry[Finding], calm: Collection[str]) -> Iterator[Problem]:
    """What a calm finding may not hold, and what an alarming one may not yield to or imply."""
    finding = entry.value
    if finding.is_calm:
        for key in ("now", "needs", "urgency", "when"):
            if getattr(finding, key):
                yield entry.problem((key,), "calm-with-danger", finding=entry.id, key=key)
    for key in ("implies", "when", "yields_to"):
        if not (key == "implies" and finding.is_calm):
            yield from _calm_among(entry, key, calm)
    says = finding.says
    claims = (*finding.claims.zh, *finding.claims.en)
    if claims and ("或" in says.zh or " or " in says.en):
        yield entry.problem(("says",), "or-in-claim", finding=entry.id)


def _calm_among(entry: Entry[Finding], key: str, calm: Collection[str]) -> Iterator[Problem]:
    for position, name in enumerate(getattr(entry.value, key)):
        if name in calm:
            yield entry.problem((key, position), "rests-on-calm", finding=entry.id, other=name)


def _needs(roads: Roads, entry: Entry[Finding]) -> Iterator[Problem]:
    """Pillars that a finding needs, and neither it, what it implies nor the pack has a step of."""
    if not entry.value.needs:
        return
    steps = [roads.pack.steps[name] for name in _brought(roads, (entry.id,))]
    brought = {*roads.pack.fallback, *(pillar_of(step) for step in steps if fills(step.value))}
    for position, pillar in enumerate(entry.value.needs):
        if pillar not in brought:
            at = ("needs", position)
            yield entry.problem(at, "needs-nothing", finding=entry.id, pillar=pillar)


def _brought(roads: Roads, told: Sequence[str]) -> dict[str, None]:
    """The steps that come with findings."""
    brought: dict[str, None] = {}
    for name in roads.held(told):
        finding = roads.pack.findings[name].value
        brought |= dict.fromkeys((*finding.now, *finding.steps))
    return brought


def _expected(roads: Roads, entry: Entry[Finding]) -> Iterator[Problem]:
    """Where a plan of this finding alone is not what the finding expects."""
    expect = entry.value.expect
    if not (expect.holds or expect.lacks):
        return
    told = entry.value.when or (entry.id,)
    names, steps = {*roads.held(told)}, roads.pack.steps
    planned = {
        name: time_of(steps[name].value, names)
        for name in _brought(roads, told)
        if all_held(steps[name].value.when, names)
    }
    for name, latest in expect.holds.items():
        within = planned.get(name)
        if within is None or WITHINS.index(within) > WITHINS.index(latest):
            at = ("expect", "holds", name)
            yield entry.problem(at, "expectation", step=name, latest=latest, found=within or "-")
    for position, name in enumerate(expect.lacks):
        if name in planned:
            where = ("expect", "lacks", position)
            yield entry.problem(where, "expectation", step=name, latest="-", found=planned[name])


def _answers(roads: Roads) -> Iterator[Problem]:
    """Answers that name an incident and tell nothing, and waivers beside something dangerous."""
    pack = roads.pack
    for one, key, option in options_of(pack):
        at = one.option(key)
        named = any(name in pack.playbooks for name in option.then)
        if named and not option.tells and is_first(one):
            yield one.entry.problem(at, "incident-without-finding", option=key)
        if option.waives and (danger := _danger(roads, option.tells)):
            yield one.entry.problem((*at, "waives"), "danger-waives", option=key, finding=danger)


def _danger(roads: Roads, told: Sequence[str]) -> str | None:
    """The first finding that an answer tells which raises an alarm or needs a pillar."""
    for name in roads.held(told):
        finding = roads.pack.findings[name].value
        raised = finding.urgency is not None and URGENCIES.index(finding.urgency) >= _URGENT
        if raised or finding.needs:
            return name
    return None
