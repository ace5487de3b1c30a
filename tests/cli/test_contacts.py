"""Contacts of a kind share their words: each is written once, and a contact's own come first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support.pack_factory import report_text, write_file

from posguard.api.packs import open_pack, shipped
from posguard.errors import PackError
from posguard.pack.model import Contact, ContactDefaults, Text
from posguard.pack.yaml_reader import read

MOST_COPIES = 2
"""In how many files of the shipped directory a sentence may stand."""
SAID = ("purpose", "when", "not_for", "caveats")

OWN = """title:
  zh: 示例银行
  en: Example Bank
basis:
  zh: 只用来试验
  en: Only there to try
confidence: low
verified: 2026-11-22
"""
"""A bank of an organisation's own, in which only what all banks share is missing."""


def text(zh: str, en: str, key: str = "") -> str:
    """A text as it stands in a file, under a key or as an item of a list."""
    return f"{key}:\n  zh: {zh}\n  en: {en}\n" if key else f"  - zh: {zh}\n    en: {en}\n"


def contact(folder: Path, name: str) -> Contact:
    """A contact of the folder, or of the shipped pack below it."""
    return open_pack(str(folder)).contacts[name].value


def test_no_sentence_stands_in_many_contact_files() -> None:
    """What is said of whom to call, and when, is written where all of its kind take it from."""
    copies: Counter[str] = Counter()
    for file in Path(shipped()).glob("contacts/*/*.yaml"):
        data, _ = read(file.read_text(encoding="utf-8"), file.name)
        texts = [data[key] for key in SAID[:3] if key in data]
        texts += [*data.get("caveats", []), *(trap["note"] for trap in data.get("traps", []))]
        copies.update({words[lang] for words in texts for lang in ("zh", "en")})
    assert [words for words, count in copies.items() if count > MOST_COPIES] == []
    assert copies.total() > 200


@pytest.mark.parametrize("kind", ["bank", "acquirer", "carrier", "wallet"])
def test_every_shipped_contact_says_what_its_kind_shares(kind: str) -> None:
    """Whatever is written for a kind stands in each of its contacts, unless that says something
    else in its place.
    """
    contacts = open_pack().contacts
    shared, _ = read((Path(shipped()) / f"contacts/{kind}/_kind.yaml").read_text("utf-8"), kind)
    of_kind = [entry for entry in contacts.values() if entry.folder == kind]
    assert of_kind
    for entry in of_kind:
        for key in ("purpose", "when", "not_for"):
            if key in shared and (key,) not in entry.marks:
                assert getattr(entry.value, key) == Text(**shared[key])
        wanted = [Text(**words) for words in shared.get("caveats", [])]
        assert list(entry.value.caveats[: len(wanted)]) == wanted


def test_own_words_come_first_and_own_caveats_last(tmp_path: Path) -> None:
    """A file's own text replaces the shared one; its caveats follow those that all share."""
    shared = text("共用的用途", "Shared", "purpose") + text("共用的时候", "Shared", "when")
    write_file(tmp_path, "contacts/bank/_kind.yaml", f"{shared}caveats:\n{text('一', 'One')}")
    own = text("自己的时候", "Its own", "when") + f"caveats:\n{text('二', 'Two')}"
    write_file(tmp_path, "contacts/bank/ours.yaml", OWN + own)

    ours = contact(tmp_path, "ours")

    assert (ours.purpose.zh, ours.when and ours.when.zh, ours.not_for) == (
        "共用的用途",
        "自己的时候",
        None,
    )
    assert [caveat.en for caveat in ours.caveats] == ["One", "Two"]


def test_an_own_contact_takes_the_shipped_words_of_its_kind(tmp_path: Path) -> None:
    """Where an organisation says nothing for a kind, its contact has what the shipped ones
    share.
    """
    write_file(tmp_path, "contacts/bank/ours.yaml", OWN)
    icbc = contact(tmp_path, "icbc")
    ours = contact(tmp_path, "ours")
    shared = SAID[:3]
    assert [getattr(ours, key) for key in shared] == [getattr(icbc, key) for key in shared]
    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"


def test_an_organisations_defaults_do_not_change_shipped_contacts(tmp_path: Path) -> None:
    """What an organisation says for a kind holds for its own contacts only."""
    before = open_pack().contacts["icbc"].value
    write_file(tmp_path, "contacts/bank/_kind.yaml", text("我们的", "Ours", "purpose"))
    write_file(tmp_path, "contacts/bank/ours.yaml", OWN)
    assert contact(tmp_path, "icbc") == before
    assert contact(tmp_path, "ours").purpose.en == "Ours"
    assert contact(tmp_path, "ours").when is None
    assert report_text(tmp_path) == "No problems. Files checked: 2.\n"


def test_what_is_missing_after_all_is_told_at_the_contact(tmp_path: Path) -> None:
    """A purpose that neither the file nor its kind has is missing in the file."""
    write_file(tmp_path, "contacts/bank/_kind.yaml", text("先打这里", "Call here first", "when"))
    write_file(tmp_path, "contacts/bank/ours.yaml", OWN)
    assert (
        report_text(tmp_path)
        == "contacts/bank/ours.yaml:1:1: missing-key: the file lacks purpose\n"
    )
    with pytest.raises(PackError) as refused:
        contact(tmp_path, "ours")
    assert refused.value.file.endswith("contacts/bank/ours.yaml")


def test_broken_defaults_are_told_once_at_their_place(tmp_path: Path) -> None:
    """A fault in what contacts share is one problem, not one for each of them; their own faults
    are told beside it.
    """
    write_file(tmp_path, "contacts/bank/_kind.yaml", text("用途", "Purpose", "porpose"))
    write_file(tmp_path, "contacts/bank/one.yaml", OWN)
    write_file(tmp_path, "contacts/bank/two.yaml", f"{OWN}hour: 24\n")
    lines = report_text(tmp_path).splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["contacts/bank/_kind.yaml:1:1", "unknown-key"],
        ["contacts/bank/two.yaml:9:1", "unknown-key"],
    ]
    with pytest.raises(PackError) as refused:
        contact(tmp_path, "one")
    assert refused.value.file.endswith("contacts/bank/_kind.yaml")


def test_different_digits_in_shared_words_are_told_once(tmp_path: Path) -> None:
    """Numbers that differ between the languages are told of where they stand, though many contacts
    show them.
    """
    write_file(
        tmp_path, "contacts/bank/_kind.yaml", f"caveats:\n{text('打 12 次', 'Call 13 times')}"
    )
    own = text("锁卡", "Block a card", "purpose") + f"caveats:\n{text('等 5 天', 'Wait 6 days')}"
    write_file(tmp_path, "contacts/bank/ours.yaml", OWN + own)
    write_file(
        tmp_path, "contacts/bank/theirs.yaml", OWN + text("锁卡", "Block a card", "purpose")
    )
    assert [line.split(": ")[:2] for line in report_text(tmp_path).splitlines()] == [
        ["contacts/bank/_kind.yaml:2:5", "digits-differ"],
        ["contacts/bank/ours.yaml:13:5", "digits-differ"],
    ]


def test_a_replaced_default_is_unused_and_a_taken_one_is_not(tmp_path: Path) -> None:
    """What every contact beside it says itself is of no use; caveats are of use to each of
    them.
    """
    shared = text("用途", "Purpose", "purpose") + f"caveats:\n{text('当心', 'Mind')}"
    write_file(tmp_path, "contacts/bank/_kind.yaml", shared)
    write_file(tmp_path, "contacts/bank/ours.yaml", OWN + text("自己的", "Its own", "purpose"))
    assert [line.split(": ")[:2] for line in report_text(tmp_path).splitlines()] == [
        ["contacts/bank/_kind.yaml:1:1", "unused-default"]
    ]
    assert set(ContactDefaults.__struct_fields__) == set(SAID)
