"""Sides: one of the two texts made ready for comparing, and the units of its changed provisions put on a shelf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Unit
from tracker.diff.matter import Habits, Matter, gather
from tracker.diff.units import units, with_headings
from tracker.diff.words import bare
from tracker.law.document import Document
from tracker.law.provision import Kind, Provision, is_numbered

# A standard's clause by its number and heading.
Titled = tuple[str, str]


def titled(provision: Provision) -> Titled | None:
    """A standard's clause as its number and heading, in bare words; None for anything without both."""
    named = provision.kind is Kind.CLAUSE and provision.heading
    return (provision.locator, bare(provision.heading)) if named else None


def titles(document: Document) -> frozenset[Titled]:
    """The numbered clauses of a standard by number and heading.

    A heading without words is listed where the other text has words under it: what was added there has a place.
    """
    return frozenset(t for t in map(titled, document.articles) if t)


@dataclass(frozen=True)
class Text:
    """One side made ready: its provisions' locators, units and matter."""

    document: Document
    units: tuple[tuple[Unit, ...], ...]
    matter: tuple[Matter, ...]

    @classmethod
    def of(cls, document: Document, habits: Habits, also: frozenset[Titled] = frozenset()) -> "Text":
        """A document's numbered provisions with their units; `also`: bare headings of a standard to be listed too."""
        rows = []
        for p, above in with_headings(document.provisions):
            if is_numbered(p):
                found = tuple(units(p, above))
                # An article may be empty; its caption is then no heading that stands for it.
                rows.append((p.locator, p.heading if found else "", found))
            elif also and titled(p) in also:
                rows.append((p.locator, p.heading, ()))
        return cls(document, tuple(u for *_, u in rows), tuple(gather(rows, habits)))

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
        matter = gather([(u.locator, "", [u]) for _, u in rows], habits)
        return cls(tuple(u for _, u in rows), tuple(matter), {n: home for n, (home, _) in enumerate(rows)})
