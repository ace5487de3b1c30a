"""Chromium as a person uses it, driven through two pipes: no library stands between."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import F_DUPFD_CLOEXEC, fcntl
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
"""The browser, where one is installed."""
_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio"),
    *("--disable-dev-shm-usage", "--disable-background-networking", "--disable-extensions"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    "--remote-debugging-pipe",
)
_PATIENCE = 60.0
_UNTIL = """new Promise((done) => {
  const look = () => (document.querySelector(%s) ? done() : setTimeout(look, 10));
  look();
})"""
Message = dict[str, Any]


class Browser:
    """A running Chromium: commands into one pipe, answers and events out of the other."""

    def __init__(self, folder: str) -> None:
        assert CHROMIUM
        read, self._commands = _pipe()
        self._told, write = _pipe()
        command = [CHROMIUM, *_FLAGS, f"--user-data-dir={folder}/profile", "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{read} 4>&{write}', "bash", *command],
            pass_fds=(read, write),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read)
        os.close(write)
        self._buffer = b""
        self._last = 0
        self.events: list[Message] = []

    def call(self, method: str, session: str = "", **params: Any) -> Any:
        """Call a method, and wait for its answer."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == self._last:
                assert "error" not in told, f"{method}: {told['error']}"
                return told["result"]
            self.events.append(told)

    def wait_for(self, method: str, session: str) -> Message:
        """Wait for an event, and take it off the list."""
        while True:
            for event in self.events:
                if event.get("method") == method and event.get("sessionId") == session:
                    self.events.remove(event)
                    return event
            self.events.append(self._read())

    def _read(self) -> Message:
        until = monotonic() + _PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select([self._told], [], [], max(0, until - monotonic()))
            assert ready, "the browser says nothing"
            read = os.read(self._told, 1 << 20)
            assert read, "the browser has ended"
            self._buffer += read
        line, _, self._buffer = self._buffer.partition(b"\0")
        told: Message = json.loads(line)
        return told

    def close(self) -> None:
        """End it."""
        try:
            self.call("Browser.close")
        finally:
            os.close(self._commands)
            self._process.wait(timeout=_PATIENCE)
            os.close(self._told)

    def tab(self, width: int = 390, height: int = 844, *, dark: bool = False) -> Tab:
        """A new tab of that size."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        found = self.call("Target.attachToTarget", targetId=target, flatten=True)
        tab = Tab(self, found["sessionId"], target)
        for domain in ("Page", "Runtime", "Network", "Log", "Security"):
            tab.call(f"{domain}.enable")
        tab.size(width, height)
        tab.colours("dark" if dark else "light")
        return tab


def _pipe() -> tuple[int, int]:
    """A pipe whose ends leave those numbers free that the browser reads and writes at."""
    ends = os.pipe()
    read, write = (fcntl(end, F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return read, write


class Tab:
    """One page in a browser."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target

    def call(self, method: str, **params: Any) -> Any:
        """Call a method on this page."""
        return self._browser.call(method, self._session, **params)

    def size(self, width: int, height: int, scale: int = 1) -> None:
        """Give the screen this size."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )

    def colours(self, scheme: str) -> None:
        """Have the system light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def open(self, address: str | Path) -> None:
        """Open a page, and wait until it has loaded."""
        url = address.as_uri() if isinstance(address, Path) else address
        self.call("Page.navigate", url=url)
        self._browser.wait_for("Page.loadEventFired", self._session)

    def reload(self) -> None:
        """Load the page anew, as after a call."""
        self.call("Page.reload")
        self._browser.wait_for("Page.loadEventFired", self._session)

    def run(self, script: str) -> Any:
        """What an expression of the page is; promises are waited for."""
        found = self.call(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            allowUnsafeEvalBlockedByCSP=False,
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def text(self, selector: str = "main") -> str:
        """The words that stand in an element."""
        words: str = self.run(f"document.querySelector({json.dumps(selector)}).innerText")
        return words

    def click(self, words: str) -> None:
        """Click the first button or answer with these words."""
        script = (
            "[...document.querySelectorAll('button, label, summary')]"
            f".find((e) => e.textContent.includes({json.dumps(words)})).click()"
        )
        self.run(script)

    def wait_for(self, selector: str) -> None:
        """Wait until there is such an element."""
        self.run(_UNTIL % json.dumps(selector))

    def press(self, key: str, text: str = "", *, shift: bool = False) -> None:
        """Press and release a key."""
        code = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40}[key]
        common = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        text = text or {"Enter": "\r", " ": " "}.get(key, "")
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def image(self, *, whole: bool = False) -> bytes:
        """What is on the screen, or the whole page."""
        found = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        return b64decode(found["data"])

    def picture(self, file: Path) -> None:
        """Write what is on the screen to a file."""
        file.write_bytes(self.image())

    def printed(self) -> bytes:
        """The page as it is printed."""
        return b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def events(self, method: str) -> list[Message]:
        """The events of a kind so far, on this page."""
        self.run("0")
        return [
            event["params"]
            for event in self._browser.events
            if event.get("method") == method and event.get("sessionId") == self._session
        ]

    def close(self) -> None:
        """Close it."""
        self._browser.call("Target.closeTarget", targetId=self._target)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with a profile of its own."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(folder)
        try:
            yield browser
        finally:
            browser.close()
