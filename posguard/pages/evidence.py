"""The pages of evidence: the list for the owner, and the index and the timeline for whoever gets
the bag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from posguard.case.record import Damage, Event
from posguard.case.state import Case, Exhibit
from posguard.messages import MESSAGES
from posguard.pages.damage import damage_notice
from posguard.pages.steps import Setting, cited_article
from posguard.render.page import Detail, Item, Page, Section

LIST_SCHEMA = "posguard.evidence/1"
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
_WITHOUT_CONTENT = {
    "noted": "timeline:noted",
    "fact": "timeline:fact",
    "withdrawn": "record:withdrawn",
}


def list_page(setting: Setting, case: Case) -> Page:
    """All that is kept in a case."""
    items = _exhibit_items(setting, case.exhibits, "")
    return Page(
        LIST_SCHEMA,
        setting.lang,
        setting.say("evidence-title", name=case.name),
        lead=(_count(setting, case.exhibits),),
        sections=(Section("exhibits", "", items),) if items else (),
        facts={"case": case.name},
    )


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
    do: Mapping[str, str],
    damage: Sequence[Damage] = (),
) -> Page:
    """What was recorded when, chained by hashes; what notes and facts say is left out."""
    items = tuple(
        Item(
            str(e.n),
            f"{e.at}  {_describe_event(setting, e, do)}",
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
    """The exhibits, those of the same name with where they come from; ``folder`` is where their
    files are.
    """
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
        apart = len({tuple(way) for way in ways.values()})
        longest = max(map(len, ways.values()))
        if apart > 1:
            few = next(
                n
                for n in range(1, longest + 1)
                if len({tuple(w[-n:]) for w in ways.values()}) == apart
            )
            found |= {n: "/".join(way[-few:]) for n, way in ways.items()}
    return found


def _detail(setting: Setting, kind: str, line: str) -> Detail:
    return Detail(kind, setting.say("label", label=setting.say(f"exhibit:{kind}")), (line,))


def _count(setting: Setting, exhibits: Sequence[Exhibit]) -> str:
    size = sum(e.values.get("size", 0) for e in exhibits)
    return setting.say("evidence-count", count=len(exhibits), size=_digits(size))


def _digits(size: object) -> str:
    return f"{size:,}" if isinstance(size, int) else str(size)


def _cited(setting: Setting, citation: str) -> str:
    source, _, article = citation.partition("#")
    title = setting.sources[source].value.title
    where = cited_article(setting, article)
    if setting.lang == "zh":
        return f"《{title.zh}》{where}"
    return ", ".join(part for part in (title.en, where) if part)


def _describe_event(setting: Setting, event: Event, do: Mapping[str, str]) -> str:
    key = _WITHOUT_CONTENT.get(event.kind, f"record:{event.kind}")
    if event.content is None:
        return setting.say("timeline:other", kind=event.kind)
    facts: dict[str, object] = structs.asdict(event.content)
    if event.kind in ("ticked", "unticked"):
        facts["do"] = do.get(event.data["step"], event.data["step"])
    if event.kind == "happened":
        named = f"event:{event.data['event']}"
        facts["event"] = setting.say(named) if named in MESSAGES else event.data["event"]
    if event.kind == "fact":
        kind = f"fact:{event.data['kind']}"
        facts["kind"] = setting.say(kind) if kind in MESSAGES else event.data["kind"]
    return setting.say(key, **facts)
