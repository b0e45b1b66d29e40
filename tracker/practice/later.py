"""A reading that is done later, by whoever is free: why, and how far it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Cause(StrEnum):
    """Why a text is read later."""

    SCAN = "scan"  # pictures of pages, to be recognised
    SLOW = "slow"  # more time than a person waits


class ReadingState(StrEnum):
    """How far a reading is."""

    WAITING = "waiting"
    UNDER_WAY = "under-way"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Said:
    """What the person who brought a file said of it; empty where nobody did."""

    by: str = ""
    authority: str = ""
    instrument: str = ""
    stage: str = ""
    dated_on: date | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """One reading: of a scan `done` of `pages` are recognised; `says` is a sentence for a person."""

    quarantined: int
    cause: Cause
    state: ReadingState
    pages: int = 0
    done: int = 0
    says: str = ""
    said: Said = Said()
