"""What the tab key offers of cases: their names, and what stands in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from posguard.cli.command_line import Place
from posguard.cli.offer import Offer
from posguard.errors import WrongUse

if TYPE_CHECKING:
    from posguard.app.cases import CaseStatus, Casework
    from posguard.pack.loading import Pack


def cases(place: Place) -> Iterator[Offer]:
    """The names of the cases."""
    from posguard.app.paths import path
    from posguard.case.folder import case_names, cases_folder

    return map(Offer, case_names(cases_folder(path(place.value("cases")))))


def status_of(place: Place) -> tuple[CaseStatus, Pack]:
    """The status of the case that the command is about, and the pack that it goes by."""
    work = _casework(place)
    return work.status(work.view(place.value("case")).state), work.advice.pack


def to_do(place: Place) -> Iterator[Offer]:
    """The steps in the plan of a case that are open."""
    return _planned(place, done=False)


def done(place: Place) -> Iterator[Offer]:
    """The steps in the plan of a case that are done."""
    return _planned(place, done=True)


def facts(place: Place) -> Iterator[Offer]:
    """The facts of a case by their numbers."""
    from posguard.pages.facts import fact_words as words_of_fact

    work = _casework(place)
    setting = work.advice.setting()
    for fact in work.view(place.value("case")).state.facts:
        words = words_of_fact(setting, fact.values)
        yield Offer(str(fact.n), f"{setting.label('fact', fact.kind)} {words}")


def exhibits(place: Place) -> Iterator[Offer]:
    """The exhibits of a case by their numbers."""
    for exhibit in _casework(place).view(place.value("case")).state.exhibits:
        yield Offer(str(exhibit.n), str(exhibit.values.get("name", "")))


def open_cases(err: WrongUse) -> Iterator[Offer]:
    """The open cases, since it is not said yet which of them is meant."""
    names = err.facts["names"]
    assert isinstance(names, list)
    return (Offer(f"--case={name}") for name in names)


def _casework(place: Place) -> Casework:
    from posguard.api.advice import Advice
    from posguard.app.cases import Casework
    from posguard.app.paths import path

    advice = Advice.open(place.lang, path(place.value("pack")))
    return Casework.open(advice, path(place.value("cases")))


def _planned(place: Place, *, done: bool) -> Iterator[Offer]:
    """The steps in the plan of a case that are done, or are not, without those typed already."""
    status, pack = status_of(place)
    typed = place.given.get(place.param.name, ())
    for planned in status.plan.steps:
        if (planned.id in status.case.done) == done and planned.id not in typed:
            yield Offer(planned.id, pack.steps[planned.id].value.do[place.lang])
