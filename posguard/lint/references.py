"""Rules of references: what a file names exists, and every file is named by another."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import Any, cast

from posguard.errors import Problem
from posguard.lint.contacts import check_contacts, check_defaults
from posguard.lint.contents import Contents
from posguard.lint.graph import steps_of, targets_of
from posguard.lint.letters import check_letters
from posguard.lint.steps import check_steps
from posguard.lint.texts import check_digits, check_wordings
from posguard.lint.trees import check_trees
from posguard.pack.manifest import Manifest
from posguard.pack.model import END, ROLES, START, Entry, KeyPath, Option, Playbook

MOST_PROBLEMS = 50_000
"""The most problems: after them the check ends."""


def check_references(contents: Contents, today: date) -> list[Problem]:
    """Every problem of the pack's own files, in the order of files and lines.

    ``today`` decides which contacts are past their validity.

    Raises:
        PosguardError: the trees have more ways together than anybody checks in reasonable time.

    """
    found = chain(
        check_digits(contents),
        check_wordings(contents),
        check_steps(contents.steps),
        check_contacts(contents, today),
        _unknown(contents),
        _unused(contents),
        check_defaults(contents),
        check_trees(contents.playbooks, contents.steps, contents.own),
        check_letters(contents.letters, {} if contents.lost else contents.playbooks),
    )
    own = (problem for problem in found if problem.file in contents.own)
    return sorted(islice(own, MOST_PROBLEMS), key=lambda problem: problem.where)


def _unknown(contents: Contents) -> Iterator[Problem]:
    """References to files that the pack does not hold."""
    names = _Names(contents)
    if contents.pack is not None:
        yield from _in_manifest(names, contents.pack)
    for step in contents.steps.values():
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

    def contact(self, entry: Entry[Any], name: str) -> Iterator[Problem]:
        """The contact of a step, if it is neither a role nor a known contact."""
        known = _both(ROLES, self._contents.contacts)
        yield from self.single(entry, ("contact",), name, "contacts", known)

    def target(self, tree: Entry[Playbook], path: KeyPath, then: str | None) -> Iterator[Problem]:
        """The target of a ``then``, if it is no question, no other tree and not the plan."""
        questions = tree.value.questions
        if then is None or then == END or then in questions:
            return
        trees = {} if then == START else self._contents.playbooks
        if then not in trees:
            yield from self.single(tree, path, then, "then", _both([END, *questions], trees))

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
    for key, citation in _evidence_law(pack.value).items():
        yield from names.source(pack, ("place", "evidence", key), citation)


def _evidence_law(pack: Manifest) -> dict[str, str]:
    law = pack.place.evidence
    return {} if law is None else {"copies": law.copies, "hashes": law.hashes}


def _in_tree(names: _Names, tree: Entry[Playbook]) -> Iterator[Problem]:
    yield from names.cited(tree, tree.value.sources)
    yield from names.listed(tree, ("steps",), tree.value.steps, "steps")
    for name, question in tree.value.questions.items():
        yield from names.target(tree, ("questions", name, "then"), question.then)
        for key, option in question.options.items():
            yield from _in_option(names, tree, ("questions", name, "options", key), option)


def _in_option(
    names: _Names, tree: Entry[Playbook], path: KeyPath, option: Option
) -> Iterator[Problem]:
    yield from names.target(tree, (*path, "then"), option.then)
    yield from names.listed(tree, (*path, "now"), option.now, "steps")
    yield from names.listed(tree, (*path, "steps"), option.steps, "steps")


def _unused(contents: Contents) -> Iterator[Problem]:
    """Files that no other file names; nothing is known of a pack that is not whole."""
    if contents.lost:
        return
    trees = [entry.value for entry in contents.playbooks.values()]
    steps = set[str]().union(*map(steps_of, trees))
    sources = _sources(contents)
    unused: list[Entry[Any]] = [e for e in contents.steps.values() if e.id not in steps]
    unused += [e for e in contents.sources.values() if e.id not in sources]
    if START in contents.playbooks and contents.playbooks[START].file in contents.own:
        led_to = {START}.union(*map(targets_of, trees))
        unused += [e for e in contents.playbooks.values() if e.id not in led_to]
    for entry in unused:
        yield entry.problem((), "unused-file", id=entry.id)


def _sources(contents: Contents) -> set[str]:
    """Every source that a file of the pack cites."""
    citations: set[str] = set()
    for tree in contents.playbooks.values():
        citations.update(tree.value.sources)
    for step in contents.steps.values():
        citations.update(step.value.sources)
    for letter in contents.letters.values():
        citations.update(letter.value.cited)
    if contents.pack is not None:
        citations.update(_evidence_law(contents.pack.value).values())
    return set(map(_source_of, citations))
