"""The only user of the network: one polite, guarded, bounded request at a time."""

import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2

from tracker.errors import FetchFailed, Interrupted, Refused
from tracker.practice.visit import Validators
from tracker.sources import guard
from tracker.sources.challenge import SAYS, Landing, look
from tracker.sources.robots import Robots

NOTHING_KNOWN = Validators()
HOPS = 5  # official sites redirect once or twice (http → https, host → www); more is a loop
_REDIRECTS = (301, 302, 303, 307, 308)
# What may pass by itself within one visit; 403, 412 and 521 never do (sources.md: never retry these in the same run).
_RETRIED = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient we are. Seconds.

    Attributes:
        delay, jitter: the pause between two requests to one host: `delay` plus up to `jitter`. Collectors of these
            sites were seen with 0.4 to 12 s; two and more disturbs nobody. None on this machine's own addresses.
        tries: requests in all for one address, where trying again may help.
        back_off: the pause before the second try; it doubles.
        patience: the longest Retry-After waited for within a visit; a longer one ends the visit of that page.
    """

    delay: float = 2.0
    jitter: float = 1.5
    tries: int = 3
    back_off: float = 2.0
    patience: float = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a file may have (bytes, unpacked) and take (seconds, in all)."""

    bytes: int = 32 * 1024 * 1024
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: the bytes as sent (unpacked), and what came with them. Header names are lower-case."""

    url: str
    final_url: str
    status: int
    data: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def not_modified(self) -> bool:
        """Whether the site says nothing changed since the validators we sent."""
        return self.status == 304

    def header(self, name: str) -> str:
        """A header's value, empty if there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def media_type(self) -> str:
        """The declared type without its parameters; often wrong, never trusted for reading."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def validators(self) -> Validators:
        """What makes the next request conditional."""
        return Validators(etag=self.header("etag"), last_modified=self.header("last-modified"))


class BadAnswer(FetchFailed):
    """The site answered, but with a wall, an error or nothing; the answer is kept as evidence."""

    def __init__(self, page: Page, landing: Landing) -> None:
        limited = landing in (Landing.LIMITED, Landing.DOWN, Landing.EMPTY, Landing.ERROR_PAGE)
        super().__init__(f"{page.url}: {SAYS[landing]} (status {page.status}).", temporary=limited, status=page.status)
        self.page = page
        self.landing = landing


@cache
def _trust() -> ssl.SSLContext:
    """The machine's certificates, read once: a fifth of a second, which a thousand hosts need not each spend."""
    return httpx2.create_ssl_context()


class _Pinned(httpx2.HTTPTransport):
    """Connects to the very address the guard allowed; the name stays in Host and in the TLS handshake."""

    def __init__(self, open_loopback: bool) -> None:
        super().__init__(verify=_trust())
        self._open_loopback = open_loopback

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
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

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client
        self.turn = threading.Lock()
        self.free_at = 0.0


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
        manners: Manners = Manners(),
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
        limits: Limits = Limits(),
        referer: str = "",
    ) -> Page:
        """The page at an address, asked conditionally when validators are known; a `form` makes it a POST.

        Raises Refused (robots.txt, address guard), BadAnswer (a wall, an error page, nothing, gone, down), or
        FetchFailed (network, size, time, redirects). Tries again only on network faults, 429 and 5xx but 521.
        """
        headers = _headers(validators, referer)
        for attempt in range(1, self._manners.tries + 1):
            last = attempt == self._manners.tries
            try:
                page = self._follow(url, headers, form, limits)
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
                raise BadAnswer(page, landing)
            self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _pause(self, page: Page, attempt: int) -> float:
        asked = _retry_after(page)
        return self._manners.back_off * 2 ** (attempt - 1) if asked is None else asked

    def _follow(self, url: str, headers: dict[str, str], form: tuple[tuple[str, str], ...], limits: Limits) -> Page:
        """One request and its redirects, each hop guarded and asked of robots.txt anew."""
        here, answer, end = url, None, self._now() + limits.seconds
        for _ in range(HOPS + 1):
            self._robots.check(_origin(here), here)
            answer = self._hop(here, headers, form, limits, end)
            if answer.status not in _REDIRECTS or not answer.header("location"):
                return Page(url, here, answer.status, answer.data, answer.headers)
            here = urljoin(here, answer.header("location")).split("#")[0]
            if answer.status in (301, 302, 303):
                form = ()
        raise FetchFailed(f"{url}: it redirects more than {HOPS} times.", temporary=False)

    def _ask_robots(self, url: str) -> tuple[int, bytes]:
        limits = Limits(bytes=1024 * 1024, seconds=20.0)
        here, end = url, self._now() + limits.seconds
        try:
            for _ in range(HOPS + 1):
                answer = self._hop(here, {}, (), limits, end)
                if answer.status not in _REDIRECTS or not answer.header("location"):
                    return answer.status, answer.data
                here = urljoin(here, answer.header("location"))
        except FetchFailed:
            return 0, b""
        return 404, b""  # RFC 9309, section 2.3.1.2: after five redirects it may be taken as unavailable

    def _hop(
        self, url: str, headers: dict[str, str], form: tuple[tuple[str, str], ...], limits: Limits, end: float
    ) -> Page:
        self._go_on()
        with self._turn_at(url) as client:
            try:
                method, body = ("POST", dict(form)) if form else ("GET", None)
                with client.stream(method, url, headers=headers, data=body) as response:
                    data = b"".join(self._body(response, url, limits, end))
                    seen = tuple((name.lower(), value) for name, value in response.headers.multi_items())
                    return Page(url, url, response.status_code, data, seen)
            except (httpx2.RequestError, httpx2.InvalidURL, RuntimeError, OSError) as fault:
                self._go_on()
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
                raise FetchFailed(f"{url}: not finished after {limits.seconds:.0f} seconds.", temporary=False)
            yield chunk

    @contextmanager
    def _turn_at(self, url: str) -> Iterator[httpx2.Client]:
        """Wait for this host's turn and its pause, and give its client."""
        address = guard.allowed_address(url, open_loopback=self._open_loopback)
        host = self._host(_origin(url))
        with host.turn:
            wait = host.free_at - self._now()
            if wait > 0:
                self._sleep(wait)
            try:
                yield host.client
            finally:
                host.free_at = self._now() + (0.0 if guard.is_loopback(address) else self._rest())

    def _rest(self) -> float:
        return self._manners.delay + random.uniform(0, self._manners.jitter)  # noqa: S311  no secret hangs on it

    def _host(self, origin: str) -> _Host:
        with self._door:
            if origin not in self._hosts:
                self._hosts[origin] = _Host(self._client())
            return self._hosts[origin]

    def _client(self) -> httpx2.Client:
        return httpx2.Client(
            transport=_Pinned(self._open_loopback),
            headers={"User-Agent": self.agent, "Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": "gzip"},
            timeout=httpx2.Timeout(30.0, connect=15.0),  # the NPC's API was seen to take more than 15 s
            trust_env=False,
        )


def _failure(url: str, fault: Exception) -> FetchFailed | Refused:
    """A fault of the client as one of ours. A closed client raises RuntimeError, which only stopping brings about."""
    if isinstance(fault, (httpx2.UnsupportedProtocol, httpx2.InvalidURL)):
        return Refused(f"{url}: this is no address that can be fetched.")
    if isinstance(fault, httpx2.TimeoutException):
        return FetchFailed(f"{url}: no answer in time.", temporary=True)
    return FetchFailed(f"{url}: the connection failed ({fault}).", temporary=True)


def _headers(validators: Validators, referer: str) -> dict[str, str]:
    named = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
        "Referer": referer,
    }
    return {name: value for name, value in named.items() if value}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _retry_after(page: Page) -> float | None:
    """The pause a site asks for, in seconds: a number, or a date counted from the site's own Date."""
    asked = page.header("retry-after").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(page.header("date"))).total_seconds())
    except (ValueError, TypeError):
        return None
