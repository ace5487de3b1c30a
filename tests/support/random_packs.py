"""Packs by chance: small, with names that scripts stumble over, and with everything that the
shipped pack has no example of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random
from typing import TypeVar

from msgspec import convert
from msgspec.structs import replace
from support.shipped_pack import contents

from posguard.lint.contents import Contents
from posguard.pack.manifest import Employee, Helper, Manifest, Roles, RoleWords
from posguard.pack.model import (
    PILLARS,
    ROLES,
    START,
    URGENCIES,
    WITHINS,
    Entry,
    Pillar,
    Source,
    Text,
)
from posguard.pack.steps import Part, Sooner, Step
from posguard.pack.trees import Finding, Option, Order, Playbook, Question, SharedQuestion

NAMES = ("10", "2", "007", "1", "constructor", "valueof", "tostring", "0", "x9", "hasownproperty")
"""Ids that some language orders by number, or has a meaning of its own for."""
ODD = ("{0}", "$&", "</script>", "<b>", "${x}", "打 110", "。", "&amp;", "Call 95516, or 110.")
_CONTACTS = ("alipay", "icbc", "lakala", "police-110", "unionpay-95516")
T = TypeVar("T")


class _Dice(Random):
    def some(self, values: Sequence[T], most: int) -> tuple[T, ...]:
        """A few of the values, in any order."""
        return tuple(self.sample(values, min(len(values), self.randrange(most + 1))))

    def text(self, name: str) -> Text:
        """A text that tells where it stands."""
        odd = self.choice(ODD)
        return Text(f"{name} 中文 {odd}", f"{name} English {odd}")


def random_pack(seed: int) -> Contents:
    """A pack; the same for the same seed."""
    return _Maker(_Dice(seed)).pack()


class _Maker:
    def __init__(self, dice: _Dice) -> None:
        self._dice = dice
        self._findings = [f"{prefix}{name}" for prefix in ("", "f") for name in NAMES[:7]]
        self._steps = [f"{prefix}{name}" for prefix in ("", "s") for name in NAMES]
        self._incidents = [f"i{name}" for name in NAMES[:3]] + ["tree"]
        self._shared = [f"{name}" for name in NAMES[2:6]]

    def pack(self) -> Contents:
        trees = {START: self._tree(START)}
        trees |= {name: self._tree(name) for name in self._incidents}
        shipped = contents()
        return Contents(
            _entry("pack", self._manifest(shipped.manifest.value)),
            {name: _entry(name, tree) for name, tree in sorted(trees.items())},
            {name: self._step(name) for name in sorted(self._steps)},
            {name: shipped.contacts[name] for name in _CONTACTS},
            _few_sources(),
            frozenset(),
            questions={
                name: _entry(name, convert(self._question(name, ()), SharedQuestion))
                for name in sorted(self._shared)
            },
            findings={name: _entry(name, self._finding(name)) for name in sorted(self._findings)},
            order_file=_entry("order", Order(self._dice.some(self._steps, 12))),
        )

    def _manifest(self, shipped: Manifest) -> Manifest:
        dice, words = self._dice, shipped.abroad
        assert words is not None
        own = dice.some(self._steps, 8) or (self._steps[0],)
        return replace(
            shipped,
            roles=Roles(*(self._role(role) for role in ROLES)),
            fallback={p: dice.choice(self._steps) for p in dice.some(PILLARS[:5], 4)},
            employee=dice.choice([None, Employee(dice.choice(self._findings), own)]),
            helper=dice.choice([None, Helper(dice.choice(self._findings))]),
            abroad=dice.choice([None, replace(words, finding=dice.choice(self._findings))]),
        )

    def _role(self, role: str) -> RoleWords:
        dice = self._dice
        text = dice.text("find")
        parts = self._parts() or (Part(text.zh, text.en),)
        contacts = dice.some(_CONTACTS[:3], 2)
        return RoleWords(dice.text(role), parts, contacts)

    def _finding(self, name: str) -> Finding:
        dice = self._dice
        kind = dice.randrange(5)
        return Finding(
            says=dice.text(name),
            implies=dice.some(self._findings, 2),
            when=tuple(dice.choices(self._findings[:5], k=3)) if kind == 0 else (),
            yields_to=dice.some(self._findings, 3) if kind == 1 else (),
            urgency=dice.choice([None, None, *URGENCIES]),
            needs=dice.some(PILLARS[:5], 1),
            now=dice.some(self._steps, 1),
            steps=dice.some(self._steps, 3),
            answer=dice.choice([None, dice.text(name)]),
        )

    def _step(self, name: str) -> Entry[Step]:
        dice = self._dice
        role = dice.choice([None, *ROLES, *_CONTACTS])
        step = Step(
            do=dice.text(name),
            within=dice.choice(WITHINS),
            why=dice.choice([None, dice.text("why")]),
            sooner=tuple(
                Sooner((dice.choice(self._findings),), dice.choice(WITHINS))
                for _ in range(dice.randrange(3))
            ),
            how=self._parts(),
            say=self._parts(),
            keep=self._parts(),
            from_=dice.choice(["discovered", "money-moved", "reported"]),
            contact=role,
            sources=dice.some([f"{n}#{a}" for n in _few_sources() for a in ("1", "x", "2-1")], 3),
            when=dice.some(self._findings, 1) if dice.random() < 1 / 4 else (),
            done_by=dice.some(self._findings, 1),
            aside=dice.random() < 1 / 10,
        )
        return _entry(name, step, dice.choice(PILLARS))

    def _parts(self) -> tuple[Part, ...]:
        dice, parts = self._dice, []
        for n in range(dice.randrange(4)):
            text = dice.text(f"part {n} " * dice.choice([1, 1, 12]))
            when = dice.some(self._findings, 2) if dice.random() < 1 / 2 else ()
            parts.append(Part(text.zh, text.en, when, otherwise=n > 0 and dice.random() < 1 / 3))
        return tuple(parts)

    def _tree(self, name: str) -> Playbook:
        dice = self._dice
        own = [f"{name}-q{n}" for n in range(3)] + [*dice.some(self._shared, 1)]
        return Playbook(
            title=dice.text(name),
            summary=dice.text(name),
            for_=("merchant",),
            urgency=dice.choice(URGENCIES),
            reviewed=date(2026, 11, 22),
            asks=dice.some([*own, *self._shared, *self._incidents], 5) or (own[0],),
            questions={q: convert(self._question(q, own), Question) for q in own},
            steps=dice.some(self._steps, 2),
            waives=self._waives(),
        )

    def _question(self, name: str, own: Sequence[str]) -> dict[str, object]:
        dice = self._dice
        many = dice.random() < 1 / 2
        following = [*own, *self._shared, *self._incidents]
        keys = [*dice.sample(NAMES, dice.randrange(1, 5)), *dice.some(("none", "unsure"), 2)]
        options = {
            key: Option(
                text=dice.text(f"{name} {key}"),
                beside=many and key not in ("none", "unsure") and dice.random() < 1 / 6,
                when=dice.some(self._findings, 1) if dice.random() < 1 / 5 else (),
                tells=dice.some(self._findings, 2),
                urgency=dice.choice([None, None, None, *URGENCIES]),
                now=dice.some(self._steps, 1) if dice.random() < 1 / 3 else (),
                steps=dice.some(self._steps, 1) if dice.random() < 1 / 3 else (),
                waives=self._waives(),
                then=dice.some(following, 3),
            )
            for key in keys
        }
        when = dice.some(self._findings, 1) if dice.random() < 1 / 4 else ()
        return {
            "ask": dice.text(name),
            "options": options,
            "choose": "many" if many else "one",
            "when": when,
            "at_once": dice.random() < 1 / 5,
        }

    def _waives(self) -> dict[Pillar, Text]:
        dice = self._dice
        return {
            p: Text(f"why {n}", f"why {n}")
            for p, n in ((p, dice.randrange(2)) for p in dice.some(PILLARS[:5], 2))
        }


def _entry(name: str, value: T, folder: str = "") -> Entry[T]:
    return Entry(name, folder, f"{name}.yaml", value, {})


@cache
def _few_sources() -> dict[str, Entry[Source]]:
    return dict([*contents().sources.items()][:4])
