"""A compiled pack is the pack: the same files, read to the same values, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest

from posguard.api.packs import PackFolder, shipped
from posguard.pack.compiled import CompiledPack, compiled
from posguard.pack.layout import LAYOUT
from posguard.pack.loading import Pack

KINDS = ("playbooks", "questions", "findings", "steps", "contacts", "sources", "letters")


@dataclass(frozen=True)
class Both:
    """The shipped pack read from its folder, and from the file compiled from it."""

    folder: Pack
    compiled: Pack


@pytest.fixture(scope="module")
def both() -> Both:
    """Both readings of the shipped pack."""
    folder = PackFolder(shipped(), "playbooks")
    return Both(Pack((folder,)), Pack((CompiledPack(compiled(folder), "playbooks"),)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_of_a_kind_has_the_same_value(both: Both, kind: str) -> None:
    """Id by id the values are equal, and so are the names that messages give the files."""
    ours, theirs = getattr(both.folder, kind), getattr(both.compiled, kind)
    assert list(ours) == list(theirs) != []
    for name in ours:
        assert theirs[name].value == ours[name].value
        assert (theirs[name].file, theirs[name].folder) == (ours[name].file, ours[name].folder)


def test_every_kind_is_compared() -> None:
    """The layout knows no kind of file that is not compared."""
    assert set(LAYOUT) == set(KINDS)


def test_the_manifest_and_the_order_are_the_same(both: Both) -> None:
    """What stands once in a pack is compiled as well."""
    assert both.compiled.manifest.value == both.folder.manifest.value
    assert both.compiled.order == both.folder.order != ()


def test_what_is_not_there_is_not_held(both: Both) -> None:
    """A name that no file has is no entry, with and without a folder."""
    layer = both.compiled.layers[0]
    assert "nothing-of-the-kind" not in both.compiled.steps
    assert not layer.holds("steps/police/nothing.yaml")
    assert layer.names("nowhere") == []


def test_bytes_that_are_no_compiled_pack_are_refused() -> None:
    """Half a file is no pack, wherever it ends, and nor is one with more behind it."""
    whole = compiled(PackFolder(shipped(), "playbooks"))
    first = whole.index(b"\n")
    for part in (b"", b"{}x", whole[:9], whole[: first + 1], whole[:-1], whole + b"\n"):
        with pytest.raises(msgspec.DecodeError):
            CompiledPack(part, "playbooks")
