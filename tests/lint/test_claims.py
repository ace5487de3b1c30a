"""A sentence to be said states only what was told: every claim of the shipped pack is missed where
its guard is, and a guard that is taken away is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from msgspec.structs import replace
from support.shipped_pack import contents

from posguard.errors import Problem
from posguard.lint.claims import check_claims
from posguard.lint.roads import Roads
from posguard.pack.model import LANGS, Entry, Lang, Text
from posguard.pack.steps import Part, Step

PLAIN = Text(zh="关于这件事", en="About this matter")
INCIDENT = "sn-leak"
"""What brings the steps that are made here: its answers claim nothing."""
FEWEST_CAUGHT = 0.8
"""The share of the shipped guards that must be missed when they are gone."""


def claims() -> Iterator[tuple[str, Lang, str]]:
    """Every claim of the pack: the finding that allows it, the language, and the words."""
    for name, entry in contents().findings.items():
        for lang in LANGS:
            yield from ((name, lang, words) for words in getattr(entry.value.claims, lang))


def sentence(lang: Lang, words: str) -> Text:
    """A sentence with these words in one language, and with nothing in the other."""
    return replace(PLAIN, **{lang: f"{PLAIN[lang]}：{words}。"})


def part(
    text: Text, when: tuple[str, ...] = (), *, otherwise: bool = False, neutral: bool = False
) -> Part:
    """A part of what a step says."""
    return Part(zh=text.zh, en=text.en, when=when, otherwise=otherwise, neutral=neutral)


def found_in(steps: Mapping[str, Step]) -> list[Problem]:
    """What the rules of truth say of steps that everyone in an incident takes."""
    pack = contents()
    added = {
        name: Entry(name, "evidence", f"steps/evidence/{name}.yaml", step, {})
        for name, step in steps.items()
    }
    tree = pack.playbooks[INCIDENT]
    brings = replace(tree, value=replace(tree.value, steps=(*tree.value.steps, *steps)))
    playbooks = {**pack.playbooks, INCIDENT: brings}
    changed = replace(pack, playbooks=playbooks, steps={**pack.steps, **added})
    return [
        problem
        for problem in check_claims(Roads(changed))
        if problem.file[:15] == "steps/evidence/"
    ]


def broken(steps: Mapping[str, Step]) -> dict[str, set[str]]:
    """By step: the words that may not be said in it."""
    words: dict[str, set[str]] = {name: set() for name in steps}
    for problem in found_in(steps):
        assert problem.rule == "unfounded-claim"
        words[problem.file.split("/")[2].removesuffix(".yaml")].add(str(problem.facts["words"]))
    return words


def with_words(do: Text | None = None, say: tuple[Part, ...] = ()) -> Step:
    """A step that does and says this."""
    return Step(do=do or PLAIN, within="24h", say=say, practice=True)


def test_the_pack_makes_claims_enough() -> None:
    """There are many, in both languages, so that what follows tries something."""
    listed = list(claims())
    assert len(listed) > 90
    assert {lang for _, lang, _ in listed} == {*LANGS}


def test_every_claim_is_missed_in_an_order_to_everyone() -> None:
    """What only some may say is told of in the `do` of a step that anybody may get."""
    listed = list(claims())
    steps = {f"x{n}": with_words(sentence(lang, w)) for n, (_, lang, w) in enumerate(listed)}

    told = broken(steps)

    assert [words for n, (_, _, words) in enumerate(listed) if words not in told[f"x{n}"]] == []


@pytest.mark.parametrize("otherwise", [False, True])
def test_every_claim_is_missed_where_nothing_guards_it(otherwise: bool) -> None:
    """So it is in what is said on the phone, and where a guard does not hold."""
    listed = list(claims())
    before = (part(PLAIN, ("trouble",)),)
    steps = {
        f"x{n}": with_words(
            say=(*before, part(sentence(lang, words), neutral=True, otherwise=otherwise))
        )
        for n, (_, lang, words) in enumerate(listed)
    }

    told = broken(steps)

    assert [words for n, (_, _, words) in enumerate(listed) if words not in told[f"x{n}"]] == []


def test_every_claim_may_be_made_behind_its_finding() -> None:
    """Guarded by the finding that allows it, nothing is told of it; guarded by one that has
    nothing to do with it, it is.
    """
    listed = list(claims())
    founded, unfounded = (
        {
            f"x{n}": with_words(say=(part(sentence(lang, words), (guard or name,)),))
            for n, (name, lang, words) in enumerate(listed)
        }
        for guard in ("", "employee")
    )

    allowed, refused = broken(founded), broken(unfounded)

    assert [words for n, (_, _, words) in enumerate(listed) if words in allowed[f"x{n}"]] == []
    assert [words for n, (_, _, words) in enumerate(listed) if words not in refused[f"x{n}"]] == []


def test_a_claim_may_be_made_where_every_road_allows_it() -> None:
    """A step that only one finding brings may say what that finding allows; once anything else
    brings it too, it may not.
    """
    pack = contents()
    name, entry = next((n, e) for n, e in pack.findings.items() if e.value.claims.zh)
    words = sentence("zh", entry.value.claims.zh[0])
    own = Entry("x", "evidence", "steps/evidence/x.yaml", with_words(words), {})
    brings = replace(entry, value=replace(entry.value, steps=(*entry.value.steps, "x")))
    steps = {**pack.steps, "x": own}
    one = replace(pack, findings={**pack.findings, name: brings}, steps=steps)
    tree = pack.playbooks[INCIDENT]
    other = replace(tree, value=replace(tree.value, steps=("x",)))
    two = replace(one, playbooks={**pack.playbooks, INCIDENT: other})

    assert [p.rule for p in check_claims(Roads(one)) if p.file == own.file] == []
    assert [p.rule for p in check_claims(Roads(two)) if p.file == own.file] == ["unfounded-claim"]


def test_a_guard_that_is_taken_away_is_noticed() -> None:
    """Of all guards in what the shipped steps say, most are missed once they are gone."""
    pack = contents()
    guarded = {
        name: [n for n, part in enumerate(entry.value.say) if part.when]
        for name, entry in pack.steps.items()
    }
    caught, tried = 0, sum(map(len, guarded.values()))
    for turn in range(max(map(len, guarded.values()))):
        changed = dict(pack.steps)
        bare = {name: parts[turn] for name, parts in guarded.items() if turn < len(parts)}
        for name, position in bare.items():
            say = list(changed[name].value.say)
            say[position] = replace(say[position], when=())
            step = replace(changed[name].value, say=tuple(say))
            changed[name] = replace(changed[name], value=step)
        problems = check_claims(Roads(replace(pack, steps=changed)))
        caught += len({problem.file for problem in problems})

    assert tried > 100
    assert caught / tried >= FEWEST_CAUGHT, f"{caught} of {tried}"
