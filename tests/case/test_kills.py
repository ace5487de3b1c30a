"""Killed at any moment, or two at once: what was acknowledged is there afterwards, and the next
start works.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.case_factory import (
    add_evidence,
    add_notes,
    bagit_validate,
    missing_acknowledged,
    new_case,
    open_cases,
    run_on_cases,
    source_file,
    verify_rules,
)
from support.killed_process import ForkServer
from support.program import POSGUARD, environment, run_program
from support.slow import slow_after

from posguard.case import store
from posguard.case.checkpoint import HEAD
from posguard.case.record import RECORD

RUNS = 200
SOURCE = os.urandom(300_000)


@pytest.fixture(scope="module")
def fork_server() -> Iterator[ForkServer]:
    """Where the processes come from that are killed."""
    with ForkServer() as started:
        yield started


def spans(dice: random.Random, needed: float) -> Iterator[float]:
    """Moments to kill at: anywhere in the time that the deed needs here and now, and a little
    behind it.
    """
    while True:
        yield dice.uniform(0, needed * 1.2)


def timed(fork_server: ForkServer, deed: str, folder: Path, source: Path) -> float:
    """How long a deed takes when nobody is killed."""
    start = time.perf_counter()
    fork_server.run(deed, folder, source)
    return time.perf_counter() - start


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(fork_server: ForkServer, tmp_path: Path) -> None:
    """Killed at any moment while notes and copies are written: all that was acknowledged stands,
    and it goes on.
    """
    source = source_file(tmp_path, "source", SOURCE)
    new_case(tmp_path / "calm")
    needed = min(timed(fork_server, "once", tmp_path / "calm", source) for _ in range(5))
    moments = spans(random.Random(20261122), min(3 * needed, 0.2))
    figures: Counter[str] = Counter()
    for run in range(RUNS):
        folder = tmp_path / f"cases-{run // 20}"
        if run % 20 == 0:
            new_case(folder)
            acknowledged: list[list[Any]] = []
            known: list[str] = []
        new = fork_server.killed("mixed", folder, source, run, next(moments))
        acknowledged += new
        assert missing_acknowledged(folder, acknowledged if run % 20 == 19 else new) == [], run
        torn = bool(store.look(str(folder), "shop").record.torn)
        found = verify_rules(folder)
        figures.update({"acknowledged": len(new), "runs with": bool(new), "torn lines": torn})
        figures.update(Counter(found) - Counter(known))
        assert set(found) <= {"unfinished", "unrecorded"}, run
        add_notes(open_cases(folder), f"after {run}")
        known = verify_rules(folder)
        assert store.look(str(folder), "shop").damage == ()
        assert "unfinished" not in known
    print(f"{RUNS} runs killed: {dict(figures)}")
    assert figures["runs with"] > RUNS / 10
    assert figures["unfinished"] + figures["unrecorded"] + figures["torn lines"] > 0
    assert source.read_bytes() == SOURCE


def test_a_crash_at_any_byte_of_a_line(tmp_path: Path) -> None:
    """However much of a line reached the disk: the acknowledged ones stand, the rest is put aside,
    and it goes on.
    """
    add_notes(new_case(tmp_path), "acknowledged")
    record, head = tmp_path / "shop" / RECORD, tmp_path / "shop" / HEAD
    before, vouched = record.read_bytes(), head.read_bytes()
    add_notes(open_cases(tmp_path), "在途")
    line = record.read_bytes()[len(before) :]
    for length in (*range(0, len(line), 3), len(line)):
        record.write_bytes(before + line[:length])
        head.write_bytes(vouched)
        add_notes(open_cases(tmp_path), "next")
        case = store.look(str(tmp_path), "shop")
        assert (case.record.damage, case.record.torn) == ((), b"")
        kinds = [event.kind for event in case.record.events]
        assert kinds == [
            "opened",
            "noted",
            *{0: [], len(line): ["noted"]}.get(length, ["torn"]),
            "noted",
        ]
        for aside in (tmp_path / "shop").glob("torn-*"):
            assert aside.read_bytes() == line[:length]
            aside.unlink()


@pytest.mark.slow
def test_kills_of_the_command_itself(tmp_path: Path) -> None:
    """The program as it is installed, killed at any moment: what it said it kept is kept."""
    new_case(tmp_path / "cases")
    source = source_file(tmp_path, "source", SOURCE)
    dice = random.Random(7)
    said = 0
    for _ in range(12):
        command = [*POSGUARD, "evidence", "add", str(source), "--cases", str(tmp_path / "cases")]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment())
        time.sleep(dice.uniform(0.1, 0.5))
        process.kill()
        said += process.communicate(timeout=120)[1].count(b"Kept as evidence")
        case = store.look(str(tmp_path / "cases"), "shop")
        assert case.record.damage == ()
        assert len(case.state.exhibits) >= said
        assert set(verify_rules(tmp_path / "cases")) <= {"unfinished", "unrecorded"}
    assert run_on_cases(tmp_path / "cases", "evidence", "add", str(source)).code == 0


def test_two_writers_at_once(tmp_path: Path) -> None:
    """Two programs on one case wait for each other; every event of both is there, in one chain."""
    new_case(tmp_path)
    with ForkServer() as one, ForkServer() as two:
        for n, each in enumerate((one, two)):
            each.start("notes", tmp_path, tmp_path, n)
        acknowledged = [*one.until_gone(), *two.until_gone()]
    assert len(acknowledged) == 80
    assert missing_acknowledged(tmp_path, acknowledged) == []
    assert len({n for _, n, _, _ in acknowledged}) == 80
    assert len(store.look(str(tmp_path), "shop").record.events) == 81


def test_whoever_looks_while_another_writes_sees_no_damage(
    fork_server: ForkServer, tmp_path: Path
) -> None:
    """What is being written meanwhile is neither torn nor missing in the eyes of a reader, who
    needs no lock.
    """
    new_case(tmp_path)
    fork_server.start("notes", tmp_path, tmp_path)
    looks = 0
    while len(store.look(str(tmp_path), "shop").record.events) < 41:
        assert store.look(str(tmp_path), "shop").damage == ()
        looks += 1
    assert len(list(fork_server.until_gone())) == 40
    assert looks > 10


@pytest.mark.slow
def test_a_case_in_use_is_said_to_be(tmp_path: Path) -> None:
    """While another program works on the case, one waits a little and then says so; looking is
    always possible.
    """
    made = new_case(tmp_path)
    env = {"POSGUARD_CASES": str(tmp_path)}
    with made.work("shop"):
        done = run_program("case", "note", "x", env=env)
        assert (done.code, "Another posguard" in done.complaint) == (1, True)
        assert run_program("case", "show", env=env).code == 0
    assert run_on_cases(tmp_path, "case", "note", "x").code == 0


@pytest.mark.parametrize("name", slow_after(1, ["bag", "bag.zip"]))
def test_kills_while_a_bag_is_packed(fork_server: ForkServer, tmp_path: Path, name: str) -> None:
    """There is either no bag or a whole one; the next packing to that place works."""
    new_case(tmp_path / "cases")
    add_evidence(
        open_cases(tmp_path / "cases"), *[source_file(tmp_path, f"{n}", SOURCE) for n in range(3)]
    )
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / name
    moments = spans(
        random.Random(3), timed(fork_server, "pack", tmp_path / "cases", tmp_path / name)
    )
    for run in range(15):
        fork_server.killed("pack", tmp_path / "cases", target, run, next(moments))
        if name == "bag" and target.exists():
            assert bagit_validate(target)[0] == 0
        if target.exists():
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        assert verify_rules(tmp_path / "cases") == []
    assert fork_server.run("pack", tmp_path / "cases", target) == [["packed"]]
    assert os.listdir(tmp_path / "out") == [name]


@pytest.mark.slow
def test_kills_while_a_case_is_removed(fork_server: ForkServer, tmp_path: Path) -> None:
    """A case half removed still has its name, and is removed whole at the second try; nothing
    stays behind.
    """
    moments: Iterator[float] = iter([0.0])
    for run in range(12):
        add_evidence(
            new_case(tmp_path / "cases"), *[source_file(tmp_path, f"{n}", b"x") for n in range(5)]
        )
        if run == 0:
            moments = spans(
                random.Random(5), timed(fork_server, "erase", tmp_path / "cases", tmp_path)
            )
            continue
        fork_server.killed("erase", tmp_path / "cases", tmp_path, run, next(moments))
        if (tmp_path / "cases" / "shop" / RECORD).exists():
            assert fork_server.run("erase", tmp_path / "cases", tmp_path) == [["erased"]]
            assert os.listdir(tmp_path / "cases") == []
        shutil.rmtree(tmp_path / "cases" / "shop", ignore_errors=True)
