"""What the system does to the program: names and settings it has not, memory it will not give."""

from __future__ import annotations

SYSTEM: dict[str, tuple[str, str]] = {
    # What the program cannot do anything about.
    "argument-not-text": (
        "{name}：「{words}」不是 {encoding} 文字，没有收下。请把终端的编码设成 {encoding}，"
        "再打一遍",
        "{name}: {words} is not {encoding} text and was not taken. Set the terminal's encoding "
        "to {encoding} and type "
        "it again",
    ),
    "variable-not-text": (
        "环境变量 {name} 的值「{words}」不是 {encoding} 文字。请重新设一遍",
        "The environment variable {name} holds {words}, which is not {encoding} text. Set it "
        "again",
    ),
    "home-unknown": (
        "不知道你的个人文件夹在哪里：HOME 没有设好，系统里也查不到这个用户。先设 HOME，再试",
        "There is no knowing where your home folder is: HOME is not set, and the system does not "
        "know this user. "
        "Set HOME and try again",
    ),
    "no-home-for-cases": (
        "不知道案件放在哪里：HOME 没有设好，系统里也查不到这个用户。用 --cases 文件夹 或 "
        "POSGUARD_CASES 说一个地方",
        "There is no knowing where the cases are: HOME is not set, and the system does not know "
        "this user. "
        "Name a folder with --cases FOLDER or POSGUARD_CASES",
    ),
    "folder-gone": (
        "现在所在的文件夹已经被删掉了。先 cd 到别的文件夹，再试",
        "The folder this is run in has been removed. Change to another with cd and try again",
    ),
    "name-not-in-encoding": (
        "系统现在的文字编码（{encoding}）写不出这个名字：「{name}」。前面加上 LC_ALL=C.UTF-8 再试",
        "The system's encoding ({encoding}) cannot write this name: {name}. Put LC_ALL=C.UTF-8 "
        "in front and try again",
    ),
    "clock-off": (
        "这台电脑的时钟是 {year} 年，Word 文件记不了这个时间。先把时钟调对，或者改用 -o "
        "文件名.html",
        "This machine's clock says {year}, a time that Word files cannot hold. Set the clock, or "
        "use -o NAME.html",
    ),
    "completion-installed": (
        "已装上 {shell} 的命令补全：{file}。重新打开终端就能用",
        "Completion for {shell} is installed: {file}. It works once the terminal is opened anew",
    ),
    "completion-not-installed": (
        "命令补全没有装上，写不了 {file}：{reason}。可以用 --show-completion 看脚本，自己加进去",
        "Completion was not installed; cannot write {file}: {reason}. See the script with "
        "--show-completion and add "
        "it yourself",
    ),
    "shell-unknown": (
        "认不出你用的是哪个 shell。补全支持 bash、zsh、fish、PowerShell，请在其中一个里面运行",
        "There is no telling which shell this is. Completion works in bash, zsh, fish and "
        "PowerShell: run it in one",
    ),
    "not-whole": (
        "posguard 没有装完整，缺 {name}。请重新安装",
        "posguard is not installed completely: {name} is missing. Install it again",
    ),
    "out-of-memory": (
        "内存不够，没有做完。关掉别的程序，再试一次",
        "There is not enough memory; it was not finished. Close other programs and try again",
    ),
    "system-failed": (
        "系统报错，没有做完：{reason}",
        "The system reported a failure, and it was not finished: {reason}",
    ),
    "system-failed-at": (
        "系统报错，没有做完。{file}：{reason}",
        "The system reported a failure, and it was not finished. {file}: {reason}",
    ),
    "unforeseen": (
        "posguard 自己出了错，没有做完（{words}）。"
        "在命令前面加 POSGUARD_DEBUG=1 再运行一次，把显示的内容发给当初给你 posguard 的人",
        "posguard itself went wrong and did not finish ({words}). Run the same command with "
        "POSGUARD_DEBUG=1 in front, "
        "and send what it shows to whoever gave you posguard",
    ),
}
