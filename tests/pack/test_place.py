"""A place is data: a pack for Hong Kong stands alone, is read by its own rules, and says no word
of the mainland.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import msgspec
import pytest
from docx import Document
from support.in_process import run_in_process
from support.pack_factory import report_text, write_file
from support.paths import TESTS
from support.program import Result
from support.shipped_pack import contents, manifest
from support.slow import slow_after

from posguard.api.advice import Advice
from posguard.api.packs import open_pack
from posguard.app.lint import check_folder
from posguard.case.fact_parsing import read
from posguard.errors import PackError, WrongUse
from posguard.messages import say
from posguard.pack import manifest as manifests
from posguard.pack import model, steps, trees
from posguard.pack.contacts import check_number
from posguard.pack.manifest import Phone, Place
from posguard.pack.model import LANGS, Lang
from posguard.pages.amounts import format_moment, format_money
from posguard.pages.citations import basis, cited_article
from posguard.render.formats import PAGES, PAPERS

HK = TESTS / "packs" / "hk"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
BOTH = pytest.mark.parametrize("lang", slow_after(1, LANGS))

MAINLAND = (
    r"mainland|China|CNY|RMB|UnionPay|yuan|PBOC|\bart\. |[¥￥]|元"
    r"|人民币|公安|民警|派出所|银联|人民银行|大陆|中国|国家反诈|拉卡拉|工商银行|支付宝|微信"
)
ANSWERS = ("-a", "what-happened=terminal", "-a", "stranger-there=no")
FACTS = (
    ("merchant-number", "HK-7788-99"),
    ("credit-code", "12345678-000"),
    ("id-number", "A123456(3)"),
    ("acquirer", "Harbour Acquiring"),
    ("transaction", "time=2026-11-20 10:05", "amount=HK$1,200", "direction=out"),
)


@cache
def place() -> Place:
    """Hong Kong, as its pack tells it."""
    return open_pack(str(HK)).manifest.value.place


def run(folder: Path, lang: Lang, *argv: str, code: int = 0) -> Result:
    """A command with the pack of Hong Kong, on the cases in a folder."""
    env = {
        "POSGUARD_PACK": str(HK),
        "POSGUARD_CASES": str(folder / "cases"),
        "POSGUARD_LANG": lang,
    }
    ended = run_in_process(*argv, env=env)
    assert ended.code == code, (argv, ended.complaint)
    return ended


def everything(folder: Path, lang: Lang) -> Iterator[tuple[str, str]]:
    """What every command says in one language, and what it was: pages in each format, and what is
    handed over.
    """
    pages: list[tuple[str, ...]] = [
        ("triage", *ANSWERS),
        ("triage", *ANSWERS, "--full"),
        ("explain", "triage"),
        *(("explain", name) for name in ("card-misused", "terminal-odd")),
        ("step", "tell-acquirer"),
        ("triage", "-a", "what-happened=card"),
        ("checklist",),
        *(("checklist", name) for name in ("terminal-tampered", "card-misused")),
        ("contacts",),
        *(("contacts", "check", number) for number in ("999", "+852 999", "95588", "110")),
        ("letter",),
        ("letter", "terminal-report"),
        *(("case", name) for name in ("show", "due", "timeline")),
        ("evidence", "list"),
        ("triage", "--from", "terminal-tampered", "-a", "stranger-there=yes"),
        *(("pack", what) for what in ("steps", "playbooks")),
    ]
    run(folder, lang, "triage", "--case", "shop", *ANSWERS)
    for fact in FACTS:
        yield "case fact", run(folder, lang, "case", "fact", *fact).complaint
    photo = folder / "label.txt"
    photo.write_text("a label", encoding="utf-8")
    yield "evidence add", run(folder, lang, "evidence", "add", str(photo)).complaint
    for page in pages:
        for form in PAGES:
            ended = run(folder, lang, *page, "--format", form)
            yield f"{page} {form}", ended.words + ended.complaint
    for lines in (
        (),
        ("search", "card machine"),
        ("case", "fact"),
        ("case", "check"),
        ("--help",),
    ):
        yield str(lines), run(folder, lang, *lines).words
    yield "nothing found", run(folder, lang, "search", "xyzzy", code=1).complaint
    yield "no number", run(folder, lang, "contacts", "check", "nonsense", code=2).complaint
    paper = folder / "report.docx"
    run(folder, lang, "letter", "terminal-report", "-o", str(paper))
    yield "docx", "\n".join(paragraph.text for paragraph in Document(str(paper)).paragraphs)
    run(folder, lang, "evidence", "pack", "-o", str(folder / "bag"))
    for file in sorted((folder / "bag").iterdir()):
        if file.is_file():
            yield file.name, file.read_text(encoding="utf-8")


def of_the_mainland(words: str) -> set[str]:
    """What of the shipped pack or of its place stands in the words."""
    names = {
        text for e in contents().contacts.values() for text in (e.value.title.zh, e.value.title.en)
    }
    names |= {
        text for e in contents().sources.values() for text in (e.value.title.zh, e.value.title.en)
    }
    names -= {
        text
        for e in open_pack(str(HK)).sources.values()
        for text in (e.value.title.zh, e.value.title.en)
    }
    numbers = {n.number for e in contents().contacts.values() for n in e.value.numbers}
    found = {name for name in names if name in words}
    found |= {number for number in numbers if re.search(rf"(?<![\w-]){number}(?![\w-])", words)}
    return found | set(re.findall(MAINLAND, words))


@BOTH
def test_no_word_of_the_mainland(tmp_path: Path, lang: Lang) -> None:
    """Interview, checklists, contacts, a case with its facts, papers and evidence say nothing of
    the mainland.
    """
    asked = {"('contacts', 'check', '95588')", "('contacts', 'check', '110')"}
    wrong = {}
    for what, words in everything(tmp_path, lang):
        found = of_the_mainland(words)
        if any(what.startswith(question) for question in asked):
            found -= {"95588", "110"}  # what was typed is repeated
        wrong.update({what: found} if found else {})
    assert wrong == {}


@BOTH
def test_its_own_words_are_there(tmp_path: Path, lang: Lang) -> None:
    """999 is the number to call, amounts are in its currency, and every page says that this is a
    test pack.
    """
    told = dict(everything(tmp_path, lang))
    assert say(lang, "front-emergency", emergency="999") in told["()"]
    assert say(lang, "nothing-found", words="xyzzy", emergency="999") in told["nothing found"]
    unit = {"zh": "1200.00港币", "en": "HKD 1200.00"}[lang]
    for form in PAPERS:
        paper = told["docx" if form == "docx" else f"('letter', 'terminal-report') {form}"]
        assert (unit in paper, "HK-7788-99" in paper) == (True, True)
        plan = told[f"{('triage', *ANSWERS, '--full')} {'text' if form == 'docx' else form}"]
        assert open_pack(str(HK)).manifest.value.title[lang] in plan.replace("\\(", "(").replace(
            "\\)", ")"
        )
    assert "A123456" not in "".join(told.values())


@BOTH
def test_what_is_looked_for_is_found_in_the_shipped_pack(tmp_path: Path, lang: Lang) -> None:
    """The same search names the mainland's words, numbers and institutions where they do stand."""
    env = {"POSGUARD_LANG": lang, "POSGUARD_CASES": str(tmp_path)}
    found = of_the_mainland(run_in_process("checklist", "card-fraud", env=env).words)
    assert {"110", contents().contacts["police-110"].value.title[lang]} <= found
    assert "银联" in of_the_mainland(
        run_in_process("contacts", "unionpay", env={"POSGUARD_LANG": "zh"}).words
    )


def test_the_pack_is_sound_and_needs_nothing_shipped() -> None:
    """Lint finds nothing in it; of the shipped pack nothing can be found in it."""
    assert check_folder(str(HK), TODAY).problems == ()
    hk = open_pack(str(HK))
    for own, shipped in ((hk.steps, contents().steps), (hk.contacts, contents().contacts)):
        assert {entry.file for entry in own.values()} & {
            entry.file for entry in shipped.values()
        } == set()
        assert "icbc" not in own
    assert all(step.value.practice for step in hk.steps.values())


def test_its_journeys_hold_without_the_shipped_pack() -> None:
    """Whoever writes a lone pack can test it: its journeys begin at its own trees and end in its
    own steps.
    """
    ended = run_in_process("test", str(HK))
    assert (ended.code, ended.words, ended.complaint) == (0, "All journeys hold: 3.\n", "")


@pytest.mark.parametrize("what", ["steps", "playbooks"])
def test_an_author_of_a_lone_pack_finds_all_of_it_and_nothing_else(what: str) -> None:
    """What is there to build on is the pack's own, each with its file."""
    page = json.loads(run_in_process("pack", what, "--pack", str(HK), "--format", "json").out)
    listed = {
        item["id"]: item["facts"]["file"]
        for section in page["sections"]
        for item in section["items"]
    }
    assert listed == {entry.id: entry.file for entry in getattr(open_pack(str(HK)), what).values()}


def test_what_a_lone_pack_refers_to_must_be_its_own(tmp_path: Path) -> None:
    """With base: none a shipped step is unknown, and every key that the manifest lacks is told."""
    for file in HK.rglob("*.yaml"):
        write_file(tmp_path, str(file.relative_to(HK)), file.read_bytes())
    card = (HK / "incidents/card-misused.yaml").read_text(encoding="utf-8")
    write_file(
        tmp_path,
        "incidents/card-misused.yaml",
        card.replace("save-card-records]", "save-card-records, lock-card]"),
    )
    words = (HK / "pack.yaml").read_text(encoding="utf-8")
    write_file(
        tmp_path,
        "pack.yaml",
        words.replace("contacts_valid_days: '365'\n", "").replace("version: test\n", ""),
    )
    assert [line.split(": ")[:2] for line in report_text(tmp_path).splitlines()] == [
        ["incidents/card-misused.yaml:11:67", "unknown-reference"],
        ["pack.yaml:1:1", "missing-key"],
        ["pack.yaml:1:1", "missing-key"],
    ]
    with pytest.raises(PackError):
        _ = open_pack(str(tmp_path)).manifest


def test_a_manifest_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """Broken YAML is named at its place by lint and by every command."""
    write_file(tmp_path, "pack.yaml", "base: [none\n")
    assert [line.split(": ")[1] for line in report_text(tmp_path).splitlines()] == ["broken-yaml"]
    with pytest.raises(PackError):
        open_pack(str(tmp_path))


def test_an_organisations_manifest_changes_only_what_it_says(tmp_path: Path) -> None:
    """One key replaces the shipped one whole; everything else is the shipped pack's."""
    write_file(tmp_path, "pack.yaml", "version: ours\ntitle:\n  zh: 我们的\n  en: Ours\n")
    ours, shipped = open_pack(str(tmp_path)).manifest.value, open_pack().manifest.value
    assert (ours.version, ours.title.en) == ("ours", "Ours")
    assert (ours.place, ours.roles, ours.search) == (shipped.place, shipped.roles, shipped.search)
    assert (ours.reviewed, ours.contacts_valid_days) == (
        shipped.reviewed,
        shipped.contacts_valid_days,
    )
    assert report_text(tmp_path) == "No problems. Files checked: 1.\n"
    write_file(tmp_path, "pack.yaml", "search:\n  stop: xyzzy\n")
    assert open_pack(str(tmp_path)).manifest.value.search.same == {}


@BOTH
@pytest.mark.parametrize("pack", ["nowhere", "broken"])
def test_the_front_page_stands_without_a_pack(tmp_path: Path, lang: Lang, pack: str) -> None:
    """Where no pack can be read the first page comes all the same, and says to call the police."""
    write_file(tmp_path, "broken/pack.yaml", "place: [\n")
    ended = run_in_process(env={"POSGUARD_PACK": str(tmp_path / pack), "POSGUARD_LANG": lang})
    assert ended.code == 0
    assert say(lang, "front-police") in ended.words
    assert "110" not in ended.words


@pytest.mark.parametrize(
    ("fact", "hong_kong", "china"),
    [
        (("merchant-number", "HK-7788-99"), "HK-7788-99", ""),
        (("merchant-number", "898310148160568"), "898310148160568", "898310148160568"),
        (("credit-code", "12345678-000"), "12345678-000", ""),
        (("id-number", "A123456(3)"), "******6(3)", ""),
        (("id-number", "11010519491231002X"), "110105********002X", "110105********002X"),
    ],
)
def test_numbers_are_checked_by_the_rules_of_the_place(
    fact: tuple[str, str], hong_kong: str, china: str
) -> None:
    """The mainland's have a length and check digits; others are taken as written; a person's is
    never kept whole.
    """
    assert read(fact[0], [fact[1]], NOW, place()).values["value"] == hong_kong
    if china:
        assert read(fact[0], [fact[1]], NOW, manifest().place).values["value"] == china
    else:
        with pytest.raises(WrongUse):
            read(fact[0], [fact[1]], NOW, manifest().place)


@pytest.mark.parametrize(
    ("typed", "here_kept", "china_kept"),
    [
        ("1,200", "1200.00", "1200.00"),
        ("HK$1200", "1200.00", ""),
        ("1200 HKD", "1200.00", ""),
        ("￥1200元", "", "1200.00"),
    ],
)
def test_amounts_are_read_with_the_signs_of_the_place(
    typed: str, here_kept: str, china_kept: str
) -> None:
    """What is written beside an amount there is understood, and nothing else; the currency is that
    of the place.
    """
    for where, kept in ((place(), here_kept), (manifest().place, china_kept)):
        words = ["time=2026-11-20 10:05", f"amount={typed}"]
        if kept:
            values = read("transaction", words, NOW, where).values
            assert (values["amount"], values["currency"]) == (kept, where.currency.code)
        else:
            with pytest.raises(WrongUse) as refused:
                read("transaction", words, NOW, where)
            assert refused.value.facts["value"] == typed


def test_money_and_moments_are_written_as_the_place_does() -> None:
    """An amount in its own currency carries its unit; a time of another zone carries that zone."""
    tokyo = msgspec.structs.replace(place(), utc_offset="+09:00")
    assert [format_money("3.00", "HKD", lang, place()) for lang in LANGS] == [
        "3.00港币",
        "HKD 3.00",
    ]
    assert format_money("3.00", "CNY", "en", place()) == "CNY 3.00"
    assert format_moment("2026-11-21T07:41:00+08:00", "en", place()) == "2026-11-21 07:41"
    assert format_moment("2026-11-21T07:41:00+08:00", "en", tokyo) == "2026-11-21 07:41 (UTC+0800)"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("999", "known"),
        ("+852 999", "known"),
        ("00852999", "known"),
        ("+86 999", "unknown"),
        ("0999", "unknown"),
    ],
)
def test_a_number_is_read_as_the_place_writes_it(typed: str, kind: str) -> None:
    """Its own country code makes no other number of it; another's does, and no area code is
    guessed.
    """
    told = check_number(typed, open_pack(str(HK)).contacts, "en", place())
    assert [verdict.kind for verdict in told] == [kind]


@pytest.mark.parametrize("typed", ["020 999", "20 999", "+44 020 999", "0121 999", "0120 999"])
def test_area_codes_are_those_of_the_place(typed: str) -> None:
    """A service number may be dialled with an area code of the place behind its trunk digit, and
    with no other.
    """
    london = Phone(country_code="44", trunk="0", area_codes=("20", "1x1"))
    told = check_number(
        typed, open_pack(str(HK)).contacts, "en", msgspec.structs.replace(place(), phone=london)
    )
    known = "unknown" if typed in ("20 999", "0120 999") else "known"
    assert [verdict.kind for verdict in told] == [known]


def test_articles_are_cited_as_the_place_cites_them() -> None:
    """Each place has its own words for an article, and for one that was inserted later if it has
    such.
    """
    china, hong_kong = Advice.open("zh", "").setting(), Advice.open("zh", str(HK)).setting()
    cited = [
        cited_article(setting, article)
        for setting in (china, hong_kong)
        for article in ("35", "177-1", "II")
    ]
    assert cited == ["第35条", "第177条之一", "II", "第35条", "177-1", "II"]
    english = Advice.open("en", "").setting()
    assert [cited_article(english, article) for article in ("35", "177-1", "120-12")] == [
        "art. 35",
        "art. 177-1",
        "art. 120-12",
    ]
    assert cited_article(china, "120-12") == "第120条之12"
    assert basis(Advice.open("en", str(HK)).setting(), ["pci-skimming-2014#4"]) == "[1] section 4"


def test_papers_are_in_a_language_that_institutions_take(tmp_path: Path) -> None:
    """Where one language is taken it is printed unless another is asked for; where both are, the
    person's own.
    """
    chinese = run_in_process(
        "letter", "acquirer-notice", env={"POSGUARD_LANG": "en", "POSGUARD_CASES": str(tmp_path)}
    )
    twin = run_in_process(
        "letter", "acquirer-notice", "--lang", "en", env={"POSGUARD_CASES": str(tmp_path)}
    )
    either = run(tmp_path, "en", "letter", "terminal-report")
    assert contents().letters["acquirer-notice"].value.title.zh in chinese.words
    assert "This English twin is for you to understand. Hand in the Chinese paper." in twin.words
    assert either.words.startswith("Report of a suspect terminal")
    assert "twin" not in either.words


def test_a_hostile_manifest_makes_search_neither_slow_nor_long(tmp_path: Path) -> None:
    """Wordings that lead to each other are replaced once and not for ever."""
    letters = "abcdefghij"
    same = "".join(
        f"    {one}: {other * 40}\n" for one, other in zip(letters, letters[1:] + "a", strict=True)
    )
    write_file(tmp_path, "pack.yaml", f"search:\n  same:\n{same}")
    ended = run_in_process("search", letters, "--pack", str(tmp_path), env={"POSGUARD_LANG": "en"})
    assert ended.code in (0, 1)
    assert len(ended.words) < 1 << 16


def test_no_key_of_a_pack_is_read_by_nothing() -> None:
    """Whatever a file of a pack must or may say is read somewhere outside the model."""
    kinds: list[type[msgspec.Struct]] = [
        *(
            manifests.Manifest,
            manifests.RoleWords,
            manifests.Place,
            manifests.Currency,
            manifests.Phone,
        ),
        *(
            manifests.EvidenceLaw,
            manifests.SearchWords,
            manifests.Employee,
            trees.Playbook,
            trees.SharedQuestion,
            trees.Option,
        ),
        *(trees.Finding, trees.Claims, trees.Expectation, trees.Order),
        *(steps.Step, steps.Part, steps.Sooner),
        *(model.Contact, model.Number, model.Trap, model.Source),
    ]
    models = {"model.py", "manifest.py", "trees.py", "steps.py"}
    files = [
        file
        for file in (TESTS.parent / "posguard").rglob("*.py")
        if file.parent.name != "pack" or file.name not in models
    ]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    keys = {f"{kind.__name__}.{key}" for kind in kinds for key in kind.__struct_fields__}
    assert {key for key in keys if not re.search(rf"\.{key.partition('.')[2]}\b", code)} - {
        "Manifest.base",
        "SharedQuestion.more",
    } == set()
