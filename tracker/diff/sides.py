"""Sides: one of the two texts made ready for comparing, and the units of its changed provisions put on a shelf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tracker.diff.changes import Unit
from tracker.diff.matter import Habits, Matter, gather
from tracker.diff.units import Placed, Words, units, words
from tracker.diff.whole import Whole, leads
from tracker.diff.words import bare
from tracker.law.document import Document
from tracker.law.provision import Kind, Provision, is_numbered

# A standard's clause by its number and heading.
Titled = tuple[str, str]


def titled(provision: Provision) -> Titled | None:
    """A standard's clause as its number and heading, in bare words; None for anything without both."""
    named = provision.kind is Kind.CLAUSE and provision.heading
    return (provision.locator, bare(provision.heading)) if named else None


def titles(placed: Sequence[Placed]) -> frozenset[Titled]:
    """The numbered clauses of a standard by number and heading.

    A heading without words is listed where the other text has words under it: what was added there has a place.
    """
    return frozenset(t for p, _ in placed if is_numbered(p) and (t := titled(p)))


class Row(NamedTuple):
    """One provision a comparison lists, the headings it stands under, and the words of its units.

    The units themselves are made when they are asked for: those of a provision that stayed never are.
    """

    provision: Provision
    above: str
    words: Sequence[Words]

    @property
    def units(self) -> Sequence[Unit]:
        """The units; none where the provision is listed for its heading alone."""
        return units(self.provision, self.above) if self.words else ()


@dataclass(frozen=True)
class Text:
    """One side made ready: its provisions and their matter."""

    document: Document
    rows: tuple[Row, ...]
    matter: tuple[Matter, ...]

    @classmethod
    def of(
        cls, document: Document, placed: Sequence[Placed], habits: Habits, also: frozenset[Titled] = frozenset()
    ) -> "Text":
        """A document's numbered provisions, of its `places`; `also`: bare headings of a standard to be listed too."""
        rows = []
        for p, above in placed:
            if is_numbered(p):
                rows.append(Row(p, above, words(p)))
            elif also and titled(p) in also:
                rows.append(Row(p, above, ()))
        # An article may be empty; its caption is then no heading that stands for it.
        told = [
            (r.provision.locator, r.provision.heading if r.words or not is_numbered(r.provision) else "", r.words)
            for r in rows
        ]
        return cls(document, tuple(rows), tuple(gather(told, habits)))

    @cached_property
    def starts(self) -> Sequence[int]:
        """For each provision the place of its first unit among all units, in reading order."""
        return [*accumulate((len(row.words) for row in self.rows), initial=0)]

    @property
    def articles(self) -> int:
        """How many numbered provisions it has."""
        return sum(is_numbered(row.provision) for row in self.rows)

    @cached_property
    def whole(self) -> Whole:
        """All its words."""
        said = [pair for row in self.rows for pair in row.words]
        return Whole.said(said, leads(row.provision.locator for row in self.rows if row.words))


@dataclass(frozen=True)
class Shelf:
    """The units of one side's changed provisions, numbered for matching.

    Attributes:
        homes: a unit's number → its provision's.
        places: where each unit stands among all units of the text.
    """

    units: tuple[Unit, ...]
    matter: tuple[Matter, ...]
    homes: Mapping[int, int]
    places: Sequence[int]

    @classmethod
    def of(cls, text: Text, provisions: Sequence[int], habits: Habits) -> "Shelf":
        """The units of these provisions."""
        rows = [(home, n, u) for home in provisions for n, u in enumerate(text.rows[home].units)]
        matter = gather([(u.locator, "", [(u.chapeau, u.text)]) for *_, u in rows], habits)
        homes = {n: home for n, (home, *_) in enumerate(rows)}
        return cls(tuple(u for *_, u in rows), tuple(matter), homes, [text.starts[home] + n for home, n, _ in rows])
