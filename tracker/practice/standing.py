"""A note carried to a newer version, as the firm files it: where it stands, and what a person decided about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.annotations.carrying import Carried, Placement


class Settled(StrEnum):
    """What a person decided about the place of a carried note."""

    ACCEPTED = "accepted"  # it stands where it was put
    PLACED = "placed"  # it stands where the person put it
    LET_GO = "let-go"  # it belongs to the older version and goes no further


@dataclass(frozen=True, slots=True)
class StandingNote:
    """Where note number `note` of version `source` stands in `version`."""

    note: int
    version: str
    source: str
    placement: Placement
    at: datetime
    settled: Settled | None = None
    settled_by: str = ""
    settled_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it has a place there, so that it is shown and carried on."""
        return self.settled is not Settled.LET_GO and self.placement.how is not Carried.ORPHANED

    @property
    def waits(self) -> bool:
        """Whether a person has to look: the words are gone or changed, and nobody has said anything yet."""
        return self.settled is None and self.placement.how in (Carried.ORPHANED, Carried.EDITED)
