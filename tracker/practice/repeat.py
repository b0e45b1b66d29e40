"""A request that may be asked twice and is done once: its key, what it asked, and the answer it got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose request is being done now: `holder` names this one try of it and no other, and on which process it runs."""

    person: str
    key: str
    holder: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A request somebody named by a key.

    Attributes:
        fingerprint: tells it from another request under the same key.
        status: of the answer; None while it is under way, and where the process died over it.
        written: how many transactions were kept for it; where it was broken off after none, nothing was done.
    """

    key: str
    fingerprint: str
    asked_at: datetime
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    holder: str = ""
    written: int = 0
