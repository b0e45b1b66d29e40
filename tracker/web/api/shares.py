"""How often one asker may ask, of all processes: the buckets stand in the library, each takes some at a time."""

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from tracker.errors import StoreError
from tracker.web.api.rates import REMEMBERED

log = logging.getLogger("tracker.api")

# What a process takes of a bucket in one breath: the library is written to once in so many requests of an asker.
# So many of each asker's may lie unused in each process, never more.
TAKEN = 20

#: Key, least and wish to how many were taken, and else how many seconds to wait.
Take = Callable[[str, int, int], tuple[int, float]]


class SharedRates:
    """Buckets by asker, the same for every process; in memory stands only what was taken of them and not yet spent."""

    def __init__(self, take: Take, clock: Callable[[], float] = time.monotonic) -> None:
        self._take, self._clock = take, clock
        self._held: OrderedDict[object, tuple[int, float]] = OrderedDict()  # how many, and shut until when
        self._lock = Lock()

    def spend(self, key: object, cost: int = 1) -> int:
        """Take from the asker's bucket; 0 where it held enough, else how many seconds to wait."""
        with self._lock:
            held, shut = self._pop(key)
            if held >= cost or self._clock() < shut:
                return self._settle(key, held, shut, cost)
            self._put(key, held, shut)
        taken, wait = self._taken(key, cost - held)
        with self._lock:
            held, _ = self._pop(key)  # another request of the same asker may have spent some meanwhile
            return self._settle(key, held + taken, self._clock() + wait, cost)

    def _taken(self, key: object, least: int) -> tuple[int, float]:
        try:
            return self._take(repr(key), least, max(TAKEN, least))
        except StoreError as fault:  # counting is no reason to refuse: a library that cannot be written can be read
            log.warning("What %s asks could not be counted: %s", "an asker", fault)
            return least, 0.0

    def _settle(self, key: object, held: int, shut: float, cost: int) -> int:
        enough = held >= cost
        self._put(key, held - cost if enough else held, shut)
        return 0 if enough else max(1, math.ceil(shut - self._clock()))

    def _pop(self, key: object) -> tuple[int, float]:
        return self._held.pop(key, (0, 0.0))

    def _put(self, key: object, held: int, shut: float) -> None:
        self._held[key] = (held, shut)
        while len(self._held) > REMEMBERED:
            self._held.popitem(last=False)
