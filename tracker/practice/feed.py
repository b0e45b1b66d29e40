"""An address that hands one person's view out without signing in: unguessable, for one scope, until it is revoked."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a feed holds."""

    EVERYTHING = "everything"  # all its owner may see, of the real catalogue
    CLIENT = "client"  # what one client sees of what it follows
    TOPIC = "topic"
    INSTRUMENT = "instrument"
    WATCHED = "watched"  # the works its owner's watches name, by themselves, their chain, topic or authority
    SAMPLE = "sample"  # the sample shelf, which never mixes with fact


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """One such address; `value` is the client's, topic's or instrument's id. Whoever knows the token reads it."""

    id: int
    person: str
    scope: Scope
    value: str
    token: str = field(repr=False)
    made_at: datetime
    asked_at: datetime | None = None
    revoked_at: datetime | None = None
