"""A request that may be asked twice and is done once: its key, what it asked, and the answer it got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Repeat:
    """A request somebody named by a key.

    `fingerprint` tells it from another request under the same key; `status` is None while it is under way, and for
    ever where the process died over it: then nobody knows whether it was done.
    """

    key: str
    fingerprint: str
    asked_at: datetime
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
