"""Build the wheel and the sdist of a copy of this checkout, and install the wheel where nothing
else is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from support.paths import ROOT
from support.program import environment

NOT_COPIED = shutil.ignore_patterns(
    ".git", ".*_cache", ".hypothesis", ".venv", "__pycache__", "*.egg-info", "dist"
)


def copy_of_checkout(folder: Path) -> Path:
    """The checkout as a clone would have it, as far as that can be told without git."""
    return Path(shutil.copytree(ROOT, folder / "checkout", ignore=NOT_COPIED))


def build(source: Path, target: Path, kind: str) -> Path:
    """Build the ``wheel`` or the ``sdist`` of a source tree; the file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    subprocess.run(command, cwd=source, env=environment(), check=True, capture_output=True)
    (built,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


def install(wheel: Path, folder: Path) -> Path:
    """A fresh environment with this wheel, its dependencies borrowed from the present one; the
    folder of its programs.

    The borrowed folder stands last on the path, and no ``.pth`` file in it counts: a checkout that
    is installed there for editing cannot be imported by accident.
    """
    home = folder / "fresh"
    venv.create(home, with_pip=False, symlinks=True)
    programs = home / "bin"
    python = programs / "python"
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run(
        [python, "-c", ask], check=True, capture_output=True, text=True
    ).stdout.strip()
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(pip, env=environment(), check=True, capture_output=True)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(packages, "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    return programs
