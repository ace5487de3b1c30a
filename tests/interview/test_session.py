"""The interview with a person: back and forth, what is shown at once, and leaving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import pytest
from support.interviews import CALM, EMERGENCY
from support.shipped_pack import contents
from support.walks import by_chance, chance_walks

from posguard.errors import WrongUse
from posguard.interview.progress import Progress
from posguard.interview.session import Back, Interrupted, Prompt, run_interview
from posguard.interview.walk import walk


class Person:
    """Somebody who replies as written down, and remembers what they were asked and shown."""

    def __init__(self, replies: Sequence[Sequence[str] | Back]) -> None:
        self._replies: Iterator[Sequence[str] | Back] = iter(replies)
        self.prompts: list[Prompt] = []
        self.shown: list[str] = []
        self.kept: list[Progress] = []

    def ask(self, prompt: Prompt) -> Sequence[str] | Back:
        """Reply to a question; leave when there is nothing more to say."""
        self.prompts.append(prompt)
        try:
            return next(self._replies)
        except StopIteration:
            raise EOFError from None

    def show(self, steps: Sequence[str], _progress: Progress) -> None:
        """Take note of what cannot wait."""
        self.shown += steps

    def interview(self, **given: Sequence[str]) -> Progress:
        """Be asked what is not given."""
        answers = {name.replace("_", "-"): options for name, options in given.items()}
        return run_interview(contents(), answers, self.ask, self.show, self.kept.append)


def test_every_answer_is_asked_for_once_and_its_number_counts_up() -> None:
    """Questions are numbered from one, and the end is that of the same answers replayed."""
    person = Person([*EMERGENCY.values()])
    progress = person.interview()
    assert progress == walk(contents(), EMERGENCY)
    assert [prompt.name for prompt in person.prompts] == list(EMERGENCY)
    assert [prompt.number for prompt in person.prompts] == list(range(1, len(EMERGENCY) + 1))
    assert [prompt.can_go_back for prompt in person.prompts] == [
        False,
        *[True] * (len(EMERGENCY) - 1),
    ]
    assert tuple(person.shown) == progress.now
    assert person.kept[-1] == progress


def test_back_restores_the_state_before_and_preselects_the_answer_taken_back() -> None:
    """After any answer, back leads to the very state before it, with that answer chosen; going on
    with it ends where it would have ended.
    """
    dice = Random(7)
    for walked in chance_walks(60, 7):
        answers = walked.progress.answers
        replies: list[Sequence[str] | Back] = []
        backs = []
        for number, (name, options) in enumerate(answers.items()):
            replies.append(options)
            if dice.random() < 0.3 and number + 1 < len(answers):
                replies += [Back.BACK, options]
                backs.append(name)
        person = Person(replies)
        assert person.interview() == walked.progress
        for name in backs:
            first, *_, again = (prompt for prompt in person.prompts if prompt.name == name)
            assert first.progress == again.progress
            assert (first.before, again.before) == ((), answers[name])
            assert (first.number, first.options) == (again.number, again.options)


def test_back_goes_over_what_was_given_beforehand() -> None:
    """Answers given on the command line are not asked for on the way back either."""
    person = Person([["owner"], Back.BACK, ["employee"], ["sn-known"]])
    with pytest.raises(Interrupted) as left:
        person.interview(happening_now=["none"])
    assert [prompt.name for prompt in person.prompts][:3] == ["who", "what-merchant", "who"]
    assert person.prompts[2].before == ("owner",)
    assert left.value.progress.answers["who"] == ("employee",)


def test_another_answer_after_back_forgets_what_the_first_told() -> None:
    """Nothing of an answer taken back stays in the plan; what was shown stays shown once."""
    person = Person([["terminal"], ["terminal-taken"], Back.BACK, Back.BACK, *CALM.values()])
    assert person.interview() == walk(contents(), CALM)
    assert person.shown == ["ask-acquirer-suspend-terminal"]


def test_what_was_shown_is_not_shown_again() -> None:
    """A step that two answers bring at once is shown with the first."""
    for walked in chance_walks(100, 11):
        person = Person([*walked.progress.answers.values()])
        person.interview()
        assert len(person.shown) == len(set(person.shown))
        assert set(person.shown) == set(walked.progress.now)


def test_whoever_leaves_keeps_what_they_told() -> None:
    """The way so far is handed on with the interruption."""
    person = Person([["terminal"], ["terminal-taken"], ["owner"], ["robbed"]])
    with pytest.raises(Interrupted) as left:
        person.interview()
    assert left.value.progress.answers == {
        "happening-now": ("terminal",),
        "terminal-now": ("terminal-taken",),
        "who": ("owner",),
        "terminal-where": ("robbed",),
    }


def test_an_answer_that_nobody_asked_for_is_refused() -> None:
    """What was given and never asked for is named, with the questions that were."""
    person = Person([*CALM.values()])
    with pytest.raises(WrongUse) as refused:
        person.interview(terminal_where=["robbed"])
    assert refused.value.facts == {"question": "terminal-where", "asked": list(CALM)}


def test_only_what_can_still_be_told_is_offered() -> None:
    """What is known already and brings nothing new, and a calm answer that would lapse, are not
    offered; every answer offered is taken.
    """
    for walked in chance_walks(40, 13):
        person = Person([*walked.progress.answers.values()])
        person.interview()
        for prompt in person.prompts:
            assert set(
                by_chance(Random(0))(prompt.progress, prompt.question, prompt.options)
            ) <= set(prompt.offered)
    second = Person([["device-controlled"], ["owner"], ["not-yet"], ["unsure"]])
    with pytest.raises(Interrupted):
        second.interview()
    money = next(prompt for prompt in second.prompts if prompt.name == "money-out")
    assert "none" in money.offered
    given = next(prompt for prompt in second.prompts if prompt.name == "given")
    assert "remote" not in given.offered


def test_what_is_asked_behind_the_last_question_leads_back_to_it() -> None:
    """Whoever goes back from there is asked the last question again, with their answer; what
    cannot wait is not shown twice, and the end is asked for again.
    """
    last, answer = [*EMERGENCY.items()][-1]
    person = Person([*EMERGENCY.values(), answer])
    replies = iter([Back.BACK, None])
    asked: list[bool] = []

    def finish(progress: Progress, *, can_go_back: bool) -> Back | None:
        assert progress == walk(contents(), EMERGENCY)
        asked.append(can_go_back)
        return next(replies)

    progress = run_interview(
        contents(), {}, person.ask, person.show, person.kept.append, finish=finish
    )
    assert progress == walk(contents(), EMERGENCY)
    assert asked == [True, True]
    assert person.prompts[-1].name == last
    assert person.prompts[-1].before == tuple(answer)
    assert tuple(person.shown) == progress.now


def test_with_every_answer_given_there_is_no_way_back_from_the_end() -> None:
    """Nothing was asked, so there is nothing to go back to."""
    person = Person([])
    asked: list[bool] = []

    def finish(progress: Progress, *, can_go_back: bool) -> None:
        assert progress.question is None
        asked.append(can_go_back)

    run_interview(contents(), EMERGENCY, person.ask, person.show, finish=finish)
    assert asked == [False]
