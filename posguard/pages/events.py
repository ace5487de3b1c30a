"""Events of a record in words: one line each, with or without what a person wrote in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import structs

from posguard.case.events import NewFact, Note, Occurrence, Tick, Untick
from posguard.case.record import Event
from posguard.interview.plan import Steps
from posguard.messages import joined
from posguard.pages.setting import Setting


def event_words(
    setting: Setting, event: Event, do: Mapping[str, str], *, contents: bool = True
) -> str:
    """What an event says; ``do`` names steps by id.

    Without ``contents``, only that there is a note or a fact, and of what kind: what stands in it
    is nobody else's business.
    """
    held = event.content
    if held is None:
        return setting.say("record:unknown" if contents else "timeline:other", kind=event.kind)
    facts: dict[str, object] = structs.asdict(held)
    match held:
        case Tick() | Untick():
            facts["do"] = do.get(held.step, held.step)
        case NewFact():
            facts["kind"] = setting.label("fact", held.kind)
            values = (spared(name, value) for name, value in held.values.items())
            facts["values"] = joined(setting.lang, values, "clauses")
        case Occurrence():
            facts["event"] = setting.label("event", held.event)
    kept_back = not contents and isinstance(held, Note | NewFact)
    return setting.say(f"{'timeline' if kept_back else 'record'}:{event.kind}", **facts)


def spared(name: str, value: str) -> str:
    """The value of a field as a screen shows it: an account that is kept whole by its end only."""
    from posguard.case.facts import WHOLE

    return f"…{value[-4:]}" if name in WHOLE else value


def steps_of_events(events: Iterable[Event], steps: Steps, setting: Setting) -> dict[str, str]:
    """What the steps are called that were marked as done, or taken back, by id."""
    named = {e.content.step for e in events if isinstance(e.content, Tick | Untick)}
    return {name: steps[name].value.do[setting.lang] for name in named if name in steps}
