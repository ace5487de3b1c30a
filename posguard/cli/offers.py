"""What the tab key offers: commands, options, and the values that parameters can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from posguard.cli.command_line import Place
from posguard.cli.help import command_words, parameter_words
from posguard.messages import say
from posguard.pack.model import LANGS, PILLARS, START, ContactKind

if TYPE_CHECKING:
    from posguard.app.cases import CaseStatus
    from posguard.case.facts import FactKind
    from posguard.interview.progress import Progress
    from posguard.pack.loading import Pack
    from posguard.pack.trees import Question


class Offer(NamedTuple):
    """Something that can be typed at the cursor, and what it is, for people."""

    value: str
    says: str = ""


def offers(place: Place) -> list[Offer] | None:
    """What can stand at the cursor; None where only the shell knows, which has the files.

    Raises:
        PosguardError: the pack or the cases cannot be read.

    """
    if place.param is None:
        return _beginning(place, [*_commands(place), *_options(place)])
    found = VALUES.get((place.command, place.param.name)) or VALUES.get(("", place.param.name))
    return _beginning(place, found(place)) if found else None


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
            yield from (Offer(name, parameter_words(param, place.lang)) for name in names)


def _pack(place: Place) -> Pack:
    from posguard.app.packs import open_pack
    from posguard.app.paths import path

    return open_pack(path(place.value("pack")))


def _playbooks(place: Place) -> Iterator[Offer]:
    playbooks = _pack(place).playbooks
    for name in playbooks:
        if name != START and name.startswith(place.word):
            yield Offer(name, playbooks[name].value.title[place.lang])


def _steps(place: Place) -> Iterator[Offer]:
    steps = _pack(place).steps
    for name in steps:
        if name.startswith(place.word):
            yield Offer(name, steps[name].value.do[place.lang])


def _topics(place: Place) -> Iterator[Offer]:
    pack, lang = _pack(place), place.lang
    for name in (*pack.playbooks, *pack.questions, *pack.findings):
        if not name.startswith(place.word):
            continue
        if name in pack.playbooks:
            yield Offer(name, pack.playbooks[name].value.title[lang])
        elif name in pack.questions:
            yield Offer(name, pack.questions[name].value.ask[lang])
        else:
            yield Offer(name, pack.findings[name].value.says[lang])


def _rules(place: Place) -> Iterator[Offer]:
    from posguard.messages.rules import RULES

    for name, rule in RULES.items():
        yield Offer(name, rule.remedy(place.lang))


def _papers(place: Place) -> Iterator[Offer]:
    for name, letter in _pack(place).letters.items():
        yield Offer(name, letter.value.title[place.lang])


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


def _names_of(*kinds: ContactKind) -> Callable[[Place], Iterator[Offer]]:
    """The contacts of these kinds, of all kinds without any; each by that of its names which
    begins with what is typed, the one in the user's language first.
    """

    def names(place: Place) -> Iterator[Offer]:
        for entry in _pack(place).contacts.values():
            title = entry.value.title
            known = (title[place.lang], *entry.value.aliases, title.zh, title.en, entry.id)
            fitting = (n for n in known if n.casefold().startswith(place.word.casefold()))
            name = next(fitting, "")
            if name and (not kinds or entry.folder in kinds):
                others = [other for other in entry.value.aliases if other != name]
                says = ", ".join(others) if name == title[place.lang] else title[place.lang]
                yield Offer(name, says)

    return names


def _cases(place: Place) -> Iterator[Offer]:
    from posguard.app.paths import path
    from posguard.case.folder import case_names, cases_folder

    return map(Offer, case_names(cases_folder(path(place.value("cases")))))


def _status(place: Place) -> tuple[CaseStatus, Pack]:
    """The status of the case that the command is about, and the pack that it goes by."""
    from posguard.app.advice import Advice
    from posguard.app.cases import Casework
    from posguard.app.paths import path

    advice = Advice.open(place.lang, path(place.value("pack")))
    work = Casework.open(advice, path(place.value("cases")))
    return work.status(work.view(place.value("case")).state), advice.pack


def _planned(place: Place, *, done: bool) -> Iterator[Offer]:
    """The steps in the plan of a case that are done, or are not, without those typed already."""
    status, pack = _status(place)
    typed = place.given.get(place.param.name, ())
    for planned in status.plan.steps:
        if (planned.id in status.case.done) == done and planned.id not in typed:
            yield Offer(planned.id, pack.steps[planned.id].value.do[place.lang])


def _to_do(place: Place) -> Iterator[Offer]:
    return _planned(place, done=False)


def _done(place: Place) -> Iterator[Offer]:
    return _planned(place, done=True)


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

    status, pack = _status(place)
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


def _fact_words(place: Place) -> Iterator[Offer]:
    """The kinds of facts; behind one of them its fields."""
    from posguard.case.facts import KINDS

    words = place.given.get("words", [])
    if not words:
        return (Offer(name, say(place.lang, kind.label)) for name, kind in KINDS.items())
    named = (
        kind
        for kind in KINDS.values()
        if words[0] in (kind.name, *(say(lang, kind.label) for lang in LANGS))
    )
    return _fields(place, next(named, None), [word.partition("=")[0] for word in words[1:]])


def _fields(place: Place, kind: FactKind | None, given: Sequence[str]) -> Iterator[Offer]:
    from posguard.case.fields import Choice

    for field in kind.fields if kind else ():
        if field.name in given:
            continue
        if isinstance(field.validator, Choice):
            for word in field.validator.known:
                about = "event" if field.name == "event" else "value"
                yield Offer(f"{field.name}={word}", say(place.lang, f"{about}:{word}"))
        else:
            yield Offer(f"{field.name}=", say(place.lang, field.label))


_acquirers, _banks = _names_of("acquirer"), _names_of("bank")
_contacts = _names_of()

VALUES: Mapping[tuple[str, str], Callable[[Place], Iterator[Offer]]] = {
    ("", "lang"): _languages,
    ("", "fmt"): _page_formats,
    ("", "case"): _cases,
    ("", "acquirer"): _acquirers,
    ("", "bank"): _banks,
    ("triage", "start"): _playbooks,
    ("triage", "answer"): _next_answers,
    ("checklist", "playbook"): _playbooks,
    ("checklist", "only"): _pillars,
    ("step", "name"): _steps,
    ("explain", "name"): _topics,
    ("lint", "explain"): _rules,
    ("contacts", "words"): _contacts,
    ("letter", "kind"): _papers,
    ("letter", "fmt"): _paper_formats,
    ("case answer", "pairs"): _other_answers,
    ("case tick", "step"): _to_do,
    ("case untick", "step"): _done,
    ("case fact", "words"): _fact_words,
}
"""The values of each parameter, by its command and its name; without a command, of every one."""
