"""Card numbers, ID numbers and codes on every road to the disk; then every byte that was written
is searched.

    python tests/reliability/roads.py [--secrets N] [--small]

Cards have their check digit and are written as people write them, and with signs between that
few would use; codes stand behind a word that names them. The search leaves out whatever is no
digit, looks into zips and Word files, and reads file names, too.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

import campaign
import deeds
import forks
from campaign import Row, Run
from deeds import Place

SIZES: campaign.Sizes = {"secrets": (1000, 60, "secrets that are sent")}
USUAL = (
    *(
        "",
        " ",
        "-",
        ".",
        "_",
        "·",
        "\u00a0",
        "\u2009",
        "\u3000",
        "–",
        "—",
        "－",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        " - ",
        "  ",
    ),
)
"""What people and their programs put between the groups of a number."""
UNUSUAL = (
    *(
        "/",
        ",",
        "，",
        "、",
        "|",
        ":",
        "~",
        "*",
        "+",
        "'",
        "(",
        ")",
        "=",
        "#",
        "\\",
        "…",
        "×",
        '"',
        "&",
        ";",
        "!",
        "%",
        "$",
        "[",
        "]",
    ),
    *(
        "@",
        "^",
        "。",
        "：",
        "；",
        "\u202a",
        "\u202d",
        "\u2068",
        "\u2069",
        "\u061c",
        "\u180e",
        "\ufe0f",
        "\u034f",
        "\n",
        "\t",
        ") ",
    ),
)
"""Any other sign, and marks that nobody sees."""
CARDS, ODD_CARDS = (
    "cards in 18 usual writings",
    f"cards with {len(UNUSUAL)} other signs between the groups",
)
PEOPLE, CODES = "ID numbers", "codes behind a word that names them"
CODE_WORDS = (
    "验证码：{}",
    "验证码是 {}",
    "密码 {}",
    "the code is {}",
    "PIN: {}",
    "CVV {}",
    "one-time code {}",
    "安全码{}，",
)
FREE_FIELDS = (
    *(
        ("terminal-model", "{}"),
        ("merchant-name", "{}"),
        ("acquirer", "{}"),
        ("bank", "工商银行 branch={}"),
        ("address", "{}"),
    ),
    *(
        ("owner-name", "{}"),
        ("officer", "name={}"),
        ("officer", "name=王 station={}"),
        ("agent", "institution={}"),
        ("camera", "{}"),
    ),
    *(
        ("camera", "门口 owner={}"),
        ("freeze", "{}"),
        ("freeze", "某局 reason={}"),
        ("leak", "{}"),
        ("leak", "某公司 what={}"),
    ),
    *(
        ("leak", "某公司 how={}"),
        ("card", "1234 bank={}"),
        ("account", "1234 name={}"),
        ("receipt", "R1 station={}"),
    ),
    *(
        ("transaction", "time=2026-11-22T09:14 amount=3 counterparty-name={}"),
        ("ticket", "GD1 institution={}"),
        ("ticket", "GD1 agent={}"),
    ),
    *(
        ("transaction", "time=2026-11-22T09:14 amount=3 counterparty-bank={}"),
        ("case-number", "A1 station={}"),
        ("card", "{}"),
    ),
    *(
        ("account", "{}"),
        ("id-number", "{}"),
        ("freeze", "某局 account={}"),
        ("owner-phone", "{}"),
        ("bank", "{}"),
    ),
)
"""Fields of facts: for words, and for the user's own numbers. The one field kept whole is not
tried.
"""


OTHER = "other"
"""Where the case lies that is packed again and again: it stays small."""


class Secret(NamedTuple):
    """A number that must not be written down whole: its digits, how it is typed, and what kind it
    is of.
    """

    digits: str
    typed: str
    kind: str


class Road(NamedTuple):
    """One way by which words reach the disk."""

    name: str
    take: Callable[[Place, str], forks.Outcome | None]


def secrets(dice: Random) -> Iterator[Secret]:
    """Cards in every writing, ID numbers, codes, for ever."""
    from support.made_up_numbers import card, digits, person

    while True:
        for separator in (*USUAL, *UNUSUAL):
            number = card(dice)
            # Eight digits, a sign and eight digits are left alone: two telephone numbers are
            # written so.
            size = dice.choice((4, 4, 4, 6, 8)) if separator in USUAL else 4
            groups = [number[at : at + size] for at in range(0, len(number), size)]
            yield Secret(
                number, separator.join(groups), CARDS if separator in USUAL else ODD_CARDS
            )
        for separator in ("", " ", "-"):
            number = person(dice)
            yield Secret(number, separator.join((number[:6], number[6:14], number[14:])), PEOPLE)
        for words in CODE_WORDS:
            number = digits(dice, 6)
            yield Secret(number, words.format(number), CODES)


def roads() -> list[Road]:
    """All of them."""
    found = [
        Road(
            "case note", lambda place, words: place.run("case", "note", f"记一下 {words} 就这样")
        ),
        Road(
            "case note, word by word",
            lambda place, words: place.run("case", "note", "--", *words.split(" ")),
        ),
        Road("case tick --by", lambda place, words: place.run("case", "tick", "1", "--by", words)),
        *(Road(f"evidence --{name}", _option(name)) for name in ("what", "from", "by")),
        Road("name of a file", _file_name),
        Road("name of a folder", _folder_name),
        Road("name of a case", lambda place, words: place.opened(words)),
        Road(
            "case answer",
            lambda place, words: place.run("case", "answer", "--yes", f"sn-what-else={words}"),
        ),
        Road(
            "case answer, question",
            lambda place, words: place.run("case", "answer", "--yes", f"{words}=none"),
        ),
        Road("--answers", _answers),
        Road("name of a bag", _bag_name),
    ]
    return found + [
        Road(f"case fact {kind} {field}", _fact(kind, field)) for kind, field in FREE_FIELDS
    ]


def _option(name: str) -> Callable[[Place, str], forks.Outcome]:
    return lambda place, words: place.run(
        "evidence", "add", str(place.sources / "film.mp4"), f"--{name}", words
    )


def _fact(kind: str, field: str) -> Callable[[Place, str], forks.Outcome]:
    *rest, last = field.split(" ")
    return lambda place, words: place.run("case", "fact", kind, *rest, last.format(words))


def _taken(place: Place, path: str) -> forks.Outcome | None:
    """A file of the name, taken as evidence; the folder it came from is the user's and goes
    again.
    """
    whole = place.top / "theirs" / path
    try:
        whole.parent.mkdir(parents=True)
        whole.write_bytes(b"x")
    except (OSError, ValueError):
        ended = None
    else:
        ended = place.run("evidence", "add", str(whole))
    shutil.rmtree(place.top / "theirs")
    return ended


def _file_name(place: Place, words: str) -> forks.Outcome | None:
    return _taken(place, f"x/{words}.jpg")


def _folder_name(place: Place, words: str) -> forks.Outcome | None:
    return _taken(place, f"{words}/slip.jpg")


def _answers(place: Place, words: str) -> forks.Outcome:
    import json

    file = place.top / "answers.json"
    file.write_text(json.dumps({"who": words, words: "none"}), encoding="utf-8")
    ended = place.run("triage", "--answers", str(file), "--case", "answered")
    file.unlink()
    return ended


def _bag_name(place: Place, words: str) -> forks.Outcome | None:
    """A bag under that name, which the user chose; what counts is what else it is written to."""
    folder = place.top / "theirs"
    folder.mkdir()
    ended = Place(place.top / OTHER).run(
        "evidence", "pack", "-o", str(folder / words.replace("/", ""))
    )
    shutil.rmtree(folder)
    return ended


def written(place: Place) -> Iterator[tuple[str, str]]:
    """All that was written: each file's name, and what it holds, zips and Word files unpacked."""
    for path in sorted(place.top.rglob("*")):
        name = str(path.relative_to(place.top))
        yield name, name
        if not path.is_file():
            continue
        data = path.read_bytes()
        yield name, data.decode(errors="replace")
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as zipped:
                for member in zipped.namelist():
                    yield (
                        f"{name}/{member}",
                        f"{member}\n{zipped.read(member).decode(errors='replace')}",
                    )


def handed_over(place: Place) -> None:
    """Everything that can be printed, packed and exported, for the search."""
    papers = (
        "card-110",
        "police-statement",
        "acquirer-notice",
        "issuer-dispute",
        "info-leak-complaint",
        "cctv-request",
    )
    for paper in (*papers, "freeze-objection", "evidence-index"):
        for ending in ("txt", "md", "html", "json", "docx"):
            place.run(
                "letter", paper, "--case", "shop", "-o", str(place.out / f"{paper}.{ending}")
            )
    for what in ("show", "timeline", "due"):
        for form in ("text", "markdown", "html", "json"):
            place.run(
                "case",
                what,
                "--case",
                "shop",
                "--format",
                form,
                "-o",
                str(place.out / f"{what}.{form}"),
            )
    place.run("case", "ics", "--case", "shop", "-o", str(place.out / "due.ics"))
    place.run(
        "evidence",
        "list",
        "--case",
        "shop",
        "--format",
        "json",
        "-o",
        str(place.out / "list.json"),
    )
    for target in ("bag", "bag.zip"):
        place.run("evidence", "pack", "--case", "shop", "-o", str(place.out / target))


def found(place: Place, sent: Sequence[tuple[str, Secret]]) -> Iterator[tuple[str, Secret, str]]:
    """Every secret that can be read somewhere: its road, itself, and the file."""
    texts = [(name, plain(text)) for name, text in written(place)]
    digits = [
        (name, re.sub(r"[^0-9X]|(?<![0-9 ])X", "", text.replace("\\N", "")))
        for name, text in texts
    ]
    words = [(name, re.sub(r"\W|_", "", text)) for name, text in texts]
    for road, secret in sent:
        wanted = re.sub(r"\W", "", secret.typed.upper()) if secret.kind == CODES else secret.digits
        where = next(
            (name for name, text in (words if secret.kind == CODES else digits) if wanted in text),
            "",
        )
        if where:
            yield road, secret, where


def plain(text: str) -> str:
    """The text with the digits of every script as plain ones."""
    return (
        re.sub(r"(?![0-9])\d", lambda digit: str(int(digit[0])), text).upper()
        if not text.isascii()
        else text.upper()
    )


def main(run: Run) -> list[Row]:
    """Send every secret, hand everything over, and search."""
    forks.load()
    place = deeds.made(run.top / "roads", 1000)
    deeds.made(place.top / OTHER, 1000)
    every, source = roads(), secrets(run.dice)
    sent: list[tuple[str, Secret]] = []
    whole = "the whole of it stands somewhere on the disk"
    total = {
        kind: Row(f"roads to the disk: {kind}", whole)
        for kind in (CARDS, ODD_CARDS, PEOPLE, CODES)
    }
    crashed = Row("roads to the disk", "a traceback")
    for n in range(run["secrets"]):
        road, secret = every[n % len(every)], next(source)
        ended = road.take(place, secret.typed)
        if ended is not None:
            sent.append((road.name, secret))
            crashed.count(ended.crashed, f"{road.name}: {secret.typed!r} {ended.words}")
    handed_over(place)
    seen = {
        secret: f"{road}: {secret.typed!r} in {where}"
        for road, secret, where in found(place, sent)
    }
    for _, secret in sent:
        total[secret.kind].count(secret in seen, seen.get(secret, ""))
    roads_seen = sorted({words.partition(":")[0] for words in seen.values()})
    print(f"{len(every)} roads; seen on: {', '.join(roads_seen) or 'none'}", file=sys.stderr)
    return [*total.values(), crashed]


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
