"""Prefilled answers: pairs on the command line, or the JSON of an earlier plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from posguard.errors import PosguardError, WrongUse
from posguard.pack.model import ROLES, START, Role

PLAN_SCHEMA = "posguard.plan/2"


class Prefilled(Struct, frozen=True):
    """Answers given beforehand, the contacts chosen for the roles, and the tree to begin with;
    ``proposed`` are answers that the person is to confirm.
    """

    answers: dict[str, tuple[str, ...]] = {}
    contacts: dict[Role, str] = {}
    start: str = START
    proposed: dict[str, tuple[str, ...]] = {}


def from_pairs(pairs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """``question=option`` pairs; several options are given with commas or by repeating the pair.

    Raises:
        WrongUse: a pair is not of that form.

    """
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        question, equals, options = pair.partition("=")
        name = question.strip()
        chosen = tuple(filter(None, map(str.strip, options.split(","))))
        if not equals or not name or not chosen:
            raise WrongUse("bad-answer", words=pair)
        found[name] = (*found.get(name, ()), *chosen)
    return found


def from_json(text: str, file: str) -> Prefilled:
    """The answers in a plan's JSON, or in a plain object of ``question: option``.

    Raises:
        PosguardError: the text is neither.

    """
    content = _json_object(text, file)
    schema = content.get("schema")
    if schema is None:
        return Prefilled(_answers(content, file))
    if schema != PLAN_SCHEMA:
        raise PosguardError("answers-schema", file=file, id=schema, known=PLAN_SCHEMA)
    contacts = content.get("contacts", {})
    if not isinstance(contacts, dict):
        raise PosguardError("answers-not-json", file=file, place=file)
    chosen = {role: contacts[role] for role in ROLES if isinstance(contacts.get(role), str)}
    start = content.get("from", START)
    if not isinstance(start, str):
        raise PosguardError("answers-not-json", file=file, place="from")
    return Prefilled(_answers(content.get("answers", {}), file), chosen, start)


def _json_object(text: str, file: str) -> dict[str, Any]:
    import json

    place = file
    try:
        content = json.loads(text)
    except json.JSONDecodeError as err:
        content, place = None, f"{file}:{err.lineno}:{err.colno}"
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise PosguardError("answers-not-json", file=file, place=place)
    return content


def _answers(content: object, file: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(content, dict):
        raise PosguardError("answers-not-json", file=file, place=file)
    return {name: _options(options, name, file) for name, options in content.items()}


def _options(options: object, question: str, file: str) -> tuple[str, ...]:
    given = options if isinstance(options, list) else [options]
    names = tuple(option for option in given if isinstance(option, str))
    if not names or len(names) < len(given):
        raise PosguardError("answers-not-json", file=file, place=question)
    return names


def merged(file: Prefilled, pairs: dict[str, tuple[str, ...]], start: str = "") -> Prefilled:
    """The answers of a file and of pairs together; ``start`` goes before that of the file.

    Raises:
        WrongUse: the two answer one question differently.

    """
    for question, options in pairs.items():
        if set(file.answers.get(question, options)) != set(options):
            raise WrongUse(
                "two-answers", question=question, options=[*file.answers[question], *options]
            )
    return Prefilled({**file.answers, **pairs}, file.contacts, start or file.start)


def to_json(given: Prefilled) -> str:
    """The answers as JSON: a plain object of ``question: options``.

    Answers that do not begin at the first tree are written in the form of a plan.
    """
    import json

    answers: dict[str, object] = {name: list(options) for name, options in given.answers.items()}
    if given.start != START:
        answers = {"schema": PLAN_SCHEMA, "from": given.start, "answers": answers}
    return json.dumps(answers, indent=2) + "\n"


def to_command(given: Prefilled, contacts: Mapping[Role, str], pack: str = "") -> str:
    """The command line that prints the plan of these answers without a question."""
    import shlex

    words = ["posguard", "triage"]
    if given.start != START:
        words += ["--from", given.start]
    for name, options in given.answers.items():
        words += ["-a", f"{name}={','.join(options)}"]
    bank = contacts.get("issuer") or contacts.get("settlement-bank")
    named = {"--acquirer": contacts.get("acquirer"), "--bank": bank, "--pack": pack}
    for option, value in named.items():
        if value:
            words += [option, value]
    return shlex.join(words)
