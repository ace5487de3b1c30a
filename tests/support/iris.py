"""What DFIR-IRIS 2.4 takes as a case template: its rules, told anew from its own code.

``validate_case_template`` looks at the upload, ``CaseTemplateSchema`` at what is stored; when a
case is made of it, ``case_template_populate_tasks`` and ``case_template_post_modifier`` want more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_TEXTS = ("name", "display_name", "description", "author", "title_prefix", "summary")
_KNOWN = {*_TEXTS, "classification", "tags", "tasks", "note_directories"}
_MOST = {"author": 128, "title_prefix": 32}


def faults(template: Mapping[str, Any]) -> list[str]:
    """Name what IRIS would refuse a template for, or leave out when a case is made of it."""
    return [*_of_texts(template), *_of_lists(template)]


def _of_texts(template: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"unknown: {key}" for key in template if key not in _KNOWN)
    yield from (f"no text: {key}" for key in _TEXTS if not isinstance(template.get(key, ""), str))
    if not template.get("name", "").strip():
        yield "no name"
    if not isinstance(template.get("summary"), str):
        yield "no summary, which is appended to the description of the case"
    for key, most in _MOST.items():
        if len(template.get(key, "")) > most:
            yield f"longer than {most}: {key}"


def _of_lists(template: Mapping[str, Any]) -> Iterator[str]:
    if not _are_texts(template.get("tags")):
        yield "tags are no list of texts"
    if "note_groups" in template:
        yield "note_groups are note_directories since 2.4"
    for task in _listed(template, "tasks"):
        if len(task.get("title", "")) < 2:
            yield "a task has no title of two characters"
        if not _are_texts(task.get("tags", [])) or any("," in tag for tag in task.get("tags", ())):
            yield "tags of a task are no list of texts that commas can stand between"
    for directory in _listed(template, "note_directories"):
        if not directory.get("title"):
            yield "a note directory has no title"
        for note in _listed(directory, "notes"):
            if not note.get("title") or not isinstance(note.get("content"), str):
                yield "a note has no title or no content"


def _listed(holder: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    found = holder.get(key, [])
    assert isinstance(found, list)
    assert all(isinstance(each, dict) for each in found)
    return found


def _are_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)
