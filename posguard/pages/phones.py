"""Telephone numbers that can be called from a page: the pack's own, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.pack.model import ROLES, Contact
from posguard.pack.steps import Step
from posguard.pages.setting import Setting


def step_phones(setting: Setting, step: Step) -> tuple[str, ...]:
    """The numbers that a step can name: those of its contacts, and the emergency number."""
    chosen = chosen_contact(setting, step.contact) if setting.chosen else None
    key = step.contact, chosen, setting.abroad is not None
    phones = setting.known.phones.get(key)
    if phones is None:
        phones = setting.known.phones[key] = _step_phones(setting, step)
    return phones


def _step_phones(setting: Setting, step: Step) -> tuple[str, ...]:
    names = _contacts(setting, step.contact) if step.contact else ()
    return phones_of(setting, *(setting.pack.contacts[name].value for name in names))


def chosen_contact(setting: Setting, contact: str | None) -> str | None:
    """The person's own contact of a role, if it is known."""
    role = next((r for r in ROLES if r == contact), None)
    return setting.chosen.get(role) if role else None


def phones_of(setting: Setting, *contacts: Contact) -> tuple[str, ...]:
    """The emergency number, and those of the contacts; for a reader outside the place, such as can
    be called from anywhere.
    """
    phones = dict.fromkeys([setting.place.emergency_number])
    for contact in contacts:
        phones |= dict.fromkeys(number.number for number in contact.numbers)
    return tuple(phone for phone in phones if not setting.abroad or phone.startswith("+"))


def _contacts(setting: Setting, contact: str) -> Sequence[str]:
    """The contact itself, or those that fill its role: the person's own, if it is known."""
    role = next((r for r in ROLES if r == contact), None)
    if role is None:
        return (contact,)
    chosen = setting.chosen.get(role)
    return (chosen,) if chosen else setting.pack.manifest.value.roles[role].contacts
