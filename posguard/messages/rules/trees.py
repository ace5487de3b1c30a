"""Rules of trees: questions are asked and can be answered, and plans hold no contradiction."""

from __future__ import annotations

from posguard.messages.rules.rule import Rule

TREES = (
    Rule(
        "no-unsure",
        "问题「{question}」没有 unsure（不确定）选项，也没写 no_unsure（为什么不用）",
        "question {question} has no option unsure, and no no_unsure with the reason",
        "加上 `unsure` 选项，或者在 `no_unsure` 里说明为什么不用",
        "add an option `unsure`, or give the reason in `no_unsure`",
    ),
    Rule(
        "unreachable-question",
        "没有哪里问到问题「{question}」",
        "nothing asks question {question}",
        "让 `asks` 或某个 `then` 问到它，或者删掉它",
        "name it in `asks` or in some `then`, or delete it",
    ),
    Rule(
        "calm-unsure",
        "问题「{question}」的 unsure 比允许的更缓：至少要 {least}",
        "unsure of question {question} is calmer than it may be: at least {least}",
        "提高 `unsure` 的紧急程度：不比最轻的已知回答缓；同题有 emergency 的，至少 urgent",
        "raise `unsure`: no calmer than the mildest known answer, and urgent beside an emergency",
    ),
    Rule(
        "contradiction",
        "同一个方案里有互相矛盾的步骤：{one} 和 {other}（{way}）",
        "one plan holds contradicting steps: {one} and {other} ({way})",
        "两步里去掉一步，或者改 `not_with`",
        "take one of the two steps out, or change `not_with`",
    ),
)
