"""Questions on the terminal: by arrow keys, or by number where those cannot be used."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from posguard.interview.session import Back, Prompt
from posguard.messages import say
from posguard.pack.model import EXCLUSIVE, Lang
from posguard.render.wrap import wrap
from posguard.terminal.choices import (
    Choice,
    ChoiceQuestion,
    LeftPage,
    chosen_with,
    folded,
    head,
    numbers_typed,
    tick_box,
)
from posguard.terminal.early_keys import (
    GRACE,
    LINE_FEED_GRACE,
    SECOND_ENTER,
    discard_typed,
    without_echo,
)
from posguard.terminal.sheet import Line, Passage, sheet_lines
from posguard.terminal.terminal import Terminal
from posguard.terminal.typed_line import read_line


def ask(terminal: Terminal, prompt: Prompt) -> Sequence[str] | Back:
    """Put one question of the interview; the answer is the names of its options.

    Raises:
        KeyboardInterrupt: the person leaves.

    """
    return choose(terminal, choice_question(prompt, terminal.lang))


def choice_question(prompt: Prompt, lang: Lang) -> ChoiceQuestion:
    """A question of the interview as a list of choices."""
    question = prompt.question
    return ChoiceQuestion(
        question.ask[lang],
        tuple(Choice(name, option.text[lang]) for name, option in prompt.offered.items()),
        say(lang, "progress", n=prompt.number),
        question.help[lang] if question.help is not None else "",
        many=question.choose == "many",
        alone=frozenset(EXCLUSIVE),
        beside=frozenset(name for name, option in prompt.offered.items() if option.beside),
        before=prompt.before,
        can_go_back=prompt.can_go_back,
    )


def choose(terminal: Terminal, asked: ChoiceQuestion) -> Sequence[str] | Back:
    """Put one question; the answer is the values of the choices.

    Raises:
        KeyboardInterrupt: the person leaves.

    """
    if terminal.plain:
        chosen = _by_number(terminal, asked)
        lines = []
    else:
        chosen = _by_arrows(terminal, asked)
        lines = wrap(f"{asked.above} {asked.title}".strip(), terminal.width())
    if isinstance(chosen, Back):
        return chosen
    for value in chosen:
        lines += wrap(asked.labels[value], terminal.width(), "  -> ", "     ")
    terminal.show_quietly(lines)
    return chosen


def advise(terminal: Terminal, asked: ChoiceQuestion) -> Sequence[str]:
    """Show a page of what cannot wait, directly above the prompt, until the person goes on; the
    steps that they ticked as done.

    Raises:
        LeftPage: the person leaves.
        EndedPage: a signal told the process to end.

    """
    if terminal.plain:
        done = _page_by_number(terminal, asked)
    else:
        chosen = _by_arrows(terminal, asked)
        assert not isinstance(chosen, Back)
        done = chosen
        terminal.show_quietly(wrap(asked.title, terminal.width()), "title")
        _show_listed(terminal, asked, done)
    time.sleep(SECOND_ENTER)  # what is typed meanwhile is discarded where the next question begins
    return done


def ask_words(terminal: Terminal, label: str) -> str:
    """Ask for a few words; nothing is an answer too.

    Raises:
        KeyboardInterrupt: the person leaves.

    """
    discard_typed(terminal.reads)
    terminal.show(["", *wrap(label, terminal.width())])
    return _line(terminal).strip()


def show_sheet(terminal: Terminal, sheet: Sequence[Passage], room: int) -> None:
    """Show the top of a sheet in at most so many lines, apart from what stands above it."""
    terminal.show([""])
    _show_lines(terminal, sheet_lines(sheet, terminal.lang, terminal.width(), room))


def typed_letter(typed: str) -> str:
    """What was typed, as a small letter."""
    return folded(typed)


def _line(terminal: Terminal, grace: float = 0.0) -> str:
    """One line; an empty one counts for nothing at first, and any within ``grace`` seconds."""
    terminal.writes.write("> ")
    terminal.writes.flush()
    shown = time.monotonic()
    while True:
        line = read_line(terminal.reads)
        if not line:
            raise EOFError
        late = time.monotonic() - shown
        if late >= max(grace, 0.0 if line.strip() else LINE_FEED_GRACE):
            return line.rstrip("\r\n")


def _by_number(terminal: Terminal, asked: ChoiceQuestion) -> Sequence[str] | Back:
    terminal.show(["", *(line for _, line in head(asked, terminal.width())), ""])
    _show_listed(terminal, asked)
    discard_typed(terminal.reads)
    _show_keys(terminal, asked)
    while True:
        line = _line(terminal)
        typed = folded(line)
        if typed == "q":
            raise KeyboardInterrupt
        if typed == "b" and asked.can_go_back:
            return Back.BACK
        chosen = _typed_choices(asked, line.strip())
        complaint = _complaint(terminal, asked, chosen)
        if not complaint:
            return chosen
        terminal.show(wrap(complaint, terminal.width()))


def _typed_choices(asked: ChoiceQuestion, typed: str) -> list[str]:
    """The values of the choices whose numbers were typed; nothing typed keeps those of before."""
    values = [*asked.labels]
    if not typed:
        return [value for value in asked.before if value in values]
    return [values[n - 1] for n in numbers_typed(typed, len(values), many=asked.many)]


def _complaint(terminal: Terminal, asked: ChoiceQuestion, chosen: Sequence[str]) -> str:
    """What is wrong with the numbers that were typed; empty if nothing is."""
    others = [value for value in chosen if value not in asked.beside]
    alone = next((value for value in others if value in asked.alone), None)
    if len(others) > 1 and alone is not None:
        return terminal.say("alone", option=asked.labels[alone])
    if chosen:
        return ""
    wrong = "plain-wrong-many" if asked.many else "plain-wrong"
    return terminal.say(wrong, most=len(asked.choices))


def _show_listed(terminal: Terminal, asked: ChoiceQuestion, done: Sequence[str] = ()) -> None:
    """Show the choices with their numbers; those on a page with their boxes."""
    for number, choice in enumerate(asked.choices, 1):
        box = tick_box(choice.value in done) if asked.page else ""
        start = f"{number:3}. {box}"
        terminal.show(wrap(choice.label, terminal.width(), start, " " * len(start)))


def _show_keys(terminal: Terminal, asked: ChoiceQuestion) -> None:
    """Show what can be typed."""
    hints = [terminal.say("plain-many" if asked.many else "plain-one")]
    if asked.can_go_back:
        hints.append(terminal.say("plain-back"))
    before = [asked.labels[value] for value in asked.before if value in asked.labels]
    if before:
        hints.append(terminal.say("plain-enter", label=before))
    hints.append(terminal.say("plain-leave"))
    terminal.show(wrap(" / ".join(hints), terminal.width()))


def _page_by_number(terminal: Terminal, asked: ChoiceQuestion) -> Sequence[str]:
    terminal.show(["", *wrap(asked.title, terminal.width())])
    _show_listed(terminal, asked)
    discard_typed(terminal.reads)
    terminal.show(wrap(terminal.say("plain-page"), terminal.width()))
    done: list[str] = []
    try:
        _tick_by_number(terminal, asked, done)
    except (KeyboardInterrupt, EOFError):
        raise LeftPage(done) from None
    return done


def _tick_by_number(terminal: Terminal, asked: ChoiceQuestion, done: list[str]) -> None:
    """Add to ``done`` what is ticked on a page, and show what is opened, until Enter goes on."""
    grace = GRACE
    while typed := folded(_line(terminal, grace)):
        grace = 0.0
        if typed == "q":
            raise KeyboardInterrupt
        ticks = typed.startswith("d")
        chosen = _typed_steps(asked, typed.removeprefix("d"))
        if ticks and chosen:
            for value in chosen:
                done[:] = chosen_with(asked, done, value)
            _show_listed(terminal, asked, done)
        elif chosen:
            _show_details(terminal, [c for c in asked.choices if c.value in chosen])
        else:
            terminal.show(wrap(terminal.say("plain-page"), terminal.width()))


def _typed_steps(asked: ChoiceQuestion, typed: str) -> list[str]:
    """The steps of a page that were typed: ``?`` is all of them, and nothing the only one."""
    values = [*asked.labels]
    if typed == "?" or (not typed and len(values) == 1):
        return values
    return [values[number - 1] for number in numbers_typed(typed, len(values), many=True)]


def _show_details(terminal: Terminal, chosen: Sequence[Choice]) -> None:
    for choice in chosen:
        terminal.show(["", *wrap(choice.label, terminal.width())])
        for line in choice.details:
            terminal.show(wrap(line, terminal.width(), "  ", "  "))


def _by_arrows(terminal: Terminal, asked: ChoiceQuestion) -> Sequence[str] | Back:
    if "posguard.terminal.choice_list" not in sys.modules:
        _load_list(terminal, asked)
    from posguard.terminal.choice_list import pick

    terminal.show([""])
    chosen = pick(terminal.reads, terminal.writes, asked, terminal.lang)
    return Back.BACK if chosen is None else chosen


def _show_lines(terminal: Terminal, lines: Sequence[Line]) -> None:
    for style, line in lines:
        if style in ("quiet", "title"):
            terminal.show_quietly([line], style)
        else:
            terminal.show([line])


def _load_list(terminal: Terminal, asked: ChoiceQuestion) -> None:
    """Load the widget while the question can be read already; the list then draws over it."""
    lines = head(asked, terminal.width())
    with _uninterrupted(), without_echo(terminal.reads):
        _show_lines(terminal, lines)
        import posguard.terminal.choice_list  # noqa: F401  what is waited for

        terminal.writes.write(f"\x1b[{len(lines)}A\r\x1b[J")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold signals back while libraries are loaded: some of them would swallow Ctrl-C, and the
    terminal would stay without an echo.
    """
    if sys.platform == "win32":
        yield
        return
    ending = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
