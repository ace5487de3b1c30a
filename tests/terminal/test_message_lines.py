"""Messages on a terminal: where their lines break."""

from __future__ import annotations

from posguard.render.wrap import cells
from posguard.terminal.message_lines import laid_out


def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut() -> None:
    """Every word stands whole on one of the lines, in its order."""
    words = "No playbook matches qqqq. Try other words, or let posguard triage ask; call 110."
    lines = laid_out(words, 30).split("\n")
    assert max(map(cells, lines)) <= 30
    assert " ".join(lines) == words


def test_a_command_stays_in_one_piece_if_it_fits() -> None:
    """Its words and options stand on one line; one that is wider than the screen is broken."""
    words = "Open it again with: posguard case reopen shop --cases my-cases"
    assert "posguard case reopen shop --cases my-cases" in laid_out(words, 45).split("\n")
    narrow = laid_out(words, 20).split("\n")
    assert max(map(cells, narrow)) <= 20
    assert (
        laid_out("换个说法，试试看 `posguard triage`", 20).split("\n")[-1] == "`posguard triage`"
    )


def test_a_line_to_be_copied_is_left_to_the_terminal() -> None:
    """A command on a line of its own is not broken: copied, it must be one line."""
    command = "  posguard case fact transaction time=… amount=… counterparty-name=…"
    assert laid_out(f"Blanks:\n{command}", 30) == f"Blanks:\n{command}"


def test_a_path_wider_than_the_screen_is_not_cut() -> None:
    """It can be copied in one piece, since the terminal itself folds it."""
    words = f"Cannot write /home/{'n' * 40}/plan.txt: permission denied"
    assert laid_out(words, 40) == words


def test_lines_of_a_message_keep_their_indentation() -> None:
    """A list stays a list."""
    told = laid_out("What to do:\n  - Call the bank and have the card blocked", 24)
    assert told.split("\n") == [
        "What to do:",
        "  - Call the bank and",
        "  have the card blocked",
    ]
