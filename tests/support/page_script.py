"""The script of the web page, run without a browser: what it makes of answers, and what posguard
makes of the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from msgspec import Struct
from py_mini_racer import MiniRacer

from posguard.app.webpage import script
from posguard.errors import WrongUse
from posguard.interview.agenda import offered, question_at
from posguard.interview.plan import Plan, plan
from posguard.interview.progress import Answers, Progress
from posguard.interview.walk import advance, initial_progress
from posguard.pack.model import LANGS, PILLARS, START, URGENCIES, WITHINS, Role
from posguard.pages.abroad import plan_for_reader
from posguard.pages.plan import whole_page
from posguard.pages.setting import PackContents, Setting
from posguard.render.page import Item, Section
from posguard.web.table import CHOICE, Table

_CALLED = """
const said = (items) => items.map(({ text, number, details }) =>
  [number === undefined ? null : number, text, details || []]);
const reached = (p) => [p.question, p.question === null ? null : p.tree,
  p.question === null ? []
    : talk.offered(p, talk.questionOf(p.question, p.tree)).map((o) => o.key),
  p.answered.map(({ name, options }) => [name, options.map((o) => o.key)]),
  p.visited, p.held, p.now || [], p.urgency - 1,
  p.reasons.map(({ step, now, finding }) =>
    [step, now || false, finding === undefined ? null : finding])];
const planned = (made) => [made.urgency - 1,
  ...[made.steps, made.nevers, made.asides].map((some) =>
    some.map(({ id, within, done, owner }) => [id, within, done, owner])),
  made.omitted.map(({ pillar, why }) => [pillar, why.length])];
const shown = (p, made, own) => table.langs.map((_, lang) => {
  const { title, lead, sections } = planner.page(p, made, lang, own);
  return [title, lead, sections.map(([id, heading, items]) => [id, heading, said(items)])];
});
const of = ({ tree, known, answers, extent, own }) => {
  const p = talk.replay(new Map(answers), tree, known);
  const made = extent ? planner.plan(p) : null;
  return [reached(p), made && planned(made), extent > 1 ? shown(p, made, own) : null];
};
"""


def logic() -> str:
    """The part of the page's script that interviews and plans."""
    return script("interview") + script("plan")


_WALKS = 2
_PATIENCE = 4.0
"""Seconds after which a script that has lost itself is stopped."""
_TABLED: dict[int, tuple[PackContents, str, Table]] = {}


def tabled(pack: PackContents) -> tuple[str, Table]:
    """The table of a pack, as the script has it; made once."""
    if id(pack) not in _TABLED:
        table = Table(pack, LANGS)
        _TABLED[id(pack)] = pack, f"const table = {json.dumps(table.rows())};", table
    return _TABLED[id(pack)][1:]


class Told(Struct, frozen=True):
    """What the script is told: answers, in whatever order, from a tree and what is known beside
    them. It makes the progress of them, with ``extent`` 1 the plan and with 2 its page.
    """

    answers: Answers
    tree: str = START
    known: tuple[str, ...] = ()
    extent: int = 0
    own: Mapping[Role, str] = {}


class PageScript:
    """The script with the table of one pack."""

    def __init__(self, pack: PackContents, script: str = "") -> None:
        data, self._table = tabled(pack)
        self.pack = pack
        self._engine = MiniRacer()
        self._engine.eval(
            f"{script or logic()}{data}"
            "const talk = interview(table), planner = planning(table, talk);"
            f"{_CALLED}"
        )

    def of(self, told: Sequence[Told]) -> list[Any]:
        """What the script makes of each."""
        rows = [
            {
                "tree": self._name(each.tree),
                "known": [self._table.findings[name] for name in each.known],
                "answers": [
                    [self._name(name), self._options(name, keys)]
                    for name, keys in each.answers.items()
                ],
                "extent": each.extent,
                "own": {role: self._table.contacts[c] for role, c in each.own.items()},
            }
            for each in told
        ]
        found: list[Any] = json.loads(
            str(
                self._engine.eval(
                    f"JSON.stringify({json.dumps(rows)}.map(of))", timeout_sec=_PATIENCE
                )
            )
        )
        return found

    def expected(self, told: Told, progress: Progress) -> list[Any]:
        """What posguard makes of the same."""
        pack = self.pack
        if not told.extent:
            return [self._reached(progress), None, None]
        made = plan(progress, pack)
        shown = None
        if told.extent > 1:
            read = plan_for_reader(made, pack)
            settings = [Setting(lang, pack, dict(told.own)) for lang in LANGS]
            shown = [_shown(setting, progress, read) for setting in settings]
        return [self._reached(progress), self._planned(made), shown]

    def _reached(self, progress: Progress) -> list[Any]:
        name, table = progress.question, self._table
        keys = offered(self.pack, progress, question_at(self.pack, progress)) if name else ()
        return [
            self._name(name) if name else None,
            self._name(progress.playbook) if name else None,
            self._options(name or "", keys),
            [
                [self._name(a.question), self._options(a.question, a.options)]
                for a in progress.answered
            ],
            [self._name(tree) for tree in progress.visited],
            [table.findings[finding] for finding in progress.held],
            [table.steps[step] for step in progress.now],
            URGENCIES.index(progress.urgency),
            [
                [
                    table.steps[reason.step],
                    reason.now,
                    None if reason.finding is None else table.findings[reason.finding],
                ]
                for reason in progress.reasons
            ],
        ]

    def _name(self, name: str) -> int | str:
        """The place of a question or an incident; a name that the pack does not have, as it is."""
        return self._table.names.get(name, name)

    def _options(self, question: str, keys: Sequence[str]) -> list[int | str]:
        """The places of options; what is no option of the question, as it is."""
        found: list[int | str] = []
        for key in keys:
            try:
                found.append(self._table.option(question, key))
            except KeyError:
                found.append(key)
        return found

    def _planned(self, made: Plan) -> list[Any]:
        return [
            URGENCIES.index(made.urgency),
            *(
                [
                    [self._table.steps[p.id], WITHINS.index(p.within), p.done, p.for_owner]
                    for p in some
                ]
                for some in (made.steps, made.nevers, made.asides)
            ),
            [[PILLARS.index(o.pillar), len(o.why)] for o in made.omitted],
        ]

    def close(self) -> None:
        """End the engine."""
        self._engine.close()


def _shown(setting: Setting, progress: Progress, made: Plan) -> list[Any]:
    page = whole_page(setting, progress, made)
    return [
        page.title,
        list(page.lead),
        [[s.id, s.title, [_item(setting, s, i) for i in s.items]] for s in page.sections],
    ]


def _item(setting: Setting, section: Section, item: Item) -> list[Any]:
    """An item as the page shows it; of banks and acquirers it has the numbers alone."""
    short = section.id == "contacts" and setting.pack.contacts[item.id].folder in CHOICE
    details = [] if short else [[d.kind, d.label, list(d.lines)] for d in item.details]
    return [item.number, item.text, details]


def in_random_pack(pack: PackContents, seed: int) -> Iterator[tuple[Told, Progress]]:
    """Walks through a pack by chance; answers are given whether they are offered or not."""
    dice = Random(seed)
    for _ in range(_WALKS):
        progress, answers = initial_progress(pack), dict[str, list[str]]()
        while progress.question is not None:
            name, question = progress.question, question_at(pack, progress)
            keys = dice.sample([*question.options], min(len(question.options), dice.randrange(4)))
            try:
                progress = advance(pack, progress, keys)
            except WrongUse:
                keys = [dice.choice([*question.options])]
                progress = advance(pack, progress, keys)
            answers[name] = keys
            extent = 1 if progress.question and dice.random() < 2 / 3 else 2
            yield Told({**answers}, extent=extent), progress
