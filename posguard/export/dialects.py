"""Dialects of BPMN: what each engine adds to the process, and how it writes an expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from posguard.export.process import DUE, NEXT, PLAN
from posguard.messages import say
from posguard.pack.model import Lang

_DESK = "helpdesk"
"""The group that is asked; a step goes to the group named after its pillar."""
_SHOWN = ("advice", "problem", "ask", "help", "choices")
"""What stands in the form of a question before its answer."""


class Dialect(Struct, frozen=True):
    """The dialect of an engine: what it fills the blanks of the process with, in one language.

    ``forms`` are those that it keeps in files of their own.
    """

    blanks: Callable[[Lang], Mapping[str, str]]
    forms: tuple[str, ...] = ()


def _flowable(lang: Lang) -> dict[str, str]:
    step = {
        key: f"${{steps[loopCounter].{key}}}"
        for key in ("title", "text", "group", "due", "priority", "waits")
    }
    fields = "".join(
        f'<flowable:formProperty id="{name}" name={_label(lang, name)} type="string" '
        f'expression="${{{name}}}" writable="false"/>'
        for name in _SHOWN
    )
    answer = (
        f'<flowable:formProperty id="answer" name={_label(lang, "answer")} type="string" '
        'variable="answer" required="true"/>'
    )
    task = (
        f' flowable:candidateGroups="{step["group"]}" flowable:dueDate="{step["due"]}"'
        f' flowable:priority="{step["priority"]}"'
    )
    words = f"<bpmn:documentation>{step['text']}</bpmn:documentation>"
    return {
        "definitions": 'xmlns:flowable="http://flowable.org/bpmn"',
        **_services(lambda topic: f' flowable:type="external-worker" flowable:topic="{topic}"'),
        "asking": "${asking}",
        "waits": step["waits"],
        "question_task": f' flowable:candidateGroups="{_DESK}"',
        "question": _extensions(fields + answer),
        "each": _cardinality("${step_count}"),
        **_step_tasks(step["title"], task, words),
    }


def _camunda7(lang: Lang) -> dict[str, str]:
    found = "steps.elements().get(loopCounter).prop('{}')"
    text = {key: f"${{{found.format(key)}.stringValue()}}" for key in ("title", "text", "group")}
    due = found.format("due")
    fields = "".join(
        f'<camunda:formField id="{name}" label={_label(lang, name)} type="string" '
        f'defaultValue="${{{name}}}"><camunda:validation><camunda:constraint name="readonly"/>'
        "</camunda:validation></camunda:formField>"
        for name in _SHOWN
    )
    answer = f'<camunda:formField id="answer" label={_label(lang, "answer")} type="string"/>'
    task = (
        f' camunda:candidateGroups="{text["group"]}"'
        f' camunda:dueDate="${{{due}.isNull() ? null : {due}.stringValue()}}"'
        f' camunda:priority="${{{found.format("priority")}.numberValue()}}"'
    )
    words = f"<bpmn:documentation>{text['text']}</bpmn:documentation>"
    return {
        "definitions": 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"\n'
        '    xmlns:modeler="http://camunda.org/schema/modeler/1.0"\n'
        '    modeler:executionPlatform="Camunda Platform"\n'
        '    modeler:executionPlatformVersion="7.24.0"',
        "process": ' camunda:historyTimeToLive="P180D"',
        **_services(lambda topic: f' camunda:type="external" camunda:topic="{topic}"'),
        "asking": "${asking}",
        "waits": f"${{{found.format('waits')}.boolValue()}}",
        "question_task": f' camunda:candidateGroups="{_DESK}"',
        "question": _extensions(f"<camunda:formData>{fields}{answer}</camunda:formData>"),
        "each": _cardinality("${step_count}"),
        **_step_tasks(text["title"], task, words),
    }


def _camunda8(lang: Lang) -> dict[str, str]:
    service = _extensions('<zeebe:taskDefinition type="{}"/>')
    inputs = "".join(
        f'<zeebe:input source="=steps[loopCounter].{name}" target="{name}"/>'
        for name in ("title", "text", "due")
    )
    step = _extensions(
        '<zeebe:userTask/><zeebe:formDefinition formId="posguard-step"/>'
        '<zeebe:assignmentDefinition candidateGroups="=[steps[loopCounter].group]"/>'
        '<zeebe:taskSchedule dueDate="=steps[loopCounter].due"/>'
        '<zeebe:priorityDefinition priority="=steps[loopCounter].priority"/>'
        f"<zeebe:ioMapping>{inputs}</zeebe:ioMapping>"
    )
    question = _extensions(
        '<zeebe:userTask/><zeebe:formDefinition formId="posguard-question"/>'
        f'<zeebe:assignmentDefinition candidateGroups="{_DESK}"/>'
    )
    key = (
        '<zeebe:subscription correlationKey="=case_key + &quot;:&quot; + steps[loopCounter].id"/>'
    )
    each = '<zeebe:loopCharacteristics inputCollection="=steps" inputElement="entry"/>'
    return {
        "definitions": 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"\n'
        '    xmlns:modeler="http://camunda.org/schema/modeler/1.0"\n'
        '    modeler:executionPlatform="Camunda Cloud"\n'
        '    modeler:executionPlatformVersion="8.6.0"',
        "message": _extensions(key),
        "next": service.format(NEXT),
        "plan": service.format(PLAN),
        "due": service.format(DUE),
        "asking": "=asking",
        "waits": "=steps[loopCounter].waits",
        "question": question,
        "each": "<bpmn:multiInstanceLoopCharacteristics>"
        f"{_extensions(each)}</bpmn:multiInstanceLoopCharacteristics>",
        "step": step,
        "later": step,
        "step_name": say(lang, "bpmn-step"),
        "later_name": say(lang, "bpmn-later"),
    }


_BEFORE = """\
try:
    answers
except NameError:
    answers, question, answer, chosen = {}, "", "", []
    lang = discovered = case_key = ""
"""
_FOUND = {
    "next": "lang discovered case_key answers answer chosen asking problem advice advice_steps "
    "question ask help many options choices",
    "plan": "title urgency nevers never_steps steps step_count done_steps",
    "due": "steps",
}
_GIVEN = {
    "next": "lang discovered case_key answers question answer chosen",
    "plan": "lang discovered answers",
    "due": "steps happened",
}
"""What SpiffWorkflow sends with each job: it has no way to send all there is."""
_QUESTION = """\
{{% if advice %}}**{advice}**

{{{{ advice }}}}

{{% endif %}}{{% if problem %}}**{{{{ problem }}}}**

{{% endif %}}{{{{ ask }}}}

{{{{ help }}}}

{{{{ choices }}}}"""
_STEP = "**{{ step['order'] }}. {{ step['title'] }}**\n\n{{ step['text'] }}\n\n{{ step['due'] }}"


def _spiff(lang: Lang) -> dict[str, str]:
    step = _extensions(
        _spiff_form("posguard-step.json") + _spiff_text("instructionsForEndUser", _STEP)
    )
    question = _QUESTION.format(advice=say(lang, "bpmn-field-advice"))
    return {
        "definitions": 'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"',
        "next": _spiff_service("next", before=_BEFORE),
        "plan": _spiff_service("plan"),
        "due": _spiff_service("due", after='step = found["steps"][step["index"]]\n'),
        "asking": "asking",
        "waits": 'step["waits"]',
        "question": _extensions(
            _spiff_form("posguard-question.json") + _spiff_text("instructionsForEndUser", question)
        ),
        "each": "<bpmn:multiInstanceLoopCharacteristics>"
        "<bpmn:loopDataInputRef>steps</bpmn:loopDataInputRef>"
        '<bpmn:inputDataItem id="step" name="step"/></bpmn:multiInstanceLoopCharacteristics>',
        "step": step,
        "later": step,
        "step_name": say(lang, "bpmn-step"),
        "later_name": say(lang, "bpmn-later"),
        "event": _extensions(_spiff_text("messageVariable", "happened")),
    }


def _spiff_service(job: str, *, before: str = "", after: str = "") -> str:
    """A job for the connector ``posguard``: the variables that it gets, and those that it sets."""
    given = ", ".join(f'"{name}": {name}' for name in _GIVEN[job].split())
    after = "".join(f'{name} = found["{name}"]\n' for name in _FOUND[job].split()) + after
    operator = (
        f'<spiffworkflow:serviceTaskOperator id="posguard/{job}" resultVariable="found">'
        '<spiffworkflow:parameters><spiffworkflow:parameter id="variables" type="any" '
        f"value={quoteattr('{' + given + '}')}/></spiffworkflow:parameters>"
        "</spiffworkflow:serviceTaskOperator>"
    )
    scripts = _spiff_text("preScript", before) if before else ""
    return _extensions(operator + scripts + _spiff_text("postScript", after))


def _spiff_form(file: str) -> str:
    return (
        '<spiffworkflow:properties><spiffworkflow:property name="formJsonSchemaFilename" '
        f'value="{file}"/></spiffworkflow:properties>'
    )


def _spiff_text(name: str, words: str) -> str:
    return f"<spiffworkflow:{name}>{escape(words)}</spiffworkflow:{name}>"


def _services(attributes: Callable[[str], str]) -> dict[str, str]:
    topics = {"next": NEXT, "plan": PLAN, "due": DUE}
    return {f"{name}_task": attributes(topic) for name, topic in topics.items()}


def _step_tasks(title: str, task: str, words: str) -> dict[str, str]:
    """Both tasks of a step: the one with a due time, and the one that waits for its event."""
    return {
        **{f"{name}_name": title for name in ("step", "later")},
        **{f"{name}_task": task for name in ("step", "later")},
        **dict.fromkeys(("step", "later"), words),
    }


def _cardinality(count: str) -> str:
    return (
        '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:'
        f'tFormalExpression">{count}</bpmn:loopCardinality>'
        "</bpmn:multiInstanceLoopCharacteristics>"
    )


def _extensions(elements: str) -> str:
    return f"<bpmn:extensionElements>{elements}</bpmn:extensionElements>"


def _label(lang: Lang, name: str) -> str:
    return quoteattr(say(lang, f"bpmn-field-{name}"))


DIALECTS: Mapping[str, Dialect] = {
    "flowable": Dialect(_flowable),
    "camunda7": Dialect(_camunda7),
    "camunda8": Dialect(_camunda8, forms=("question", "step")),
    "spiff": Dialect(_spiff, forms=("question", "step")),
}
"""Every dialect by its name."""
