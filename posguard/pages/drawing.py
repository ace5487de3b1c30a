"""The drawing of a tree for its reviewers: every question, every answer, and what it brings."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.interview.findings import held
from posguard.interview.reach import questions_asked
from posguard.messages import joined
from posguard.pack.model import URGENCIES
from posguard.pack.trees import Option, Question
from posguard.pages.explain import brought_by, urgency_of
from posguard.pages.setting import Setting
from posguard.render.drawing import Drawing, DrawnAnswer, DrawnQuestion

COLUMNS = ("answer", "raises", "tells", "now", "later", "waives", "asks")
"""The columns of the table, in order."""


def tree_drawing(setting: Setting, name: str) -> Drawing:
    """The drawing of one tree: its own questions, and the shared ones that it asks."""
    questions = questions_asked(setting.pack, name)
    words = {f"column:{each}": setting.say(f"column:{each}") for each in COLUMNS}
    words |= {f"urgency:{each}": setting.say(f"urgency-name:{each}") for each in URGENCIES}
    return Drawing(
        setting.lang,
        setting.pack.playbooks[name].value.title[setting.lang],
        tuple(_question(setting, key, question) for key, question in questions.items()),
        words,
    )


def _question(setting: Setting, name: str, question: Question) -> DrawnQuestion:
    findings, lang = setting.pack.findings, setting.lang
    waits = [findings[each].value.says[lang] for each in question.when]
    note = setting.say("asked-when", when=joined(lang, waits, "clauses")) if waits else ""
    answers = tuple(_answer(setting, key, option) for key, option in question.options.items())
    return DrawnQuestion(name, question.ask[lang], answers, note)


def _answer(setting: Setting, name: str, option: Option) -> DrawnAnswer:
    findings, lang = setting.pack.findings, setting.lang
    names = held(findings, option.tells)
    at_once = brought_by(option.now, setting, names, "now")
    steps = brought_by(option.steps, setting, names, "steps")
    return DrawnAnswer(
        name,
        option.text[lang],
        next(iter(urgency_of(setting, names, option.urgency)), None),
        option.tells,
        tuple(findings[each].value.says[lang] for each in names),
        _words(setting, at_once),
        _words(setting, [step for step in steps if step not in at_once]),
        tuple(why[lang] for why in option.waives.values()),
        option.then,
    )


def _words(setting: Setting, steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(setting.pack.steps[step].value.do[setting.lang] for step in steps)
