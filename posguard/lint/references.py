"""Rules of references: what a file names exists, and every file is named by another."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import Any, cast

from posguard.errors import Problem
from posguard.lint.asked import options_of
from posguard.lint.claims import check_claims
from posguard.lint.contacts import check_contacts, check_defaults
from posguard.lint.contents import Contents
from posguard.lint.findings import check_findings
from posguard.lint.letters import check_letters
from posguard.lint.plans import check_plans
from posguard.lint.questions import check_questions
from posguard.lint.roads import Roads
from posguard.lint.scripts import check_scripts
from posguard.lint.steps import check_steps
from posguard.lint.texts import check_digits, check_wordings
from posguard.lint.times import check_times
from posguard.pack.manifest import Manifest
from posguard.pack.model import ROLES, START, Entry, KeyPath
from posguard.pack.steps import Step
from posguard.pack.trees import Finding, Playbook, Question

MOST_PROBLEMS = 50_000
"""The most problems: after them the check ends."""


def check_references(contents: Contents, today: date) -> list[Problem]:
    """Every problem of the pack's own files, in the order of files and lines.

    ``today`` decides which contacts are past their validity.

    Raises:
        PosguardError: there is too much to follow in this pack.

    """
    found = chain(
        check_digits(contents),
        check_wordings(contents),
        check_steps(contents.steps),
        check_contacts(contents, today),
        _unknown(contents),
        _unused(contents),
        check_defaults(contents),
        check_letters(contents.letters, {} if contents.lost else contents.findings),
        _whole(contents),
    )
    own = (problem for problem in found if problem.file in contents.own)
    return sorted(islice(own, MOST_PROBLEMS), key=lambda problem: problem.where)


def _whole(contents: Contents) -> Iterator[Problem]:
    """The rules that hold what several files say against each other.

    They are left out for a pack whose files refer to what it does not hold.
    """
    if contents.lost or any(True for _ in _unknown(contents)):
        return
    roads = Roads(contents)
    yield from check_questions(roads, contents.own)
    yield from check_findings(roads, contents.letters, _asked_for(contents))
    yield from check_times(roads)
    yield from check_claims(roads)
    yield from check_scripts(roads)
    yield from check_plans(roads, contents.own)


def _unknown(contents: Contents) -> Iterator[Problem]:
    """References to files that the pack does not hold."""
    names = _Names(contents)
    if contents.manifest_file is not None:
        yield from _in_manifest(names, contents.manifest_file)
    if contents.order_file is not None:
        yield from names.listed(contents.order_file, ("steps",), contents.order, "steps")
    for finding in contents.findings.values():
        yield from _in_finding(names, finding)
    for question in contents.questions.values():
        yield from _in_question(names, question, (), question.value)
    for step in contents.steps.values():
        yield from _in_conditions(names, step)
        yield from names.listed(step, ("not_with",), step.value.not_with, "steps")
        yield from names.cited(step, step.value.sources)
        if step.value.contact is not None:
            yield from names.contact(step, step.value.contact)
    for letter in contents.letters.values():
        yield from names.cited(letter, letter.value.sources)
        for position, paragraph in enumerate(letter.value.body):
            yield from names.cited(letter, paragraph.sources, ("body", position, "sources"))
    for tree in contents.playbooks.values():
        yield from _in_tree(names, tree)


class _Names:
    """The names that a pack's files may refer to."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._shared = dict(contents.questions)
        self._incidents = {k: tree for k, tree in contents.playbooks.items() if k != START}

    def listed(
        self, entry: Entry[Any], path: KeyPath, ids: Iterable[str], kind: str
    ) -> Iterator[Problem]:
        """Unknown names of one kind in a list."""
        known = getattr(self._contents, kind)
        for position, name in enumerate(ids):
            yield from self.single(entry, (*path, position), name, kind, known)

    def cited(
        self, entry: Entry[Any], citations: Iterable[str], path: KeyPath = ("sources",)
    ) -> Iterator[Problem]:
        """Unknown sources in a list of citations."""
        yield from self.listed(entry, path, map(_source_of, citations), "sources")

    def source(self, entry: Entry[Any], path: KeyPath, citation: str) -> Iterator[Problem]:
        """The source of a single citation, if it is unknown."""
        known = self._contents.sources
        yield from self.single(entry, path, _source_of(citation), "sources", known)

    def step(self, entry: Entry[Any], path: KeyPath, name: str) -> Iterator[Problem]:
        """A single step, if it is unknown."""
        yield from self.single(entry, path, name, "steps", self._contents.steps)

    def letter(self, entry: Entry[Any], path: KeyPath, name: str) -> Iterator[Problem]:
        """A single letter, if it is unknown."""
        yield from self.single(entry, path, name, "letters", self._contents.letters)

    def finding(self, entry: Entry[Any], path: KeyPath, name: str) -> Iterator[Problem]:
        """A single finding, if it is unknown."""
        yield from self.single(entry, path, name, "findings", self._contents.findings)

    def contact(self, entry: Entry[Any], name: str) -> Iterator[Problem]:
        """The contact of a step, if it is neither a role nor a known contact."""
        known = _both(ROLES, self._contents.contacts)
        yield from self.single(entry, ("contact",), name, "contacts", known)

    def topic(self, entry: Entry[Any], path: KeyPath, names: Iterable[str]) -> Iterator[Problem]:
        """Names on an agenda that are neither a question that can be asked there nor an
        incident.
        """
        own = entry.value.questions if isinstance(entry.value, Playbook) else {}
        known = ChainMap[str, Any]({}, {**own}, self._shared, self._incidents)
        for position, name in enumerate(names):
            yield from self.single(entry, (*path, position), name, "then", known)

    def single(
        self, entry: Entry[Any], path: KeyPath, name: str, kind: str, known: Collection[str]
    ) -> Iterator[Problem]:
        """A name, if it is not among the known ones and no unreadable file has it."""
        if name not in known and name not in self._contents.lost:
            yield entry.problem(path, "unknown-reference", kind=kind, id=name, known=known)


def _both(names: Iterable[str], more: Mapping[str, Any]) -> Mapping[str, Any]:
    """The names, then those of ``more``, which may be too many to copy for every reference."""
    return ChainMap(cast("dict[str, Any]", more), dict.fromkeys(names))


def _source_of(citation: str) -> str:
    return citation.partition("#")[0]


def _in_manifest(names: _Names, pack: Entry[Manifest]) -> Iterator[Problem]:
    for role in ROLES:
        contacts = pack.value.roles[role].contacts
        yield from names.listed(pack, ("roles", role, "contacts"), contacts, "contacts")
        for position, part in enumerate(pack.value.roles[role].find):
            at: KeyPath = ("roles", role, "find", position, "when")
            yield from names.listed(pack, at, part.when, "findings")
    for key, citation in _evidence_law(pack.value).items():
        yield from names.source(pack, ("place", "evidence", key), citation)
    for pillar, step in pack.value.fallback.items():
        yield from names.step(pack, ("fallback", pillar), step)
    if pack.value.employee is not None:
        yield from names.finding(pack, ("employee", "finding"), pack.value.employee.finding)
        yield from names.listed(pack, ("employee", "own"), pack.value.employee.own, "steps")
    for key, reader in (("abroad", pack.value.abroad), ("helper", pack.value.helper)):
        if reader is not None:
            yield from names.finding(pack, (key, "finding"), reader.finding)
    if pack.value.emergency_letter is not None:
        yield from names.letter(pack, ("emergency_letter",), pack.value.emergency_letter)


def _evidence_law(pack: Manifest) -> dict[str, str]:
    law = pack.place.evidence
    return {} if law is None else {"copies": law.copies, "hashes": law.hashes}


def _in_tree(names: _Names, tree: Entry[Playbook]) -> Iterator[Problem]:
    yield from names.cited(tree, tree.value.sources)
    yield from names.listed(tree, ("steps",), tree.value.steps, "steps")
    yield from names.topic(tree, ("asks",), tree.value.asks)
    for name, question in tree.value.questions.items():
        yield from _in_question(names, tree, ("questions", name), question)


def _in_question(
    names: _Names, entry: Entry[Any], path: KeyPath, question: Question
) -> Iterator[Problem]:
    yield from names.listed(entry, (*path, "when"), question.when, "findings")
    for key, option in question.options.items():
        at = (*path, "options", key)
        yield from names.listed(entry, (*at, "when"), option.when, "findings")
        yield from names.listed(entry, (*at, "tells"), option.tells, "findings")
        yield from names.listed(entry, (*at, "now"), option.now, "steps")
        yield from names.listed(entry, (*at, "steps"), option.steps, "steps")
        yield from names.topic(entry, (*at, "then"), option.then)


def _in_finding(names: _Names, entry: Entry[Finding]) -> Iterator[Problem]:
    finding = entry.value
    for key in ("implies", "when", "yields_to"):
        yield from names.listed(entry, (key,), getattr(finding, key), "findings")
    for key in ("now", "steps"):
        yield from names.listed(entry, (key,), getattr(finding, key), "steps")
    yield from names.listed(entry, ("expect", "lacks"), finding.expect.lacks, "steps")
    for name in finding.expect.holds:
        yield from names.step(entry, ("expect", "holds", name), name)


def _in_conditions(names: _Names, entry: Entry[Step]) -> Iterator[Problem]:
    step = entry.value
    for key in ("when", "done_by"):
        yield from names.listed(entry, (key,), getattr(step, key), "findings")
    for position, sooner in enumerate(step.sooner):
        yield from names.listed(entry, ("sooner", position, "when"), sooner.when, "findings")
    for key in ("how", "say", "need", "keep"):
        for position, part in enumerate(getattr(step, key)):
            yield from names.listed(entry, (key, position, "when"), part.when, "findings")


def _asked_for(contents: Contents) -> set[str]:
    """The findings that the manifest asks for."""
    if contents.manifest_file is None:
        return set()
    manifest = contents.manifest_file.value
    people = (manifest.employee, manifest.helper, manifest.abroad)
    found = {person.finding for person in people if person is not None}
    for role in ROLES:
        for part in manifest.roles[role].find:
            found.update(part.when)
    return found


def _unused(contents: Contents) -> Iterator[Problem]:
    """Files that no other file names; nothing is known of a pack that is not whole."""
    if contents.lost:
        return
    brought = _brought(contents)
    sources = _sources(contents)
    topics = _topics(contents)
    unused: list[Entry[Any]] = [e for e in contents.steps.values() if e.id not in brought]
    unused += [e for e in contents.sources.values() if e.id not in sources]
    unused += [e for e in contents.questions.values() if e.id not in topics]
    if START in contents.playbooks and contents.playbooks[START].file in contents.own:
        unused += [e for e in contents.playbooks.values() if e.id not in {START, *topics}]
    for entry in unused:
        yield entry.problem((), "unused-file", id=entry.id)


def _brought(contents: Contents) -> set[str]:
    """Every step that an incident, an answer, a finding or the pack itself brings."""
    steps = {*contents.fallback.values()}
    for tree in contents.playbooks.values():
        steps.update(tree.value.steps)
    for finding in contents.findings.values():
        steps.update(finding.value.now, finding.value.steps)
    for _, _, option in options_of(contents):
        steps.update(option.now, option.steps)
    return steps


def _topics(contents: Contents) -> set[str]:
    """Every question and incident that something puts on the agenda."""
    topics: set[str] = set()
    for tree in contents.playbooks.values():
        topics.update(tree.value.asks)
    for _, _, option in options_of(contents):
        topics.update(option.then)
    return topics


def _sources(contents: Contents) -> set[str]:
    """Every source that a file of the pack cites."""
    citations: set[str] = set()
    for tree in contents.playbooks.values():
        citations.update(tree.value.sources)
    for step in contents.steps.values():
        citations.update(step.value.sources)
    for letter in contents.letters.values():
        citations.update(letter.value.cited)
    if contents.manifest_file is not None:
        citations.update(_evidence_law(contents.manifest_file.value).values())
    return set(map(_source_of, citations))
