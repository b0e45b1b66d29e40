"""Digests: provisions with the same words are paired first and leave the game; in most amendments nearly all do."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from tracker.diff.matter import Matter
from tracker.diff.order import Pair


def equal_pairs(old: Sequence[Matter], new: Sequence[Matter], key: Callable[[Matter], str]) -> dict[int, int]:
    """The pairs of provisions with an equal key, old index to new.

    Where the same words stand at several places, as （删去） does: in order if both sides count the same, else
    those whose neighbours are equal too.
    """
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, matters in enumerate((old, new)):
        for m in matters:
            groups[key(m)][side].append(m.index)
    pairs = {i: j for olds, news in groups.values() if len(olds) == len(news) for i, j in zip(olds, news, strict=True)}
    # Neighbours are looked up among the sure pairs only: what one group guessed must not lead the next.
    uneven = [group for group in groups.values() if all(group) and len(group[0]) != len(group[1])]
    return pairs | dict(pair for olds, news in uneven for pair in _by_neighbours(olds, news, pairs))


def _by_neighbours(olds: Sequence[int], news: Sequence[int], sure: dict[int, int]) -> list[Pair]:
    """The equal provisions that follow or precede a sure pair; what then is left, in order."""

    def rank(pair: Pair) -> tuple[int, int, int]:
        i, j = pair
        company = (sure.get(i - 1) == j - 1) + (sure.get(i + 1) == j + 1)
        return -company, i + j, abs(i - j)

    return one_to_one(sorted(((i, j) for i in olds for j in news), key=rank))


def one_to_one(ranked: Sequence[Pair]) -> list[Pair]:
    """The pairs of a ranking, best first, each place used once."""
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((i, j))
    return chosen


def ranked(scores: Mapping[Pair, float]) -> list[Pair]:
    """Pairs by falling score; ties by place, alike for both sides."""
    return sorted(scores, key=lambda p: (-scores[p], p[0] + p[1], abs(p[0] - p[1])))
