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

# A changed pair with the places of its units among all units of their texts.
Placing = tuple[int | None, int | None, Pair]


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
    placed: list[Placing] = []
    for (i, j), relation in unit_relations(found).items():
        one, other = old.units[i], new.units[j]
        changes = edits(one.text, other.text, terms)
        placed.append((old.places[i], new.places[j], Pair(one, other, relation, changes, (i, j) in by_hand)))
    stays = [(old.places[f.old], new.places[f.new]) for f in found] + _ends_of_quiet(before, after, linking)
    return _in_reading_order(placed + _alone(old, new, found, by_hand), stays)


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


def _ends_of_quiet(before: Text, after: Text, linking: Linking) -> list[OrderPair]:
    """Where the last units of each unchanged provision stand in both texts: nothing that changed stands between."""
    ends = []
    for i, j in linking.quiet:
        last = min(len(before.rows[i].words), len(after.rows[j].words)) - 1
        if last >= 0:
            ends.append((before.starts[i] + last, after.starts[j] + last))
    return ends


def _alone(old: Shelf, new: Shelf, found: Sequence[UnitLink], by_hand: frozenset[Row]) -> list[Placing]:
    """The units without a partner: deleted and added."""
    stays, known = {f.old for f in found}, {f.new for f in found}
    gone = [(n, u) for n, u in enumerate(old.units) if n not in stays]
    come = [(n, u) for n, u in enumerate(new.units) if n not in known]
    return [
        (old.places[n], None, Pair(u, None, Relation.DELETED, (Edit(DELETE, u.text),), (n, None) in by_hand))
        for n, u in gone
    ] + [
        (None, new.places[n], Pair(None, u, Relation.ADDED, (Edit(INSERT, u.text),), (None, n) in by_hand))
        for n, u in come
    ]


def _in_reading_order(placed: Sequence[Placing], stays: Sequence[OrderPair]) -> list[Pair]:
    """By place in the new text; a deleted unit follows the nearest unit before it that has a place there.

    `stays` are the places of units that have a partner.
    """
    known = sorted(stays)
    olds = [old for old, _ in known]

    def place(pair: Placing) -> tuple[int, int, int]:
        old, new, _ = pair
        if new is not None:
            return new, 0, -1 if old is None else old
        assert old is not None
        nearest = bisect_left(olds, old) - 1
        return (known[nearest][1] if nearest >= 0 else -1), 1, old

    return [pair for *_, pair in sorted(placed, key=place)]


def _places(units: Sequence[Unit]) -> Mapping[str, int]:
    return {u.locator: n for n, u in enumerate(units)}
