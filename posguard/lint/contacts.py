"""Rules of contacts: verified, not too long ago, and sharing what their kind says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from posguard.errors import Problem
from posguard.lint.contents import Contents
from posguard.pack.model import Contact, Entry


def check_contacts(contents: Contents, today: date) -> Iterator[Problem]:
    """Contacts that were never verified, not yet verified, or verified too long ago."""
    days = contents.manifest_file.value.contacts_valid_days if contents.manifest_file else 0
    for entry in contents.contacts.values():
        verified = entry.value.verified
        if verified is None:
            yield entry.problem((), "unverified-contact")
        elif (verified - today).days > 1:  # what is tomorrow here is today further east
            yield entry.problem(
                ("verified",), "value", key="verified", value=verified, why="future"
            )
        elif days and (today - verified).days > days:
            until = verified + timedelta(days=days)
            yield entry.problem(("verified",), "expired-contact", verified=verified, until=until)


def check_defaults(contents: Contents) -> Iterator[Problem]:
    """Every key that the contacts of a folder share in name only, because each says it itself."""
    if contents.lost:
        return
    for entry in contents.defaults.values():
        folder = _folder(entry)
        contacts = [each for each in contents.contacts.values() if _folder(each) == folder]
        for key in entry.value.__struct_fields__:
            if (key,) in entry.marks and all(_says_itself(each, key) for each in contacts):
                yield entry.problem((key,), "unused-default", key=key)


def _folder(entry: Entry[Any]) -> str:
    return entry.file.rpartition("/")[0]


def _says_itself(contact: Entry[Contact], key: str) -> bool:
    """Whether a contact replaces what its kind shares; caveats are never replaced, they follow."""
    return key != "caveats" and (key,) in contact.marks
