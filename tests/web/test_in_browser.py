"""The page in a browser: what a person sees and can do, and what the page never does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread

import pytest
from support.browser import CHROMIUM, Browser, Tab, chromium
from support.random_packs import random_pack
from support.shipped_pack import contents
from support.slow import slow_after

from posguard.app.webpage import design, web_page
from posguard.interview.agenda import question_at
from posguard.interview.walk import initial_progress
from posguard.messages import say
from posguard.pack.model import LANGS, Lang
from posguard.web.document import Options, document

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
AXE = "axe_playwright_python"
"""The package in which the checker of accessibility comes."""
TODAY = date(2026, 11, 26)
VIEWS = 60
EACH_LANG = pytest.mark.parametrize("lang", LANGS)
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
VIEW = "form, .go, .buttons"
"""What a view has; while the table is loading there is none of it."""
LATER = "{ const now = Date.now; Date.now = () => now() + (window.later || %d); }"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages: one that opens in each language, and a kiosk."""
    folder = tmp_path_factory.mktemp("pages")
    for lang in LANGS:
        page = web_page("", Options(LANGS, lang), TODAY)
        (folder / f"{lang}.html").write_text(page, encoding="utf-8")
    kiosk = web_page("", Options(LANGS, "en", 2), TODAY)
    (folder / "kiosk.html").write_text(kiosk, encoding="utf-8")
    return folder


def first_option(lang: Lang, key: str) -> str:
    """The words of an answer to the first question."""
    question = question_at(contents(), initial_progress(contents()))
    return question.options[key].text[lang]


def has(tab: Tab, selector: str) -> bool:
    """Whether there is such an element."""
    return bool(tab.run(f"!!document.querySelector({selector!r})"))


def go_on(tab: Tab) -> None:
    """Answer with the first answer there is; or go on from what is to be done at once."""
    if has(tab, "form"):
        tab.run("document.querySelector('form input').click()")
    tab.run("document.querySelector('.go button').click()")
    tab.wait_for(VIEW)


def interview(tab: Tab) -> Iterator[int]:
    """Every view up to the plan."""
    for number in range(VIEWS):
        yield number
        if has(tab, ".buttons"):
            return
        go_on(tab)
    raise AssertionError("there is no end")


def to_plan(tab: Tab, page: Path) -> None:
    """Open the page, and answer up to the plan."""
    tab.open(page)
    for _ in interview(tab):
        pass


@EACH_LANG
def test_the_first_screen_of_an_emergency_is_what_to_do(
    browser: Browser, folder: Path, lang: Lang
) -> None:
    """Whoever says that money went today sees on one screen what to do, whom to call and what to
    say, the call as a link; and the same at the top of the plan.
    """
    tab = browser.tab(360, 640)
    tab.open(folder / f"{lang}.html")
    tab.click(first_option(lang, "threatened"))
    tab.click(say(lang, "web-continue"))
    tab.wait_for(VIEW)
    bottom = "document.querySelector('.words p:last-of-type').getBoundingClientRect().top"
    assert tab.run("document.querySelector('.call').href") == "tel:110"
    assert tab.run(bottom) < 640
    for _ in interview(tab):
        pass
    assert tab.run("document.querySelector('.call').href") == "tel:110"
    assert tab.run("document.querySelector('.words').getBoundingClientRect().top") < 640
    assert has(tab, ".urgency")
    tab.close()


@EACH_LANG
def test_nothing_but_the_document_is_loaded(browser: Browser, folder: Path, lang: Lang) -> None:
    """From the first question to the plan, opened, printed and loaded anew, the browser asks for
    the document and nothing else, and complains of nothing.
    """
    tab = browser.tab()
    page = folder / f"{lang}.html"
    to_plan(tab, page)
    tab.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    tab.printed()
    tab.reload()
    asked = {event["request"]["url"] for event in tab.events("Network.requestWillBeSent")}
    assert asked - {"data:,"} == {page.as_uri()}
    assert tab.events("Log.entryAdded") == []
    assert tab.events("Runtime.exceptionThrown") == []
    assert tab.run("location.href") == page.as_uri()
    tab.close()


def test_the_page_can_run_and_load_nothing_else(browser: Browser, folder: Path) -> None:
    """Neither a script from a text nor markup, a handler, a request or a picture from elsewhere
    gets through.
    """
    tab = browser.tab()
    tab.open(folder / "en.html")
    tried = (
        "document.body.innerHTML = '<b>x</b>'",
        "document.body.append(Object.assign(document.createElement('script'), {text: 'x'}))",
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<i>x</i>')",
        "document.body.setAttribute('onclick', 'window.bad = 1')",
        "setTimeout('window.bad = 1')",
        "new Function('window.bad = 1')()",
    )
    for script in tried:
        caught = f"(() => {{ try {{ {script}; return false; }} catch (e) {{ return true; }} }})()"
        assert tab.run(caught), script
    assert tab.run("fetch('https://example.org').then(() => false, () => true)")
    assert tab.run("window.bad === undefined")
    tab.close()


def test_what_a_pack_says_stays_text(browser: Browser, tmp_path: Path) -> None:
    """Markup, ends of scripts and blanks in the texts of a pack are shown as they are written."""
    markup = "document.querySelectorAll('main b, main script, main img').length"
    for seed in range(6):
        page = tmp_path / f"{seed}.html"
        page.write_text(
            document(random_pack(seed), design(), Options(LANGS, "en")), encoding="utf-8"
        )
        tab = browser.tab()
        tab.open(page)
        for _ in interview(tab):
            assert tab.run(markup) == 0
        assert tab.run("document.scripts.length") == 3
        assert tab.events("Runtime.exceptionThrown") == []
        assert tab.events("Page.javascriptDialogOpening") == []
        tab.close()


@EACH_LANG
def test_a_page_whose_script_is_blocked_says_what_to_do(
    browser: Browser, folder: Path, tmp_path: Path, lang: Lang
) -> None:
    """Where a system has changed a character of the script, the emergencies and what to do first
    stand there all the same.
    """
    page = (folder / f"{lang}.html").read_text(encoding="utf-8")
    (tmp_path / "changed.html").write_text(
        page.replace("function interview", "function  interview")
    )
    tab = browser.tab()
    tab.open(tmp_path / "changed.html")
    assert not has(tab, "input")
    assert first_option(lang, "threatened") in tab.text()
    assert "110" in tab.text()
    tab.close()


def with_another_sign(page: str) -> str:
    """The page with one character of its data changed."""
    place = page.index('id="table">') + 100_000
    return page[:place] + ("A" if page[place] != "A" else "B") + page[place + 1 :]


DAMAGE: dict[str, Callable[[str], str]] = {
    "a character changed": with_another_sign,
    "cut off in the data": lambda page: page[: page.index('id="table">') + 100_000],
    "cut off before the data": lambda page: page[: page.index('<script type="text/plain"')],
}


@pytest.mark.parametrize("damage", DAMAGE)
@EACH_LANG
def test_a_page_whose_data_were_changed_says_what_to_do(
    browser: Browser, folder: Path, tmp_path: Path, lang: Lang, damage: str
) -> None:
    """Where a system has changed a character of the data, or the page was cut off on the way, it
    says so, and the emergencies and what to do first stand there; nothing leads back to questions.
    """
    page = (folder / f"{lang}.html").read_text(encoding="utf-8")
    file = tmp_path / "changed.html"
    file.write_text(DAMAGE[damage](page), encoding="utf-8")
    tab = browser.tab()
    tab.open(file)
    tab.wait_for(".plain")
    assert not has(tab, "input, button")
    for each in LANGS:
        assert say(each, "web-damaged") in tab.text()
        assert say(each, "web-without") not in tab.text()
        assert first_option(each, "threatened") in tab.text()
    assert tab.text("h1") == tab.run("document.title") == say(lang, "web-title")
    tab.run("history.pushState(null, ''); history.back()")
    tab.run("new Promise((done) => setTimeout(done, 300))")
    assert has(tab, ".plain")
    tab.close()


def test_a_call_loses_nothing(browser: Browser, folder: Path) -> None:
    """A page that the telephone threw away comes back with its plan and its ticks; nothing of it
    stands in the address or in the history; once cleared, no way leads back to it.
    """
    tab = browser.tab()
    to_plan(tab, folder / "en.html")
    tab.run("document.querySelector('.step input:not(:checked)').click()")
    ticked = tab.run("document.querySelectorAll('.step input:checked').length")
    before = tab.text("h1")
    tab.reload()
    assert tab.text("h1") == before
    assert tab.run("document.querySelectorAll('.step input:checked').length") == ticked
    assert sorted(tab.run("Object.keys(history.state)")) == ["at", "run"]
    tab.click(say("en", "web-clear"))
    tab.click(say("en", "web-clear-yes"))
    assert 'given":[]' in tab.run("sessionStorage.getItem('posguard')")
    first = tab.text("h1")
    tab.run("new Promise((done) => { addEventListener('popstate', done); history.back(); })")
    assert tab.text("h1") == first
    assert not tab.run("!!document.querySelector('input:checked')")
    tab.close()


def test_an_answer_can_be_changed(browser: Browser, folder: Path) -> None:
    """Beside each answer stands Change; what was answered before is kept as far as it is still
    asked, and going back shows the answer given.
    """
    tab = browser.tab()
    to_plan(tab, folder / "en.html")
    plan = tab.text("h1")
    tab.run("document.querySelector('.back.answers').open = true")
    tab.run("document.querySelectorAll('.back.answers button')[1].click()")
    assert has(tab, "input:checked")
    tab.run("document.querySelector('.go button').click()")
    assert tab.text("h1") == plan
    tab.close()


def test_the_keyboard_is_enough(browser: Browser, folder: Path) -> None:
    """With Tab, Space and Enter one answers, and the focus is on the heading of the next view."""
    tab = browser.tab()
    tab.open(folder / "en.html")
    title = tab.text("h1")
    for _ in range(30):
        tab.press("Tab")
        if tab.run("document.activeElement.id") == "answer-0":
            break
    tab.press(" ")
    tab.press("Enter")
    assert tab.text("h1") != title
    assert tab.run("document.activeElement.tagName") == "H1"
    tab.close()


def test_a_frame_on_another_page_is_enough(browser: Browser, folder: Path) -> None:
    """In a frame that may run scripts and nothing else, where forms are not submitted and nothing
    can be stored, one can answer.
    """
    outer = folder / "outer.html"
    outer.write_text(
        '<!doctype html><title>help</title><iframe sandbox="allow-scripts" src="en.html" '
        'width="380" height="700"></iframe>'
    )
    tab = browser.tab(400, 720)
    tab.open(outer)
    before = picture = b""
    for _ in range(2):
        tab.press("Tab")
        tab.press("Tab")
        tab.press(" ")
        before = picture
        tab.press("Enter")
        tab.run("new Promise((done) => setTimeout(done, 500))")
        picture = tab.image()
    assert before != picture
    assert tab.events("Runtime.exceptionThrown") == []
    tab.close()


def test_an_answer_waits_for_the_rest_of_the_page(browser: Browser, folder: Path) -> None:
    """On a slow line the first question can be answered before the rest is there: the number for
    emergencies stands there until it is, and what to do first if it was changed on the way.
    """
    page = (folder / "en.html").read_bytes()
    most = page.index(b'<script type="text/plain" id="table">')
    for rest, title in ((page[most:], "web-advice"), (page[-9000:], "web-title")):
        with slow_server(page[:most], rest) as (address, go):
            tab = browser.tab()
            tab.call("Page.navigate", url=address)
            tab.run("new Promise((done) => setTimeout(done, 1000))")
            tab.click(first_option("en", "threatened"))
            tab.click(say("en", "web-continue"))
            assert tab.text("h1") == say("en", "web-loading")
            assert "110" in tab.text()
            go()
            tab.run("new Promise((done) => setTimeout(done, 2000))")
            assert tab.text("h1") == say("en", title)
            tab.close()


@contextmanager
def slow_server(first: bytes, rest: bytes) -> Iterator[tuple[str, Callable[[], None]]]:
    """A server that sends the rest of a page only when it is told to."""
    event = Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(first)
            event.wait(30)
            self.wfile.write(rest)

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", event.set
    finally:
        event.set()
        server.shutdown()
        server.server_close()


def test_an_empty_answer_is_asked_for_again(browser: Browser, folder: Path) -> None:
    """Whoever chooses nothing is told so, and stands on the first answer."""
    tab = browser.tab()
    tab.open(folder / "en.html")
    tab.click(say("en", "web-continue"))
    assert tab.text("#error") == say("en", "web-choose")
    assert tab.run("document.activeElement.id") == "answer-0"
    tab.close()


def test_no_number_is_called_that_was_checked_long_ago(browser: Browser, folder: Path) -> None:
    """Two years on the page says that its numbers are old, and links none of them."""
    tab = browser.tab()
    script = LATER % (2 * 366 * 86_400_000)
    tab.call("Page.addScriptToEvaluateOnNewDocument", source=script)
    to_plan(tab, folder / "en.html")
    assert not has(tab, "a[href]")
    assert say("en", "web-old") in tab.text()
    tab.close()


def test_a_kiosk_keeps_nothing_and_begins_anew(browser: Browser, folder: Path) -> None:
    """A kiosk stores no answer; left alone it asks whether somebody is there, then clears all."""
    tab = browser.tab(768, 1024)
    tab.call("Page.addScriptToEvaluateOnNewDocument", source=LATER % 0)
    tab.open(folder / "kiosk.html")
    first = tab.text("h1")
    go_on(tab)
    assert tab.run("sessionStorage.length") == 0
    assert tab.text("h1") != first
    tab.run("window.later = 100000")
    tab.run("new Promise((done) => setTimeout(done, 1200))")
    assert say("en", "web-idle") in tab.text("body")
    tab.run("window.later = 130000")
    tab.run("new Promise((done) => setTimeout(done, 1200))")
    assert tab.text("h1") == first
    assert not has(tab, "input:checked")
    tab.close()


@EACH_LANG
def test_a_short_print_is_short(browser: Browser, folder: Path, lang: Lang) -> None:
    """What is printed first is what to do today, on one page; everything there is takes more."""
    tab = browser.tab()
    to_plan(tab, folder / f"{lang}.html")
    short = len(re.findall(rb"/Type /Page\b", tab.printed()))
    tab.run("document.documentElement.dataset.print = 'all'")
    tab.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    whole = len(re.findall(rb"/Type /Page\b", tab.printed()))
    assert short == 1 < whole, (short, whole)
    tab.close()


SCREENS: tuple[tuple[int, int, bool, Lang], ...] = (
    (360, 640, False, "zh"),
    (360, 640, False, "en"),
    (390, 844, True, "zh"),
    (768, 1024, False, "en"),
    (1280, 800, False, "zh"),
)
"""Width, height, whether it is dark, and the language."""


@pytest.mark.parametrize("screen", slow_after(2, SCREENS))
def test_no_view_is_wider_than_the_screen(
    browser: Browser, folder: Path, screen: tuple[int, int, bool, Lang]
) -> None:
    """On every screen, and with letters of twice the size, nobody has to scroll sideways; where
    the checker of accessibility is installed, it finds nothing in any view.
    """
    width, height, dark, lang = screen
    tab = browser.tab(width, height, dark=dark)
    tab.open(folder / f"{lang}.html")
    checked = checker(tab)
    for number in interview(tab):
        assert not tab.run(SIDEWAYS), number
        tab.run("document.documentElement.style.fontSize = '200%'")
        assert not tab.run(SIDEWAYS), number
        tab.run("document.documentElement.style.fontSize = ''")
        assert not checked or violations(tab) == [], number
    tab.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert not tab.run(SIDEWAYS)
    assert not checked or violations(tab) == []
    tab.close()


def checker(tab: Tab) -> bool:
    """Load the checker of accessibility, where it is installed."""
    found = find_spec(AXE)
    if found is None or not found.submodule_search_locations:
        return False
    script = Path(found.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")
    tab.run(f"{script};0")
    return True


def violations(tab: Tab) -> list[str]:
    """What the checker finds wrong, or cannot tell."""
    found: list[str] = tab.run(
        f"axe.run({{runOnly: {RULES}, resultTypes: ['violations', 'incomplete']}})"
        ".then((r) => [...r.violations, ...r.incomplete].map((v) => v.id))"
    )
    return found
