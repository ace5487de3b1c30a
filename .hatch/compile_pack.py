"""Build hook of the wheel: compiles the shipped pack into one file beside its folder."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPackHook(BuildHookInterface[Any]):
    """Adds ``posguard/playbooks.json``; an editable install reads the folder that is edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the pack, and name the file to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from posguard.api.packs import PackFolder
        from posguard.pack.compiled import compiled

        self._folder = TemporaryDirectory()
        file = Path(self._folder.name, "playbooks.json")
        file.write_bytes(compiled(PackFolder(str(Path(self.root, "playbooks")), "playbooks")))
        build_data["force_include"][str(file)] = "posguard/playbooks.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the file, which the wheel now holds."""
        if version != "editable":
            self._folder.cleanup()
