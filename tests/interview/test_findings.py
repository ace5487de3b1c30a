"""Findings: what is true of a person does not depend on how the interview came to it."""

from __future__ import annotations

from random import Random

import pytest
from support.random_packs import random_pack
from support.shipped_pack import contents
from support.walks import by_chance, chance_walks, finished

from posguard.interview.findings import held
from posguard.interview.progress import Progress
from posguard.interview.walk import Begun, initial_progress, stages
from posguard.lint.contents import Contents
from posguard.pack.model import START

INTERVIEWS = 300
PACKS = 60
MOST_BEGUN = 2048


def interviews() -> list[tuple[Contents, Progress]]:
    """Interviews by chance with the shipped pack, and with packs by chance."""
    found = [(contents(), walked.progress) for walked in chance_walks(INTERVIEWS, 17)]
    for seed in range(PACKS):
        pack, dice = random_pack(seed), Random(seed)
        found += [
            (pack, finished(initial_progress(pack), by_chance(dice), pack).progress)
            for _ in range(3)
        ]
    return found


def test_told_answer_by_answer_or_all_at_once() -> None:
    """What is true once all is told is the same, in the same order, whether it was told answer by
    answer or at once.
    """
    for pack, progress in interviews():
        assert progress.held == held(pack.findings, progress.told), progress.answers
        assert progress.held == progress.came.names


def test_an_interview_leads_where_it_leads_by_itself() -> None:
    """Interviews that begin as others did lead where they lead by themselves."""
    begun: Begun = {}
    for _ in range(2):
        for walked in chance_walks(INTERVIEWS, 19):
            answers = walked.progress.answers
            *_, last = stages(contents(), answers, begun=begun)
            assert last == walked.progress, answers


@pytest.mark.parametrize("told", [("for-shop",), ("for-self",)])
def test_what_is_known_beforehand_is_a_beginning_of_its_own(told: tuple[str, ...]) -> None:
    """Somebody of whom something is known beforehand does not begin as somebody else does."""
    begun: Begun = {}
    [nothing] = stages(contents(), {}, begun=begun)
    [known] = stages(contents(), {}, START, told, begun)
    assert nothing.held == ()
    assert known.held == held(contents().findings, told)


def test_beginnings_take_bounded_memory() -> None:
    """However many ways interviews begin in, only so many of them are kept."""
    begun: Begun = {}
    for number in range(MOST_BEGUN + 10):
        [_] = stages(contents(), {}, START, ("for-shop",) * (number + 1), begun)
    assert len(begun) == MOST_BEGUN
