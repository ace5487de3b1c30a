"""The comparison of the script with posguard notices whatever tempts who changes the script."""

from __future__ import annotations

import bz2
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from random import Random

import pytest
from py_mini_racer import JSEvalException, JSTimeoutException
from support.page_script import PageScript, Told, in_random_pack, logic
from support.random_packs import random_pack
from support.shipped_pack import contents
from support.unpack_script import DAMAGED, DATA, MOST_SAME, UnpackScript
from support.walks import chance_walks

from posguard.app.webpage import script
from posguard.interview.progress import Progress
from posguard.pages.setting import PackContents

PACKS = 30
WALKS = 30
ANSWERS = 60
FAULTS = {
    "findings in the order of telling": (".sort((one, other) => one - other)", ""),
    "numbers sorted as words": (".sort((one, other) => one - other)", ".sort()"),
    "implied before what implies": (
        "waiting.push(...findings[name].implies.slice().reverse())",
        "waiting.push(...findings[name].implies)",
    ),
    "calm findings never lapse": ("calm.filter((name) => !lapses(name))", "calm"),
    "a compound needs each mention": (
        ": new Set(findings[name].when).size",
        ": findings[name].when.length",
    ),
    "a calm finding makes compounds": (
        "told.filter((name) => !findings[name].yields.length)",
        "told",
    ),
    "answers in the order of ticking": (
        "const options = q.options.filter((o) => keys.includes(o.key));",
        "const options = keys.map((k) => q.options.find((o) => o.key === k)).filter(Boolean);",
    ),
    "what follows goes to the end": (
        "[...before, ...first.map((name) => [name, tree]), ...rest]",
        "[...before, ...rest, ...first.map((name) => [name, tree])]",
    ),
    "a waiting question is dropped": ("position += 1;", "p.agenda.splice(position, 1);"),
    "a shared question before a tree's own": (
        "trees.get(tree).own.get(name) || shared.get(name)",
        "shared.get(name) || trees.get(tree).own.get(name)",
    ),
    "known answers are asked": ("if (!q.many && known)", "if (false)"),
    "one option waives for all": ("whys.every(Boolean)", "whys.some(Boolean)"),
    "what is beside waives": (
        "waivers(tree, options.filter((o) => !o.beside))",
        "waivers(tree, options)",
    ),
    "nothing else is not said": ("&& options.length && !others.length ?", "&& false ?"),
    "what lapsed still brings": (
        "filter((r) => r.finding === undefined || p.held.includes(r.finding))",
        "slice()",
    ),
    "an answer's own urgency is lost": ("raise(p, o.urgency);", ""),
    "order before time": ("owner ? 1 : 0, within, rank", "owner ? 1 : 0, rank, within"),
    "the first shorter time": (
        "Math.min(step.within, ...times)",
        "Math.min(step.within, ...times.slice(0, 1))",
    ),
    "do-nots wait for the owner": ("&& step.pillar !== NEVER", ""),
    "a follow-up fills a pillar": (".filter(({ step }) => step.fills)", ""),
    "needs are waived": ("if (needed || !found.length", "if (!found.length"),
    "one incident waives for all": (
        "p.visited.every((name) => said.has(name))",
        "p.visited.some((name) => said.has(name))",
    ),
    "otherwise beside what holds": ("part.otherwise ? !met :", "part.otherwise ? true :"),
    "an utterance has no end": ("counted.length <= table.most[lang]", "true"),
    "roles are explained each time": ("met.add(role);", ""),
    "sources numbered anew": ("if (!cited.has(source)) cited.set", "cited.set"),
    "calls of another person": (
        "`${step.role || step.contact}${owner}`",
        "`${step.role || step.contact}`",
    ),
    "the numbers of home abroad": ("(isAbroad ? 1 : 2)", "2"),
    "both what is read at home and abroad": ("n % 3 !== (isAbroad ? 1 : 2)", "true"),
    "texts counted from nought": ("table.texts[forms - 1]", "table.texts[forms]"),
    "words of the letters of English alone": ("en: /[\\p{L}\\p{N}_]", "en: /\\w"),
    "an order for what has none": ("Math.min(id, table.ordered)", "id"),
    "a contact without its title": ("text(table.contacts[place].title) + ", ""),
    "general answers beside special ones": (
        "names.filter((name) => !rest.has(name))",
        "names",
    ),
    "the last reason": (
        "whys.filter(({ why }) => why).slice(0, 1)",
        "whys.filter(({ why }) => why).slice(-1)",
    ),
    "what is done counts for the hurry": (
        "made.steps.filter(({ done }) => !done).map",
        "made.steps.map",
    ),
}
"""What stands in the script, and what would be there instead."""
UNPACKING = {
    "the data are taken unseen": ("check(checksum(whole) === wanted);", ""),
    "the checksum of the whole is not read": ("&& word(bits) === all", ""),
    "checksums only added": ("(all << 1 | all >>> 31) ^ wanted", "all ^ wanted"),
    "checksums that lose their sign": ("all >>> 31", "all >> 31"),
    "an end is no end": ("check(next === END", "check((next === END || true)"),
    "one block and no more": (
        "for (; next === BLOCK;",
        "if (next === BLOCK) for (let n = 0; !n; n = 1,",
    ),
    "runs in digits of 0 and 1": ("weight << symbol", "weight * symbol"),
    "runs that never end": ("weight = 1;\n}\n}", "}\n}"),
    "a byte that stays where it was": ("met[0] = byte;", ""),
    "one byte too few moves back": (
        "met.copyWithin(1, 0, symbol - 1)",
        "met.copyWithin(1, 0, symbol - 2)",
    ),
    "bytes in the order of their bits": ("map >> 15 - n & 1", "map >> n & 1"),
    "groups of 51": ("TOGETHER = 50", "TOGETHER = 51"),
    "one code for all": ("chosen.push(order[0])", "chosen.push(0)"),
    "codes that stay where they are": (
        "order.unshift(...order.splice(place, 1));\nchosen.push(order[0]);",
        "chosen.push(order[place]);",
    ),
    "lengths that only grow": ("bits(1) ? -1 : 1", "bits(1) ? 1 : 1"),
    "each length from the beginning": (
        "let length = bits(5);\nwhile (lengths.length < size) {",
        "const begin = bits(5);\nwhile (lengths.length < size) {\nlet length = begin;",
    ),
    "symbols in the order of the alphabet": (
        ".sort((one, other) => lengths[one] - lengths[other])",
        "",
    ),
    "codes of a byte at the most": ("LONGEST = 20", "LONGEST = 8"),
    "the row before the first": ("let at = sorted[origin] >>> 8;", "let at = origin;"),
    "places of bytes that come later": ("places[byte + 1] += 1", "places[byte] += 1"),
    "runs are four bytes": ("if (same === 4) {", "if (false) {"),
    "a run goes on behind its length": ("same = 0;\n} else", "} else"),
    "the length of a run is a byte of it": ("begin = n + 1;", "begin = n;"),
    "a checksum from the other end": ("byte << 24;", "byte;"),
}
"""The same, of what unpacks the data."""


@cache
def samples() -> list[tuple[PackContents, list[Told], list[object]]]:
    """Packs, what is told in them, and what posguard makes of it: packs by chance, then ours."""
    found: list[tuple[PackContents, list[Told], list[object]]] = []
    for pack, pairs in packs():
        script = PageScript(pack)
        told = [each for each, _ in pairs]
        expected: list[object] = [script.expected(each, progress) for each, progress in pairs]
        script.close()
        found.append((pack, told, expected))
    return found


def packs() -> Iterator[tuple[PackContents, list[tuple[Told, Progress]]]]:
    """Each pack, and answers in it."""
    for seed in range(1000, 1000 + PACKS):
        pack = random_pack(seed)
        yield pack, list(islice(in_random_pack(pack, seed), ANSWERS))
    dice = Random(1)
    ours = []
    for walked in chance_walks(WALKS, 1):
        answers = list(walked.progress.answers.items())
        mixed = {name: dice.sample(keys, len(keys)) for name, keys in answers}
        ours.append((Told(mixed, extent=2), walked.progress))
    yield contents(), ours


def notices(script: str) -> bool:
    """Whether the comparison notices that the script is another."""
    for pack, told, expected in samples():
        engine = PageScript(pack, script)
        try:
            if engine.of(told) != expected:
                return True
        except Exception:  # noqa: BLE001  a script that breaks is noticed, whatever it says
            return True
        finally:
            engine.close()
    return False


def notices_unpacked(code: str) -> bool:
    """Whether the comparison with bz2 notices that what unpacks is another."""
    unpack = UnpackScript(code)
    try:
        for data in DATA.values():
            if unpack.whole(bz2.compress(data, 1)) != data:
                return True
        for data in DAMAGED.values():
            cut, changed = unpack.damaged(bz2.compress(data), data)
            if {*cut} != {None} or {*changed} != {None, True} or changed.count(True) > MOST_SAME:
                return True
    except (JSEvalException, JSTimeoutException):
        return True
    finally:
        unpack.close()
    return False


def unnoticed(
    code: str, faults: Mapping[str, tuple[str, str]], notices: Callable[[str], bool]
) -> list[str]:
    """The faults that are not noticed when they stand in the script; one by one."""
    assert not notices(code)
    found = []
    for name, (old, new) in faults.items():
        assert old in code, name
        if not notices(code.replace(old, new, 1)):
            found.append(name)
    return found


@pytest.mark.slow
def test_every_fault_is_noticed() -> None:
    """Each of the tempting faults, put into the script alone, is noticed; the script itself is
    right.
    """
    assert unnoticed(logic(), FAULTS, notices) == []


@pytest.mark.slow
def test_every_fault_of_unpacking_is_noticed() -> None:
    """So is each of those in what unpacks the data."""
    assert unnoticed(script("unpack"), UNPACKING, notices_unpacked) == []
