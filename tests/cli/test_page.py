"""``posguard page``: one file, from a pack without faults, that needs nothing else."""

from __future__ import annotations

import bz2
import gzip
import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.pack_factory import write_file
from support.terminal import Person

from posguard.messages import say
from posguard.pack.model import LANGS, Lang

MOST = {"both": (700_000, 190_000), "zh": (350_000, 115_000), "en": (350_000, 115_000)}
"""The most bytes of the page, and of the page as a server packs it."""
EARLY = 25_000
"""The most bytes, packed, before the first question can be asked."""
LISTED = r"https?://[^\"'\\<>\s）)，。；]+"


def first_of(page: str) -> dict[str, Any]:
    """What the first question needs."""
    found = re.search(r'<script type="application/json" id="first">(.*?)</script>', page)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def table_of(page: str) -> str:
    """All the rest, as JSON."""
    found = re.search(r'<script type="text/plain" id="table">(.*?)</script>', page)
    assert found
    return bz2.decompress(b64decode(found[1], validate=True)).decode()


@pytest.mark.parametrize("languages", MOST)
def test_the_page_is_one_small_file(tmp_path: Path, languages: str) -> None:
    """The page is written to a file, says how large it is, and is small enough to be sent; most of
    it stands behind what the first question needs.
    """
    file = tmp_path / "posguard.html"
    ended = run_in_process("page", "-o", str(file), "--languages", languages, "--lang", "en")
    assert ended.code == 0
    assert str(file) in ended.complaint
    page = file.read_bytes()
    most, most_packed = MOST[languages]
    assert len(page) <= most
    assert len(gzip.compress(page, 9)) <= most_packed
    assert len(gzip.compress(page[: page.index(b'id="table"')], 9)) <= EARLY
    langs = list(LANGS) if languages == "both" else [languages]
    assert first_of(page.decode())["langs"] == langs
    assert json.loads(table_of(page.decode()))["langs"] == langs


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_opens_in_the_language_that_is_spoken(lang: Lang) -> None:
    """Both languages are in it; it opens in that of whoever makes it, and what stands there before
    its script runs begins in that.
    """
    page = run_in_process("page", "--lang", lang).words
    first = first_of(page)
    assert first["langs"][first["lang"]] == lang
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in page
    assert page.index(say(lang, "web-title")) < page.index(say(lang, "web-without"))


def test_the_page_names_nothing_to_load() -> None:
    """No element of it loads anything: it has no source and no link but the icon that is none, and
    no handler stands in the markup.
    """
    page = run_in_process("page").words
    markup = re.sub(r"<script.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="([^"]*)"', markup) == ["data:,"]
    assert not re.search(r"<[^>]* on\w+=", markup)
    script = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    assert len(script) == 1
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|\beval\b|new Function|fetch\(", script[0]
    )
    assert not re.search(LISTED, script[0])


def test_a_pack_with_faults_gives_no_page(tmp_path: Path) -> None:
    """Advice that lint finds fault with is not put on a page; what to do is said."""
    write_file(tmp_path, "pack/steps/police/broken.yaml", "do: {zh: 打 110}\n")
    file = tmp_path / "posguard.html"
    ended = run_in_process(
        "page", "-o", str(file), "--pack", str(tmp_path / "pack"), "--lang", "en"
    )
    assert ended.code == 1
    assert "posguard lint" in ended.complaint
    assert not file.exists()


def test_an_own_pack_is_on_the_page(tmp_path: Path) -> None:
    """What an organisation's pack says stands on its page in place of the shipped words."""
    words = "title:\n  zh: 本店专用\n  en: For our shops\n"
    write_file(tmp_path, "pack/pack.yaml", words)
    page = run_in_process("page", "--pack", str(tmp_path / "pack")).words
    assert "本店专用" in table_of(page)


@pytest.mark.parametrize("minutes", ["0", "61", "-1"])
def test_a_kiosk_has_a_time(minutes: str) -> None:
    """A kiosk begins anew after 1 to 60 minutes; other numbers are refused."""
    ended = run_in_process("page", "--kiosk", minutes, "--lang", "en")
    assert ended.code == 2
    assert minutes in ended.complaint
    assert first_of(run_in_process("page", "--kiosk", "3").words)["kiosk"] == 3


def test_a_language_that_is_not_there_is_refused() -> None:
    """Another language than the two is refused, and the choice is named."""
    ended = run_in_process("page", "--languages", "fr", "--lang", "en")
    assert (ended.code, "zh, en, both" in ended.complaint) == (2, True)


def test_the_page_is_not_written_onto_a_screen() -> None:
    """On a terminal nothing is printed but how to write it to a file."""
    with Person("page", stdout="tty", lang="en") as person:
        person.see("add -o posguard.html")
    assert "<html" not in person.screen
