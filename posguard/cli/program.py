"""The program as a whole: its language, its commands, and what is said of an error."""

import os
import sys
from typing import Annotated

import typer

from posguard.cli.help import Program, is_text
from posguard.cli.language import fallback_language, is_language_known, language
from posguard.cli.options import is_given
from posguard.errors import Leave, PosguardError, WrongUse
from posguard.messages import complaint
from posguard.pack.model import LANGS, Lang
from posguard.terminal import streams

_SHELL = "_POSGUARD_COMPLETE"
"""The variable in which the script of a shell names it when the tab key is pressed."""

app = typer.Typer(
    cls=Program,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run(argv: list[str], unwritten: OSError | None = None) -> int:
    """The whole program; returns the exit code.

    ``unwritten`` is the error in which printing a finished checklist has ended.
    """
    streams.prepare()
    lang = fallback_language(os.environ, _system_language())
    try:
        if (shell := os.environ.get(_SHELL)) is not None:
            from posguard.cli.completion import complete

            complete(typer.main.get_command(app), shell, os.environ, lang)
        lang = language(argv, os.environ, _system_language())
        _require_text()
        _require_written(unwritten)
        command = typer.main.get_command(app)
        if any("-completion" in word for word in argv):
            from posguard.cli.completion import in_own_words

            command = in_own_words(command)
        code = command.main(argv, prog_name="posguard", standalone_mode=False, obj=lang)
        return int(code or 0)
    except (PosguardError, typer.TyperException) as err:
        return _complain(lang, err if isinstance(err, PosguardError) else _misuse(err))
    except Leave as done:
        return done.code
    except streams.ReaderGone:
        return 141
    except KeyboardInterrupt:
        return 130
    except Exception as err:  # noqa: BLE001  whatever nobody expected: a person in trouble gets a sentence, not a traceback
        return _complain(lang, _unforeseen(err))


def _misuse(err: typer.TyperException) -> PosguardError:
    from posguard.cli.misuse import misuse

    return misuse(err)


def _unforeseen(err: Exception) -> PosguardError:
    if isinstance(err, MemoryError):  # what explains an error could not even be loaded
        return PosguardError("out-of-memory")
    from posguard.cli.last_resort import last_resort

    return last_resort(err)


def _require_text() -> None:
    for name in ("POSGUARD_CASES", "POSGUARD_PACK"):
        if not is_text(words := os.environ.get(name, "")):
            raise WrongUse(
                "variable-not-text", name=name, words=words, encoding=sys.getfilesystemencoding()
            )


def _require_written(unwritten: OSError | None) -> None:
    if unwritten is not None:
        raise streams.not_written(unwritten)


def _complain(lang: Lang, err: PosguardError) -> int:
    streams.warn(complaint(lang, err))
    return err.exit_code


def _system_language() -> str:
    if os.name != "nt":
        return ""
    import locale

    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a name that Python cannot take apart
        return ""


def _version(wanted: bool) -> None:
    if wanted:
        from posguard import __version__

        streams.write(f"posguard {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def posguard(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001  its callback has answered already
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="opt:version", show_default=False
        ),
    ] = False,
) -> None:
    if ctx.invoked_subcommand is None:
        from posguard.cli.front_page import front_page

        known = is_given(ctx, "lang") or is_language_known(os.environ, _system_language())
        streams.write(front_page([ctx.obj] if known else LANGS, _emergency_number()))


def _emergency_number() -> str:
    """The number of the police where the pack is for; nothing where the pack cannot be read."""
    from posguard.api.packs import open_pack

    try:
        return open_pack(os.environ.get("POSGUARD_PACK")).manifest.value.place.emergency_number
    except PosguardError:
        return ""
