"""The pages of the directory: the list of playbooks, the contacts, and whose a number is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from posguard.pack.contacts import NumberVerdict
from posguard.pack.model import START, Contact, ContactKind, Entry
from posguard.pack.trees import Playbook
from posguard.pages.setting import Setting
from posguard.pages.steps import contact_item
from posguard.render.page import Item, Page, Section

PLAYBOOKS_SCHEMA = "posguard.playbooks/1"
CONTACTS_SCHEMA = "posguard.contacts/1"
NUMBER_SCHEMA = "posguard.number/1"

_KINDS: tuple[ContactKind, ...] = (
    "police",
    "wallet",
    "acquirer",
    "bank",
    "carrier",
    "network",
    "regulator",
)
"""The kinds in the order in which somebody in trouble wants them."""


def incidents_page(setting: Setting, playbooks: Mapping[str, Entry[Playbook]]) -> Page:
    """The list of playbooks, a line each: its id, its title, and for whom it is."""
    items = tuple(
        _playbook_item(setting, entry) for name, entry in playbooks.items() if name != START
    )
    title = setting.say("playbooks-title")
    return Page(PLAYBOOKS_SCHEMA, setting.lang, title, sections=(Section("playbooks", "", items),))


def _playbook_item(setting: Setting, entry: Entry[Playbook]) -> Item:
    tree = entry.value
    who = [setting.say(f"for:{whom}") for whom in tree.for_]
    line = setting.say("playbook-line", id=entry.id, title=tree.title, who=who)
    return Item(entry.id, line, facts={"for": list(tree.for_)})


def contacts_page(setting: Setting, found: Sequence[Entry[Contact]], *, full: bool) -> Page:
    """The contacts found, by kind, the number for emergencies first; ``full`` says all that the
    directory says of each, else a line tells its numbers.
    """
    item = contact_item if full else _contact_line
    sections = [
        Section(
            kind,
            setting.say(f"contacts:{kind}"),
            tuple(item(setting, entry) for entry in _of_kind(setting, found, kind)),
            tone="back",
        )
        for kind in _KINDS
    ]
    if not full:
        more = Item("more", setting.say("contacts-more"), mark="line")
        sections.append(Section("about", "", (more,), tone="back"))
    return Page(
        CONTACTS_SCHEMA,
        setting.lang,
        setting.say("contacts-title"),
        lead=(setting.say("number-advice"),),
        sections=tuple(section for section in sections if section.items),
    )


def _of_kind(
    setting: Setting, found: Sequence[Entry[Contact]], kind: ContactKind
) -> list[Entry[Contact]]:
    """The contacts of a kind, in the order of the directory; that for emergencies first."""
    emergency = setting.place.emergency_number
    return sorted(
        (entry for entry in found if entry.folder == kind),
        key=lambda entry: all(number.number != emergency for number in entry.value.numbers),
    )


def _contact_line(setting: Setting, entry: Entry[Contact]) -> Item:
    contact, lang = entry.value, setting.lang
    numbers = [
        setting.say("contact-number", number=number.number, label=number.label[lang])
        for number in contact.numbers
    ]
    if not numbers and contact.website:
        numbers = [contact.website]
    title = contact.title[lang]
    words = setting.say("contact-line", title=title, numbers=numbers) if numbers else title
    facts = {
        "kind": entry.folder,
        "numbers": [{"number": n.number, "confidence": n.confidence} for n in contact.numbers],
    }
    return Item(entry.id, words, facts=facts)


def number_page(setting: Setting, words: str, verdicts: Sequence[NumberVerdict]) -> Page:
    """Whose number it is, how sure that is, and why a displayed number proves nothing."""
    lang = setting.lang
    items = []
    for verdict in verdicts:
        entry, number = verdict.entry, verdict.number
        facts: dict[str, object] = {"number": words}
        if entry is not None:
            facts |= {
                "title": entry.value.title[lang],
                "note": verdict.note,
                "date": entry.value.verified,
            }
        if number is not None:
            confidence = setting.say(f"confidence:{number.confidence}")
            facts |= {
                "label": number.label[lang],
                "confidence": confidence,
                "short": number.number,
            }
        facts["extra"] = verdict.extra
        text = setting.say(f"number-{verdict.kind}", **facts)
        items.append(Item(entry.id if entry else "unknown", text, facts={"verdict": verdict.kind}))
        if entry is not None:
            caveats = [entry.value.not_for, *entry.value.caveats]
            items += [
                Item(f"{entry.id}-caveat", caveat[lang])
                for caveat in caveats
                if caveat is not None
            ]
    section = Section("number", "", tuple(items), tone="back")
    advice = (setting.say("number-advice"),)
    return Page(
        NUMBER_SCHEMA, lang, words, lead=advice, sections=(section,), facts={"number": words}
    )
