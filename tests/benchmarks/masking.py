"""How well secrets are masked, and what else is: made-up numbers and codes, in made-up sentences,
by the thousand.

    python tests/benchmarks/masking.py [--size N] [--seed N] [--show N] [WORDS...]

For each group it prints how many texts were tried and how many of them went wrong: a secret seen
afterwards, or a text without a secret changed. ``--show`` prints as many of them; WORDS choose
groups by their name.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stdnum import luhn
from support.made_up_numbers import ALIKE, in_groups, person
from support.made_up_secrets import CODES, PASSWORDS, SPOKEN, harmless, in_file_names, of_card
from support.made_up_tellings import (
    HARMLESS,
    NO_PASSWORD,
    PASSWORD_FIRST,
    TOLD,
    TOLD_OF_CARD,
    TOLD_PASSWORD,
)
from support.made_up_texts import (
    AROUND,
    FILES,
    FILES_WITH_CODE,
    NAMES,
    OTHER_FILES,
    PLAINLY,
    SAID_OTHERWISE,
    listed,
)
from support.made_up_writings import (
    BROKEN,
    CARDS,
    FIELDS,
    GLUED,
    GROUPINGS,
    MARKS,
    SEPARATORS,
    SIGNS,
    WRITINGS,
    Glued,
    Make,
    main_card,
)
from support.shipped_pack import manifest

from posguard.case.fact_parsing import read
from posguard.masking.characters import NUMERALS, plain
from posguard.masking.codes import MARKER
from posguard.masking.mask import mask, mask_name

Masking = Callable[[str], str]
Try = Callable[[Random], str]
"""Makes a text and masks it; returns it if that went wrong, else nothing."""

SEEN, CHANGED = "seen", "changed"
_NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
_DIGIT_LIKE = re.compile(rf"[0-9{NUMERALS}]|\b(?:{'|'.join(SPOKEN)})\b")
_REST = {"transaction": ("time=2026-11-22 09:14", "amount=3"), "freeze": ("某局",)}
"""What a fact needs beside the field that is tried."""


class Group(Struct, frozen=True):
    """Texts of one kind, and what it is called if masking one went wrong."""

    name: str
    wrong: str
    tried: Try


def number_seen(before: str, number: str, after: str, masked: Masking) -> str:
    """The text, if a digit of the number can be seen in it afterwards that is not of its first six
    or last four.
    """
    text = before + number + after
    there = masked(text)[len(before) : len(before) + len(number)]
    places = [
        n for n, sign in enumerate(number) if sign in NUMERALS + "Xx" or plain(sign).isdecimal()
    ]
    return text if any(there[n] != "*" for n in places[6:-4]) else ""


def code_seen(before: str, code: str, after: str, masked: Masking) -> str:
    """The text, if it holds more digits afterwards than there are around the code."""
    text = before + code + after
    return text if _digits(masked(text)) > _digits(masked(before + MARKER + after)) else ""


def _digits(text: str) -> int:
    return len(_DIGIT_LIKE.findall(plain(text)))


def password_seen(before: str, password: str, after: str) -> str:
    """The text, if three signs of the password in a row can be seen in it afterwards."""
    text = before + password + after
    parts = {password[n : n + 3] for n in range(len(password) - 2)}
    left = _masked(text)
    return (
        text if any(left.count(part) > f"{before}|{after}".count(part) for part in parts) else ""
    )


def _masked(text: str) -> str:
    return mask(text).text


def _masked_name(name: str) -> str:
    return mask_name(name).text


def _within(texts: Sequence[str], make: Make, seen: Callable[[str, str, str], str]) -> Try:
    def tried(rng: Random) -> str:
        before, _, after = rng.choice(texts).partition("{}")
        return seen(before, make(rng), after)

    return tried


def _number(texts: str, make: Make, masked: Masking = _masked) -> Try:
    return _within(listed(texts), make, partial(number_seen, masked=masked))


def _code(texts: str, make: Make, masked: Masking = _masked) -> Try:
    return _within(listed(texts), make, partial(code_seen, masked=masked))


def _glued(texts: Sequence[str], make: Glued) -> Try:
    def tried(rng: Random) -> str:
        before, _, after = rng.choice(texts).partition("{}")
        zeros, number, more = make(rng)
        seen = number_seen(before + zeros, number, more + after, _masked)
        start = len(before + zeros + number)
        text = before + zeros + number + more + after
        return seen or (text if _masked(text)[start : start + len(more)].strip("*") else "")

    return tried


def _unchanged(make: Make, masked: Masking = _masked) -> Try:
    def tried(rng: Random) -> str:
        text = make(rng)
        return text if masked(text) != text else ""

    return tried


def _plainly(make: Make) -> Make:
    texts = listed(PLAINLY)
    return lambda rng: re.sub(r"\{\}", lambda _: make(rng), rng.choice(texts))


def _named(rng: Random) -> str:
    body = rng.choice(("62", "4", "55")) + f"{rng.randrange(10**13):013}"
    return f"给 {rng.choice(listed(NAMES))}{body}{luhn.calc_check_digit(body)}，没到账"


def _listed(rng: Random) -> str:
    between = rng.choice(("，", "、", "\n", " / ", "; ", " ", "\t", ",", "|"))
    return between.join(ALIKE[rng.choice([*ALIKE])](rng) for _ in range(4))


def _filled(texts: str, values: Callable[[Random], Mapping[str, str]]) -> Make:
    return lambda rng: rng.choice(listed(texts)).format_map(values(rng))


def _typed(rng: Random) -> str:
    kind, field, make = rng.choice(FIELDS)
    number = make(rng)
    kept = read(kind, [*_REST.get(kind, ()), f"{field}={number}"], _NOW, manifest().place).values
    return f"{kind} {field}={number}" if number not in kept.values() else ""


def _of_numbers() -> Iterator[Group]:
    ways: dict[str, Mapping[str, Make]] = {
        "card": CARDS,
        "separator": SEPARATORS,
        "sign": SIGNS,
        "unseen": MARKS,
        "grouping": GROUPINGS,
        "digits": WRITINGS,
        "broken": BROKEN,
        "as written": {
            "card": lambda rng: in_groups(rng, main_card(rng)),
            "ID number": lambda rng: in_groups(rng, person(rng)),
        },
    }
    for kind, made in ways.items():
        for name, make in made.items():
            yield Group(f"{kind}: {name}", SEEN, _number(AROUND, make))
    for name, glued in GLUED.items():
        yield Group(f"glued: {name}", SEEN, _glued(listed(AROUND), glued))
    for text in listed(SAID_OTHERWISE):
        yield Group(f"near: {text!r}", SEEN, _number(text.replace("\n", "\\n"), main_card))
    for name, make in {"card": main_card, **SEPARATORS, **SIGNS, **MARKS}.items():
        yield Group(f"file: {name}", SEEN, _number(FILES, make, _masked_name))


def _of_codes() -> Iterator[Group]:
    for name, make in CODES.items():
        yield Group(f"code: {name}", SEEN, _code(TOLD, make))
    yield Group("code: of a card", SEEN, _code(TOLD_OF_CARD, of_card))
    yield Group(
        "code: in the name of a file", SEEN, _code(FILES_WITH_CODE, CODES["plain"], _masked_name)
    )
    for name, make in PASSWORDS.items():
        texts = TOLD_PASSWORD if name == "of letters" else TOLD_PASSWORD + PASSWORD_FIRST
        yield Group(f"password: {name}", SEEN, _within(listed(texts), make, password_seen))


def _of_others() -> Iterator[Group]:
    for name, make in ALIKE.items():
        yield Group(f"other: {name}", CHANGED, _unchanged(_plainly(make)))
    yield Group("other: named as what they are", CHANGED, _unchanged(_named))
    yield Group("other: lists", CHANGED, _unchanged(_listed))
    yield Group("other: codes spoken of", CHANGED, _unchanged(_filled(HARMLESS, harmless)))
    yield Group(
        "other: passwords spoken of", CHANGED, _unchanged(_filled(NO_PASSWORD, lambda _: {}))
    )
    yield Group(
        "other: names of files",
        CHANGED,
        _unchanged(_filled(OTHER_FILES, in_file_names), _masked_name),
    )
    yield Group("other: typed fields", CHANGED, _typed)


def groups() -> Iterator[Group]:
    """Every group, those of secrets first."""
    yield from _of_numbers()
    yield from _of_codes()
    yield from _of_others()


def run(group: Group, size: int, seed: int = 20261122) -> list[str]:
    """The texts of a group that went wrong."""
    rng = Random(f"{seed} {group.name}")
    return [text for text in (group.tried(rng) for _ in range(size)) if text]


def main() -> int:
    """Try the groups, and print a table of what went wrong."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--size", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=20261122)
    asked.add_argument("--show", type=int, default=0)
    asked.add_argument("words", nargs="*")
    given = asked.parse_args()
    print(f"{'group':<44} {'tried':>8} {'wrong':>8}")
    for group in groups():
        if given.words and not any(word in group.name for word in given.words):
            continue
        wrong = run(group, given.size, given.seed)
        share = f"{100 * len(wrong) / given.size:.2f} % {group.wrong}" if wrong else ""
        print(f"{group.name:<44} {given.size:>8} {len(wrong):>8}  {share}")
        for text in dict.fromkeys(wrong[: given.show]):
            print(f"    {text!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
