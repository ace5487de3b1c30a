"""The words of the command line: commands, options and misuse; (Chinese, English)."""

COMMANDS: dict[str, tuple[str, str]] = {
    "cmd:triage": ("问几个问题，给出处置方案", "Ask a few questions and give the plan"),
    "cmd:checklist": (
        "一个预案的全部步骤，不用回答问题",
        "Every step of one playbook, without asking",
    ),
    "cmd:step": ("一个步骤的全部内容", "One step, with everything there is of it"),
    "cmd:search": ("用你自己的话找预案", "Find a playbook in your own words"),
    "cmd:contacts": (
        "该给谁打电话；contacts check 号码：这是谁的号码",
        "Whom to call; contacts check NUMBER: whose number is this",
    ),
    "cmd:page": (
        "把问答做成一个网页：不联网，手机上就能用",
        "The interview as one web page, for phones and without network",
    ),
    "opt:page-languages": (
        "网页里的语言：zh、en 或 both（默认两种都有）",
        "the languages of the page: zh, en or both (default: both)",
    ),
    "opt:kiosk": (
        "给大家共用的平板：什么都不保存，这么多分钟没人碰就清除重来",
        "for a tablet that many use: keeps nothing, and begins anew after so many idle minutes",
    ),
    "cmd:lint": ("检查资料包：列出每一个问题", "Check a pack: every problem in it"),
    "cmd:explain": (
        "一个预案、问题或情况：每个回答带来什么",
        "A tree, a question or a finding: what each answer brings",
    ),
    "cmd:draw": (
        "把一个预案画成图，附一张表，给审的人看",
        "Draw a playbook as a picture and a table, for those who review it",
    ),
    "arg:tree": ("预案的名字", "the playbook's id"),
    "no-such-drawing": (
        "{file} 画不了。文件名的结尾可以是：{known}",
        "{file} cannot be drawn. The name may end in {known}",
    ),
    "drawn": ("画好了，存在 {file}", "Drawn; it is in {file}"),
    "cmd:test": (
        "用资料包自己的情形试它：答案该走到哪里、方案里该有什么",
        "Try a pack on its own journeys: where answers must lead, what plans must hold",
    ),
    "cmd:pack": (
        "写资料包的人用：现成的有什么、在哪里",
        "For authors: what a pack holds, and where",
    ),
    "cmd:pack-path": ("自带的资料包在哪个文件夹", "The folder of the shipped pack"),
    "cmd:pack-steps": (
        "全部步骤：名字、类别、做什么、哪些预案用到",
        "Every step: its id, its pillar, what it says, and which playbooks use it",
    ),
    "cmd:pack-playbooks": (
        "全部预案：名字、讲什么、接着走到哪里、哪个文件",
        "Every playbook: its id, what it is about, where it leads on, and its file",
    ),
    "arg:playbook": (
        "预案的名字；不写就列出全部预案",
        "the playbook's id; without it, the list of playbooks",
    ),
    "arg:words": ("出了什么事，用你自己的话", "what happened, in your own words"),
    "arg:contact-words": (
        "名字、号码或用途；check 号码 查一个号码",
        "a name, number or purpose; check NUMBER looks one number up",
    ),
    "opt:contacts-full": (
        "每一家的全部说明，不只是号码",
        "everything about each of them, not only its numbers",
    ),
    "contacts:police": ("警察", "Police"),
    "contacts:wallet": ("钱包", "Wallets"),
    "contacts:acquirer": ("刷卡机的支付公司", "Payment companies of terminals"),
    "contacts:bank": ("银行", "Banks"),
    "contacts:carrier": ("手机运营商", "Mobile carriers"),
    "contacts:network": ("银联", "Card network"),
    "contacts:regulator": ("投诉、监管和法律援助", "Complaints, regulators and legal aid"),
    "contact-line": ("{title}：{numbers}", "{title}: {numbers}"),
    "contact-number": ("{number}（{label}）", "{number} ({label})"),
    "contacts-more": (
        "一家的全部说明：posguard contacts 名字；全部：posguard contacts --full",
        "Everything about one: posguard contacts NAME; about all: posguard contacts --full",
    ),
    "arg:folder": (
        "资料包文件夹；不写就检查自带的",
        "the pack's folder; without it, the shipped pack",
    ),
    "opt:explain": (
        "解释检查的一条规则：说的是什么，怎么改",
        "explain one rule of lint: what it says, and what to do",
    ),
    "arg:test-folder": (
        "资料包文件夹，试其中 journeys/ 里的情形；不写就试自带的",
        "the pack's folder, whose journeys/ are tried; without it, the shipped pack",
    ),
    "opt:vignettes": (
        "改用这个文件夹里讲述的事来试，算出各项指标",
        "try it on the stories in this folder instead, and print the figures",
    ),
    "arg:pack-words": ("只看有这些词的", "only what has all these words in it"),
    "opt:schemas": (
        "编辑器用的 JSON Schema 在哪个文件夹",
        "the folder of the JSON Schemas for editors instead",
    ),
    "opt:triage-from": (
        "从这个预案的第一题问起，不从头问（试自己写的预案用）",
        "begin with this playbook's first question (to try one that you write)",
    ),
    "opt:lang": ("语言：zh 或 en（默认看系统语言）", "language: zh or en (default: the system's)"),
    "opt:format": (
        "格式：text、markdown、json、html（默认看 -o 的文件名）",
        "format: text, markdown, json or html (default: by the name given to -o)",
    ),
    "opt:output": ("写进文件，不显示在屏幕上", "write to this file instead of the screen"),
    "opt:plain": ("不用颜色和方向键，用编号回答", "no colours and arrow keys: answer by number"),
    "opt:brief": ("只要第一页：先做什么、不要做什么", "the first page only: what to do first"),
    "opt:full": ("每一步都展开，带依据和电话说明", "every step written out, with all its sources"),
    "arg:step-id": (
        "那一步的头几个字，或步骤名",
        "the first words of a step, in quotes, or its id",
    ),
    "arg:topic": ("预案、问题或情况的名字", "the id of a tree, a question or a finding"),
    "opt:answers": (
        "从文件读回答（以前 --format json 的结果也行）",
        "take answers from a file (also the JSON of an earlier plan)",
    ),
    "opt:answer": (
        "一个回答：问题=选项；可多次使用，多选用逗号",
        "one answer: question=option; repeatable, several options with commas",
    ),
    "opt:acquirer": (
        "机器的支付公司（收单机构）的名字，用来填上客服电话",
        "the acquirer's name: puts its number into the page",
    ),
    "opt:bank": ("银行的名字，用来填上客服电话", "the bank's name: puts its number into the page"),
    "opt:only": (
        "只看这几类步骤，用逗号隔开：{pillars}",
        "only these pillars, with commas: {pillars}",
    ),
    "opt:pack": (
        "本单位的资料包文件夹，叠在自带的上面（也可用 POSGUARD_PACK）",
        "your organisation's pack folder, on top of the shipped one (or POSGUARD_PACK)",
    ),
    "opt:version": ("显示版本号", "show the version"),
    "opt:help": ("显示这份说明", "show this help"),
    "opt:install-completion": (
        "给当前的 shell 装上命令补全",
        "install completion for the current shell",
    ),
    "opt:show-completion": ("显示命令补全脚本", "show the completion script"),
    # What the tab key offers.
    "language:zh": ("中文", "Chinese"),
    "language:en": ("英文", "English"),
    "language:both": ("两种都有", "both"),
    "format:text": ("纯文字", "plain text"),
    "format:markdown": ("Markdown", "Markdown"),
    "format:json": ("给程序读", "for programs"),
    "format:html": ("网页，可以打印", "a page to print"),
    "format:docx": ("Word 文件", "a Word file"),
    # Misuse.
    "no-such-command": ("没有命令「{id}」。{near}", "There is no command {id}. {near}"),
    "no-such-flag": (
        "没有选项「{id}」。{near}用 {command} --help 看全部选项",
        "There is no option {id}. {near} See {command} --help",
    ),
    "missing-argument": (
        "缺少参数 {name}。用法：{command} {name}",
        "{name} is missing. Use: {command} {name}",
    ),
    "extra-arguments": (
        "多余的参数：{words}。用 {command} --help 看用法",
        "Too many arguments: {words}. See {command} --help",
    ),
    "flag-needs-value": (
        "选项 {name} 后面要写一个值。用 {command} --help 看用法",
        "The option {name} needs a value. See {command} --help",
    ),
    "flag-takes-none": ("选项 {name} 后面不能写值", "The option {name} takes no value"),
    "wrong-use": (
        "命令写法不对：{words}。用 {command} --help 看用法",
        "That is not how it is used: {words}. See {command} --help",
    ),
    "bad-choice": ("{option} 不能是「{id}」。{near}", "{option} cannot be {id}. {near}"),
    "bad-answer": (
        "「{words}」不是 问题=选项 的写法。例：-a happening-now=no",
        "{words} is not of the form question=option. For example: -a happening-now=no",
    ),
    "case-from-start": (
        "案件要从头问起，不能从「{id}」开始。去掉 --case，或者从头问",
        "A case begins with the first question of all, and not at {id}. Leave out --case, or "
        "begin there",
    ),
    "brief-and-full": (
        "--brief 和 --full 只能选一个",
        "Choose --brief or --full, not both",
    ),
    "two-answers": (
        "问题「{question}」给了两次不同的答案：{options}",
        "Question {question} was answered twice, differently: {options}",
    ),
    "answers-not-json": (
        "{file} 不是回答文件：应是 posguard triage --format json 的结果，或 问题: 选项 的 "
        "JSON（{place}）",
        "{file} does not hold answers: it should be the JSON of posguard triage --format json, or "
        "question: option ({place})",
    ),
    "answers-schema": (
        "{file} 的格式是「{id}」，这个版本只认识 {known}",
        "{file} is of the kind {id}; this version knows {known}",
    ),
    "file-unreadable": ("读不了 {file}：{reason}", "Cannot read {file}: {reason}"),
    "cannot-write": ("写不了 {file}：{reason}", "Cannot write {file}: {reason}"),
    "stdout-closed": (
        "标准输出已关闭，结果没有地方写。用 -o 文件名 存成文件",
        "Standard output is closed, so the result has nowhere to go. Use -o FILE",
    ),
    "stdout-full": (
        "写标准输出出错：{reason}。结果不完整",
        "Writing to standard output failed: {reason}. The result is incomplete",
    ),
    "no-terminal": (
        "没有终端可以提问。还缺问题「{question}」的回答：{ask}可选：{options}。"
        "用 -a {question}=选项，或 --answers 文件",
        "There is no terminal to ask on. The question {question} is open: {ask} Options: "
        "{options}. "
        "Use -a {question}=OPTION or --answers FILE",
    ),
    "no-such-contact": (
        "没有「{id}」的联系方式。{near}",
        "There is no contact called {id}. {near}",
    ),
    "close-contacts": (
        "没有正好叫「{id}」的。相近的有：{names}。请把名字打全",
        "Nothing is called exactly {id}. Close to it: {names}. Type the whole name",
    ),
    "many-steps": (
        "有好几步都写着“{id}”：{steps}。请多写几个字，或写前面的步骤名",
        "Several steps say “{id}”: {steps}. Give more of the words, or the id in front",
    ),
    "many-contacts": (
        "「{id}」有不止一个：{names}。请写全名",
        "{id} could be several: {names}. Give the full name",
    ),
    "not-a-number": (
        "「{words}」不是电话号码。例：posguard contacts check {like}",
        "{words} is not a telephone number. For example: posguard contacts check {like}",
    ),
}
