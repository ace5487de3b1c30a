"""The rules of truth: a sentence to be said states nothing that the person has not told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from posguard.errors import Problem
from posguard.interview.progress import Trees
from posguard.lint.roads import Roads
from posguard.pack.model import LANGS, Entry, KeyPath, Lang, Text
from posguard.pack.steps import Part, Step

BLANK = re.compile(r"【[^】]*】|[（(]有没有[）)][^，。；]*")
"""What the person fills in or chooses is no claim."""
_FIRST_PERSON: Mapping[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:我|我们|本店|我店|店里|卡|手机|机器|终端)[^，。；？！]{0,12}(?:被|了|过)"
    ),
    "en": re.compile(
        r"\b(?:I|we|my \w+|our \w+)\b[^.;?!]{0,40}\b(?:was|were|have|has|had|did|\w+ed|sent|paid"
        r"|gave|lost|stolen|told)\b",
        re.IGNORECASE,
    ),
}

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_ASKS = re.compile(
    r"^(?:请|麻烦|谢谢|您好|申请|我(?:是|叫|在|要|想|来)"
    r"|(?:我的)?(?:店在|卡尾号|账户尾号|结算账户尾号|号码))|？$"
)
"""A Chinese sentence that asks for something or says who is speaking.

Beside parts that are guarded any other states what happened, unless somebody has read it; the
English says the same.
"""


def check_claims(roads: Roads) -> Iterator[Problem]:
    """Every sentence that claims something which is not certain to have been told.

    Raises:
        PosguardError: there is too much to follow in this pack.

    """
    phrases = _phrases(roads.pack)
    for name, entry in roads.pack.steps.items():
        on_all = roads.bringings.get(name, [])
        texts: list[tuple[KeyPath, Text | Part]] = [(("do",), entry.value.do)]
        texts += ((("say", position), part) for position, part in enumerate(entry.value.say))
        for at, text in texts:
            yield from _unfounded(roads, phrases, on_all, entry, at, text)
            if isinstance(text, Part):
                yield from _first_person(entry, at, text)


def _unfounded(
    roads: Roads,
    phrases: Mapping[Lang, Mapping[str, set[str]]],
    on_all: Sequence[frozenset[str]],
    entry: Entry[Step],
    at: KeyPath,
    text: Text | Part,
) -> Iterator[Problem]:
    """The claims of one text that neither its condition nor what brings the step allows."""
    told = {*roads.held(text.when)} if isinstance(text, Part) else set()
    for lang in LANGS:
        roads.spend(len(phrases[lang]) + len(on_all))
        for phrase, findings in _claimed(text[lang], phrases[lang]):
            if not findings & told and not _certain(findings, on_all):
                facts: dict[str, object] = {"words": phrase, "findings": sorted(findings)}
                yield entry.problem((*at, lang), "unfounded-claim", **facts)


def _phrases(trees: Trees) -> dict[Lang, dict[str, set[str]]]:
    """Each claim with the findings that allow it."""
    found: dict[Lang, dict[str, set[str]]] = {"zh": {}, "en": {}}
    for name, entry in trees.findings.items():
        for lang in LANGS:
            for phrase in getattr(entry.value.claims, lang):
                found[lang].setdefault(phrase, set()).add(name)
    return found


def _claimed(words: str, phrases: Mapping[str, set[str]]) -> list[tuple[str, set[str]]]:
    """The claims in a sentence, each with the findings that allow it."""
    said = BLANK.sub("", words).casefold()
    return [(phrase, names) for phrase, names in phrases.items() if phrase.casefold() in said]


def _certain(findings: Iterable[str], on_all: Sequence[frozenset[str]]) -> bool:
    """Whether one of the findings holds whatever brings the step."""
    return bool(on_all) and any(all(name in held for held in on_all) for name in findings)


def _first_person(entry: Entry[Step], where: KeyPath, part: Part) -> Iterator[Problem]:
    """A statement about what happened that stands whatever was told."""
    if part.when or part.neutral:
        return
    for lang in LANGS:
        found = _FIRST_PERSON[lang].search(BLANK.sub("【】", part[lang]))
        if found:
            yield entry.problem((*where, lang), "first-person", words=found[0])
            return
    if not part.otherwise and any(each.when or each.otherwise for each in entry.value.say):
        for sentence in _SENTENCE.findall(part.zh):
            if not _ASKS.search(sentence):
                words = sentence.rstrip("。；！")
                yield entry.problem((*where, "zh"), "first-person", words=words)
                return
