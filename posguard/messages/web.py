"""The words of the interview as a web page: its buttons, and what is said about the page itself"""

from __future__ import annotations

WEB: dict[str, tuple[str, str]] = {
    "web-title": ("出了事，先做什么", "What to do now"),
    "web-continue": ("继续", "Continue"),
    "web-more": ("下面还有选项", "More answers below"),
    "web-back": ("返回上一步", "Back"),
    "web-many": ("可以选几样", "You can choose several"),
    "web-choose": ("请先选一个", "Choose an answer first"),
    "web-error": ("还没选：{title}", "Not answered: {title}"),
    "web-advice": ("先做这几件", "Do this first"),
    "web-under-way": (
        "做完了，或有人在做：继续",
        "Done, or somebody is doing it: continue",
    ),
    "web-call": ("打 {number}", "Call {number}"),
    "web-call-label": ("打 {number}（{title}）", "Call {number} ({title})"),
    "web-old": (
        "这个号码是很久以前核对的，打之前先到官网查一下",
        "This number was checked long ago: look it up on the official site before you call",
    ),
    "web-copy": ("复制", "Copy"),
    "web-copied": ("已复制", "Copied"),
    "web-not-copied": ("没复制成，长按文字复制", "Not copied: press and hold the words"),
    "web-how": ("怎么做、为什么", "How and why"),
    "web-everything": ("说什么、怎么做、为什么", "What to say, how and why"),
    "web-change": ("改", "Change"),
    "web-change-label": ("改这一题：{ask}", "Change: {ask}"),
    "web-print": ("打印今天要做的", "Print what to do today"),
    "web-print-all": ("全部打印", "Print everything"),
    "web-kept": (
        "回答只留在这个标签页里，关掉就没有了；没有发到任何地方。",
        "Your answers stay in this tab until it is closed; they are sent nowhere.",
    ),
    "web-not-kept": (
        "回答只在屏幕上，没有保存，也没有发到任何地方。",
        "Your answers are on the screen alone: kept nowhere, sent nowhere.",
    ),
    "web-clear": ("清除，重新开始", "Clear and start again"),
    "web-clear-ask": ("清除所有回答？", "Clear all your answers?"),
    "web-clear-yes": ("清除", "Clear"),
    "web-clear-no": ("不清除，回去", "Keep them"),
    "web-own-acquirer": ("机器是哪家支付公司的？", "Whose terminal is it?"),
    "web-own-bank": ("哪家银行？", "Which bank?"),
    "web-own-none": ("不知道，或不在里面", "I do not know, or it is not listed"),
    "web-loading": ("还在打开", "Still loading"),
    "web-loading-meanwhile": (
        "钱正在被转走，马上打 {number}。",
        "If money is leaving right now, call {number}.",
    ),
    "web-idle": ("还在吗？", "Are you still there?"),
    "web-idle-soon": (
        "{seconds} 秒后清除所有回答，给下一位用。",
        "In {seconds} seconds all answers are cleared for the next person.",
    ),
    "web-idle-stay": ("还在，继续", "I am here, go on"),
    "web-language": ("English", "中文"),
    "web-without": (
        "如果这里一直没有出现问题，是浏览器没让这一页的程序运行。先照下面做：",
        "If no question appears here, the browser does not let this page run. Meanwhile do this:",
    ),
    "web-damaged": (
        "这一页在路上被改过，或没有传完，没法接着问了。先照下面做，再重新打开。",
        "This page was changed or cut short on its way to you, and cannot ask any more. Do this, "
        "then open it again.",
    ),
    "web-otherwise": (
        "别的事：打给机器的支付公司或卡的银行；被骗、被抢打 {number}。",
        "Anything else: call your terminal's payment company or your bank; call {number} if you "
        "were robbed or tricked.",
    ),
    "web-saved": (
        "已写入 {file}（{size} kB）。用浏览器打开就能问答，不用联网。",
        "Written to {file} ({size} kB). Open it in a browser; it needs no network.",
    ),
    "web-to-file": (
        "网页太长，屏幕上看不了：加 -o posguard.html",
        "The page is too long for a screen: add -o posguard.html",
    ),
    "web-faulty-pack": (
        "资料包有错，不做网页：{folder} 有 {count} 个问题。先看 posguard lint",
        "No page is made from a pack with faults: {folder} has {count}. See posguard lint",
    ),
    "web-kiosk-minutes": (
        "--kiosk 要写 1 到 {most} 分钟，写的是 {minutes}",
        "--kiosk takes 1 to {most} minutes, not {minutes}",
    ),
}
