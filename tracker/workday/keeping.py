"""What a schedule is kept honest by: its lease, its release, and a clock that does not run backwards under it.

In a thread of its own, which no letter in the hands of a slow mail server holds up.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Protocol

from tracker.errors import Outdated, StoreError
from tracker.store.lease import Lease
from tracker.store.library import Library

log = logging.getLogger("tracker.schedule")

# How soon a scheduler whose connection to PostgreSQL died stops working, since another may have taken its place.
LOOK_SECONDS = 5.0
# Clocks are steered by fractions of a second; whoever sets one back by hand or at a start sets it by more than this.
STEERED = timedelta(seconds=10)


class Kept(Protocol):
    """A schedule, as far as it has to be kept."""

    def rest(self, why: str) -> None:
        """Start nothing any more until told to go on."""

    def go_on(self) -> None:
        """Start what is due again."""

    def shift(self, span: timedelta) -> None:
        """Move the moment of everything that is due later."""


class Keeper:
    """Looks again and again; `outdated` is set once the library has the shape of another release.

    `wall` and `steady` are the machine's clock and one that nobody can set, in seconds.
    """

    def __init__(
        self,
        schedule: Kept,
        held: Lease,
        library: Library,
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._schedule, self._held, self._library = schedule, held, library
        self._wall, self._steady = wall, steady
        self._last = wall() - steady()
        self.outdated = Event()

    def look(self) -> None:
        """Rest while the lease is lost or the library of another release, go on else; follow a clock set back."""
        self._follow_clock()
        if not self._held.renewed():  # asked first: it gives up in time, a question to a vanished database may not
            self._schedule.rest("the lease on the library is lost")
            return
        try:
            ours = self._library.is_at_head()
        except StoreError:
            self._schedule.rest("the library does not answer")
            return
        if ours:
            self._schedule.go_on()
        else:
            self._schedule.rest("the library was brought to the shape of another release")
            self.outdated.set()

    def wait(self, until: Event) -> None:
        """Until the event is set; raises Outdated when another release has taken over, so that ours is replaced."""
        while not until.wait(1.0):
            if self.outdated.is_set():
                raise Outdated("The library was brought to the shape of another release: this scheduler stops.")

    def _follow_clock(self) -> None:
        ahead = self._wall() - self._steady()
        span, self._last = timedelta(seconds=ahead - self._last), ahead
        if span < -STEERED:
            log.warning("The clock was set back by %s; everything that is due moves along.", -span)
            self._schedule.shift(span)


@contextmanager
def kept(keeper: Keeper) -> Iterator[Keeper]:
    """Let it look every few seconds while inside."""
    ended = Event()

    def look() -> None:
        while not ended.wait(LOOK_SECONDS):
            try:
                keeper.look()
            except Exception:  # whatever broke once must not end the keeping
                log.exception("The schedule could not be looked after.")

    thread = Thread(target=look, name="keeping", daemon=True)
    thread.start()
    try:
        yield keeper
    finally:
        ended.set()
        thread.join()
