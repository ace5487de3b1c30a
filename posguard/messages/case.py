"""The words for the facts of a case, and for what is wrong with one; (Chinese, English)."""

CASES: dict[str, tuple[str, str]] = {
    "fact:terminal-sn": ("终端序列号（SN）", "terminal serial number (SN)"),
    "fact:terminal-number": ("终端号", "terminal number"),
    "fact:terminal-model": ("终端型号", "terminal model"),
    "fact:merchant-number": ("商户号", "merchant number"),
    "fact:merchant-name": ("商户名称", "merchant name"),
    "fact:credit-code": ("统一社会信用代码", "business licence code"),
    "fact:acquirer": ("支付公司（收单机构）", "payment company (acquirer)"),
    "fact:bank": ("银行", "bank"),
    "fact:card": ("自己的银行卡", "own card"),
    "fact:account": ("自己的账户", "own account"),
    "fact:transaction": ("交易", "transaction"),
    "fact:receipt": ("报警回执", "police receipt"),
    "fact:case-number": ("案件编号", "police case number"),
    "fact:ticket": ("工单", "ticket"),
    "fact:officer": ("经办民警", "police officer"),
    "fact:agent": ("客服或经办人", "agent"),
    "fact:address": ("地址", "address"),
    "fact:owner-name": ("本人姓名", "owner's name"),
    "fact:owner-phone": ("本人电话", "owner's telephone"),
    "fact:id-number": ("身份证号", "ID number"),
    "fact:camera": ("监控", "camera"),
    "fact:freeze": ("冻结", "freeze"),
    "fact:leak": ("信息泄露", "leak"),
    "fact:happened": ("发生", "what happened"),
    "field:account": ("账户", "account"),
    "field:agent": ("工号", "agent"),
    "field:amount": ("金额", "amount"),
    "field:authority": ("机关", "authority"),
    "field:bank": ("银行", "bank"),
    "field:branch": ("网点", "branch"),
    "field:company": ("单位", "company"),
    "field:counterparty-account": ("对方账号", "their account"),
    "field:counterparty-bank": ("对方开户行", "their bank"),
    "field:counterparty-name": ("对方户名", "their name"),
    "field:currency": ("币种", "currency"),
    "field:direction": ("方向", "direction"),
    "field:event": ("事件", "event"),
    "field:from": ("从", "from"),
    "field:how": ("怎么发现的", "how it came out"),
    "field:institution": ("机构", "institution"),
    "field:name": ("名称", "name"),
    "field:number": ("号码", "number"),
    "field:owner": ("归谁管", "kept by"),
    "field:phone": ("电话", "telephone"),
    "field:place": ("地点", "place"),
    "field:reason": ("原因", "reason"),
    "field:reference": ("参考号", "reference"),
    "field:role": ("用途", "role"),
    "field:station": ("派出所", "station"),
    "field:time": ("时间", "time"),
    "field:to": ("到", "to"),
    "field:value": ("内容", "value"),
    "field:what": ("内容", "what"),
    "value:out": ("转出", "out"),
    "value:in": ("转入", "in"),
    "value:settlement": ("结算账户的银行", "settlement bank"),
    "value:issuer": ("发卡行", "issuer"),
    # What is wrong with a fact.
    "no-such-fact-kind": (
        "没有「{id}」这种资料。{near}",
        "There is no kind of fact called {id}. {near}",
    ),
    "no-such-field": ("{kind} 没有「{id}」这一栏。{near}", "{kind} has no field {id}. {near}"),
    "bad-fact-choice": ("{where} 不能是「{id}」。{near}", "{where} cannot be {id}. {near}"),
    "fact-lacks": (
        "{kind} 还缺：{fields}。例：posguard case fact {example}",
        "{kind} still needs: {fields}. For example: posguard case fact {example}",
    ),
    "fact-not-pair": (
        "「{words}」前面要写是哪一栏：栏目=值。{kind} 的栏目有：{fields}。例：posguard case fact "
        "{example}",
        "Say which field {words} is: field=value. {kind} has: {fields}. For example: posguard "
        "case fact {example}",
    ),
    "field-twice": (
        "{kind} 的 {field} 写了两次，留一个；另一笔请另记一条",
        "{kind} has {field} twice: keep one, and record another fact for the other",
    ),
    "field-empty": (
        "{where} 是空的：写上内容，或者不写这一栏。例：posguard case fact {example}",
        "{where} is empty: fill it in or leave it out. For example: posguard case fact {example}",
    ),
    "fact-unprintable": (
        "{where} 里有换行、控制字符或隐形字符，请删掉",
        "{where} holds a line break, a control or an invisible character: delete it",
    ),
    "fact-too-long": (
        "{where} 太长：{count} 个字，最多 {most}。详情请用 posguard case note 记",
        "{where} is too long: {count} characters, at most {most}. Put the details into posguard "
        "case note",
    ),
    "bad-number": (
        "{where}：「{value}」不像编号。最多 64 个字母、数字、汉字、括号和横线，照单据抄写",
        "{where}: {value} does not look like a number. Copy it from the paper: letters, digits, "
        "brackets, dashes, "
        "at most 64",
    ),
    "bad-merchant-number": (
        "{where}：商户号是 {wanted_digits} 位数字，你写了 {count} 位。请对照签购单上的“商户编号”",
        "{where}: a merchant number has {wanted_digits} digits, given: {count}. Compare it with "
        "the slip",
    ),
    "bad-merchant-number-sign": (
        "{where}：商户号是 {wanted_digits} 位数字，「{value}」里有别的字。"
        "请对照签购单上的“商户编号”",
        "{where}: a merchant number is {wanted_digits} digits, and {value} holds something else. "
        "Compare it with the slip",
    ),
    "bad-terminal-number": (
        "{where}：终端号是 8 位字母或数字，「{value}」有 {count} 位。它在签购单上，"
        "不是机身的序列号（terminal-sn）",
        "{where}: a terminal number has 8 letters or digits, {value} has {count}. It is on the "
        "slip and is not the "
        "serial number on the machine (terminal-sn)",
    ),
    "bad-terminal-sn": (
        "{where}：「{value}」不像序列号。照机身标签抄写：4 到 40 个字母、数字、横线",
        "{where}: {value} does not look like a serial number. Copy the label: 4 to 40 letters, "
        "digits, dashes",
    ),
    "bad-account": (
        "{where}：账号去掉空格后要有 8 到 32 个字，你写了 {count} 个。请对照转账记录，"
        "一位都不要漏",
        "{where}: without spaces an account has 8 to 32 characters, given: {count}. Check the "
        "transfer record",
    ),
    "bad-card": (
        "{where}：卡号是 13 到 19 位数字，你写了 {count} 位。也可以只写最后四位",
        "{where}: a card number has 13 to 19 digits, given: {count}. The last four digits alone "
        "will do",
    ),
    "bad-card-digit": (
        "{where}：卡号里有一位写错了（校验位不对）。请对照卡面，或者只写最后四位",
        "{where}: a digit is wrong (the check digit does not fit). Compare the card, or give the "
        "last four only",
    ),
    "bad-id-number": (
        "{where}：不是正确的身份证号（18 位，生日和校验位要对），你写了 {count} 位。请对照证件",
        "{where}: not a resident ID number (18 characters with a date of birth and a check "
        "digit); given: {count} "
        "characters. Compare it with the card",
    ),
    "bad-credit-code": (
        "{where}：不是正确的统一社会信用代码（18 位，校验位要对），你写了 {count} 位。"
        "请对照营业执照",
        "{where}: not a business licence code (18 characters with a check digit); given: "
        "{count}. Compare the licence",
    ),
    "bad-phone": (
        "{where}：「{value}」不是电话号码。写 3 到 15 位数字，国外的前面加 + 和国家代码",
        "{where}: {value} is not a telephone number. Give 3 to 15 digits, with + and country "
        "code if it is foreign",
    ),
    "bad-amount": (
        "{where}：「{value}」不是金额。写成 1234.50 或 1,234.50：大于 0，最多两位小数；币种另写 "
        "currency=",
        "{where}: {value} is not an amount. Write 1234.50 or 1,234.50: above 0, at most two "
        "decimals; "
        "the currency goes into currency=",
    ),
    "bad-currency": (
        "{where}：「{value}」不是币种。写三个字母，例如 USD、EUR",
        "{where}: {value} is not a currency. Give three letters, such as USD or EUR",
    ),
    "bad-time": (
        "{where}：看不懂时间「{value}」。写成 9:14（今天）、昨天 9:14，或 2026-11-22 09:14，"
        "可加时区 +08:00",
        "{where}: {value} is not a time. Write 9:14 (today), yesterday 9:14, or 2026-11-22 09:14; "
        "a zone like +08:00 may follow",
    ),
    "time-to-come": (
        "{where}：「{value}」还没有到。是昨天的事，就写「昨天 …」，或者写全年月日",
        "{where}: {value} is still to come. Write “yesterday …” if it was yesterday, or the whole "
        "date",
    ),
    "no-such-time": (
        "{where}：没有「{value}」这个时间。请核对年月日和时分",
        "{where}: there is no such time as {value}. Check the date and the clock time",
    ),
}
