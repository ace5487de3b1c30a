"""The blanks of a paper: asked for at a terminal, told apart by who fills them, and room for the
hand.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from support.case_factory import run_on_cases
from support.in_process import run_in_process
from support.interviews import answer_options
from support.terminal import Person

ACCOUNT = "6222021234567890128"
PAID = {
    "happening-now": ["paid-today"],
    "who": ["cardholder"],
    "paid-how": ["transfer"],
    "given": ["none"],
    "also-true": ["none"],
    "who-is-behind": ["unsure"],
    "already-done": ["none"],
}
TOLD = (
    ("their name", "某人"),
    ("their account", ACCOUNT),
    ("their bank", ""),
    ("amount", "一千二"),
    ("time", "00:00"),
    ("reference", ""),
    ("own card", "1234"),
    ("bank", ""),
    ("owner's name", "王小店"),
    ("owner's telephone", "not a number"),
    ("owner's telephone", "13800138000"),
)


def answer(person: Person) -> None:
    """Answer what is asked for, one after the other."""
    for label, words in TOLD:
        person.see(f"{label} (")
        if words:
            person.type(words)
        else:
            person.enter()


def test_blanks_are_asked_for_and_stand_on_the_paper_alone(tmp_path: Path) -> None:
    """Without a case it says that nothing is kept, tailors the card to what happened, and prints
    what was typed.
    """
    with Person("letter", "card-110", "--cases", str(tmp_path / "cases"), lang="zh") as person:
        person.see("哪句是你的事")
        person.see("q 退出")
        person.type("1")
        person.see("不保存")
        person.see("对方户名")
        person.type("王小店")
        person.see("对方账号")
        person.type("q")
        result = person.leave()
    assert "收款户名：王小店" in result.words
    assert "我被骗了" in result.words
    assert "终端序列号" not in result.words
    assert not (tmp_path / "cases").exists()


def test_what_is_typed_is_recorded_in_the_case(tmp_path: Path) -> None:
    """Each fact is recorded as it is told, a wrong value is asked for again, and an account is
    printed in groups of four.
    """
    folder = tmp_path / "cases"
    made = run_on_cases(folder, "triage", "--case", "shop", *answer_options(PAID))
    assert made.code == 0, made.complaint
    with Person("letter", "card-110", "--cases", str(folder), lang="en") as person:
        answer(person)
        result = person.leave()
    assert "6222 0212 3456 7890 128" in result.words
    facts = run_on_cases(folder, "case", "fact").words
    assert "王小店" in facts
    assert "13800138000" in facts
    assert "****1234" in facts
    assert "amount 1200.00" in facts
    assert "direction out" in facts


def test_a_paper_without_a_terminal_asks_nothing(tmp_path: Path) -> None:
    """It is printed with its blanks at once, and says how facts would fill them, and what is left
    to the hand.
    """
    printed = run_on_cases(tmp_path, "letter", "card-110", lang="zh")
    assert printed.code == 0
    assert "＿＿＿＿＿＿＿＿＿＿＿＿" in printed.words
    assert "posguard case fact 本人姓名 …" in printed.complaint
    assert "posguard case fact 交易 时间=… 金额=…" in printed.complaint
    assert "另有 3 处只能自己写" in printed.complaint


def test_the_commands_named_fill_the_blanks(tmp_path: Path) -> None:
    """Typed with values in their place, each of them takes a blank away."""
    made = run_on_cases(tmp_path, "triage", "--case", "shop", *answer_options(PAID))
    assert made.code == 0, made.complaint
    before = run_on_cases(tmp_path, "letter", "card-110", lang="zh").complaint
    lines = [
        line.split() for line in before.splitlines() if line.startswith("  posguard case fact")
    ]
    values = {
        "…": "9",
        "时间=…": "时间=2026-11-22 09:14",
        "金额=…": "金额=3000",
        "对方账号=…": f"对方账号={ACCOUNT}",
    }
    for _, *argv in lines:
        typed = [values.get(word, word.replace("…", "1234")) for word in argv]
        typed = ["13800138000" if word == "9" and "本人电话" in argv else word for word in typed]
        assert run_on_cases(tmp_path, *typed).code == 0, typed
    after = run_on_cases(tmp_path, "letter", "card-110", lang="zh")
    assert "posguard case fact" not in after.complaint
    assert "6222 0212 3456 7890 128" in after.words


def test_a_fact_that_lacks_a_field_is_not_to_be_doubled(tmp_path: Path) -> None:
    """Where a payment is on record without its payee, the way to complete it is told."""
    run_on_cases(tmp_path, "triage", "--case", "shop", *answer_options(PAID))
    run_on_cases(tmp_path, "case", "fact", "transaction", "time=2026-11-22 09:14", "amount=3000")
    told = run_on_cases(tmp_path, "letter", "card-110").complaint
    assert "number 3 is incomplete" in told
    assert "--withdraw 3" in told


def test_what_is_wanted_first_is_asked_first(tmp_path: Path) -> None:
    """A card that is read out says first to call, then asks for the payee before the own name,
    and stands as it is printed.
    """
    with Person("letter", "card-110", "--cases", str(tmp_path / "cases"), lang="zh") as person:
        person.see("现在就打110，边打边填")
        person.see("哪句是你的事")
        person.see("q 退出")
        person.type("1")
        for label in ("对方户名", "对方账号", "对方开户行", "金额", "时间", "参考号", "银行卡"):
            person.see(f"{label}（")
            person.enter()
        person.see("银行（")
        person.enter()
        person.see("本人姓名（")
        person.type("q")
        words = person.leave().words
    assert words.index("姓名：") < words.index("收款户名：")


def fill(person: Person, *blanks: str) -> None:
    """Type what belongs into one blank after the other; nothing skips it."""
    for words in blanks:
        person.see("):")
        person.see(">")
        if words:
            person.type(words)
        else:
            person.enter()


def test_b_goes_back_to_the_blank_before(tmp_path: Path) -> None:
    """What was typed there is shown, and can be typed anew; Enter keeps it. In a case the fact is
    recorded anew, and the one before is taken back.
    """
    folder = tmp_path / "cases"
    assert run_on_cases(folder, "triage", "--case", "shop", *answer_options(PAID)).code == 0
    with Person("letter", "card-110", "--cases", str(folder), lang="en") as person:
        fill(person, "Zhang", ACCOUNT, "", "100", "00:00", "", "1234", "ICBC")
        person.see("owner's name (")
        person.type("Li")
        person.see("owner's telephone (")
        person.type("b")
        person.see("now Li, Enter keeps it")
        person.type("ｂ")
        person.see("now ICBC")
        person.enter()
        person.see("now Li")
        person.type("Wang")
        person.see("Recorded anew")
        person.see("owner's telephone (")
        person.type("q")
        person.leave()
    facts = run_on_cases(folder, "case", "fact").words
    assert "Wang" in facts
    assert " Li" not in facts
    assert facts.count("ICBC") == 1


def test_the_holes_of_a_kept_fact_are_asked_for(tmp_path: Path) -> None:
    """A payment on record without its payee is completed: recorded anew with all it had, the
    incomplete one taken back.
    """
    folder = tmp_path / "cases"
    assert run_on_cases(folder, "triage", "--case", "shop", *answer_options(PAID)).code == 0
    run_on_cases(folder, "case", "fact", "transaction", "time=2026-11-22 09:14", "amount=3000")
    with Person("letter", "card-110", "--cases", str(folder), lang="en") as person:
        person.see("their name (")
        person.type("Zhang")
        person.see("their account (")
        person.type("q")
        person.see("in the place of 3")
        person.leave()
    [line] = [
        line for line in run_on_cases(folder, "case", "fact").words.splitlines() if "3000" in line
    ]
    assert "Zhang" in line
    assert "09:14" in line


def test_a_fact_that_is_too_little_for_the_record(tmp_path: Path) -> None:
    """A bank without its card is recorded as a bank; of a payment without its amount it is said
    what to type, which is then taken.
    """
    folder = tmp_path / "cases"
    assert run_on_cases(folder, "triage", "--case", "shop", *answer_options(PAID)).code == 0
    with Person(
        "letter", "card-110", "--cases", str(folder), lang="en", columns=200, stdout="file"
    ) as person:
        fill(person, "Zhang Wei", ACCOUNT, "", "", "00:00", "", "", "ICBC")
        person.see("owner's name (")
        person.type("q")
        person.leave()
        screen = person.screen
    [command] = [line for line in screen.splitlines() if "amount=…" in line and "00:00" in line]
    argv = shlex.split(command.replace("amount=…", "amount=3000"))[1:]
    facts = run_on_cases(folder, "case", "fact").words
    assert "bank: ICBC" in facts
    assert run_on_cases(folder, *argv).code == 0
    assert "Zhang Wei" in run_on_cases(folder, "case", "fact").words


def test_of_several_open_cases_one_is_chosen(tmp_path: Path) -> None:
    """The paper is filled in from the case that is chosen, or from none; nobody is sent away for
    another option.
    """
    folder = tmp_path / "cases"
    for name in ("one", "two"):
        assert run_on_cases(folder, "triage", "--case", name, *answer_options(PAID)).code == 0
    argv = ("letter", "card-110", "--plain", "--cases", str(folder))
    with Person(*argv, lang="en") as person:
        person.see("Which one fills in this paper?")
        person.see("q to leave")
        person.type("2")
        person.see("recorded in the case two")
        person.see("their name")
        person.type("q")
        assert person.leave().code == 0
    with Person(*argv, lang="en") as person:
        person.see("q to leave")
        person.type("3")
        person.see("Which of these is yours?")
        person.see("q to leave")
        person.type("q")
        assert person.leave().code == 0


def test_why_the_paper_is_in_chinese_is_said(tmp_path: Path) -> None:
    """Whoever reads English is told why the card is not, and where its twin is; whoever asks for
    the twin is not told.
    """
    env = {"POSGUARD_LANG": "en", "POSGUARD_CASES": str(tmp_path)}
    printed = run_in_process("letter", "card-110", env=env)
    assert "because it is read out in Chinese" in printed.complaint
    assert "posguard letter card-110 --lang en" in printed.complaint
    twin = run_on_cases(tmp_path, "letter", "card-110", "--lang", "en")
    assert "read out in Chinese" not in twin.complaint
    own = run_on_cases(tmp_path, "letter", "card-110", lang="zh")
    assert "posguard letter card-110 --lang" not in own.complaint
