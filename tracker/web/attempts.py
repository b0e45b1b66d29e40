"""How often one address may try a password: a short memory of failures, held in this process."""

from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=15)
# Ten slips are a forgetful person; more within a quarter of an hour is somebody guessing.
ALLOWED = 10
REMEMBERED = 10_000  # keys kept at most, so that a flood of invented names cannot fill the memory


class Attempts:
    """Failures by key (an account, an address), forgotten after fifteen minutes."""

    def __init__(self) -> None:
        self._failures: dict[Hashable, deque[datetime]] = {}
        self._lock = Lock()

    def blocked(self, key: Hashable, now: datetime) -> bool:
        """Whether this key failed too often of late."""
        with self._lock:
            return len(self._recent(key, now)) >= ALLOWED

    def failed(self, key: Hashable, now: datetime) -> None:
        """Remember one failure."""
        with self._lock:
            while len(self._failures) >= REMEMBERED and key not in self._failures:
                self._failures.pop(next(iter(self._failures)))
            self._failures.setdefault(key, deque(maxlen=ALLOWED)).append(now)

    def forget(self, key: Hashable) -> None:
        """The key got in: its failures count no more."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: Hashable, now: datetime) -> deque[datetime]:
        failures = self._failures.get(key, deque())
        while failures and now - failures[0] > WINDOW:
            failures.popleft()
        return failures
