"""The pages of evidence: list and check for the owner, index and timeline for a bag's reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from posguard.case.record import Damage, Event
from posguard.case.state import Case, Exhibit
from posguard.errors import PosguardError
from posguard.interview.plan import Steps
from posguard.messages import complaint
from posguard.pages.citations import cited, cited_article, cited_title
from posguard.pages.damage import damage_items, damage_notice
from posguard.pages.events import event_texts, event_words
from posguard.pages.setting import Setting
from posguard.render.page import Detail, Item, Page, Section

LIST_SCHEMA = "posguard.evidence/1"
VERIFY_SCHEMA = "posguard.evidence-verify/1"
INDEX_SCHEMA = "posguard.evidence-index/1"
TIMELINE_SCHEMA = "posguard.evidence-timeline/1"

_CHECKS = {
    "linux": "sha256sum -c manifest-sha256.txt",
    "mac": "shasum -a 256 -c manifest-sha256.txt",
    "windows": r"certutil -hashfile data\… SHA256",
    "bagit": "bagit.py --validate .",
    "tags": "sha256sum -c tagmanifest-sha256.txt",
    "seal": "sha256sum tagmanifest-sha256.txt",
}
"""How to check a bag with what is there anyway."""


class Deviation(Protocol):
    """A copy that is not as it was recorded: its file, the rule it breaks, and the facts."""

    @property
    def file(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


def list_page(setting: Setting, case: Case) -> Page:
    """All that is kept in a case."""
    items = _exhibit_items(setting, case.exhibits, "")
    withdrawn = tuple(
        Item(str(each.n), str(each.values.get("name", "")), number=each.n)
        for each in case.withdrawn
    )
    sections = (
        Section("exhibits", "", items),
        Section("withdrawn", setting.say("exhibits-withdrawn"), withdrawn, tone="back"),
    )
    return Page(
        LIST_SCHEMA,
        setting.lang,
        setting.say("evidence-title", name=case.name),
        lead=(_count(setting, case.exhibits),),
        sections=tuple(section for section in sections if section.items),
        facts={"case": case.name},
    )


def verify_page(
    setting: Setting,
    name: str,
    case: Case,
    folder: str,
    findings: Sequence[Deviation],
    damage: Sequence[Damage],
) -> Page:
    """The copies in ``folder`` held against the record, and the record against itself: a line for
    each difference, or one if there is none.
    """
    items = [
        *(_finding_item(setting, f"{name}/{folder}", each) for each in findings),
        *damage_items(setting.lang, name, damage),
    ]
    copies = (*case.exhibits, *case.withdrawn)
    files, size = len(copies), total_size(copies)
    if not items:
        words = setting.say("verify-good", count=files, size=_digits(size))
        items.append(Item("verify-good", words, mark="line"))
    return Page(
        VERIFY_SCHEMA,
        setting.lang,
        setting.say("verify-title", name=name),
        sections=(Section("verify", "", tuple(items)),),
        facts={
            "case": name,
            "files": files,
            "bytes": size,
            "differences": len(findings) + len(damage),
        },
        report=True,
    )


def _finding_item(setting: Setting, folder: str, finding: Deviation) -> Item:
    facts = {
        name: complaint(setting.lang, fact) if isinstance(fact, PosguardError) else fact
        for name, fact in finding.facts.items()
    }
    file = f"{folder}/{finding.file}"
    fault = setting.say(f"finding:{finding.rule}", **facts)
    return Item(
        finding.rule,
        setting.say("finding", file=file, fault=fault),
        mark="line",
        facts={"file": file, "rule": finding.rule, "message": fault, **facts},
    )


def total_size(exhibits: Sequence[Exhibit]) -> int:
    """How many bytes the copies hold together."""
    return sum(e.values.get("size", 0) for e in exhibits)


def index_page(setting: Setting, case: Case, packed: str, damage: Sequence[Damage] = ()) -> Page:
    """What a bag holds, for a reader who has neither this program nor this case: what, from whom,
    and how to check.
    """
    items = _exhibit_items(setting, case.exhibits, "data/")
    checks = [
        setting.say(f"index-check-{name}", command=command) for name, command in _CHECKS.items()
    ]
    lead = [
        setting.say("index-case", opened=case.opened, packed=packed),
        _count(setting, case.exhibits),
        setting.say("index-copies"),
    ]
    law = setting.place.evidence
    if law is not None:
        cited = {"copies": _cited(setting, law.copies), "hashes": _cited(setting, law.hashes)}
        lead.append(setting.say("index-basis", **cited))
    notice = damage_notice(setting.lang, case.name, damage)
    return Page(
        INDEX_SCHEMA,
        setting.lang,
        setting.say("evidence-title", name=case.name),
        lead=(notice, *lead) if notice else tuple(lead),
        sections=(
            Section("exhibits", setting.say("index-exhibits"), items),
            Section(
                "check",
                setting.say("index-check"),
                tuple(Item("", line) for line in checks),
                tone="back",
            ),
        ),
        facts={"case": case.name, "packed": packed},
    )


def record_page(
    setting: Setting,
    case: Case,
    events: Sequence[Event],
    steps: Steps,
    damage: Sequence[Damage] = (),
) -> Page:
    """What was recorded when, chained by hashes; what notes and facts say is left out."""
    told = event_texts(events, steps, setting)
    items = tuple(
        Item(
            str(e.n),
            f"{e.at}  {event_words(setting, e, told, contents=False)}",
            number=e.n,
            details=(_detail(setting, "hash", e.hash),),
        )
        for e in events
    )
    title = setting.say("timeline-title", name=case.name)
    notice = damage_notice(setting.lang, case.name, damage)
    lead = (notice, setting.say("timeline-chain")) if notice else (setting.say("timeline-chain"),)
    return Page(
        TIMELINE_SCHEMA, setting.lang, title, lead, (Section("timeline", "", items, tone="back"),)
    )


def _exhibit_items(setting: Setting, exhibits: Sequence[Exhibit], folder: str) -> tuple[Item, ...]:
    """The exhibits, those of one name with where they come from; their files are in ``folder``."""
    places = _places(exhibits)
    return tuple(_exhibit_item(setting, each, folder, places.get(each.n, "")) for each in exhibits)


def _exhibit_item(setting: Setting, exhibit: Exhibit, folder: str, place: str) -> Item:
    values = {
        **exhibit.values,
        "place": place,
        "kept": exhibit.at,
        "file": f"{folder}{exhibit.values.get('file', '')}",
    }
    values["size"] = setting.say("bytes", size=_digits(values.get("size")))
    shown = (
        "what",
        "from",
        "kept",
        "by",
        "file",
        "name",
        "encoding",
        "place",
        "modified",
        "size",
        "sha256",
        "sm3",
    )
    facts = {name: exhibit.values[name] for name in shown if name in exhibit.values}
    details = tuple(
        _detail(setting, name, str(values[name])) for name in shown if values.get(name)
    )
    title = str(values.get("what") or values.get("name", ""))
    if place:
        facts["place"] = place
    return Item(
        str(exhibit.n),
        title,
        number=exhibit.n,
        details=details,
        facts={**facts, "kept": exhibit.at},
    )


def _places(exhibits: Sequence[Exhibit]) -> dict[int, str]:
    """For files of the same name the last folders of their ways, as few as tell them apart."""
    alike: dict[str, dict[int, list[str]]] = {}
    for each in exhibits:
        folders = str(each.values.get("path", "")).split("/")[:-1]
        alike.setdefault(str(each.values.get("name", "")), {})[each.n] = folders
    found: dict[int, str] = {}
    for ways in alike.values():
        few = _fewest(list(ways.values()))
        if few:
            found |= {n: "/".join(way[-few:]) for n, way in ways.items()}
    return found


def _fewest(ways: Sequence[Sequence[str]]) -> int:
    """How many of the last folders tell the ways apart; 0 if all are the same."""
    different = len({tuple(way) for way in ways})
    if different == 1:
        return 0
    few = 1
    while len({tuple(way[-few:]) for way in ways}) < different:
        few += 1
    return few


def _detail(setting: Setting, kind: str, line: str) -> Detail:
    return Detail(kind, setting.say("label", label=setting.say(f"exhibit:{kind}")), (line,))


def _count(setting: Setting, exhibits: Sequence[Exhibit]) -> str:
    return setting.say("evidence-count", count=len(exhibits), size=_digits(total_size(exhibits)))


def _digits(size: object) -> str:
    return f"{size:,}" if isinstance(size, int) else str(size)


def _cited(setting: Setting, citation: str) -> str:
    source, _, article = citation.partition("#")
    title = cited_title(setting, setting.pack.sources[source].value)
    return cited(setting, title, [cited_article(setting, article)] if article else [])
