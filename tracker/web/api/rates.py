"""How often one asker may ask: a bucket each, filled steadily, in one process's memory (`shares`: in all's)."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

# A program that follows a library asks some hundred times an hour; ten a second is a loop that forgot to wait, and
# more than one of them on two cores takes the screens' time from lawyers.
PER_SECOND = 10.0
BURST = 200  # a first synchronisation of the whole catalogue in one breath
WRITING = 5  # what a write costs of it: it holds the pen
REMEMBERED = 10_000  # askers kept at most, so that a flood of addresses cannot fill the memory


class Rates:
    """Buckets by asker, of one process alone."""

    def __init__(
        self, per_second: float = PER_SECOND, burst: int = BURST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def spend(self, key: Hashable, cost: int = 1) -> int:
        """Take from the asker's bucket; 0 where it held enough, else how many seconds to wait."""
        with self._lock:
            now = self._clock()
            left, at = self._buckets.pop(key, (float(self._burst), now))
            left = min(self._burst, left + (now - at) * self._per_second)
            wait = 0 if left >= cost else math.ceil((cost - left) / self._per_second)
            self._buckets[key] = (left - cost if wait == 0 else left, now)
            while len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        return wait
