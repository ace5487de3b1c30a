"""The words of exports: what is said in a file for another system; (Chinese, English)."""

EXPORT: dict[str, tuple[str, str]] = {
    "cmd:export": (
        "把方案交给案件系统，把问答交给流程引擎",
        "Hand a plan to a case system, or the interview to a workflow engine",
    ),
    "cmd:export-thehive": (
        "TheHive 5 的案件：每个步骤一项任务，有顺序和到期时间",
        "A TheHive 5 case: a task for every step, with order and due time",
    ),
    "cmd:export-iris": (
        "DFIR-IRIS 的案件模板：每个步骤一项任务，不要做的写成笔记",
        "A DFIR-IRIS case template: a task for every step, what not to do as a note",
    ),
    "cmd:export-bpmn": (
        "BPMN 流程：引擎问下一题、派步骤，答案由 posguard 给",
        "A BPMN process: the engine asks and hands out steps, posguard says which",
    ),
    "example:export": (
        "posguard export thehive --answers 答案.json -o 案件.json",
        "posguard export thehive --answers answers.json -o case.json",
    ),
    "example:export-thehive": (
        "posguard export thehive --answers 答案.json -o 案件.json\n"
        "posguard export thehive --case 店里 -o 案件.json",
        "posguard export thehive --answers answers.json -o case.json\n"
        "posguard export thehive --case shop -o case.json",
    ),
    "example:export-iris": (
        "posguard export iris --case 店里 -o 模板.json",
        "posguard export iris --case shop -o template.json",
    ),
    "example:export-bpmn": (
        "posguard export bpmn --dialect flowable -o 流程.bpmn\n"
        "posguard export bpmn --dialect camunda8 --form question -o 问题.form",
        "posguard export bpmn --dialect flowable -o process.bpmn\n"
        "posguard export bpmn --dialect camunda8 --form question -o question.form",
    ),
    "opt:export-case": (
        "用这个案件；没有给出回答、只有一个未结案件时可以不写",
        "of this case; without answers and with a single open case there is no need",
    ),
    "opt:dialect": (
        "给哪个引擎：flowable、camunda7、camunda8 或 spiff",
        "for which engine: flowable, camunda7, camunda8 or spiff",
    ),
    "opt:form": (
        "不要流程，要它的表单：question 或 step（只有 camunda8 和 spiff 另存表单）",
        "instead of the process one of its forms, question or step (camunda8 and spiff have them "
        "apart)",
    ),
    "export-answers-or-case": (
        "回答和案件只能给一样：用案件就写 --case，用回答就写 -a 或 --answers。",
        "Give either answers or a case: --case for a case, -a or --answers for answers.",
    ),
    "no-form": (
        "{dialect} 的流程里已经有表单，不用另存；--form 只用于 camunda8 和 spiff。",
        "A process for {dialect} holds its forms; --form is for camunda8 and spiff.",
    ),
    "export-due": ("{within}，{event}起算：到 {at}", "{within}, from {event}: by {at}"),
    "export-waits": (
        "{within}，{event}起算；还不知道是什么时候，所以没有到期时间",
        "{within}, from {event}; when that is, is not known yet, so there is no due date",
    ),
    "export-done": ("已做", "Done"),
    "export-about": ("这份文件里没有的", "What is not in this file"),
    "export-thehive-loses": (
        "由 posguard 做成。这个案件里没有的：以后改了回答，任务不会跟着变；从别的事算起的步骤，"
        "要等那件事发生了自己填到期时间。",
        "Made by posguard. Not in this case: its tasks do not follow when an answer changes, and "
        "a step that counts from a later event has no due date until somebody sets it.",
    ),
    "export-iris-loses": (
        "由 posguard 做成，只用于这一件事。模板里没有的：任务没有顺序和到期时间，所以写在标题和"
        "说明里；做完的步骤也会列成待办；以后改了回答，任务不会跟着变。",
        "Made by posguard, for this one incident. Not in a template: order and due times, which "
        "therefore stand in titles and descriptions; steps that are done begin as to do; tasks do "
        "not follow when an answer changes.",
    ),
    "bpmn-name": ("posguard 问答和处置", "posguard interview and plan"),
    "bpmn-about": (
        "问什么、做什么都由 posguard 回答：三种任务（posguard-next、posguard-plan、posguard-due）"
        "要有程序来接。消息 posguard-event 带着 happened，说哪件事是什么时候发生的。",
        "posguard says what to ask and what to do: three kinds of jobs (posguard-next, "
        "posguard-plan, posguard-due) need a program that takes them. The message posguard-event "
        "carries happened, which says when what happened.",
    ),
    "bpmn-yes": ("是", "yes"),
    "bpmn-no": ("否", "no"),
    "bpmn-start": ("有事发生", "Something has happened"),
    "bpmn-next": ("下一题是什么", "What is next"),
    "bpmn-asking": ("还有要问的吗？", "Anything left to ask?"),
    "bpmn-question": ("问一个问题", "Ask a question"),
    "bpmn-plan": ("出方案", "Make the plan"),
    "bpmn-steps": ("方案里的步骤", "The steps of the plan"),
    "bpmn-step_start": ("轮到一步", "A step"),
    "bpmn-waits": ("期限还没开始算？", "Does its clock wait?"),
    "bpmn-step": ("做一步", "Do a step"),
    "bpmn-later": ("做一步（期限还没开始算）", "Do a step (its clock waits)"),
    "bpmn-step_end": ("做完了", "Done"),
    "bpmn-event": ("那件事发生了", "The event has happened"),
    "bpmn-due": ("算到期时间", "Count the due time"),
    "bpmn-end": ("全部做完", "All done"),
    "bpmn-field-advice": ("先做这些", "Do this first"),
    "bpmn-field-problem": ("上次的回答不行", "What was wrong with the answer"),
    "bpmn-field-ask": ("问题", "Question"),
    "bpmn-field-help": ("说明", "Help"),
    "bpmn-field-choices": ("可选的", "Options"),
    "bpmn-field-answer": ("回答（编号，多选用逗号）", "Answer (numbers, with commas)"),
    "bpmn-field-chosen": ("回答", "Answer"),
    "bpmn-field-due": ("到期", "Due"),
}
