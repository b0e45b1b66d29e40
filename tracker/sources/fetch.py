"""The only user of the network: one polite, guarded, bounded request at a time."""

import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from tracker.errors import FetchFailed, Interrupted, Refused
from tracker.practice.visit import Validators
from tracker.sources import guard
from tracker.sources.answers import BadAnswer, Page, Resting, retry_after
from tracker.sources.challenge import Landing, look
from tracker.sources.manners import USUAL_LIMITS, USUAL_MANNERS, Limits, Manners
from tracker.sources.patience import Hurried, Patience
from tracker.sources.robots import Robots

NOTHING_KNOWN = Validators()
LONGEST_REST = 24 * 3600.0  # whoever asks for longer is met again tomorrow, with robots.txt read anew
LONGEST_CRAWL_DELAY = 60.0  # seconds; a larger one was meant for whole-site crawlers, we fetch a few pages a day
HOPS = 5  # official sites redirect once or twice (http → https, host → www); more is a loop
_REDIRECTS = (301, 302, 303, 307, 308)
# What may pass by itself within one visit; 403, 412 and 521 never do (sources.md: never retry these in the same run).
_RETRIED = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Sent:
    """What is posted: the fields of a form, or a JSON body; nothing for a GET."""

    form: tuple[tuple[str, str], ...] = ()
    body: str = ""

    @property
    def parts(self) -> tuple[str, dict[str, str] | None, bytes | None]:
        """Method, form and content, as the client takes them."""
        if self.body:
            return "POST", None, self.body.encode()
        return ("POST", dict(self.form), None) if self.form else ("GET", None, None)


NOTHING_SENT = Sent()


@cache
def _trust() -> ssl.SSLContext:
    """The machine's certificates, read once: a fifth of a second, which a thousand hosts need not each spend."""
    return httpx2.create_ssl_context()


class Pinned(httpx2.HTTPTransport):
    """Connects to the very address the guard allowed; the name stays in Host and in the TLS handshake.

    For one request at a time: `patience.end` says until when it has to be through, head and body.
    """

    def __init__(self, open_loopback: bool, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(verify=_trust())
        self._open_loopback = open_loopback
        self.patience = Patience(now)
        # The client has no argument for the backend of its pool; the pool itself has.
        self._pool = httpcore2.ConnectionPool(ssl_context=_trust(), network_backend=Hurried(self.patience))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the address the guard allows; raises Refused where it allows none."""
        address = guard.allowed_address(str(request.url), open_loopback=self._open_loopback)
        pinned = httpx2.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
        return super().handle_request(pinned)


class _Host:
    """One host: its client (a cookie jar of its own), and whose turn it is."""

    def __init__(self, client: httpx2.Client, patience: Patience) -> None:
        self.client, self.patience = client, patience
        self.turn = threading.Lock()
        self.free_at = 0.0
        self.resting_until = 0.0


class Fetcher:
    """Fetches for one installation: honest about itself, one request at a time per host, robots.txt first.

    `contact` stands in the User-Agent; `open_loopback` lets this machine's own addresses be fetched (tests and the
    demo); `sleep` and `now` (seconds, monotonic) are given by tests.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        open_loopback: bool = False,
        manners: Manners = USUAL_MANNERS,
        sleep: Callable[[float], object] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.agent = f"tracker/0.1 (regulatory text archive; {contact or 'no contact configured'})"
        self._open_loopback = open_loopback
        self._manners = manners
        self._closed = threading.Event()
        self._sleep = sleep or self._closed.wait  # so that closing ends every pause
        self._now = now
        self._hosts: dict[str, _Host] = {}
        self._door = threading.Lock()
        self._robots = Robots(self._ask_robots, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_closed(self) -> bool:
        """Whether we are stopping."""
        return self._closed.is_set()

    def close(self) -> None:
        """End all pauses and connections; requests under way and later ones raise Interrupted."""
        self._closed.set()
        with self._door:
            for host in self._hosts.values():
                host.client.close()

    def get(
        self,
        url: str,
        *,
        validators: Validators = NOTHING_KNOWN,
        form: tuple[tuple[str, str], ...] = (),
        body: str = "",
        limits: Limits = USUAL_LIMITS,
        referer: str = "",
    ) -> Page:
        """The page at an address, asked conditionally when validators are known; a `form`, or JSON `body`, is posted.

        Raises Refused (robots.txt, address guard), BadAnswer (a wall, an error page, nothing, gone, down), Resting (the
        host asked to be left alone), or FetchFailed (network, size, time, redirects). Tries again only on network
        faults, 429 and 5xx but 521.
        """
        headers, sent = _headers(validators, referer, body), Sent(form, body)
        for attempt in range(1, self._manners.tries + 1):
            last = attempt == self._manners.tries
            try:
                page = self._follow(url, headers, sent, limits)
            except FetchFailed as fault:
                if last or not fault.temporary:
                    raise
                self._sleep(self._manners.back_off * 2 ** (attempt - 1))
                continue
            landing = look(page.status, page.data, dict(page.headers))
            if landing is Landing.PAGE:
                return page
            pause = self._pause(page, attempt)
            if last or page.status not in _RETRIED or pause > self._manners.patience:
                self._let_rest(page, landing)
                raise BadAnswer(page, landing)
            self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _pause(self, page: Page, attempt: int) -> float:
        asked = retry_after(page)
        return self._manners.back_off * 2 ** (attempt - 1) if asked is None else asked

    def _let_rest(self, page: Page, landing: Landing) -> None:
        """Leave a host alone that said “later”: half an hour, or as long as it asked."""
        asked = retry_after(page) or 0.0
        if landing is Landing.LIMITED or asked > self._manners.patience:
            pause = max(asked, self._manners.rest if landing is Landing.LIMITED else 0.0)
            self._host(_host_of(page.final_url)).resting_until = self._now() + min(pause, LONGEST_REST)

    def _follow(self, url: str, headers: dict[str, str], sent: "Sent", limits: Limits) -> Page:
        """One request and its redirects, each hop guarded and asked of robots.txt anew."""
        here, answer = url, None
        for _ in range(HOPS + 1):
            self._robots.check(_origin(here), here)
            answer = self._hop(here, headers, sent, limits)
            if answer.status not in _REDIRECTS or not answer.header("location"):
                return Page(url, here, answer.status, answer.data, answer.headers)
            here = urljoin(here, answer.header("location")).split("#")[0]
            if answer.status in (301, 302, 303):
                sent = NOTHING_SENT
        raise FetchFailed(f"{url}: it redirects more than {HOPS} times.", temporary=False)

    def _ask_robots(self, url: str) -> tuple[int, bytes]:
        limits = Limits(bytes=1024 * 1024, seconds=20.0)
        here = url
        try:
            for _ in range(HOPS + 1):
                answer = self._hop(here, {}, NOTHING_SENT, limits)
                if answer.status not in _REDIRECTS or not answer.header("location"):
                    return answer.status, answer.data
                here = urljoin(here, answer.header("location"))
        except FetchFailed:
            return 0, b""
        return 404, b""  # RFC 9309, section 2.3.1.2: after five redirects it may be taken as unavailable

    def _hop(self, url: str, headers: dict[str, str], sent: "Sent", limits: Limits) -> Page:
        self._go_on()
        with self._turn_at(url) as host:
            # From here on: neither the wait for the host's turn nor the pause it asked for is its slowness.
            host.patience.end = end = self._now() + limits.seconds
            try:
                method, form, content = sent.parts
                with host.client.stream(method, url, headers=headers, data=form, content=content) as response:
                    data = b"".join(self._body(response, url, limits, end))
                    seen = tuple((name.lower(), value) for name, value in response.headers.multi_items())
                    return Page(url, url, response.status_code, data, seen)
            except (httpx2.RequestError, httpx2.InvalidURL, RuntimeError, OSError) as fault:
                self._go_on()
                if isinstance(fault, httpx2.TimeoutException) and self._now() >= end:
                    raise _too_slow(url, limits) from fault
                raise _failure(url, fault) from fault

    def _go_on(self) -> None:
        if self._closed.is_set():
            raise Interrupted("The visit was broken off: tracker is stopping.")

    def _body(self, response: httpx2.Response, url: str, limits: Limits, end: float) -> Iterator[bytes]:
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > limits.bytes:
                raise FetchFailed(
                    f"{url}: more than {limits.bytes:,} bytes; the rest was not fetched.", temporary=False
                )
            if self._now() > end:
                raise _too_slow(url, limits)
            yield chunk

    @contextmanager
    def _turn_at(self, url: str) -> Iterator[_Host]:
        """Wait for this host's turn and its pause, and give it."""
        address = guard.allowed_address(url, open_loopback=self._open_loopback)
        host = self._host(_host_of(url))
        with host.turn:
            if host.resting_until > self._now():
                raise Resting(f"{url}: its host asked to be left alone; it is asked again after a rest.")
            wait = host.free_at - self._now()
            if wait > 0:
                self._sleep(wait)
            try:
                yield host
            finally:
                quick = guard.is_loopback(address) and not self._manners.loopback_too
                host.free_at = self._now() + (0.0 if quick else self._rest(url))

    def _rest(self, url: str) -> float:
        """The pause after a request; a Crawl-delay counts where it asks for a longer one."""
        asked = min(self._robots.delay(_origin(url)), LONGEST_CRAWL_DELAY)
        return max(self._manners.delay, asked) + random.uniform(0, self._manners.jitter)  # noqa: S311  no secret in it

    def _host(self, name: str) -> _Host:
        with self._door:
            if name not in self._hosts:
                transport = Pinned(self._open_loopback, self._now)
                self._hosts[name] = _Host(self._client(transport), transport.patience)
            return self._hosts[name]

    def _client(self, transport: Pinned) -> httpx2.Client:
        return httpx2.Client(
            transport=transport,
            headers={"User-Agent": self.agent, "Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": "gzip"},
            timeout=httpx2.Timeout(self._manners.silence, connect=min(15.0, self._manners.silence)),
            trust_env=False,
        )


def _too_slow(url: str, limits: Limits) -> FetchFailed:
    """Whoever speaks without an end is not asked again within the visit."""
    return FetchFailed(f"{url}: not finished after {limits.seconds:.0f} seconds.", temporary=False)


def _failure(url: str, fault: Exception) -> FetchFailed | Refused:
    """A fault of the client as one of ours. A closed client raises RuntimeError, which only stopping brings about."""
    if isinstance(fault, (httpx2.UnsupportedProtocol, httpx2.InvalidURL)):
        return Refused(f"{url}: this is no address that can be fetched.")
    if isinstance(fault, httpx2.TimeoutException):
        return FetchFailed(f"{url}: no answer in time.", temporary=True)
    return FetchFailed(f"{url}: the connection failed ({fault}).", temporary=True)


def _headers(validators: Validators, referer: str, body: str = "") -> dict[str, str]:
    named = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
        "Referer": referer,
        "Content-Type": "application/json" if body else "",
    }
    return {name: value for name, value in named.items() if value}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _host_of(url: str) -> str:
    """A host's name and any port of its own: http and https of one host are one host, and wait for each other."""
    parts = urlsplit(url)
    usual = parts.port in (None, 80, 443)
    return (parts.hostname or "") if usual else parts.netloc.lower()
