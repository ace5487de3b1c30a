"""Events of a record in words: one line each, with or without what a person wrote in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from posguard.case.events import Answers, NewFact, Note, Occurrence, Tick, Untick, Withdrawal
from posguard.case.record import Event
from posguard.interview.plan import Steps
from posguard.messages import joined
from posguard.pages.answers import answer_words, questions_of
from posguard.pages.facts import fact_words
from posguard.pages.moments import recorded
from posguard.pages.setting import Setting


class EventTexts(Struct, frozen=True):
    """What the steps say that were done, by id, and which questions an event of answers answered,
    by its number.
    """

    steps: Mapping[str, str]
    answers: Mapping[int, str]


def event_texts(events: Sequence[Event], steps: Steps, setting: Setting) -> EventTexts:
    """The texts of the pack that are needed to tell of these events."""
    named = {e.content.step for e in events if isinstance(e.content, Tick | Untick)}
    do = {name: steps[name].value.do[setting.lang] for name in named if name in steps}
    return EventTexts(do, dict(_answered(events, setting)))


def event_words(setting: Setting, event: Event, told: EventTexts, *, contents: bool = True) -> str:
    """What an event says.

    Without ``contents``, only that there is an answer, a note or a fact, and of what kind: what
    stands in it is nobody else's business.
    """
    held = event.content
    if held is None:
        return setting.say("record:unknown" if contents else "timeline:other", kind=event.kind)
    facts: dict[str, object] = structs.asdict(held)
    match held:
        case Tick() | Untick():
            facts["do"] = told.steps.get(held.step, held.step)
        case NewFact():
            facts["kind"] = setting.label("fact", held.kind)
            facts["values"] = fact_words(setting, held.values)
        case Answers():
            facts["answers"] = told.answers.get(event.n, "")
        case Withdrawal():
            said = contents and held.why
            facts["why"] = setting.say("withdrawn-why", why=held.why) if said else ""
        case Occurrence():
            facts["at"] = recorded(held.at)
            facts["event"] = setting.label("event", held.event)
    kept_back = not contents and isinstance(held, Answers | Note | NewFact)
    return setting.say(f"{'timeline' if kept_back else 'record'}:{event.kind}", **facts)


def _answered(events: Sequence[Event], setting: Setting) -> Iterator[tuple[int, str]]:
    """What each event of answers changed: the questions answered, and those that fell out."""
    questions = questions_of(setting.pack)
    before: Mapping[str, Sequence[str]] = {}
    for event in events:
        if isinstance(event.content, Answers):
            now = event.content.answers
            lines = [
                answer_words(setting, questions, name, options)
                for name, options in now.items()
                if before.get(name) != options
            ]
            gone = [name for name in before if name not in now]
            if gone:
                lines.append(setting.say("answers-gone", questions=gone))
            yield event.n, joined(setting.lang, lines, "clauses")
            before = now
