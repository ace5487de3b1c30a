"""A step as an item of a page: its words in one language, whom to call, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.interview.plan import PlanStep
from posguard.interview.walk import Reason
from posguard.messages import joined
from posguard.pack.model import ROLES, Contact, Entry, Source
from posguard.pages.citations import basis, cited_title
from posguard.pages.setting import Setting
from posguard.render.page import Detail, Item, Section


def step_item(
    setting: Setting, planned: PlanStep, number: int | None, *, reason: bool = True
) -> Item:
    """A step with everything the reader needs to do it, in the order in which they need it.

    ``reason`` is False where the heading above already names the answer that brought the step.
    """
    lang, step = setting.lang, planned.step
    details = [
        _detail(setting, "why", [step.why[lang]] if step.why else []),
        _detail(setting, "how", [t[lang] for t in step.how]),
        _detail(setting, "say", [step.say[lang]] if step.say else []),
        _detail(setting, "need", [t[lang] for t in step.need]),
        _detail(setting, "keep", [t[lang] for t in step.keep]),
        _detail(setting, "call", call_lines(setting, step.contact) if step.contact else []),
        _detail(setting, "from", _clock(setting, planned)),
        _detail(setting, "basis", [basis(setting, step.sources)]),
        _detail(setting, "because", _because(setting, planned.because) if reason else []),
    ]
    return Item(
        id=planned.id,
        text=step.do[lang],
        mark="never" if planned.pillar == "never" else "todo",
        number=number,
        details=tuple(d for d in details if d),
        facts={
            "pillar": planned.pillar,
            "within": step.within,
            "from": step.from_,
            "contact": step.contact,
            "sources": list(step.sources),
            "practice": step.practice,
            "because": [_why(b) for b in planned.because],
        },
    )


def _detail(setting: Setting, kind: str, lines: Sequence[str]) -> Detail | None:
    return (
        Detail(kind, setting.say("label", label=setting.say(f"detail:{kind}")), tuple(lines))
        if lines
        else None
    )


def _clock(setting: Setting, planned: PlanStep) -> list[str]:
    if planned.step.from_ == "discovered":
        return []
    event = setting.say(f"event:{planned.step.from_}")
    return [setting.say("from", event=event)]


def _because(setting: Setting, because: Sequence[Reason]) -> list[str]:
    first = next((b for b in because if b.option is not None), None)
    if first is None or first.question is None or first.option is None:
        return []
    question = setting.playbooks[first.playbook].value.questions[first.question]
    return [question.options[first.option].text[setting.lang]]


def _why(reason: Reason) -> dict[str, object]:
    return {
        "playbook": reason.playbook,
        "question": reason.question,
        "option": reason.option,
        "now": reason.now,
    }


def call_lines(setting: Setting, contact: str) -> list[str]:
    """The contact of a step: itself, or how to find the one that depends on the person."""
    role = next((r for r in ROLES if r == contact), None)
    if role is None:
        setting.called.setdefault(contact)
        return [call_line(setting, setting.contacts[contact])]
    words = setting.pack.value.roles[role]
    name, find = words.name[setting.lang], words.find[setting.lang]
    lines = [name if role in setting.met else setting.say("call-role", name=name, find=find)]
    setting.met.add(role)
    chosen = setting.chosen.get(role)
    for contact_id in (chosen,) if chosen else words.contacts:
        setting.called.setdefault(contact_id)
        lines.append(call_line(setting, setting.contacts[contact_id]))
    return list(reversed(lines)) if chosen else lines


def call_line(setting: Setting, entry: Entry[Contact]) -> str:
    """A contact in one line: its name, its numbers, how sure they are, when they were verified."""
    contact = entry.value
    title = contact.title[setting.lang]
    numbers = [
        _number(setting, n.number, n.label[setting.lang], n.confidence) for n in contact.numbers
    ]
    shown = numbers or ([contact.website] if contact.website else [contact.purpose[setting.lang]])
    return setting.say("call-line", title=title, numbers=shown, date=contact.verified)


def _number(setting: Setting, number: str, label: str, confidence: str) -> str:
    return setting.say(
        "number", number=number, label=label, confidence=setting.say(f"confidence:{confidence}")
    )


def contact_item(setting: Setting, entry: Entry[Contact]) -> Item:
    """A contact with all that its directory entry says."""
    contact, lang = entry.value, setting.lang
    lines: dict[str, list[str]] = {
        "number": [
            _number(setting, n.number, n.label[lang], n.confidence) for n in contact.numbers
        ],
        "hours": [contact.hours[lang]] if contact.hours else [],
        "purpose": [contact.purpose[lang]],
        "when": [contact.when[lang]] if contact.when else [],
        "not-for": [contact.not_for[lang]] if contact.not_for else [],
        "caveats": [t[lang] for t in contact.caveats],
        "website": [contact.website] if contact.website else [],
        "checked": [
            setting.say(
                "verified",
                date=contact.verified,
                confidence=setting.say(f"confidence:{contact.confidence}"),
                basis=contact.basis[lang],
            )
        ],
    }
    details = tuple(d for kind, found in lines.items() if (d := _detail(setting, kind, found)))
    facts = {
        "kind": entry.folder,
        "numbers": [{"number": n.number, "confidence": n.confidence} for n in contact.numbers],
        "confidence": contact.confidence,
        "verified": str(contact.verified),
    }
    links = (contact.website,) if contact.website else ()
    return Item(entry.id, contact.title[lang], details=details, links=links, facts=facts)


def back_matter(setting: Setting, *notes: str) -> list[Section]:
    """The end of every page of steps: contacts called, sources cited, what to bear in mind.

    ``notes`` are what is to be borne in mind of this page alone.
    """
    lang, pack = setting.lang, setting.pack.value
    contacts = tuple(contact_item(setting, setting.contacts[name]) for name in setting.called)
    sources = tuple(
        _source_item(setting, setting.sources[name], n) for name, n in setting.cited.items()
    )
    made = setting.say(
        "reviewed",
        title=pack.title,
        version=pack.version,
        reviewed=pack.reviewed,
        place=pack.place.name,
    )
    about = [pack.disclaimer[lang], *notes, made]
    return [
        Section("contacts", setting.say("contacts-title"), contacts, tone="back"),
        Section("sources", setting.say("sources"), sources, tone="back"),
        Section(
            "about", setting.say("about"), tuple(Item("", line) for line in about), tone="back"
        ),
    ]


def _source_item(setting: Setting, entry: Entry[Source], number: int) -> Item:
    source, lang = entry.value, setting.lang
    parts = [
        cited_title(setting, source),
        source.number or "",
        source.issuer[lang],
        source.date or "",
        setting.say("in-force", date=source.in_force) if source.in_force else "",
        setting.say(f"read:{source.read}"),
        source.url or "",
    ]
    text = joined(lang, filter(None, parts), "parts")
    if source.note:
        text = joined(lang, (text, source.note[lang]), "sentences")
    facts = {"number": source.number, "date": source.date, "read": source.read, "url": source.url}
    links = (source.url,) if source.url else ()
    return Item(entry.id, text, number=number, links=links, facts=facts)
