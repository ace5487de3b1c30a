"""The words about answers that other programs give. Each entry: (Chinese, English)."""

API: dict[str, tuple[str, str]] = {
    "unfinished-answers": (
        "还没有问完，不能出方案。还缺问题「{question}」的回答：{ask}可选：{options}",
        "Not everything has been asked yet, so there is no plan. The question {question} is open: "
        "{ask} Options: {options}",
    ),
    "answers-not-options": (
        "答案「{question}」的格式不对：每个问题后面写一个选项，或一列选项",
        "The answer {question} is not of the form wanted: each question with one option or a list "
        "of options",
    ),
}
