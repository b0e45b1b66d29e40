"""Sides: one of the two texts made ready for comparing, and the units of its changed provisions put on a shelf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Unit
from tracker.diff.matter import Habits, Matter, gather
from tracker.diff.units import numbered_with_headings, units
from tracker.law.document import Document


@dataclass(frozen=True)
class Text:
    """One side made ready: its provisions' locators, units and matter."""

    document: Document
    units: tuple[tuple[Unit, ...], ...]
    matter: tuple[Matter, ...]

    @classmethod
    def of(cls, document: Document, habits: Habits) -> "Text":
        """A document's numbered provisions with their units."""
        rows = [(p.locator, tuple(units(p, heading))) for p, heading in numbered_with_headings(document.provisions)]
        return cls(document, tuple(u for _, u in rows), tuple(gather(rows, habits)))

    @property
    def all_units(self) -> list[Unit]:
        """Every unit, in reading order."""
        return [u for group in self.units for u in group]


@dataclass(frozen=True)
class Shelf:
    """The units of one side's changed provisions, numbered for matching; `homes`: a unit's number → its provision's."""

    units: tuple[Unit, ...]
    matter: tuple[Matter, ...]
    homes: Mapping[int, int]

    @classmethod
    def of(cls, text: Text, provisions: Sequence[int], habits: Habits) -> "Shelf":
        """The units of these provisions."""
        rows = [(home, u) for home in provisions for u in text.units[home]]
        matter = gather([(u.locator, [u]) for _, u in rows], habits)
        return cls(tuple(u for _, u in rows), tuple(matter), {n: home for n, (home, _) in enumerate(rows)})
