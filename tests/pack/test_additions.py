"""What an organisation lays on top of the shipped interview: options of its own in a question that
is shared, findings, steps, and lines in the order of what is due at once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.in_process import run_in_process
from support.pack_factory import (
    finding_yaml,
    incident_yaml,
    lint_report,
    question_yaml,
    report_text,
    write_file,
)

from posguard.api.packs import open_pack
from posguard.interview.findings import held
from posguard.pack.loading import Pack
from posguard.pack.trees import merged_order

OPTIONS = """more: true
options:
  our-app:
    text:
      zh: 我们商户 App 的登录
      en: The login of our merchant app
    tells: [our-app-given]
  text-code:
    text:
      zh: 我们发的短信验证码
      en: A text code that we sent
    tells: [code-given]
  unsure:
    text:
      zh: 说不上来
      en: I cannot tell
    tells: [our-app-given]
"""
FINDING = """says:
  zh: 你给了别人我们商户 App 的登录
  en: You gave others the login of our merchant app
implies: [login-given]
urgency: urgent
now: [block-our-app]
steps: [ask-our-desk]
claims:
  zh: [把贵方的登录给了]
  en: [gave away your login]
expect:
  holds:
    block-our-app: now
    ask-our-desk: 24h
    lock-own-payments: now
"""
BLOCK = """do:
  zh: 打我们的商户热线，停掉 App 的登录
  en: Call our merchant line and have the app's login blocked
say:
  - {when: [our-app-given], zh: 我把贵方的登录给了别人, en: I gave away your login}
  - {otherwise: true, zh: 请停掉我的登录【登录名】, en: Please block my login 【name】}
within: 15m
sooner:
  - {when: [our-app-given], within: now}
contact: acquirer
practice: true
"""
ASK = """do:
  zh: 请我们的服务台查谁登录过
  en: Ask our desk who has logged in
within: 24h
practice: true
"""
ORDER = "steps:\n  - block-our-app\n  - lock-own-payments\n  - ring-the-branch\n"
RING = ASK.replace("24h", "15m")
FILES = {
    "questions/given.yaml": OPTIONS,
    "findings/our-app-given.yaml": FINDING,
    "steps/contain/block-our-app.yaml": BLOCK,
    "steps/acquirer/ask-our-desk.yaml": ASK,
    "steps/acquirer/ring-the-branch.yaml": RING,
    "order.yaml": ORDER,
}


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """The organisation's folder."""
    for path, text in FILES.items():
        write_file(tmp_path, path, text)
    return tmp_path


def page(folder: Path, *argv: str) -> dict[str, Any]:
    """What a command prints with the folder on top, as JSON, in English."""
    ended = run_in_process(*argv, "--pack", str(folder), "--format", "json", "--lang", "en")
    assert (ended.code, ended.complaint) == (0, "")
    content: dict[str, Any] = json.loads(ended.out)
    return content


def items(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The items of a page by id, in their order, each as it stands first."""
    listed = [item for part in content["sections"] for item in part["items"]]
    return {item["id"]: item for item in reversed(listed)}


def test_the_folder_has_no_problem_but_a_step_that_nothing_brings(ours: Path) -> None:
    """All of it is read and fits what lies below; the step that only the order names is unused."""
    assert report_text(ours) == (
        "steps/acquirer/ring-the-branch.yaml:1:1: unused-file: warning: nothing uses "
        "ring-the-branch; delete it or refer to it\n"
    )


def test_options_are_added_in_their_place(ours: Path) -> None:
    """Those of the shipped question stay in their order, an own one of the same name in its place;
    new ones follow, and those that stand alone come last and stay as they are.
    """
    shipped, added = (open_pack(pack).questions["given"].value for pack in ("", str(ours)))
    keys = [*shipped.options]

    assert keys[-2:] == ["none", "unsure"]
    assert [*added.options] == [*keys[:-2], "our-app", "none", "unsure"]
    assert added.options["text-code"].text.en == "A text code that we sent"
    same = [key for key in keys if key != "text-code"]
    assert [added.options[key] for key in same] == [shipped.options[key] for key in same]
    assert (added.ask, added.choose, added.when) == (shipped.ask, shipped.choose, shipped.when)


def test_a_question_without_more_replaces_the_shipped_one(ours: Path) -> None:
    """Only what it says itself is asked, by the interview and for lint."""
    text = question_yaml("given").partition("\n")[2].replace("\n    ", "\n").lstrip()
    write_file(ours, "questions/given.yaml", text)

    assert [*open_pack(str(ours)).questions["given"].value.options] == ["option-0", "unsure"]
    rules = {(Path(p.file).name, p.rule) for p in lint_report(ours).problems}
    assert ("our-app-given.yaml", "finding-nobody-tells") in rules


def test_more_of_a_question_that_is_not_shipped(ours: Path) -> None:
    """There is nothing to add to, so that the question must be whole."""
    write_file(ours, "questions/own.yaml", OPTIONS)

    assert ("own.yaml", "missing-key") in {
        (Path(p.file).name, p.rule) for p in lint_report(ours).problems
    }


def test_own_lines_of_the_order_stand_before_what_they_name(ours: Path) -> None:
    """A new step stands before the next one that the shipped order has too, or at its end; the
    shipped order is otherwise what it was.
    """
    shipped, merged = open_pack().order, open_pack(str(ours)).order

    at = merged.index("block-our-app")
    assert merged[at + 1] == "lock-own-payments"
    assert merged[-1] == "ring-the-branch"
    assert tuple(name for name in merged if name in shipped) == shipped
    assert len(merged) == len(shipped) + 2


@pytest.mark.parametrize(
    ("below", "own", "merged"),
    [
        ("abc", "", "abc"),
        ("", "xy", "xy"),
        ("abc", "xb", "axbc"),
        ("abc", "xyb", "axybc"),
        ("abc", "bx", "abcx"),
        ("abc", "xbyc", "axbyc"),
        ("abc", "cxa", "xabc"),
        ("abc", "ca", "abc"),
        ("abc", "xy", "abcxy"),
        ("abc", "xax", "xabc"),
        ("abc", "xx", "abcx"),
    ],
)
def test_two_orders_as_one(below: str, own: str, merged: str) -> None:
    """No line of the lower list moves, none is lost, and each stands once."""
    assert "".join(merged_order(below, own)) == merged


def test_an_own_answer_leads_to_own_and_shipped_steps_in_one_order(ours: Path) -> None:
    """What the own finding brings stands in the plan with what the shipped one brings that it
    implies, each in its time and place, with the words that are true of it.
    """
    asked = ("triage", "--from", "own", "-a", "given=our-app")
    write_file(ours, "incidents/own.yaml", incident_yaml().replace("asks: []", "asks: [given]"))
    plan = page(ours, *asked)
    numbers = {name: item["number"] for name, item in items(plan).items() if "number" in item}

    assert (numbers["block-our-app"], numbers["lock-own-payments"]) == (1, 2)
    assert {"ask-our-desk", "change-exposed-passwords"} <= set(numbers)
    assert {"our-app-given", "login-given"} <= {finding["id"] for finding in plan["findings"]}
    words = json.dumps(plan, ensure_ascii=False)
    assert "I gave away your login" in words
    assert "Please block my login" not in words


def test_explain_shows_what_was_added(ours: Path) -> None:
    """The own option stands among the shipped ones with all that it leads to."""
    added = items(page(ours, "explain", "given"))["our-app"]
    told = added["details"]

    assert told["tells"] == [", ".join(held(open_pack(str(ours)).findings, ["our-app-given"]))]
    assert told["now"][0].startswith("block-our-app")
    assert "ask-our-desk" in told["steps"][0]


def test_an_own_finding_may_stand_for_a_shipped_one(tmp_path: Path) -> None:
    """A file of the same name replaces the shipped finding wherever it is told."""
    pack = _with(tmp_path, "findings/employee.yaml", finding_yaml(steps="[write-timeline]"))

    assert pack.findings["employee"].value.steps == ("write-timeline",)
    assert pack.findings["abroad"].value == open_pack().findings["abroad"].value


def _with(folder: Path, path: str, text: str) -> Pack:
    write_file(folder, path, text)
    return open_pack(str(folder))
