"""Page of what cannot wait, shown between two questions: a headline for each step, and behind it
how it is done and what to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from posguard.api.advice import Advice
from posguard.interview.plan import PlanStep, in_order
from posguard.interview.progress import Progress, Reason
from posguard.messages import say
from posguard.pages.abroad import steps_for_reader
from posguard.pages.first_page import headline, short_headline
from posguard.pages.steps import Kind, step_item
from posguard.terminal.choices import Choice, ChoiceQuestion

_AT_ONCE: tuple[Kind, ...] = ("how", "say")
"""The details of an urgent step that are shown at once; the rest is in the plan."""


def urgent_page(advice: Advice, steps: Sequence[str], progress: Progress) -> ChoiceQuestion:
    """A page of what cannot wait, a headline for each step."""
    choices = (_choice(advice, each, progress) for each in urgent_steps(advice, steps, progress))
    return ChoiceQuestion(say(advice.lang, "do-now"), tuple(choices), many=True, page=True)


def urgent_steps(advice: Advice, steps: Sequence[str], progress: Progress) -> list[PlanStep]:
    """The steps in the order in which they are done, in words for where the reader is."""
    reasons = [Reason(step, "", now=True) for step in steps]
    planned = in_order(reasons, advice.pack, progress.held)
    return steps_for_reader(planned, advice.pack, progress.held)


def _choice(advice: Advice, planned: PlanStep, progress: Progress) -> Choice:
    """An urgent step: its headline, and behind it how it is done and what to say."""
    setting = advice.setting()
    setting.read_by(progress.held)
    item = step_item(setting, planned, None, _AT_ONCE)
    # two loops: the lines of all details
    details = [line for each in item.details for line in (each.label, *each.lines)]
    do, name = headline(setting, planned), short_headline(setting, planned)
    return Choice(planned.id, do, short=name, details=tuple(details))
