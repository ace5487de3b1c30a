"""Whatever is fed to the parts that read, mask, fold, search and print: a value, or an error that
has words.

    python tests/reliability/fuzz.py [--seconds N] [--small]

Inputs are put together from pieces that mean something there, then changed at random; each part
has the same time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import campaign
from campaign import Row, Run

from posguard.case import fact_parsing, facts, record, state
from posguard.errors import PosguardError
from posguard.interview import answers
from posguard.interview.agenda import offered, question_at
from posguard.interview.plan import plan
from posguard.interview.walk import advance, initial_progress
from posguard.masking.mask import mask
from posguard.messages import say
from posguard.pack import contacts, search, validation
from posguard.pack import yaml_reader as reader
from posguard.pack.model import LANGS
from posguard.pages.letters import letter_page
from posguard.render.html import html
from posguard.render.json import json as as_json
from posguard.render.markdown import markdown
from posguard.render.text import text
from posguard.render.wrap import cells, wrap

SIZES: campaign.Sizes = {"seconds": (10, 0, "seconds for each of the parts")}
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LEAST = 0.3
"""Seconds for each part where none are given."""
PIECES = (
    *(
        "6222021234567890128",
        "4111 1111 1111 1111",
        "11010519491231002X",
        "验证码",
        "密码是",
        "PIN ",
        "cvv",
        "482913",
        "[***]",
    ),
    *(
        "95588",
        "10086",
        "http://",
        "客服",
        "机器被偷",
        "terminal stolen",
        "2026-11-22 09:14",
        "3000",
        "-1",
        "1e9",
        "Infinity",
        "NaN",
    ),
    *(
        "null",
        "true",
        "[]",
        "{}",
        '{"a":',
        "zh: ",
        "en: ",
        "- ",
        "title:\n",
        "then: ",
        "&a ",
        "*a",
        "!!x ",
        "<<: ",
        "---\n",
        "?",
    ),
    *(
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "\u0301",
        "😀",
        "４１１１",
        "٤١١١",
        "机",
        "，",
        "。",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\ufeff",
        "\ud800",
    ),
    *(
        "value=",
        "time=",
        "number=",
        "event=",
        "name=",
        "=",
        "==",
        "<b>",
        "](x)",
        "`",
        "|",
        "\\",
        "/",
        "..",
        " ",
        "  ",
        "X",
        "×",
        "零一二",
    ),
)


def words(dice: Random, most: int = 12) -> str:
    """A text of pieces, some of them spoilt."""
    found = "".join(dice.choice(PIECES) for _ in range(dice.randrange(most)))
    for _ in range(dice.randrange(3)):
        at = dice.randrange(len(found) + 1)
        found = (
            found[:at]
            + chr(dice.choice((dice.randrange(128), dice.randrange(0xD800))))
            + found[at + dice.randrange(3) :]
        )
    return found


def data(dice: Random, depth: int = 3) -> Any:
    """Anything that JSON can say."""
    kind = dice.randrange(8 if depth else 6)
    if kind == 6:
        return [data(dice, depth - 1) for _ in range(dice.randrange(4))]
    if kind == 7:
        return {words(dice, 3): data(dice, depth - 1) for _ in range(dice.randrange(4))}
    return (
        None,
        True,
        dice.randrange(-9, 10**12),
        dice.random() * 10 ** dice.randrange(20),
        words(dice, 4),
        "",
    )[kind]


def spoilt(dice: Random, whole: Any) -> Any:
    """A copy with one value of it replaced or taken away."""
    copy = json.loads(json.dumps(whole))
    at = copy
    for _ in range(dice.randrange(4)):
        inner = [
            v
            for v in (at.values() if isinstance(at, dict) else at)
            if isinstance(v, dict | list) and v
        ]
        at = dice.choice(inner) if inner else at
    key = dice.choice(list(at) if isinstance(at, dict) else range(len(at)))
    if dice.random() < 0.4:
        del at[key]
    else:
        at[key] = data(dice)
    return copy


def readable(found: Any) -> Any:
    """The data as a file of UTF-8 can hold them: without halves of surrogate pairs."""
    return json.loads(json.dumps(found).replace("\\ud800", "?"))


def explained(err: PosguardError) -> None:
    """Whatever goes wrong can be said in both languages."""
    for lang in LANGS:
        assert say(lang, err.key, **err.facts)


def read_pack(dice: Random, shipped: Any) -> None:
    """The reader: a text is neither data nor refused in words."""
    try:
        reader.read(words(dice, 30), "some/file.yaml")
    except PosguardError as err:
        explained(err)


def shape_pack(dice: Random, shipped: Any) -> None:
    """The shape of a pack's files: nearly right data neither fit nor are refused in words."""
    model, whole = dice.choice(shipped.raw)
    try:
        validation.validate(
            readable(spoilt(dice, whole)), model, name="x", folder="contain", file="file", marks={}
        )
    except validation.ValidationErrors as err:
        for problem in err.problems:
            assert all(say(lang, f"rule:{problem.rule}", **problem.facts) for lang in LANGS)


def mask_twice(dice: Random, shipped: Any) -> None:
    """Masking: masked again a text changes, or it has more digits than before."""
    given = words(dice, 20)
    once = mask(given)
    assert mask(once.text) == type(once)(once.text, ()), once.text
    assert sum(map(str.isdecimal, once.text)) <= sum(map(str.isdecimal, given))


def read_fact(dice: Random, shipped: Any) -> None:
    """Facts: words are neither kept, with nothing in them left to mask, nor refused in words."""
    kind = dice.choice((*facts.KINDS, words(dice, 3)))
    fields = [field.name for field in facts.KINDS[kind].fields] if kind in facts.KINDS else []
    given = [
        dice.choice(("", *(f"{name}=" for name in fields))) + words(dice, 4)
        for _ in range(dice.randrange(1, 5))
    ]
    try:
        values = fact_parsing.parse(kind, given, NOW, shipped.contents.manifest.value.place)
        kept = fact_parsing.mask_fact(
            kind, values
        ).values  # as the case does before it writes them
        assert fact_parsing.mask_fact(kind, kept).values == kept, values
    except PosguardError as err:
        explained(err)


def print_letter(dice: Random, shipped: Any) -> None:
    """Letters: a paper cannot be printed, or holds a control character."""
    case = dice.choice(shipped.cases)
    found = tuple(
        state.Fact(f.n, f.kind, {k: words(dice, 5) for k in f.values}) for f in case.facts
    )
    case = type(case)(
        name="x", lang="zh", facts=found, answers=case.answers, exhibits=case.exhibits
    )
    page = letter_page(
        shipped.surroundings(dice.choice(LANGS)),
        dice.choice(shipped.letters),
        case,
        date(2026, 11, 22),
    )
    printed = [each(page) for each in (text, markdown, html, as_json)]
    assert not any(sign in words for words in printed for sign in "\x1b\x00\u202e")


def walk_and_plan(dice: Random, shipped: Any) -> None:
    """Walk, plan, page: right answers do not lead to a plan within thirty questions, or wrong ones
    are not refused.
    """
    pack = shipped.contents
    progress = initial_progress(pack)
    while progress.question is not None:
        question = question_at(pack, progress)
        options = list(offered(pack, progress, question))
        chosen = [dice.choice(options)] if dice.random() < 0.9 else [words(dice, 2), *options[:2]]
        try:
            progress = advance(pack, progress, chosen)
        except PosguardError as err:
            explained(err)
    assert len(progress.answered) <= 30
    assert plan(progress, pack).steps
    if dice.random() < 0.1:
        assert text(shipped.plan_page(progress, dice.choice(LANGS)))


def read_record(dice: Random, shipped: Any) -> None:
    """Record and fold: damage, or an event of any data, is not named in words."""
    from tampering import SHAPES, chained

    kinds = [dice.choice(list(SHAPES)) for _ in range(dice.randrange(1, 6))]
    events = [
        {
            "v": 1,
            "n": n,
            "at": "2026-11-22T09:14:00+08:00",
            "kind": kind,
            "data": SHAPES[kind] if dice.random() < 0.7 else data(dice),
        }
        for n, kind in enumerate(kinds, 1)
    ]
    lines = bytearray(b"".join(chained(events)))
    for _ in range(dice.choice((0, 0, 1, 3))):
        lines[dice.randrange(len(lines))] = dice.randrange(256)
    try:
        found = record.read_record(bytes(lines))
        for each in found.damage:
            assert all(say(lang, f"fault:{each.rule}", **each.facts) for lang in LANGS)
        state.fold(found.events)
    except PosguardError as err:
        explained(err)


def find_playbook(dice: Random, shipped: Any) -> None:
    """Search: words neither find something nor nothing."""
    manifest = shipped.contents.manifest.value
    search.Search(shipped.contents.playbooks, manifest.search).found(words(dice, 6))


def check_number(dice: Random, shipped: Any) -> None:
    """Contacts: words are neither a number with a verdict nor refused in words."""
    given = words(dice, 4)
    try:
        contacts.check_number(
            given,
            shipped.contents.contacts,
            dice.choice(LANGS),
            shipped.contents.manifest.value.place,
        )
        contacts.find_contacts(given, shipped.contents.contacts)
    except PosguardError as err:
        explained(err)


def read_answers(dice: Random, shipped: Any) -> None:
    """Answers: pairs or JSON are neither taken nor refused in words."""
    try:
        if dice.random() < 0.5:
            answers.from_pairs([words(dice, 5)])
        else:
            given = json.dumps(data(dice)) if dice.random() < 0.8 else words(dice)
            answers.from_json(given, "file")
    except PosguardError as err:
        explained(err)


def wrap_lines(dice: Random, shipped: Any) -> None:
    """Wrapping: a line is too wide, or a sign is lost."""
    given, width = words(dice, 20), dice.randrange(12, 120)
    lines = wrap(given, width)
    assert max(map(cells, lines), default=0) <= width
    assert "".join("".join(lines).split()) == "".join(given.split())


PARTS: tuple[Callable[[Random, Any], None], ...] = (
    *(
        read_pack,
        shape_pack,
        mask_twice,
        read_fact,
        print_letter,
        walk_and_plan,
        read_record,
        find_playbook,
    ),
    *(check_number, read_answers, wrap_lines),
)


class Shipped:
    """The shipped pack, read once."""

    def __init__(self) -> None:
        from support import shipped_pack
        from support.complete_cases import CASES

        self.contents, self.surroundings, self.plan_page = (
            shipped_pack.contents(),
            shipped_pack.page_setting,
            shipped_pack.plan_page,
        )
        self.cases, self.letters = list(CASES.values()), list(self.contents.letters.values())
        kinds = {
            "playbooks": "incidents",
            "questions": "questions",
            "findings": "findings",
            "steps": "steps",
            "contacts": "contacts",
            "sources": "sources",
            "letters": "letters",
        }
        self.raw: list[tuple[type, Any]] = []
        for kind in kinds:
            for entry in list(getattr(self.contents, kind).values())[:12]:
                file = (
                    campaign.HERE.parents[1] / "playbooks" / entry.file.partition("playbooks/")[2]
                )
                self.raw.append(
                    (type(entry.value), reader.read(file.read_text(encoding="utf-8"), "")[0])
                )


def main(run: Run) -> list[Row]:
    """Each part in turn, for its time."""
    shipped, rows = Shipped(), []
    for part in PARTS:
        name = f"random inputs: {(part.__doc__ or '').partition(':')[0].lower()}"
        row = Row(name, (part.__doc__ or "").partition(": ")[2].rstrip("."))
        until = time.monotonic() + max(run["seconds"], LEAST)
        while time.monotonic() < until:
            try:
                part(run.dice, shipped)
            except Exception as err:  # noqa: BLE001  every error is a finding
                row.count(True, f"{type(err).__name__} {err}"[:300])
            else:
                row.count(False)
        rows.append(row)
    return rows


if __name__ == "__main__":
    campaign.main(__doc__, main, SIZES)
