"""Forms of the process, for the engines that keep them in files of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from posguard.messages import say
from posguard.pack.model import Lang

_FORM: Mapping[str, Any] = {
    "type": "default",
    "executionPlatform": "Camunda Cloud",
    "executionPlatformVersion": "8.6.0",
    "schemaVersion": 16,
}


def form(dialect: str, name: str, lang: Lang) -> dict[str, Any]:
    """The form ``question`` or ``step`` as ``camunda8`` or ``spiff`` takes it."""
    return _FORMS[dialect, name](lang)


def _camunda8_question(lang: Lang) -> dict[str, Any]:
    shown = [
        _words("advice", "=advice", hide='=advice = null or advice = ""'),
        _words("problem", "=problem", hide='=problem = null or problem = ""'),
        _words("ask", "=ask"),
        _words("help", "=help", hide='=help = null or help = ""'),
    ]
    label = say(lang, "bpmn-field-chosen")
    one = {"type": "radio", "key": "answer", "valuesKey": "options", "label": label}
    many = {"type": "checklist", "key": "chosen", "valuesKey": "options", "label": label}
    fields = [
        {**one, "id": "answer", "conditional": {"hide": "=many"}},
        {**many, "id": "chosen", "conditional": {"hide": "=not(many)"}},
    ]
    return {"id": "posguard-question", **_FORM, "components": [*shown, *fields]}


def _camunda8_step(lang: Lang) -> dict[str, Any]:
    due = _words("due", f'="{say(lang, "bpmn-field-due")}: " + due', hide="=due = null")
    shown = [_words("title", '="## " + title'), due, _words("text", "=text")]
    return {"id": "posguard-step", **_FORM, "components": shown}


def _words(name: str, text: str, *, hide: str = "") -> dict[str, Any]:
    words: dict[str, Any] = {"type": "text", "id": f"shown_{name}", "text": text}
    return words | ({"conditional": {"hide": hide}} if hide else {})


def _spiff_question(lang: Lang) -> dict[str, Any]:
    options = {"type": "string", "anyOf": ["options_from_task_data_var:options"]}
    chosen = {
        "type": "array",
        "title": say(lang, "bpmn-field-chosen"),
        "uniqueItems": True,
        "minItems": 1,
        "items": options,
    }
    return {
        "title": say(lang, "bpmn-question"),
        "type": "object",
        "required": ["chosen"],
        "properties": {"chosen": chosen},
    }


def _spiff_step(lang: Lang) -> dict[str, Any]:
    return {"title": say(lang, "bpmn-step"), "type": "object", "properties": {}}


_FORMS: Mapping[tuple[str, str], Callable[[Lang], dict[str, Any]]] = {
    ("camunda8", "question"): _camunda8_question,
    ("camunda8", "step"): _camunda8_step,
    ("spiff", "question"): _spiff_question,
    ("spiff", "step"): _spiff_step,
}
