"""Answers in words: each question as it is asked, and the options chosen; and the page of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from posguard.case.state import Case
from posguard.interview.progress import Answers, Trees
from posguard.messages import joined
from posguard.pack.trees import Question
from posguard.pages.setting import Setting
from posguard.render.page import Item, Page, Section

ANSWERS_SCHEMA = "posguard.answers/1"


def questions_of(trees: Trees) -> dict[str, Question]:
    """Every question that a pack asks, by name."""
    found: dict[str, Question] = {}
    for tree in trees.playbooks.values():
        found |= tree.value.questions
    return found | {name: entry.value for name, entry in trees.questions.items()}


def answer_words(
    setting: Setting, questions: Mapping[str, Question], name: str, options: Sequence[str]
) -> str:
    """A question and its answer; by their names where the pack no longer has them."""
    lang, question = setting.lang, questions.get(name)
    if question is None:
        return setting.say("answer-line", ask=name, options=list(options))
    texts = [
        question.options[option].text[lang] if option in question.options else option
        for option in options
    ]
    chosen = joined(lang, (text.rstrip("。.") for text in texts), "clauses")
    return setting.say("answer-line", ask=question.ask[lang], options=chosen)


def answers_page(setting: Setting, case: Case, answers: Answers) -> Page:
    """Every question that a case was asked, with its answer as it is typed and in words."""
    questions = questions_of(setting.pack)
    items = tuple(
        Item(
            name,
            setting.say(
                "answer-typed",
                pair=f"{name}={','.join(options)}",
                words=answer_words(setting, questions, name, options),
            ),
            mark="line",
            facts={"question": name, "options": list(options)},
        )
        for name, options in answers.items()
    )
    return Page(
        ANSWERS_SCHEMA,
        setting.lang,
        setting.say("answers-title", name=case.name),
        sections=(Section("answers", "", items),),
        facts={"case": case.name},
        report=True,
    )
