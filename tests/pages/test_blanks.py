"""The blanks of a paper: asked for at a terminal, told apart by who fills them, and room for the
hand.
"""

from __future__ import annotations

from pathlib import Path

from support.case_factory import run_on_cases
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
    ("owner's name", "王小店"),
    ("owner's telephone", "not a number"),
    ("owner's telephone", "13800138000"),
    ("own card", "1234"),
    ("bank", ""),
    ("time", "00:00"),
    ("amount", "一千二"),
    ("reference", ""),
    ("their account", ACCOUNT),
    ("their name", "某人"),
    ("their bank", "q"),
)


def answer(person: Person) -> None:
    """Answer what is asked for, one after the other, and stop before the last."""
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
        person.see("不保存")
        person.see("哪句是你的事")
        person.type("1")
        person.see("本人姓名")
        person.type("王小店")
        person.see("本人电话")
        person.type("q")
        result = person.leave()
    assert "姓名：王小店" in result.words
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
