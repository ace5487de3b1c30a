"""A few whole interviews with the shipped pack, and the plans they end in without a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from support.in_process import run_in_process

from posguard.api.packs import open_pack
from posguard.interview.agenda import offered
from posguard.interview.progress import Progress
from posguard.interview.walk import replay
from posguard.pack.model import START
from posguard.pack.trees import Question

Answers = Mapping[str, Sequence[str]]

CALM: Answers = {
    "happening-now": ["none"],
    "who": ["owner"],
    "what-merchant": ["sn-known"],
    "sn-strange": ["none"],
    "sn-what-else": ["none"],
}
"""Nothing has happened but that a serial number is known. The acquirer is asked for at the end."""

SEVERAL: Answers = {
    **CALM,
    "sn-what-else": ["papers", "out-of-sight"],
    "also-true": ["none"],
    "already-done": ["none"],
}
"""The same, with several answers to one question; they tell of trouble, which asks two more."""

EMERGENCY: Answers = {
    "happening-now": ["threatened", "terminal"],
    "terminal-now": ["terminal-taken"],
    "who": ["owner"],
    "robbed-of": ["terminal", "phone", "card"],
    "terminal-since": ["refunds", "sales"],
    "terminal-with-it": ["operator-password"],
    "also-true": ["none"],
    "already-done": ["called-110"],
}
"""A robbery, told by several answers to the first question: advised after the first three, and in
the end asked for the acquirer and the bank.
"""

PAID: Answers = {
    "happening-now": ["paid-today"],
    "who": ["owner"],
    "paid-how": ["transfer"],
    "given": ["text-code"],
    "shop-touched": ["sn"],
    "also-true": ["none"],
    "who-is-behind": ["vanished"],
    "already-done": ["none"],
}
"""Money transferred today to somebody who cannot be reached any more, and a code told."""

TAKEN: Answers = {
    "happening-now": ["terminal"],
    "terminal-now": ["terminal-taken"],
    "who": ["owner"],
    "terminal-where": ["fake-service"],
    "terminal-since": ["refunds"],
    "terminal-with-it": ["none"],
    "also-true": ["none"],
    "who-is-behind": ["unsure"],
    "already-done": ["none"],
}
"""A terminal taken by a false repairman; since then it has made refunds."""

GONE: Answers = {
    "happening-now": ["terminal"],
    "terminal-now": ["terminal-taken"],
    "who": ["owner"],
    "terminal-where": ["gone"],
    "terminal-since": ["none"],
    "terminal-with-it": ["none"],
    "also-true": ["none"],
    "already-done": ["none"],
}
"""A terminal that is missing, and nothing more."""


def progress_after(answers: Answers, start: str = START) -> Progress:
    """The progress that answers to the shipped pack lead to, finished or not."""
    return replay(open_pack(), answers, start)


@cache
def shipped_question(name: str) -> Question:
    """Find a question of the shipped pack by its name."""
    pack = open_pack()
    if name in pack.questions:
        return pack.questions[name].value
    trees = pack.playbooks
    return next(q for tree in trees for n, q in trees[tree].value.questions.items() if n == name)


def options_offered(name: str, answers: Answers) -> list[str]:
    """The options of a question that are offered to somebody who gave these answers before."""
    progress = progress_after(answers)
    assert progress.question == name, f"{progress.question} is asked, not {name}"
    return list(offered(open_pack(), progress, shipped_question(name)))


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
