"""Pages for a pack's author: every step and every playbook, with their ids and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from posguard.interview.plan import Steps
from posguard.interview.reach import incidents_named, steps_brought
from posguard.pack.model import PILLARS, START, Entry
from posguard.pack.steps import Step
from posguard.pack.trees import Playbook
from posguard.pages.setting import Setting
from posguard.render.page import Detail, Item, Page, Section

STEPS_SCHEMA = "posguard.steps/1"
TREES_SCHEMA = "posguard.trees/1"


def steps_page(setting: Setting, steps: Steps, words: Sequence[str]) -> Page:
    """Every step that has all the words in it, by pillar, with the playbooks that can bring it."""
    users: dict[str, list[str]] = {}
    for name in setting.pack.playbooks:
        for step in steps_brought(setting.pack, name):
            users.setdefault(step, []).append(name)
    found = [steps[name] for name in steps if _fits(words, _words_of_step(steps[name]))]
    sections = [
        Section(
            pillar,
            setting.say(f"pillar:{pillar}"),
            tuple(_step(setting, e, users.get(e.id, [])) for e in found if e.folder == pillar),
            tone="back",
        )
        for pillar in PILLARS
    ]
    kept = tuple(section for section in sections if section.items)
    return Page(STEPS_SCHEMA, setting.lang, setting.say("steps-title"), sections=kept)


def _words_of_step(entry: Entry[Step]) -> list[str]:
    return [entry.id, entry.folder, entry.value.do.zh, entry.value.do.en]


def _step(setting: Setting, entry: Entry[Step], users: Sequence[str]) -> Item:
    return Item(
        entry.id,
        f"{entry.id}  {entry.value.do[setting.lang]}",
        details=(_detail(setting, "used-in", users),) if users else (),
        facts={
            "pillar": entry.folder,
            "within": entry.value.within,
            "do": entry.value.do[setting.lang],
            "playbooks": list(users),
            "file": entry.file,
        },
    )


def trees_page(setting: Setting, words: Sequence[str]) -> Page:
    """Every playbook that has all the words in it, with what it is about and where it leads on."""
    entries = [setting.pack.playbooks[name] for name in setting.pack.playbooks]
    found = [entry for entry in entries if _fits(words, _words_of_tree(entry))]
    items = tuple(_tree(setting, entry) for entry in found)
    section = (Section("playbooks", "", items, tone="back"),) if items else ()
    return Page(TREES_SCHEMA, setting.lang, setting.say("playbooks-title"), sections=section)


def _words_of_tree(entry: Entry[Playbook]) -> list[str]:
    tree = entry.value
    texts = (tree.title, tree.summary)
    return [entry.id, *tree.search, *(text.zh for text in texts), *(text.en for text in texts)]


def _tree(setting: Setting, entry: Entry[Playbook]) -> Item:
    tree, lang = entry.value, setting.lang
    onward = incidents_named(setting.pack, entry.id)
    details = [
        _detail(setting, "summary", [tree.summary[lang]]),
        _detail(setting, "leads-to", onward) if onward else None,
        _detail(setting, "file", [entry.file]),
    ]
    return Item(
        entry.id,
        f"{entry.id}  {tree.title[lang]}",
        details=tuple(d for d in details if d is not None),
        facts={
            "title": tree.title[lang],
            "urgency": tree.urgency,
            "questions": list(tree.questions),
            "steps": sorted(steps_brought(setting.pack, entry.id)),
            "leads_to": onward,
            "file": entry.file,
            "first": entry.id == START,
        },
    )


def _detail(setting: Setting, kind: str, lines: Sequence[str]) -> Detail:
    label = setting.say("label", label=setting.say(f"detail:{kind}"))
    return Detail(kind, label, (setting.say("listed", names=list(lines)),))


def _fits(words: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether every word stands somewhere in the texts; an English one where a word begins."""
    held = "\n".join(texts).casefold()
    wanted = [re.escape(word.casefold()) for word in " ".join(words).split()]
    return all(re.search(rf"(?<![a-z0-9]){word}", held) for word in wanted)
