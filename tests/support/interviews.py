"""A few whole interviews with the shipped pack, and the plans they end in without a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from support.in_process import run_in_process

from posguard.app.packs import open_pack
from posguard.pack.model import Question

Answers = Mapping[str, Sequence[str]]

CALM: Answers = {
    "happening-now": ["no"],
    "who": ["owner"],
    "what-merchant": ["sn-known"],
    "sn-strange": ["none"],
    "sn-what-else": ["none"],
}
"""Nothing has happened but that a serial number is known. The acquirer is asked for at the end."""

SEVERAL: Answers = {**CALM, "sn-what-else": ["merchant-login", "operator-password", "papers"]}
"""The same, with several answers to the last question."""

EMERGENCY: Answers = {
    "happening-now": ["terminal-taken"],
    "lost-how": ["robbed"],
    "lost-since": ["refunds", "sales"],
    "lost-with-it": ["phone", "own-card"],
}
"""A terminal taken by force: advised after every answer, and nobody is asked for names in the end.
"""


@cache
def shipped_question(name: str) -> Question:
    """Find a question of the shipped pack by its name."""
    playbooks = open_pack().playbooks
    return next(
        q for tree in playbooks for n, q in playbooks[tree].value.questions.items() if n == name
    )


def answer_options(answers: Answers) -> list[str]:
    """The answers as options of the command line."""
    return [
        word
        for question, options in answers.items()
        for word in ("-a", f"{question}={','.join(options)}")
    ]


def plan_output(answers: Answers, lang: str, *options: str) -> bytes:
    """Run triage with the answers on the command line; what it prints."""
    return _plan((*answer_options(answers), "--lang", lang, *options))


@cache
def _plan(argv: tuple[str, ...]) -> bytes:
    done = run_in_process("triage", *argv)
    assert (done.code, done.err) == (0, b""), done.complaint
    return done.out
