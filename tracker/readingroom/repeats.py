"""The desk of repeated requests: the same request under the same key is done once and answered twice.

A try whose process died is taken over: at once where its process is known dead, else when its time is over. What died
before it wrote anything is done; what had begun to write is never done again by itself.
"""

import os
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from tracker.practice.repeat import Claim, Repeat
from tracker.readingroom.desk import Desk
from tracker.store.claims import holding

# Many times what any request takes that reads no file (seconds, on loaded machines), and short enough to wait for.
LAPSES = timedelta(seconds=30)
# Beyond what the sandbox lets a file be read: 480 s by the clock.
LAPSES_READING = timedelta(seconds=600)
_HOST = socket.gethostname()


class Repeats(Desk):
    """The reader's own keys."""

    def claim(
        self,
        key: str,
        fingerprint: str,
        *,
        lapses: timedelta = LAPSES,
        again: bool = False,
    ) -> Claim | Repeat:
        """Take a key for a request about to be done; the request that has the key already, if one does.

        Args:
            lapses: after how long a try that did not answer may be taken over.
            again: doing it twice is doing it once, so that it may be taken over even where something was written.
        """
        claim = Claim(self.person_id, key, f"{_process()}/{secrets.token_hex(8)}")
        at = self.clock()

        def may_take(before: Repeat) -> bool:
            return (again or not before.written) and has_lapsed(before, at, lapses)

        wanted = Repeat(key, fingerprint, at, holder=claim.holder)
        with self.library.writing() as files:
            return files.repeats.claim(self.person_id, wanted, may_take) or claim

    @contextmanager
    def under(self, claim: Claim) -> Iterator[None]:
        """Whatever is written inside is written for this claim, or not at all."""
        with holding(claim):
            yield

    def keep(self, claim: Claim, status: int, headers: Mapping[str, str], body: str) -> None:
        """Keep the answer of a claimed key."""
        with self.library.writing() as files:
            files.repeats.keep(claim, Repeat(claim.key, "", self.clock(), status, headers, body))

    def release(self, claim: Claim, *, if_untouched: bool = False) -> None:
        """Let a claimed key go; `if_untouched`: unless something was written under it."""
        with self.library.writing() as files:
            files.repeats.release(claim, if_untouched=if_untouched)


def has_lapsed(before: Repeat, at: datetime, lapses: timedelta) -> bool:
    """Whether nobody is at an unanswered request any more, as far as one can know."""
    return at - before.asked_at >= lapses or is_dead(before.holder)


def is_dead(holder: str) -> bool:
    """Whether a try's process is known to be gone: of this machine, and no process has its number, or another one."""
    host, number, began, *_ = (*holder.split("/"), "", "", "")
    if host != _HOST or not number.isdecimal():
        return False
    return _began(int(number)) != began


def _process() -> str:
    return f"{_HOST}/{os.getpid()}/{_began(os.getpid())}"


def _began(number: int) -> str:
    """When a process began, in the machine's own ticks, for a number is given out again; empty where there is none."""
    try:
        with open(f"/proc/{number}/stat", encoding="ascii", errors="replace") as said:
            return said.read().rpartition(")")[2].split()[19]
    except OSError:
        return _answers(number)


def _answers(number: int) -> str:
    """Where no /proc tells more: whether a process has this number at all."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "there"
    return "there"
