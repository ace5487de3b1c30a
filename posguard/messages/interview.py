"""The words of an interview: its questions, the list at its end, and what is said on leaving."""

from __future__ import annotations

INTERVIEW: dict[str, tuple[str, str]] = {
    "progress": ("第 {n} 题", "Question {n}"),
    "do-now": ("先做这几件，做完再往下答", "Do this first, then go on"),
    "keys-one": ("上下键或编号选，回车确定", "arrow keys or number, Enter confirms"),
    "keys-many": (
        "上下键或编号移动，空格打勾（可多选），回车确定",
        "arrow keys or number, Space ticks (several), Enter confirms",
    ),
    "keys-back": ("左键返回", "Left goes back"),
    "keys-find": ("打字查找", "type to find"),
    "keys-leave": ("q 退出", "q leaves"),
    "keys-plan": ("Ctrl-C 直接看方案", "Ctrl-C skips to the plan"),
    "keys-ticked": ("已勾 {ticked}", "ticked: {ticked}"),
    "keys-instead": ("回车改选 {number}，不选 {ticked}", "Enter takes {number}, not {ticked}"),
    "keys-page": (
        "做完或有人在做，回车继续",
        "Enter when done or under way",
    ),
    "keys-open": ("编号或 ? 看怎么做、怎么说", "a number or ? opens how, and what to say"),
    "keys-done": ("d 打勾", "d ticks"),
    "list-above": ("-- 上面还有 {count} 项 --", "-- {count} more above --"),
    "list-below": ("-- 下面还有 {count} 项 --", "-- {count} more below --"),
    "list-found": ("查找：{words}（退格改）", "Find: {words} (Backspace to change)"),
    "list-nothing": (
        "没有带「{words}」的（退格改，Esc 看全部）",
        "Nothing with “{words}” (Backspace to change, Esc for all)",
    ),
    "list-unlit": ("回车不算", "Enter takes nothing"),
    "list-past": ("按下键、回车：{label}", "Down and Enter: {label}"),
    "sheet-below": ("-- 下面还有 {below} 项：PgDn --", "-- {below} more below: PgDn --"),
    "sheet-above": ("-- 上面还有 {above} 项：PgUp --", "-- {above} more above: PgUp --"),
    "sheet-between": (
        "-- 上面 {above} 项 PgUp；下面 {below} 项 PgDn --",
        "-- {above} above: PgUp; {below} below: PgDn --",
    ),
    "sheet-hidden": ("-- 先做什么：按 PgUp 看 --", "-- What to do first: PgUp --"),
    "sheet-rest": ("-- 还有 {count} 项，往上翻 --", "-- {count} more: scroll up --"),
    "page-next": (
        "还有 {left} 页，空格翻页；左键返回",
        "{left} more, Space turns; Left goes back",
    ),
    "page-last": ("按任意键返回", "Any key goes back"),
    "plain-page": (
        "做完了或有人在做，按回车继续；输入编号看怎么做、怎么说；d 加编号打勾；q 退出",
        "Enter when done or under way; a number shows how and what to say; d and a number ticks; "
        "q leaves",
    ),
    "alone": ("「{option}」不能和别的一起选", "“{option}” cannot be combined with others"),
    "plain-one": ("输入编号", "Number"),
    "plain-many": ("输入编号，可多选，用空格隔开", "Numbers, several with spaces between"),
    "plain-back": ("b 返回上一题", "b for back"),
    "plain-leave": ("q 退出", "q to leave"),
    "plain-wrong": ("请输入 1 到 {most} 的编号。", "Type a number from 1 to {most}."),
    "plain-wrong-many": (
        "请输入 1 到 {most} 的编号，多个用空格隔开。",
        "Type numbers from 1 to {most}, with spaces between.",
    ),
    "ask-acquirer": (
        "最后：机器是哪家支付公司的？写名字，好填上客服电话；不知道就直接回车跳过",
        "Last: whose terminal is it? Its name fills in the number to call; Enter skips",
    ),
    "ask-bank": (
        "最后：哪家银行的卡或账户？写名字，好填上客服电话；不知道就直接回车跳过",
        "Last: which bank? Its name fills in the number to call; Enter skips",
    ),
    "end-ask": ("方案好了，接下来？", "The plan is ready. What next?"),
    "end-read": ("看完整方案", "Read the whole plan"),
    "end-save": (
        "存成网页，发到手机上看或打印",
        "Save it as a web page, for the phone or to print",
    ),
    "end-card": ("打 110 时照着念的卡片", "The card to read out to 110"),
    "end-keep": ("存成案件，做完一步勾一步", "Keep it as a case, and tick off what is done"),
    "end-done": ("好了，退出", "Done"),
    "end-read:short": ("看完整方案", "Read the whole plan"),
    "end-save:short": ("存成网页", "Save it as a web page"),
    "end-card:short": ("打 110 的卡片", "The card for 110"),
    "end-keep:short": ("存成案件", "Keep it as a case"),
    "end-done:short": ("好了，退出", "Done"),
    "end-file": (
        "存到哪里？直接回车就存成 {file}；不存输入 n",
        "Where to? Enter takes {file}; n keeps nothing",
    ),
    "end-saved": (
        "已写入 {file}。用浏览器打开，或发到手机上看。",
        "Written to {file}. Open it in a browser, or send it to your phone.",
    ),
    "end-case": (
        "案件叫什么？直接回车就叫 {name}；不存输入 n",
        "What shall the case be called? Enter takes {name}; n keeps nothing",
    ),
    "end-next": ("以后再看：", "To see it again:"),
    "end-folder": ("案件在这个文件夹里：", "Its folder:"),
    "end-tick": (
        "做完一步勾一步，编号换成那一步的：",
        "To tick off a step that is done, by its number:",
    ),
    "page-enter": (
        "-- 还有 {left} 行：回车继续，q 结束 --",
        "-- {left} more: Enter goes on, q ends --",
    ),
    "page-key": (
        "-- 还有 {left} 行：空格继续，q 结束 --",
        "-- {left} more: Space goes on, q ends --",
    ),
    "pager-keys": (
        "空格下一页，b 上一页，q 返回",
        "Space goes on, b back, q leaves",
    ),
    "plain-enter": ("直接回车：{label}", "Enter alone: {label}"),
    "not-listed": ("不在里面，跳过", "Not listed, skip"),
    "interrupted": ("已退出。", "Stopped."),
    "interrupted-again": ("接着答，用这一行：", "To go on where you stopped:"),
    "already-advised": ("已经建议你做的：", "What you were already advised to do:"),
    "nothing-advised": (
        "还没有给出建议。钱正在被转走就马上打 {emergency}。",
        "No advice was given yet. If money is leaving right now, call {emergency}.",
    ),
    "not-saved-yet": (
        "请接着答，回答都还在。答完再存一次。",
        "Go on answering: nothing is lost, and saving is tried again.",
    ),
    "reader-gone": (
        "读结果的程序先退出了，方案没有送到。",
        "The program that was to read the plan left before it had it.",
    ),
    "offer-file": (
        "你的回答还没有存。写一个文件名存下来，以后不用再答；直接回车就存成 {file}；不想存，输入 "
        "q。",
        "Your answers are kept nowhere yet. Type a file name, and nobody has to answer again; "
        "Enter takes {file}; q keeps nothing.",
    ),
    "answers-again": (
        "以后不用再答，用这一行就能得到方案：",
        "For the plan, without being asked again:",
    ),
    "answers-in-file": (
        "方案和你的回答在 {file} 里。以后不用再答，用这一行就能得到同一份方案：",
        "The plan and your answers are in {file}. This line gives the same plan without asking "
        "again:",
    ),
    "answers-command": (
        "你的回答没有存。以后不用再答，用这一行就能得到同一份方案：",
        "Your answers are kept nowhere. This line gives the same plan without asking again:",
    ),
}
