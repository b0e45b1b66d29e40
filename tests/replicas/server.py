"""A site on this machine: answers by what it was given to publish, keeps a diary of what it was asked, fails on demand.

Nothing here or beside it imports the connectors: a replica is built from the facts about a site alone.
"""

import contextlib
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from tests.replicas.texts import Text

HTML = "text/html; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    body: str
    headers: dict[str, str]

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True)
class Reply:
    """One answer; `conditional` gives it an ETag and obeys If-None-Match; `cut` breaks the connection off instead."""

    body: bytes | str = b""
    status: int = 200
    kind: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    conditional: bool = False
    cut: bool = False
    silent: bool = False

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.data).hexdigest()[:16]}"'


MISSING = Reply("<html><body><h1>404 Not Found</h1></body></html>", 404)
Failure = Callable[[Asked], Reply]


@dataclass
class Replica:
    """What a site publishes and how it is doing; a site's own class says what its addresses answer.

    Attributes:
        texts: what is published, in any order.
        failure: what every list (`on_lists`) or every article and file answers instead, until it is taken away.
        gone: numbers of texts whose pages are no longer there.
    """

    texts: list[Text] = field(default_factory=list)
    failure: Failure | None = None
    on_lists: bool = True
    gone: set[int] = field(default_factory=set)
    diary: list[tuple[Asked, Reply]] = field(default_factory=list)
    #: whether the site gives ETags on its lists
    conditional = False
    #: whether it publishes drafts, finals, attachments
    drafts, finals, files = True, True, True

    def is_list(self, asked: Asked) -> bool:
        """Whether an address is a list (or an endpoint of one); everything else is an article or a file."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Reply | None:
        """What an address answers on a normal day; None where there is nothing."""
        raise NotImplementedError

    def robots(self) -> Reply:
        return Reply(status=404)

    def reply(self, asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return self.robots()
        if self.failure is not None and self.is_list(asked) is self.on_lists:
            return self.failure(asked)
        found = self.answer(asked) or MISSING
        if found.conditional and asked.headers.get("if-none-match") == found.etag:
            return replace(found, body=b"", status=304)
        return found

    def asked_lists(self) -> list[Asked]:
        return [asked for asked, _ in self.diary if asked.path != "/robots.txt" and self.is_list(asked)]

    def bodies_sent(self) -> list[str]:
        """The articles and files whose bytes were sent."""
        return [
            asked.path
            for asked, reply in self.diary
            if asked.path != "/robots.txt" and not self.is_list(asked) and reply.data
        ]

    def newest(self) -> list[Text]:
        return sorted(self.texts, key=lambda text: (text.on, text.number), reverse=True)

    def there(self) -> list[Text]:
        """What is published and not taken away again."""
        return [text for text in self.texts if text.number not in self.gone]

    def by_number(self, number: int) -> Text | None:
        return next((text for text in self.there() if text.number == number), None)


class Running:
    """Replicas at work on a port of this machine, each answering for what its addresses say."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica
        running = self

        class Handler(_Handler):
            site = running

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.closing = threading.Event()
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: Running

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        asked = Asked(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            dict(parse_qsl(body, keep_blank_values=True)),
            body,
            {name.lower(): value for name, value in self.headers.items()} | {"x-host": self.site.host},
        )
        reply = self.site.replica.reply(asked)
        self.site.replica.diary.append((asked, reply))
        self._send(reply)

    do_POST = do_GET  # noqa: N815  the standard library's name

    def _send(self, reply: Reply) -> None:
        if reply.silent:
            self.site.closing.wait(5)  # longer than any test's patience
        if reply.cut or reply.silent:
            self.close_connection = True
            return
        self.send_response_only(reply.status)
        for name, value in (("Content-Type", reply.kind), *reply.headers):
            self.send_header(name, value)
        if reply.conditional:
            self.send_header("ETag", reply.etag)
        self.send_header("Content-Length", str(len(reply.data)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the visitor had enough
            self.wfile.write(reply.data)

    def log_message(self, *_: object) -> None:
        return
