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
    olds, news = _by_key(old, key), _by_key(new, key)
    groups = [(here, news[words]) for words, here in olds.items() if words in news]
    pairs = {i: j for here, there in groups if len(here) == len(there) for i, j in zip(here, there, strict=True)}
    # Neighbours are looked up among the sure pairs only: what one group guessed must not lead the next.
    uneven = [group for group in groups if len(group[0]) != len(group[1])]
    return pairs | dict(pair for here, there in uneven for pair in _by_neighbours(here, there, pairs))


def _by_key(matters: Sequence[Matter], key: Callable[[Matter], str]) -> Mapping[str, Sequence[int]]:
    """The places of provisions by their key."""
    found: dict[str, list[int]] = defaultdict(list)
    for words, m in zip(map(key, matters), matters, strict=True):
        found[words].append(m.index)
    return found


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
