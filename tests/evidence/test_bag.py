"""Evidence packed to hand over: whole, checkable without this program, and with nothing in it that
is not meant.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.case_factory import (
    AT,
    add_evidence,
    add_notes,
    bagit_validate,
    new_case,
    open_cases,
    overwrite,
    pack_evidence,
    run_on_cases,
    sha256sum_check,
    source_file,
)
from support.in_process import run_in_process
from support.paths import TESTS
from support.program import run_program
from support.windows import reserved_by_windows

from posguard.app import evidence as exhibits
from posguard.case import store
from posguard.case.record import RECORD
from posguard.errors import PosguardError, WrongUse

SECRET = "only for me: the safe is behind the picture"
ACCOUNT = "6217001234567890120"
PAGES = {f"{page}.{lang}.md" for page in ("index", "timeline") for lang in ("zh", "en")}
TAGS = {
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "timeline.jsonl",
}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A case with two files, one with a name that is awkward for tools, and a private note."""
    made = new_case(tmp_path / "home" / "wang" / "cases")
    add_notes(made, SECRET)
    source = tmp_path / "home" / "wang" / "pictures"
    words = {"what": "签购单 <b>&", "from": "顾客", "by": "王"}
    add_evidence(made, source_file(source, "签购单 1\n.jpg", bytes(range(256)) * 9), words=words)
    add_evidence(made, source_file(source, "chat.txt", b"hello"), words={"what": "chat"})
    return tmp_path / "home" / "wang" / "cases"


def files(bag: Path) -> dict[str, bytes]:
    """Every file of a bag by its path in it."""
    return {str(p.relative_to(bag)): p.read_bytes() for p in bag.rglob("*") if p.is_file()}


def test_a_folder_is_valid_for_tools_that_are_not_ours(cases: Path, tmp_path: Path) -> None:
    """The BagIt library's own command and ``sha256sum -c`` find every file whole; nothing else
    lies in it.
    """
    bag = tmp_path / "bag"
    done = run_on_cases(cases, "evidence", "pack", "-o", str(bag))
    assert (done.code, done.out) == (0, b""), done.complaint
    assert bagit_validate(bag)[0] == 0
    code, words = sha256sum_check(bag)
    assert (code, words.count(": OK\n")) == (0, words.count("\n"))
    payload = {"data/3-签购单_1_.jpg", "data/4-chat.txt"}
    html = {"index.zh.html", "index.en.html"}
    assert set(files(bag)) == payload | PAGES | TAGS | html
    assert {line.split("  ")[0] for line in words.splitlines()} == {
        f"{name}: OK" for name in set(files(bag)) - {"tagmanifest-sha256.txt"}
    }
    assert files(bag)["data/4-chat.txt"] == b"hello"


def test_a_zip_holds_the_same_bag(cases: Path, tmp_path: Path) -> None:
    """Unpacked by any tool it is valid; in it is one folder, named as the file is."""
    assert run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "给警方.zip")).code == 0
    with zipfile.ZipFile(tmp_path / "给警方.zip") as whole:
        assert whole.testzip() is None
        assert {name.split("/")[0] for name in whole.namelist()} == {"给警方"}
        whole.extractall(tmp_path / "out")
    bag = tmp_path / "out" / "给警方"
    assert (bagit_validate(bag)[0], sha256sum_check(bag)[0]) == (0, 0)
    assert files(bag)["data/4-chat.txt"] == b"hello"
    assert exhibits.verify_copies(open_cases(cases), "shop").findings == []
    assert (tmp_path / "给警方.zip").stat().st_mode & 0o777 == 0o600


def test_the_index_says_in_plain_words_what_is_there(cases: Path, tmp_path: Path) -> None:
    """Name, what, from whom, when, by whom, size and hash, and how to check, in both languages;
    markup is inert.
    """
    run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "bag"))
    for lang, words in (
        ("zh", ("来源：顾客", "收进的人：王", "2,304 字节")),
        ("en", ("From: 顾客", "Kept by: 王")),
    ):
        index = (tmp_path / "bag" / f"index.{lang}.md").read_text("utf-8")
        digest = hashlib.sha256(bytes(range(256)) * 9).hexdigest()
        said = (
            *words,
            digest,
            "2026-11-22T09:30:00+08:00",
            "sha256sum -c manifest-sha256.txt",
            "bagit.py --validate",
        )
        assert [w for w in said if w not in index] == []
        assert "<b>" not in (tmp_path / "bag" / f"index.{lang}.html").read_text("utf-8")
    info = (tmp_path / "bag" / "bag-info.txt").read_text("utf-8")
    assert "External-Identifier: shop\n" in info
    assert "Payload-Oxum: 2309.2\n" in info


def test_nothing_of_the_machine_or_the_notes_goes_with_it(cases: Path, tmp_path: Path) -> None:
    """No absolute path, and no word of a note, in any byte of the bag but the copies
    themselves.
    """
    with open_cases(cases).work("shop") as case:
        case.append(
            AT, "fact", {"kind": "transaction", "values": {"counterparty-account": ACCOUNT}}
        )
    assert ACCOUNT in (cases / "shop" / RECORD).read_text("utf-8")
    run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "bag"))
    for name, content in files(tmp_path / "bag").items():
        found = [
            w
            for w in ("home/wang", str(tmp_path), "behind the picture", ACCOUNT)
            if w.encode() in content
        ]
        assert (name, found) == (name, [])


def test_the_timeline_carries_the_chain(cases: Path, tmp_path: Path) -> None:
    """Every event with number, time, kind and hash, each naming the one before; it agrees with the
    record's lines.
    """
    run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "bag"))
    chain = [
        json.loads(line) for line in (tmp_path / "bag" / "timeline.jsonl").read_text().splitlines()
    ]
    lines = (cases / "shop" / RECORD).read_bytes().splitlines()
    assert [e["kind"] for e in chain] == ["opened", "noted", "kept", "kept"]
    assert [e["prev"] for e in chain] == ["0" * 64, *(e["hash"] for e in chain[:-1])]
    for event, line in zip(chain, lines, strict=False):
        assert hashlib.sha256(line.rpartition(b',"hash"')[0]).hexdigest() == event["hash"]
        for lang in ("zh", "en"):
            assert event["hash"] in (tmp_path / "bag" / f"timeline.{lang}.md").read_text("utf-8")


def test_packing_is_on_record_with_the_seal(cases: Path, tmp_path: Path) -> None:
    """The record keeps the hash of the last manifest, so that a bag swapped as a whole is found
    out.
    """
    run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "bag"))
    event = store.look(str(cases), "shop").record.events[-1]
    seal = hashlib.sha256((tmp_path / "bag" / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert (event.kind, event.data) == ("packed", {"to": "bag", "files": 2, "seal": seal})


def _in_the_way(cases: Path, target: Path) -> None:
    source_file(target.parent, target.name, b"mine")


def _changed(cases: Path, target: Path) -> None:
    overwrite(cases / "shop" / "evidence" / "4-chat.txt", b"Hello")


def _missing(cases: Path, target: Path) -> None:
    (cases / "shop" / "evidence" / "4-chat.txt").unlink()


def _linked(cases: Path, target: Path) -> None:
    _missing(cases, target)
    (cases / "shop" / "evidence" / "4-chat.txt").symlink_to(
        source_file(cases.parent, "elsewhere", b"hello")
    )


def _nowhere(cases: Path, target: Path) -> None:
    target.parent.rmdir()


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
@pytest.mark.parametrize("spoil", [_in_the_way, _changed, _missing, _linked, _nowhere])
def test_what_cannot_be_packed_leaves_nothing(
    cases: Path, tmp_path: Path, name: str, spoil: Callable[[Path, Path], None]
) -> None:
    """An existing target, a copy not as recorded, no such folder: refused, with nothing new
    anywhere.
    """
    target = tmp_path / "out" / name
    target.parent.mkdir()
    spoil(cases, target)
    before = {str(p) for p in tmp_path.rglob("*")}
    record = (cases / "shop" / RECORD).read_bytes()
    with pytest.raises((PosguardError, WrongUse)):
        pack_evidence(open_cases(cases), target)
    assert {str(p) for p in tmp_path.rglob("*")} == before
    assert (cases / "shop" / RECORD).read_bytes() == record
    if target.exists():
        assert target.read_bytes() == b"mine"


def test_what_goes_wrong_is_said_in_both_languages(cases: Path, tmp_path: Path) -> None:
    """The exit code tells wrong use from what could not be done, and the sentence says what to
    do.
    """
    target = str(source_file(tmp_path, "bag.zip", b"mine"))
    inside = str(cases / "shop" / "bag")
    new_case(cases, "empty")
    asked = (
        ("shop", target, 2),
        ("shop", inside, 2),
        ("empty", str(tmp_path / "x"), 2),
        ("shop", str(tmp_path / "no/x"), 1),
    )
    words = {"en": ("not overwritten", "own folder", "no evidence", "Cannot write")}
    words["zh"] = ("不覆盖", "案件自己的文件夹", "没有可打包的", "写不了")
    for lang, said in words.items():
        for (case, to, code), word in zip(asked, said, strict=True):
            done = run_on_cases(cases, "evidence", "pack", "--case", case, "-o", to, lang=lang)
            assert (done.code, word in done.complaint) == (code, True), done
    overwrite(cases / "shop" / "evidence" / "4-chat.txt", b"Hello")
    done = run_on_cases(cases, "evidence", "pack", "--case", "shop", "-o", str(tmp_path / "bag"))
    assert (
        done.code,
        "4-chat.txt" in done.complaint,
        "posguard evidence verify" in done.complaint,
    ) == (1, True, True)


def killed(cases: Path, target: Path) -> None:
    """Pack in a process of its own that is killed when the first bytes of a copy go by."""
    program = """if True:
        import os, signal, sys
        sys.path.insert(0, sys.argv[1])
        from pathlib import Path
        from support.case_factory import open_cases, pack_evidence
        kill = lambda done: os.kill(os.getpid(), signal.SIGKILL)
        pack_evidence(open_cases(Path(sys.argv[2])), Path(sys.argv[3]), kill)
    """
    done = run_program(str(TESTS), str(cases), str(target), program=program)
    assert done.code == -signal.SIGKILL, done.complaint


def modes(top: Path) -> set[int]:
    """The modes of a folder or file and of all that is in it: the folders' and the files'."""
    return {path.stat().st_mode & 0o777 for path in (top, *top.rglob("*"))}


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_what_an_interrupted_packing_left_goes_at_the_next(
    cases: Path, tmp_path: Path, name: str
) -> None:
    """Half a bag never has the target's name, nobody else can read it, and the next work on the
    case clears it away.
    """
    (tmp_path / "out").mkdir()
    killed(cases, tmp_path / "out" / name)
    (part,) = (tmp_path / "out").iterdir()
    assert part.name.startswith(".posguard-part-")
    assert modes(part) <= {0o700, 0o600}
    add_notes(open_cases(cases), "go on")
    assert os.listdir(tmp_path / "out") == []
    assert [n for n in os.listdir(cases / "shop") if n.startswith(".")] == []
    assert run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "out" / name)).code == 0
    assert os.listdir(tmp_path / "out") == [name]


def test_what_an_interrupted_packing_left_goes_with_the_case(cases: Path, tmp_path: Path) -> None:
    """Whoever erases a case leaves no half bag of it anywhere; what lies beside it stays."""
    (tmp_path / "out").mkdir()
    killed(cases, tmp_path / "out" / "bag")
    source_file(tmp_path / "out", ".posguard-part-of-somebody-else", b"x")
    assert run_on_cases(cases, "case", "erase", "--case", "shop", "--yes").code == 0
    assert os.listdir(tmp_path / "out") == [".posguard-part-of-somebody-else"]


def test_a_half_bag_that_was_swapped_is_left_alone(cases: Path, tmp_path: Path) -> None:
    """A link in the place of a half bag, or in it, leads nobody to remove what is elsewhere."""
    (tmp_path / "out").mkdir()
    mine = source_file(tmp_path / "mine", "file", b"x")
    killed(cases, tmp_path / "out" / "bag")
    (part,) = (tmp_path / "out").iterdir()
    shutil.rmtree(part / "data")
    (part / "data").symlink_to(mine.parent)
    add_notes(open_cases(cases), "go on")
    assert os.listdir(tmp_path / "out") == []
    killed(cases, tmp_path / "out" / "bag")
    (part,) = (tmp_path / "out").iterdir()
    shutil.rmtree(part)
    part.symlink_to(mine.parent)
    add_notes(open_cases(cases), "go on")
    assert mine.read_bytes() == b"x"


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_a_bag_that_is_swapped_while_it_is_made_is_refused(
    cases: Path, tmp_path: Path, name: str
) -> None:
    """Whoever can replace the half bag gets nothing written elsewhere, and no bag takes the
    target's name.
    """
    (tmp_path / "out").mkdir()
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "data").mkdir(parents=True)
    swapped: list[Path] = []

    def progress(done: int) -> None:
        if not swapped:
            (part,) = (tmp_path / "out").iterdir()
            part.rename(tmp_path / "away")
            part.symlink_to(elsewhere)
            swapped.append(part)

    with pytest.raises(PosguardError) as caught:
        pack_evidence(open_cases(cases), tmp_path / "out" / name, progress)
    assert (caught.value.key, len(swapped)) == ("not-packed", 1)
    assert os.listdir(elsewhere / "data") == []
    assert not os.path.lexists(tmp_path / "out" / name)


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_while_a_bag_is_made_the_case_is_free(cases: Path, tmp_path: Path, name: str) -> None:
    """Notes are taken meanwhile, and the work on the case that takes them leaves the unfinished
    bag alone.
    """
    noted: list[int] = []

    def progress(done: int) -> None:
        add_notes(open_cases(cases), "meanwhile")
        noted.append(done)

    pack_evidence(open_cases(cases), tmp_path / name, progress)
    kinds = [event.kind for event in store.look(str(cases), "shop").record.events]
    assert kinds == ["opened", "noted", "kept", "kept", *["noted"] * len(noted), "packed"]
    assert noted
    bag = unpacked(tmp_path / name, tmp_path / "whole")
    assert (bagit_validate(bag)[0], sha256sum_check(bag)[0]) == (0, 0)
    assert len((bag / "timeline.jsonl").read_text().splitlines()) == 4


def unpacked(target: Path, folder: Path) -> Path:
    """The bag as a folder, unpacked by a tool that is not ours if it is a zip."""
    if target.suffix != ".zip":
        return target
    subprocess.run(["unzip", "-q", str(target), "-d", str(folder)], check=True, timeout=120)
    (bag,) = folder.iterdir()
    return bag


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_a_bag_is_private_whatever_the_umask(cases: Path, tmp_path: Path, umask: int) -> None:
    """Folders 0700 and files 0600, pages and manifests included, and so is what is unpacked from a
    zip.
    """
    before = os.umask(umask)
    try:
        pack_evidence(open_cases(cases), tmp_path / "bag")
        pack_evidence(open_cases(cases), tmp_path / "bag.zip")
    finally:
        os.umask(before)
    assert modes(tmp_path / "bag") == {0o700, 0o600}
    assert modes(tmp_path / "bag.zip") == {0o600}
    with zipfile.ZipFile(tmp_path / "bag.zip") as whole:
        assert {entry.external_attr >> 16 for entry in whole.infolist()} == {0o600}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "证据 11:22?.zip",
        "x .zip",
        "con.zip",
        "Aux.tar.zip",
        "com¹.zip",
        "a\\b.zip",
        "..zip",
        ".zip",
        "票" * 80 + ".zip",
        "a\x1b[31m.zip",
        "6222021234567890128.ZIP",
    ],
)
def test_the_folder_in_a_zip_can_be_unpacked_on_windows(
    cases: Path, tmp_path: Path, name: str
) -> None:
    """Whatever the zip is called, every name in it is one that Windows holds, and the manifests
    fit them.
    """
    add_evidence(
        open_cases(cases),
        source_file(tmp_path, "a" * 117 + "." + "b" * 30, b"x"),
        source_file(tmp_path, "NUL.txt", b"y"),
    )
    done = run_on_cases(cases, "evidence", "pack", "-o", f"{tmp_path}/{name}")
    assert done.code == 0, done.complaint
    with zipfile.ZipFile(f"{tmp_path}/{name}") as whole:
        parts = [part for entry in whole.namelist() for part in entry.split("/")]
    assert [part for part in parts if not reserved_by_windows(part)] == []
    assert [part for part in parts if "6222021234567890128" in part] == []
    shutil.copy(f"{tmp_path}/{name}", tmp_path / "plain.zip")
    bag = unpacked(tmp_path / "plain.zip", tmp_path / "whole")
    assert (bagit_validate(bag)[0], sha256sum_check(bag)[0]) == (0, 0)


@pytest.mark.parametrize("name", [os.fsdecode("证据".encode("gbk") + b".zip"), "\udcff.zip"])
def test_a_target_that_is_no_text_is_refused(cases: Path, tmp_path: Path, name: str) -> None:
    """A name typed in another encoding than the system's is said to be one, and nothing is
    written.
    """
    before = sorted(tmp_path.iterdir())
    done = run_on_cases(cases, "evidence", "pack", "-o", f"{tmp_path}/{name}")
    assert (done.code, done.complaint.startswith("--output: ")) == (2, True)
    assert sorted(tmp_path.iterdir()) == before


def test_where_to_is_understood_or_refused(cases: Path, tmp_path: Path) -> None:
    """A target under ``~`` is in the home folder, whoever expands it; from a folder that is gone
    it is refused.
    """
    env = {"POSGUARD_CASES": str(cases), "HOME": str(tmp_path / "home")}
    assert (
        run_in_process("evidence", "pack", "--output=~/bag.zip", env=env, cwd=str(tmp_path)).code
        == 0
    )
    assert (tmp_path / "home" / "bag.zip").exists()
    gone = (
        "import os, sys; os.mkdir('x'); os.chdir('x'); os.rmdir('../x'); from "
        "posguard.__main__ import main; main()"
    )
    argv = ("evidence", "pack", "-o", "bag", "--lang", "en")
    done = run_program(*argv, env={**env, "PYTHONSAFEPATH": "1"}, cwd=str(tmp_path), program=gone)
    assert (done.code, done.complaint) == (1, "Cannot write bag: no such file or folder\n")


def test_a_damaged_record_is_packed_only_when_asked_to_and_says_so(
    cases: Path, tmp_path: Path
) -> None:
    """Refused at first; in spite of the damage every page, and the tags, tell the reader what is
    damaged.
    """
    record = cases / "shop" / RECORD
    record.write_bytes(record.read_bytes().replace(b"the safe", b"the Safe"))
    before = record.read_bytes()
    refused = run_on_cases(
        cases, "evidence", "pack", "--case", "shop", "-o", str(tmp_path / "bag")
    )
    assert (refused.code, "--despite-damage" in refused.complaint) == (1, True)
    assert not (tmp_path / "bag").exists()
    done = run_on_cases(
        cases,
        "evidence",
        "pack",
        "--case",
        "shop",
        "-o",
        str(tmp_path / "bag"),
        "--despite-damage",
    )
    assert done.code == 0, done.complaint
    bag = tmp_path / "bag"
    for page in ("index.en.html", "index.en.md", "timeline.en.md", "bag-info.txt"):
        assert "line 2: changed" in (bag / page).read_text("utf-8").replace("\\", ""), page
    assert "第 2 行" in (bag / "index.zh.md").read_text("utf-8")
    assert (bagit_validate(bag)[0], sha256sum_check(bag)[0]) == (0, 0)
    assert record.read_bytes() == before


def test_a_text_that_holds_card_numbers_is_pointed_out(cases: Path, tmp_path: Path) -> None:
    """Whoever packs is told which text files seem to hold numbers that are nobody else's
    business.
    """
    add_evidence(open_cases(cases), source_file(tmp_path, "log.txt", b"card 6222021234567890128"))
    done = run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "bag"), lang="zh")
    assert "5-log.txt 里像是有银行卡号" in done.complaint
    assert "4-chat.txt" not in done.complaint
    assert "CVN2" in done.complaint


def test_a_third_party_follows_the_index(cases: Path, tmp_path: Path) -> None:
    """The commands that the index names are run as they stand there, in a shell that knows nothing
    of posguard.
    """
    run_on_cases(cases, "evidence", "pack", "-o", str(tmp_path / "bag"))
    index = (tmp_path / "bag" / "index.en.md").read_text("utf-8")
    commands = (
        "sha256sum -c manifest-sha256.txt",
        "sha256sum -c tagmanifest-sha256.txt",
    )
    for command in commands:
        assert command in index
        done = subprocess.run(
            command.split(), cwd=tmp_path / "bag", capture_output=True, check=False, timeout=120
        )
        assert (done.returncode, done.stdout.count(b": OK") > 0) == (0, True), done
