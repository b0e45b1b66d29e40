"""What is told and kept running, on the wire: watches, alerts, deliveries, sources, quarantine, clients, the portal."""

from typing import Annotated, NotRequired, TypedDict

from tracker.wire.judgement import ComparisonLine, NoteShown
from tracker.wire.kinds import (
    CadenceName,
    ChannelName,
    Day,
    DeliveryName,
    DirectionName,
    Instant,
    OccasionName,
    RoleName,
    Says,
    ScopeName,
    Sha256,
    ShelfName,
    StateName,
    words,
)
from tracker.wire.works import InstrumentName, Upcoming

AFFECTED = ("", "provider", "regulator", "state", "individual")


class Me(TypedDict):
    """Whom this request speaks for, and with which token. `csrf_token` is told to a browser's session only."""

    id: str | None
    name: str
    email: str
    role: RoleName
    client: str | None
    language: str
    zone: str
    scopes: list[ScopeName]
    token: str | None
    token_expires_at: Instant | None
    csrf_token: NotRequired[str]


class WatchSent(TypedDict, total=False):
    """What to watch for; what is left out matches everything, several must all match. Lengths in characters."""

    instrument: Annotated[str, words(200)]
    authority: Annotated[str, words(100)]
    topic: Annotated[str, words(100)]
    keyword: Annotated[str, words(100)]
    phrase: Annotated[str, words(100)]
    provision: Annotated[str, words(100)]
    direction: DirectionName | None
    affected: Annotated[str, Says({"enum": list(AFFECTED)})]
    occasions: list[OccasionName]
    days: Annotated[int, Says({"minimum": 0, "maximum": 90})]
    source: Annotated[str, words(100)]
    channel: ChannelName
    hook: Annotated[int, Says({"minimum": 1, "maximum": 2_147_483_647})] | None
    cadence: CadenceName
    chain: bool


class WatchChangeSent(TypedDict):
    """Silence a watch, or let it speak again."""

    active: bool


class Watch(TypedDict):
    """One of the reader's own watches; `hook_name` is what the address is called."""

    id: int
    instrument: str
    authority: str
    topic: str
    keyword: str
    phrase: str
    provision: str
    direction: DirectionName | None
    affected: str
    occasions: list[OccasionName]
    days: int
    source: str
    channel: ChannelName
    hook: int | None
    hook_name: str
    cadence: CadenceName
    chain: bool
    active: bool
    url: str


class Alert(TypedDict):
    """What the reader was told: facts, and the comparison with as much judgement as they may see now."""

    id: int
    watch: int
    occasion: OccasionName
    instrument: InstrumentName | None
    version: str | None
    compared_with: str | None
    comparison: ComparisonLine | None
    due_on: Day | None
    created_at: Instant
    read_at: Instant | None


class Foretold(TypedDict):
    """What a watch would have told in the last year."""

    on: Day
    occasion: OccasionName
    instrument: str
    version: str | None
    due_on: Day | None


class Delivery(TypedDict):
    """One hand-over of an alert; `address` is where to in words, never a key."""

    id: int
    person: str
    channel: ChannelName
    address: str
    message_id: str
    state: DeliveryName
    attempts: int
    occasion: OccasionName
    instrument: str | None
    next_at: Instant | None
    delivered_at: Instant | None
    error: str


class SourceAlarm(TypedDict):
    """A source in trouble: since when, how often it was said, when it was found mended."""

    state: StateName
    since: Instant
    raised_at: Instant
    times: int
    detail: str
    ended_at: Instant | None


class SourceLine(TypedDict):
    """A source's health. `overdue`: nobody went there when somebody should have; silence is an alarm."""

    name: str
    name_zh: str
    name_en: str
    site: str
    shelf: ShelfName
    state: StateName
    since: Instant | None
    last_visit_at: Instant | None
    last_good_at: Instant | None
    detail: str
    enabled: bool
    overdue: bool
    cadence_minutes: int
    alarm: SourceAlarm | None
    url: str


class Visit(TypedDict):
    """One visit with its counts."""

    started_at: Instant
    ended_at: Instant
    state: StateName
    detail: str
    seen: int
    new: int
    unchanged: int
    quarantined: int
    failed: int


class SourceShown(TypedDict):
    """A source with its last visits and alarms, newest first."""

    source: SourceLine
    visits: list[Visit]
    alarms: list[SourceAlarm]
    may_write: bool
    is_added: bool


class SwitchSent(TypedDict):
    """Whether a source that somebody added here is visited."""

    enabled: bool


class Quarantined(TypedDict):
    """A capture that became no version, with the reason."""

    id: int
    sha256: Sha256
    source: str
    address: str
    title: str
    reason: str
    at: Instant
    shelf: ShelfName


class SettlementSent(TypedDict):
    """What a quarantined capture is: a regulation after all, or none."""

    how: Annotated[str, Says({"enum": ["accepted", "rejected"]})]


class Settled(TypedDict):
    """What became of a quarantined capture: the version it was taken in as, if it was accepted."""

    how: str
    instrument: str | None
    version: str | None


class Operation(TypedDict):
    """One order of an amending decision: its sentence, what it names, what it made, or why it was not carried out."""

    number: int
    act: str
    point: str
    sentence: str
    targets: list[str]
    places: list[str]
    done: bool
    refused: str | None
    settled: str | None


class Difference(TypedDict):
    """An article in which our consolidated text and the published one differ."""

    article: str
    ours: str
    official: str


class Amendment(TypedDict):
    """A consolidated version beside its decision, operation by operation; it is not official."""

    instrument: str
    version: str
    base: str
    decision: str
    decision_version: str
    operations: list[Operation]
    done: int
    problems: list[str]
    official: str | None
    differences: list[Difference]
    stale: bool


class Offer(TypedDict):
    """A law this decision amends, with the version it would be applied to; `made` is the text made of it before."""

    instrument: str
    base: str
    made: str | None


class ConsolidationSent(TypedDict):
    """The law a decision is to be applied to."""

    law: Annotated[str, words(200, 1)]


class AnswerSent(TypedDict):
    """A person's answer to an operation that could not be carried out."""

    remedy: Annotated[str, Says({"enum": ["reads", "new", "struck", "nothing"]})]
    place: Annotated[str, words(200)]
    text: Annotated[str, words(100_000)]
    reason: Annotated[str, words(4_000, 1)]


class Made(TypedDict):
    """The version that was made."""

    instrument: str
    version: str
    url: str


class WaitingNote(TypedDict):
    """A note that waits for somebody."""

    id: int
    instrument: str
    old: str
    new: str
    change: str
    body: str
    author: str
    at: Instant


class ToPlace(TypedDict):
    """A carried note whose words changed in a newer version, and waits for a person."""

    note: int
    instrument: str
    source: str
    version: str
    locator: str
    before: str
    after: str


class WaitingAmendment(TypedDict):
    """An amendment that waits: what is in doubt, and how many operations or articles it is about."""

    instrument: str
    version: str
    doubt: str
    count: int


class Inbox(TypedDict):
    """What waits for the firm: comparisons nobody released, notes, notes to place, amendments, quarantined captures."""

    comparisons: list[ComparisonLine]
    mine: list[WaitingNote]
    notes: list[WaitingNote]
    to_place: list[ToPlace]
    amended: list[WaitingAmendment]
    quarantined: int


class PlaceSent(TypedDict):
    """Where a carried note stands: where it was put, on the provision named, or nowhere in the newer text."""

    how: Annotated[str, Says({"enum": ["accept", "place", "let-go"]})]
    locator: NotRequired[Annotated[str, words(400)]]


class Duty(TypedDict):
    """One thing a client must do or may, by which day (null where none is named)."""

    on: Day | None
    instrument: str
    kind: str | None
    handle: str
    note: NoteShown | None


class ReplyShown(TypedDict):
    """What somebody of the client answered to a released wording; an empty body says that it was read."""

    handle: str
    person: str
    body: str
    at: Instant


class PortalNote(TypedDict):
    """A released wording, with the handle to answer it by."""

    handle: str
    instrument: str
    note: NoteShown


class PortalBriefing(TypedDict):
    """A briefing released to the client, or recalled since with its reason; its words stand at `url`."""

    instrument: InstrumentName
    old: str
    new: str
    at: Instant
    recalled_at: Instant | None
    reason: str
    url: str


class Portal(TypedDict):
    """A client's own home."""

    client: str
    name: str
    today: Day
    followed: list[InstrumentName]
    duties: list[Duty]
    comparisons: list[ComparisonLine]
    notes: list[PortalNote]
    briefings: list[PortalBriefing]
    answers: list[ReplyShown]
    upcoming: list[Upcoming]


class PortalAnswerSent(TypedDict):
    """That a released wording was read (an empty body), or a reply to counsel."""

    body: Annotated[str, words(4_000)]


class Member(TypedDict):
    """Somebody with an account."""

    id: str
    name: str
    email: str
    role: RoleName
    active: bool


class ClientShown(TypedDict):
    """A client organisation: what it follows (slugs and `topic:<id>`), whether it sees machine verdicts, its people."""

    id: str
    name: str
    follows: list[str]
    machine_not_reviewed: bool
    members: list[Member]
