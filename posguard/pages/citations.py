"""Citations: the law as one cites it, by the title of the rule and the article in it."""

from __future__ import annotations

from collections.abc import Sequence

from posguard.messages import joined
from posguard.pack.model import Source
from posguard.pages.setting import Setting


def basis(setting: Setting, sources: Sequence[str]) -> str:
    """What something rests on, by the numbers under which the back matter lists it."""
    if not sources:
        return setting.say("practice")
    parts: dict[int, list[str]] = {}
    for citation in sources:
        name, _, article = citation.partition("#")
        number = setting.cited.setdefault(name, len(setting.cited) + 1)
        parts.setdefault(number, []).extend([cited_article(setting, article)] if article else [])
    cited = [
        f"[{number}] {joined(setting.lang, articles)}".rstrip()
        for number, articles in parts.items()
    ]
    return joined(setting.lang, cited, "clauses")


def cited_article(setting: Setting, article: str) -> str:
    """``35`` is article 35; ``177-1`` is the first inserted behind article 177; anything else
    stands as it is.
    """
    main, _, inserted = article.partition("-")
    if not main.isdecimal() or not (inserted or "0").isdecimal():
        return article
    cited = setting.place.article.cited(main, setting.lang)
    if not inserted:
        return cited
    between = setting.place.inserted_article
    if between is None:
        return article
    number = han(int(inserted)) if setting.lang == "zh" else inserted
    return f"{cited}{between[setting.lang]}{number}"


def han(number: int) -> str:
    """A small number in Chinese numerals; a large one in digits."""
    numerals = "〇一二三四五六七八九十"
    return numerals[number] if number < len(numerals) else str(number)


def cited_title(setting: Setting, source: Source) -> str:
    """The title of a rule as one cites it: in Chinese within its own brackets."""
    return setting.say("cited-title", title=source.title)


def cited(setting: Setting, title: str, articles: Sequence[str]) -> str:
    """A rule with the articles cited from it; its title alone where there are none."""
    if not articles:
        return title
    return setting.say("cited", title=title, articles=list(articles))
