"""An instrument (the work), its stage events, its versions, and the captures they were read from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tracker.law.document import Document
from tracker.law.stage import Stage


class Shelf(StrEnum):
    """Fact and fiction never mix: the real catalogue, and the sample library written by ourselves."""

    REAL = "real"
    SAMPLE = "sample"


class EventKind(StrEnum):
    """What a dated event of an instrument's life is."""

    STAGE = "stage"  # a text of a stage appeared
    COMMENT_CLOSES = "comment-closes"
    EFFECTIVE = "effective"
    PLAN = "plan"  # named in a legislative plan
    WITHDRAWN = "withdrawn"
    TRANSITION_ENDS = "transition-ends"


@dataclass(frozen=True, slots=True)
class StageEvent:
    """One dated event; `on` is None where nobody knows, `sure` False where only one unofficial place gives the date."""

    kind: EventKind
    on: date | None
    stage: Stage | None = None
    reading: int | None = None
    sure: bool = True
    url: str = ""
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One work through all its versions; `slug` is its word in URLs.

    Attributes:
        kind: law, administrative-regulation, departmental-rule, normative-document, standard, local-regulation,
            framework, proposal.
        authorities: ids of `regs/authorities.toml`.
        aliases: other titles it is recognised by.
        related: slugs of linked works (a scholars' proposal and the bill), each with its word.
    """

    slug: str
    title_zh: str
    title_en: str
    kind: str
    authorities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    shelf: Shelf = Shelf.REAL
    aliases: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    events: tuple[StageEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched or uploaded file, never altered; `sha256` is of its raw bytes. Instants are UTC."""

    sha256: str
    url: str
    final_url: str
    status: int
    media_type: str
    size: int
    fetched_at: datetime
    source: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an instrument: its id is its date and stage, `2023-04-11-draft`."""

    instrument: str
    id: str
    stage: Stage
    reading: int | None
    dated_on: date
    document: Document
    captures: tuple[Capture, ...] = ()
    note: str = ""
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    effective_on: date | None = None
    comment_deadline: date | None = None
    metadata: dict[str, str] = field(default_factory=dict)
