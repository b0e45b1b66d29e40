"""A comparison as one reader may see it, with its notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker.annotations.annotation import Note, Selector, Spot
from tracker.diff.changes import Comparison, Direction, Verdict
from tracker.law.instrument import Instrument, Version
from tracker.practice.access import Release, Sight
from tracker.practice.amendment import Basis
from tracker.practice.cards import Review, VersionCard
from tracker.practice.person import Client
from tracker.practice.ruling import Ruling
from tracker.practice.standing import StandingNote
from tracker.readingroom.consolidation import RippleLine


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """A comparison in a list.

    `directions` is None where the reader may not see any judgement; `review` is for the firm only.
    """

    instrument: str
    old: VersionCard
    new: VersionCard
    sight: Sight
    directions: Mapping[Direction, int] | None = None
    review: Review | None = None
    filed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as this reader may see it: for a client only the released wording, its author's name and date.

    `full` is the note with its history and releases, `id` its number, `replies` the answers to it, `standing` where it
    was carried to: all for the firm only. `spot` is the provision it is on, where that is no change. `about` is the
    instrument, where a list runs over several.
    """

    change: str
    body: str
    author: str
    at: datetime
    selector: Selector | None = None
    released: bool = False
    old: str = ""
    new: str = ""
    id: int | None = None
    full: Note | None = None
    about: Instrument | None = None
    spot: Spot | None = None
    replies: tuple["NoteView", ...] = ()
    standing: StandingNote | None = None

    @property
    def phrase(self) -> Selector | None:
        """The quoted words where they stand now: in the newer text for a carried note."""
        return self.standing.placement.selector if self.standing else self.selector

    @property
    def place(self) -> Spot | None:
        """The provision it stands on now, that of its change too; None for one on the whole, or without a place."""
        if self.standing is None:
            return self.spot or _of_change(self)
        return Spot("new", self.standing.placement.locator) if self.standing.stands else None


def _of_change(note: NoteView) -> Spot | None:
    old, _, new = note.change.partition("~")
    side = note.selector.side if note.selector else "new" if new else "old"
    locator = new if side == "new" else old
    return Spot(side, locator) if locator else None


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Everything the workbench may show this reader.

    With `sight` NOTHING the comparison is a bare redline: every verdict neutral and empty, no numbers.
    `review`, `releases`, `clients`, `names` (of people, by id) and `colleagues` (whom a note may be given to) are for
    the firm only, empty for everyone else.
    `ruled` are the changes (`Clause.key`) whose verdict is counsel's, in the comparison as the reader sees it. What the
    `machine` had said there, who `signed` it, all `rulings` and those `unfit` for these texts are for the firm only.
    `released_at` is when the verdicts were last released to this reader, or, for the firm, to anybody.
    """

    instrument: Instrument
    old: Version
    new: Version
    comparison: Comparison
    sight: Sight
    notes: tuple[NoteView, ...]
    versions: tuple[VersionCard, ...]
    may_write: bool = False
    review: Review | None = None
    releases: tuple[Release, ...] = ()
    clients: tuple[Client, ...] = ()
    colleagues: tuple[str, ...] = ()
    machine: Mapping[str, Verdict] = field(default_factory=dict)
    signed: Mapping[str, Ruling] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    unfit: tuple[Ruling, ...] = ()
    ruled: frozenset[str] = frozenset()
    filed: bool = True
    names: Mapping[str, str] = field(default_factory=dict)
    released_at: datetime | None = None
    ripples: tuple[RippleLine, ...] = ()
    amended_by: Basis | None = None

    @property
    def judged(self) -> bool:
        """Whether the reader may see verdicts at all."""
        return self.sight is not Sight.NOTHING
