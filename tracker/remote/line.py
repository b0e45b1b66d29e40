"""The line to a tracker far away: asks again where that is safe, waits where it is told to, keeps what it read last."""

import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import httpx2

from tracker.remote.faults import RemoteRefused, RemoteSilent

ROOT = "/api/v1"
TRIES = 5  # with half a second, then twice as long each time, a restart of the server is outlived
FIRST_PAUSE = 0.5  # seconds
PATIENCE = 60.0  # seconds waited for one answer, all told: beyond, the caller decides
TIMEOUT = 30.0  # seconds for one answer; a comparison made anew takes a few
LONGEST = 600.0  # seconds for a file: beyond what the sandbox lets one be read
REMEMBERED = 256  # answers kept with their ETags
AGAIN = frozenset({429, 502, 503, 504})
MEDIA = "application/problem+json"


class Line:
    """One connection with its token. Safe to use from one thread."""

    def __init__(
        self,
        address: str,
        token: str,
        *,
        timeout: float = TIMEOUT,
        patience: float = PATIENCE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx2.Client(
            base_url=address.rstrip("/"),
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=timeout,
            follow_redirects=False,  # a redirect would carry the token to wherever it points
        )
        self._patience, self._sleep = patience, sleep
        self._short, self._long = timeout, max(timeout, LONGEST)
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def get(self, path: str, query: Mapping[str, Any] | None = None) -> Any:
        """What stands at a path below the API's root; not sent again where it did not change. Raises RemoteRefused."""
        address = _address(path, query)
        etag, held = self._kept.get(address, ("", None))
        answer = self._ask("GET", address, {"If-None-Match": etag} if etag else {})
        if answer.status_code == 304:
            self._kept.move_to_end(address)
            return held
        return self._keep(address, answer)

    def pages(self, path: str, query: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """Every item of a list, page by page as they are asked for."""
        page = self.get(path, query)
        yield from page["items"]
        while page["next"]:
            page = self.get(page["next"].partition(ROOT)[2])
            yield from page["items"]

    def file(self, path: str, query: Mapping[str, Any] | None = None) -> bytes:
        """A file as it was kept, or is made."""
        return self._ask("GET", _address(path, query), {}, patient=True).content

    def send(self, path: str, data: bytes, query: Mapping[str, Any] | None = None, *, key: str = "") -> Any:
        """Bring a file, once; `key` as for `post`. Reading it may take the server minutes."""
        headers = {"Idempotency-Key": key or secrets.token_urlsafe(16), "Content-Type": "application/octet-stream"}
        return _read(self._ask("POST", _address(path, query), headers, data, patient=True))

    def post(self, path: str, body: Any = None, *, key: str = "") -> Any:
        """Do something, once: asked again after a lost answer it is not done twice. `key` is made where none is given.

        A program that may itself die in the middle gives a key of its own, and the same one when it asks anew.
        """
        return self._write("POST", path, body, {"Idempotency-Key": key or secrets.token_urlsafe(16)})

    def put(self, path: str, body: Any, *, of: str = "") -> Any:
        """Set something. `of` is the path it was read at: refused with `changed` where it is another by now."""
        return self._write("PUT", path, body, self._seen(of))

    def patch(self, path: str, body: Any, *, of: str = "") -> Any:
        """Change something; `of` as for `put`."""
        return self._write("PATCH", path, body, self._seen(of))

    def delete(self, path: str) -> None:
        """Take something back. Asked again after a lost answer, what is gone is gone: no fault."""
        self._ask("DELETE", ROOT + path, {})

    def _seen(self, path: str) -> dict[str, str]:
        """The condition that it still is as this line read it last; reads it first where it never did."""
        if not path:
            return {}
        if ROOT + path not in self._kept:
            self.get(path)
        return {"If-Match": self._kept[ROOT + path][0]}

    def _write(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        data = None
        if body is not None:
            data, headers = (
                json.dumps(body, ensure_ascii=False).encode(),
                headers | {"Content-Type": "application/json"},
            )
        answer = self._ask(method, ROOT + path, headers, data)
        if answer.status_code == 204:
            return None
        made = _read(answer)
        if method != "POST":
            self._keep(ROOT + path, answer)
        elif answer.headers.get("Location"):
            self._keep(answer.headers["Location"], answer)
        return made

    def _ask(
        self, method: str, address: str, headers: dict[str, str], data: bytes | None = None, *, patient: bool = False
    ) -> httpx2.Response:
        """One answer that is none of those to be waited out. Raises RemoteRefused, RemoteSilent."""
        waited, pause, silent = 0.0, FIRST_PAUSE, ""
        for attempt in range(TRIES):
            try:
                answer = self._http.request(
                    method, address, headers=headers, content=data, timeout=self._long if patient else self._short
                )
            except httpx2.TransportError as fault:
                silent, rest = f"{type(fault).__name__}: {fault}", pause
            else:
                if not _is_for_later(answer):
                    return _good(answer, gone_is_good=method == "DELETE" and attempt > 0)
                silent = f"it answered {answer.status_code}"
                rest = _told_to_wait(answer) or pause
                if attempt == TRIES - 1 or waited + rest > self._patience:
                    return _good(answer)
            if waited + rest > self._patience:
                break
            if attempt < TRIES - 1:
                self._sleep(rest)
            waited, pause = waited + rest, pause * 2
        raise RemoteSilent(f"{self._http.base_url} gives no answer to {method} {address}: {silent}.")

    def _keep(self, address: str, answer: httpx2.Response) -> Any:
        made = _read(answer)
        if etag := answer.headers.get("ETag"):
            self._kept[address] = (etag, made)
            self._kept.move_to_end(address)
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return made


def path(*parts: str | int) -> str:
    """A path of parts, each as it may stand in an address."""
    return "".join(f"/{quote(str(part), safe='~*.')}" for part in parts)


def _address(path_: str, query: Mapping[str, Any] | None) -> str:
    said = {name: value for name, value in (query or {}).items() if value not in (None, "")}
    words = "&".join(f"{quote(name)}={quote(_word(value), safe='')}" for name, value in said.items())
    return ROOT + path_ + (f"?{words}" if words else "")


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_for_later(answer: httpx2.Response) -> bool:
    """Whether to ask again: too often, not there just now, or our own request still under way."""
    return answer.status_code in AGAIN or (answer.status_code == 409 and "Retry-After" in answer.headers)


def _told_to_wait(answer: httpx2.Response) -> float:
    """How many seconds the answer asks for: a number or a date (RFC 9110); 0 where it says nothing one can read."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _good(answer: httpx2.Response, *, gone_is_good: bool = False) -> httpx2.Response:
    if answer.status_code < 300 or answer.status_code == 304 or (gone_is_good and answer.status_code == 404):
        return answer
    if answer.headers.get("Content-Type", "").partition(";")[0] != MEDIA:
        raise RemoteSilent(f"{answer.url} answered {answer.status_code} with no problem: is a tracker there?")
    said = _read(answer)
    kind = str(said.get("type", "")).rpartition("#problem-")[2]
    raise RemoteRefused(kind, answer.status_code, said)


def _read(answer: httpx2.Response) -> Any:
    try:
        return answer.json()
    except ValueError as fault:
        raise RemoteSilent(f"{answer.url} answered {answer.status_code} and no JSON: is a tracker there?") from fault
