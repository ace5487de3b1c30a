"""Answers given beforehand: pairs on the command line, or the JSON of an earlier plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from posguard.errors import PosguardError, WrongUse
from posguard.pack.model import ROLES, START, Role

PLAN_SCHEMA = "posguard.plan/1"


class Prefilled(Struct, frozen=True):
    """Answers given beforehand, the contacts chosen for the roles, and the tree to begin with."""

    answers: dict[str, tuple[str, ...]] = {}
    contacts: dict[Role, str] = {}
    start: str = START


def from_pairs(pairs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """``question=option`` pairs; several options are given with commas or by repeating the pair.

    Raises:
        WrongUse: a pair is not of that form.

    """
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        question, equals, options = pair.partition("=")
        names = tuple(o.strip() for o in options.split(",") if o.strip())
        if not equals or not question.strip() or not names:
            raise WrongUse("bad-answer", words=pair)
        found[question.strip()] = (*found.get(question.strip(), ()), *names)
    return found


def from_json(text: str, file: str) -> Prefilled:
    """The answers in a plan's JSON, or in a plain object of ``question: option``.

    Raises:
        PosguardError: the text is neither.

    """
    import json

    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as err:
        place = (
            f"{file}:{err.lineno}:{err.colno}" if isinstance(err, json.JSONDecodeError) else file
        )
        raise PosguardError("answers-not-json", file=file, place=place) from None
    if not isinstance(content, dict):
        raise PosguardError("answers-not-json", file=file, place=file)
    schema = content.get("schema")
    if schema is not None and schema != PLAN_SCHEMA:
        raise PosguardError("answers-schema", file=file, id=schema, known=PLAN_SCHEMA)
    answers = content.get("answers", {}) if schema else content
    contacts = content.get("contacts", {}) if schema else {}
    if not isinstance(answers, dict) or not isinstance(contacts, dict):
        raise PosguardError("answers-not-json", file=file, place=file)
    chosen = {role: contacts[role] for role in ROLES if isinstance(contacts.get(role), str)}
    start = content.get("from", START) if schema else START
    if not isinstance(start, str):
        raise PosguardError("answers-not-json", file=file, place="from")
    return Prefilled(
        {name: _options(options, name, file) for name, options in answers.items()}, chosen, start
    )


def _options(options: object, question: str, file: str) -> tuple[str, ...]:
    listed = options if isinstance(options, list) else [options]
    if not listed or not all(isinstance(o, str) for o in listed):
        raise PosguardError("answers-not-json", file=file, place=question)
    return tuple(str(o) for o in listed)


def merged(file: Prefilled, pairs: dict[str, tuple[str, ...]], start: str = "") -> Prefilled:
    """Both together; a tree to begin with that is named goes before that of the file.

    Raises:
        WrongUse: they answer one question differently.

    """
    for question, options in pairs.items():
        if set(file.answers.get(question, options)) != set(options):
            raise WrongUse(
                "two-answers", question=question, options=[*file.answers[question], *options]
            )
    return Prefilled({**file.answers, **pairs}, file.contacts, start or file.start)


def to_json(given: Prefilled) -> str:
    """The answers as a plain object of ``question: options``; like a plan's if they begin
    elsewhere.
    """
    import json

    answers: dict[str, object] = {name: list(options) for name, options in given.answers.items()}
    if given.start != START:
        answers = {"schema": PLAN_SCHEMA, "from": given.start, "answers": answers}
    return json.dumps(answers, indent=2) + "\n"


def to_command(given: Prefilled, contacts: Mapping[Role, str], pack: str = "") -> str:
    """The line that leads a shell to the plan of these answers without a question."""
    import shlex

    words = ["posguard", "triage"]
    if given.start != START:
        words += ["--from", given.start]
    for name, options in given.answers.items():
        words += ["-a", f"{name}={','.join(options)}"]
    bank = contacts.get("issuer") or contacts.get("settlement-bank")
    named = {"--acquirer": contacts.get("acquirer"), "--bank": bank, "--pack": pack}
    for option, value in named.items():
        words += [option, value] if value else []
    return shlex.join(words)
