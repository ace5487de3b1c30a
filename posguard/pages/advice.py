"""The pages of the directory: the list of playbooks, the contacts, and whose a number is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from posguard.pack.contacts import NumberVerdict
from posguard.pack.model import START, Contact, Entry
from posguard.pack.trees import Playbook
from posguard.pages.setting import Setting
from posguard.pages.steps import contact_item
from posguard.render.page import Item, Page, Section

PLAYBOOKS_SCHEMA = "posguard.playbooks/1"
CONTACTS_SCHEMA = "posguard.contacts/1"
NUMBER_SCHEMA = "posguard.number/1"


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


def contacts_page(setting: Setting, found: Sequence[Entry[Contact]]) -> Page:
    """The contacts found, with all that the directory says of each."""
    items = tuple(contact_item(setting, entry) for entry in found)
    advice = (setting.say("number-advice"),)
    return Page(
        CONTACTS_SCHEMA,
        setting.lang,
        setting.say("contacts-title"),
        lead=advice,
        sections=(Section("contacts", "", items, tone="back"),),
    )


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
