"""The words of the benchmark: figures, and what a plan misses. Each entry: (Chinese, English)."""

VIGNETTES: dict[str, tuple[str, str]] = {
    "benchmark-title": ("用讲述的事试资料包的结果", "Stories tried on the pack"),
    "benchmark-missed": (
        "没达到要求的指标：{figures} 个；走不通的故事有 {problems} 处问题。",
        "Thresholds missed: {figures}. Problems in stories that cannot be played: {problems}.",
    ),
    "no-vignettes": (
        "「{folder}」里没有故事可以试。写在 {folder}/名字.yaml 里",
        "There are no vignettes in {folder}. Write them in {folder}/NAME.yaml",
    ),
    "too-many-vignettes": (
        "故事或文件超过 {most} 个，不读取；请分成几个文件夹",
        "There are more than {most} stories or files, which are not read. Make several folders",
    ),
    "figure:urgency": ("紧急程度对，或可以接受", "Urgency right or acceptable"),
    "figure:too-calm": ("紧急程度太低", "Urgency too low"),
    "figure:first": ("第一步对", "First instruction right"),
    "figure:must": ("必须做的都在，也来得及", "What must be done is there in time"),
    "figure:forbidden": (
        "方案里有不真实、不该做的话",
        "Plans with an untrue or forbidden line",
    ),
    "figure:must-not": ("叫人做了不该做的", "Told to do what must not be done"),
    "figure:unsaid": ("叫人说了不真实的话", "Told to say what is not true"),
    "figure:warned": ("不该做的提醒过", "Warned of what must not be done"),
    "figure:first-page": ("第一页行数，中位", "Lines of the first page, median"),
    "figure:first-page-longest": ("第一页行数，最长", "Lines of the first page, longest"),
    "figure:whole": ("整份方案行数，中位", "Lines of the whole plan, median"),
    "figure:whole-longest": ("整份方案行数，最长", "Lines of the whole plan, longest"),
    "figure-share": ("{value}/{of}（{percent}%）", "{value} of {of} ({percent} %)"),
    "figure-least": ("，要求至少 {least}%", ", at least {least} %"),
    "figure-most": ("，要求最多 {most}", ", at most {most}"),
    "figure-missed": ("：没达到", ": missed"),
    "missed": ("{place}: {story}：{what}", "{place}: {story}: {what}"),
    "missed:urgency": ("紧急程度是 {there}，应是 {here}", "urgency is {there}, not {here}"),
    "missed:too-calm": (
        "紧急程度是 {there}，太低了，应是 {here}",
        "urgency is {there}, too low; it should be {here}",
    ),
    "missed:first": (
        "第一步是 {there}，应是：{here}",
        "the first instruction is {there}; it should be: {here}",
    ),
    "missed:must": (
        "最迟 {by} 要做：{here}；方案里：{there}",
        "due by {by}: {here}; in the plan: {there}",
    ),
    "missed:must-not": ("不该叫人做：{here}", "tells the person to do {here}"),
    "missed:warned": (
        "没有提醒：{here}；方案里有、没印出来的：{there}",
        "does not warn: {here}; in the plan, but not printed: {there}",
    ),
    "missed:unsaid": (
        "叫人说了「{here}」：{there}",
        "tells the person to say “{here}”: {there}",
    ),
}
