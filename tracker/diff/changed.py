"""Changed: every changed unit with its partner, its relation and its edits, in reading order."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.diff.byhand import Act, Placed, Row, settled
from tracker.diff.changes import Edit, Pair, Relation, Unit
from tracker.diff.clauses import UnitLink
from tracker.diff.linking import Linking
from tracker.diff.order import Pair as OrderPair
from tracker.diff.relations import unit_relations
from tracker.diff.sides import Shelf, Text
from tracker.diff.similarity import Weights, blend
from tracker.diff.wording import DELETE, INSERT, edits


@dataclass(frozen=True, slots=True)
class UnitAct:
    """What a person said of two units, by locator; None on one side to part the other from everything."""

    act: Act
    old: str | None
    new: str | None


def changed_pairs(
    before: Text, after: Text, linking: Linking, terms: tuple[str, ...], acts: Sequence[UnitAct] = ()
) -> list[Pair]:
    """The changed units of two texts; a unit whose words stayed and that went nowhere else is none.

    `terms` are words no edit cuts; `acts` are what a person said of units, in order.
    """
    old, new = linking.old, linking.new
    found, by_hand = _put_right(linking.found, old, new, acts)
    pairs = []
    for (i, j), relation in unit_relations(found).items():
        one, other = old.units[i], new.units[j]
        pairs.append(Pair(one, other, relation, edits(one.text, other.text, terms), (i, j) in by_hand))
    stays = [(old.units[f.old], new.units[f.new]) for f in found]
    stays += [pair for i, j in linking.quiet for pair in zip(before.units[i], after.units[j], strict=False)]
    return _in_reading_order(pairs + _alone(old, new, found, by_hand), stays, before, after)


def _put_right(
    found: Sequence[UnitLink], old: Shelf, new: Shelf, acts: Sequence[UnitAct]
) -> tuple[Sequence[UnitLink], frozenset[Row]]:
    """The links between units after a person's acts, and the rows the person answers for."""
    places = _places(old.units), _places(new.units)
    spots = [(act, _spot(act.old, places[0]), _spot(act.new, places[1])) for act in acts]
    placed = [Placed(act.act, i, j) for act, i, j in spots if _names_same(act, i, j)]
    if not placed:
        return found, frozenset()
    known = {(f.old, f.new): f for f in found}
    after = settled(known, placed)
    links = [known.get(pair) or _linked(pair, old, new) for pair in sorted(after.pairs)]
    return links, after.by_hand


def _spot(locator: str | None, places: Mapping[str, int]) -> int | None:
    return None if locator is None else places.get(locator)


def _names_same(act: UnitAct, old: int | None, new: int | None) -> bool:
    """Whether both units an act names lie on the shelves: one that went with an unchanged provision does not."""
    return (old is None) == (act.old is None) and (new is None) == (act.new is None)


def _linked(pair: OrderPair, old: Shelf, new: Shelf) -> UnitLink:
    """A link a person made."""
    one, other = old.matter[pair[0]], new.matter[pair[1]]
    weights = Weights.over([one.grams, other.grams])
    shared = weights.of(one.grams & other.grams)
    similarity = blend(shared, weights.of(one.grams), weights.of(other.grams))
    return UnitLink(*pair, similarity, one.words == other.words)


def _alone(old: Shelf, new: Shelf, found: Sequence[UnitLink], by_hand: frozenset[Row]) -> list[Pair]:
    """The units without a partner: deleted and added."""
    stays, known = {f.old for f in found}, {f.new for f in found}
    gone = [(u, (n, None) in by_hand) for n, u in enumerate(old.units) if n not in stays]
    come = [(u, (None, n) in by_hand) for n, u in enumerate(new.units) if n not in known]
    return [Pair(u, None, Relation.DELETED, (Edit(DELETE, u.text),), said) for u, said in gone] + [
        Pair(None, u, Relation.ADDED, (Edit(INSERT, u.text),), said) for u, said in come
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
