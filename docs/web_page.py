"""Write the pictures of the web page, ``docs/screens/``: what a person sees on a phone.

Run ``PYTHONPATH=tests python docs/web_page.py`` after a change to the page, and look at them.
Needs Chromium.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from support.browser import chromium

from posguard.app.webpage import web_page
from posguard.messages import say
from posguard.pack.model import LANGS
from posguard.web.document import Options

HERE = Path(__file__).parent
WIDTH, HEIGHT = 390, 844
MOST_VIEWS = 60


def main() -> None:
    """The first question, what is to be done at once, and the plan, in both languages."""
    folder = HERE / "screens"
    folder.mkdir(exist_ok=True)
    today = datetime.now(tz=UTC).date()
    with chromium() as browser, TemporaryDirectory() as made:
        for lang in LANGS:
            page = Path(made, f"{lang}.html")
            page.write_text(web_page("", Options(LANGS, lang), today), encoding="utf-8")
            tab = browser.tab(WIDTH, HEIGHT)
            tab.open(page)
            tab.picture(folder / f"question.{lang}.png")
            tab.run("document.querySelectorAll('form input')[3].click()")
            tab.click(say(lang, "web-continue"))
            tab.wait_for(".go")
            tab.picture(folder / f"advice.{lang}.png")
            for _ in range(MOST_VIEWS):
                if tab.run("!!document.querySelector('.buttons')"):
                    break
                tab.run("(document.querySelector('form input') || document.body).click()")
                tab.run("document.querySelector('.go button').click()")
            tab.picture(folder / f"plan.{lang}.png")
            tab.close()


if __name__ == "__main__":
    main()
