"""Build hook of the wheel: compiles the shipped pack into one file beside its folder, and prints
its checklists.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPackHook(BuildHookInterface[Any]):
    """Adds ``posguard/playbooks.jsonl`` and the finished checklists; an editable install reads the
    folder that is edited.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the pack, print its checklists, and name the files to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from posguard.api.advice import Advice
        from posguard.api.packs import PackFolder
        from posguard.cli.checklist_files import FOLDER, file_name
        from posguard.pack.compiled import compiled
        from posguard.pack.model import LANGS
        from posguard.terminal.output import rendered

        self._folder = TemporaryDirectory()
        here, added = Path(self._folder.name), build_data["force_include"]
        pack = here / "playbooks.jsonl"
        pack.write_bytes(compiled(PackFolder(str(Path(self.root, "playbooks")), "playbooks")))
        added[str(pack)] = "posguard/playbooks.jsonl"
        for lang in LANGS:
            advice = Advice.open(lang, "")
            for name in advice.checklist_names():
                file = here / file_name(name, lang)
                file.write_bytes(rendered(advice.checklist(name, ()), "text"))
                added[str(file)] = f"posguard/{FOLDER}/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the files, which the wheel now holds."""
        if version != "editable":
            self._folder.cleanup()
