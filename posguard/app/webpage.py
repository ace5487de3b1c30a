"""Use case of `posguard page`: the interview as one web page, made from a pack without faults"""

from __future__ import annotations

import os
from datetime import date

from posguard.api.packs import open_pack
from posguard.app.lint import check_folder
from posguard.errors import PosguardError
from posguard.lint.report import is_warning
from posguard.web.document import Design, Options, document

SCRIPTS = ("unpack", "load", "elements", "interview", "plan", "views", "kiosk", "page")
"""The parts of the script; each uses those before it."""


def web_page(folder: str, options: Options, today: date) -> str:
    """The interview as one file, with the organisation's pack on top of the shipped one.

    Raises:
        PosguardError: there is no such folder, or the pack in it has faults.

    """
    report = check_folder(folder or None, today)
    faults = [problem for problem in report.problems if not is_warning(problem)]
    if faults:
        raise PosguardError("web-faulty-pack", folder=folder or "playbooks", count=len(faults))
    return document(open_pack(folder), design(), options)


def design() -> Design:
    """The style sheet and the script of the page, as they are installed."""
    return Design(_part("page.css"), "".join(map(script, SCRIPTS)))


def script(name: str) -> str:
    """A part of the script, without what is there for its readers: comments and indentation."""
    lines = (line.strip() for line in _part(f"{name}.js").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _part(name: str) -> str:
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with open(os.path.join(here, "web", name), encoding="utf-8") as stream:
        return stream.read()
