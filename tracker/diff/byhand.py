"""By hand: links put right as a person said, at the level of provisions or of the units inside them.

Acts follow one another as they were made, so that a later one undoes an earlier one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.diff.order import Pair

# A link's two ends; None where a person said that this one stands alone.
Row = tuple[int | None, int | None]


class Act(StrEnum):
    """What a person may say of two places."""

    PAIR = "pair"  # they belong together, whatever else either belongs to
    PART = "part"  # they do not belong together; with one place: it belongs to nothing
    REPAIR = "re-pair"  # they belong together, and neither to anything else


@dataclass(frozen=True, slots=True)
class Placed:
    """An act on two places by index; None on one side only to part the other from everything."""

    act: Act
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """The pairs after all acts, and the rows a person answers for: pairs made or confirmed, places left alone."""

    pairs: frozenset[Pair]
    by_hand: frozenset[Row]


def settled(pairs: Iterable[Pair], acts: Sequence[Placed]) -> Settled:
    """These pairs after these acts, in their order."""
    links, made, parted = set(pairs), set[Pair](), set[Row]()
    for act in acts:
        if act.act is not Act.PAIR:
            gone = {pair for pair in links if _undoes(act, pair)}
            links, made = links - gone, made - gone
            parted |= {(i, None) for i, _ in gone} | {(None, j) for _, j in gone}
        if act.act is not Act.PART and act.old is not None and act.new is not None:
            links.add((act.old, act.new))
            made.add((act.old, act.new))
    olds, news = {i for i, _ in links}, {j for _, j in links}
    alone = {(i, j) for i, j in parted if i not in olds and j not in news}
    return Settled(frozenset(links), frozenset(made | alone))


def _undoes(act: Placed, pair: Pair) -> bool:
    """Whether an act takes a pair apart: the one it names, all of its one place, or, to re-pair, all of both."""
    if act.act is Act.REPAIR:
        return (pair[0] == act.old) != (pair[1] == act.new)
    return act.old in (None, pair[0]) and act.new in (None, pair[1])
