"""The words of the case commands. Each entry: (Chinese, English)."""

CASEWORK: dict[str, tuple[str, str]] = {
    "cmd:case": (
        "一件事的案件：进度、期限、记录，只在这台电脑上",
        "Keep one incident's case: progress, deadlines, record; on this machine only",
    ),
    "cmd:evidence": ("给案件收证据、核对、打包", "Keep evidence with a case, verify it, pack it"),
    "cmd:evidence-withdraw": (
        "收错了的文件：撤回，副本和记录都留着",
        "Withdraw a file that was added by mistake; its copy stays on record",
    ),
    "arg:exhibit": ("它在 evidence list 里的编号", "its number in evidence list"),
    "opt:why": ("为什么撤回", "why it is withdrawn"),
    "saved-exhibit-withdrawn": (
        "已撤回第 {of} 条 {name}（记为第 {n} 条）。副本和记录都留着，清单、打包和文书里不再有它。",
        "Number {of}, {name}, is withdrawn (recorded as number {n}). Its copy stays on record; "
        "lists, bags and papers leave it out.",
    ),
    "exhibits-withdrawn": ("撤回的（只留在记录里）", "Withdrawn (on record only)"),
    "no-such-exhibit": (
        "没有第 {n} 条证据。有：{numbers}",
        "There is no exhibit {n}. There are: {numbers}",
    ),
    "no-exhibit-left": (
        "没有第 {n} 条证据：这个案件里一件证据也没有",
        "There is no exhibit {n}: the case holds no evidence",
    ),
    "exhibit-is-withdrawn": (
        "第 {n} 条 {name} 早就撤回了",
        "Number {n}, {name}, is withdrawn already",
    ),
    "cmd:letter": ("打印要交给各家的文书", "Print the papers that each institution asks for"),
    "cmd:case-list": ("有哪些案件", "The cases there are"),
    "cmd:case-show": (
        "一个案件现在怎样：到期的、方案、资料",
        "One case as it stands: what is due, the plan, the facts",
    ),
    "cmd:case-resume": ("接着回答上次没答完的问题", "Go on where the interview stopped"),
    "cmd:case-answer": (
        "改一个回答，重新算方案；不写就列出问题和回答",
        "Change an answer and recompute the plan; without one, list questions and answers",
    ),
    "cmd:case-tick": ("记下一步或几步做完了", "Record that steps are done"),
    "cmd:case-untick": ("撤回：这一步还没做完", "Take that back: the steps are not done"),
    "cmd:case-note": ("记一条笔记", "Write a note"),
    "cmd:case-fact": (
        "记一条资料：终端号、交易、回执号……不写就列出来",
        "Record a fact: serial number, transaction, receipt …; without one, list them",
    ),
    "cmd:case-due": ("每一步什么时候到期", "When each step is due"),
    "cmd:case-timeline": ("按时间列出记录过的一切", "Everything on record, in order of time"),
    "cmd:case-check": ("核对案件记录有没有被动过", "Check the record for damage"),
    "cmd:case-ics": ("把到期时间写成日历提醒", "Write the due times as calendar reminders"),
    "cmd:case-close": ("结案", "Close the case"),
    "cmd:case-reopen": ("重新打开", "Open it again"),
    "cmd:case-erase": ("删掉案件和里面的一切", "Remove the case with everything in it"),
    "opt:case": (
        "案件名；只有一个没结的案件时可不写",
        "the case; not needed while only one is open",
    ),
    "opt:cases": (
        "放案件的文件夹（默认：用户数据目录）",
        "the folder of the cases (default: the user's data directory)",
    ),
    "opt:despite-damage": (
        "记录有损坏也照做，并在里面写明损坏",
        "make it although the record is damaged; the damage is stated in it",
    ),
    "opt:against": (
        "和以前抄下的核对值比，可写几次",
        "compare with a check value noted earlier; may be given several times",
    ),
    "opt:by": ("谁做的", "who did it"),
    "opt:withdraw": ("撤掉这个编号的资料", "withdraw the fact of this number"),
    "opt:answer-yes": (
        "会去掉回答或步骤也不再问，直接改",
        "change it without asking, although answers or steps fall out",
    ),
    "arg:case": ("案件名", "the name of the case"),
    "opt:yes": ("不再问，直接删", "do not ask again"),
    "opt:triage-case": ("边答边存成这个名字的案件", "keep the interview as a case of this name"),
    "arg:steps": (
        "步骤在方案里的编号，或它的名字；可写几个",
        "the numbers of steps in the plan, or their ids; one or several",
    ),
    "arg:answer-pairs": ("问题=选项，可写几个", "question=option, one or several"),
    "arg:note": ("笔记内容", "the note"),
    "arg:fact": (
        "种类，然后是内容：种类 值，或 种类 栏目=值 …（例：交易 时间=9:14 金额=3000 方向=转出）。"
        "种类有：{kinds}",
        "the kind, then its value, or field=value … (such as: transaction time=9:14 amount=3000 "
        "direction=out). The kinds: {kinds}",
    ),
    "case-title": ("案件：{name}", "Case: {name}"),
    "cases-title": ("全部案件", "All cases"),
    "case-facts-title": ("案件 {name} 的资料", "Facts of the case {name}"),
    "changes-title": ("案件 {name}：方案有什么变化", "Case {name}: what changed in the plan"),
    "case-opened": ("建立于 {at}", "Opened {at}"),
    "case-closed": ("已结案：{at}", "Closed {at}"),
    "case-progress": ("已做 {done} 步，共 {all} 步", "{done} of {all} steps done"),
    "case-unfinished": (
        "问题还没答完，下一个是「{question}」。接着答：posguard case resume --case {name}",
        "The interview is not finished; the next question is {question}. Go on: posguard case "
        "resume --case {name}",
    ),
    "case-line": ("{name}  {state}  {title}", "{name}  {state}  {title}"),
    "state:open": ("未结", "open"),
    "state:closed": ("已结", "closed"),
    "state:damaged": ("记录有损坏", "damaged"),
    "state:unreadable": ("打不开", "cannot be opened"),
    "no-cases": (
        "还没有案件。建一个：posguard triage --case 名字",
        "There are no cases. Open one: posguard triage --case NAME",
    ),
    "due:now": ("现在就做", "Now"),
    "due:overdue": ("已经过期", "Overdue"),
    "due:next": ("接下来", "Next"),
    "due:waiting": ("等日期（先记下发生的时间）", "Waiting for a date (record when it happened)"),
    "due:open": ("没有期限", "No end date"),
    "due:done": ("已完成", "Done"),
    "due-line": ("{at}  {do}", "{at}  {do}"),
    "due-waits": (
        "{do}（{within}，{event}起算；记录：posguard case fact happened event={id} time=…）",
        "{do} ({within}, from {event}; record it: posguard case fact happened event={id} time=…)",
    ),
    "due-working-days": (
        "按工作日算的期限不在这里换算，见各步骤的说明和依据。",
        "Periods in working days are not computed; see the steps and their sources.",
    ),
    "facts-title": ("资料", "Facts"),
    "notes-title": ("笔记", "Notes"),
    "exhibits-title": ("证据", "Evidence"),
    "fact-line": ("[{n}] {kind}：{values}", "[{n}] {kind}: {values}"),
    "ticked-line": ("{do}（{at}{by}）", "{do} ({at}{by})"),
    "told-done-line": ("{do}（你说已经做了）", "{do} (you said it is done)"),
    "by": ("，{name}", ", {name}"),
    "saved-case": ("已存入案件 {name}。", "Saved in the case {name}."),
    "saved-fact": ("已记下（第 {n} 条）：{told}", "Recorded (number {n}): {told}"),
    "saved-answer": ("已改（第 {n} 条）。", "Changed (number {n})."),
    "saved-untick": (
        "已撤回（第 {n} 条），又算没做：{do}",
        "Taken back (number {n}), open again: {do}",
    ),
    "saved-withdrawn": ("已撤掉（第 {n} 条）：{told}", "Withdrawn (number {n}): {told}"),
    "saved-closed": (
        "已结案：{name}（第 {n} 条）。重新打开：posguard case reopen {name}",
        "Closed: {name} (number {n}). Open it again: posguard case reopen {name}",
    ),
    "saved-reopened": (
        "已重新打开：{name}（第 {n} 条）。",
        "Open again: {name} (number {n}).",
    ),
    "already-closed": ("案件 {name} 早已结案。", "The case {name} is closed already."),
    "already-reopened": ("案件 {name} 本来就开着。", "The case {name} is open already."),
    "ticked-already": (
        "已经记过做完了（{at}）：{do}",
        "On record as done already ({at}): {do}",
    ),
    "answers-title": ("案件 {name} 的回答", "Answers of the case {name}"),
    "answer-line": ("{ask} → {options}", "{ask} → {options}"),
    "answer-typed": ("{pair}  {words}", "{pair}  {words}"),
    "answers-gone": ("不再用到：{questions}", "no longer counted: {questions}"),
    "no-answers": (
        "案件 {name} 还没有回答。开始答：posguard case resume --case {name}",
        "The case {name} holds no answers yet. Begin: posguard case resume --case {name}",
    ),
    "answer-ask": (
        "这样改，上面列出的回答或步骤就没有了（改回来会恢复）。输入 y 改；直接回车不改：",
        "With this change, the answers or steps listed above fall out (they return when it is "
        "changed back). Type y to change it; Enter to leave it:",
    ),
    "answer-needs-yes": (
        "没有改：这样改会去掉上面列出的回答或步骤。一定要改：posguard case answer --yes {pairs}",
        "Nothing was changed: the answers or steps listed above would fall out. To change it all "
        "the same: posguard case answer --yes {pairs}",
    ),
    "answer-not-changed": ("没有改。", "Nothing was changed."),
    "saved-event": ("已记下（第 {n} 条）。", "Recorded (number {n})."),
    "masked": (
        "其中的{found}已遮住，只存遮住后的样子。",
        "What it held of {found} was masked; only the masked form is kept.",
    ),
    "masked:card": ("银行卡号", "card numbers"),
    "masked:id": ("身份证号", "ID numbers"),
    "masked:code": ("密码或验证码", "codes or passwords"),
    "plan-new": ("新加的步骤：", "New in the plan:"),
    "plan-gone": ("不再需要的步骤：", "No longer in the plan:"),
    "plan-same": ("方案没有变化。", "The plan is the same."),
    "gone-done": ("{do}（已做过，记录还在）", "{do} (done already, kept on record)"),
    "answers-dropped": ("不再用到的回答：", "Answers that no longer count:"),
    "answers-restored": ("又用到的以前的回答：", "Earlier answers that count again:"),
    "erase-ask": (
        "案件 {name} 和里面的 {files} 个文件会被删掉，不能恢复。输入案件名确认：",
        "The case {name} and the {files} files in it will be removed for good. Type its name to "
        "confirm:",
    ),
    "erased": (
        "已删掉案件 {name}。固态硬盘、备份和云同步里可能还有旧数据，本程序保证不了；要彻底，"
        "请清理备份并使用整盘加密。",
        "The case {name} is removed. Solid-state disks, backups and cloud copies may still hold "
        "old data, "
        "which this program cannot promise to remove; clear the backups, and use full-disk "
        "encryption.",
    ),
    "not-erased": ("没有删。", "Nothing was removed."),
    "answers-unknown": (
        "资料包变了，案件 {name} 的这些回答它不认识：{answers}。回答都留着，但这里没有用上；"
        "重新答：posguard case resume --case {name}",
        "The pack has changed and does not know these answers of the case {name}: {answers}. "
        "They are kept, but have no effect here; answer again with posguard case resume "
        "--case {name}",
    ),
    "contact-unknown": (
        "资料包里没有案件 {name} 选过的联系方式「{id}」，这里没有用上。",
        "The pack has no contact {id}, which was chosen for the case {name}; it has no effect "
        "here.",
    ),
    "no-dues": ("没有可以写成提醒的到期时间。", "There is no due time to write."),
    # What can go wrong.
    "bad-case-name": (
        "「{name}」不能作案件名：用小写字母、数字、汉字、- 或 _，最多 40 个字",
        "{name} cannot be a case's name: use lower-case letters, digits, Chinese characters, - "
        "or _, at most 40",
    ),
    "case-name-device": (
        "「{name}」在 Windows 上是设备的名字，不能作案件名，换一个",
        "{name} is the name of a device on Windows and cannot be a case's name; take another",
    ),
    "case-exists": (
        "已有案件「{name}」。接着做：posguard case resume --case {name}",
        "There is a case {name} already. Go on with it: posguard case resume --case {name}",
    ),
    "no-such-case": ("没有案件「{id}」。{near}", "There is no case {id}. {near}"),
    "which-case": (
        "有几个没结的案件：{names}。请加 --case 名字",
        "Several cases are open: {names}. Add --case NAME",
    ),
    "no-open-case": (
        "没有未结的案件。建一个：posguard triage --case 名字；或用 --case 指明已结的",
        "No case is open. Open one: posguard triage --case NAME; or name a closed one with --case",
    ),
    "case-is-closed": (
        "案件 {name} 已结案。要改动先重新打开：posguard case reopen {name}",
        "The case {name} is closed. To change it, open it again: posguard case reopen {name}",
    ),
    "name-the-case": (
        "要写明哪个案件：{names}。例：{example}",
        "Say which case: {names}. For example: {example}",
    ),
    "two-cases": ("写了两个案件：{names}。留一个", "Two cases are named: {names}. Keep one"),
    "no-closed-case": ("没有已结的案件", "No case is closed"),
    "fact-and-withdraw": (
        "--withdraw 和新资料不能一起写",
        "Either withdraw a fact, or record one, not both",
    ),
    "no-such-step-number": (
        "方案只有第 1 到第 {most} 步，没有第 {n} 步",
        "The plan has steps 1 to {most}, and no step {n}",
    ),
    "no-such-step": ("方案里没有「{id}」这一步。{near}", "The plan has no step {id}. {near}"),
    "no-such-fact": (
        "没有第 {n} 条资料。用 posguard case fact 看全部",
        "There is no fact {n}. See them all with posguard case fact",
    ),
    "no-such-answer": (
        "这个案件里没有问到「{id}」。{near}",
        "This case was not asked {id}. {near}",
    ),
    "no-facts": (
        "还没有资料。种类：{kinds}",
        "There are no facts yet. Kinds: {kinds}",
    ),
    "only-for-list": (
        "{option} 只在列出资料时用。记资料的时候，请去掉",
        "{option} is only for the list of facts. Leave it out when you record one",
    ),
    "saved-tick": ("已记下（第 {n} 条）：{do}", "Recorded (number {n}): {do}"),
    "not-ticked": ("「{step}」本来就没有标为做完", "{step} was not marked as done"),
    "empty-note": ("笔记是空的", "The note is empty"),
}
