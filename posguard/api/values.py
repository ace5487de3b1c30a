"""Values of the programming interface: a question, a step, a document, and a plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from msgspec import Struct

from posguard.interview.plan import PlanStep
from posguard.pack.model import Lang, Milestone, Pillar, Urgency, Within
from posguard.pages.setting import Setting
from posguard.pages.steps import Kind, step_item
from posguard.render.page import Detail, Page

_KINDS: tuple[Kind, ...] = ("why", "how", "say", "need", "keep", "call", "from", "because")
"""What is told of a step; what it rests on is named by its ``sources``."""


class Option(Struct, frozen=True):
    """An answer that can be chosen."""

    id: str
    text: str


class Step(Struct, frozen=True):
    """One thing to do, or never to do, in words for the person who gave the answers.

    ``within`` is the time it is due in, counted from the event ``since``. ``details`` hold how to
    do it, what to say and what is needed, each kind with its label and its lines.
    """

    id: str
    text: str
    pillar: Pillar
    within: Within
    since: Milestone
    done: bool
    for_owner: bool
    contact: str | None
    phones: tuple[str, ...]
    sources: tuple[str, ...]
    details: tuple[Detail, ...]


class Question(Struct, frozen=True):
    """What is to be asked next, with the options to offer.

    ``many`` tells that several options may be chosen. ``urgent`` are the steps that cannot wait
    and that the last answer brought: show them before the question.
    """

    id: str
    lang: Lang
    playbook: str
    text: str
    help: str
    many: bool
    options: tuple[Option, ...]
    urgent: tuple[Step, ...] = ()


class Document:
    """A page of advice in one language: what a command prints, in every form that it has."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @property
    def lang(self) -> Lang:
        """The language of the page."""
        return self._page.lang

    @property
    def title(self) -> str:
        """The title of the page."""
        return self._page.title

    def as_dict(self) -> dict[str, Any]:
        """What ``--format json`` prints, as plain data."""
        from posguard.render.json import content

        return content(self._page)

    def json(self, *, compact: bool = False) -> bytes:
        """What ``--format json`` prints, byte for byte; ``compact`` is the same on one line."""
        from posguard.render.json import compact_json, json

        return compact_json(self._page) if compact else json(self._page).encode()

    def text(self, width: int | None = None) -> str:
        """What ``--format text`` prints; with a width, lines are broken for it."""
        from posguard.render.text import text

        return text(self._page, width)

    def markdown(self) -> str:
        """What ``--format markdown`` prints."""
        from posguard.render.markdown import markdown

        return markdown(self._page)

    def html(self) -> str:
        """What ``--format html`` prints."""
        from posguard.render.html import html

        return html(self._page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self._page == other._page

    __hash__ = None  # type: ignore[assignment]  # a page holds mappings


class Plan(Document):
    """The plan that answers lead to: how urgent it is, what to do in order, and what not to do.

    ``nevers`` are what not to do; ``asides`` tell whoever helps somebody else how to go about it.
    """

    def __init__(self, page: Page, steps: Callable[[], PlanSteps]) -> None:
        super().__init__(page)
        self._make = steps

    @property
    def urgency(self) -> Urgency:
        """How urgent it is."""
        assert self._page.urgency is not None
        return self._page.urgency

    @property
    def incidents(self) -> tuple[str, ...]:
        """The incidents that the answers told of, in order."""
        return tuple(self.as_dict()["incidents"])

    @property
    def findings(self) -> dict[str, str]:
        """What is true of the person: the sentence of each finding."""
        return {finding["id"]: finding["says"] for finding in self.as_dict()["findings"]}

    @property
    def steps(self) -> tuple[Step, ...]:
        """What to do, in order."""
        return self._steps.steps

    @property
    def nevers(self) -> tuple[Step, ...]:
        """What not to do."""
        return self._steps.nevers

    @property
    def asides(self) -> tuple[Step, ...]:
        """What whoever helps somebody else is told."""
        return self._steps.asides

    @cached_property
    def _steps(self) -> PlanSteps:
        return self._make()

    def __getstate__(self) -> dict[str, Any]:
        # The steps are made when they are asked for; another process may not have the pack.
        return {"_page": self._page, "_steps": self._steps}


class PlanSteps(Struct, frozen=True):
    """The steps of a plan: to do, never to do, and for whoever helps."""

    steps: tuple[Step, ...]
    nevers: tuple[Step, ...]
    asides: tuple[Step, ...]


def step_of(setting: Setting, planned: PlanStep) -> Step:
    """A step in words for the person whose findings the setting holds."""
    setting.met.clear()  # of each step is told how to find the number to call
    item = step_item(setting, planned, None, _KINDS)
    step = planned.step
    return Step(
        id=planned.id,
        text=item.text,
        pillar=planned.pillar,
        within=planned.within,
        since=step.from_,
        done=planned.done,
        for_owner=planned.for_owner,
        contact=step.contact,
        phones=item.phones,
        sources=step.sources,
        details=item.details,
    )
