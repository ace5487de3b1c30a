"""The rules of journeys: what a person in a situation would swear by is what the pack does."""

from __future__ import annotations

from posguard.messages.rules.rule import Rule

JOURNEYS = (
    Rule(
        "journey-answer",
        "这些回答走不通：{reason}",
        "the answers lead nowhere: {reason}",
        "用问题里有的选项，只写这条路上会问到的问题",
        "give options that the questions have, and only questions that are asked on this way",
    ),
    Rule(
        "journey-open",
        "问题「{question}」还没有回答。可选：{options}",
        "question {question} is not answered. Its options: {options}",
        "补上这个问题的回答",
        "answer the question",
    ),
    Rule(
        "journey-urgency",
        "方案的紧急程度是 {there}，不是 {here}",
        "the plan is {there}, and not {here}",
        "看谁错了：改预案里的紧急程度，或者改 `urgency`",
        "correct whichever is wrong: the urgency in the playbook, or `urgency` here",
    ),
    Rule(
        "journey-first",
        "方案的第一步是 {there}，不是 {here}",
        "the plan begins with {there}, and not with {here}",
        "看谁错了：改步骤的先后或 `within`，或者改 `first`",
        "correct whichever is wrong: the order or the `within` of the steps, or `first` here",
    ),
    Rule(
        "journey-told",
        "答题时马上告诉他的是：{there}",
        "told during the interview, in order: {there}",
        "看谁错了：改选项里的 `now`，或者改 `told`",
        "correct whichever is wrong: `now` of the options, or `told` here",
    ),
    Rule(
        "journey-through",
        "走过的预案是：{there}",
        "the way leads through: {there}",
        "看谁错了：改选项里的 `then`，或者改 `through`",
        "correct whichever is wrong: `then` of the options, or `through` here",
    ),
    Rule(
        "journey-holds",
        "方案里没有「{id}」",
        "the plan does not hold {id}",
        "把这一步加进预案，或者从 `holds` 里去掉",
        "add the step to the playbook, or take it out of `holds`",
    ),
    Rule(
        "journey-lacks",
        "方案里不该有「{id}」，却有",
        "the plan holds {id}, which it should not",
        "把这一步从预案里去掉，或者从 `lacks` 里去掉",
        "take the step out of the playbook, or out of `lacks`",
    ),
    Rule(
        "journey-order",
        "这几步在方案里的先后是：{there}",
        "in the plan these steps stand in another order: {there}",
        "看谁错了：改步骤的先后或 `within`，或者改 `holds` 的顺序",
        "correct whichever is wrong: the order or the `within` of the steps, or that of `holds`",
    ),
)
"""From the answers to what the plan holds; told of by ``posguard test``."""
