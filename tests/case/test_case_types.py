"""What the types promise: a view cannot be written, and nothing reaches the disk that masking has
not seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.case_factory import (
    AT,
    add_evidence,
    add_notes,
    new_case,
    open_cases,
    pack_evidence,
    run_on_cases,
    source_file,
)

from posguard.case import store
from posguard.case.facts import KINDS
from posguard.case.open_case import OpenCase
from posguard.case.view import CaseView
from posguard.errors import PosguardError

CARD = "6222021234567890128"
ID = "11010519491231002X"
SECRETS = (CARD, ID, "4111 1111 1111 1111")
WORDS = f"卡号{CARD} 身份证{ID} 4111 1111 1111 1111"


def on_disk(folder: Path) -> bytes:
    """Every byte and every name in a folder."""
    names = [name for _, folders, files in os.walk(folder) for name in (*folders, *files)]
    return "\n".join(names).encode() + b"".join(
        p.read_bytes() for p in folder.rglob("*") if p.is_file()
    )


def test_a_case_looked_at_has_no_way_to_write(tmp_path: Path) -> None:
    """A view is frozen and knows of no appending; only a case that is opened, and so locked, takes
    events.
    """
    new_case(tmp_path)
    view = open_cases(tmp_path).view("shop")
    assert isinstance(view, CaseView)
    assert not {"append", "reread", "check_whole"} & set(dir(view))
    with pytest.raises(AttributeError):
        view.record = view.record  # type: ignore[misc]  # that this is refused is tested


def test_a_case_takes_nothing_once_its_lock_is_given_back(tmp_path: Path) -> None:
    """Whoever keeps an open case beyond its lock cannot write over what another program wrote
    meanwhile.
    """
    made = new_case(tmp_path)
    with made.work("shop") as case:
        pass
    with pytest.raises(AssertionError):
        case.append(AT, "noted", {"text": "late"})
    assert [e.kind for e in store.look(str(tmp_path), "shop").record.events] == ["opened"]


DEEDS: dict[str, Callable[[OpenCase], object]] = {
    "note": lambda case: case.append(AT, "noted", {"text": WORDS}),
    "tick": lambda case: case.append(AT, "ticked", {"step": WORDS, "by": WORDS}),
    "untick": lambda case: case.append(AT, "unticked", {"step": WORDS}),
    "opening": lambda case: case.append(AT, "opened", {"name": WORDS, "lang": WORDS}),
    "answers": lambda case: case.append(
        AT, "answered", {"answers": {WORDS: [WORDS]}, "contacts": {WORDS: WORDS}}
    ),
    "fact": lambda case: case.append(
        AT, "fact", {"kind": WORDS, "values": {"value": WORDS, WORDS: WORDS}}
    ),
    "account out of its place": lambda case: case.append(
        AT, "noted", {"text": "", "counterparty-account": CARD}
    ),
    "account of an account": lambda case: case.append(
        AT, "fact", {"kind": "card", "values": {"value": ""}, "counterparty-account": CARD}
    ),
    "number": lambda case: case.append(AT, "noted", {"text": "", "more": int(CARD)}),
    "deep": lambda case: case.append(AT, "noted", {"text": "", "more": [{"a": (WORDS, [WORDS])}]}),
    "what happened": lambda case: case.append(AT, "happened", {"event": WORDS, "at": AT}),
    "remainder": lambda case: case.append(AT, "torn", {"file": WORDS}, {"bytes": 1}),
    "bag": lambda case: case.append(AT, "packed", {"to": WORDS}, {"files": 1, "seal": "0" * 64}),
    "keys": lambda case: case.append(AT, "closed", {WORDS: 1}),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_nothing_unmasked_can_be_appended(
    tmp_path: Path, deed: Callable[[OpenCase], object]
) -> None:
    """Whatever kind of event, whatever value or key: a whole card or ID number never reaches the
    disk.
    """
    made = new_case(tmp_path)
    with made.work("shop") as case:
        deed(case)
        assert case.masked
    for secret in SECRETS:
        assert secret.encode() not in on_disk(tmp_path)
    assert store.look(str(tmp_path), "shop").damage == ()


@pytest.mark.parametrize(
    ("kind", "exact"),
    [
        ("noted", {"text": WORDS}),
        ("fact", {"values": {"value": WORDS}}),
        ("kept", {"name": WORDS}),
        (WORDS, {}),
    ],
)
def test_words_never_pass_for_what_was_computed(
    tmp_path: Path, kind: str, exact: dict[str, object]
) -> None:
    """What a person said cannot be handed over as if it were a hash; nor can a kind of event be
    made up.
    """
    made = new_case(tmp_path)
    with made.work("shop") as case, pytest.raises(TypeError):
        case.append(AT, kind, {}, exact)
    assert [e.kind for e in store.look(str(tmp_path), "shop").record.events] == ["opened"]


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    """An event that the next reading would call damaged is refused, and the record stays whole."""
    made = new_case(tmp_path)
    for kind, said in (
        ("ticked", {}),
        ("noted", {"text": 5}),
        ("happened", {"event": "x", "at": "yesterday"}),
    ):
        with made.work("shop") as case, pytest.raises(PosguardError) as caught:
            case.append(AT, kind, said)
        assert caught.value.key == "event-not-taken"
    add_notes(made, "still possible")
    assert store.look(str(tmp_path), "shop").damage == ()


def test_no_public_way_into_a_case_lets_a_card_number_through(tmp_path: Path) -> None:
    """Every function above the store, given a whole card number wherever it takes words, keeps it
    from the disk.
    """
    made = new_case(tmp_path / "cases")
    source = source_file(tmp_path, f"{CARD}.txt", b"nothing in it")
    add_evidence(made, source, words={"what": WORDS, "from": WORDS, "by": WORDS})
    with made.work("shop") as case:
        made.keep_answers(case, {WORDS: [WORDS]}, [WORDS])
        made.advice.chosen["acquirer"] = WORDS
        made.keep_answers(case, {"who": ["owner"]}, ["for-shop"])
        made.advice.chosen.clear()
    pack_evidence(made, tmp_path / f"{CARD}.zip")
    for command in (
        ["note", WORDS],
        ["tick", "1", "--by", WORDS],
        ["fact", "merchant-name", WORDS],
        ["fact", "officer", f"name={WORDS}", f"station={WORDS}"],
    ):
        run_on_cases(tmp_path / "cases", "case", *command)
    for name, kind in KINDS.items():
        # A field that says what number it holds takes 19 digits for that number, unless they stand
        # as a card's do.
        numbered = any(field.numbered for field in kind.fields)
        run_on_cases(
            tmp_path / "cases",
            "case",
            "fact",
            name,
            "6222 0212 3456 7890 128" if numbered else CARD,
        )
    kinds = {event.kind for event in store.look(str(tmp_path / "cases"), "shop").record.events}
    assert {"opened", "kept", "answered", "packed", "noted", "fact"} <= kinds
    for secret in SECRETS:
        assert secret.encode() not in on_disk(tmp_path / "cases")


def test_only_the_other_sides_account_is_kept_whole(tmp_path: Path) -> None:
    """In a transaction, under that one name; the same number beside it is masked when it stands as
    a card's does.
    """
    made = new_case(tmp_path)
    values = {"counterparty-account": CARD, "counterparty-name": CARD, "reference": f"卡号{CARD}"}
    with made.work("shop") as case:
        case.append(AT, "fact", {"kind": "transaction", "values": values})
    [fact] = store.look(str(tmp_path), "shop").state.facts
    hidden = "622202*********0128"
    assert fact.values == {
        "counterparty-account": CARD,
        "counterparty-name": hidden,
        "reference": f"卡号{hidden}",
    }


def test_masked_is_said_of_the_file_that_it_is_true_of(tmp_path: Path) -> None:
    """A number in the name of one file is not said to be in the next."""
    new_case(tmp_path / "cases")
    files = [source_file(tmp_path, name, b"x") for name in (f"{CARD}.jpg", "b.jpg", "c.jpg")]
    done = run_on_cases(tmp_path / "cases", "evidence", "add", *map(str, files))
    assert done.code == 0
    told = done.complaint.splitlines()
    assert [number for number, line in enumerate(told) if "masked" in line] == [1]
    assert [
        line.split(",")[0]
        for line in told
        if "masked" not in line and "earlier" not in line and "same" not in line
    ] == ["Kept as evidence"] * 3
    refused = run_on_cases(
        tmp_path / "cases", "evidence", "add", str(tmp_path / f"no-{CARD}.jpg"), str(files[1])
    )
    assert "was masked" not in refused.complaint
