"""The words of answers that other programs give, and of many at once; (Chinese, English)."""

BATCH: dict[str, tuple[str, str]] = {
    "unfinished-answers": (
        "还没有问完，不能出方案。还缺问题「{question}」的回答：{ask}可选：{options}",
        "Not everything has been asked yet, so there is no plan. The question {question} is open: "
        "{ask} Options: {options}",
    ),
    "answers-not-options": (
        "答案「{question}」的格式不对：每个问题后面写一个选项，或一列选项",
        "The answer {question} is not of the form wanted: each question with one option or a list "
        "of options",
    ),
    "line-too-long": (
        "这一行超过 {most} KiB，没有读；一行只写一个人的回答",
        "The line is longer than {most} KiB and was not read. Write one person's answers on it",
    ),
    "line-not-utf8": (
        "这一行不是 UTF-8 编码，读不了；请另存为 UTF-8",
        "The line is not UTF-8. Save the file as UTF-8",
    ),
    "line-not-json": (
        '这一行不是 JSON；一行写一个：{{"id": 1, "lang": "zh", "answers": {{…}}}}',
        "The line is not JSON. Write one object on each: "
        '{{"id": 1, "lang": "en", "answers": {{…}}}}',
    ),
    "line-no-object": (
        '这一行不是 JSON 对象；要写成：{{"id": 1, "lang": "zh", "answers": {{…}}}}',
        "The line is no JSON object. Write it like this: "
        '{{"id": 1, "lang": "en", "answers": {{…}}}}',
    ),
    "line-unknown-key": (
        "不认识的键「{name}」；只能有：{keys}",
        "There is a key {name} that is not known. The keys are: {keys}",
    ),
    "line-no-answers": (
        "缺 answers，或它不是「问题: 选项」的对象",
        "answers is missing, or is no object of questions and their options",
    ),
    "line-lang": ("lang 只能是：{langs}", "lang can only be one of: {langs}"),
    "line-id": (
        "id 要是整数或文字，最多 {most} 个字符",
        "id must be a whole number or a text of at most {most} characters",
    ),
    "cmd:batch": (
        "很多人的回答，一行一个：每行一份方案；或换一个资料包，哪些方案会变",
        "Many people's answers, a line each: a plan for each, or what another pack changes",
    ),
    "arg:batch-files": (
        "一行一个 JSON：id、lang、answers；不写文件就读标准输入",
        "a line of JSON for each: id, lang, answers; without a file, standard input",
    ),
    "opt:batch-against": (
        "跟这个文件夹里的资料包比：谁的方案会变，怎么变",
        "compare with the pack in this folder: whose plan changes, and how",
    ),
    "metavar:COUNT": ("个数", "COUNT"),
    "opt:jobs": ("同时用几个进程", "so many processes at once"),
    "opt:batch-format": (
        "方案只有 json；比较可以是 text（默认）或 json",
        "plans are json; a comparison is text (the default) or json",
    ),
    "example:batch": (
        "posguard batch answers.ndjson > plans.ndjson\n"
        "posguard batch answers.ndjson --against our-pack",
        "posguard batch answers.ndjson > plans.ndjson\n"
        "posguard batch answers.ndjson --against our-pack",
    ),
    "batch-from-terminal": (
        "没有输入。写上文件名，或用管道送进来：posguard batch answers.ndjson",
        "There is nothing to read. Name a file or use a pipe: posguard batch answers.ndjson",
    ),
    "batch-worker-gone": (
        "有一个工作进程被系统结束了（可能内存不够），后面的没有做；请少用几个：--jobs",
        "The system ended a process (there may not be enough memory), so the rest was not done. "
        "Use fewer: --jobs",
    ),
    "batch-done": (
        "读了 {lines} 行：{plans} 份方案，{refused} 行没有方案。",
        "Lines read: {lines}. Plans: {plans}. Without a plan: {refused}.",
    ),
    "batch-so-far": ("已读 {lines} 行，每秒 {rate} 行", "{lines} lines, {rate} a second"),
    # What another pack changes.
    "change:urgency": (
        "紧急程度：{before} → {after}",
        "urgency: {before} -> {after}",
    ),
    "change:added": ("多了：{do}（{after}）", "new: {do} ({after})"),
    "change:gone": ("没有了：{do}（原来是{before}）", "gone: {do} (was: {before})"),
    "change:earlier": ("提前：{do}（{before} → {after}）", "earlier: {do} ({before} -> {after})"),
    "change:later": ("推后：{do}（{before} → {after}）", "later: {do} ({before} -> {after})"),
    "change:never-added": ("多了一条不能做：{do}", "new do-not: {do}"),
    "change:never-gone": ("少了一条不能做：{do}", "do-not gone: {do}"),
    "change:reworded": ("说法改了：{do}", "other words: {do}"),
    "change:moved": ("先后次序改了：{do}", "other place in the order: {do}"),
    "change:refused": (
        "这些回答在另一个资料包里得不出方案：{why}",
        "the other pack has no plan for these answers: {why}",
    ),
    "change:refused-many": (
        "这些回答在另一个资料包里得不出方案",
        "the other pack has no plan for these answers",
    ),
    "change:line": ("{who}：{what}", "{who}: {what}"),
    "who-line": ("第 {line} 行", "line {line}"),
    "level:emergency": ("十万火急", "emergency"),
    "level:urgent": ("紧急", "urgent"),
    "level:routine": ("不急", "routine"),
    "level:not-incident": ("不是案件", "not an incident"),
    "against-none": (
        "{plans} 份方案都没有变化。",
        "None of the plans changes ({plans} compared).",
    ),
    "against-some": (
        "{plans} 份方案里有 {changed} 份会变。最常见的：",
        "{changed} of {plans} plans change. Most often:",
    ),
    "against-count": ("{count} 份：{what}", "{count}: {what}"),
    "against-refused": (
        "另有 {refused} 行现在就没有方案，没有比。",
        "Lines that have no plan today and were not compared: {refused}.",
    ),
}
