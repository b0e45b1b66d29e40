"""The demo's official site: the sample library over loopback HTTP, published step by step.

It answers as the real sites do: ETag and Last-Modified with 304, robots.txt, Content-Disposition, JsonList by POST.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

from tracker.demo import pages
from tracker.demo.shelf import HTML, Form, Resource, Shelf, shelf
from tracker.knowledge.fiction import SampleText, sample_texts
from tracker.sources import registry
from tracker.sources.source import Source

LAST_STEP = 99
_MOST_OF_A_FORM = 64 * 1024


@dataclass(frozen=True, slots=True)
class Visit:
    """A request the site answered: what a test asks about politeness."""

    method: str
    path: str
    status: int


class Site:
    """A running site on this machine; `port` 0 takes a free one.

    Nothing is published until `publish` says up to which step; `offer` puts any other page on it (tests replay real
    ones).
    """

    def __init__(self, port: int = 0, texts: Sequence[SampleText] | None = None) -> None:
        self._texts = sample_texts() if texts is None else tuple(texts)
        self._offered: dict[str, Resource] = {}
        self._visits: list[Visit] = []
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.site = self
        self._shelf = Shelf({}, {})
        self.publish(0)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="sample-site", daemon=True
        )
        self._thread.start()

    @property
    def base(self) -> str:
        """The site's address, `http://127.0.0.1:8123`."""
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        """Its name and port, as they stand in protocol-relative links."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps there are to publish."""
        return tuple(sorted({text.step for text in self._texts}))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Every request answered so far."""
        return tuple(self._visits)

    def publish(self, step: int = LAST_STEP) -> None:
        """Publish every text up to a step; what was published before stays as it was."""
        self._shelf = shelf([text for text in self._texts if text.step <= step], self.host)

    def offer(self, path: str, resource: Resource) -> None:
        """Answer an address with a page of one's own."""
        self._offered[path] = resource

    def answer(self, path: str, form: Form) -> Resource | None:
        """What an address answers now; None where there is nothing."""
        if path in self._offered:
            return self._offered[path]
        if path in self._shelf.asked:
            return self._shelf.asked[path](form)
        return self._shelf.fixed.get(path)

    def note(self, visit: Visit) -> None:
        """Remember a request."""
        self._visits.append(visit)

    def close(self) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def serve(port: int = 0, step: int = LAST_STEP) -> Site:
    """A running site with everything published up to a step; the caller closes it."""
    site = Site(port)
    site.publish(step)
    return site


def sources(base: str) -> tuple[Source, ...]:
    """The descriptions of the demo's sites, `regs/sample/sources/`, moved to a running site's address."""
    return tuple(source.moved(base) for source in registry.samples())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "sample-site"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(_fields(urlsplit(self.path).query))

    def do_HEAD(self) -> None:
        self._answer(_fields(urlsplit(self.path).query))

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _MOST_OF_A_FORM:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Resource(b""))
            return
        self._answer(_fields(self.rfile.read(length).decode("utf-8", errors="replace")))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parameter's name is http.server's
        """Say nothing: the terminal belongs to the demo."""

    def _answer(self, form: Form) -> None:
        resource = self.server.site.answer(unquote(urlsplit(self.path).path), form)
        if resource is None:
            self._send(HTTPStatus.NOT_FOUND, Resource(pages.missing().encode(), HTML))
        elif self.command != "POST" and self._is_known(resource):
            self._send(HTTPStatus.NOT_MODIFIED, resource)
        else:
            self._send(HTTPStatus.OK, resource)

    def _is_known(self, resource: Resource) -> bool:
        """Whether the visitor has these bytes: If-None-Match decides, else If-Modified-Since (RFC 9110, 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tags.strip() == "*" or resource.etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
        return _is_not_newer(resource, self.headers.get("If-Modified-Since"))

    def _send(self, status: HTTPStatus, resource: Resource) -> None:
        body = b"" if status is HTTPStatus.NOT_MODIFIED else resource.body
        self.server.site.note(Visit(self.command, self.path, status.value))
        self.send_response(status)
        self.send_header("ETag", resource.etag)
        self.send_header("Last-Modified", format_datetime(resource.modified_at, usegmt=True))
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", resource.media_type)
            self.send_header("Content-Length", str(len(body)))
        for name, value in resource.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _fields(words: str) -> Mapping[str, str]:
    return dict(parse_qsl(words, keep_blank_values=True))


def _is_not_newer(resource: Resource, since: str | None) -> bool:
    try:
        return since is not None and resource.modified_at <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # a date nobody can read is as good as none
        return False
