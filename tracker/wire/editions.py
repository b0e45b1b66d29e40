"""Picks and digests, and the addresses that hand a view out without signing in, on the wire."""

from typing import Annotated, NotRequired, TypedDict

from tracker.practice.feed import Scope
from tracker.wire.judgement import ComparisonLine
from tracker.wire.kinds import Day, Instant, Says, one_of, words
from tracker.wire.works import InstrumentName, Upcoming, VersionLine


class Pick(TypedDict):
    """A text (or, without a version, a whole work) an editor pinned with a line for everybody who may know it."""

    id: int
    instrument: InstrumentName
    version: str | None
    comment: str
    editor: str
    at: Instant


class PickSent(TypedDict):
    """What to pin, and the line of comment everybody may read."""

    instrument: Annotated[str, words(200, 1)]
    version: NotRequired[Annotated[str, words(100)]]
    comment: Annotated[str, words(300, 1)]


class EditionLine(TypedDict):
    """A digest in the archive; `sent_at` is null for a draft, which only the firm sees."""

    id: int
    title: str
    opens_on: Day
    closes_on: Day
    sent_at: Instant | None
    url: str


class EditionEntry(TypedDict):
    """A text of a digest's period, and the comparison that leads to it."""

    instrument: InstrumentName
    version: VersionLine
    comparison: ComparisonLine | None


class Edition(TypedDict):
    """One digest as this reader may see what stands in it."""

    id: int
    title: str
    introduction: str
    opens_on: Day
    closes_on: Day
    sent_at: Instant | None
    picks: list[Pick]
    finals: list[EditionEntry]
    drafts: list[EditionEntry]
    upcoming: list[Upcoming]
    url: str


class EditionSent(TypedDict):
    """A draft's words and its period, both days included."""

    title: Annotated[str, words(150, 1)]
    introduction: Annotated[str, words(5_000)]
    opens_on: Day
    closes_on: Day


class EditionOut(TypedDict):
    """How many people a digest that went out was queued for."""

    told: int


class FeedAddresses(TypedDict):
    """Where the same stands in each form. Whoever knows one reads it, without signing in."""

    atom: str
    rss: str
    json: str
    ics: str


class Feed(TypedDict):
    """One address of the reader's own view; `value` is the client's, topic's or instrument's id."""

    id: int
    scope: Annotated[str, one_of(Scope)]
    value: str
    name: str
    addresses: FeedAddresses
    made_at: Instant
    asked_at: Instant | None


class FeedSent(TypedDict):
    """What an address is to hold; `value` names the client, topic or instrument where the scope is one of those."""

    scope: Annotated[str, one_of(Scope)]
    value: NotRequired[Annotated[str, words(200)]]


class Share(TypedDict):
    """An address that shows one released comparison to whoever holds it, for a time."""

    id: int
    instrument: str
    old: str
    new: str
    address: str
    made_at: Instant
    expires_at: Instant


class ShareSent(TypedDict):
    """Which released comparison, and for how many days."""

    instrument: Annotated[str, words(200, 1)]
    old: Annotated[str, words(100, 1)]
    new: Annotated[str, words(100, 1)]
    days: Annotated[int, Says({"enum": [7, 30, 90]})]
