"""The words of the papers beside what the pack says. Each entry: (Chinese, English)."""

LETTERS: dict[str, tuple[str, str]] = {
    "letters-title": ("可以打印的文书", "Papers that can be printed"),
    "letter-use": ("怎么用", "How to use it"),
    "letter-to": ("致：{to}", "To: {to}"),
    "letter-twin": (
        "这是给你看懂用的{this}对照。交给对方的请用{other}版。",
        "This {this} twin is for you to understand. Hand in the {other} paper.",
    ),
    "lang:zh": ("中文", "Chinese"),
    "lang:en": ("英文", "English"),
    "letter-blank": ("＿＿＿＿＿＿＿＿（{note}）", "________________ ({note})"),
    "letter-blank-aloud": (
        "＿＿＿＿＿＿＿＿＿＿＿＿＿＿（{note}）",
        "____________________________ ({note})",
    ),
    "letter-basis": ("依据（以现行文本为准）", "Legal basis (the current text applies)"),
    "letter-heading": ("{number}、{title}", "{title}"),
    "letter-day": ("{year}年{month}月{day}日", "{year}-{month}-{day}"),
    "letter-moment": ("{day}{time}", "{day} {time}"),
    "letter-zone": ("{moment}（{zone}）", "{moment} ({zone})"),
    "letter-money": ("{amount}{unit}", "{unit} {amount}"),
    "letter-foreign-money": ("{amount} {currency}", "{currency} {amount}"),
    "letter-number": ("（{number}）", " ({number})"),
    "letter-out": ("付出", "paid out"),
    "letter-in": ("收入", "received"),
    "opt:letter-format": (
        "格式：text、markdown、json、html、docx（默认看 -o 的文件名）",
        "format: text, markdown, json, html or docx (default: by the name given to -o)",
    ),
    "arg:letter": (
        "文书的种类；不写就列出全部",
        "the kind of paper; without it, the list of papers",
    ),
    "letter-gaps": (
        "空着的 {count} 处，记进案件就会填上，再打印一次：",
        "Blanks that facts would fill: {count}. Record them and print again:",
    ),
    "letter-gap": ("  posguard case fact {words}", "  posguard case fact {words}"),
    "letter-gap-again": (
        "  posguard case fact {words}（第 {n} 条记得不全：连同原来的写全，再用 posguard case fact "
        "--withdraw {n} 撤掉旧的）",
        "  posguard case fact {words} (number {n} is incomplete: type all of it anew, then take "
        "back the old one with posguard case fact --withdraw {n})",
    ),
    "letter-gap-exhibit": (
        "  posguard evidence add 文件",
        "  posguard evidence add FILE",
    ),
    "letter-gap-case": (
        "  先建一个案件：posguard triage --case 名字",
        "  Open a case first: posguard triage --case NAME",
    ),
    "letter-by-hand": (
        "另有 {count} 处只能自己写，或当场念：{notes}",
        "For your own hand, or to be read out: {count} ({notes})",
    ),
    "blanks-first": (
        "这张纸上还空着几处，一项一项问你。不知道的直接回车跳过，b 回到上一项，q 不再问。",
        "Some blanks are open; you are asked for one after the other. Press Enter to skip what "
        "you do not know, type b to go back by one, and type q to be asked no more.",
    ),
    "blanks-case": (
        "填的会记进案件 {name}。",
        "What you type is recorded in the case {name}.",
    ),
    "blanks-no-case": (
        "现在没有案件：填的只写在这张纸上，不保存。",
        "There is no case: what you type stands on this paper only, and is not kept.",
    ),
    "blanks-keep-later": (
        "现在没有案件：填的先写在这张纸上；以后选「存成案件」，就一起记进去。",
        "There is no case yet: what you type stands on this paper, and goes into the case if you "
        "keep one afterwards.",
    ),
    "blanks-happened": (
        "先说这一句，哪句是你的事？",
        "Which of these is yours? It is said first",
    ),
    "blanks-none": ("都不是，跳过", "None of these, skip"),
    "case-for-paper": (
        "没结的案件有几个。这张纸用哪一个填？",
        "Several cases are open. Which one fills in this paper?",
    ),
    "case-for-none": ("不用案件，空白的", "None: a paper without a case"),
    "blank-ask": ("{label}（{note}）：", "{label} ({note}):"),
    "blank-time": ("例：9:14、昨天 9:14", "such as 9:14, yesterday 9:14"),
    "blank-of": ("补这一条：{of}", "to complete: {of}"),
    "blank-typed": ("现在是 {typed}，直接回车不改", "now {typed}, Enter keeps it"),
    "blank-again": (
        "已重新记下（第 {n} 条，代替第 {old} 条）：{told}",
        "Recorded anew (number {n}, in the place of {old}): {told}",
    ),
    "blank-partly": (
        "缺{fields}，所以没有记进案件，只写在这张纸上：{told}。知道以后这样记：",
        "Without {fields} it is not recorded, and stands on this paper only: {told}. Once you "
        "know, record it with:",
    ),
    "letter-original-aloud": (
        "这张卡是{other}的，因为要用{other}念。{this}对照：posguard letter {id} --lang {lang}",
        "The card is in {other}, because it is read out in {other}. To understand it, see its "
        "{this} twin: posguard letter {id} --lang {lang}",
    ),
    "letter-original": (
        "这份文书是{other}的，对方只收{other}的。{this}对照：posguard letter {id} --lang {lang}",
        "The paper is in {other}, the language in which it is accepted. To understand it, see its "
        "{this} twin: posguard letter {id} --lang {lang}",
    ),
    "letter-police": (
        "这份文书里有对方的完整账号，只交给警方。",
        "This paper holds the other side's whole account number: give it to the police only.",
    ),
    "docx-to-file": (
        "Word 文件不能显示在屏幕上，请用 -o 文件名.docx",
        "A Word file cannot be shown on the screen; use -o FILE.docx",
    ),
    "no-such-letter": ("没有「{id}」这种文书。{near}", "There is no paper {id}. {near}"),
    "no-docx": (
        "要写 Word 文件，还缺 python-docx。这样装：{install}",
        "Word files need python-docx, which is missing. Install it with: {install}",
    ),
}
