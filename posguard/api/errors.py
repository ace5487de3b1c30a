"""Errors of answers: those that no question knows, and those that leave a question open."""

from __future__ import annotations

from posguard.api.values import Question
from posguard.errors import WrongUse
from posguard.messages import complaint
from posguard.pack.model import Lang


class AnswersError(WrongUse):
    """Answers that no plan can be made of; as text, the sentence that says why.

    ``key`` names the sentence, ``facts`` fill it, ``lang`` is the language asked for.
    """

    def __init__(self, key: str, /, lang: Lang, **facts: object) -> None:
        super().__init__(key, **facts)
        self.lang = lang

    def __str__(self) -> str:
        return complaint(self.lang, self)


class WrongAnswers(AnswersError):
    """An answer was not asked for, or is not one of its question's options."""


class UnfinishedAnswers(AnswersError):
    """A question is left to ask; ``question`` is that one."""

    def __init__(self, question: Question, lang: Lang) -> None:
        options = [option.id for option in question.options]
        super().__init__(
            "unfinished-answers", lang, question=question.id, ask=question.text, options=options
        )
        self.question = question
