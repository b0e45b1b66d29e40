"""Similarity: how much two provisions share, counted over the provisions that are still without a partner.

Character bigrams weighted by log(1 + n/df); the measure lies between resemblance and containment, because a draft
article often survives inside a longer one. Beside it stand the rare phrases: four-character strings found in
exactly one old and exactly one new provision. Weights are whole numbers, so that sums do not depend on their order
and the two texts exchanged give the same figures.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from math import log
from typing import NamedTuple

from tracker.diff.matter import Grams, Matter
from tracker.diff.order import Pair

SCALE = 1000
# Containment must weigh more than length; flat between 0.2 and 0.4 on the annotated pairs.
LONGER, SHORTER = 0.35, 0.65
# Stops tiny texts from scoring high: about three rare bigrams; flat between 5 and 20.
CONSTANT = 10 * SCALE
# A pair this much more alike than its rivals needs no rare phrase; at 1.2 chance pairs of drafts come in, at 1.44 true
# ones go.
UNRIVALLED = 1.3
# A gram found in more provisions than this says nothing and costs most.
COMMON = 80


def blend(shared: int, one: int, other: int) -> float:
    """The similarity of two texts of these weights that share this weight: 0 to below 1."""
    longer, shorter = (one, other) if one > other else (other, one)
    return shared / (LONGER * longer + SHORTER * shorter + CONSTANT)


@dataclass(frozen=True)
class Weights:
    """What each bigram is worth, counted over some provisions of both sides."""

    worth: Mapping[str, int]

    @classmethod
    def over(cls, everything: Sequence[Grams]) -> "Weights":
        """Weights counted over these texts."""
        df = Counter(chain.from_iterable(everything))
        n = len(everything)
        table = {c: round(SCALE * log(1 + n / c)) for c in set(df.values())}
        return cls({g: table[c] for g, c in df.items() if c <= COMMON})

    def of(self, grams: Iterable[str]) -> int:
        """The weight of a text."""
        return sum(map(self.worth.get, grams, repeat(0)))


class Likeness(NamedTuple):
    """What two provisions have in common: similarity `s`, number `e` of rare shared phrases.

    `runs` is in how many separate places those phrases stand: eight characters in a row are five phrases and one run.
    """

    s: float = 0.0
    e: int = 0
    runs: int = 0


NOTHING = Likeness()


@dataclass(frozen=True, slots=True)
class Best:
    """The best and the second best figure every provision has with any other: those of the old text, of the new."""

    olds: Mapping[int, tuple[float, float]]
    news: Mapping[int, tuple[float, float]]

    @classmethod
    def of(cls, figures: Iterable[tuple[Pair, float]]) -> "Best":
        """Of a figure for each of many pairs."""
        olds: dict[int, tuple[float, float]] = {}
        news: dict[int, tuple[float, float]] = {}
        nothing = (0.0, 0.0)
        for (i, j), figure in figures:
            top, second = olds.get(i, nothing)
            if figure > second or i not in olds:
                olds[i] = (figure, top) if figure > top else (top, figure)
            top, second = news.get(j, nothing)
            if figure > second or j not in news:
                news[j] = (figure, top) if figure > top else (top, figure)
        return cls(olds, news)

    def beside(self, pair: Pair, figure: float | None) -> float:
        """The best figure either provision of a pair has elsewhere; `figure`: the pair's own, None if it has none."""
        tops = self.olds.get(pair[0], (0.0, 0.0)), self.news.get(pair[1], (0.0, 0.0))
        # The second best where the pair itself is the best.
        return max(top[1] if top[0] == figure else top[0] for top in tops)


@dataclass
class Likenesses:
    """The likeness of every pair that shares anything, by the indices of its two provisions."""

    pairs: dict[Pair, Likeness] = field(default_factory=dict)

    def __getitem__(self, pair: Pair) -> Likeness:
        return self.pairs.get(pair, NOTHING)

    @cached_property
    def best(self) -> Best:
        """The best two similarities of every provision."""
        return Best.of((pair, a.s) for pair, a in self.pairs.items())

    def rival(self, pair: Pair) -> float:
        """The best similarity either provision of a pair has elsewhere."""
        return self.best.beside(pair, self[pair].s)

    @cached_property
    def unrivalled(self) -> frozenset[Pair]:
        """The pairs clearly more alike than either of their provisions is to any other."""
        olds, news = self.best.olds, self.best.news
        first = [(pair, a.s) for pair, a in self.pairs.items() if a.s == olds[pair[0]][0] == news[pair[1]][0]]
        return frozenset(pair for pair, s in first if s >= UNRIVALLED * self.best.beside(pair, s))


def rare_phrases(old: Sequence[Matter], new: Sequence[Matter]) -> dict[Pair, set[str]]:
    """For each pair, the four-character strings that stand in these two provisions and in no other of either side."""
    only_old, only_new = _sole_owners(old), _sole_owners(new)
    found: dict[Pair, set[str]] = defaultdict(set)
    for phrase in only_old.keys() & only_new.keys():
        found[only_old[phrase], only_new[phrase]].add(phrase)
    return found


def runs(phrases: Set[str]) -> int:
    """How many separate stretches of text these overlapping strings come from."""
    follows = {phrase[1:] for phrase in phrases}
    return sum(phrase[:-1] not in follows for phrase in phrases)


def _sole_owners(side: Sequence[Matter]) -> dict[str, int]:
    """The owner of each phrase that has but one."""
    known: set[str] = set()
    several: set[str] = set()
    for m in side:
        several |= known & m.phrases
        known |= m.phrases
    return {phrase: m.index for m in side for phrase in m.phrases - several}


def shared_weights(
    old: Sequence[tuple[int, Grams]], new: Sequence[tuple[int, Grams]], worth: Mapping[str, int]
) -> dict[Pair, int]:
    """The weight shared by every pair of texts that share any, through an index of the new side."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, grams in new:
        for g in grams & worth.keys():
            index[g].append(j)
    shared: dict[Pair, int] = defaultdict(int)
    for i, grams in old:
        row: dict[int, int] = defaultdict(int)
        for g in grams & index.keys():
            w = worth[g]
            for j in index[g]:
                row[j] += w
        shared.update(((i, j), w) for j, w in row.items())
    return shared


def likenesses(old: Sequence[Matter], new: Sequence[Matter], weights: Weights) -> Likenesses:
    """The likeness of every pair of these provisions."""
    worth = weights.worth
    size_old = {m.index: weights.of(m.grams) for m in old}
    size_new = {m.index: weights.of(m.grams) for m in new}
    shared = shared_weights([(m.index, m.grams) for m in old], [(m.index, m.grams) for m in new], worth)
    rare = rare_phrases(old, new)
    pairs = {}
    for pair, w in shared.items():
        s = blend(w, size_old[pair[0]], size_new[pair[1]])
        phrases = rare.get(pair)
        pairs[pair] = Likeness(s, len(phrases), runs(phrases)) if phrases else Likeness(s)
    return Likenesses(pairs)
