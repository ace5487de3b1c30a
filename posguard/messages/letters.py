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
    "letter-blank": ("＿＿＿＿（{note}）", "________ ({note})"),
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
    "letter-missing": (
        "还有 {count} 处空着，纸上写明了该填什么。用 posguard case fact 记进案件，"
        "再打印一次就填上了",
        "Blanks still open: {count}; the paper says what belongs there. "
        "Record it with posguard case fact and print again",
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
