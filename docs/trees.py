"""Drawings of every tree of the shipped pack, for those who review what it says; ``python
docs/generate.py`` writes them into ``docs/trees/``.
"""

from __future__ import annotations

from posguard.api.advice import Advice
from posguard.pack.model import START
from posguard.render.drawing_table import markdown_table
from posguard.render.svg import svg


def render_all() -> dict[str, str]:
    """Each page and picture by its name below ``docs/``, in Chinese, and the list of them."""
    advice = Advice.open("zh", "")
    names = [START, *(name for name in advice.pack.playbooks if name != START)]
    made, lines = {}, [_HEAD]
    for name in names:
        drawing = advice.drawing(name)
        made[f"trees/{name}.svg"] = svg(drawing)
        made[f"trees/{name}.md"] = f"![]({name}.svg)\n\n{markdown_table(drawing)}"
        lines.append(f"- [{name}]({name}.md): {drawing.title} ([图 / picture]({name}.svg))\n")
    return {"trees/README.md": "".join(lines), **made}


_HEAD = (
    "# 预案图 / The trees\n\n"
    "每个预案一张图、一组表：每个回答说明什么，马上做什么，接着做什么，先不用做什么，接着问什么。"
    "由 `python docs/generate.py` 从资料包生成，请不要手改。\n"
    "英文版、别的资料包：`posguard draw 名字 -o 文件.html`。\n\n"
    "A picture and tables for each playbook: what every answer tells, what is done at once, what "
    "later, what is not needed,\nand what is asked next. Made from the pack by "
    "`python docs/generate.py`; do not edit. In English, or of your own pack:\n"
    "`posguard draw ID -o FILE.html --lang en`.\n\n"
)
