"""How large the web page is, how soon its first question can be answered, and how soon what
follows stands there if it is answered at once: ``python tests/benchmarks/web_page.py``.

On a processor four times slower than this one, from a file; and over a line of 400 kbit/s that
takes 400 ms to answer. Needs Chromium.
"""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.browser import Browser, chromium

from posguard.app.webpage import web_page
from posguard.pack.model import LANGS, Lang
from posguard.web.document import Options

TIMES = 5
SLOWER = 4
WATCH = """
new PerformanceObserver((list) => list.getEntries().forEach((each) => {
  window.sawPaint = window.sawPaint || each.startTime;
})).observe({type: 'paint', buffered: true});
new MutationObserver(() => {
  if (!window.sawForm && document.querySelector('form')) {
    window.sawForm = performance.now();
    requestAnimationFrame(() => setTimeout(() => {
      window.sawFirst = performance.now();
      document.querySelector('form input').click();
      document.querySelector('.go button').click();
    }));
  } else if (window.sawFirst && !window.sawNext && document.querySelector('.go')) {
    window.sawNext = 1;
    requestAnimationFrame(() => setTimeout(() => { window.sawNext = performance.now(); }));
  }
}).observe(document, {childList: true, subtree: true});
"""


class Server(BaseHTTPRequestHandler):
    """Serves the page, packed."""

    page = b""

    def do_GET(self) -> None:
        """Answer with the page, whatever is asked for."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def opened(browser: Browser, address: str, *, slower: int, slow_line: bool) -> list[float]:
    """First paint, the first question, and what follows it: medians in milliseconds."""
    found: list[list[float]] = []
    for _ in range(TIMES):
        tab = browser.tab()
        tab.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        tab.call("Emulation.setCPUThrottlingRate", rate=slower)
        if slow_line:
            tab.call("Network.setCacheDisabled", cacheDisabled=True)
            kbit = 400 * 1000 / 8
            line = {"latency": 400, "downloadThroughput": kbit, "uploadThroughput": kbit}
            tab.call("Network.emulateNetworkConditions", offline=False, **line)
        tab.open(address)
        tab.run("new Promise((done) => setTimeout(done, 1000))")
        found.append(tab.run("[window.sawPaint, window.sawFirst, window.sawNext]"))
        tab.close()
    return [median(row[n] for row in found) for n in range(3)]


def main() -> None:
    """Print the table."""
    today = datetime.now(tz=UTC).date()
    kinds: dict[str, Sequence[Lang]] = {"zh and en": LANGS, "zh": ("zh",), "en": ("en",)}
    with chromium() as browser, TemporaryDirectory() as folder:
        for name, langs in kinds.items():
            begun = perf_counter()
            page = web_page("", Options(langs, langs[0]), today).encode()
            made = perf_counter() - begun
            Server.page = gzip.compress(page, 9)
            early = gzip.compress(page[: page.index(b'id="table"')], 9)
            file = Path(folder, "page.html")
            file.write_bytes(page)
            server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            print(
                f"{name}: {len(page) / 1000:.0f} kB, packed {len(Server.page) / 1000:.0f} kB, "
                f"before the first question {len(early) / 1000:.0f} kB, made in {made:.1f} s"
            )
            for what, where, slower, slow in (
                ("file", file.as_uri(), 1, False),
                ("file, processor slower", file.as_uri(), SLOWER, False),
                ("slow line, processor slower", address, SLOWER, True),
            ):
                times = opened(browser, where, slower=slower, slow_line=slow)
                paint, usable, following = times
                print(
                    f"  {what}: first paint {paint:.0f} ms, first question {usable:.0f} ms, "
                    f"what follows {following:.0f} ms"
                )
            server.shutdown()


if __name__ == "__main__":
    main()
