"""Linking: an alignment carried down to the units inside linked provisions, and the shelves they were taken from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.diff.alignment import Alignment
from tracker.diff.clauses import UnitLink, link_units
from tracker.diff.matter import Habits
from tracker.diff.order import Pair
from tracker.diff.sides import Shelf, Text


@dataclass(frozen=True)
class Linking:
    """The links of provisions and of units.

    Attributes:
        quiet: the links of provisions with the same words and no other partner; nothing inside them is looked at.
        old, new: the units of all other provisions.
        found: which of these belong together.
    """

    alignment: Alignment
    quiet: frozenset[Pair]
    old: Shelf
    new: Shelf
    found: Sequence[UnitLink]

    def lead_by(self, alignment: Alignment) -> "Linking":
        """The same units linked anew by an alignment with further links between these provisions."""
        changed = [f.pair for f in alignment.links if f.pair not in self.quiet]
        found = link_units(self.old.matter, self.new.matter, (self.old.homes, self.new.homes), changed)
        return Linking(alignment, self.quiet, self.old, self.new, found)


def linked(before: Text, after: Text, alignment: Alignment, habits: Habits) -> Linking:
    """The units of two texts linked inside the provisions an alignment links."""
    quiet = quiet_links(before, after, alignment)
    old = _shelf(before, {i for i, _ in quiet}, habits)
    new = _shelf(after, {j for _, j in quiet}, habits)
    return Linking(alignment, quiet, old, new, ()).lead_by(alignment)


def _shelf(text: Text, still: set[int], habits: Habits) -> Shelf:
    return Shelf.of(text, [n for n in range(len(text.rows)) if n not in still], habits)


def quiet_links(before: Text, after: Text, alignment: Alignment) -> frozenset[Pair]:
    """The links between provisions with the same words neither of which has another partner."""
    olds, news = Counter(f.old for f in alignment.links), Counter(f.new for f in alignment.links)
    single = [f.pair for f in alignment.links if olds[f.old] == news[f.new] == 1]
    return frozenset((i, j) for i, j in single if before.matter[i].words == after.matter[j].words)
