"""A pack as a table: findings, questions and steps by number, every text as it is shown

What a person must be told is decided by ``interview`` from a pack, and by the script of the page
from this table, in the same way. The script looks nothing up by a name that a pack has chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from posguard.interview.plan import fills, pillar_of
from posguard.interview.script import MOST_SAID
from posguard.pack.contacts import KIND_OF_ROLE
from posguard.pack.model import (
    EXCLUSIVE,
    NEEDED,
    NONE,
    PILLARS,
    ROLES,
    START,
    URGENCIES,
    WITHINS,
    Contact,
    Entry,
    Lang,
    Pillar,
    Text,
    Urgency,
)
from posguard.pack.steps import Part, Step
from posguard.pack.trees import Finding, Option, Playbook, Question
from posguard.pages.setting import PackContents
from posguard.web.texts import Row, each_once
from posguard.web.wording import Wording
from posguard.web.words import PLAN_WORDS, words_table

CHOICE = (KIND_OF_ROLE["acquirer"], KIND_OF_ROLE["issuer"])
"""The kinds of contacts of which a person may choose his own; of these the numbers are enough."""


class Table:
    """A pack being put into rows, in which everything has its place.

    Questions and incidents share theirs, as they share their names; an option has one among those
    of all questions of that name.
    """

    def __init__(self, pack: PackContents, langs: Sequence[Lang]) -> None:
        self._pack = pack
        self._langs = langs
        self._wording = Wording(pack, langs)
        self.findings = _places(pack.findings)
        self._ordered = [name for name in pack.order if name in pack.steps]
        self.steps = _places(dict.fromkeys([*self._ordered, *pack.steps]))
        self.names = _places(dict.fromkeys([*pack.playbooks, *(n for n, _ in self._questions())]))
        self._options: dict[str, dict[str, int]] = {}
        for name, question in self._questions():
            places = self._options.setdefault(name, {})
            for key in question.options:
                places.setdefault(key, len(places))
        self.contacts = _places(self._contacts())
        # two loops: every step, and what it cites
        cited = [c.partition("#")[0] for e in pack.steps.values() for c in e.value.sources]
        self._source = _places(dict.fromkeys(cited))

    def rows(self) -> Row:
        """All that is asked and said."""
        return each_once(self._trees() | self._leaves())

    def option(self, question: str, key: str) -> int | str:
        """The place of an option; the key of one that excludes the others."""
        return key if key in EXCLUSIVE else self._options[question][key]

    def _questions(self) -> Iterator[tuple[str, Question]]:
        """Every question, with its name."""
        for name, shared in self._pack.questions.items():
            yield name, shared.value
        for tree in self._pack.playbooks.values():
            yield from tree.value.questions.items()

    def _trees(self) -> Row:
        """What the interview is led by: questions, incidents and findings."""
        manifest = self._pack.manifest.value
        special = {
            "abroad": manifest.abroad,
            "helper": manifest.helper,
            "employee": manifest.employee,
        }
        return {
            "langs": list(self._langs),
            "start": self.names[START],
            "none": NONE,
            "exclusive": list(EXCLUSIVE),
            "needed": [[PILLARS.index(p) for p in group] for group in NEEDED],
            "pillars": list(PILLARS),
            "withins": list(WITHINS),
            "urgencies": list(URGENCIES),
            "special": {k: self.findings[v.finding] for k, v in special.items() if v},
            "fallback": [
                [PILLARS.index(p), self.steps[step]] for p, step in manifest.fallback.items()
            ],
            "findings": [self._finding_row(n, e.value) for n, e in self._pack.findings.items()],
            "trees": [
                [self.names[n], self._tree(e.value)] for n, e in self._pack.playbooks.items()
            ],
            "questions": [
                [self.names[n], self.question(n, e.value)] for n, e in self._pack.questions.items()
            ],
            "most": [MOST_SAID[lang] for lang in self._langs],
            "words": words_table(PLAN_WORDS, self._langs),
        }

    def _leaves(self) -> Row:
        """What stands in a plan: steps, contacts, sources."""
        pack = self._pack
        return {
            "steps": [self._step_row(pack.steps[name]) for name in self.steps],
            "ordered": len(self._ordered),
            "roles": [[role, self._role(role)] for role in ROLES],
            "contacts": [self._contact_row(pack.contacts[name]) for name in self.contacts],
            "sources": [self._wording.source(pack.sources[name]) for name in self._source],
            "about": self._wording.about(),
            "valid": pack.manifest.value.contacts_valid_days,
        }

    def _contacts(self) -> dict[str, None]:
        """The contacts that a step can name, and those that a person can choose."""
        pack = self._pack
        roles = pack.manifest.value.roles
        named = dict.fromkeys(e.value.contact for e in pack.steps.values() if e.value.contact)
        found = {name: None for name in named if name not in ROLES}
        for role in ROLES:
            found |= dict.fromkeys(roles[role].contacts)
        return found | {n: None for n, e in pack.contacts.items() if e.folder in CHOICE}

    def _finding_row(self, name: str, finding: Finding) -> Row:
        answer = finding.answer
        return _full(
            implies=self._findings(finding.implies),
            when=self._findings(finding.when),
            yields=self._findings(finding.yields_to),
            urgency=_urgency(finding.urgency),
            needs=[PILLARS.index(pillar) for pillar in finding.needs],
            now=self._steps(finding.now),
            steps=self._steps(finding.steps),
            says=self._wording.plain(finding.says),
            answer=self._wording.answer(name, answer) if answer else None,
        )

    def _tree(self, tree: Playbook) -> Row:
        return _full(
            urgency=_urgency(tree.urgency),
            asks=self._named(tree.asks),
            steps=self._steps(tree.steps),
            title=self._wording.plain(tree.title),
            waives=self._waives(tree.waives),
            questions=[[self.names[n], self.question(n, q)] for n, q in tree.questions.items()],
        )

    def question(self, name: str, question: Question) -> Row:
        """A question with its options."""
        return _full(
            many=question.choose == "many",
            atOnce=question.at_once,
            when=self._findings(question.when),
            ask=self._wording.plain(question.ask),
            help=self._wording.plain(question.help) if question.help else None,
            options=[
                [self.option(name, key), self._option_row(option)]
                for key, option in question.options.items()
            ],
        )

    def _option_row(self, option: Option) -> Row:
        """One answer to a question."""
        return _full(
            beside=option.beside,
            when=self._findings(option.when),
            tells=self._findings(option.tells),
            urgency=_urgency(option.urgency),
            now=self._steps(option.now),
            steps=self._steps(option.steps),
            then=self._named(option.then),
            waives=self._waives(option.waives),
            text=self._wording.plain(option.text),
        )

    def _waives(self, waives: Mapping[Pillar, Text]) -> list[list[object]]:
        return [[PILLARS.index(p), self._wording.text(why)] for p, why in waives.items()]

    def _step_row(self, entry: Entry[Step]) -> Row:
        step, wording = entry.value, self._wording
        employee = self._pack.employee
        contact = step.contact
        return _full(
            pillar=PILLARS.index(pillar_of(entry)),
            within=WITHINS.index(step.within),
            sooner=[[WITHINS.index(s.within), self._findings(s.when)] for s in step.sooner],
            event="" if step.from_ == "discovered" else step.from_,
            role=contact if contact in ROLES else "",
            contact=self.contacts[contact] + 1 if contact and contact not in ROLES else 0,
            when=self._findings(step.when),
            doneBy=self._findings(step.done_by),
            aside=step.aside,
            fills=fills(step),
            own=employee is not None and entry.id in employee.own,
            sources=self._cited(step.sources),
            do=wording.text(step.do),
            why=wording.text(step.why) if step.why else None,
            how=self._parts(step.how),
            say=self._parts(step.say),
            need=self._parts(step.need),
            keep=self._parts(step.keep),
        )

    def _parts(self, parts: Sequence[Part]) -> list[Row]:
        return [
            _full(
                when=self._findings(part.when),
                otherwise=part.otherwise,
                text=self._wording.part(part),
            )
            for part in parts
        ]

    def _cited(self, citations: Sequence[str]) -> list[list[object]]:
        """The sources, each with the articles cited from it."""
        articles: dict[str, list[str]] = {}
        for citation in citations:
            name, _, article = citation.partition("#")
            articles.setdefault(name, []).extend([article] if article else [])
        return [
            [self._source[name], self._wording.articles(found)] for name, found in articles.items()
        ]

    def _role(self, role: str) -> Row:
        words = next(self._pack.manifest.value.roles[r] for r in ROLES if r == role)
        return _full(
            contacts=[self.contacts[name] for name in words.contacts],
            name=self._wording.plain(words.name),
            find=self._parts(words.find),
        )

    def _contact_row(self, entry: Entry[Contact]) -> Row:
        contact = entry.value
        return _full(
            kind=entry.folder,
            title=self._wording.contact_title(entry),
            line=self._wording.numbers(entry),
            details=[] if entry.folder in CHOICE else self._wording.contact_details(entry),
            verified=contact.verified.toordinal() - _EPOCH if contact.verified else None,
            numbers=[
                _full(
                    number=number.number,
                    sure=number.confidence == "high",
                    text=number.by == "text",
                    anywhere=number.is_international,
                )
                for number in contact.numbers
            ],
        )

    def _findings(self, names: Iterable[str]) -> list[int]:
        return [self.findings[name] for name in names]

    def _steps(self, names: Iterable[str]) -> list[int]:
        return [self.steps[name] for name in names]

    def _named(self, names: Iterable[str]) -> list[int]:
        return [self.names[name] for name in names]


_EPOCH = 719163
"""The first of January 1970, from which browsers count."""


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _urgency(urgency: Urgency | None) -> int | None:
    """Its place, counted from 1."""
    return None if urgency is None else URGENCIES.index(urgency) + 1


def _full(**columns: object) -> Row:
    """A row without what is empty or 0: the script takes it for that."""
    return {key: value for key, value in columns.items() if value}
