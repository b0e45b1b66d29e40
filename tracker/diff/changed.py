"""Changed: every changed unit with its partner, its relation and its edits, in reading order."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from tracker.diff.alignment import Alignment
from tracker.diff.changes import Edit, Pair, Relation, Unit
from tracker.diff.clauses import UnitLink, link_units
from tracker.diff.matter import Habits
from tracker.diff.relations import unit_relations
from tracker.diff.sides import Shelf, Text
from tracker.diff.wording import DELETE, INSERT, edits


def changed_pairs(before: Text, after: Text, alignment: Alignment, habits: Habits) -> list[Pair]:
    """The changed units of two texts; a unit whose words stayed and that went nowhere else is none."""
    linked = [(f.old, f.new) for f in alignment.links]
    changed = [(i, j) for i, j in linked if before.matter[i].words != after.matter[j].words]
    equal = set(linked) - set(changed)
    old = _shelf(before, {i for i, _ in equal}, habits)
    new = _shelf(after, {j for _, j in equal}, habits)
    found = link_units(old.matter, new.matter, (old.homes, new.homes), changed)
    names = unit_relations(found, (old.homes, new.homes), alignment)
    terms = habits.drafting.terms
    pairs = []
    for (i, j), relation in names.items():
        one, other = old.units[i], new.units[j]
        pairs.append(Pair(one, other, relation, edits(one.text, other.text, terms)))
    stays = [(old.units[f.old], new.units[f.new]) for f in found]
    stays += [pair for i, j in equal for pair in zip(before.units[i], after.units[j], strict=False)]
    return _in_reading_order(pairs + _alone(old, new, found), stays, before, after)


def _shelf(text: Text, unchanged: set[int], habits: Habits) -> Shelf:
    return Shelf.of(text, [n for n in range(len(text.units)) if n not in unchanged], habits)


def _alone(old: Shelf, new: Shelf, found: Sequence[UnitLink]) -> list[Pair]:
    """The units without a partner: deleted and added."""
    stays, known = {f.old for f in found}, {f.new for f in found}
    gone = [(u, Edit(DELETE, u.text)) for n, u in enumerate(old.units) if n not in stays]
    come = [(u, Edit(INSERT, u.text)) for n, u in enumerate(new.units) if n not in known]
    return [Pair(u, None, Relation.DELETED, (e,)) for u, e in gone] + [
        Pair(None, u, Relation.ADDED, (e,)) for u, e in come
    ]


def _in_reading_order(
    pairs: Sequence[Pair], stays: Sequence[tuple[Unit, Unit]], before: Text, after: Text
) -> list[Pair]:
    """By place in the new text; a deleted unit follows the nearest unit before it that has a place there.

    `stays` are all units that have a partner, the unchanged too.
    """
    old_place, new_place = _places(before.all_units), _places(after.all_units)
    known = sorted((old_place[one.locator], new_place[other.locator]) for one, other in stays)
    olds = [old for old, _ in known]

    def place(pair: Pair) -> tuple[int, int, int]:
        old = old_place[pair.old.locator] if pair.old else -1
        if pair.new:
            return new_place[pair.new.locator], 0, old
        nearest = bisect_left(olds, old) - 1
        return (known[nearest][1] if nearest >= 0 else -1), 1, old

    return sorted(pairs, key=place)


def _places(units: Sequence[Unit]) -> Mapping[str, int]:
    return {u.locator: n for n, u in enumerate(units)}
