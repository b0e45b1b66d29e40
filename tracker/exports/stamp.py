"""The stamp: what an export says of itself, so that a sheet found years later tells what it is and who may hold it.

Digests, engine and rules stand in the comparison; the stamp adds what only the library knows.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Marking(StrEnum):
    """Whose judgement an export holds, and so who may hold the export."""

    PRIVILEGED = "privileged"  # the firm's own, counsel's work product
    RELEASED = "released"  # counsel released it to this reader
    MACHINE = "machine"  # verdicts no person has reviewed
    REDLINE = "redline"  # texts beside each other, no judgement


@dataclass(frozen=True, slots=True)
class TextStamp:
    """One of the two texts: its version's id, its stage in words, its day, and when we fetched it, if that is told."""

    version: str
    stage: str
    dated_on: date
    retrieved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an export says of itself.

    Attributes:
        title: the instrument's, in the export's language.
        fiction: it comes from the sample library: no word of it is law.
        released_on: the day counsel released it to this reader, or, for the firm, to anybody; None if not.
        matter: the firm's number of the matter it was made for, empty if none was given.
        instrument: its word in URLs, for whoever reads the export back.
    """

    title: str
    marking: Marking
    old: TextStamp
    new: TextStamp
    fiction: bool = False
    released_on: date | None = None
    matter: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note as an export holds it: its words, by whom and when.

    It is on a change (`Clause.key`), on the provision at `locator` of `side` where that is unchanged, or on the whole.
    `internal` is true where nobody outside the firm may read it; `quoted` are the words it points to, on `side` (`old`
    or `new`). `matter` is the firm's number, empty if none or if the reader is no one of the firm.
    """

    change: str
    body: str
    author: str
    at: datetime
    internal: bool
    quoted: str = ""
    side: str = ""
    locator: str = ""
    matter: str = ""

    def stands(self, keys: Container[str], spots: Container[tuple[str, str]]) -> bool:
        """Whether it is on one of these changes (`Clause.key`) or provisions (side and locator)."""
        return self.change in keys if self.change else (self.side, self.locator) in spots
