"""The coverage table: every situation that must be answered, the playbook that answers it, its
steps and sources.

Made from ``tests/coverage.yaml`` and the shipped pack; ``python docs/generate.py`` writes
``docs/coverage.md``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from posguard.api.packs import open_pack
from posguard.interview.plan import Plan, plan
from posguard.interview.walk import walk
from posguard.lint.journeys import options_of
from posguard.pack.loading import Pack
from posguard.pack.model import Text
from posguard.pack.steps import Step
from posguard.pack.yaml_reader import read

SITUATIONS = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), os.pardir, "tests", "coverage.yaml"
)


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers from the first question of triage on, the incidents they lead through, and what the
    plan then holds.

    ``lacks`` are steps that must not be in it; ``sources`` must be among those that its steps rest
    on.
    """

    through: tuple[str, ...]
    answers: dict[str, str | tuple[str, ...]]
    steps: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The answers, each as a list of options."""
        return options_of(self.answers)


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One situation in our own words, and the ways of those who are in it."""

    row: str
    situation: Text
    ways: tuple[Way, ...]


def rows() -> list[Row]:
    """Every situation, in the order of the file."""
    with open(SITUATIONS, encoding="utf-8") as stream:
        data, _ = read(stream.read(), "tests/coverage.yaml")
    return msgspec.convert(data, list[Row])


def planned(way: Way, pack: Pack) -> Plan:
    """The plan that the answers of a way lead to."""
    return plan(walk(pack, way.chosen), pack)


def cited(step: Step) -> list[str]:
    """The ids of the sources that a step rests on, each once."""
    return list(dict.fromkeys(citation.partition("#")[0] for citation in step.sources))


def render() -> str:
    """``docs/coverage.md``."""
    pack = open_pack()
    found = rows()
    lines = [
        "# What is answered, and by what",
        "",
        "Every situation the shipped pack must answer, in our own words, with the playbook, the "
        "steps and the sources",
        "that answer it. The answers can be given to `posguard triage` as they stand here. The "
        "page is made by",
        "`python docs/generate.py` from `tests/coverage.yaml` and the pack, and a test holds "
        "both to it. [The trees](trees/README.md) show each playbook as a picture and in tables.",
        "",
        "| row | situation | playbook |",
        "|---|---|---|",
    ]
    for row in found:
        names = dict.fromkeys(name for way in row.ways for name in way.through)
        lines.append(
            f"| [{row.row}](#{_anchor(row.row)}) | {row.situation.zh} · {row.situation.en} | "
            f"{', '.join(f'[{name}](trees/{name}.md)' for name in names)} |"
        )
    used: dict[str, None] = {}
    for row in found:
        lines += ["", f"## {row.row}", "", row.situation.zh, "", row.situation.en]
        for way in row.ways:
            lines += _way(way, pack, used)
    return "\n".join([*lines, "", "## Sources", "", *_sources(pack, used), ""])


def _anchor(heading: str) -> str:
    return heading.replace(".", "").lower()


def _way(way: Way, pack: Pack, used: dict[str, None]) -> Iterator[str]:
    made = planned(way, pack)
    last = pack.playbooks[way.through[-1]].value.title
    given = " ".join(
        f"-a {question}={','.join(options)}" for question, options in way.chosen.items()
    )
    yield from ("", f"**{' → '.join(way.through)}**: {last.zh} · {last.en} ({made.urgency})", "")
    yield from (f"`posguard triage {given}`", "", "| within | step | rests on |", "|---|---|---|")
    for one in (*made.steps, *made.nevers):
        if one.id not in way.steps:
            continue
        sources = cited(one.step)
        used.update(dict.fromkeys(sources))
        basis = ", ".join(f"[{name}](#{name})" for name in sources) or "good practice"
        yield f"| {one.within} | `{one.id}` {one.step.do.zh} · {one.step.do.en} | {basis} |"


def _sources(pack: Pack, used: dict[str, None]) -> Iterator[str]:
    for name in sorted(used):
        source = pack.sources[name].value
        parts = [f"《{source.title.zh}》", source.title.en, source.number, source.date, source.url]
        yield f'- <a id="{name}"></a>`{name}` ' + ", ".join(part for part in parts if part)


if __name__ == "__main__":
    print(render(), end="")
