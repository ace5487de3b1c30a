"""A pack of advice, opened once: what it asks next, the plan, and its other pages."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from posguard.api.advice import Advice
from posguard.api.errors import UnfinishedAnswers, WrongAnswers
from posguard.api.packs import open_pack as open_layers
from posguard.api.values import Document, Option, Plan, PlanSteps, Question, step_of
from posguard.errors import PosguardError, WrongUse
from posguard.interview.agenda import offered, question_at
from posguard.interview.plan import Plan as Outline
from posguard.interview.plan import in_order
from posguard.interview.progress import Progress, Reason
from posguard.interview.walk import Begun, check_asked, stages
from posguard.pack.loading import Pack as Contents
from posguard.pack.model import LANGS, START, Lang, Pillar
from posguard.pages.abroad import steps_for_reader
from posguard.pages.setting import Extent, Known, Setting

Answers = Mapping[str, Sequence[str] | str]
"""By question, the options chosen; a single one need not stand in a list."""


def open_pack(own: str = "") -> Pack:
    """The shipped pack, or the organisation's folder ``own``, on top of it or alone.

    Raises:
        PosguardError: ``own`` is not a folder, or its manifest cannot be read.

    """
    return Pack(own)


class Pack:
    """A pack: questions and plans from answers, in both languages.

    It may be shared by threads. Each of its files is read once, when it is first needed; another
    process, to which it is sent, opens the same folder anew.
    """

    def __init__(self, own: str = "") -> None:
        self.own = own
        self.contents: Contents = open_layers(own)
        self._known = Known()
        self._begun: Begun = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return open_pack, (os.path.abspath(self.own) if self.own else "",)

    def advice(self, lang: Lang, extent: Extent = "usual") -> Advice:
        """The advice of this pack in one language, from which all pages are made.

        Raises:
            WrongUse: there is no such language.

        """
        if lang not in LANGS:
            raise WrongUse("bad-choice", option="lang", id=lang, known=list(LANGS))
        return Advice(self.contents, lang, {}, extent, self._known)

    def incidents(self, lang: Lang) -> dict[str, str]:
        """The incidents that the pack knows, and the title of each."""
        playbooks = self.contents.playbooks
        return {name: playbooks[name].value.title[lang] for name in playbooks if name != START}

    def next(self, answers: Answers, lang: Lang, start: str = START) -> Question | None:
        """The question to ask after these answers; None when nothing is left to ask.

        ``start`` names the incident to begin with, instead of asking what has happened.

        Raises:
            WrongAnswers: an answer was not asked for, or is not one of its question's options.

        """
        *before, progress = self._stages(answers, lang, start)
        if progress.question is None:
            return None
        shown = {step for stage in before for step in stage.now}  # two loops: each stage has some
        return self._question(progress, lang, [s for s in progress.now if s not in shown])

    def plan(
        self, answers: Answers, lang: Lang, start: str = START, extent: Extent = "usual"
    ) -> Plan:
        """The plan that the answers lead to.

        Raises:
            UnfinishedAnswers: a question is left to ask; holds it.
            WrongAnswers: an answer was not asked for, or is not one of its question's options.

        """
        progress = self._finished(answers, lang, start)
        advice = self.advice(lang, extent)
        return Plan(advice.plan(progress), lambda: self._steps(advice, progress))

    def outline(self, answers: Answers, lang: Lang, start: str = START) -> Outline:
        """The plan before it is put into words: its steps and their times, for comparing plans.

        Raises:
            UnfinishedAnswers: a question is left to ask; holds it.
            WrongAnswers: an answer was not asked for, or is not one of its question's options.

        """
        return self.advice(lang).plan_of(self._finished(answers, lang, start))

    def checklist(self, name: str, lang: Lang, only: Sequence[Pillar] = ()) -> Document:
        """Every step of one playbook, or of a question that several playbooks ask.

        Raises:
            PosguardError: there is no such playbook; names the nearest.

        """
        return Document(self.advice(lang).checklist(name, only))

    def step(self, name: str, lang: Lang) -> Document:
        """One step with everything there is of it, by its id or by words of what it says to do.

        Raises:
            PosguardError: there is no such step; names the nearest.
            WrongUse: the words stand in several.

        """
        return Document(self.advice(lang).step(name))

    def explanation(self, name: str, lang: Lang) -> Document:
        """What each answer of a tree or of a shared question brings, or what a finding brings.

        Raises:
            PosguardError: there is nothing of that name; names the nearest.

        """
        return Document(self.advice(lang).explanation(name))

    def _finished(self, answers: Answers, lang: Lang, start: str) -> Progress:
        """The progress at the end of an interview."""
        *_, progress = self._stages(answers, lang, start)
        if progress.question is not None:
            raise UnfinishedAnswers(self._question(progress, lang, ()), lang)
        return progress

    def _stages(self, answers: Answers, lang: Lang, start: str) -> list[Progress]:
        """The progress before the first answer, and after each one."""
        self.advice(lang)
        if start != START and start not in self.contents.playbooks:
            raise PosguardError("no-such", id=start, known=list(self.contents.playbooks))
        given = _checked(answers, lang)
        try:
            found = [*stages(self.contents, given, start, begun=self._begun)]
            check_asked(found[-1], given)
        except WrongUse as err:
            raise WrongAnswers(err.key, lang, **err.facts) from None
        return found

    def _question(self, progress: Progress, lang: Lang, urgent: Sequence[str]) -> Question:
        assert progress.question is not None
        pack = self.contents
        question = question_at(pack, progress)
        options = offered(pack, progress, question)
        planned = in_order([Reason(step, "", now=True) for step in urgent], pack, progress.held)
        setting = Setting(lang, pack, findings=progress.held, known=self._known)
        return Question(
            id=progress.question,
            lang=lang,
            playbook=progress.playbook,
            text=question.ask[lang],
            help=question.help[lang] if question.help else "",
            many=question.choose == "many",
            options=tuple(Option(key, question.options[key].text[lang]) for key in options),
            urgent=tuple(
                step_of(setting, each) for each in steps_for_reader(planned, pack, progress.held)
            ),
        )

    def _steps(self, advice: Advice, progress: Progress) -> PlanSteps:
        made = advice.plan_of(progress)
        setting = Setting(advice.lang, self.contents, findings=made.held, known=self._known)
        kinds = (made.steps, made.nevers, made.asides)
        return PlanSteps(*(tuple(step_of(setting, p) for p in planned) for planned in kinds))


def _checked(answers: Answers, lang: Lang) -> dict[str, tuple[str, ...]]:
    """The answers with each question's options in a list.

    Raises:
        WrongAnswers: they are nothing of the kind.

    """
    if not isinstance(answers, Mapping):
        raise WrongAnswers("answers-not-options", lang, question="")
    checked: dict[str, tuple[str, ...]] = {}
    for question, options in answers.items():
        chosen = (options,) if isinstance(options, str) else options
        listed = isinstance(chosen, Sequence) and all(isinstance(key, str) for key in chosen)
        if not isinstance(question, str) or not listed:
            raise WrongAnswers("answers-not-options", lang, question=question)
        checked[question] = tuple(chosen)
    return checked
