"""The words for the record of a case: its checks, damage, disk faults; (Chinese, English)."""

RECORDS: dict[str, tuple[str, str]] = {
    "check-title": ("案件 {name} 的记录：核对结果", "Record of the case {name}, checked"),
    "check-value": (
        "核对值：{value}（抄下来，或者发给别人；以后加 --against 来比）",
        "Check value: {value} (write it down or send it to someone; compare it later with "
        "--against)",
    ),
    "check-torn": (
        "{file} 第 {line} 行起有 {bytes} 字节没写完（程序中断），没有确认过，不算损坏。"
        "下次记东西时移到一边",
        "{file}, from line {line} on: {bytes} bytes were never finished (an interruption) and "
        "never "
        "acknowledged. That is no damage; they are put aside when something is next recorded",
    ),
    "check-clock-back": (
        "第 {n} 条的时间 {at} 比前面的早：当时电脑的时钟可能不对",
        "Event {n} is timed {at}, earlier than one before it: the clock may have been wrong",
    ),
    "check-clock-ahead": (
        "第 {n} 条的时间 {at} 还没有到：当时电脑的时钟可能不对",
        "Event {n} is timed {at}, which lies in the future: the clock may have been wrong",
    ),
    "clock:back": (
        "（比前面的早：时钟可能不对）",
        " (earlier than one before it: the clock may have been wrong)",
    ),
    "clock:ahead": (
        "（时间还没有到：时钟可能不对）",
        " (in the future: the clock may have been wrong)",
    ),
    "against-same": (
        "和核对值一致：{n} 条都没有变，之后没有新的",
        "As it was noted: all {n} events are the same, and none is new",
    ),
    "against-grown": (
        "和核对值一致：前 {n} 条没有变；第 {first} 到 {last} 条是之后新记的",
        "As it was noted: the first {n} events are the same; {first} to {last} are new since",
    ),
    "against-hash": (
        "第 {n} 条的校验值和抄下的一致；上面说的损坏除外",
        "The hash of event {n} is the one that was noted; for the rest see the damage above",
    ),
    "against-cut": (
        "末尾少了记录：抄核对值的时候有 {n} 条，现在只到第 {last} 条",
        "Events are missing at the end: there were {n} when the value was noted, now it ends at "
        "{last}",
    ),
    "against-differs": (
        "和核对值不一致：第 {first} 到 {n} 条里，有的和抄的时候不一样",
        "Not as it was noted: of the events {first} to {n}, some are not what they were then",
    ),
    "against-misread": (
        "第 {n} 条的核对值对不上，可是更后面第 {same} 条的对得上：这个值可能抄错了",
        "The value noted for event {n} does not fit, though a later one, for {same}, does: "
        "it may have been noted wrong",
    ),
    "bad-check-value": (
        "「{value}」不是核对值。照 posguard case check 打出来的写，例如 {like}",
        "{value} is not a check value. Copy it as posguard case check prints it, like {like}",
    ),
    "check-good": (
        "记录完好：{n} 条，最后一条 {at}。",
        "The record is whole: {n} events, the last of {at}.",
    ),
    "check-empty": ("记录是空的。", "The record is empty."),
    "damage": ("{file} 第 {line} 行：{fault}", "{file}, line {line}: {fault}"),
    "damage-lines": ("{file} 第 {line} 行：{fault}", "{file}, lines {line}: {fault}"),
    "damage-whole": ("{file}：{fault}", "{file}: {fault}"),
    "damage-more": ("还有 {count} 处", "and {count} more"),
    "damage-first": (
        "案件 {name} 的记录有损坏。损坏的行没有算进来，下面的内容可能少了，也可能有早就撤掉的：",
        "The record of the case {name} is damaged. The damaged lines are left out, so what "
        "follows may lack something, or hold what was withdrawn:",
    ),
    "damage-then": (
        "看全部损坏：posguard case check --case {name}。有备份的话，把同一份备份里的 "
        "record.jsonl 和 head.json 一起放回去；没有备份，就另建一个案件接着记。",
        "See all of it: posguard case check --case {name}. If there is a backup, put back "
        "record.jsonl and head.json, both from the same one; without one, open another case to "
        "go on.",
    ),
    "damage-notice": (
        "注意：做这份东西时，案件记录有损坏（{lines}）。内容可能不全，也可能有早已撤掉的，"
        "请逐项核对。",
        "Note: the record from which this was made is damaged ({lines}). Something may be "
        "missing, or stand here though it was withdrawn. Check every item.",
    ),
    "kinds-unknown": (
        "案件 {name} 里有本版本不认识的记录（{kinds}）：都留着，但这里没有用上。用新版本看得全。",
        "The case {name} holds events that this version does not know ({kinds}): they are "
        "kept, but have no effect here. A newer version shows them.",
    ),
    "put-aside": (
        "案件 {case} 上次有一行没写完（程序中断），没有确认过，已移到 {file}。",
        "In the case {case} a line was left unfinished by an interruption, never acknowledged; "
        "it was moved to {file}.",
    ),
    "case-not-private": (
        "案件 {name} 的文件夹，这台电脑上的别人也能看：磁盘（例如 U 盘）不分用户，或者权限被"
        "改过。不想让人看，请换一个文件夹。",
        "Others on this computer can read the folder of the case {name}: its disk (a memory "
        "stick, say) knows no owners, or the permissions were changed. Use another folder if "
        "they must not.",
    ),
    "fault:not-a-line": ("不是一条完整的记录", "not a whole event"),
    "fault:changed": ("内容被改过，和校验值对不上", "changed: it does not match its hash"),
    "fault:chain-broken": (
        "和上一条接不上，中间被删、被换或被改",
        "not chained to the line before: something was removed, swapped or changed",
    ),
    "fault:wrong-number": (
        "编号是 {n}，应该是 {next}",
        "its number is {n}, {next} was expected",
    ),
    "fault:lines-missing": (
        "末尾少了记录：应有 {n} 条，只到 {last}",
        "events are missing at the end: {n} were recorded, it ends at {last}",
    ),
    "fault:head-differs": (
        "第 {n} 条和确认时的不一样",
        "event {n} is not the one that was acknowledged",
    ),
    "fault:head-unreadable": (
        "head.json 读不了，或者内容不对，末尾有没有少记录无法判断",
        "head.json cannot be read or is not what it should be, so whether events are missing at "
        "the end cannot be told",
    ),
    "fault:head-missing": (
        "head.json 不见了，末尾有没有少记录无法判断",
        "head.json is missing, so whether events are missing at the end cannot be told",
    ),
    "fault:head-old": (
        "head.json 是旧的：它只到第 {n} 条，记录已到第 {last} 条",
        "head.json is an old one: it ends at event {n}, the record at {last}",
    ),
    "fault:wrong-content": (
        "第 {n} 条（{kind}）的内容不是本程序会写的样子",
        "event {n} ({kind}) does not hold what this program writes",
    ),
    "record:opened": ("建立案件", "case opened"),
    "record:answered": ("回答：{answers}", "answered: {answers}"),
    "record:ticked": ("做完：{do}", "done: {do}"),
    "record:unticked": ("撤回完成：{do}", "not done after all: {do}"),
    "record:noted": ("笔记：{text}", "note: {text}"),
    "record:fact": ("{kind}：{values}", "{kind}: {values}"),
    "record:withdrawn": ("撤掉第 {n} 条{why}", "number {n} withdrawn{why}"),
    "withdrawn-why": ("（{why}）", " ({why})"),
    "record:happened": ("发生：{event}（{at}）", "happened: {event} ({at})"),
    "record:kept": ("收进证据：{name}", "evidence kept: {name}"),
    "record:packed": ("证据打包：{to}", "evidence packed: {to}"),
    "record:closed": ("结案", "case closed"),
    "record:reopened": ("重新打开", "case opened again"),
    "record:torn": (
        "上次中断留下的半行移到 {file}",
        "an unfinished line was put aside as {file}",
    ),
    "record:unknown": (
        "本版本不认识的记录：{kind}",
        "an event that this version does not know: {kind}",
    ),
    "case-in-use": (
        "案件 {case} 正被另一个 posguard 使用，稍后再试",
        "Another posguard is working on the case {case}; try again in a moment",
    ),
    "case-not-made": (
        "案件 {case} 没有建成：{folder}：{reason}。什么也没有存进去",
        "The case {case} was not made: {folder}: {reason}. Nothing is kept in it",
    ),
    "case-not-saved": (
        "没有存上案件 {case}：{reason}。之前记下的都还在",
        "Not saved in the case {case}: {reason}. What was recorded before is still there",
    ),
    "case-stands": (
        "第 {n} 条已经在案件 {case} 里，不用再记；但磁盘报错（{reason}），断电可能会丢。请备"
        "份，再用 posguard case check 核对",
        "Event {n} stands in the case {case}; do not record it again. But the disk reported "
        "an error ({reason}), and a power cut may still lose it. Make a backup, and run "
        "posguard case check",
    ),
    "case-cannot-tell": (
        "磁盘报错（{reason}），不知道案件 {case} 的第 {n} 条存上没有。先用 posguard case "
        "timeline 看一下，再决定要不要重记",
        "The disk reported an error ({reason}), and whether event {n} of the case {case} was "
        "saved cannot be told. Look with posguard case timeline before you record it again",
    ),
    "case-unreadable": (
        "读不了案件 {case}（{file}）：{reason}",
        "Cannot read the case {case} ({file}): {reason}",
    ),
    "case-is-link": (
        "案件 {case}：{file} 是一个链接，不是文件夹，不用它。把真正的文件夹移到这里",
        "The case {case}: {file} is a link and no folder, and is not used. Move the folder "
        "itself there",
    ),
    "record-too-large": (
        "案件 {case} 的记录超过 {most} MiB，不读取：posguard 写不出这么大的。文件可能坏了，"
        "用备份换回来",
        "The record of the case {case} is larger than {most} MiB and is not read: posguard "
        "never writes one so large. The file may be broken; put back a backup",
    ),
    "record-too-long": (
        "案件 {case} 的记录超过 {most} 行，不读取：posguard 写不出这么多。文件可能坏了，"
        "用备份换回来",
        "The record of the case {case} has more than {most} lines and is not read: posguard "
        "never writes so many. The file may be broken; put back a backup",
    ),
    "record-full": (
        "案件 {case} 的记录满了（最多 {events} 条、{most} MiB），没有记。另建一个案件接着记",
        "The record of the case {case} is full (at most {events} events and {most} MiB); "
        "nothing was recorded. Open another case to go on",
    ),
    "event-too-long": (
        "太长了，没有记进案件 {case}：一条最多 {most} MiB。长的内容存成文件，用 posguard "
        "evidence add 收进来",
        "Too long, not recorded in the case {case}: one event holds at most {most} MiB. Put "
        "it into a file and add that with posguard evidence add",
    ),
    "event-not-taken": (
        "没有记进案件 {case}：这一条（{kind}）的内容以后读不回来。请检查写的内容和这台电脑的时间",
        "Not recorded in the case {case}: what this event ({kind}) holds could not be read "
        "back. Check what you typed, and this computer's clock",
    ),
    "case-not-erased": (
        "案件 {case} 没有删干净：{reason}",
        "The case {case} could not be removed: {reason}",
    ),
    "record-damaged": (
        "案件 {case} 的记录有损坏（行：{place}），不再往里写。先看：posguard case check --case "
        "{case}",
        "The record of the case {case} is damaged (line: {place}); nothing more is written "
        "to it. See posguard case check --case {case}",
    ),
    "record-damaged-nothing-made": (
        "案件 {case} 的记录有损坏（行：{place}），照它做出来的可能有错，所以没有做。先看："
        "posguard case check --case {case}。一定要做，加 --despite-damage，里面会写明损坏",
        "The record of the case {case} is damaged (line: {place}), and what is made from it "
        "may be wrong, so nothing was made. See posguard case check --case {case}. To have "
        "it all the same, add --despite-damage: the damage is then stated in it",
    ),
    "record-version": (
        "案件 {case} 是别的版本写的（{found}），本版本只认识 {known}。请用写它的版本打开",
        "The case {case} was written by another version ({found}); this one knows {known}. "
        "Open it with the version that wrote it",
    ),
}
