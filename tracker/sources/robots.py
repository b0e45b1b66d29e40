"""What a site's robots.txt allows (RFC 9309), kept a day per host; stricter on purpose where it answers 401 or 403."""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from tracker.errors import Refused

AGENT = "tracker"
KEPT_SECONDS = 24 * 3600.0  # RFC 9309, section 2.4: not longer than a day


@dataclass(frozen=True, slots=True)
class Rules:
    """A host's answer: the rules, or why nothing may be fetched; `lasting` False for an outage."""

    rules: Protego | None
    refusal: str = ""
    lasting: bool = True


class Robots:
    """The rules of the hosts met so far.

    `ask` fetches an address and gives (status, body), status 0 when the host did not answer; `now` counts seconds.
    """

    def __init__(self, ask: Callable[[str], tuple[int, bytes]], now: Callable[[], float]) -> None:
        self._ask = ask
        self._now = now
        self._known: dict[str, tuple[float, Rules]] = {}
        self._asking: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def check(self, origin: str, url: str) -> None:
        """Return if `url` may be fetched; raise Refused, with the reason, if not. `origin` is `scheme://host[:port]`."""
        with self._asking[origin]:  # visitors of one host ask for its rules once between them
            rules = self._rules_of(origin)
        if rules.refusal:
            raise Refused(f"{origin}: {rules.refusal}")
        if rules.rules is not None and not rules.rules.can_fetch(url, AGENT):
            raise Refused(f"{url}: the site's robots.txt forbids programs to fetch this.")

    def delay(self, origin: str) -> float:
        """The Crawl-delay, in seconds, of a host whose rules are known; 0 where it names none."""
        known = self._known.get(origin)
        asked = known[1].rules.crawl_delay(AGENT) if known and known[1].rules is not None else None
        return float(asked or 0.0)

    def _rules_of(self, origin: str) -> Rules:
        known = self._known.get(origin)
        if known is None or self._now() - known[0] > KEPT_SECONDS:
            known = (self._now(), _rules(*self._ask(f"{origin}/robots.txt")))
            if known[1].lasting:
                self._known[origin] = known
        return known[1]


def _rules(status: int, body: bytes) -> Rules:
    if 200 <= status < 300:
        return Rules(Protego.parse(body[: 512 * 1024].decode("utf-8", errors="replace")))  # RFC 9309: at least 500 KiB
    if status in (401, 403):
        return Rules(None, "its robots.txt is forbidden to us, so a person has to ask the site first.")
    if 400 <= status < 500 and status != 429:
        return Rules(None)  # RFC 9309, section 2.3.1.3: unavailable means no rules
    return Rules(None, "its robots.txt did not answer, which forbids everything until it does.", lasting=False)
