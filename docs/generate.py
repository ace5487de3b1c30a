"""Write the pages that are made from the program itself: commands, schemas for editors, modules,
coverage, a picture, the trees.

Run ``python docs/generate.py`` after a change to the command line, the model of a pack, the layers
or the pack; a test compares.
"""

from __future__ import annotations

import ast
import importlib.util
import inspect
import json
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import typer
from typer.core import TyperGroup

from posguard.cli.help_page import help_page
from posguard.cli.program import app
from posguard.lint.journeys import Journey
from posguard.messages.rules import RULES
from posguard.pack.letters import Letter
from posguard.pack.manifest import Manifest
from posguard.pack.model import LANGS, Contact, ContactDefaults, Lang, Source
from posguard.pack.steps import Step
from posguard.pack.trees import Finding, Order, Playbook, SharedQuestion

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
KINDS: dict[str, Any] = {
    "pack": Manifest,
    "playbook": Playbook,
    "question": SharedQuestion,
    "finding": Finding,
    "order": Order,
    "step": Step,
    "contact": Contact,
    "contact-kind": ContactDefaults,
    "source": Source,
    "letter": Letter,
    "journey": tuple[Journey, ...],
}
FROM_BELOW: dict[str, Sequence[str]] = {
    "contact": ContactDefaults.__struct_fields__,
    "pack": Manifest.__struct_fields__,
    "question": ("ask",),
}
"""What a file may leave out because another one, which an editor does not look at, may say it."""
WIDTH = 88
MADE_BY_SCRIPTS = {
    "coverage.py": "coverage.md",
    "first_days.py": "first-days.md",
    "first_page.py": "first-page.svg",
}
MODULES = "<!-- modules: made by docs/generate.py -->\n", "<!-- end of modules -->\n"
RULES_TABLE = "<!-- rules: made by docs/generate.py -->\n", "<!-- end of rules -->\n"


def pages() -> dict[str, str]:
    """Every generated file by its name below ``docs/``."""
    made = {
        "commands.md": commands(),
        "architecture.md": architecture(),
        "writing-a-playbook.md": rules(),
    }
    made |= {f"schema/{kind}.json": schema(kind, model) for kind, model in KINDS.items()}
    for name, page in MADE_BY_SCRIPTS.items():
        module = os.path.join(HERE, name)
        if os.path.exists(module):
            made[page] = _module(module).render()
    made |= _module(os.path.join(HERE, "trees.py")).render_all()
    return made


def commands() -> str:
    """The help page of every command in both languages."""
    lines = [
        "# 命令 / Commands",
        "",
        "本页由程序的 `--help` 生成（`python docs/generate.py`），请不要手改。"
        "用法讲解见[使用指南](guide.md)。",
        "",
        "This page is made from the program's own `--help` (`python docs/generate.py`); do not "
        "edit it. How to use the",
        "commands is told in [the guide](guide.md#english).",
    ]
    for words in _names(_context((), "en")):
        lines += ["", f"## posguard {' '.join(words)}".rstrip()]
        for lang in LANGS:
            context = _context(words, lang)
            lines += [
                "",
                "```text",
                *help_page(context.command, context, WIDTH).splitlines(),
                "```",
            ]
    return "\n".join([*lines, ""])


def schema(kind: str, model: Any) -> str:
    """The JSON Schema of one kind of file, for editors."""
    whole = msgspec.json.schema(model)
    definitions = whole.pop("$defs")
    top = definitions.pop(model.__name__) if "$ref" in whole else whole
    if kind in FROM_BELOW:
        top["required"] = [key for key in top["required"] if key not in FROM_BELOW[kind]]
    content = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_for_editors(top),
        "title": f"posguard: {kind}",
        "$defs": _for_editors(definitions),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def architecture() -> str:
    """The page as it is, with its table of modules made anew."""
    contracts = tomllib.loads(_read(os.path.join(ROOT, "pyproject.toml")))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    lines = ["| layer | module | what it is |", "|---|---|---|"]
    for number, layer in enumerate(layers, 1):
        for name in (part.strip() for part in layer.split("|")):
            lines += [f"| {number} | `{module}` | {words} |" for module, words in _modules(name)]
    return _filled("architecture.md", MODULES, lines)


def rules() -> str:
    """How to write a playbook, with its table of rules made anew."""
    lines = ["| rule | severity | 怎么改 | what to do |", "|---|---|---|---|"]
    lines += [
        f"| `{rule.name}` | {rule.severity} | {rule.remedy_zh} | {rule.remedy_en} |"
        for rule in RULES.values()
    ]
    return _filled("writing-a-playbook.md", RULES_TABLE, lines)


def _filled(page: str, marks: tuple[str, str], lines: Sequence[str]) -> str:
    """A page as it is, with what stands between two marks made anew."""
    begin, end = marks
    head, _, rest = _read(os.path.join(HERE, page)).partition(begin)
    _, _, tail = rest.partition(end)
    return head + begin + "".join(f"{line}\n" for line in lines) + end + tail


def _modules(name: str) -> Iterator[tuple[str, str]]:
    """A module, or a package and the modules in it, each with the first sentence of its
    docstring.
    """
    path = os.path.join(ROOT, "posguard", name)
    if not os.path.isdir(path):
        yield f"{name}.py", _first_sentence(f"{path}.py")
        return
    yield f"{name}/", _first_sentence(os.path.join(path, "__init__.py"))
    for file in sorted(os.listdir(path)):
        if os.path.isfile(os.path.join(path, file, "__init__.py")):
            yield from _modules(f"{name}/{file}")
        elif file.endswith(".py") and file != "__init__.py":
            yield f"{name}/{file}", _first_sentence(os.path.join(path, file))


def _first_sentence(path: str) -> str:
    words = ast.get_docstring(ast.parse(_read(path))) or ""
    return (
        " ".join(words.partition("\n\n")[0].split())
        .partition(". ")[0]
        .rstrip(".")
        .replace("``", "`")
    )


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def _for_editors(node: Any) -> Any:
    """The schema as an editor needs it, which reads YAML in its own way.

    posguard takes every scalar as text; an editor takes ``12321`` for a number, and so must not
    complain of one. A key without a value is not the same as a key left out, so there is no null.
    """
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    choices = [choice for choice in node.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        return _for_editors(choices[0])
    found = {key: _for_editors(value) for key, value in node.items()}
    if found.get("type") == "integer":
        found["type"] = ["integer", "string"]
    elif found.get("type") == "string" and "format" not in found:
        found["type"] = ["string", "number"]
    if isinstance(found.get("description"), str):
        found["description"] = inspect.cleandoc(found["description"]).replace("``", "`")
    return found


def _names(context: Any) -> Iterator[tuple[str, ...]]:
    """The words that call each command, the program itself first."""
    words = tuple(context.command_path.split()[1:])
    yield words
    for name in (
        context.command.list_commands(context) if isinstance(context.command, TyperGroup) else ()
    ):
        yield from _names(_context((*words, name), "en"))


def _context(words: tuple[str, ...], lang: Lang) -> Any:
    """The surroundings in which a command tells how it is used."""
    command: Any = typer.main.get_command(app)
    context = command.make_context("posguard", [], obj=lang, resilient_parsing=True)
    for word in words:
        command = context.command.get_command(context, word)
        context = command.make_context(word, [], parent=context, resilient_parsing=True)
    return context


def _module(path: str) -> Any:
    """A script beside this one; loaded by its path because there is a public package of the same
    name.
    """
    spec = importlib.util.spec_from_file_location(
        f"posguard_docs_{os.path.basename(path)[:-3]}", path
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Write every page, and say which ones."""
    for name, words in pages().items():
        path = os.path.join(HERE, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(words)
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
