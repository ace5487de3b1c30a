"""What is said when something is wrong: what, where, and what to do. Each entry: (Chinese, English)."""

FAULTS: dict[str, tuple[str, str]] = {
    "did-you-mean": ("你要的是不是：{names}？", "Did you mean: {names}?"),
    "one-of": ("可用的有：{names}。", "Use one of: {names}."),
    # A pack's file that cannot be read.
    "too-large": (
        "文件超过 {most} MiB，不读取；请拆小",
        "the file is larger than {most} MiB and is not read; split it",
    ),
    "broken-yaml": ("不是正确的 YAML：{problem}", "this is not valid YAML: {problem}"),
    "yaml:tab": (
        "行首用了 Tab，YAML 只认空格；换成空格",
        "a tab stands at the start of the line, where YAML takes only spaces; use spaces",
    ),
    "yaml:open-quote": ("引号从这里开始，后面没有关上", "a quotation mark opens here and is never closed"),
    "yaml:escape": (
        "双引号里的反斜杠 \\ 有特别的意思；改用单引号",
        "a backslash means something else within double quotation marks; use single ones",
    ),
    "yaml:open-bracket": (
        "从这里开始的方括号里写错了，或者没有关上 ]",
        "the list in brackets that begins here is wrongly written, or has no closing ]",
    ),
    "yaml:open-brace": (
        "从这里开始的大括号里写错了，或者没有关上；别用大括号，一行写一个键",
        "the braces that open here are wrongly written, or never closed; use none, and write a key on each line",
    ),
    "yaml:full-width-colon": (
        "这里是全角冒号「：」；换成英文冒号，后面空一格",
        "the colon here is a full-width one; use an ordinary colon and a space",
    ),
    "yaml:no-space": ("冒号后面要空一格", "a space is missing behind the colon"),
    "yaml:quote-it": (
        "以这个符号开头的文字，要放进单引号",
        "a text that begins with this character must stand in single quotation marks",
    ),
    "yaml:dash": ("「- 」要另起一行，在键的下面", "a dash begins a line of its own, below its key"),
    "yaml:dash-space": ("「-」后面要空一格", "a space is missing behind the dash"),
    "yaml:closing-bracket": ("多了一个右括号，或者少了左括号", "this closing bracket has no opening one"),
    "yaml:after-quote": (
        "引号没有配好：上一个没有关上，或者关上以后还有字；单引号里的单引号要写两个",
        "the quotation marks do not match: one is not closed, or words follow the closing one; a single one within "
        "single ones is written twice",
    ),
    "yaml:no-colon": ("这一行没有冒号；要写成「键: 值」", "this line has no colon; write it as key: value"),
    "yaml:two-colons": (
        "一行里有两个「冒号加空格」；把文字放进单引号",
        "a second colon with a space stands on this line; put the text into single quotation marks",
    ),
    "yaml:indentation": (
        "缩进不对：和同一级的别的行对齐",
        "the indentation does not fit: line it up with the other lines of its level",
    ),
    "yaml:other": (
        "看这一行和上一行的冒号、缩进、引号",
        "look at the colons, the indentation and the quotation marks of this line and the one above",
    ),
    "unreadable-character": (
        "有 YAML 不允许的控制字符，请删掉",
        "there is a control character that YAML does not allow; delete it",
    ),
    "control-character": (
        "文字里有控制字符、隐形字符或换行，请删掉；长句写成一行",
        "the text holds a control or invisible character or a line break; delete it, and keep a text on one line",
    ),
    "alias": ("不能用别名（*name），请把内容写出来", "aliases (*name) are not allowed; write the value out"),
    "anchor": ("不能用锚点（&name），请删掉", "anchors (&name) are not allowed; delete it"),
    "tag": ("不能用标签（{tag}），请删掉", "tags ({tag}) are not allowed; delete it"),
    "merge-key": ("不能用合并键（<<），请把内容写出来", "merge keys (<<) are not allowed; write the values out"),
    "duplicate-key": ("同一个键写了两次：{key}", "the key {key} stands twice"),
    "directive": (
        "不能用指令（以 % 开头的行），请删掉",
        "directives (lines that begin with %) are not allowed; delete it",
    ),
    "second-document": ("一个文件只能有一份文档（---）", "only one document (---) per file"),
    "key-not-text": ("键必须是普通文字", "a key must be plain text"),
    "too-deep": ("嵌套超过 {most} 层", "nested deeper than {most} levels"),
    "too-many-values": ("一个文件里超过 {most} 个值，请拆开", "more than {most} values in one file; split it"),
    "outside-folder": (
        "链接指到资料包文件夹之外，不读取",
        "it leads out of the pack's folder and is not read",
    ),
    "not-a-folder": ("这里应该是文件夹", "it should be a folder"),
    "not-a-file": ("不是普通文件，不读取", "it is not a regular file and is not read"),
    "cannot-read": ("读不了：{reason}", "cannot be read: {reason}"),
    "not-utf8": ("不是 UTF-8 编码，请另存为 UTF-8", "it is not UTF-8; save it as UTF-8"),
    "no-such-folder": (
        "没有这个文件夹：{folder}。请检查路径",
        "There is no folder {folder}. Check the path",
    ),
    "no-such": ("没有「{id}」。{near}", "There is no {id}. {near}"),
    "no-such-in-pack": (
        "资料包有错：它提到「{id}」，却没有这个文件。用 posguard lint 检查",
        "The pack is broken: it refers to {id}, which it does not hold. Check it with posguard lint",
    ),
    "too-many-files": (
        "文件夹里的文件超过 {most} 个，不读取；请分成几个资料包",
        "the folder holds more than {most} files and is not read; make several packs of it",
    ),
    "pack-too-large": (
        "{folder} 有 {files} 个文件、共 {size} MiB；一个资料包最多 {most_files} 个文件、{most_size} MiB。请分成几个",
        "{folder} holds {files} files, {size} MiB in all; a pack may hold {most_files} files and {most_size} MiB. "
        "Make several of it",
    ),
    "pack-too-many-values": (
        "{folder} 里的值超过 {most} 个，不再读下去；请分成几个资料包",
        "{folder} holds more than {most} values, and is not read any further. Make several packs of it",
    ),
    "pack-too-many-ways": (
        "这个资料包的走法加起来太多，查到 {file} 就停了；请分成几个资料包",
        "The pack has too many ways in all; checking stopped at {file}. Make several packs of it",
    ),
    "more-problems-in-all": ("还有 {count} 个问题，没有列出", "{count} more problems are not listed"),
    "problems-without-end": (
        "找到 {count} 个问题，没有再往下找",
        "{count} problems were found, and no more were looked for",
    ),
    "more-problems": ("这个文件还有 {count} 个问题", "{count} more problems in this file"),
    # The rules of lint.
    "rule:shape": ("这里应该是：{wanted}", "expected here: {wanted}"),
    "rule:unknown-key": ("没有「{key}」这个键。{near}", "unknown key {key}. {near}"),
    "rule:missing-key": ("{inside} 缺少「{key}」", "{inside} lacks {key}"),
    "rule:missing-language": ("{inside} 缺少「{key}」的文字", "{inside} has no text in {key}"),
    "rule:value": ("{key} 的值「{value}」不对：{why}", 'the value "{value}" of {key} will not do: {why}'),
    "rule:digits-differ": (
        "中英文里的数字不一致：中文 {zh}，英文 {en}",
        "the digits differ between the languages: zh {zh}, en {en}",
    ),
    "rule:no-source": (
        "没有依据：写 sources，或者写 practice: true",
        "no source: give sources, or practice: true",
    ),
    "rule:source-and-practice": (
        "既写了 sources 又写了 practice: true，留一个",
        "both sources and practice: true are given; keep one",
    ),
    "rule:long-do": ("do 太长：{found}，最多 {most}", "do is too long: {found}, at most {most}"),
    "rule:never-without-why": ("「不要做」的步骤要写 why（原因）", "a never step needs its reason: why"),
    "rule:unverified-contact": ("没有核对日期：写 verified", "no date of verification: give verified"),
    "rule:expired-contact": (
        "核对于 {verified}，有效到 {until}，已经过期，请重新核对",
        "verified on {verified}, valid until {until}: past its validity, verify it again",
    ),
    "rule:unknown-reference": ("没有「{id}」。{near}", "there is no {id}. {near}"),
    "rule:unused-file": ("没有人用到「{id}」，删掉或者引用它", "nothing uses {id}; delete it or refer to it"),
    "rule:stray-file": ("资料包里不该有「{name}」", "{name} has no place in a pack"),
    "rule:wrong-ending": (
        "「{name}」不会被读：文件名要以 .yaml 结尾，改名为 {wanted_name}",
        "{name} is not read: a file's name ends in .yaml. Rename it to {wanted_name}",
    ),
    "rule:duplicate-id": ("「{id}」已经有了：{other}", "{id} exists already: {other}"),
    "rule:no-unsure": (
        "问题「{question}」没有 unsure（不确定）选项，也没写 no_unsure（为什么不用）",
        "question {question} has no option unsure, and no no_unsure with the reason",
    ),
    "rule:then-of-many": (
        "可以多选的问题「{question}」，then 只能写在问题上",
        "question {question} takes several answers: then belongs on the question",
    ),
    "rule:no-then": (
        "问题「{question}」的选项「{option}」没说接下来去哪：写 then",
        "option {option} of question {question} leads nowhere: give then",
    ),
    "rule:unreachable-question": (
        "没有哪条路走到问题「{question}」",
        "nothing leads to question {question}",
    ),
    "rule:shared-question-differs": (
        "问题「{question}」在 {other} 里也有，选项却不一样",
        "question {question} also stands in {other}, with other options",
    ),
    "rule:cycle": ("问题绕成了圈：{way}", "the questions go in a circle: {way}"),
    "rule:long-path": (
        "走到问题「{question}」已经超过 {most} 个问题",
        "the way to question {question} is longer than {most} questions",
    ),
    "rule:too-many-ways": (
        "从这里到方案的走法超过 {most} 种；请减少问题或选项",
        "more than {most} ways lead from here to a plan; ask less, or offer fewer options",
    ),
    "rule:calm-unsure": (
        "问题「{question}」的 unsure 比允许的更缓：至少要 {least}",
        "unsure of question {question} is calmer than it may be: at least {least}",
    ),
    "rule:missing-pillar": (
        "有的方案缺少 {pillar} 的步骤，也没有 waives 说明原因（{way}）",
        "a plan has no step of {pillar}, and no waives with the reason ({way})",
    ),
    "rule:contradiction": (
        "同一个方案里有互相矛盾的步骤：{one} 和 {other}（{way}）",
        "one plan holds contradicting steps: {one} and {other} ({way})",
    ),
    "rule:unknown-blank": (
        "空白「{id}」没有在 blanks 里说明。{near}",
        "the blank {id} is not declared in blanks. {near}",
    ),
    "rule:unused-blank": (
        "没有文字用到空白「{id}」，删掉，或写进文字：【{id}】",
        "no text uses the blank {id}; delete it, or write it into a text: 【{id}】",
    ),
    "rule:blanks-differ": (
        "中英文里的空白不一致：中文 {zh}，英文 {en}",
        "the blanks differ between the languages: zh {zh}, en {en}",
    ),
    "the-file": ("文件", "the file"),
    "kind:list": ("一个列表", "a list"),
    "kind:mapping": ("一组键和值", "keys with values"),
    "kind:text": ("zh 和 en 两种文字", "a text in zh and en"),
    "kind:words": ("一句文字", "words"),
    "why:choice": ("只能是 {allowed}", "it may be {allowed}"),
    "why:empty": ("不能是空的", "it may not be empty"),
    "why:too-long": ("太长，最多 {most} 个字符", "it is too long, at most {most} characters"),
    "why:pattern": ("要写成 {like} 这样", "write it like {like}"),
    "why:date": ("要写成 2026-01-31 这样的日期", "a date like 2026-01-31 is wanted"),
    "why:future": ("还没到这一天", "it lies in the future"),
    "why:truth": ("只能是 true 或 false", "true or false is wanted"),
    "why:whole-number": ("要一个正整数", "a whole number above zero is wanted"),
    # Answers and ways through a tree.
    "answer-left-over": (
        "答案「{question}」在这条路上没有被问到，请改正或删掉它",
        "The answer {question} was never asked for on this way. Correct or remove it",
    ),
    "answer-not-asked": (
        "答案「{question}」在这条路上没有被问到；下一个问题是「{next}」，请改正或删掉它",
        "The answer {question} was never asked for on this way; the next question is {next}. Correct or remove it",
    ),
    "asked-twice": (
        "资料包有错：预案 {playbook} 的问题绕成了圈（{question}）。用 posguard lint 检查",
        "The pack is broken: playbook {playbook} goes in a circle at {question}. Check it with posguard lint",
    ),
    "no-such-question": (
        "资料包有错：预案 {playbook} 里没有问题「{question}」。用 posguard lint 检查",
        "The pack is broken: playbook {playbook} has no question {question}. Check it with posguard lint",
    ),
    "no-such-option": (
        "问题「{question}」没有选项「{option}」。可选：{options}",
        "Question {question} has no option {option}. Its options: {options}",
    ),
    "no-answer": (
        "问题「{question}」还没有回答。可选：{options}",
        "Question {question} has no answer. Its options: {options}",
    ),
    "one-answer": (
        "问题「{question}」只能选一个，你给了：{options}",
        "Question {question} takes one answer; given: {options}",
    ),
    "stands-alone": (
        "问题「{question}」里选了「{option}」就不能再选别的",
        "In question {question}, {option} cannot be combined with others",
    ),
}
