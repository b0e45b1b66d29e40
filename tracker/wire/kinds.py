"""The small kinds that values on the wire are of: a string with its words, its shape and its limits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from tracker.annotations.annotation import Deed
from tracker.diff.changes import Direction, Relation
from tracker.diff.repairing import Act
from tracker.law.instrument import EventKind, Shelf
from tracker.law.stage import Stage
from tracker.practice.access import Sight
from tracker.practice.cards import Review
from tracker.practice.hours import Cadence
from tracker.practice.person import Role
from tracker.practice.token import Scope
from tracker.practice.visit import SourceState
from tracker.practice.watch import Channel, DeliveryState, Occasion


@dataclass(frozen=True, eq=False)  # typing hashes what it unites; keywords are a mapping
class Says:
    """What JSON Schema says of a value beyond its type."""

    keywords: Mapping[str, Any] = field(default_factory=dict)


# No control characters but tab and line breaks: PostgreSQL keeps no NUL, and no person types the others.
PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]*$"


def one_of(values: Iterable[str]) -> Says:
    """One of these words."""
    return Says({"enum": [str(value) for value in values]})


def words(longest: int, shortest: int = 0) -> Says:
    """Words a person writes, in characters."""
    return Says({"minLength": shortest, "maxLength": longest, "pattern": PRINTABLE})


# Where an instrument stands on a day (`practice.moments.Standing`; a test holds the two together).
STANDINGS = (
    *("planned", "comments-open", "draft", "not-yet"),
    *("promulgated", "in-force", "repealed", "withdrawn"),
)

Day = Annotated[str, Says({"format": "date"})]
Instant = Annotated[str, Says({"format": "date-time"})]  # UTC
Sha256 = Annotated[str, Says({"pattern": "^[0-9a-f]{64}$"})]
StageName = Annotated[str, one_of(Stage)]
ShelfName = Annotated[str, one_of(Shelf)]
StandingName = Annotated[str, one_of(STANDINGS)]
EventName = Annotated[str, one_of(EventKind)]
DirectionName = Annotated[str, one_of(Direction)]
RelationName = Annotated[str, one_of(Relation)]
SightName = Annotated[str, one_of(Sight)]
ReviewName = Annotated[str, one_of(Review)]
RoleName = Annotated[str, one_of(Role)]
ScopeName = Annotated[str, one_of(Scope)]
ChannelName = Annotated[str, one_of(Channel)]
OccasionName = Annotated[str, one_of(Occasion)]
CadenceName = Annotated[str, one_of(Cadence)]
StateName = Annotated[str, one_of(SourceState)]
DeliveryName = Annotated[str, one_of(DeliveryState)]
DeedName = Annotated[str, one_of(Deed)]
PairingName = Annotated[str, one_of(Act)]
Severity = Annotated[int, Says({"minimum": 0, "maximum": 3})]
Share = Annotated[float, Says({"minimum": 0, "maximum": 1})]
SideName = Annotated[str, one_of(("old", "new"))]
