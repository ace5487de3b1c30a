"""The part of the page's script that unpacks its data, run without a browser."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from py_mini_racer import JSEvalException, MiniRacer

from posguard.app.webpage import script

_CALLED = """
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
function whole(packed) {
  const parts = unpack(packed);
  let part = parts.next();
  while (!part.done) part = parts.next();
  return part.value;
}
function outcome(packed, right) {
  try {
    const found = whole(packed);
    return found.length === right.length && found.every((byte, n) => byte === right[n]);
  } catch (refused) {
    return refused instanceof Error ? null : false;
  }
}
function outcomes(packed, right) {
  const cut = Array.from(packed, (_, length) => outcome(packed.subarray(0, length), right));
  const changed = Array.from({ length: packed.length * 8 }, (_, bit) => {
    const other = packed.slice();
    other[bit >> 3] ^= 1 << (bit & 7);
    return outcome(other, right);
  });
  return JSON.stringify([cut, changed]);
}
"""


def by_dice(seed: int, length: int, kinds: int = 256) -> bytes:
    """Bytes of some kinds by chance."""
    dice = Random(seed)
    return bytes(dice.choices(range(kinds), k=length))


def in_runs(seed: int) -> bytes:
    """Runs of every length that the format treats in its own way, one behind another."""
    dice = Random(seed)
    lengths = [*range(1, 9), *range(254, 264), *range(514, 522), 1_000, 70_000]
    dice.shuffle(lengths)
    return b"".join(bytes([dice.randrange(3)]) * length for length in lengths)


DATA = {
    "nothing": b"",
    "one byte": b"x",
    "four bytes that are the same": b"xxxx",
    "every byte": bytes(range(256)),
    "every byte, many times, backwards": bytes(range(255, -1, -1)) * 40,
    "by chance": by_dice(1, 30_000),
    "of two kinds by chance": by_dice(2, 30_000, 2),
    "of one kind": b"\0" * 2_000_000,
    "runs": in_runs(3),
    "other runs": in_runs(4),
    "a text": "出了事，先做什么。What to do now. ".encode() * 300,
    "more than a block": by_dice(5, 950_000, 20),
}


DAMAGED = {
    "text": "继续 Continue, 返回上一步 Back, 请先选一个 Choose an answer first".encode(),
    "runs": b"a" * 300 + b"bbbb" + b"c" * 259 + b"d",
    "by chance": by_dice(6, 200),
}
MOST_SAME = 15
"""Of the bits of packed data, so few can change without a change of the data: the size of blocks
that are smaller, and the bits behind the end.
"""
PATIENCE = 20.0
"""Seconds after which a script that has lost itself is stopped."""


class UnpackScript:
    """The script; of damaged data it tells for each damage whether they came out right, wrong or
    were refused: True, False, None.
    """

    def __init__(self, code: str = "") -> None:
        self._engine = MiniRacer()
        self._engine.eval(f"{code or script('unpack')}{_CALLED}")

    def whole(self, packed: bytes) -> bytes | None:
        """What was packed; None if it is refused."""
        try:
            found = self._run(f"hexOf(whole(bytesOf('{packed.hex()}')))")
        except JSEvalException:
            return None
        return bytes.fromhex(found)

    def damaged(self, packed: bytes, right: bytes) -> tuple[list[bool | None], list[bool | None]]:
        """What comes of the data cut off behind each byte, and with each bit changed."""
        data = f"bytesOf('{packed.hex()}'), bytesOf('{right.hex()}')"
        cut, changed = json.loads(self._run(f"outcomes({data})"))
        return cut, changed

    def _run(self, code: str) -> Any:
        return self._engine.eval(code, timeout_sec=PATIENCE)

    def close(self) -> None:
        """End the engine."""
        self._engine.close()
