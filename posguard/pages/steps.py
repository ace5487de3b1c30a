"""A step as an item of a page: its words in one language, whom to call, and what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Literal

from posguard.interview.agenda import question_of
from posguard.interview.plan import PlanStep, standing
from posguard.interview.progress import Reason
from posguard.interview.script import utterances
from posguard.messages import joined, say
from posguard.pack.model import ROLES, Contact, Entry, Lang, Role
from posguard.pack.steps import Part, Step
from posguard.pages.citations import basis
from posguard.pages.phones import phones_of, step_phones
from posguard.pages.setting import Setting
from posguard.pages.sources import source_item
from posguard.render.page import Detail, Item, Mark, Section

Kind = Literal["why", "how", "say", "need", "keep", "call", "from", "basis", "because"]
EVERY_KIND: tuple[Kind, ...] = (
    *("why", "how", "say", "need", "keep", "call"),
    *("from", "basis", "because"),
)
"""What can be said of a step, in the order in which the reader needs it."""


def step_item(
    setting: Setting,
    planned: PlanStep,
    number: int | None,
    kinds: Collection[Kind] = EVERY_KIND,
) -> Item:
    """A step with what the reader needs to do it: of each kind the lines that are true for them.

    A step that is done already is ticked.
    """
    step = planned.step
    mark: Mark = "done" if planned.done else "todo"
    if planned.pillar == "never":
        mark = "never"
    return Item(
        id=planned.id,
        text=step.do[setting.lang],
        mark=mark,
        number=number,
        details=step_details(setting, planned, kinds),
        phones=step_phones(setting, step),
        facts={
            "pillar": planned.pillar,
            "within": planned.within,
            "done": planned.done,
            "from": step.from_,
            "contact": step.contact,
            "sources": list(step.sources),
            "practice": step.practice,
            "because": [_why(b) for b in planned.because],
        },
    )


def step_details(
    setting: Setting, planned: PlanStep, kinds: Collection[Kind]
) -> tuple[Detail, ...]:
    """Of each kind the lines that are true for the reader."""
    if not kinds:
        return ()
    details = (
        _detail(setting, kind, step_lines(setting, planned, kind))
        for kind in EVERY_KIND
        if kind in kinds
    )
    return tuple(detail for detail in details if detail)


def step_lines(setting: Setting, planned: PlanStep, kind: Kind) -> list[str]:
    """What is said of a step of one kind that is true for the reader."""
    lang, step = setting.lang, planned.step
    lines: list[str]
    match kind:
        case "why":
            lines = [step.why[lang]] if step.why else []
        case "how" | "need" | "keep":
            lines = _parts(setting, getattr(step, kind))
        case "say":
            lines = _speech(setting, step)
        case "call":
            lines = call_lines(setting, step.contact) if step.contact else []
        case "from":
            lines = _clock(setting, planned)
        case "basis":
            lines = [basis(setting, step.sources)]
        case "because":
            lines = because(setting, planned.because)
    return lines


def _speech(setting: Setting, step: Step) -> list[str]:
    """What to say, in utterances; or its parts where each stands behind its condition."""
    if setting.conditions:
        return _parts(setting, step.say)
    return utterances(standing(step.say, setting.findings), setting.lang)


def _parts(setting: Setting, parts: Sequence[Part]) -> list[str]:
    """The parts that are true of the reader; all of them, each behind its condition, where nothing
    is known of the reader.
    """
    lang = setting.lang
    if not setting.conditions:
        return [part[lang] for part in standing(parts, setting.findings)]
    return [_condition(setting, part) + part[lang] for part in parts]


def _condition(setting: Setting, part: Part) -> str:
    if part.otherwise:
        return setting.say("part-otherwise")
    if not part.when:
        return ""
    says = [setting.pack.findings[name].value.says[setting.lang] for name in part.when]
    return setting.say("part-when", when=joined(setting.lang, says, "clauses"))


def _detail(setting: Setting, kind: str, lines: Sequence[str]) -> Detail | None:
    return Detail(kind, detail_label(setting, kind), tuple(lines)) if lines else None


def detail_label(setting: Setting, kind: str, call: int = 0) -> str:
    """The label of a kind of detail; of what is said in the ``call`` of another step with that
    one's number.
    """
    key = f"detail:{kind}-with" if call else f"detail:{kind}"
    if kind == "say" and setting.is_for_another:
        key += "-for-another"
    return _label(setting.lang, key, call)


@lru_cache(maxsize=1 << 10)  # a page has some ten details
def _label(lang: Lang, key: str, call: int) -> str:
    return say(lang, "label", label=say(lang, key, number=call))


def _clock(setting: Setting, planned: PlanStep) -> list[str]:
    if planned.step.from_ == "discovered":
        return []
    event = setting.say(f"event:{planned.step.from_}")
    return [setting.say("from", event=event)]


def because(setting: Setting, reasons: Sequence[Reason]) -> list[str]:
    """What the person has told that brought a step: the first finding or answer."""
    for reason in reasons:
        if reason.finding is not None:
            return [setting.pack.findings[reason.finding].value.says[setting.lang]]
        if reason.question is not None and reason.option is not None:
            question = question_of(setting.pack, reason.question, reason.playbook)
            return [question.options[reason.option].text[setting.lang]]
    return []


def _why(reason: Reason) -> dict[str, object]:
    facts: dict[str, object] = {"playbook": reason.playbook}
    if reason.question is not None:
        facts["question"] = reason.question
    if reason.option is not None:
        facts["option"] = reason.option
    if reason.finding is not None:
        facts["finding"] = reason.finding
    facts["now"] = reason.now
    return facts


def call_lines(setting: Setting, contact: str) -> list[str]:
    """The contact of a step: itself, or how to find the one that depends on the person."""
    role = next((r for r in ROLES if r == contact), None)
    if role is None:
        setting.called.setdefault(contact)
        return [call_line(setting, setting.pack.contacts[contact])]
    words = setting.pack.manifest.value.roles[role]
    name = words.name[setting.lang]
    find = "" if role in setting.met else number_place(setting, role)
    lines = [setting.say("call-role", name=name, find=find) if find else name]
    setting.met.add(role)
    chosen = setting.chosen.get(role)
    for contact_id in (chosen,) if chosen else words.contacts:
        setting.called.setdefault(contact_id)
        lines.append(call_line(setting, setting.pack.contacts[contact_id]))
    return list(reversed(lines)) if chosen else lines


def number_place(setting: Setting, role: Role) -> str:
    """Where the number of the contact stands that depends on the person."""
    find = setting.pack.manifest.value.roles[role].find
    parts = setting.abroad.parts(find) if setting.abroad else find
    return joined(setting.lang, _parts(setting, parts), "sentences")


def call_line(setting: Setting, entry: Entry[Contact]) -> str:
    """A contact in one line: its name, its numbers, how sure they are, when they were verified."""
    contact = setting.abroad.shown(entry) if setting.abroad else entry.value
    title = contact.title[setting.lang]
    numbers = [
        _number(setting, n.number, n.label[setting.lang], n.confidence) for n in contact.numbers
    ]
    shown = numbers or ([contact.website] if contact.website else [contact.purpose[setting.lang]])
    line = setting.say("call-line", title=title, numbers=shown, date=contact.verified)
    return setting.abroad.noted(line, setting.lang) if setting.abroad else line


def _number(setting: Setting, number: str, label: str, confidence: str) -> str:
    return setting.say(
        "number", number=number, label=label, confidence=setting.say(f"confidence:{confidence}")
    )


def contact_item(setting: Setting, entry: Entry[Contact]) -> Item:
    """A contact with all that its directory entry says."""
    abroad, lang = setting.abroad, setting.lang
    contact = abroad.shown(entry) if abroad else entry.value
    lines = _contact_lines(setting, contact)
    title = contact.title[lang]
    if abroad:
        title = abroad.noted(title, lang)
        lines = {kind: [abroad.noted(t, lang) for t in found] for kind, found in lines.items()}
    details = tuple(d for kind, found in lines.items() if (d := _detail(setting, kind, found)))
    facts = {
        "kind": entry.folder,
        "numbers": [{"number": n.number, "confidence": n.confidence} for n in contact.numbers],
        "confidence": contact.confidence,
        "verified": str(contact.verified),
    }
    links = (contact.website,) if contact.website else ()
    phones = phones_of(setting, contact)
    return Item(entry.id, title, details=details, links=links, phones=phones, facts=facts)


def _contact_lines(setting: Setting, contact: Contact) -> dict[str, list[str]]:
    """What a directory entry says, by kind."""
    lang = setting.lang
    checked = setting.say(
        "verified",
        date=contact.verified,
        confidence=setting.say(f"confidence:{contact.confidence}"),
        basis=contact.basis[lang],
    )
    return {
        "number": [
            _number(setting, n.number, n.label[lang], n.confidence) for n in contact.numbers
        ],
        "hours": [contact.hours[lang]] if contact.hours else [],
        "purpose": [contact.purpose[lang]],
        "when": [contact.when[lang]] if contact.when else [],
        "not-for": [contact.not_for[lang]] if contact.not_for else [],
        "caveats": [t[lang] for t in contact.caveats],
        "website": [contact.website] if contact.website else [],
        "checked": [checked],
    }


def back_matter(setting: Setting, *notes: str) -> list[Section]:
    """The end of every page of steps: contacts called, sources cited, what to bear in mind.

    ``notes`` are what is to be borne in mind of this page alone.
    """
    contacts = tuple(contact_item(setting, setting.pack.contacts[name]) for name in setting.called)
    sources = tuple(
        source_item(setting, setting.pack.sources[name], n) for name, n in setting.cited.items()
    )
    about = tuple(Item("", line) for line in about_lines(setting, *notes))
    return [
        Section("contacts", setting.say("contacts-title"), contacts, tone="back"),
        Section("sources", setting.say("sources"), sources, tone="back"),
        Section("about", setting.say("about"), about, tone="back"),
    ]


def about_lines(setting: Setting, *notes: str) -> list[str]:
    """What the advice is, what is to be borne in mind of a page, and who made it when."""
    pack = setting.pack.manifest.value
    made = setting.say(
        "reviewed",
        title=pack.title,
        version=pack.version,
        reviewed=pack.reviewed,
        place=pack.place.name,
    )
    return [pack.disclaimer[setting.lang], *notes, made]
