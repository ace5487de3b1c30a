"""The words on the screen and the pages: headings and labels; (Chinese, English)."""

SCREEN: dict[str, tuple[str, str]] = {
    # Pages.
    "plan-title": ("处置方案：{titles}", "Plan: {titles}"),
    "plan-title-none": ("处置方案", "Plan"),
    "checklist-title": ("清单：{title}", "Checklist: {title}"),
    "contacts-title": ("联系方式", "Contacts"),
    "playbooks-title": ("全部预案", "All playbooks"),
    "urgency": ("紧急程度：{urgency}", "Urgency: {urgency}"),
    "urgency-depends": (
        "看你的情况，最急的时候：{worst}",
        "it depends on your answers; at its worst: {worst}",
    ),
    "urgency:emergency": (
        "十万火急，从第 1 步开始马上做",
        "emergency; start with step 1 this minute",
    ),
    "urgency:urgent": ("紧急，今天就要做完前面几段", "urgent; finish the first parts today"),
    "urgency:routine": (
        "不急，这一周内按顺序做",
        "routine; work through it in this order within the week",
    ),
    "urgency:not-incident": (
        "不是案件：不用报警，不用冻结",
        "not an incident; nobody to report, nothing to freeze",
    ),
    "within:now": ("现在就做", "Now"),
    "within:15m": ("15 分钟内", "Within 15 minutes"),
    "within:24h": ("24 小时内", "Within 24 hours"),
    "within:3d": ("3 天内", "Within 3 days"),
    "within:7d": ("7 天内", "Within 7 days"),
    "within:30d": ("30 天内", "Within 30 days"),
    "within:ongoing": ("以后一直", "From now on"),
    "from": ("时间从{event}算起", "counted from {event}"),
    "event:discovered": ("发现的时候", "the moment you noticed"),
    "event:money-moved": ("钱转出的时候", "the moment the money moved"),
    "event:reported": ("报警的时候", "your report to the police"),
    "event:receipt-issued": ("拿到报警回执的时候", "the police receipt"),
    "event:refusal-served": ("收到不立案通知的时候", "the notice of refusal"),
    "event:loss-reported": ("电话挂失的时候", "the loss report by phone"),
    "event:frozen": ("账户被冻结的时候", "the freeze"),
    "event:filed": ("立案的时候", "the filing of the case"),
    "event:complaint-made": ("提出投诉的时候", "your complaint"),
    "event:decision-served": ("收到决定书的时候", "the written decision"),
    "never-title": ("不要做", "Do not"),
    "everyone": ("人人都做", "Everyone"),
    "if": ("如果：{ask}答「{option}」", "If: {ask} {option}"),
    "goes-on": (
        "接着看：{title}（posguard checklist {id}）",
        "Go on with: {title} (posguard checklist {id})",
    ),
    "see-step": ("见第 {number} 步：{do}", "See step {number}: {do}"),
    "see-never": ("同上：{do}", "As above: {do}"),
    "left-out": ("这次不需要的", "Not needed this time"),
    "your-answers": ("你的回答", "Your answers"),
    "sources": ("依据", "Sources"),
    "about": ("说明", "Please note"),
    "reviewed": (
        "{title}，版本 {version}，审阅于 {reviewed}，适用于{place}。法规以现行文本为准。",
        "{title}, version {version}, reviewed on {reviewed}, made for {place}. Check the current "
        "text of every rule.",
    ),
    "playbook-reviewed": (
        "这份预案审阅于 {reviewed}。",
        "This playbook was reviewed on {reviewed}.",
    ),
    "playbook-line": ("{id}  {title} · {who}", "{id}  {title} · {who}"),
    "for:merchant": ("商户", "merchants"),
    "for:cardholder": ("持卡人", "cardholders"),
    "label": ("{label}：", "{label}: "),
    "cited-title": ("《{title}》", "{title}"),
    "cited": ("{title}{articles}", "{title}, {articles}"),
    "detail:why": ("为什么", "Why"),
    "detail:how": ("怎么做", "How"),
    "detail:say": ("照着说", "Say"),
    "detail:say-for-another": ("让他这样说", "Have them say"),
    "detail:say-with": ("跟第 {number} 步一起说", "Say it together with step {number}"),
    "detail:say-with-for-another": (
        "让他跟第 {number} 步一起说",
        "Have them say it together with step {number}",
    ),
    "detail:need": ("准备好", "Have ready"),
    "detail:keep": ("记下来", "Write down"),
    "detail:call": ("找谁", "Whom"),
    "detail:from": ("期限", "Clock"),
    "detail:basis": ("依据", "Rests on"),
    "detail:because": ("因为你答", "Because"),
    "practice": ("通行做法（没有法规出处）", "good practice (no rule behind it)"),
    "detail:number": ("号码", "Number"),
    "detail:hours": ("时间", "Hours"),
    "detail:purpose": ("用途", "For"),
    "detail:when": ("何时打", "When"),
    "detail:not-for": ("不适合", "Not for"),
    "detail:caveats": ("注意", "Mind"),
    "detail:website": ("官网", "Website"),
    "detail:checked": ("核对", "Checked"),
    "number": (
        "{number}（{label}；把握：{confidence}）",
        "{number} ({label}; confidence: {confidence})",
    ),
    "verified": (
        "{date} 核对，把握：{confidence}。{basis}",
        "{date}, confidence: {confidence}. {basis}",
    ),
    "call-line": ("{title}：{numbers}（{date} 核对）", "{title}: {numbers} (verified {date})"),
    "call-role": ("{name}：{find}", "{name}: {find}"),
    "confidence:high": ("高", "high"),
    "confidence:medium": ("中", "medium"),
    "confidence:low": ("低", "low"),
    "in-force": ("{date} 起施行", "in force {date}"),
    "read:full": ("读过全文", "read in full"),
    "read:excerpt": ("读过节选", "read in part"),
    "read:second-hand": ("转引，请核对原文", "second-hand, check the original"),
    "pillar:contain": ("止损", "contain"),
    "pillar:freeze": ("冻结", "freeze"),
    "pillar:police": ("报警", "police"),
    "pillar:acquirer": ("支付公司", "the payment company"),
    "pillar:evidence": ("证据", "evidence"),
    "pillar:recover": ("后续", "recover"),
    "pillar:prevent": ("预防", "prevent"),
    "pillar:never": ("不要做", "do not"),
    "waived": ("{pillar}：{why}", "{pillar}: {why}"),
    "no-steps": ("这个预案里没有这一类步骤。", "This playbook has no step of that kind."),
    "saved": ("已写入 {file}。", "Written to {file}."),
    "saved-otherwise": (
        "已写入 {file}，格式是 {format}：写了 --format，就不看文件名的结尾。",
        "Written to {file} as {format}: --format counts, not the ending of the name.",
    ),
    "screen-cannot": (
        "这个终端显示不了中文，可加 --lang en，或加 -o 文件名 存成文件。",
        "This terminal cannot show every character; use -o FILE to save the page.",
    ),
    # Search and contacts.
    "nothing-found": (
        "没有找到和「{words}」有关的预案。换个说法，或用 posguard triage 一步步问；"
        "钱正在被转走就马上打 {emergency}。",
        "No playbook matches {words}. Try other words, or let posguard triage ask; "
        "if money is leaving right now, call {emergency}.",
    ),
    "no-contact": (
        "没有找到「{words}」。号码请看合同、卡背、机身标签或官方 App，不要用短信或来电里的号码。",
        "Nothing matches {words}. Take the number from the contract, the card's back, the "
        "machine's label or the "
        "official app, never from a text or a caller.",
    ),
    "steps-title": ("全部步骤", "All steps"),
    "detail:used-in": ("用在", "Used in"),
    "detail:summary": ("讲什么", "About"),
    "detail:leads-to": ("接着走", "Leads on to"),
    "detail:file": ("文件", "File"),
    "listed": ("{names}", "{names}"),
    "lint-title": ("资料包检查结果", "Problems of the pack"),
    "test-title": ("资料包的情形试下来的结果", "Journeys of the pack, tried"),
    "rule-title": ("{name}（{severity}）", "{name} ({severity})"),
    "rule-remedy": ("怎么改：{remedy}。", "What to do: {remedy}."),
    "search-title": ("和「{words}」有关的预案", "Playbooks that fit “{words}”"),
    "search-next": (
        "一步步问你，得出你自己的方案：posguard triage。事情正在发生就打 {emergency}。",
        "To be asked, and get a plan of your own: posguard triage. "
        "If it is happening now, call {emergency}.",
    ),
    "search-ask": ("接下来？", "What next?"),
    "offer-playbook": ("一步步问我：{title}", "Ask me about this: {title}"),
    "offer-interview": ("都不是，从头问我", "Ask me from the beginning"),
    "match:title": ("标题", "title"),
    "match:words": ("说法「{words}」", "wording “{words}”"),
    "match:like": ("像「{words}」", "looks like “{words}”"),
    "match:wording": ("说法", "a Chinese wording"),
    "match:summary": ("内容", "text"),
    "match:option": ("选项「{words}」", "answer “{words}”"),
    "number-known": (
        "{number} 是{title}（{label}）。把握：{confidence}，{date} 核对。",
        "{number} is {title} ({label}). Confidence: {confidence}, verified {date}.",
    ),
    "number-trap": (
        "注意，{number} 与{title}有关但不是它的客服：{note}",
        "Careful: {number} is connected with {title} but is not its help line: {note}",
    ),
    "number-unknown": (
        "{number} 不在本目录里：不知道是谁的，不能当成安全的。",
        "{number} is not in this directory: whose it is is unknown, and it must not be taken as "
        "safe.",
    ),
    "number-prefixed": (
        "{number} 以 {short} 结尾，但前面多了 {extra}：冒充官方号码常这样写。",
        "{number} ends in {short} but has {extra} in front: that is how official numbers are "
        "imitated.",
    ),
    "number-advice": (
        "来电显示可以伪造。不管显示什么号码：先挂断，再自己拨合同、卡背、机身标签或官方 App "
        "上的号码。",
        "A displayed number can be forged. Whatever it shows: hang up, and dial yourself the "
        "number on the contract, "
        "the card's back, the machine's label or in the official app.",
    ),
    # Files and folders.
    "no-such-ending": (
        "{file} 这种文件写不了。文件名的结尾可以是：{known}。要打印就存成 .html，再用浏览器打印。"
        "别的结尾，请加 --format",
        "Files like {file} cannot be written. The name may end in {known}. "
        "For paper, save .html and print it from a browser. For any other ending, add --format",
    ),
    "no-such-ending-here": (
        "{file} 这种文件写不了。文件名的结尾可以是：{known}。要打印就存成 .html，再用浏览器打印。",
        "Files like {file} cannot be written. The name may end in {known}. "
        "For paper, save .html and print it from a browser.",
    ),
    "only-letter-writes-word": (
        "{file}：只有 posguard letter 的文书能存成 Word。这里的结尾可以是：{known}",
        "{file}: only papers of posguard letter can be Word files. Here a name may end in {known}",
    ),
    "no-home": (
        "{path}：找不到 {home} 是哪个文件夹。请写完整路径；文件名真的以 ~ 开头，就写 ./{path}",
        "{path}: the home folder {home} is not known. Give the whole path; for a name that really "
        "begins with ~, write ./{path}",
    ),
    "output-in-case": (
        "{file} 在案件文件夹 {folder} 里面，不能写到那里。请换一个地方",
        "{file} lies inside the case {folder}, where nothing may be written. Choose another place",
    ),
}
