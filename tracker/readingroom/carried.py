"""Carrying the firm's notes when a newer text comes in: which notes stand in a version, and where in the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tracker.annotations.annotation import Note, Selector
from tracker.annotations.carrying import Carried, Placement, carry
from tracker.diff.changes import Comparison
from tracker.diff.partners import ways
from tracker.diff.units import units_of
from tracker.practice.standing import StandingNote
from tracker.store.library import Files


@dataclass(frozen=True, slots=True)
class _Stands:
    """A note where it stands in one version: the unit's locator, and the phrase there, if it quotes one."""

    note: Note
    locator: str
    quoted: Selector | None


def carry_on(files: Files, slug: str, old: str, new: str, comparison: Comparison, at: datetime) -> int:
    """Carry every note that stands in version `old` to `new`, by their comparison; how many.

    A note on a whole comparison is about two texts and stays with them; a note written on this very pair is there.
    """
    standing = [one for one in _standing_in(files, slug, old) if (one.note.old, one.note.new) != (old, new)]
    if not standing:
        return 0
    before = units_of(files.versions.get(slug, old).document)
    after = units_of(files.versions.get(slug, new).document)
    known, lead = {unit.locator: unit for unit in before}, ways(comparison, before, after)
    for one in standing:
        unit = known.get(one.locator)
        placement = carry(unit, one.quoted, lead, after) if unit else Placement(Carried.ORPHANED)
        files.places.put(one.note.id, old, new, placement, at)
    return len(standing)


def stands_in(files: Files, slug: str, version: str) -> bool:
    """Whether any note stands in a version, so that a newer text has something to take over."""
    return next(_standing_in(files, slug, version), None) is not None


def carried_to(files: Files, slug: str, version: str) -> list[StandingNote]:
    """The notes that were carried to a version and not let go; orphans too, which nobody has placed yet."""
    return [one for one in files.places.in_version(slug, version) if one.stands or one.waits]


def _standing_in(files: Files, slug: str, version: str) -> Iterator[_Stands]:
    """The notes that stand in a version: those written on it, and those carried to it that have a place there."""
    notes = {note.id: note for note in files.notes.of_instrument(slug) if note.parent is None}
    for note in notes.values():
        if note.place and note.version == version:
            yield _Stands(note, note.place.locator, note.selector)
    for one in files.places.in_version(slug, version):
        if one.stands:
            yield _Stands(notes[one.note], one.placement.locator, one.placement.selector)
