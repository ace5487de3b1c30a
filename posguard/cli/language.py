"""Which language to speak: the option, then ``POSGUARD_LANG``, then the locale.

Nothing is loaded for it: a finished checklist is printed in less time than typing takes to load.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posguard.pack.model import Lang


def language(argv: Sequence[str], environ: Mapping[str, str], system: str = "") -> Lang:
    """The language of this run; ``system`` is the platform's where no locale variable is set.

    Raises:
        WrongUse: the language asked for is neither ``zh`` nor ``en``.

    """
    if lang := known_language(argv, environ, system):
        return lang
    from posguard.errors import WrongUse
    from posguard.pack.model import LANGS

    wanted = _option(argv)
    if wanted == "":
        raise WrongUse("flag-needs-value", name="--lang", command="posguard")
    option = "POSGUARD_LANG" if wanted is None else "--lang"
    raise WrongUse("bad-choice", option=option, id=wanted or environ[option], known=list(LANGS))


def known_language(
    argv: Sequence[str], environ: Mapping[str, str], system: str = ""
) -> Lang | None:
    """The language of this run; None where one is asked for that is not spoken."""
    wanted = _option(argv)
    if wanted is None:
        wanted = environ.get("POSGUARD_LANG") or None
    return locale_language(environ, system) if wanted is None else _meant(wanted)


def is_language_known(environ: Mapping[str, str], system: str = "") -> bool:
    """Whether a variable or the platform says anything of a language."""
    named = environ.get("POSGUARD_LANG") or _locale(environ, system)
    return _first(named) not in ("", "C", "POSIX")


def fallback_language(environ: Mapping[str, str], system: str = "") -> Lang:
    """The language to complain in when the one asked for does not exist."""
    return _meant(environ.get("POSGUARD_LANG", "")) or locale_language(environ, system)


def locale_language(environ: Mapping[str, str], system: str = "") -> Lang:
    """Chinese for a Chinese locale, English for every other."""
    named = _locale(environ, system)
    return "zh" if named.casefold().startswith(("zh", "chinese")) else "en"


def _locale(environ: Mapping[str, str], system: str) -> str:
    """The locale for messages, by the variable that counts first."""
    return next((environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(k)), system)


def _meant(wanted: str) -> Lang | None:
    """The language that a name begins with: ``zh`` in ``zh_CN``, ``en`` in ``en_US.UTF-8``."""
    first = _first(wanted.casefold())
    if first == "zh":
        return "zh"
    return "en" if first == "en" else None


def _first(name: str) -> str:
    """The first part of a language's name."""
    for sign in "-_.@":
        name = name.partition(sign)[0]
    return name


def _option(argv: Sequence[str]) -> str | None:
    found = None
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word == "--":
            break
        if word == "--lang":
            found = following
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found
