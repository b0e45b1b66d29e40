"""Bands: what the workbench draws, a change with its notes, and the row it stands in, with what a filter may ask."""

from dataclasses import dataclass

from tracker.diff.changes import Clause, Nature, Relation, Verdict
from tracker.diff.direction.second import Opinion
from tracker.practice.looking import Check
from tracker.readingroom.pages import NoteView
from tracker.web.cells import Cell

NOTED, OPEN, RENUMBERING, RULED = "noted", "open-notes", "renumbering", "ruled"
UNCHECKED, FRESH, DISPUTED = "unchecked", "fresh", "disputed"


def note_tags(notes: tuple[NoteView, ...]) -> tuple[str, ...]:
    """What a filter may ask of the notes on a change or row; the firm's own notes tell whether any is open."""
    unsettled = any(note.standing and note.standing.waits for note in notes)
    is_open = any(note.full and note.full.closing is None for note in notes)
    return (*((NOTED,) if notes else ()), *((OPEN,) if is_open or unsettled else ()))


def is_renumbering(clause: Clause) -> bool:
    """Whether nothing changed but the numbers of other provisions it refers to, or how the same words are printed."""
    return clause.nature is not Nature.WORDS


@dataclass(frozen=True, slots=True)
class Change:
    """One change as shown: its number in reading order, its permalink, both places in words, the notes on it.

    `ruled` says that the verdict is counsel's; `machine` is what the machine had said there, `check` who checked it
    and `work` what the firm may ask of its own work; `second` what the firm's second reader thinks: for the firm only.
    """

    number: int
    clause: Clause
    anchor: str
    old_place: str
    new_place: str
    notes: tuple[NoteView, ...] = ()
    machine: Verdict | None = None
    ruled: bool = False
    check: Check | None = None
    work: tuple[str, ...] = ()
    second: Opinion | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """What filters may ask of it, judgement included."""
        verdict = self.clause.verdict
        bears = (f"bears-{verdict.affected}",) if verdict.affected else ()
        ruled = (RULED,) if self.ruled else ()
        judged = (verdict.direction.value, f"severity-{verdict.severity}", *verdict.dimensions, *bears, *ruled)
        return (*judged, *self.bare_tags)

    @property
    def bare_tags(self) -> tuple[str, ...]:
        """What filters may ask of it where the judgement is not shown."""
        follows = (RENUMBERING,) if is_renumbering(self.clause) else ()
        return (self.clause.relation.value, *follows, *note_tags(self.notes), *self.work)


@dataclass(frozen=True, slots=True)
class Band:
    """A drawn row, or a chapter heading when `heading` is set.

    Attributes:
        anchor: its id on the page.
        missing: why a side is empty: `added`, `deleted`, `left` (moved from here), or nothing.
        relation: what became of the provision.
        heading: the chapters that begin here, old and new.
        notes: the notes on its provisions that are on no change.
    """

    anchor: str
    old: tuple[Cell, ...] = ()
    new: tuple[Cell, ...] = ()
    changes: tuple[Change, ...] = ()
    relation: Relation = Relation.UNCHANGED
    missing: str = ""
    heading: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    notes: tuple[NoteView, ...] = ()

    def tags(self, judged: bool) -> tuple[str, ...]:
        """What filters may ask of the row, each once."""
        every = [tag for change in self.changes for tag in (change.tags if judged else change.bare_tags)]
        quiet = [Relation.MOVED.value] if self.is_moved_whole else [] if self.changes else [self.relation.value]
        return tuple(dict.fromkeys([*every, *quiet, *note_tags(self.notes)]))

    @property
    def is_moved_whole(self) -> bool:
        """Whether it moved word for word: no clause of the comparison, yet a change of the text's order."""
        return self.relation is Relation.MOVED and not self.changes and not self.missing

    @property
    def is_loud(self) -> bool:
        """Whether something changed here."""
        return bool(self.changes) or self.is_moved_whole

    @property
    def words(self) -> str:
        """The words of both sides, for searching."""
        return "\n".join(cell.text for cell in (*self.old, *self.new))

    @property
    def spot(self) -> str:
        """The provision a note on this row is on, `new:7.1`; empty where words left."""
        side, cells = ("new", self.new) if self.new else ("old", self.old)
        return f"{side}:{cells[0].locator}" if cells and self.missing != "left" else ""
