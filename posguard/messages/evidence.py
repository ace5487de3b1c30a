"""The words of the evidence commands and of what they hand over; (Chinese, English)."""

EVIDENCE: dict[str, tuple[str, str]] = {
    "cmd:evidence-add": (
        "把文件复制进案件，记下校验值；原文件不动",
        "Copy files into the case and record their hashes; the originals are not touched",
    ),
    "cmd:evidence-list": ("案件里有哪些证据", "The evidence in the case"),
    "cmd:evidence-verify": (
        "逐字节核对：少了、多了、变了的文件都列出来",
        "Compare byte by byte: every file missing, added or changed",
    ),
    "cmd:evidence-pack": (
        "打成一包交给别人：对方不用装本程序也能核对",
        "Pack it to hand over; whoever gets it can check it without this program",
    ),
    "arg:files": ("文件；用 --recursive 时也可以是文件夹", "files; with --recursive also folders"),
    "opt:what": ("这是什么", "what it is"),
    "opt:from": ("从哪里来的", "where it comes from"),
    "opt:evidence-by": (
        "谁收进来的（默认：这台电脑的用户名）",
        "who added it (default: the user of this machine)",
    ),
    "opt:recursive": ("文件夹里的文件也收", "take the files in folders too"),
    "opt:target": (
        "写到这里：新的文件夹名，或以 .zip 结尾的文件名",
        "where to: the name of a new folder, or of a file that ends in .zip",
    ),
    # What the commands say.
    "kept": (
        "已收进证据，第 {n} 条：{name}（{size} 字节，SHA-256 {sha256}）",
        "Kept as evidence, number {n}: {name} ({size} bytes, SHA-256 {sha256})",
    ),
    "kept-masked": (
        "  文件名或文件夹名里的{found}已遮住；原文件没有改名。",
        "  What its name or folders held of {found} was masked; the original keeps its name.",
    ),
    "kept-empty": (
        "  这个文件是空的（0 字节）。看看是不是拿错了。",
        "  It is empty (0 bytes): is it the right one?",
    ),
    "kept-same": (
        "  内容和第 {n} 条一模一样。两条都留着。",
        "  Its content is the same as that of number {n}; both are kept.",
    ),
    "kept-already": (
        "{name} 早已收进证据（第 {n} 条，内容一样），没有再收一份。",
        "{name} is kept already (number {n}, the same content); it was not taken again.",
    ),
    "not-kept": ("没有收：{count} 个。", "Not taken: {count}."),
    "no-evidence": (
        "还没有证据。收一个：posguard evidence add 文件",
        "There is no evidence yet. Add some: posguard evidence add FILE",
    ),
    "verify-title": ("案件 {name} 的证据：核对结果", "Evidence of the case {name}, verified"),
    "verify-good": (
        "证据完好：{count} 个文件，{size} 字节，和记录一致；记录本身完好。",
        "The evidence is whole, all as recorded (files: {count}, bytes: {size}); the record is "
        "whole too.",
    ),
    "verify-bad": ("{count} 处对不上。", "Differences: {count}."),
    "finding": ("{file}：{fault}", "{file}: {fault}"),
    "finding:missing": ("文件不见了（第 {n} 条）", "the file is missing (number {n})"),
    "finding:wrong-size": (
        "大小不对：现在 {size} 字节，记录是 {recorded}",
        "wrong size: {size} bytes now, {recorded} recorded",
    ),
    "finding:changed": (
        "内容变了：现在的校验值 {hash}，记录是 {recorded}",
        "changed: its hash is {hash}, {recorded} was recorded",
    ),
    "finding:unreadable": ("不能核对：{why}", "it cannot be compared: {why}"),
    "finding:unrecorded": ("记录里没有这个文件", "the record knows nothing of this file"),
    "finding:unfinished": (
        "没复制完（程序中断），没有确认过，下次使用案件时会清掉",
        "an unfinished copy (an interruption), never acknowledged; it goes when the case is next "
        "worked on",
    ),
    "packed": (
        "已打包：{to}（{count} 个文件，{size} 字节）。核对方法写在里面的 index.zh.html。",
        "Packed: {to} (files: {count}, bytes: {size}). How to check it stands in index.en.html "
        "inside.",
    ),
    "pack-warning": (
        "交出去之前看一遍图片和文件：不要有完整卡号、身份证号、安全码（CVN2）、密码、验证码。",
        "Before you hand it over, look through pictures and files: no whole card numbers, ID "
        "numbers, security codes "
        "(CVN2), passwords or one-time codes.",
    ),
    "pack-holds": ("{file} 里像是有{found}。", "{file} seems to hold {found}."),
    "pack-seen-nothing": (
        "{count} 个文件不是文字，程序看不了里面写的什么：{files}",
        "No text, so not looked through (files: {count}): {files}",
    ),
    "pack-seen-nothing-many": (
        "{count} 个文件不是文字，程序看不了里面写的什么：第 {numbers} 条",
        "No text, so not looked through (files: {count}): numbers {numbers}",
    ),
    "pack-seen-part": (
        "{count} 个文件程序只看了一部分（太大，或者里面夹着别的文件）：{files}",
        "Looked through in part only, for they are large or hold other files (files: {count}): "
        "{files}",
    ),
    "pack-seen-part-many": (
        "{count} 个文件程序只看了一部分（太大，或者里面夹着别的文件）：第 {numbers} 条",
        "Looked through in part only, for they are large or hold other files (files: {count}): "
        "numbers {numbers}",
    ),
    "pack-seen-unreadable": (
        "{count} 个副本读不了，没有看：{files}",
        "Cannot be read, so not looked through (files: {count}): {files}",
    ),
    "pack-seen-unreadable-many": (
        "{count} 个副本读不了，没有看：第 {numbers} 条",
        "Cannot be read, so not looked through (files: {count}): numbers {numbers}",
    ),
    "looking": ("查看文字", "Looking through texts"),
    "copying": ("复制 {name}", "Copying {name}"),
    "comparing": ("核对", "Comparing"),
    "packed-unrecorded": (
        "记录有损坏，所以打包这件事没有记进案件。",
        "As the record is damaged, this packing was not recorded in the case.",
    ),
    "packing": ("打包", "Packing"),
    # The list, the index and the timeline.
    "evidence-title": ("案件 {name} 的证据", "Evidence of the case {name}"),
    "evidence-count": ("{count} 个文件，{size} 字节", "files: {count}, bytes: {size}"),
    "exhibit:file": ("文件", "File"),
    "exhibit:what": ("是什么", "What"),
    "exhibit:from": ("来源", "From"),
    "exhibit:kept": ("收进时间", "Kept at"),
    "exhibit:by": ("收进的人", "Kept by"),
    "exhibit:name": ("原文件名", "Original name"),
    "exhibit:encoding": ("原文件名的编码", "Encoding of the original name"),
    "exhibit:place": ("原来在文件夹", "From the folder"),
    "exhibit:modified": ("原文件修改时间", "Original modified"),
    "exhibit:size": ("大小", "Size"),
    "exhibit:sha256": ("SHA-256", "SHA-256"),
    "exhibit:sm3": ("SM3", "SM3"),
    "bytes": ("{size} 字节", "{size} bytes"),
    "index-case": (
        "案件建立于 {opened}；打包于 {packed}",
        "Case opened {opened}; packed {packed}",
    ),
    "index-copies": (
        "这里是收进案件时的副本，一字节没有改过；校验值在收进的同时算出。原件（手机、存储卡、"
        "票据）请另外保留，不要删。",
        "These are the copies as they were taken into the case, not a byte changed; the hashes "
        "were computed while "
        "they were taken. Keep the originals (phone, card, slips) as well; delete nothing.",
    ),
    "index-check": ("不用 posguard 怎样核对", "How to check this without posguard"),
    "index-check-linux": (
        "Linux：在这个文件夹里运行 {command}",
        "Linux: run in this folder {command}",
    ),
    "index-check-mac": (
        "macOS：在这个文件夹里运行 {command}",
        "macOS: run in this folder {command}",
    ),
    "index-check-windows": (
        "Windows：对每个文件运行 {command}，和下面写的 SHA-256 比较",
        "Windows: run for each file {command} and compare with the SHA-256 given below",
    ),
    "index-check-bagit": (
        "任何 BagIt 工具（RFC 8493）都能核对整包，例如 {command}",
        "Any BagIt tool (RFC 8493) checks all of it, for example {command}",
    ),
    "index-check-tags": (
        "本清单和时间线：{command}",
        "This index and the timeline: {command}",
    ),
    "index-check-seal": (
        "要防止整包被换：把 tagmanifest-sha256.txt 的 SHA-256 另外记下（抄在笔录、邮件或回执里）；"
        "打包的人的案件记录里也有它：{command}",
        "Against the whole being swapped: note the SHA-256 of tagmanifest-sha256.txt elsewhere "
        "(a statement, a mail, a "
        "receipt); the case record of whoever packed this holds it too: {command}",
    ),
    "index-basis": (
        "依据：电子数据的原件与副本，{copies}；完整性校验值，{hashes}。",
        "Basis: originals and copies of electronic data, {copies}; integrity check values, "
        "{hashes}.",
    ),
    "index-exhibits": ("证据", "The evidence"),
    "timeline-title": ("案件 {name} 的时间线", "Timeline of the case {name}"),
    "timeline-chain": (
        "每一条都带上一条的校验值，所以中间改不了、抽不掉。这里列出每条的时间、事情和校验值；"
        "笔记、资料和回答的内容不在这里，需要时由本人出示完整记录："
        '记录里每一行从开头到 ,"hash" 之前的 SHA-256，应和这里一致。机器可读的同样内容在 '
        "timeline.jsonl。",
        "Each entry carries the hash of the one before, so nothing between can be changed or "
        "taken out. Here stand "
        "the time, the matter and the hash of each. What notes, facts and answers say is not "
        "here; where it is needed "
        "the owner shows the whole record: the SHA-256 of each of its lines, from its beginning "
        'to before ,"hash", '
        "must agree with this list. The same for machines is in timeline.jsonl.",
    ),
    "timeline:answered": ("回答了问题", "questions were answered"),
    "timeline:noted": ("写了一条笔记", "a note was written"),
    "timeline:fact": ("记了一条资料（{kind}）", "a fact was recorded ({kind})"),
    "timeline:other": ("其他（{kind}）", "other ({kind})"),
    "exhibit:hash": ("这一条的校验值", "Hash of this entry"),
    # The calendar.
    "ics-written": (
        "日历文件 {file}：{count} 个提醒；已做完、要撤掉的 {off} 个。",
        "Calendar file {file} (reminders: {count}; called off as done: {off}).",
    ),
    "ics-closed": (
        "案件已结：日历文件 {file} 撤掉它的 {off} 个提醒。",
        "The case is closed: the calendar file {file} calls off its reminders ({off}).",
    ),
    "reminder:now": ("现在就做：{do}（案件 {case}）", "Do now: {do} (case {case})"),
    "reminder:next": ("{do}（案件 {case}）", "{do} (case {case})"),
    "reminder:overdue": ("已过期：{do}（案件 {case}）", "Overdue: {do} (case {case})"),
    "reminder:done": ("已做完：{do}（案件 {case}）", "Done: {do} (case {case})"),
    "reminder:closed": ("案件已结：{do}（案件 {case}）", "Case closed: {do} (case {case})"),
    "reminder-tick": (
        "做完后记下：posguard case tick {step} --case {case}",
        "When it is done: posguard case tick {step} --case {case}",
    ),
    # What can go wrong.
    "evidence-empty-name": ("文件名是空的", "A file name is empty"),
    "evidence-link": (
        "{file} 是链接，不收。请给出它指向的文件",
        "{file} is a link and is not taken. Name the file it points to",
    ),
    "evidence-folder": (
        "{file} 是文件夹。要收里面的文件，加 --recursive",
        "{file} is a folder. To take the files in it, add --recursive",
    ),
    "evidence-pipe": (
        "{file} 是管道，不是文件，不收",
        "{file} is a pipe, not a file, and is not taken",
    ),
    "evidence-socket": (
        "{file} 是套接字，不是文件，不收",
        "{file} is a socket, not a file, and is not taken",
    ),
    "evidence-device": (
        "{file} 是设备，不是文件，不收",
        "{file} is a device, not a file, and is not taken",
    ),
    "evidence-own": (
        "{file} 在这个案件自己的文件夹里，不收",
        "{file} is in the case's own folder and is not taken",
    ),
    "evidence-changed": (
        "{file} 在读的时候变了，没有收。等它不再变化再收一次",
        "{file} changed while it was being read and was not taken. Add it again once it no "
        "longer changes",
    ),
    "evidence-unreadable": (
        "读不了 {file}：{reason}，没有收",
        "Cannot read {file}: {reason}. It was not taken",
    ),
    "evidence-not-saved": (
        "证据没有存上：{reason}。之前收进的都还在",
        "The evidence was not saved: {reason}. What was kept before is still there",
    ),
    "nothing-to-keep": ("里面没有文件", "There is no file in it"),
    "nothing-to-pack": (
        "案件 {name} 里还没有证据，没有可打包的",
        "The case {name} holds no evidence to pack",
    ),
    "target-exists": (
        "{file} 已经有了，不覆盖。换一个名字",
        "{file} exists and is not overwritten. Choose another name",
    ),
    "target-in-case": (
        "不能打包到案件自己的文件夹里：{file}",
        "It cannot be packed into the case's own folder: {file}",
    ),
    "pack-differs": (
        "{file} 和记录不一致，没有打包。先看：posguard evidence verify --case {case}",
        "{file} is not as it was recorded; nothing was packed. See posguard evidence verify "
        "--case {case}",
    ),
    "not-packed": ("没有打包：{reason}", "It was not packed: {reason}"),
    "event-not-understood": (
        "第 {n} 条（{kind}）的内容不是本程序写的样子，记录可能被人改写过",
        "Event {n} ({kind}) does not hold what this program writes; someone may have rewritten "
        "the record",
    ),
}
