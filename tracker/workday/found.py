"""What comes into intake, and what became of it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.law.instrument import Capture, Shelf
from tracker.law.stage import Stage
from tracker.practice.visit import Notice, Validators
from tracker.sandbox.limits import Limits


class Outcome(StrEnum):
    """What became of one document."""

    NEW = "new"
    RECORDED = "recorded"  # a standard's entry: facts, no text
    KNOWN = "known"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A further page of an article that goes on."""

    data: bytes = field(repr=False)
    capture: Capture


@dataclass(frozen=True, slots=True)
class Found:
    """A fetched or uploaded file, with what announced it.

    Attributes:
        notice: the entry that announced it; its address is empty for an upload.
        names: titles it may be known by beside the one in its text: the link's words, the notice's title.
        authority: id of the body whose site it is, used when the text names none.
        validators: what makes the next request for its address conditional.
        accepted: a person looked at it and says it is a regulation.
        instrument, stage, dated_on: said by a person; empty lets the text and the notice decide.
        by: id of the person who brought it; empty for a visit.
        further: the pages it goes on at, in order.
        limits: how much reading it may take; None for what a visit's may.
        recognised: of a scan, the words on its pages, recognised before.
    """

    data: bytes = field(repr=False)
    capture: Capture
    notice: Notice
    names: tuple[str, ...] = ()
    authority: str = ""
    shelf: Shelf = Shelf.REAL
    validators: Validators = field(default_factory=Validators)
    accepted: bool = False
    instrument: str = ""
    stage: Stage | None = None
    dated_on: date | None = None
    by: str = ""
    further: tuple[Sheet, ...] = ()
    limits: Limits | None = None
    recognised: tuple[str, ...] = ()

    @property
    def captures(self) -> tuple[Capture, ...]:
        """The captures its text was read from, in order."""
        return (self.capture, *(sheet.capture for sheet in self.further))

    @property
    def digest(self) -> str:
        """What its address is remembered by: the SHA-256 of its bytes, of several pages that of their digests."""
        if not self.further:
            return self.capture.sha256
        return hashlib.sha256("".join(one.sha256 for one in self.captures).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Taken:
    """Which version a document became or was, or why it is in quarantine; how many alerts were filed with it."""

    outcome: Outcome
    title: str
    instrument: str = ""
    version: str = ""
    compared_with: str = ""
    reason: str = ""
    alerts: int = 0
