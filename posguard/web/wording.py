"""Texts of a pack in every form in which somebody may read them"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from posguard.messages import joined
from posguard.pack.model import Contact, Entry, Lang, Source, Text
from posguard.pack.steps import Part
from posguard.pages.citations import cited_article
from posguard.pages.setting import PackContents, Setting
from posguard.pages.sources import source_item
from posguard.pages.steps import about_lines, call_line, contact_item
from posguard.web.texts import Forms, marked


class Wording:
    """The forms of texts, made by what makes them for a page: in each language, and where the
    numbers of the place do not work.
    """

    def __init__(self, pack: PackContents, langs: Sequence[Lang]) -> None:
        self.pack = pack
        self.langs = langs
        self._home = [Setting(lang, pack) for lang in langs]
        words = pack.manifest.value.abroad
        away = (words.finding,) if words else ()
        self._away = [Setting(lang, pack, findings=away) for lang in langs if away]

    def forms(self, make: Callable[[Setting], str]) -> Forms:
        """What is made in each setting."""
        home = [make(s) for s in self._home]
        away = [make(s) for s in self._away] or home
        return tuple(marked(*pair) for pair in zip(home, away, strict=True))

    def plain(self, text: Text) -> Forms:
        """A text that is the same wherever it is read."""
        return tuple(text[lang] for lang in self.langs)

    def text(self, text: Text) -> Forms:
        """A text in which numbers may stand that do not work everywhere."""
        return self.forms(
            lambda s: s.abroad.worded(text[s.lang], s.lang) if s.abroad else text[s.lang]
        )

    def answer(self, finding: str, text: Text) -> Forms:
        """The answer of a finding; that of being abroad itself is written for whoever is."""
        words = self.pack.manifest.value.abroad
        return self.plain(text) if words and words.finding == finding else self.text(text)

    def part(self, part: Part) -> Forms:
        """One of the parts that a step has, or a role."""
        return self.forms(lambda s: _read(s, part))

    def articles(self, articles: Sequence[str]) -> Forms:
        """The articles cited from one source."""
        return self.forms(lambda s: joined(s.lang, [cited_article(s, each) for each in articles]))

    def numbers(self, entry: Entry[Contact]) -> Forms:
        """What stands behind its title where a contact is told in one line."""
        return self.forms(lambda s: call_line(s, entry).removeprefix(contact_item(s, entry).text))

    def source(self, entry: Entry[Source]) -> Forms:
        """A source, with all that is known of it."""
        return self.forms(lambda s: source_item(s, entry, None).text)

    def about(self) -> list[list[str]]:
        """What is said at the end of every page, in each language."""
        return [about_lines(setting) for setting in self._home]

    def contact_title(self, entry: Entry[Contact]) -> Forms:
        """The title of a contact."""
        return self.forms(lambda s: contact_item(s, entry).text)

    def contact_details(self, entry: Entry[Contact]) -> list[list[object]]:
        """All that the directory says of a contact, by kind; a number that is not shown abroad is
        an empty line there.
        """
        kinds = [detail.kind for detail in contact_item(self._home[0], entry).details]
        counts = [len(detail.lines) for detail in contact_item(self._home[0], entry).details]
        return [
            [kind, [self.forms(partial(_line, entry, kind, n)) for n in range(count)]]
            for kind, count in zip(kinds, counts, strict=True)
        ]


def _line(entry: Entry[Contact], kind: str, position: int, setting: Setting) -> str:
    """A line of what the directory says of a contact."""
    lines = next((d.lines for d in contact_item(setting, entry).details if d.kind == kind), ())
    if kind == "number" and setting.abroad:
        shown = setting.abroad.shown(entry).numbers
        number = entry.value.numbers[position]
        return lines[shown.index(number)] if number in shown else ""
    return lines[position]


def _read(setting: Setting, part: Part) -> str:
    """A part of a step as it is read in a setting."""
    read = setting.abroad.parts([part])[0] if setting.abroad else part
    return read[setting.lang]
