"""Which language to speak: the option, then ``POSGUARD_LANG``, then the locale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from posguard.errors import WrongUse
from posguard.pack.model import LANGS, Lang


def language(argv: Sequence[str], environ: Mapping[str, str], system: str = "") -> Lang:
    """The language of this run; ``system`` is the platform's where no locale variable is set.

    Raises:
        WrongUse: the language asked for is neither ``zh`` nor ``en``.

    """
    wanted = _option(argv)
    if wanted == "":
        raise WrongUse("flag-needs-value", name="--lang", command="posguard")
    if wanted is not None:
        return _known("--lang", wanted)
    if environ.get("POSGUARD_LANG"):
        return _known("POSGUARD_LANG", environ["POSGUARD_LANG"])
    return locale_language(environ, system)


def is_language_known(environ: Mapping[str, str], system: str = "") -> bool:
    """Whether a variable or the platform says anything of a language."""
    named = environ.get("POSGUARD_LANG") or _locale(environ, system)
    return re.split("[-_.@]", named)[0] not in ("", "C", "POSIX")


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


def _known(option: str, wanted: str) -> Lang:
    if lang := _meant(wanted):
        return lang
    raise WrongUse("bad-choice", option=option, id=wanted, known=list(LANGS))


def _meant(wanted: str) -> Lang | None:
    """The language that a name begins with: ``zh`` in ``zh_CN``, ``en`` in ``en_US.UTF-8``."""
    first = re.split("[-_.@]", wanted.casefold())[0]
    return next((lang for lang in LANGS if lang == first), None)


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
