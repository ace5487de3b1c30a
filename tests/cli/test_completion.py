"""Shell completion: the script is printed, and what can be typed next is offered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from support.case_factory import keep_answers, new_case
from support.in_process import run_in_process
from support.interviews import CALM
from support.pack_factory import write_file
from support.program import TIMEOUT, environment, run_program
from support.tab_key import BASH, asked, in_bash, offered, words_after_tab

from posguard.api.packs import open_pack
from posguard.case.facts import KINDS
from posguard.cli.offers import VALUES
from posguard.cli.program import app
from posguard.cli.shells import SHELLS
from posguard.messages import say
from posguard.messages.rules import RULES
from posguard.pack.model import LANGS, PILLARS, START, Lang
from posguard.render.formats import PAGES, PAPERS
from posguard.render.wrap import cells

PLAYBOOKS = [name for name in open_pack().playbooks if name != START]
HOSTILE = "xx b'c\"$(touch made)`touch made`;\\x!（银行）"
"""The name of a bank in a pack of a stranger."""


def case_in(folder: Path) -> dict[str, str]:
    """Make a case with answers, and the variables by which it is found."""
    keep_answers(new_case(folder / "cases", "店铺一"), CALM, "店铺一")
    return {"POSGUARD_CASES": str(folder / "cases")}


def pack_with_bank(folder: Path, name: str) -> dict[str, str]:
    """Make a pack with a bank of this name, and the variables by which it is found."""
    quoted = name.replace("'", "''")
    bank = open_pack().contacts["icbc"]
    text = (Path(__file__).parents[2] / "playbooks/contacts/bank/icbc.yaml").read_text("utf-8")
    zh = f"zh: {bank.value.title.zh}\n"
    assert zh in text
    write_file(folder, "pack/contacts/bank/own.yaml", text.replace(zh, f"zh: '{quoted}'\n", 1))
    return {"POSGUARD_PACK": str(folder / "pack"), "POSGUARD_LANG": "zh"}


def test_ids_of_playbooks_are_completed(tmp_path: Path) -> None:
    """After checklist every playbook is offered, and only those that begin with what was typed."""
    assert in_bash(tmp_path, "checklist ") == PLAYBOOKS
    assert in_bash(tmp_path, "checklist sn-") == [
        name for name in PLAYBOOKS if name.startswith("sn-")
    ]


def test_playbooks_to_begin_with_and_rules_are_completed(tmp_path: Path) -> None:
    """After --from the playbooks are offered, after --explain the rules of lint."""
    assert in_bash(tmp_path, "triage --from sn-") == [n for n in PLAYBOOKS if n.startswith("sn-")]
    assert in_bash(tmp_path, "lint --explain long-") == [
        name for name in RULES if name.startswith("long-")
    ]
    assert in_bash(tmp_path, "pack st") == ["steps"]
    assert in_bash(tmp_path, "step lock-") == [
        name for name in open_pack().steps if name.startswith("lock-")
    ]
    assert in_bash(tmp_path, "explain terminal-w") == ["terminal-where", "terminal-with-it"]
    assert in_bash(tmp_path, "explain card-payment-") == ["card-payment-today"]


def test_commands_and_options_are_completed(tmp_path: Path) -> None:
    """Commands after the program's name, options after a dash."""
    assert in_bash(tmp_path, "chec") == ["checklist"]
    assert in_bash(tmp_path, "expl") == ["explain"]
    assert in_bash(tmp_path, "ste") == ["step"]
    assert in_bash(tmp_path, "triage --bri") == ["--brief"]
    assert in_bash(tmp_path, "case resume --fu") == ["--full"]
    assert "--answers" in in_bash(tmp_path, "triage --a")


def test_options_given_are_not_offered_again() -> None:
    """An option that can stand once is offered once; behind two dashes none is."""
    once = offered("triage --brief --")
    assert ("--brief" in once, "--full" in once, "--answer" in once) == (False, True, True)
    assert "--answer" in offered("triage -a who=owner --")
    assert list(offered("-")) == [*offered("--")]
    assert "-o" in offered("triage -")
    assert offered("checklist -- --") == {}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_its_own_way(shell: str) -> None:
    """Asked in the way of each shell, the program offers the playbooks."""
    ended = asked(shell, "checklist ")
    assert (ended.code, ended.err) == (0, b"")
    assert [line.split("\t")[0] for line in ended.words.splitlines()] == PLAYBOOKS


EXACT = {
    "bash": "sn-leak\nsn-misuse\n",
    "zsh": "sn-leak\t{leak}\nsn-misuse\t{misuse}\n",
    "fish": "sn-leak\t{leak}\nsn-misuse\t{misuse}\n",
    "powershell": "sn-leak\tsn-leak\t{leak}\nsn-misuse\tsn-misuse\t{misuse}\n",
    "pwsh": "sn-leak\tsn-leak\t{leak}\nsn-misuse\tsn-misuse\t{misuse}\n",
}
"""What the script of each shell gets."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("shell", EXACT)
def test_what_each_script_gets(shell: str, lang: Lang) -> None:
    """One offer a line, a tab, and the title in the user's language, byte by byte."""
    titles = {
        name: open_pack().playbooks[f"sn-{name}"].value.title[lang] for name in ("leak", "misuse")
    }
    ended = asked(shell, "checklist sn-", {"POSGUARD_LANG": lang})
    assert (ended.code, ended.out, ended.err) == (0, EXACT[shell].format(**titles).encode(), b"")


ASKED = {
    "": ["case", "letter"],
    "case ": ["list", "fact"],
    "checklist --": ["--only", "--help"],
    "case note --": ["--case"],
}
"""What is typed, and some of what is offered then."""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("typed", ASKED)
@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell", "pwsh"])
def test_what_is_offered_is_explained_in_the_users_language(
    shell: str, typed: str, lang: Lang
) -> None:
    """Commands and options come with the words of the help page, each on one line; no key and no
    other language.
    """
    ended = asked(shell, typed, {"POSGUARD_LANG": lang, "COLUMNS": "40"})
    assert (ended.code, ended.err) == (0, b"")
    lines = [line.split("\t") for line in ended.words.splitlines()]
    told = {line[0]: line[-1] for line in lines}
    page = run_in_process(
        *typed.replace("--", "").split(), "--help", env={"POSGUARD_LANG": lang}
    ).words
    assert [name for name in ASKED[typed] if name not in told] == []
    assert [(name, says) for name, says in told.items() if says not in page] == []
    assert "Show this message" not in ended.words
    assert ("cmd:" in ended.words, "opt:" in ended.words) == (False, False)


def test_the_language_typed_is_the_language_spoken() -> None:
    """--lang on the line counts more than the system's; half typed, it is completed."""
    title = open_pack().playbooks["sn-leak"].value.title
    assert offered("checklist --lang zh sn-l") == {"sn-leak": title.zh}
    assert offered("--lang=zh checklist sn-l", {"LANG": "C.UTF-8"}) == {"sn-leak": title.zh}
    assert list(offered("checklist --lang ")) == [*LANGS]
    assert offered("--lang z", {"POSGUARD_LANG": "zh"}) == {"zh": "中文"}


@pytest.mark.parametrize("lang", LANGS)
def test_values_are_offered_with_words(lang: Lang) -> None:
    """Pillars, formats, papers, kinds of facts and their fields, each with its name for people."""
    env = {"POSGUARD_LANG": lang}
    assert offered("checklist --only ", env) == {n: say(lang, f"pillar:{n}") for n in PILLARS}
    assert offered("checklist --only police,fr", env) == {
        "police,freeze": say(lang, "pillar:freeze")
    }
    assert offered("checklist --format ", env) == {n: say(lang, f"format:{n}") for n in PAGES}
    assert list(offered("letter --format ", env)) == [*PAPERS]
    assert offered("letter ", env) == {
        name: letter.value.title[lang] for name, letter in open_pack().letters.items()
    }
    assert offered("case fact ", env) == {n: say(lang, k.label) for n, k in KINDS.items()}
    assert offered("case fact happened event=fi", env) == {"event=filed": say(lang, "event:filed")}
    assert offered("case fact transaction time=now ", env) == {
        "amount=": say(lang, "field:amount"),
        "currency=": say(lang, "field:currency"),
        "direction=out": say(lang, "value:out"),
        "direction=in": say(lang, "value:in"),
        "reference=": say(lang, "field:reference"),
        "counterparty-account=": say(lang, "field:counterparty-account"),
        "counterparty-name=": say(lang, "field:counterparty-name"),
        "counterparty-bank=": say(lang, "field:counterparty-bank"),
    }


def test_banks_and_acquirers_are_offered_by_the_names_people_use() -> None:
    """Each company once, by the name in the user's language or by the one that is being typed."""
    contacts = open_pack().contacts.values()
    banks = [entry.value.title for entry in contacts if entry.folder == "bank"]
    assert list(offered("triage --bank ", {"POSGUARD_LANG": "zh"})) == [t.zh for t in banks]
    assert list(offered("step lock-card --bank ")) == [title.en for title in banks]
    assert offered("triage --bank 工", {"POSGUARD_LANG": "zh"}) == {"工行": "中国工商银行"}
    assert "icbc" in offered("triage --bank ic")
    assert "--bank=icbc" in offered("triage --bank=IC")
    assert list(offered("checklist --acquirer 拉", {"POSGUARD_LANG": "zh"})) == ["拉卡拉"]
    assert "icbc" in offered("contacts ic")


def test_cases_and_their_steps_are_offered(tmp_path: Path) -> None:
    """Names of cases after --case; the steps of the plan to tick, and those ticked to untick."""
    env = case_in(tmp_path)
    assert list(offered("case show --case ", env)) == ["店铺一"]
    assert list(offered(f"triage --cases {tmp_path}/cases --case 店")) == ["店铺一"]
    steps = offered("case tick ", env)
    first = next(iter(steps))
    assert steps[first] == open_pack().steps[first].value.do.en
    assert offered("case untick ", env) == {}
    assert run_in_process("case", "tick", first, env=env).code == 0
    assert first not in offered("case tick ", env)
    assert offered("case untick --case 店铺一 ", env) == {first: steps[first]}


def test_of_several_open_cases_the_names_are_offered(tmp_path: Path) -> None:
    """Where it is not said which case is meant, the cases are what can be typed next."""
    env = case_in(tmp_path)
    keep_answers(new_case(tmp_path / "cases", "two"), CALM, "two")
    for typed in ("case tick ", "case untick ", "evidence withdraw ", "case fact --withdraw "):
        assert set(offered(typed, env)) == {"--case=two", "--case=店铺一"}, typed
    assert offered("case tick --case=two ", env)


def test_facts_and_exhibits_are_offered_by_their_numbers(tmp_path: Path) -> None:
    """What can be taken back is offered with what it is, and no file of the folder."""
    env = case_in(tmp_path)
    fact = ("case", "fact", "owner-name", "王小店")
    assert run_in_process(*fact, env=env).code == 0
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    assert run_in_process("evidence", "add", str(photo), env=env).code == 0
    [(number, says)] = offered("case fact --withdraw ", env).items()
    assert number.isdecimal()
    assert "王小店" in says
    [(number, says)] = offered("evidence withdraw ", env).items()
    assert "photo.jpg" in says
    assert run_in_process("evidence", "withdraw", number, env=env).code == 0
    assert offered("evidence withdraw ", env) == {}


def test_facts_are_completed_in_the_writing_that_is_typed(tmp_path: Path) -> None:
    """Kinds, fields and their choices have Chinese names, which are completed as the others."""
    env = {**case_in(tmp_path), "POSGUARD_LANG": "zh"}
    assert list(offered("case fact 交", env)) == ["交易"]
    assert list(offered("case fact 交易 金", env)) == ["金额="]
    assert list(offered("case fact transaction 金", env)) == ["金额="]
    assert "方向=转出" in offered("case fact 交易 方", env)
    assert list(offered("case fact 交易 金额=3000 金", env)) == []
    assert list(offered("case fact 交易 amo", env)) == ["amount="]
    assert offered("case fact tra", env) == {"transaction": say("zh", "fact:transaction")}


def test_answers_are_offered_in_the_order_of_the_interview(tmp_path: Path) -> None:
    """After -a come the options of the next question; in a case, also those it has answered."""
    first = offered("triage -a ")
    assert {pair.partition("=")[0] for pair in first} == {"happening-now"}
    assert "happening-now=none" in first
    assert list(offered("triage -a happening-now=none -a who=o")) == ["who=owner"]
    several = offered("triage -a happening-now=mine-lost -a mine-lost-now=card-exposed,p")
    assert "mine-lost-now=card-exposed,phone-lost" in several
    changed = offered("case answer who=", case_in(tmp_path))
    assert {"who=owner", "who=employee"} <= set(changed)


@pytest.mark.parametrize(
    "typed", ["lint ", "triage --answers ", "triage -o pl", "case show --pack=", "evidence add sl"]
)
@pytest.mark.parametrize("shell", SHELLS)
def test_files_are_left_to_the_shell(shell: str, typed: str) -> None:
    """Where a file is wanted nothing is offered, and the exit code says so."""
    ended = asked(shell, typed)
    assert (ended.code, ended.out, ended.err) == (1, b"", b"")


def parameters(command: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every parameter of every command, by the command and its own name."""
    for param in command.params:
        yield path, param.name
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            yield from parameters(command.get_command(None, name), f"{path} {name}".strip())


def test_no_completion_stands_for_a_parameter_that_is_not_there() -> None:
    """Everything that can be completed is a parameter of a command."""
    known = {*parameters(typer.main.get_command(app))}
    anywhere = {("", name) for _, name in known}
    assert [each for each in VALUES if each not in known | anywhere] == []


def broken_pack(folder: Path) -> dict[str, str]:
    for name in ("incidents", "steps", "letters", "contacts/bank"):
        write_file(folder, f"pack/{name}/aa.yaml", "a: [")
    return {"POSGUARD_PACK": str(folder / "pack")}


def broken_manifest(folder: Path) -> dict[str, str]:
    write_file(folder, "pack/pack.yaml", b"\xff\xfe")
    return {"POSGUARD_PACK": str(folder / "pack")}


def broken_case(folder: Path) -> dict[str, str]:
    write_file(folder, "cases/x/record.jsonl", b"{\xff\n")
    return {"POSGUARD_CASES": str(folder / "cases")}


def broken_folders(folder: Path) -> dict[str, str]:
    file = str(write_file(folder, "file"))
    return {"POSGUARD_CASES": file, "POSGUARD_PACK": file}


def broken_settings(_: Path) -> dict[str, str]:
    return {"POSGUARD_LANG": "xx", "POSGUARD_CASES": "~nobody/x", "POSGUARD_PACK": "~nobody/x"}


@pytest.mark.parametrize(
    "typed",
    [
        "checklist ",
        "step ",
        "letter ",
        "triage --bank ",
        "triage -a ",
        "triage -a x=y -a ",
        "case show --case ",
        "case tick ",
        "case answer ",
        "case fact nothing ",
        "nothing ",
        "--lang xx checklist ",
        "checklist --lang",
        "checklist 'open",
        "note \\",
        "--nothing=",
        "case --case",
    ],
)
@pytest.mark.parametrize(
    "broken", [broken_pack, broken_manifest, broken_case, broken_folders, broken_settings]
)
def test_whatever_is_broken_the_line_stays_as_it_is(
    broken: Any, typed: str, tmp_path: Path
) -> None:
    """The tab key never writes a complaint into the line that somebody is typing."""
    ended = asked("zsh", typed, broken(tmp_path))
    assert (ended.code, ended.err) == (0, b"")
    assert "Traceback" not in ended.words


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    """What cannot be read is offered by its name, and everything else as ever."""
    found = offered("checklist ", broken_pack(tmp_path))
    assert list(found) == ["aa", *PLAYBOOKS]
    assert [name for name, says in found.items() if not says] == ["aa"]


@pytest.mark.parametrize("shell", ["", "complete_zsh", "complete_bash", "tcsh"])
def test_a_script_that_is_not_ours_gets_nothing(shell: str) -> None:
    """Whatever calls in another way, an old script included, gets nothing that it could run."""
    ended = asked(shell, "checklist ")
    assert (ended.out, ended.err) == (b"", b"")


TYPED = {
    "case show --case 店": ["case", "show", "--case", "店铺一"],
    "case show --case '店": ["case", "show", "--case", "店铺一"],
    "case fact happened event=mon": ["case", "fact", "happened", "event=money-moved"],
    "case fact happened ti": ["case", "fact", "happened", "time="],
    "triage --bank 工": ["triage", "--bank", "工行"],
    "triage --bank=工": ["triage", "--bank=工行"],
    "triage --bank=xx": ["triage", f"--bank={HOSTILE}"],
    "triage --bank 'xx": ["triage", "--bank", HOSTILE],
    'triage --bank "xx': ["triage", "--bank", HOSTILE],
    "triage --bank xx\\ b": ["triage", "--bank", HOSTILE],
}
"""What is typed before the tab key, and the words that the program then is called with."""


@pytest.mark.parametrize("typed", TYPED)
def test_the_word_that_bash_completes_is_the_word_the_program_gets(
    typed: str, tmp_path: Path
) -> None:
    """In a real bash, at a terminal: names with spaces, quotes, Chinese and worse come through as
    they are, and nothing in them is run.
    """
    env = {**case_in(tmp_path), **pack_with_bank(tmp_path, HOSTILE), "LC_ALL": "C.UTF-8"}
    words, screen = words_after_tab(tmp_path, typed, env)
    assert words == TYPED[typed], screen
    assert not (tmp_path / "made").exists()
    assert not Path("made").exists()


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_names_with_signs_stand_on_one_line(shell: str, tmp_path: Path) -> None:
    """Line breaks and tabs of a pack's words do not become offers of their own; PowerShell gets
    what it would misread in quotes.
    """
    env = pack_with_bank(tmp_path, HOSTILE)
    (line,) = asked(shell, "triage --bank xx", env).words.splitlines()[:1]
    first, *rest = line.split("\t")
    assert first == ("'" + HOSTILE.replace("'", "''") + "'" if shell == "powershell" else HOSTILE)
    assert len(rest) == (2 if shell == "powershell" else 1)


def test_bash_lists_with_words() -> None:
    """Pressed twice, the tab key lists what there is with its title, no line too long."""
    env = {"POSGUARD_LANG": "zh", "_POSGUARD_LISTS": "63", "COLUMNS": "40"}
    lines = asked("bash", "checklist sn-", env).words.splitlines()
    titles = [open_pack().playbooks[n].value.title.zh for n in ("sn-leak", "sn-misuse")]
    assert [line[:11] for line in lines] == ["sn-leak    ", "sn-misuse  "]
    assert [line[11:20] for line in lines] == [title[:9] for title in titles]
    assert max(map(cells, lines)) < 40


@pytest.mark.parametrize("lang", LANGS)
def test_the_script_is_shown_and_is_whole(lang: Lang, tmp_path: Path) -> None:
    """--show-completion prints the script of the shell it is called from, which bash can read."""
    program = f'"{sys.executable}" -m posguard --lang {lang} --show-completion; exit $?'
    done = subprocess.run(
        [BASH, "-c", program],
        capture_output=True,
        env=environment(),
        timeout=TIMEOUT,
        check=True,
    )
    assert done.stdout.decode().strip() == SHELLS["bash"].script.strip()
    read = subprocess.run([BASH, "-n"], input=done.stdout, capture_output=True, check=True)
    assert read.stderr == b""


def test_completion_loads_nothing_heavy() -> None:
    """Pressing the tab key does not load what only a terminal needs."""
    env = {"_POSGUARD_LINE": "posguard checklist ", "_POSGUARD_COMPLETE": "zsh"}
    ended = run_program(env=env, python=["-X", "importtime"])
    loaded = {line.rpartition("|")[2].strip() for line in ended.complaint.splitlines()}
    assert loaded & {"rich", "questionary", "prompt_toolkit", "pydantic", "asyncio"} == set()
    assert "posguard.cli.program" in loaded


def test_commands_are_completed_without_loading_one() -> None:
    """After the program's name no command and no pack is loaded."""
    env = {"_POSGUARD_LINE": "posguard ", "_POSGUARD_COMPLETE": "zsh"}
    ended = run_program(env=env, python=["-X", "importtime"])
    loaded = {line.rpartition("|")[2].strip() for line in ended.complaint.splitlines()}
    commands = {name for name in loaded if name.startswith("posguard.cli.commands")}
    assert (commands, loaded & {"yaml", "posguard.pack.loading"}) == (set(), set())
