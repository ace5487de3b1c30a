"""The document: one file that asks, plans and tells, and loads nothing from anywhere

Without its script, because the browser blocks it or somebody's system has changed a character of
it, the page still says what to do in an emergency.
"""

from __future__ import annotations

import bz2
import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

from posguard.interview.agenda import offered, question_at
from posguard.interview.progress import Progress
from posguard.interview.walk import advance, initial_progress
from posguard.messages.table import MESSAGES
from posguard.pack.model import EXCLUSIVE, Lang
from posguard.pack.trees import Option
from posguard.pages.setting import PackContents, Setting
from posguard.render.html import escape
from posguard.web.table import Table
from posguard.web.texts import Row
from posguard.web.words import FIRST_WORDS, words_table

_HTML_LANG = {"zh": "zh-CN", "en": "en"}
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a block of data, in the form that JSON has for it."""


class Design(Struct, frozen=True):
    """The style sheet and the script of the page."""

    style: str
    script: str


class Options(Struct, frozen=True):
    """The languages of the page, the first of which it opens in; and after how many minutes
    without a touch a kiosk begins anew, 0 for a page that is no kiosk.
    """

    langs: Sequence[Lang]
    first: Lang
    kiosk: int = 0


def document(pack: PackContents, design: Design, options: Options) -> str:
    """The page as one file."""
    table = Table(pack, options.langs)
    data = _packed(table.rows())
    stamp = sha256(data.encode()).hexdigest()[:16]
    first = _json(_first(pack, table, options, stamp)).translate(_UNSAFE)
    style, script = f"\n{design.style}", f"\n{design.script}"
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    title = MESSAGES["web-title"][0 if options.first == "zh" else 1]
    return (
        f'<!doctype html>\n<html lang="{_HTML_LANG[options.first]}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # A phone makes links of all numbers by itself: those of a fraudster in a note, too.
        '<meta name="format-detection" content="telephone=no">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header></header>\n<main>\n{''.join(_plain(pack, options))}</main>\n<footer></footer>\n"
        f'<script type="application/json" id="first">{first}</script>\n'
        f"<script>{script}</script>\n"
        # The first question needs none of this, which is most of the bytes.
        f'<script type="text/plain" id="table">{data}</script>\n</body>\n</html>\n'
    )


def _first(pack: PackContents, table: Table, options: Options, stamp: str) -> Row:
    """What the first question needs."""
    progress = initial_progress(pack)
    assert progress.question is not None
    return {
        "stamp": stamp,
        "langs": list(options.langs),
        "lang": options.langs.index(options.first),
        "kiosk": options.kiosk,
        "number": pack.manifest.value.place.emergency_number,
        "exclusive": list(EXCLUSIVE),
        "question": table.question(progress.question, question_at(pack, progress)),
        "words": words_table(FIRST_WORDS, options.langs),
    }


def _plain(pack: PackContents, options: Options) -> Iterator[str]:
    """What stands on the page until its script runs: the emergencies, and what to do first."""
    emergencies = [*_emergencies(pack, initial_progress(pack))]
    for lang in sorted(options.langs, key=lambda each: each != options.first):
        setting = Setting(lang, pack)
        yield f'<div class="plain" lang="{_HTML_LANG[lang]}">\n'
        yield f"<h1>{escape(setting.say('web-title'))}</h1>\n"
        yield f"<p>{escape(setting.say('web-without'))}</p>\n"
        for option, now in emergencies:
            does = (escape(pack.steps[name].value.do[lang]) for name in now)
            steps = "".join(f"<li>{do}</li>" for do in does)
            yield f"<h2>{escape(option.text[lang])}</h2>\n<ul>{steps}</ul>\n"
        number = pack.manifest.value.place.emergency_number
        yield f"<p>{escape(setting.say('web-otherwise', number=number))}</p>\n</div>\n"


def _emergencies(
    pack: PackContents, progress: Progress
) -> Iterator[tuple[Option, tuple[str, ...]]]:
    """The answers after which something must be done at once; behind an answer that only names a
    group of them, those of the group.
    """
    question = question_at(pack, progress)
    for key in offered(pack, progress, question):
        option, after = question.options[key], advance(pack, progress, [key])
        if after.now and after.urgency == "emergency":
            yield option, after.now
        elif not option.tells and not progress.answered and _is_of_a_group(pack, after):
            yield from _emergencies(pack, after)


def _is_of_a_group(pack: PackContents, progress: Progress) -> bool:
    return progress.question is not None and question_at(pack, progress).choose == "many"


def _json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _packed(row: Row) -> str:
    """A row as JSON, small; base64 costs nothing on a page that a server packs."""
    return b64encode(bz2.compress(_json(row).encode())).decode()


def _hash(words: str) -> str:
    return f"sha256-{b64encode(sha256(words.encode()).digest()).decode()}"
