"""The script unpacks what Python's bz2 has packed, and refuses what was damaged on the way."""

from __future__ import annotations

import bz2
from collections.abc import Iterator
from random import Random

import pytest
from support.unpack_script import DAMAGED, DATA, MOST_SAME, UnpackScript


@pytest.fixture(scope="module")
def script() -> Iterator[UnpackScript]:
    """The script."""
    script = UnpackScript()
    yield script
    script.close()


@pytest.mark.parametrize("level", [1, 5, 9])
@pytest.mark.parametrize("name", DATA)
def test_what_python_has_packed_comes_out_as_it_was(
    script: UnpackScript, name: str, level: int
) -> None:
    """Whatever the data and however large the blocks, the script makes of it what it was."""
    assert script.whole(bz2.compress(DATA[name], level)) == DATA[name]


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_data_are_refused(script: UnpackScript, name: str) -> None:
    """Cut off anywhere the data are refused, and with any bit changed they are refused or come out
    right: never as something else, and never without an end.
    """
    packed = bz2.compress(DAMAGED[name], 9)
    cut, changed = script.damaged(packed, DAMAGED[name])
    assert set(cut) == {None}
    assert set(changed) == {None, True}
    assert changed.count(True) <= MOST_SAME


def test_a_changed_byte_of_much_is_refused(script: UnpackScript) -> None:
    """In a pack of several blocks, a byte changed in any of them is noticed."""
    data = DATA["more than a block"]
    packed = bytearray(bz2.compress(data, 1))
    dice = Random(7)
    for place in (*dice.sample(range(4, len(packed) - 1), 12), len(packed) - 5):
        packed[place] ^= 0x10
        assert script.whole(bytes(packed)) is None, place
        packed[place] ^= 0x10
    assert script.whole(bytes(packed)) == data


@pytest.mark.parametrize("other", [b"", b"BZh9", b"PK\3\4", b"BZh0" + bytes(40), b"BZh" * 20])
def test_something_else_is_refused(script: UnpackScript, other: bytes) -> None:
    """What was not packed by bz2 is refused."""
    assert script.whole(other) is None
