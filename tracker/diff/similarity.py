"""Similarity: how much two provisions share, counted over the provisions that are still without a partner.

Character bigrams weighted by log(1 + n/df); the measure lies between resemblance and containment, because a draft
article often survives inside a longer one. Beside it stand the rare phrases: four-character strings found in
exactly one old and exactly one new provision. Weights are whole numbers, so that sums do not depend on their order
and the two texts exchanged give the same figures.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from tracker.diff.matter import Grams, Matter

SCALE = 1000
# Containment must weigh more than length; flat between 0.2 and 0.4 on the annotated pairs.
LONGER, SHORTER = 0.35, 0.65
# Stops tiny texts from scoring high: about three rare bigrams; flat between 5 and 20.
CONSTANT = 10 * SCALE
# A gram found in more provisions than this says nothing and costs most.
COMMON = 80


def blend(shared: int, one: int, other: int) -> float:
    """The similarity of two texts of these weights that share this weight: 0 to below 1."""
    return shared / (LONGER * max(one, other) + SHORTER * min(one, other) + CONSTANT)


@dataclass(frozen=True)
class Weights:
    """What each bigram is worth, counted over some provisions of both sides."""

    worth: Mapping[str, int]

    @classmethod
    def over(cls, everything: Sequence[Grams]) -> "Weights":
        """Weights counted over these texts."""
        df = Counter(g for grams in everything for g in grams)
        n = len(everything)
        table = {c: round(SCALE * log(1 + n / c)) for c in set(df.values())}
        return cls({g: table[c] for g, c in df.items() if c <= COMMON})

    def of(self, grams: Iterable[str]) -> int:
        """The weight of a text."""
        worth = self.worth
        return sum(worth.get(g, 0) for g in grams)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two provisions have in common: similarity `s`, number `e` of rare shared phrases."""

    s: float = 0.0
    e: int = 0


NOTHING = Likeness()


@dataclass
class Likenesses:
    """The likeness of every pair that shares anything, by the indices of its two provisions."""

    pairs: dict[tuple[int, int], Likeness] = field(default_factory=dict)

    def __getitem__(self, pair: tuple[int, int]) -> Likeness:
        return self.pairs.get(pair, NOTHING)


def rare_phrases(old: Sequence[Matter], new: Sequence[Matter]) -> Counter[tuple[int, int]]:
    """For each pair, how many four-character strings stand in these two provisions and in no other of either side."""
    only_old, only_new = _sole_owners(old), _sole_owners(new)
    return Counter((i, only_new[p]) for p, i in only_old.items() if i >= 0 and only_new.get(p, -1) >= 0)


def _sole_owners(side: Sequence[Matter]) -> dict[str, int]:
    """Each phrase's only owner, or -1 where it has several."""
    owners: dict[str, int] = {}
    for m in side:
        for phrase in m.phrases:
            owners[phrase] = -1 if phrase in owners else m.index
    return owners


def shared_weights(
    old: Sequence[tuple[int, Grams]], new: Sequence[tuple[int, Grams]], worth: Callable[[str], int]
) -> dict[tuple[int, int], int]:
    """The weight shared by every pair of texts that share any, through an index of the new side."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, grams in new:
        for g in grams:
            index[g].append(j)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for i, grams in old:
        row: dict[int, int] = defaultdict(int)
        for g in grams:
            w = worth(g)
            if w and g in index:
                for j in index[g]:
                    row[j] += w
        shared.update(((i, j), w) for j, w in row.items())
    return shared


def likenesses(old: Sequence[Matter], new: Sequence[Matter], weights: Weights) -> Likenesses:
    """The likeness of every pair of these provisions."""
    worth = weights.worth
    size_old = {m.index: weights.of(m.grams) for m in old}
    size_new = {m.index: weights.of(m.grams) for m in new}
    shared = shared_weights(
        [(m.index, m.grams) for m in old], [(m.index, m.grams) for m in new], lambda g: worth.get(g, 0)
    )
    rare = rare_phrases(old, new)
    return Likenesses(
        {(i, j): Likeness(blend(w, size_old[i], size_new[j]), rare[i, j]) for (i, j), w in shared.items()}
    )
