"""A pack as a table: findings, questions and steps by number, every text as it is shown

What a person must be told is decided by ``interview`` from a pack, and by the script of the page
from this table, in the same way. The script looks nothing up by a name that a pack has chosen but
questions, their options and incidents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from posguard.interview.plan import fills, pillar_of
from posguard.interview.script import MOST_SAID
from posguard.messages.table import MESSAGES
from posguard.pack.contacts import KIND_OF_ROLE
from posguard.pack.model import (
    EXCLUSIVE,
    LANGS,
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
from posguard.web.wording import Wording

Row = dict[str, object]
WORDS = (
    *("plan-title", "plan-title-none", "plan-title-several", "plan-title-many"),
    *("urgency", "label", "from", "call-role", "practice", "waived"),
    *("how-title", "never-title", "told-title", "your-answers", "left-out"),
    *("contacts-title", "sources", "about", "for-owner"),
)
"""The words of the plan that the page says as well."""
CHOICE = (KIND_OF_ROLE["acquirer"], KIND_OF_ROLE["issuer"])
"""The kinds of contacts of which a person may choose his own; of these the numbers are enough."""
_FAMILIES = ("begin:", "within:", "event:", "pillar:", "detail:")


def words_table(names: Iterable[str], langs: Sequence[Lang] = LANGS) -> dict[str, list[str]]:
    """The program's own words, with their blanks, by their keys."""
    return {key: [MESSAGES[key][LANGS.index(lang)] for lang in langs] for key in names}


class Table:
    """A pack being put into rows; findings, steps, contacts and sources have their places."""

    def __init__(self, pack: PackContents, langs: Sequence[Lang]) -> None:
        self._pack = pack
        self._langs = langs
        self._wording = Wording(pack, langs)
        self._finding = _places(pack.findings)
        self._step = _places(pack.steps)
        self.contacts = _places(self._contacts())
        # two loops: every step, and what it cites
        cited = [c.partition("#")[0] for e in pack.steps.values() for c in e.value.sources]
        self._source = _places(dict.fromkeys(cited))

    def trees(self) -> Row:
        """What the interview is led by: questions, incidents and findings."""
        manifest = self._pack.manifest.value
        special = {
            "abroad": manifest.abroad,
            "helper": manifest.helper,
            "employee": manifest.employee,
        }
        families = [key for key in MESSAGES if key.startswith(_FAMILIES)]
        return {
            "langs": list(self._langs),
            "start": START,
            "none": NONE,
            "exclusive": list(EXCLUSIVE),
            "needed": [[PILLARS.index(p) for p in group] for group in NEEDED],
            "pillars": list(PILLARS),
            "withins": list(WITHINS),
            "urgencies": list(URGENCIES),
            "special": {k: self._finding[v.finding] for k, v in special.items() if v},
            "fallback": [
                [PILLARS.index(p), self._step[step]] for p, step in manifest.fallback.items()
            ],
            "findings": [self._finding_row(n, e.value) for n, e in self._pack.findings.items()],
            "trees": [[n, self._tree(e.value)] for n, e in self._pack.playbooks.items()],
            "questions": [[n, self.question(e.value)] for n, e in self._pack.questions.items()],
            "most": [MOST_SAID[lang] for lang in self._langs],
            "words": words_table([*WORDS, *families], self._langs),
        }

    def leaves(self) -> Row:
        """What stands in a plan: steps, contacts, sources."""
        pack = self._pack
        return {
            "steps": [self._step_row(entry) for entry in pack.steps.values()],
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
            says=self._wording.plain(finding.says),
            implies=self._findings(finding.implies),
            when=self._findings(finding.when),
            yields=self._findings(finding.yields_to),
            urgency=_urgency(finding.urgency),
            needs=[PILLARS.index(pillar) for pillar in finding.needs],
            now=self._steps(finding.now),
            steps=self._steps(finding.steps),
            answer=self._wording.answer(name, answer) if answer else None,
        )

    def _tree(self, tree: Playbook) -> Row:
        return _full(
            title=self._wording.plain(tree.title),
            urgency=_urgency(tree.urgency),
            asks=list(tree.asks),
            steps=self._steps(tree.steps),
            waives=self._waives(tree.waives),
            questions=[[name, self.question(q)] for name, q in tree.questions.items()],
        )

    def question(self, question: Question) -> Row:
        """A question with its options."""
        return _full(
            ask=self._wording.plain(question.ask),
            help=self._wording.plain(question.help) if question.help else None,
            many=question.choose == "many",
            atOnce=question.at_once,
            when=self._findings(question.when),
            options=[[key, self.option(option)] for key, option in question.options.items()],
        )

    def option(self, option: Option) -> Row:
        """One answer to a question."""
        return _full(
            text=self._wording.plain(option.text),
            beside=option.beside,
            when=self._findings(option.when),
            tells=self._findings(option.tells),
            urgency=_urgency(option.urgency),
            now=self._steps(option.now),
            steps=self._steps(option.steps),
            waives=self._waives(option.waives),
            then=list(option.then),
        )

    def _waives(self, waives: Mapping[Pillar, Text]) -> list[list[object]]:
        return [[PILLARS.index(p), self._wording.text(why)] for p, why in waives.items()]

    def _step_row(self, entry: Entry[Step]) -> Row:
        step, wording = entry.value, self._wording
        employee = self._pack.employee
        order = _places(self._pack.order)
        contact = step.contact
        return _full(
            pillar=PILLARS.index(pillar_of(entry)),
            do=wording.text(step.do),
            why=wording.text(step.why) if step.why else None,
            how=self._parts(step.how),
            say=self._parts(step.say, said=True),
            need=self._parts(step.need),
            keep=self._parts(step.keep),
            within=WITHINS.index(step.within),
            sooner=[[WITHINS.index(s.within), self._findings(s.when)] for s in step.sooner],
            event="" if step.from_ == "discovered" else step.from_,
            role=contact if contact in ROLES else "",
            contact=self.contacts[contact] + 1 if contact and contact not in ROLES else 0,
            sources=self._cited(step.sources),
            when=self._findings(step.when),
            doneBy=self._findings(step.done_by),
            aside=step.aside,
            fills=fills(step),
            own=employee is not None and entry.id in employee.own,
            rank=order.get(entry.id, len(order)),
        )

    def _parts(self, parts: Sequence[Part], *, said: bool = False) -> list[Row]:
        return [
            _full(
                text=self._wording.part(part),
                size=self._wording.lengths(part) if said else None,
                when=self._findings(part.when),
                otherwise=part.otherwise,
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
            name=self._wording.plain(words.name),
            find=self._parts(words.find),
            contacts=[self.contacts[name] for name in words.contacts],
        )

    def _contact_row(self, entry: Entry[Contact]) -> Row:
        contact = entry.value
        return _full(
            kind=entry.folder,
            title=self._wording.contact_title(entry),
            line=self._wording.call_line(entry),
            details=[] if entry.folder in CHOICE else self._wording.contact_details(entry),
            verified=contact.verified.toordinal() - _EPOCH if contact.verified else None,
            numbers=[
                _full(
                    number=number.number,
                    label=self._wording.plain(number.label),
                    sure=number.confidence == "high",
                    text=number.by == "text",
                    anywhere=number.is_international,
                )
                for number in contact.numbers
            ],
        )

    def _findings(self, names: Iterable[str]) -> list[int]:
        return [self._finding[name] for name in names]

    def _steps(self, names: Iterable[str]) -> list[int]:
        return [self._step[name] for name in names]


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
