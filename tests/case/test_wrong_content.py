"""Events whose hashes fit and that hold what no program of ours writes: damage with a place, no
traceback.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.case_factory import AT, new_case, open_cases, source_file
from support.in_process import run_in_process
from support.program import environment
from support.slow import slow_after

from posguard.case import store
from posguard.case.checkpoint import write_head
from posguard.case.events import KINDS
from posguard.case.record import GENESIS, RECORD, Event, line
from posguard.pack.model import LANGS
from posguard.pages import case as case_pages
from posguard.pages import evidence as evidence_pages

HASH = "ab" * 32
GOOD: dict[str, dict[str, Any]] = {
    "opened": {"name": "shop", "lang": "zh"},
    "answered": {
        "answers": {"happening-now": ["no"], "who": ["owner"]},
        "contacts": {"acquirer": "lakala"},
    },
    "ticked": {"step": "call-110", "by": "王"},
    "unticked": {"step": "call-110"},
    "noted": {"text": "工单 8812"},
    "fact": {
        "kind": "transaction",
        "values": {"time": AT, "amount": "1.00", "counterparty-account": "62220000"},
    },
    "withdrawn": {"n": 3},
    "happened": {"event": "reported", "at": AT},
    "kept": {
        "name": "a.jpg",
        "path": "/x/a.jpg",
        "what": "小票",
        "from": "收银台",
        "by": "王",
        "file": "9-a.jpg",
        "size": 5,
        "modified": AT,
        "sha256": HASH,
        "sm3": HASH,
    },
    "packed": {"to": "bag", "files": 1, "seal": HASH},
    "torn": {"file": "torn-2-9", "bytes": 9},
    "closed": {},
    "reopened": {},
    "insured": {"by": "whom"},
}
"""One event of each kind as a program writes it, and one of a kind that is not known."""
ODD: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        5,
        10**30,
        1.5,
        float("nan"),
        float("inf"),
        "",
        "x",
        "\udcff\x1b[31m\u202e",
        "x" * 5000,
    ),
    *(
        "../../etc/passwd",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59-12:00",
        "2026-11-22T09:30:00",
        "call-110",
    ),
    *(
        [],
        ["x"],
        [[]],
        [None],
        {},
        {"a": "b"},
        {"a": 5},
        {"a": ["b"]},
        {"a": [5]},
        {"a": {"b": {}}},
        {"": ""},
    ),
    *(
        {"wanted": "x", "reason": "y"},
        {"happening-now": []},
        {"happening-now": ["no", "no", "nowhere"]},
    ),
]


def variants() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Kind, moment and data of events in which one thing is not as it is written."""
    for kind, data in GOOD.items():
        for key in (*data, "wanted"):
            yield kind, AT, {name: value for name, value in data.items() if name != key}
            for odd in ODD:
                yield kind, AT, {**data, key: odd}
    for at in (
        "",
        "now",
        "2026-11-22",
        "2026-11-22T09:30:00",
        "0001-01-01T00:00:00+08:00",
        "2026-13-01T00:00:00Z",
    ):
        yield "noted", at, {"text": "x"}
    for kind in ("", "Noted", "\x1b[31m", "x" * 5000, "add", "damage"):
        yield kind, AT, {"text": "x"}


ALL = list(variants())


def chained(folder: Path, *events: tuple[str, str, dict[str, Any]]) -> None:
    """Write the events behind one that opens the case, with a head, all hashes right."""
    lines, last = "", Event(0, AT, "", {}, "", GENESIS)
    for kind, at, data in (("opened", AT, GOOD["opened"]), *events):
        words, last = line(Event(last.n + 1, at, kind, data, last.hash))
        lines += words + "\n"
    (folder / "shop" / RECORD).write_text(lines, "utf-8")
    write_head(str(folder / "shop"), last.n, last.hash)


def test_there_are_variants_of_every_kind() -> None:
    """What is tried below is tried of each kind that the program writes."""
    assert KINDS.keys() < {kind for kind, _, _ in ALL}
    assert GOOD.keys() - KINDS.keys() == {"insured"}
    assert len(ALL) > 1000


def test_what_programs_write_is_taken(tmp_path: Path) -> None:
    """Every good event is whole."""
    new_case(tmp_path)
    chained(tmp_path, *((kind, AT, data) for kind, data in GOOD.items()))
    view = open_cases(tmp_path).view("shop")
    assert view.damage == ()
    assert view.record.unknown == ("insured",)


@pytest.mark.parametrize("part", slow_after(1, range(8)))
def test_each_variant_is_damage_at_its_line_or_harmless(tmp_path: Path, part: int) -> None:
    """Named at line 2 and left out, or taken with the pages made of it as of any other; the next
    event stands.
    """
    new_case(tmp_path)
    made = open_cases(tmp_path)
    now, readable = made.now, 0
    tried = ALL[part::8]
    for kind, at, data in tried:
        chained(tmp_path, (kind, at, data), ("noted", AT, {"text": "after it"}))
        view = store.look(str(tmp_path), "shop")
        assert [(d.line, d.rule) for d in view.damage] in ([], [(2, "wrong-content")]), (
            kind,
            data,
        )
        assert view.state.notes[-1] == (AT, "after it")
        assert len(view.record.events) == (2 if view.damage else 3)
        readable += not view.damage
        for lang in LANGS:
            made.advice.chosen.clear()
            setting = made.advice.setting()
            setting.lang = lang
            case_pages.timeline_page(setting, view.state, view.record.events, {}, now)
            evidence_pages.record_page(setting, view.state, view.record.events, {})
            evidence_pages.list_page(setting, view.state)
            evidence_pages.index_page(setting, view.state, AT)
            status = made.status(view.state)
            case_pages.case_page(setting, view.state, status.progress, status.plan, ())
    assert 0 < readable < len(tried)


COMMANDS = (
    *(
        ["case", page, "--format", form]
        for page in ("show", "due", "timeline")
        for form in ("text", "json", "html")
    ),
    *(
        ["letter", name, "--despite-damage"]
        for name in ("police-statement", "card-110", "evidence-index")
    ),
    *(
        ["letter", name, "--despite-damage", "--lang", "en"]
        for name in ("acquirer-notice", "freeze-objection")
    ),
    *(["case", command] for command in ("fact", "check", "list", "resume")),
    *(["case", "ics", "--despite-damage"], ["evidence", "list"], ["evidence", "verify"]),
    *(
        ["case", "note", "x"],
        ["case", "tick", "1"],
        ["case", "answer", "--yes", "who=owner"],
        ["case", "close"],
    ),
)


@pytest.mark.parametrize("harmless", [False, True])
def test_every_command_ends_in_words_with_all_variants_on_record(
    tmp_path: Path, harmless: bool
) -> None:
    """One record with all of them, one with those that are taken: an exit code, no traceback, no
    escape sequence.
    """
    new_case(tmp_path)
    rest = [("reopened", AT, {}), ("answered", AT, GOOD["answered"])]
    chained(tmp_path, *ALL, *rest)
    bad = {damage.line for damage in store.look(str(tmp_path), "shop").damage}
    if harmless:
        chained(tmp_path, *(each for place, each in enumerate(ALL, 2) if place not in bad), *rest)
        assert store.look(str(tmp_path), "shop").damage == ()
    for argv in COMMANDS:
        done = run_in_process(
            *[*argv, "--case", "shop"][: -2 if argv[1] == "list" else None],
            env=_environment(tmp_path),
        )
        assert done.code in (0, 1, 2), argv
        assert b"\x1b" not in done.out + done.err, argv
        assert "Traceback" not in done.complaint


def _environment(folder: Path) -> dict[str, str]:
    return environment({"POSGUARD_CASES": str(folder), "POSGUARD_LANG": "en"})


def test_the_evidence_of_a_record_with_wrong_content_is_still_compared(tmp_path: Path) -> None:
    """Verify names the bad line and goes on to every copy that stands."""
    new_case(tmp_path)
    source_file(tmp_path / "shop" / "evidence", "9-a.jpg", b"other")
    chained(tmp_path, ("kept", AT, {**GOOD["kept"], "size": "5"}), ("kept", AT, GOOD["kept"]))
    done = run_in_process("evidence", "verify", env=_environment(tmp_path))
    assert done.code == 1
    assert (
        "shop/record.jsonl, line 2: event 2 (kept) does not hold what this program writes"
        in done.words
    )
    assert "shop/evidence/9-a.jpg: changed" in done.words
