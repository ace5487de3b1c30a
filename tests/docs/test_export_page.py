"""The page on exports: its programs run as they stand there."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any

import pytest
from support.interviews import PAID
from support.paths import ROOT

PAGE = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


class JobServer(ThreadingHTTPServer):
    """A server that hands out jobs and takes their results, by the interface of Flowable's client;
    no engine is behind it.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Jobs)
        self.jobs: dict[str, Queue[dict[str, Any]]] = {}
        self.done: Queue[list[dict[str, Any]]] = Queue()

    def job(self, topic: str, variables: dict[str, Any]) -> dict[str, Any]:
        """Hand out a job; the variables that it was completed with."""
        sent = [{"name": name, "value": value} for name, value in variables.items()]
        self.jobs.setdefault(topic, Queue()).put({"id": f"job-{topic}", "variables": sent})
        completed = self.done.get(timeout=60)
        kinds: dict[str, type | tuple[type, ...]] = {
            "string": str,
            "boolean": bool,
            "integer": int,
            "json": (list, dict),
        }
        for each in completed:
            assert isinstance(each["value"], kinds[each["type"]]), each
        return {each["name"]: each["value"] for each in completed}


class _Jobs(BaseHTTPRequestHandler):
    server: JobServer

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/acquire/jobs"):
            try:
                found = [self.server.jobs.setdefault(given["topic"], Queue()).get_nowait()]
            except Empty:
                found = []
            self._reply(200, json.dumps(found).encode())
        else:
            assert self.path.endswith("/complete"), self.path
            self._reply(204, b"")
            self.server.done.put(given["variables"])

    def _reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def serving() -> Iterator[JobServer]:
    """A server of jobs that runs meanwhile."""
    with JobServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_programs_of_the_page_run(capsys: pytest.CaptureFixture[str]) -> None:
    """The worker of the page answers as it says there, and the program around Flowable's client
    takes jobs from a server, up to the plan and its due times.
    """
    asking, taking = PROGRAMS
    names: dict[str, Any] = {}
    exec(asking, names)
    assert "Call 110" in capsys.readouterr().out
    with serving() as server:
        address = re.search(r"http://localhost:8080", taking)
        assert address
        exec(taking.replace(address[0], f"http://127.0.0.1:{server.server_port}"), names)
        try:
            variables = {"lang": "en"} | server.job("posguard-next", {"lang": "en"})
            while variables["asking"]:
                variables["chosen"] = list(PAID[variables["question"]])
                variables |= server.job("posguard-next", variables)
            variables |= server.job("posguard-plan", variables)
            waiting = next(step for step in variables["steps"] if step["waits"])
            variables["happened"] = {waiting["event"]: "2026-11-27T10:00:00+08:00"}
            timed = server.job("posguard-due", variables)["steps"][waiting["index"]]
        finally:
            for subscription in names["subscriptions"]:
                subscription.event.set()
            for subscription in names["subscriptions"]:
                subscription.thread.join()
            names["client"]._restClient.request_session.close()  # noqa: SLF001  it offers no way to close it
    assert variables["steps"][0]["title"].startswith("Call 110")
    assert timed["due"]
