"""What the tab key offers: commands, options, and the values that parameters can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from posguard.cli.case_offers import (
    cases,
    done,
    exhibits,
    facts,
    open_cases,
    status_of,
    to_do,
)
from posguard.cli.command_line import Place
from posguard.cli.fact_offers import fact_words
from posguard.cli.help_page import command_words, words_of
from posguard.cli.offer import Offer
from posguard.errors import PosguardError, WrongUse
from posguard.messages import joined, say
from posguard.pack.model import LANGS, PILLARS, START, Contact, ContactKind, Entry, Text

if TYPE_CHECKING:
    from posguard.interview.progress import Progress
    from posguard.pack.loading import Pack
    from posguard.pack.trees import Question

T = TypeVar("T")


def offers(place: Place) -> list[Offer] | None:
    """What can stand at the cursor; None where only the shell knows, which has the files.

    Raises:
        PosguardError: the pack or the cases cannot be read.

    """
    if place.param is None:
        return _beginning(place, [*_commands(place), *_options(place)])
    found = VALUES.get((place.command, place.param.name)) or VALUES.get(("", place.param.name))
    if found is None:
        return None
    try:
        return _beginning(place, found(place))
    except WrongUse as err:
        if err.key != "which-case":
            raise
        return _beginning(place, open_cases(err))


def _beginning(place: Place, found: Iterable[Offer]) -> list[Offer]:
    """Those that begin with what is typed, each once, as whole words of the line."""
    begun = place.word.casefold()
    fitting = {each.value: each for each in found if each.value.casefold().startswith(begun)}
    return [Offer(f"{place.front}{each.value}", each.says) for each in fitting.values()]


def _commands(place: Place) -> Iterator[Offer]:
    command = place.context.command
    if hasattr(command, "list_commands"):
        for name in command.list_commands(place.context):
            yield Offer(name, command_words(place.context, name))


def _options(place: Place) -> Iterator[Offer]:
    """The options that are not given yet; behind a command's name they wait for a dash."""
    if hasattr(place.context.command, "list_commands") and not place.word:
        return
    for param in place.context.command.get_params(place.context):
        if param.param_type_name == "option" and (param.multiple or param.name not in place.given):
            names = param.opts if place.word == "-" else [max(param.opts, key=len)]
            yield from (Offer(name, words_of(param, place.lang)) for name in names)


def _pack(place: Place) -> Pack:
    from posguard.api.packs import open_pack
    from posguard.app.paths import path

    return open_pack(path(place.value("pack")))


def _entries(
    place: Place, entries: Mapping[str, Entry[T]], words: Callable[[T], Text]
) -> Iterator[Offer]:
    """The files of a pack whose names begin with what is typed; a broken one has no words."""
    for name in entries:
        if name.startswith(place.word) and name != START:
            says = ""
            with suppress(PosguardError):
                says = words(entries[name].value)[place.lang]
            yield Offer(name, says)


def _playbooks(place: Place) -> Iterator[Offer]:
    return _entries(place, _pack(place).playbooks, lambda playbook: playbook.title)


def _steps(place: Place) -> Iterator[Offer]:
    return _entries(place, _pack(place).steps, lambda step: step.do)


def _papers(place: Place) -> Iterator[Offer]:
    return _entries(place, _pack(place).letters, lambda letter: letter.title)


def _topics(place: Place) -> Iterator[Offer]:
    pack = _pack(place)
    yield from _entries(place, pack.playbooks, lambda playbook: playbook.title)
    yield from _entries(place, pack.questions, lambda question: question.ask)
    yield from _entries(place, pack.findings, lambda finding: finding.says)


def _rules(place: Place) -> Iterator[Offer]:
    from posguard.messages.rules import RULES

    for name, rule in RULES.items():
        yield Offer(name, rule.remedy(place.lang))


def _pillars(place: Place) -> Iterator[Offer]:
    """The pillars; behind a comma one more of them."""
    before, comma, _ = place.word.rpartition(",")
    named = [name.strip() for name in before.split(",")]
    for name in PILLARS:
        if name not in named:
            yield Offer(f"{before}{comma}{name}", say(place.lang, f"pillar:{name}"))


def _page_formats(place: Place) -> Iterator[Offer]:
    from posguard.render.formats import PAGES

    return _formats(place, PAGES)


def _paper_formats(place: Place) -> Iterator[Offer]:
    from posguard.render.formats import PAPERS

    return _formats(place, PAPERS)


def _formats(place: Place, names: Iterable[str]) -> Iterator[Offer]:
    return (Offer(name, say(place.lang, f"format:{name}")) for name in names)


def _languages(place: Place) -> Iterator[Offer]:
    return (Offer(lang, say(place.lang, f"language:{lang}")) for lang in LANGS)


def _page_languages(place: Place) -> Iterator[Offer]:
    yield from _languages(place)
    yield Offer("both", say(place.lang, "language:both"))


def _dialects(place: Place) -> Iterator[Offer]:  # noqa: ARG001  as the others are called
    from posguard.export.dialects import DIALECTS

    return map(Offer, DIALECTS)


def _contacts(place: Place) -> Iterator[Offer]:
    for entry in _pack(place).contacts.values():
        yield from _named(place, entry.value, entry.id)


def _acquirers(place: Place) -> Iterator[Offer]:
    return _contacts_of(place, "acquirer")


def _banks(place: Place) -> Iterator[Offer]:
    return _contacts_of(place, "bank")


def _contacts_of(place: Place, kind: ContactKind) -> Iterator[Offer]:
    for entry in _pack(place).contacts.values():
        if entry.folder == kind:
            yield from _named(place, entry.value, entry.id)


def _named(place: Place, contact: Contact, name: str) -> Iterator[Offer]:
    """A contact by that of its names which begins with what is typed, the one in the user's
    language first.
    """
    title, aliases = contact.title, contact.aliases
    shown = title[place.lang]
    known = (shown, *aliases, title.zh, title.en, name)
    begun = [each for each in known if each.casefold().startswith(place.word.casefold())]
    if begun:
        says = joined(place.lang, aliases) if begun[0] == shown else shown
        yield Offer(begun[0], says)


def _next_answers(place: Place) -> Iterator[Offer]:
    """The answers to the question that comes after those given."""
    from posguard.interview.answers import from_pairs
    from posguard.interview.walk import replay

    pack = _pack(place)
    given = from_pairs(place.given.get("answer", ()))
    return _open_answers(place, pack, replay(pack, given, place.value("start") or START))


def _open_answers(place: Place, pack: Pack, progress: Progress) -> Iterator[Offer]:
    from posguard.interview.agenda import offered, question_at

    if progress.question is not None:
        question = question_at(pack, progress)
        keys = offered(pack, progress, question)
        yield from _answers(place, progress.question, question, keys)


def _other_answers(place: Place) -> Iterator[Offer]:
    """The answers to what a case has answered, and to what is asked next."""
    from posguard.interview.agenda import question_of

    status, pack = status_of(place)
    for each in status.progress.answered:
        question = question_of(pack, each.question, each.playbook)
        yield from _answers(place, each.question, question, tuple(question.options))
    yield from _open_answers(place, pack, status.progress)


def _answers(place: Place, name: str, question: Question, keys: Sequence[str]) -> Iterator[Offer]:
    """The pairs of a question and an option; several options stand behind commas."""
    several = question.choose == "many" and place.word.startswith(f"{name}=")
    before, comma, _ = place.word.rpartition(",") if several else ("", "", "")
    for key in keys:
        front = f"{before}{comma}" if comma else f"{name}="
        yield Offer(f"{front}{key}", question.options[key].text[place.lang])


VALUES: Mapping[tuple[str, str], Callable[[Place], Iterator[Offer]]] = {
    ("", "lang"): _languages,
    ("", "fmt"): _page_formats,
    ("", "case"): cases,
    ("", "acquirer"): _acquirers,
    ("", "bank"): _banks,
    ("triage", "start"): _playbooks,
    ("", "answer"): _next_answers,
    ("checklist", "playbook"): _playbooks,
    ("checklist", "only"): _pillars,
    ("step", "name"): _steps,
    ("explain", "name"): _topics,
    ("draw", "name"): _playbooks,
    ("page", "languages"): _page_languages,
    ("export bpmn", "dialect"): _dialects,
    ("lint", "explain"): _rules,
    ("contacts", "words"): _contacts,
    ("letter", "kind"): _papers,
    ("letter", "fmt"): _paper_formats,
    ("case answer", "pairs"): _other_answers,
    ("case tick", "steps"): to_do,
    ("case untick", "steps"): done,
    ("case fact", "words"): fact_words,
    ("case fact", "withdraw"): facts,
    ("evidence withdraw", "number"): exhibits,
}
"""The values of each parameter, by its command and its name; without a command, of every one."""
