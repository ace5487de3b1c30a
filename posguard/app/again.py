"""The command that gives the same plan again, for whoever has kept nothing."""

from __future__ import annotations

from posguard.api.advice import Advice
from posguard.api.packs import own_pack
from posguard.interview.answers import Prefilled, to_command
from posguard.messages import say
from posguard.render.wrap import wrap


def command_again(advice: Advice, answers: Prefilled) -> str:
    """The command, in one piece to be copied."""
    return to_command(answers, advice.chosen, own_pack(advice.pack))


def lines_again(advice: Advice, answers: Prefilled, width: int) -> list[str]:
    """The command below what it is for, apart from what stands above it."""
    about = say(advice.lang, "answers-command")
    return ["", *wrap(about, width), command_again(advice, answers)]
