"""The words about faults: what is wrong, where, and what to do; (Chinese, English)."""

FAULTS: dict[str, tuple[str, str]] = {
    "did-you-mean": ("你要的是不是：{names}？", "Did you mean: {names}?"),
    "one-of": ("可用的有：{names}。", "Use one of: {names}."),
    # A mistake in YAML, as a broken-yaml rule names it.
    "yaml:tab": (
        "行首用了 Tab，YAML 只认空格；换成空格",
        "a tab stands at the start of the line, where YAML takes only spaces; use spaces",
    ),
    "yaml:open-quote": (
        "引号从这里开始，后面没有关上",
        "a quotation mark opens here and is never closed",
    ),
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
        "the braces that open here are wrongly written, or never closed; use none, and write a "
        "key on each line",
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
    "yaml:dash": (
        "「- 」要另起一行，在键的下面",
        "a dash begins a line of its own, below its key",
    ),
    "yaml:dash-space": ("「-」后面要空一格", "a space is missing behind the dash"),
    "yaml:closing-bracket": (
        "多了一个右括号，或者少了左括号",
        "this closing bracket has no opening one",
    ),
    "yaml:after-quote": (
        "引号没有配好：上一个没有关上，或者关上以后还有字；单引号里的单引号要写两个",
        "the quotation marks do not match: one is not closed, or words follow the closing one; a "
        "single one within "
        "single ones is written twice",
    ),
    "yaml:no-colon": (
        "这一行没有冒号；要写成「键: 值」",
        "this line has no colon; write it as key: value",
    ),
    "yaml:two-colons": (
        "一行里有两个「冒号加空格」；把文字放进单引号",
        "a second colon with a space stands on this line; put the text into single quotation "
        "marks",
    ),
    "yaml:indentation": (
        "缩进不对：和同一级的别的行对齐",
        "the indentation does not fit: line it up with the other lines of its level",
    ),
    "yaml:other": (
        "看这一行和上一行的冒号、缩进、引号",
        "look at the colons, the indentation and the quotation marks of this line and the one "
        "above",
    ),
    "no-such-folder": (
        "没有这个文件夹：{folder}。请检查路径",
        "There is no folder {folder}. Check the path",
    ),
    "no-such": ("没有「{id}」。{near}", "There is no {id}. {near}"),
    "no-such-in-pack": (
        "资料包有错：它提到「{id}」，却没有这个文件。用 posguard lint 检查",
        "The pack is broken: it refers to {id}, which it does not hold. Check it with posguard "
        "lint",
    ),
    "pack-too-large": (
        "{folder} 有 {files} 个文件、共 {size} MiB；一个资料包最多 {most_files} 个文件、"
        "{most_size} MiB。请分成几个",
        "{folder} holds {files} files, {size} MiB in all; a pack may hold {most_files} files and "
        "{most_size} MiB. "
        "Make several of it",
    ),
    "pack-too-many-values": (
        "{folder} 里的值超过 {most} 个，不再读下去；请分成几个资料包",
        "{folder} holds more than {most} values, and is not read any further. Make several packs "
        "of it",
    ),
    "pack-too-much-to-follow": (
        "这个资料包里的情况牵连太多，查不下去；请分成几个资料包",
        "The findings of this pack lead to too much to be checked. Make several packs of it",
    ),
    "no-journeys": (
        "「{folder}」里没有情形可以试。写在 {folder}/journeys/预案名.yaml 里",
        "There are no journeys in {folder}. Write them in {folder}/journeys/INCIDENT.yaml",
    ),
    "nothing-in-pack": (
        "资料包里没有哪一样有「{words}」。换个说法，或者不写词，看全部",
        "Nothing in the pack has {words} in it. Try other words, or none to see everything",
    ),
    "problems-found": ("{count} 个问题。", "Problems: {count}."),
    "warnings-found": (
        "{count} 个问题，其中 {warnings} 个是提醒。",
        "Problems: {count}. Warnings among them: {warnings}.",
    ),
    "journeys-hold": ("{count} 个情形都对得上。", "All journeys hold: {count}."),
    "no-problems": ("没有问题：{files} 个文件。", "No problems. Files checked: {files}."),
    "more-problems": ("这个文件还有 {count} 个问题", "{count} more problems in this file"),
    "more-problems-in-all": (
        "还有 {count} 个问题，没有列出",
        "{count} more problems are not listed",
    ),
    "problems-without-end": (
        "找到 {count} 个问题，没有再往下找",
        "{count} problems were found, and no more were looked for",
    ),
    # What a rule of lint names.
    "severity:error": ("错误", "error"),
    "severity:warning": ("提醒", "warning"),
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
        "The answer {question} was never asked for on this way; the next question is {next}. "
        "Correct or remove it",
    ),
    "answer-never-asked": (
        "答案「{question}」在这条路上没有被问到，问题已经问完了；请改正或删掉它",
        "The answer {question} was never asked for on this way, and nothing is left to ask. "
        "Correct or remove it",
    ),
    "no-such-question": (
        "资料包有错：预案 {playbook} 里没有问题「{question}」。用 posguard lint 检查",
        "The pack is broken: playbook {playbook} has no question {question}. Check it with "
        "posguard lint",
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
