"""What every pack must keep to, beyond the shape of its files: the rules of ``posguard lint``."""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import chain, islice
from typing import Any, cast

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo

from posguard.errors import Problem
from posguard.lint import graph, trees
from posguard.lint.letters import check_letters
from posguard.pack.letters import Letter
from posguard.pack.manifest import Manifest
from posguard.pack.model import (
    END,
    NONE,
    ROLES,
    START,
    Contact,
    ContactDefaults,
    Entry,
    KeyPath,
    Playbook,
    Source,
    Step,
    Text,
)

MOST_CHARACTERS = 40
MOST_WORDS = 20
"""How long ``do`` may be: Chinese characters, English words."""
MOST_PROBLEMS = 50_000
"""After so many problems no more are looked for."""

_DIGITS = re.compile(r"[0-9]+")
_THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Contents(Struct, frozen=True):
    """Every file of a pack, read; ``own`` names the files that are being checked.

    When an organisation's folder is checked, the shipped pack lies below it: its files can be
    referred to, but are not reported on. ``lost`` names the files that could not be read: what
    refers to them is not guessed at.
    """

    pack: Entry[Manifest] | None
    playbooks: Mapping[str, Entry[Playbook]]
    steps: Mapping[str, Entry[Step]]
    contacts: Mapping[str, Entry[Contact]]
    sources: Mapping[str, Entry[Source]]
    own: frozenset[str]
    lost: frozenset[str] = frozenset()
    letters: Mapping[str, Entry[Letter]] = {}
    defaults: Mapping[str, Entry[ContactDefaults]] = {}


def check_references(contents: Contents, today: date) -> list[Problem]:
    """Every problem of the pack's own files, in the order of files and lines.

    ``today`` decides which contacts are past their validity.

    Raises:
        PosguardError: the trees have more ways together than anybody checks in reasonable time.

    """
    found = chain(
        _texts(contents),
        _wordings(contents),
        _steps(contents),
        _contacts(contents, today),
        _references(contents),
        _unused(contents),
        _unused_defaults(contents),
        trees.check_trees(contents.playbooks, contents.steps, contents.own),
        check_letters(contents.letters, {} if contents.lost else contents.playbooks),
    )
    own = (p for p in found if p.file in contents.own)
    return sorted(islice(own, MOST_PROBLEMS), key=lambda p: p.where)


def _everything(contents: Contents) -> Iterator[Entry[Any]]:
    if contents.pack is not None:
        yield contents.pack
    yield from contents.defaults.values()
    for folder in (
        contents.playbooks,
        contents.steps,
        contents.contacts,
        contents.sources,
        contents.letters,
    ):
        yield from folder.values()


def _texts(contents: Contents) -> Iterator[Problem]:
    for entry in _everything(contents):
        if entry.file not in contents.own:
            continue
        for path, text in texts_in(entry.value):
            if path not in entry.marks:
                continue  # taken from a file below, where it is told of
            zh, en = _digits(text.zh), _digits(text.en)
            if zh != en:
                yield entry.problem(
                    path, "digits-differ", zh=" ".join(zh) or "-", en=" ".join(en) or "-"
                )


def texts_in(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text]]:
    """Every bilingual text inside a value, with its path in the file."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for spec in _fields(type(value)):
            yield from texts_in(getattr(value, spec.name), (*path, spec.encode_name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, (*path, key))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from texts_in(item, (*path, position))


@cache
def _fields(model: type[Struct]) -> tuple[FieldInfo, ...]:
    return msgspec.structs.fields(model)


def _digits(words: str) -> list[str]:
    return sorted(_DIGITS.findall(_THOUSANDS.sub("", words)))


def _wordings(contents: Contents) -> Iterator[Problem]:
    """Answers whose English is not what the same option and Chinese have in most places."""
    answers = [
        (tree, ("questions", name, "options", key, "text", "en"), key, option.text)
        for tree in sorted(contents.playbooks.values(), key=lambda tree: tree.file in contents.own)
        for name, question in tree.value.questions.items()
        for key, option in question.options.items()
        if key != NONE  # 没有 is No, Nobody or Nothing, as the question has it
    ]
    wordings: dict[tuple[str, str], Counter[str]] = {}
    for _, _, key, text in answers:
        wordings.setdefault((key, text.zh), Counter())[text.en] += 1
    for tree, path, key, text in answers:
        [(usual, _)] = wordings[key, text.zh].most_common(1)
        if text.en != usual:
            yield tree.problem(path, "two-wordings", zh=text.zh, en=text.en, other=usual)


def _steps(contents: Contents) -> Iterator[Problem]:
    for entry in contents.steps.values():
        step = entry.value
        if bool(step.sources) == step.practice:
            yield entry.problem((), "source-and-practice" if step.practice else "no-source")
        characters, words = len(_HAN.findall(step.do.zh)), len(step.do.en.split())
        if characters > MOST_CHARACTERS:
            yield entry.problem(("do", "zh"), "long-do", found=characters, most=MOST_CHARACTERS)
        if words > MOST_WORDS:
            yield entry.problem(("do", "en"), "long-do", found=words, most=MOST_WORDS)
        if entry.folder == "never" and step.why is None:
            yield entry.problem((), "never-without-why")


def _contacts(contents: Contents, today: date) -> Iterator[Problem]:
    days = contents.pack.value.contacts_valid_days if contents.pack else 0
    for entry in contents.contacts.values():
        verified = entry.value.verified
        if verified is None:
            yield entry.problem((), "unverified-contact")
        elif (verified - today).days > 1:  # what is tomorrow here is today further east
            yield entry.problem(
                ("verified",), "value", key="verified", value=verified, why="future"
            )
        elif days and (today - verified).days > days:
            until = verified + timedelta(days=days)
            yield entry.problem(("verified",), "expired-contact", verified=verified, until=until)


def _references(contents: Contents) -> Iterator[Problem]:
    if contents.pack is not None:
        for role in ROLES:
            listed = contents.pack.value.roles[role].contacts
            yield from _unknown(
                contents, contents.pack, ("roles", role, "contacts"), listed, "contacts"
            )
        for key, citation in _evidence_law(contents.pack.value):
            source = citation.partition("#")[0]
            at: KeyPath = ("place", "evidence", key)
            yield from _unknown(contents, contents.pack, at, (source,), "sources", listed=False)
    for entry in contents.steps.values():
        step = entry.value
        yield from _unknown(contents, entry, ("not_with",), step.not_with, "steps")
        yield from _cited(contents, entry, step.sources)
        if step.contact is not None:
            yield from _unknown(
                contents, entry, ("contact",), (step.contact,), "contacts", listed=False
            )
    yield from _letters(contents)
    for tree in contents.playbooks.values():
        yield from _cited(contents, tree, tree.value.sources)
        yield from _unknown(contents, tree, ("steps",), tree.value.steps, "steps")
        for name, question in tree.value.questions.items():
            where: KeyPath = ("questions", name)
            yield from _leads(contents, tree, (*where, "then"), question.then)
            for key, option in question.options.items():
                at = (*where, "options", key)
                yield from _leads(contents, tree, (*at, "then"), option.then)
                for field in ("now", "steps"):
                    yield from _unknown(
                        contents, tree, (*at, field), getattr(option, field), "steps"
                    )


def _evidence_law(pack: Manifest) -> list[tuple[str, str]]:
    law = pack.place.evidence
    return [] if law is None else [("copies", law.copies), ("hashes", law.hashes)]


def _letters(contents: Contents) -> Iterator[Problem]:
    for letter in contents.letters.values():
        yield from _cited(contents, letter, letter.value.sources)
        for position, paragraph in enumerate(letter.value.body):
            yield from _cited(contents, letter, paragraph.sources, ("body", position, "sources"))


def _cited(
    contents: Contents, entry: Entry[Any], cited: tuple[str, ...], path: KeyPath = ("sources",)
) -> Iterator[Problem]:
    yield from _unknown(
        contents, entry, path, tuple(c.partition("#")[0] for c in cited), "sources"
    )


def _unknown(
    contents: Contents,
    entry: Entry[Any],
    path: KeyPath,
    ids: tuple[str, ...],
    kind: str,
    *,
    listed: bool = True,
) -> Iterator[Problem]:
    known: Collection[str] = getattr(contents, kind)
    if path == ("contact",):
        known = _both(ROLES, contents.contacts)
    for position, name in enumerate(ids):
        if name not in known and name not in contents.lost:
            at = (*path, position) if listed else path
            yield entry.problem(at, "unknown-reference", kind=kind, id=name, known=known)


def _both(names: Iterable[str], more: Mapping[str, Any]) -> Mapping[str, Any]:
    """The names, then those of ``more``, which may be many and are not copied for every
    complaint.
    """
    return ChainMap(cast("dict[str, Any]", more), dict.fromkeys(names))


def _leads(
    contents: Contents, tree: Entry[Playbook], path: KeyPath, target: str | None
) -> Iterator[Problem]:
    if (
        target is None
        or target == END
        or target in tree.value.questions
        or target in contents.lost
    ):
        return
    if target == START or target not in contents.playbooks:
        known = _both([END, *tree.value.questions], contents.playbooks if target != START else {})
        yield tree.problem(path, "unknown-reference", kind="then", id=target, known=known)


def _unused(contents: Contents) -> Iterator[Problem]:
    if contents.lost:
        return
    steps = {name for tree in contents.playbooks.values() for name in trees.steps_of(tree.value)}
    cited = [entry.value.sources for entry in contents.playbooks.values()]
    cited += [entry.value.sources for entry in contents.steps.values()]
    cited += [entry.value.cited for entry in contents.letters.values()]
    if contents.pack is not None:
        cited.append(tuple(citation for _, citation in _evidence_law(contents.pack.value)))
    sources = {citation.partition("#")[0] for citations in cited for citation in citations}
    led_to = {START} | {
        target for tree in contents.playbooks.values() for target in graph.targets_of(tree.value)
    }
    unused: list[Entry[Any]] = [e for e in contents.steps.values() if e.id not in steps]
    unused += [e for e in contents.sources.values() if e.id not in sources]
    if START in contents.playbooks and contents.playbooks[START].file in contents.own:
        unused += [e for e in contents.playbooks.values() if e.id not in led_to]
    for entry in unused:
        yield entry.problem((), "unused-file", id=entry.id)


def _unused_defaults(contents: Contents) -> Iterator[Problem]:
    """Every key that the contacts of a folder share in name only, because each says it itself."""
    for entry in () if contents.lost else contents.defaults.values():
        context = [c for c in contents.contacts.values() if _folder(c) == _folder(entry)]
        for key in entry.value.__struct_fields__:
            if (key,) in entry.marks and all(_says_itself(contact, key) for contact in context):
                yield entry.problem((key,), "unused-default", key=key)


def _folder(entry: Entry[Any]) -> str:
    return entry.file.rpartition("/")[0]


def _says_itself(contact: Entry[Contact], key: str) -> bool:
    """Whether a contact replaces what its kind shares; caveats are never replaced, they follow."""
    return key != "caveats" and (key,) in contact.marks
