"""Answers given before an interview: from a file, and from the command line."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.api.advice import Advice
from posguard.errors import NOT_UTF8, PosguardError, reason_of
from posguard.interview import answers


def given(file: str, pairs: Sequence[str], start: str = "") -> answers.Prefilled:
    """The prefilled answers from a file and from the command line; ``start`` names a tree.

    Raises:
        PosguardError: the file cannot be read or holds no answers.
        WrongUse: a pair is not ``question=option``, or the two disagree.

    """
    read = answers.Prefilled()
    if file:
        try:
            with open(file, encoding="utf-8-sig") as stream:
                read = answers.from_json(stream.read(1 << 22), file)
        except (OSError, UnicodeDecodeError) as err:
            reason = reason_of(err) if isinstance(err, OSError) else NOT_UTF8
            raise PosguardError("file-unreadable", file=file, reason=reason) from None
    return answers.merged(read, answers.from_pairs(pairs), start)


def take_over(before: answers.Prefilled, advice: Advice) -> None:
    """Choose the contacts that prefilled answers name, unless others are chosen.

    Raises:
        PosguardError: there is no such contact, or no such tree to begin with.

    """
    for role, name in before.contacts.items():
        if name not in advice.pack.contacts:
            raise PosguardError("no-such", id=name, known=list(advice.pack.contacts))
        advice.chosen.setdefault(role, name)
    if before.start not in advice.pack.playbooks:
        raise PosguardError("no-such", id=before.start, known=list(advice.pack.playbooks))
