"""Rules of findings: told by somebody, true wherever they are said, and never calm by mistake."""

from __future__ import annotations

from posguard.messages.rules.rule import Rule

FINDINGS = (
    Rule(
        "finding-nobody-tells",
        "没有哪个回答说出「{finding}」",
        "no answer tells {finding}",
        "让某个选项 `tells` 它，或者删掉这个文件",
        "let an option tell it in `tells`, or delete the file",
    ),
    Rule(
        "finding-brings-nothing",
        "「{finding}」什么也不带来，也没有别处用到",
        "{finding} brings nothing, and nothing asks for it",
        "给它步骤，让别处用到它，或者删掉它",
        "give it steps, let something refer to it, or delete it",
    ),
    Rule(
        "calm-with-danger",
        "「{finding}」写了 yields_to，就不能再有 {key}",
        "{finding} has yields_to, so it may have no {key}",
        "会失效的情况不带 `now`、`needs`、`urgency` 和 `when`",
        "a finding that lapses brings no `now`, `needs`, `urgency` or `when`",
    ),
    Rule(
        "rests-on-calm",
        "「{finding}」靠着会失效的「{other}」",
        "{finding} rests on {other}, which may lapse",
        "`implies`、`when`、`yields_to` 里只写不会失效的情况",
        "name only findings without `yields_to` in `implies`, `when` and `yields_to`",
    ),
    Rule(
        "or-in-claim",
        "「{finding}」里有“或”，不能再写 claims",
        "{finding} says 'or', so it may make no claims",
        "一个情况只说一件事；拆成两个，或者去掉 `claims`",
        "let a finding say one thing: split it, or take its `claims` away",
    ),
    Rule(
        "needs-nothing",
        "「{finding}」少不了 {pillar}，却没有这一类的步骤",
        "{finding} needs {pillar}, and there is no step of it",
        "补上这一类步骤，或者改 `needs`",
        "add a step of that pillar, or change `needs`",
    ),
    Rule(
        "expectation",
        "只说这一个情况时，{step} 是 {found}，应该是 {latest}",
        "told this alone, {step} is {found}, not {latest}",
        "改步骤、时间或 `expect`，让它们对得上",
        "change the steps, their times or `expect` until they agree",
    ),
    Rule(
        "incident-without-finding",
        "选项「{option}」带到一个预案，却没有说出情况",
        "option {option} names an incident and tells no finding",
        "在选项里写 `tells`",
        "let the option tell a finding in `tells`",
    ),
    Rule(
        "danger-waives",
        "选项「{option}」说出「{finding}」，就不能再写 waives",
        "option {option} tells {finding}, so it may waive nothing",
        "去掉 `waives`：危险的情况只加不减",
        "take `waives` away: something dangerous only ever adds",
    ),
    Rule(
        "unsure-waives",
        "问题「{question}」的 unsure 不能写 waives",
        "unsure of question {question} may waive nothing",
        "“不需要”要靠明确说过的事；去掉 `waives`",
        "that something is not needed rests on what was told: take `waives` away",
    ),
    Rule(
        "unfounded-claim",
        "「{words}」只有说过 {findings} 的人能讲",
        "only somebody who told {findings} may say: {words}",
        "用 `when` 限定这一句，或者改成中性的说法，留空【…】",
        "guard the sentence with `when`, or word it neutrally with a blank 【…】",
    ),
    Rule(
        "first-person",
        "「{words}」替人说了发生过的事，没有条件",
        "'{words}' says what happened, whoever reads it",
        "用 `when` 限定，改成中性的说法；看过确认没说什么的，写 `neutral: true`",
        "guard it with `when` or word it neutrally; if it claims nothing, say `neutral: true`",
    ),
    Rule(
        "not-sooner",
        "{step} 要马上给人看，期限却是 {within}",
        "{step} is shown at once, and due within {within}",
        "给这一步写 `sooner`，或者放到 `steps` 里",
        "give the step `sooner`, or list it in `steps`",
    ),
    Rule(
        "hurried-calm",
        "{step} 现在就要做，紧急程度却只是 {found}",
        "{step} is due now beside an urgency of {found}",
        "把步骤的时间放宽、用 `sooner` 收紧，或者提高紧急程度",
        "give the step more time and `sooner` where it matters, or raise the urgency",
    ),
    Rule(
        "urgency-against-time",
        "紧急程度是 {found}，却没有现在就要做的步骤",
        "the urgency is {found}, and no step is due now",
        "加上马上要做的步骤，或者降低紧急程度",
        "add a step that is due now, or lower the urgency",
    ),
    Rule(
        "unordered",
        "{step} 可能马上要做，却不在 order.yaml 里",
        "{step} can be due at once, and is not in order.yaml",
        "把它写进 `order.yaml`，排在该排的地方",
        "list it in `order.yaml`, where it is safe to do",
    ),
    Rule(
        "name-not-unique",
        "「{name}」在 {other} 里已经有了",
        "the name {name} is taken by {other}",
        "问题和预案的名字在整个资料包里只能用一次；几个预案都问的，放进 `questions/`",
        "use the name of a question or incident once in a pack; put what several trees ask "
        "into `questions/`",
    ),
)
