"""A site on this machine that behaves like the official ones, on good days and bad."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from tracker.sources.fetch import Fetcher
from tracker.sources.manners import Manners


@dataclass
class Answer:
    """What an address answers; an `etag` makes it conditional, `drip` sends it a byte a pause."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    endless: bool = False
    drip: float = 0.0
    wait: float = 0.0


class Visitor(BaseHTTPRequestHandler):
    """One connection to a Site."""

    def __init__(self, site: "Site", *args: object) -> None:
        self.site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        path = urlsplit(self.path).path
        self.site.bodies.append(self.rfile.read(length).decode())
        self.site.asked.append((self.command, path, {k.lower(): v for k, v in self.headers.items()}))
        waiting = self.site.pages.get(path, [Answer(b"<html>404 Not Found</html>", 404)])
        self._answer(waiting.pop(0) if len(waiting) > 1 else waiting[0])

    do_POST = do_GET  # noqa: N815  the standard library's name

    def _answer(self, answer: Answer) -> None:
        time.sleep(answer.wait)
        same = answer.etag and self.headers.get("If-None-Match") == answer.etag
        self.send_response_only(304 if same else answer.status)
        for name, value in {"Content-Type": "text/html", **answer.headers}.items():
            self.send_header(name, value)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        self.end_headers()
        if not same:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the visitor had enough
                self._write(answer)

    def _write(self, answer: Answer) -> None:
        while answer.endless:
            self.wfile.write(b"x" * 65536)
        if not answer.drip:
            self.wfile.write(answer.body)
            return
        for byte in answer.body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(answer.drip)

    def log_message(self, *_: object) -> None:
        return


class Site:
    """A running site: set what its addresses answer, read what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Answer]] = {"/robots.txt": [Answer(status=404)]}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.bodies: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Visitor, self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def put(self, path: str, *answers: Answer | bytes | str) -> None:
        """Let a path answer these in turn, the last one for ever."""
        made = [a if isinstance(a, Answer) else Answer(a.encode() if isinstance(a, str) else a) for a in answers]
        self.pages[path] = made

    def asked_for(self, path: str) -> int:
        return sum(1 for _, asked, _ in self.asked if asked == path)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.close()


@pytest.fixture
def slept() -> list[float]:
    """How long the fetcher would have waited, second by second not spent."""
    return []


@pytest.fixture
def fetcher(slept: list[float]) -> Iterator[Fetcher]:
    with Fetcher(contact="desk@sample.invalid", open_loopback=True, sleep=slept.append) as one:
        yield one


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


@pytest.fixture
def manners() -> type[Manners]:
    return Manners
