"""What passes between a client and counsel, and the addresses that let somebody in: answers, shares, invitations."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client's member said to a released wording: that they read it (`body` empty), or a reply to counsel.

    `note` is the wording's handle (`readingroom.duties`), `quote` its words as they stood, for counsel to know it by.
    """

    id: int
    person: str
    client: str
    instrument: str
    old: str
    new: str
    note: str
    quote: str
    body: str
    at: datetime
    seen_at: datetime | None = None
    seen_by: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """An address that shows one released comparison to whoever holds it, as its maker's client sees it, for a time."""

    id: int
    person: str
    client: str
    instrument: str
    old: str
    new: str
    token: str = field(repr=False)
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An account made for somebody who sets its password themself; the token is good once and for a time.

    `tried_at` without `sent_at`: the letter may have left and nobody recorded it; it is not sent again by itself.
    """

    id: int
    person: str
    by: str
    token: str = field(repr=False)
    made_at: datetime
    expires_at: datetime
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    accepted_at: datetime | None = None
    error: str = ""
