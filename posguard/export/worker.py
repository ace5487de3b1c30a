"""Worker of a process: answers what an engine asks by topic, from its variables alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from posguard.api.errors import WrongAnswers
from posguard.api.pack import Pack
from posguard.api.values import Question, Step
from posguard.case.deadlines import due_time
from posguard.errors import WrongUse
from posguard.export.process import DUE, NEXT, PLAN
from posguard.messages import joined, say
from posguard.pack.model import Lang

Variables = Mapping[str, Any]
"""The variables of a process instance: what JSON can say."""

_BETWEEN = re.compile(r"[\s,，、;；]+")
_PARAGRAPH = "\n\n"
"""Between lines: engines that read Markdown would else make one line of them."""
_URGENT_KINDS = ("how", "say", "call")
_HIGHEST = 100
"""The highest priority that engines know; each later step has one less."""


class Worker(Struct, frozen=True):
    """The answers of one pack to engines. ``lang`` is that of processes that name none, ``clock``
    tells the present moment with its zone.
    """

    pack: Pack
    lang: Lang
    clock: Callable[[], datetime]

    def answer(self, topic: str, variables: Variables) -> dict[str, Any]:
        """The variables to set, for a job of this topic.

        Raises:
            WrongUse: there is no such topic.
            AnswersError: answers that were taken earlier are no longer the pack's.

        """
        topics = {NEXT: self.what_next, PLAN: self.the_plan, DUE: self.due_times}
        if topic not in topics:
            raise WrongUse("bad-choice", option="topic", id=topic, known=list(topics))
        return topics[topic](variables)

    def what_next(self, variables: Variables) -> dict[str, Any]:
        """The next question, with the urgent steps that the last answer brought; ``asking`` is
        false when nothing is left to ask.

        An answer that is none to its question is not taken: the question comes again, with the
        ``problem``.
        """
        lang = self._lang(variables)
        answers, question, problem = self._answered(variables, lang)
        urgent = question.urgent if question and not problem else ()
        return {
            "lang": lang,
            "discovered": variables.get("discovered") or self.clock().isoformat("T", "seconds"),
            "case_key": str(variables.get("case_key") or ""),
            "answers": answers,
            "answer": "",
            "chosen": [],
            "asking": question is not None,
            "problem": problem,
            "advice": _PARAGRAPH.join(_urgent(step) for step in urgent),
            "advice_steps": [step.id for step in urgent],
            **_asked(question),
        }

    def the_plan(self, variables: Variables) -> dict[str, Any]:
        """The plan: how urgent it is, what not to do, and the steps that are not done, in order.

        Raises:
            AnswersError: the answers are unfinished, or not the pack's.

        """
        lang = self._lang(variables)
        plan = self.pack.plan(_listed(variables.get("answers")), lang)
        nevers = joined(lang, [step.text for step in plan.nevers], "clauses")
        never = f"{say(lang, 'never-title')}: {nevers}" if nevers else ""
        since = {"discovered": variables.get("discovered") or self.clock().isoformat()}
        todo = [step for step in plan.steps if not step.done]
        steps = [_task(step, order, never) for order, step in enumerate(todo, 1)]
        return {
            "title": plan.title,
            "urgency": plan.urgency,
            "nevers": never,
            "never_steps": [step.id for step in plan.nevers],
            "steps": self._timed(steps, since),
            "step_count": len(steps),
            "done_steps": [step.id for step in plan.steps if step.done],
        }

    def due_times(self, variables: Variables) -> dict[str, Any]:
        """The steps again, now that more is known of what ``happened`` when.

        Raises:
            ValueError: a moment is none.

        """
        return {"steps": self._timed(variables["steps"], variables.get("happened") or {})}

    def _timed(
        self, steps: Iterable[Mapping[str, Any]], happened: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """The steps with their due times, as far as the events they count from have happened."""
        zone = self.clock().tzinfo
        assert zone is not None
        timed = []
        for step in steps:
            at = happened.get(step["event"])
            if at is None:
                timed.append(dict(step))
                continue
            since = datetime.fromisoformat(at)
            since = since if since.tzinfo else since.replace(tzinfo=zone)
            due = due_time(step["within"], since, zone)
            timed.append({**step, "waits": False, "due": due.isoformat() if due else None})
        return timed

    def _lang(self, variables: Variables) -> Lang:
        named: Lang = variables.get("lang") or self.lang
        return named

    def _answered(
        self, variables: Variables, lang: Lang
    ) -> tuple[dict[str, list[str]], Question | None, str]:
        """All answers, the new one among them, the question after them, and what is wrong with
        the new one, if anything is.
        """
        before = _listed(variables.get("answers"))
        asked = self.pack.next(before, lang)
        given = variables.get("chosen") or variables.get("answer")
        if asked is None or not given or asked.id != variables.get("question"):
            return before, asked, ""
        answers = {**before, asked.id: _options(asked, given)}
        try:
            return answers, self.pack.next(answers, lang), ""
        except WrongAnswers as err:
            return before, asked, str(err)


def _listed(answers: Any) -> dict[str, list[str]]:
    """The answers as they are kept in a variable; none where nothing was asked yet."""
    return {name: [*options] for name, options in (answers or {}).items()}


def _options(question: Question, given: str | Sequence[str]) -> list[str]:
    """The options that were typed or chosen, by their ids or by their numbers."""
    words = _BETWEEN.split(given.strip()) if isinstance(given, str) else given
    ids = [option.id for option in question.options]
    numbers = {str(number): name for number, name in enumerate(ids, 1)}
    return [word if word in ids else numbers.get(word, word) for word in words]


def _asked(question: Question | None) -> dict[str, Any]:
    """The question as variables: for engines with lists to choose from, and for those without."""
    if question is None:
        return {"question": "", "ask": "", "help": "", "many": False, "options": [], "choices": ""}
    choices = (f"{n}. {option.text}" for n, option in enumerate(question.options, 1))
    return {
        "question": question.id,
        "ask": question.text,
        "help": question.help,
        "many": question.many,
        "options": [{"label": option.text, "value": option.id} for option in question.options],
        "choices": "\n".join(choices),
    }


def _urgent(step: Step) -> str:
    """What cannot wait, with how it is done, what to say and whom to call."""
    return _PARAGRAPH.join([step.text, *_details(step, _URGENT_KINDS)])


def _details(step: Step, kinds: Sequence[str] = ()) -> list[str]:
    return [
        f"{detail.label}{' / '.join(detail.lines)}"
        for detail in step.details
        if not kinds or detail.kind in kinds
    ]


def _task(step: Step, order: int, never: str) -> dict[str, Any]:
    """A step as a task; it waits for its event until that is known."""
    return {
        "id": step.id,
        "index": order - 1,
        "order": order,
        "title": step.text,
        "text": _PARAGRAPH.join(filter(None, [*_details(step), never])),
        "group": step.pillar,
        "priority": max(0, _HIGHEST - order),
        "within": step.within,
        "event": step.since,
        "waits": step.since != "discovered" and step.within != "ongoing",
        "due": None,
    }
