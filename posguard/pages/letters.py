"""The papers as pages: a letter filled in from a case, with its legal basis at the end, and the
list of them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from posguard.case.answers import replay_known
from posguard.case.record import Damage
from posguard.case.state import Case
from posguard.interview.findings import held
from posguard.pack.letters import Letter, Letters
from posguard.pack.model import Entry
from posguard.pages.citations import basis, cited, cited_article, cited_title, han
from posguard.pages.damage import damage_notice
from posguard.pages.letter_filling import FilledLetter, FilledParagraph, LetterContext, fill
from posguard.pages.setting import Setting
from posguard.pages.steps import back_matter
from posguard.render.page import Detail, Item, Mark, Page, Paper, Section

LETTER_SCHEMA = "posguard.letter/1"
LETTERS_SCHEMA = "posguard.letters/1"

_ROLES = {"acquirer": ("acquirer",), "own-bank": ("issuer", "settlement-bank")}
"""Which contacts chosen in the interview name an institution that a letter asks for."""


def filled_letter(
    setting: Setting, entry: Entry[Letter], case: Case, today: date, told: Sequence[str] = ()
) -> FilledLetter:
    """The letter filled in; in a case without answers ``told`` are the findings that hold."""
    lang = setting.lang
    progress = replay_known(setting.pack, case.answers, case.findings).progress
    titles = {n: setting.pack.playbooks[n].value.title[lang] for n in progress.visited}
    findings = held(setting.pack.findings, told) if told else progress.held
    chosen = _chosen(setting, case)
    context = LetterContext(lang, today, setting.place, findings, titles, chosen)
    return fill(entry.value, case, context)


def letter_page(
    setting: Setting,
    entry: Entry[Letter],
    case: Case,
    today: date,
    damage: Sequence[Damage] = (),
    told: Sequence[str] = (),
) -> Page:
    """The paper: its words, filled in or with visible blanks, and its legal basis.

    If the record of the case is damaged, that is what the paper says first.
    """
    lang, letter = setting.lang, entry.value
    filled = filled_letter(setting, entry, case, today, told)
    missing = {gap.name: gap.note for gap in filled.gaps}
    lead = [setting.say("letter-to", to=filled.to)]
    accepted = setting.place.paper_languages
    if lang not in accepted:
        names = {"this": setting.say(f"lang:{lang}"), "other": setting.say(f"lang:{accepted[0]}")}
        lead.insert(0, setting.say("letter-twin", **names))
    return Page(
        LETTER_SCHEMA,
        lang,
        filled.title,
        lead=tuple(lead),
        sections=(
            *_damage(setting, damage),
            *_sections(setting, filled.paragraphs),
            _basis(setting, filled.sources),
        ),
        facts={
            "letter": entry.id,
            "date": today.isoformat(),
            "missing": missing,
            "by-hand": [gap.name for gap in filled.gaps if gap.by_hand],
            "police": letter.police,
        },
        paper=Paper(today, missing, letter.police and filled.holds_account, letter.aloud),
    )


def letters_page(setting: Setting, letters: Letters) -> Page:
    """Every paper there is: what it is called, how to use it, and what it rests on."""
    lang = setting.lang
    items = []
    for entry in letters.values():
        letter = entry.value
        lines = {"letter-use": letter.use[lang], "detail:basis": basis(setting, letter.cited)}
        details = [
            Detail(key, setting.say("label", label=setting.say(key)), (line,))
            for key, line in lines.items()
        ]
        items.append(Item(entry.id, f"{entry.id}  {letter.title[lang]}", details=tuple(details)))
    sections = [Section("letters", "", tuple(items)), *back_matter(setting)]
    return Page(
        LETTERS_SCHEMA,
        lang,
        setting.say("letters-title"),
        sections=tuple(s for s in sections if s.items),
    )


def _damage(setting: Setting, damage: Sequence[Damage]) -> Iterator[Section]:
    if damage:
        notice = Item("damage", damage_notice(setting.lang, "", damage), mark="prose")
        yield Section("damage", "", (notice,), tone="letter")


def _chosen(setting: Setting, case: Case) -> Mapping[str, Sequence[str]]:
    named: dict[str, Sequence[str]] = {}
    for kind, roles in _ROLES.items():
        for role in roles:
            contact = case.contacts.get(role, "")
            if contact in setting.pack.contacts:
                institution = setting.pack.contacts[contact].value
                title = institution.title
                named.setdefault(
                    kind, (title[setting.lang], title.zh, title.en, *institution.aliases)
                )
    return named


def _sections(setting: Setting, paragraphs: Sequence[FilledParagraph]) -> Iterator[Section]:
    """A part for each heading, and one for what stands before the first; none without words."""
    headings = 0
    title = ""
    for is_heading, run in groupby(paragraphs, lambda paragraph: paragraph.style == "heading"):
        if is_heading:
            headings += 1
            title = setting.say("letter-heading", number=han(headings), title=[*run][-1].text)
        else:
            yield Section(f"part-{headings}", title, tuple(_items(run)), tone="letter")


def _items(paragraphs: Iterator[FilledParagraph]) -> Iterator[Item]:
    """Paragraphs as they are; neighbours that are points of a list are numbered."""
    number = 0
    for paragraph in paragraphs:
        mark: Mark = "signature" if paragraph.style == "signature" else "prose"
        if paragraph.style == "item":
            number += 1
        elif paragraph.style != "rest":
            number = 0
        counted = number if paragraph.style == "item" else None
        yield Item("", paragraph.text, mark=mark, number=counted)


def _basis(setting: Setting, sources: Sequence[str]) -> Section:
    """The law as one cites it to an institution: by name and article, or by name and number."""
    articles: dict[str, list[str]] = {citation.partition("#")[0]: [] for citation in sources}
    for citation in sorted(dict.fromkeys(sources), key=_order):
        name, _, named = citation.partition("#")
        articles[name] += [cited_article(setting, named)] if named else []
    items = []
    for number, (name, cited_here) in enumerate(articles.items(), 1):
        source = setting.pack.sources[name].value
        title = cited_title(setting, source)
        if source.number and not cited_here:
            title += setting.say("letter-number", number=source.number)
        items.append(Item(name, cited(setting, title, cited_here), number=number))
    return Section("sources", setting.say("letter-basis"), tuple(items), tone="letter")


def _order(citation: str) -> tuple[int, str]:
    """By the number of the article."""
    main = citation.partition("#")[2].partition("-")[0]
    return int(main) if main.isdecimal() else 0, citation
