"""Every call to the disk failing in turn: what is said of an event, saved or not, is what the disk
then shows.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.case_factory import AT, add_notes, new_case, open_cases

from posguard.case import store
from posguard.errors import PosguardError
from posguard.messages import say
from posguard.pack.model import Lang

CALLS = (
    "open",
    "write",
    "fsync",
    "ftruncate",
    "replace",
    "unlink",
    "fstat",
    "stat",
    "listdir",
    "close",
)
"""What a case asks the system for while an event is written."""
WRITES = ("write", "fsync", "ftruncate", "replace", "unlink")
"""What of it a full disk, or one that became read-only, refuses; reading goes on."""
WAYS = {
    **{
        f"{name} once": (getattr(errno, name), CALLS, False)
        for name in ("ENOSPC", "EIO", "EROFS", "EDQUOT")
    },
    **{
        f"{name} from there on": (getattr(errno, name), WRITES, True)
        for name in ("ENOSPC", "EROFS", "EDQUOT")
    },
    "disk gone": (errno.EIO, CALLS, True),
}


@contextmanager
def failing(
    fault: int, at: int, calls: Sequence[str] = CALLS, *, on: bool = False
) -> Iterator[list[str]]:
    """The calls in this process, counted; the one of this number fails, and all behind it if
    ``on``.
    """
    made: list[str] = []
    real = {name: getattr(os, name) for name in calls}

    def counted(name: str) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            made.append(name)
            if len(made) == at or (on and len(made) > at):
                # As a network disk does it: the file is closed, and what was written is not there.
                if name == "close":
                    real["close"](*args)
                raise OSError(fault, os.strerror(fault))
            return real[name](*args, **more)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in calls:
            patch.setattr(os, name, counted(name))
        yield made


def _told(folder: Path, fault: int, at: int, calls: Sequence[str], *, on: bool) -> tuple[str, int]:
    """What an attempt to write an event is told, and how many calls it made."""
    told = "acknowledged"
    with open_cases(folder).work("shop") as case, failing(fault, at, calls, on=on) as made:
        try:
            case.append(AT, "noted", {"text": "attempt"})
        except PosguardError as err:
            told = err.key
    return told, len(made)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_said_of_an_event_is_what_the_disk_shows(tmp_path: Path, way: str) -> None:
    """Not saved means that it is not there; that it stands, or is acknowledged, means that it is;
    never damage.
    """
    fault, calls, on = WAYS[way]
    add_notes(new_case(tmp_path), "before")
    keys: set[str] = set()
    at = 0
    while True:
        at += 1
        before = len(store.look(str(tmp_path), "shop").record.events)
        told, count = _told(tmp_path, fault, at, calls, on=on)
        if count < at:
            assert told == "acknowledged"
            break
        keys.add(told)
        add_notes(open_cases(tmp_path), "next")
        view = store.look(str(tmp_path), "shop")
        assert view.damage == ()
        texts = [e.data.get("text") for e in view.record.events[before:]]
        if told == "case-not-saved":
            assert "attempt" not in texts, (at, told)
        elif told in ("case-stands", "acknowledged"):
            assert texts[0] == "attempt", (at, told)
        else:
            assert told == "case-cannot-tell"
        assert texts[-1] == "next"
        assert texts.count("attempt") <= 1
    assert at > 5
    assert keys & {"case-stands", "case-cannot-tell"}
    assert ("case-not-saved" in keys) == (way != "disk gone")


def test_it_is_never_said_that_nothing_was_saved_once_the_head_names_it(tmp_path: Path) -> None:
    """When only waiting for the folder fails, the event stands, and the words say so in both
    languages.
    """
    add_notes(new_case(tmp_path), "before")
    with open_cases(tmp_path).work("shop") as case, failing(errno.EIO, 10_000) as made:
        case.append(AT, "noted", {"text": "counted"})
    last = max(n for n, name in enumerate(made, 1) if name == "fsync")
    with (
        open_cases(tmp_path).work("shop") as case,
        failing(errno.EIO, last),
        pytest.raises(PosguardError) as caught,
    ):
        case.append(AT, "noted", {"text": "stands"})
    assert caught.value.key == "case-stands"
    told: dict[Lang, str] = {"en": "Event 4 stands", "zh": "第 4 条已经在案件 shop 里"}
    for lang, words in told.items():
        assert words in say(lang, caught.value.key, **caught.value.facts)
    with open_cases(tmp_path).work("shop") as case:
        assert case.state.notes[-1] == (AT, "stands")
