"""Order: the heaviest order-preserving chain of links, and the gaps between its links.

A provision that stays where it was need not prove it; one that moves must.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

Pair = tuple[int, int]


def heaviest_chain(pairs: Collection[Pair], weigh: Callable[[Pair], int]) -> list[Pair]:
    """The pairs (old place, new place) that rise on both sides with the greatest total weight, in order.

    Two links at the same place cannot both be in it. Weights are positive: a pair that no other contradicts is in the
    chain whatever it weighs, so only the others are weighed; in most amendments there are hardly any.
    """
    placed = sorted(pairs)
    if len({i for i, _ in placed}) < len(placed):
        # Within one old place the last new place first, so that sisters contradict each other.
        placed.sort(key=lambda p: (p[0], -p[1]))
    disputed = _disputed(placed)
    lost = set(disputed).difference(_heaviest({pair: weigh(pair) for pair in disputed}))
    return [pair for pair in placed if pair not in lost]


def _disputed(placed: Sequence[Pair]) -> list[Pair]:
    """The pairs that follow one with the same or a later new place, or stand before one with the same or an earlier."""
    news = [j for _, j in placed]
    highest = accumulate(news, max, initial=-1)
    lowest = [*accumulate(reversed(news), min)][::-1]
    followed = zip(placed, highest, [*lowest[1:], max(news, default=0) + 1], strict=False)
    return [pair for pair, before, behind in followed if not before < pair[1] < behind]


def _heaviest(weights: Mapping[Pair, int]) -> list[Pair]:
    """The heaviest chain of pairs of any order. A Fenwick tree of best ends by new place: n log n."""
    places = sorted({j for _, j in weights})
    rank = {j: r + 1 for r, j in enumerate(places)}
    best: list[tuple[int, Pair | None]] = [(0, None)] * (len(places) + 1)
    before: dict[Pair, Pair | None] = {}
    # Within one old place the last new place first, so that a pair never follows its own sister.
    for pair in sorted(weights, key=lambda p: (p[0], -p[1])):
        total, before[pair] = _best_below(best, rank[pair[1]])
        _raise(best, rank[pair[1]], (total + weights[pair], pair))
    chain: list[Pair] = []
    end = _best_below(best, len(places) + 1)[1] if places else None
    while end is not None:
        chain.append(end)
        end = before[end]
    return chain[::-1]


def _best_below(best: list[tuple[int, Pair | None]], rank: int) -> tuple[int, Pair | None]:
    found: tuple[int, Pair | None] = (0, None)
    rank -= 1
    while rank > 0:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found


def _raise(best: list[tuple[int, Pair | None]], rank: int, end: tuple[int, Pair | None]) -> None:
    while rank < len(best):
        if end[0] > best[rank][0]:
            best[rank] = end
        rank += rank & -rank


@dataclass(frozen=True)
class Gaps:
    """The spaces between the links of a chain."""

    olds: tuple[int, ...]
    news: tuple[int, ...]

    @classmethod
    def between(cls, chain: Sequence[Pair]) -> "Gaps":
        """The gaps of a chain, whose links rise on both sides and stand in that order."""
        olds, news = zip(*chain, strict=True) if chain else ((), ())
        return cls(olds, news)

    def holds(self, old: int, new: int) -> bool:
        """Whether a pair lies in one gap on both sides: a link of the chain lies in the gap between its neighbours."""
        return self._distance(old, new) == 0

    def nears(self, old: int, new: int) -> bool:
        """Whether a pair lies in one gap, or its two ends in gaps next to each other."""
        return self._distance(old, new) <= 1

    def _distance(self, old: int, new: int) -> int:
        """How many chain links lie between the two ends."""
        olds, news = self._slots(self.olds, old), self._slots(self.news, new)
        return max(0, olds[0] - news[1], news[0] - olds[1])

    @staticmethod
    def _slots(places: tuple[int, ...], place: int) -> tuple[int, int]:
        """The first and last gap a place belongs to: one, or two where it carries a chain link itself."""
        at = bisect_left(places, place)
        return (at, at + 1) if at < len(places) and places[at] == place else (at, at)
