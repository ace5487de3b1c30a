"""Rules of trees: questions can be reached and left, and every way ends in a whole plan."""

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
        "then-of-many",
        "可以多选的问题「{question}」，then 只能写在问题上",
        "question {question} takes several answers: then belongs on the question",
        "能多选的题，把 `then` 写在问题上",
        "where several answers are possible, put `then` on the question",
    ),
    Rule(
        "no-then",
        "问题「{question}」的选项「{option}」没说接下来去哪：写 then",
        "option {option} of question {question} leads nowhere: give then",
        "在选项或问题上写 `then`",
        "give `then`, on the option or on the question",
    ),
    Rule(
        "unreachable-question",
        "没有哪条路走到问题「{question}」",
        "nothing leads to question {question}",
        "让某个 `then` 走到这个问题，或者删掉它",
        "let some `then` lead to the question, or delete it",
    ),
    Rule(
        "shared-question-differs",
        "问题「{question}」在 {other} 里也有，选项却不一样",
        "question {question} also stands in {other}, with other options",
        "同名的问题是同一个问题：选项和 `choose` 要一样，不然就改名",
        "one name is one question: give it the same options and the same `choose`, or rename it",
    ),
    Rule(
        "cycle",
        "问题绕成了圈：{way}",
        "the questions go in a circle: {way}",
        "改一个 `then`，让路走到头",
        "change one `then`, so that the way comes to an end",
    ),
    Rule(
        "long-path",
        "走到问题「{question}」已经超过 {most} 个问题",
        "the way to question {question} is longer than {most} questions",
        "少问一点：从第一题到方案最多 8 题",
        "ask less: eight questions are the most on any way to a plan",
    ),
    Rule(
        "too-many-ways",
        "从这里到方案的走法超过 {most} 种；请减少问题或选项",
        "more than {most} ways lead from here to a plan; ask less, or offer fewer options",
        "减少问题或选项，走法最多 50000 种",
        "ask less, or offer fewer options; 50000 ways to a plan are the most",
    ),
    Rule(
        "calm-unsure",
        "问题「{question}」的 unsure 比允许的更缓：至少要 {least}",
        "unsure of question {question} is calmer than it may be: at least {least}",
        "提高 `unsure` 的紧急程度：不比最轻的已知回答缓；同题有 emergency 的，至少 urgent",
        "raise `unsure`: no calmer than the mildest known answer, and urgent beside an emergency",
    ),
    Rule(
        "missing-pillar",
        "有的方案缺少 {pillar} 的步骤，也没有 waives 说明原因（{way}）",
        "a plan has no step of {pillar}, and no waives with the reason ({way})",
        "补上这一类步骤，或者用 `waives` 写明为什么不需要",
        "add a step of that pillar, or say in `waives` why none is needed",
    ),
    Rule(
        "contradiction",
        "同一个方案里有互相矛盾的步骤：{one} 和 {other}（{way}）",
        "one plan holds contradicting steps: {one} and {other} ({way})",
        "两步里去掉一步，或者改 `not_with`",
        "take one of the two steps out, or change `not_with`",
    ),
)
