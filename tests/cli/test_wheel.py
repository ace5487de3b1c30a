"""What is installed is what is in the checkout: the wheel elsewhere, the sdist without anything
stray.
"""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from support.interviews import EMERGENCY, answer_options, plan_output
from support.paths import ROOT
from support.program import TIMEOUT, Result, environment, run_program
from support.wheels import build, copy_of_checkout, install

import posguard as package
from posguard.api.advice import Advice
from posguard.api.packs import PackFolder
from posguard.cli.checklist_files import FOLDER, file_name
from posguard.pack.compiled import compiled
from posguard.pack.model import LANGS

pytestmark = pytest.mark.slow

STRAY = (
    ".env",
    ".venv/lib/python3.11/site-packages/posguard/stray.py",
    "venv/posguard/stray.py",
    "venv/playbooks/stray.yaml",
    "build/lib/posguard/stray.py",
    "dist/stray.whl",
    "docs/__pycache__/stray.pyc",
    "notes.txt",
    "playbooks/__pycache__/stray.pyc",
    "posguard/__pycache__/stray.pyc",
    "posguard.egg-info/PKG-INFO",
    "stray/posguard/stray.py",
    "tests/__pycache__/stray.pyc",
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which a developer has left all sorts of things."""
    copy = copy_of_checkout(tmp_path_factory.mktemp("source"))
    for name in STRAY:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("stray", encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout."""
    return build(checkout, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of the checkout."""
    return build(checkout, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment in which the wheel is installed."""
    return install(wheel, tmp_path_factory.mktemp("installed"))


def run(*command: str | Path, cwd: Path) -> Result:
    """Run a command of the fresh environment in some other folder."""
    done = subprocess.run(
        command, cwd=cwd, env=environment(), capture_output=True, timeout=TIMEOUT, check=False
    )
    return Result(done.returncode, done.stdout, done.stderr)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, compiled ones left out."""
    found = (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_wheel_holds_the_program_and_the_pack_and_nothing_else(wheel: Path) -> None:
    """Every file of posguard/, of playbooks/ and of the schemas, byte for byte, the pack compiled,
    its checklists, and what describes the wheel itself.
    """
    with zipfile.ZipFile(wheel) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    described = {
        name for name in inside if name.startswith(f"posguard-{package.__version__}.dist-info/")
    }
    wanted = {f"posguard/{name}": data for name, data in files(ROOT / "posguard").items()}
    wanted |= {
        f"posguard/playbooks/{name}": data for name, data in files(ROOT / "playbooks").items()
    }
    wanted |= {
        f"posguard/schema/{name}": data for name, data in files(ROOT / "docs/schema").items()
    }
    pack = PackFolder(str(ROOT / "playbooks"), "playbooks")
    wanted["posguard/playbooks.jsonl"] = compiled(pack)
    # two loops: each checklist in each language
    printed = {
        f"posguard/{FOLDER}/{file_name(name, lang)}"
        for lang in LANGS
        for name in Advice.open(lang, "").checklist_names()
    }
    assert printed <= inside.keys()
    assert {name: inside[name] for name in sorted(inside.keys() - described - printed)} == wanted


def test_the_sdist_holds_nothing_stray(sdist: Path) -> None:
    """Program, pack, tests and docs, and what a build needs; nothing that a developer has left
    lying about.
    """
    with tarfile.open(sdist) as archive:
        names = {
            member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()
        }
    wanted = {
        f"{top}/{name}"
        for top in (".hatch", "posguard", "playbooks", "tests", "docs")
        for name in files(ROOT / top)
    }
    others = {
        name
        for name in (".gitignore", "LICENSE", "README.md", "pyproject.toml")
        if (ROOT / name).exists()
    }
    assert names == wanted | others | {"PKG-INFO"}


def test_the_sdist_is_complete(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    """The wheel built from the sdist is the wheel built from the checkout."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    again = build(source, tmp_path, "wheel")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            n: other.read(n) for n in other.namelist()
        }


def test_the_installed_program_gives_the_same_plan_elsewhere(
    installed: Path, tmp_path: Path
) -> None:
    """From another folder, isolated, without the checkout, the plan has the same bytes."""
    for command in ([installed / "posguard"], [installed / "python", "-I", "-m", "posguard"]):
        ended = run(*command, "triage", *answer_options(EMERGENCY), "--lang", "zh", cwd=tmp_path)
        assert (ended.code, ended.out, ended.err) == (0, plan_output(EMERGENCY, "zh"), b"")
        ended = run(*command, "checklist", "sn-leak", cwd=tmp_path)
        assert (ended.code, ended.out) == (0, run_program("checklist", "sn-leak").out)


def test_the_installed_program_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    """What was run above is the wheel's code with the wheel's pack, and it knows its version."""
    ask = (
        "import posguard.api.packs; print(posguard.api.packs.__file__, "
        "posguard.api.packs.shipped(), sep='\\n')"
    )
    ended = run(installed / "python", "-I", "-c", ask, cwd=tmp_path)
    module, pack = map(Path, ended.words.splitlines())
    assert module.is_relative_to(installed.parent)
    assert pack == module.parent.parent / "playbooks"
    assert (
        run(installed / "posguard", "--version", cwd=tmp_path).words
        == f"posguard {package.__version__}\n"
    )


def test_the_installed_pack_is_checked_like_the_one_in_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    """Lint reads the installed pack and comes to the same result."""
    ended = run(installed / "posguard", "lint", cwd=tmp_path)
    assert (ended.code, ended.out) == (run_program("lint").code, run_program("lint").out)
    assert ended.out


def test_an_author_finds_the_pack_and_its_schemas_and_can_test_it(
    installed: Path, tmp_path: Path
) -> None:
    """The installed program names the folders of its own pack and schemas, and its pack does what
    its journeys say.
    """
    program = installed / "posguard"
    pack, schemas = (
        Path(run(program, "pack", "path", *o, cwd=tmp_path).words.strip())
        for o in ((), ("--schemas",))
    )
    tested = run(program, "test", cwd=tmp_path)

    assert pack.is_relative_to(installed.parent)
    assert files(pack) == files(ROOT / "playbooks")
    assert files(schemas) == files(ROOT / "docs" / "schema")
    assert (tested.code, tested.out) == (0, run_program("test").out)
    assert tested.out.startswith(b"All journeys hold: ")


def test_nothing_is_written_where_it_is_installed_or_run(installed: Path, tmp_path: Path) -> None:
    """Running it leaves no file behind, but for what the interpreter itself keeps."""
    before = files(installed.parent)
    for argv in (
        ["checklist", "sn-leak"],
        ["contacts"],
        ["search", "SN"],
        ["lint"],
        ["triage", *answer_options(EMERGENCY)],
    ):
        run(installed / "posguard", *argv, cwd=tmp_path)
    assert files(installed.parent) == before
    assert files(tmp_path) == {}
