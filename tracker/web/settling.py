"""Settling notes on a page: which change, row or margin each note is shown at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.annotations.annotation import Spot
from tracker.exports.rows import Row
from tracker.readingroom.pages import NoteView


@dataclass(frozen=True)
class Notes:
    """Notes by where they are shown: at a change (its key), at a row (its number), on top, or with nothing left."""

    of_change: Mapping[str, Sequence[NoteView]]
    of_row: Mapping[int, Sequence[NoteView]]
    whole: tuple[NoteView, ...]
    lost: tuple[NoteView, ...]


def settle(notes: Sequence[NoteView], rows: Sequence[Row]) -> Notes:
    """Where each note is shown.

    A note written here keeps to its change; one on a provision, or carried here from another version, is shown at the
    change of that provision if it has one, else in its row; one without a place is shown on top and says so.
    """
    changes = {clause.key for row in rows for clause in row.clauses}
    at = _rows_by_spot(rows)
    of_change: dict[str, list[NoteView]] = defaultdict(list)
    of_row: dict[int, list[NoteView]] = defaultdict(list)
    whole, lost = [], []
    for note in notes:
        spot = note.place
        if note.standing is None and note.change in changes:
            of_change[note.change].append(note)
        elif spot in at:
            key = _key_at(rows[at[spot]], spot)
            (of_change[key] if key else of_row[at[spot]]).append(note)
        elif note.standing is None and not note.change and spot is None:
            whole.append(note)
        else:
            lost.append(note)
    return Notes(of_change, of_row, tuple(whole), tuple(lost))


def _rows_by_spot(rows: Sequence[Row]) -> dict[Spot | None, int]:
    """The first row that shows each unit; the mark a moved one left behind is no such row."""
    at: dict[Spot | None, int] = {}
    for n, row in enumerate(rows):
        for side, units in (("old", row.old), ("new", row.new)):
            for unit in units if not row.left else ():
                at.setdefault(Spot(side, unit.locator), n)
    return at


def _key_at(row: Row, spot: Spot | None) -> str:
    """The change of a provision in its row; empty where it has none."""
    for clause in row.clauses:
        unit = clause.old if spot and spot.side == "old" else clause.new
        if unit and spot and unit.locator == spot.locator:
            return clause.key
    return ""
