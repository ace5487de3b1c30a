"""The programming interface: questions and plans from answers, without a command line."""

from __future__ import annotations

import copy
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.in_process import run_in_process
from support.interviews import CALM, EMERGENCY, GONE, PAID, SEVERAL, TAKEN, Answers, plan_output
from support.paths import TESTS
from support.program import run_program
from support.walks import chance_walks

from posguard import api
from posguard.interview.walk import stages
from posguard.pack.model import LANGS, START, Lang

STORIES = {
    "calm": CALM,
    "several": SEVERAL,
    "emergency": EMERGENCY,
    "paid": PAID,
    "taken": TAKEN,
    "gone": GONE,
}
HK = TESTS / "packs" / "hk"


@pytest.fixture(scope="module")
def pack() -> api.Pack:
    """The shipped pack, opened once for all tests."""
    return api.open_pack()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("story", STORIES)
def test_a_plan_is_what_the_command_prints(pack: api.Pack, story: str, lang: Lang) -> None:
    """In every format a plan is byte for byte what triage prints for these answers, and on one
    line the same object.
    """
    plan = pack.plan(STORIES[story], lang)
    printed = {
        name: plan_output(STORIES[story], lang, "--format", name) for name in ("json", "text")
    }
    assert plan.json() == printed["json"]
    assert plan.text().encode() == printed["text"]
    assert plan.as_dict() == json.loads(printed["json"])
    assert plan.json(compact=True).decode() == json.dumps(
        json.loads(printed["json"]), ensure_ascii=False, separators=(",", ":")
    )
    assert plan.markdown().encode() == plan_output(STORIES[story], lang, "--format", "markdown")
    assert plan.html().encode() == plan_output(STORIES[story], lang, "--format", "html")


def test_questions_lead_to_the_plan(pack: api.Pack) -> None:
    """Asked again and again, it names the questions of the interview in their order, and nothing
    once all are answered.
    """
    given: dict[str, list[str]] = {}
    asked = []
    while (question := pack.next(given, "zh")) is not None:
        asked.append(question.id)
        assert {*EMERGENCY[question.id]} <= {option.id for option in question.options}
        given[question.id] = [*EMERGENCY[question.id]]
    assert asked == [*EMERGENCY]
    assert pack.plan(given, "zh").urgency == "emergency"


def test_a_question_tells_what_cannot_wait_once(pack: api.Pack) -> None:
    """The urgent steps of an answer come with the next question, with how each is done, and are
    not repeated after that.
    """
    first = pack.next({}, "en")
    assert first is not None
    assert (first.id, first.many, first.urgent) == ("happening-now", True, ())
    given: Answers = {"happening-now": ["threatened"]}
    second = pack.next(given, "en")
    assert second is not None
    assert second.urgent
    assert all(step.within in ("now", "15m") for step in second.urgent)
    assert {detail.kind for detail in second.urgent[0].details} & {"how", "say"}
    third = pack.next({**given, second.id: [second.options[0].id]}, "en")
    assert third is not None
    assert not {s.id for s in third.urgent} & {s.id for s in second.urgent}


def test_questions_of_chance_interviews_are_those_of_the_interview(pack: api.Pack) -> None:
    """Whatever is answered, the question and its options are those that a person is asked."""
    for walked in chance_walks(40, 11):
        given: dict[str, tuple[str, ...]] = {}
        for stage in stages(pack.contents, walked.progress.answers):
            question = pack.next(given, "en")
            assert (question.id if question else None) == stage.question
            if question:
                given[question.id] = walked.progress.answers[question.id]
                assert {*given[question.id]} <= {option.id for option in question.options}


def test_steps_of_a_plan_are_in_its_order(pack: api.Pack) -> None:
    """Steps are values with their words, time and details; those of the first page come as they
    are numbered there.
    """
    plan = pack.plan(TAKEN, "en")
    assert plan.steps[0].within == "now"
    assert all(step.pillar == "never" for step in plan.nevers)
    assert not any(step.pillar == "never" for step in plan.steps)
    told = {step.id for step in plan.steps}
    printed = [item for section in plan.as_dict()["sections"] for item in section["items"]]
    numbered = {item["id"] for item in printed if "number" in item}
    assert numbered
    assert numbered <= told
    assert plan.incidents
    assert plan.findings.keys() == {f["id"] for f in plan.as_dict()["findings"]}


def test_other_pages_are_what_commands_print(pack: api.Pack) -> None:
    """A checklist, a step and an explanation are those of the commands."""
    step = pack.plan(TAKEN, "en").steps[0].id
    pages = {
        ("checklist", "sn-leak"): pack.checklist("sn-leak", "en"),
        ("step", step): pack.step(step, "en"),
        ("explain", "sn-leak"): pack.explanation("sn-leak", "en"),
    }
    for words, page in pages.items():
        done = run_in_process(*words, "--format", "json", "--lang", "en")
        assert page.json() == done.out


def test_incidents_are_named_in_the_language_asked_for(pack: api.Pack) -> None:
    """Every incident has its title, and the tree that asks first is none."""
    titles = pack.incidents("zh")
    assert START not in titles
    assert titles["sn-leak"] != pack.incidents("en")["sn-leak"]


def test_a_plan_can_begin_at_an_incident(pack: api.Pack) -> None:
    """With an incident to begin at, its own questions are asked and no others."""
    given: dict[str, str] = {}
    while (question := pack.next(given, "en", start="sn-leak")) is not None:
        given[question.id] = question.options[-1].id
    plan = pack.plan(given, "en", start="sn-leak")
    assert plan.as_dict()["from"] == "sn-leak"
    with pytest.raises(api.PosguardError) as caught:
        pack.plan({}, "en", start="sn-leek")
    assert caught.value.key == "no-such"


def test_unfinished_answers_have_no_plan(pack: api.Pack) -> None:
    """While a question is open there is no plan, and not one that says that nothing has happened;
    the error holds the question.
    """
    for given in ({}, {"happening-now": ["none"]}):
        with pytest.raises(api.UnfinishedAnswers) as caught:
            pack.plan(given, "en")
        assert caught.value.question == _without_urgent(pack.next(given, "en"))
        assert caught.value.key == "unfinished-answers"
        assert caught.value.question.text in str(caught.value)


def _without_urgent(question: api.Question | None) -> api.Question:
    assert question is not None
    return api.Question(
        **{n: getattr(question, n) for n in question.__struct_fields__ if n != "urgent"}
    )


WRONG = [
    ("no-such-option", {"happening-now": ["nothing-like-it"]}),
    ("one-answer", {**CALM, "who": ["owner", "employee"]}),
    ("stands-alone", {"happening-now": ["none", "threatened"]}),
    ("no-answer", {"happening-now": []}),
    ("answer-not-asked", {"happening-now": ["none"], "robbed-of": ["card"]}),
    ("answer-never-asked", {**CALM, "robbed-of": ["card"]}),
    ("answers-not-options", {"happening-now": [1]}),
    ("answers-not-options", {"happening-now": None}),
    ("answers-not-options", {3: ["none"]}),
    ("answers-not-options", ["happening-now"]),
]


@pytest.mark.parametrize(("key", "given"), WRONG)
@pytest.mark.parametrize("lang", LANGS)
def test_wrong_answers_are_refused_with_a_sentence(
    pack: api.Pack, key: str, given: Answers, lang: Lang
) -> None:
    """What no question asks for or knows is an error with a key, facts, and a sentence in the
    language asked for.
    """
    with pytest.raises(api.WrongAnswers) as caught:
        pack.plan(given, lang)
    assert caught.value.key == key
    assert any(character >= "\u4e00" for character in str(caught.value)) == (lang == "zh")


def test_an_unknown_language_is_refused(pack: api.Pack) -> None:
    """There are two languages, and any other is an error that names them."""
    for ask in (pack.next, pack.plan):
        with pytest.raises(api.PosguardError) as caught:
            ask({}, "fr")  # type: ignore[arg-type]
        assert caught.value.facts["known"] == ["zh", "en"]


def test_one_option_need_not_stand_in_a_list(pack: api.Pack) -> None:
    """A single answer may be given as a word."""
    words = {name: options[0] for name, options in CALM.items()}
    assert pack.plan(words, "en") == pack.plan(CALM, "en")


@pytest.mark.parametrize("own", ["", str(HK)])
def test_everything_can_be_sent_to_another_process(own: str) -> None:
    """Packs, questions, plans and errors are pickled and come back the same."""
    pack = api.open_pack(own)
    question = pack.next({}, "zh")
    other: api.Pack = pickle.loads(pickle.dumps(pack))
    assert other.next({}, "zh") == question == pickle.loads(pickle.dumps(question))
    if not own:
        plan = pack.plan(PAID, "zh")
        sent: api.Plan = pickle.loads(pickle.dumps(plan))
        assert (sent, sent.steps, sent.json()) == (plan, plan.steps, plan.json())
        assert copy.deepcopy(plan) == plan
    with pytest.raises(api.UnfinishedAnswers) as caught:
        pack.plan({}, "zh")
    err = pickle.loads(pickle.dumps(caught.value))
    assert (str(err), err.facts, err.question) == (
        str(caught.value),
        caught.value.facts,
        caught.value.question,
    )


def test_threads_share_a_pack() -> None:
    """Threads that ask one new pack at once get what each would get alone."""
    wanted = {
        (str(n), lang): api.open_pack().plan(answers, lang).json()
        for n, answers in enumerate(STORIES.values())  # two loops: each story in each language
        for lang in LANGS
    }
    pack = api.open_pack()
    jobs = [*wanted] * 8

    def made(job: tuple[str, Lang]) -> bytes:
        return pack.plan([*STORIES.values()][int(job[0])], job[1]).json()

    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(made, jobs)] == [wanted[job] for job in jobs]


@pytest.mark.parametrize("own", ["", str(HK)])
def test_files_are_read_once(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many plans are made, no file of the pack is read twice, nor is its manifest."""
    from posguard.api.packs import PackFolder

    read: list[str] = []
    text = PackFolder.text

    def watched(self: PackFolder, relative: str) -> str:
        read.append(relative)
        return text(self, relative)

    monkeypatch.setattr(PackFolder, "text", watched)
    pack = api.open_pack(own)
    for answers in STORIES.values() if not own else [{}]:
        for lang in LANGS:
            assert pack.plan(answers, lang) if answers else pack.next(answers, lang)
    assert pack.advice("zh").place
    assert "pack.yaml" in read
    assert sorted(read) == sorted(set(read))


def test_an_import_does_nothing_else() -> None:
    """Importing it prints nothing, opens no pack, and leaves the collection of garbage on."""
    done = run_program(
        program=(
            "import gc, sys; from posguard import api; "
            "print(gc.isenabled(), 'typer' in sys.modules, 'posguard.api.pack' in sys.modules)"
        )
    )
    assert (done.words, done.complaint) == ("True False False\n", "")


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    """An organisation's pack that is not there is an error when it is opened."""
    with pytest.raises(api.PosguardError) as caught:
        api.open_pack(str(tmp_path / "nowhere"))
    assert caught.value.key == "no-such-folder"
