"""Hostile names, kinds of files, umasks and surroundings: nothing lost, nothing open to others.

    python tests/reliability/names.py [--names N] [--small]

The bag is checked with ``sha256sum`` and the BagIt library; the members of a zip against the rules
of Windows.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import campaign
import deeds
import forks
from campaign import Row, Run
from deeds import Place
from support.case_factory import bagit_validate, sha256sum_check
from support.program import environment

SIZES: campaign.Sizes = {"names": (1500, 12, "random names beside the chosen ones")}
CHOSEN = (
    *(
        "CON",
        "con",
        "NUL.txt",
        "aux.jpg",
        "COM1",
        "LPT9.log",
        "prn",
        "CONIN$",
        "a.",
        "a ",
        " a",
        ".hidden",
        "..a",
        "a..b",
    ),
    *(
        "-rf",
        "--help",
        "~",
        "$HOME",
        "`id`",
        "$(id)",
        "a;b",
        "a&b",
        "a|b",
        "a<b>c",
        "a:b",
        "a*b",
        "a?b",
        'a"b',
        "a'b",
    ),
    *(
        "a\\b",
        "a\nb",
        "a\rb",
        "a\tb",
        "%0A",
        "%25",
        "a%2Fb",
        "\x01",
        "\x1b[31mred",
        "\u202egpj.exe",
        "\u200bx",
        "\ufeffx",
    ),
    *(
        "e\u0301.jpg",
        "\u00e9.jpg",
        "A.jpg",
        "a.jpg",
        "小票.jpg",
        "票" * 80 + ".jpg",
        "x" * 255,
        *("x" * n + "." + "y" * 30 for n in range(110, 119)),
    ),
    *(
        "😀.png",
        "\udcff.jpg",
        "\udcd6\udcd0.txt",
        "[x](y)",
        "<b>",
        "{n}",
        "{0}",
        "#1",
        "1",
        "index.en.html",
        "bagit.txt",
    ),
    *(
        "manifest-sha256.txt",
        "data",
        "record.jsonl",
        "lock",
        ".part-9-x",
        "torn-1-2",
        "a" * 119 + "é",
        "=1+1",
        "@x",
        "null",
    ),
)
"""Names that some system, tool or shell takes for something else."""
MARKS = "abcxyz0123456789ABC._- ~#%&{}[]()!@$^+=,;'`éü机票ß\u0301\u200d\u202d\u3000\t\n\\:*?\"<>|"
TARGETS = (
    *(
        "证据 11:22?.zip",
        "x .zip",
        "con.zip",
        "NUL.zip",
        "a\\b.zip",
        "a.b..zip",
        "..zip.zip",
        "x\u202ey.zip",
        " .zip",
        "a\tb.zip",
    ),
    *(
        '"q".zip',
        "<x>.zip",
        "*.zip",
        "com1.x.zip",
        "a\nb.zip",
        "票" * 80 + ".zip",
        "-o.zip",
        "%41.zip",
        "x|y.zip",
        "aux .zip",
    ),
)
CASES = (
    *(
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "/tmp/x",
        "a\\b",
        "con",
        "A",
        "-x",
        "~",
        "x" * 41,
        "票" * 41,
        "a b",
        "a\nb",
        "a\x1bb",
    ),
    *(
        "6222021234567890128",
        "11010519491231002X",
        "\u202ea",
        "a\u0301",
        "😀",
        "x.",
        ".x",
        "x\0y",
        "小店-1",
        "shop_2",
        "票据",
    ),
)
NOBODY = (
    "setpriv --reuid 54321 --clear-groups" if os.geteuid() == 0 and shutil.which("setpriv") else ""
)
"""Whom no list of users names; whoever is no root stays who they are."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def wrong_on_windows(member: str) -> str:
    """What Windows would not take of a path in a zip; empty if it takes all of it."""
    for part in member.split("/"):
        if (
            not part
            or _RESERVED.match(part)
            or _FORBIDDEN.search(part)
            or part[-1] in ". "
            or len(part) > 255
        ):
            return part
    return "" if len(member) <= 200 else member


def names(dice: Random, most: int) -> list[str]:
    """The chosen names, and random ones; none of them twice."""
    found = dict.fromkeys(CHOSEN)
    while len(found) < len(CHOSEN) + most:
        name = "".join(dice.choices(MARKS, k=dice.randrange(1, 40)))
        if name not in (".", ".."):
            found[name] = None
    return list(found)


def laid(folder: Path, every: list[str]) -> dict[bytes, Path]:
    """A file of each name, each with bytes of its own; the names that this disk does not take are
    left out.
    """
    folder.mkdir()
    files = {}
    for n, name in enumerate(every):
        content = f"{n} ".encode() * 20
        try:
            (folder / name).write_bytes(content)
        except (OSError, ValueError):
            continue
        files[content] = folder / name
    return files


def kept(run: Run) -> Iterator[Row]:
    """Files of hostile names taken, packed into a folder and into a zip, and checked from
    outside.
    """
    name = "hostile file names"
    place = deeds.made(run.top / "names", 100)
    files = laid(place.sources / "in", names(run.dice, run["names"]))
    lost = Row(name, "a file is not kept, or two of them as one")
    odd = Row(name, "a traceback or a control character in what is said")
    ended = place.run("evidence", "add", "-r", str(place.sources / "in"))
    odd.count(
        ended.crashed or re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", ended.err + ended.out),
        ended.words,
    )
    contents = Counter(path.read_bytes() for path in (place.case / "evidence").iterdir())
    for content, path in files.items():
        lost.count(contents[content] != 1, repr(path.name))
    failing = Row(name, "`sha256sum -c` or the BagIt library finds fault with the bag")
    packed = [
        place.run("evidence", "pack", "-o", str(place.out / target))
        for target in ("bag", "bag.zip")
    ]
    for pack in packed:
        odd.count(pack.crashed, pack.words)
    with zipfile.ZipFile(place.out / "bag.zip") as zipped:
        zipped.extractall(place.out / "unzipped")
        members = zipped.namelist()
    for bag in (place.out / "bag", place.out / "unzipped" / "bag"):
        code, words = sha256sum_check(bag)
        failing.count(code, f"{bag.name}: {words[-200:]}")
        code, words = bagit_validate(bag)
        failing.count(code, f"{bag.name}: {words[-200:]}")
        held = Counter(path.read_bytes() for path in (bag / "data").iterdir())
        for content, path in files.items():
            lost.count(held[content] != 1, f"{bag.name}: {path.name!r}")
    windows = Row("names in a zip", "Windows does not take the name, or takes two for one")
    folded = Counter(unicodedata.normalize("NFC", member).casefold() for member in members)
    for member in members:
        windows.count(
            wrong_on_windows(member)
            or folded[unicodedata.normalize("NFC", member).casefold()] > 1,
            repr(member),
        )
    yield from (lost, failing, odd, windows)


def targets(run: Run) -> Iterator[Row]:
    """Zips of hostile names: refused in words, or of members that Windows takes."""
    row = Row("names of a zip itself", "a traceback, or members that Windows does not take")
    place = deeds.made(run.top / "targets", 100)
    for target in TARGETS:
        ended = place.run("evidence", "pack", "-o", str(place.out / target))
        wrong = ended.crashed
        if ended.code == 0:
            with zipfile.ZipFile(place.out / target) as zipped:
                wrong = wrong or any(map(wrong_on_windows, zipped.namelist()))
        row.count(wrong, f"{target!r}: {ended.words}")
    yield row


def cases(run: Run) -> Iterator[Row]:
    """Cases of hostile names: refused in words, or made right where cases lie."""
    row = Row(
        "hostile case names",
        "a traceback, or anything but one new folder of that name among the cases",
    )
    for name in CASES:
        if "\0" in name:
            continue
        place = Place(run.top / "cases")
        place.cases.mkdir(parents=True)
        ended = place.opened(name)
        there = [str(path.relative_to(place.top)) for path in place.top.rglob("record.jsonl")]
        right = there == [f"cases/{name}/record.jsonl"] if there else ended.code or not name
        row.count(ended.crashed or not right, f"{name!r}: {there} {ended.words}")
        shutil.rmtree(place.top)
    yield row


def modes(run: Run) -> Iterator[Row]:
    """What others may do with a case, its copies, bags and zips, whatever the umask."""
    row = Row(
        "modes under four umasks",
        "a folder or file of a case, a bag or a zip that others may read or write",
    )
    for mask in (0o000, 0o022, 0o077, 0o777):
        place = Place(run.top / f"mask-{mask:o}")
        for folder in (place.cases, place.sources, place.out):
            folder.mkdir(parents=True)
        slip = place.sources / "slip.txt"
        slip.write_bytes(b"slip")
        answers = [word for pair in deeds.ANSWERS for word in ("-a", pair)]
        for argv in (
            ("triage", *answers, "--case", "shop"),
            ("case", "note", "x"),
            ("evidence", "add", str(slip)),
            ("evidence", "pack", "-o", str(place.out / "bag")),
            ("evidence", "pack", "-o", str(place.out / "bag.zip")),
        ):
            ended = place.run(*argv, mask=mask)
            row.count(ended.code, f"umask {mask:03o}: {ended.words}")
        for path in (*place.case.parent.rglob("*"), *place.out.rglob("*")):
            mode = stat.S_IMODE(path.lstat().st_mode)
            row.count(mode & 0o077, f"umask {mask:03o}: {path.relative_to(place.top)} {mode:03o}")
        if (place.out / "bag.zip").exists():
            with zipfile.ZipFile(place.out / "bag.zip") as zipped:
                for member in zipped.infolist():
                    row.count(
                        member.external_attr >> 16 & 0o077,
                        f"umask {mask:03o}: {member.filename} in the zip",
                    )
    yield row


def kinds(run: Run) -> Iterator[Row]:
    """What is no regular file: refused at once, in words, and never waited for."""
    row = Row("kinds of files", "taken, waited for, or a traceback")
    place = deeds.made(run.top / "kinds", 100)
    odd = place.sources / "odd"
    odd.mkdir()
    (odd / "link").symlink_to(place.sources / "first.jpg")
    (odd / "loop").symlink_to("loop")
    (odd / "nowhere").symlink_to("nothing")
    (odd / "folder").mkdir()
    os.mkfifo(odd / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.getcwd()
        os.chdir(odd)
        listening.bind("socket")
        os.chdir(here)
    for path in (
        *sorted(odd.iterdir()),
        "/dev/zero",
        "/dev/null",
        "/dev/tty",
        "/proc/self/mem",
        place.case / "record.jsonl",
        "",
    ):
        before = len(place.events())
        ended = place.run("evidence", "add", str(path), patience=10)
        recorded = len(place.events()) != before
        row.count(
            ended.code != 1 or ended.crashed or recorded or ended.seconds >= 10,
            f"{path}: {ended.words}",
        )
    yield row


def surroundings(run: Run) -> Iterator[Row]:
    """A world that is not as it should be: no home, no current folder, bytes that are no text."""
    row = Row("odd surroundings", "a traceback, or no end")
    place = deeds.made(run.top / "odd", 100)
    program = f"'{sys.executable}' -m posguard"
    answers = " ".join(f"-a {pair}" for pair in deeds.ANSWERS)
    nowhere = "mkdir -p gone && cd gone && rmdir ../gone && "
    undecodable = "\\xd6\\xd0"
    for script in (
        f"cd / && unset HOME POSGUARD_CASES && {NOBODY} {program} case list",
        *(
            f"{nowhere}{program} {words}"
            for words in ("checklist sn-leak -o x", "case list", "case list --cases x")
        ),
        *(
            f"{nowhere}{program} {words}"
            for words in (f"triage {answers} -o x", "letter card-110 --case shop -o x.docx")
        ),
        *(
            f"{program} {words} $'{undecodable}'"
            for words in ("case note", "case fact address", "evidence pack -o")
        ),
        *(
            f"{program} {words} $'{undecodable}'"
            for words in ("case tick 1 --by", "evidence add", "case show --case")
        ),
        *(
            f"{program} {words} $'{undecodable}'"
            for words in ("checklist sn-leak -o", "search", "contacts", "lint")
        ),
        f"LC_ALL=C {program} case note 小票",
        f"{program} case note x <&- >&- 2>&-",
        f"{program} case show > /dev/full",
        f"ulimit -f 1; {program} checklist sn-leak -o plan.txt",
        f"ulimit -n 5; {program} case list",
    ):
        command = ["bash", "-c", script]
        world = environment({"POSGUARD_CASES": str(place.cases), "POSGUARD_LANG": "en"})
        done = subprocess.run(
            command, cwd=place.top, env=world, capture_output=True, timeout=60, check=False
        )
        row.count(
            b"Traceback" in done.stderr,
            f"{script.replace(program, 'posguard')}: {done.stderr[-200:]!r}",
        )
    yield row


def main(run: Run) -> list[Row]:
    """Names of files, targets and cases; kinds of files; modes; surroundings."""
    campaign.need("sha256sum")
    forks.load()
    return [
        row for part in (kept, targets, cases, kinds, modes, surroundings) for row in part(run)
    ]


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
