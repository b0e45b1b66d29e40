"""Alignment: which numbered provision of the old text became which of the new: one to one, one to many, many to one.

Equal words first; what remains is matched by shared rare words, held together by order. A stay need not be proved, a
move must.
Every step treats both texts alike, so that exchanging them mirrors the links exactly. Bars and bonuses were measured on
annotated pairs of Chinese laws, measures and standards.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple
from zlib import crc32

from tracker.diff.byhand import Placed, Row, settled
from tracker.diff.digests import equal_pairs, ranked
from tracker.diff.matter import Matter
from tracker.diff.order import Gaps, Pair, heaviest_chain
from tracker.diff.similarity import NOTHING, Best, Likeness, Likenesses, Weights, blend, likenesses
from tracker.diff.sisters import sister_links

# A mutually best pair this alike may carry the order of the text; flat from 0.25 to 0.60.
CHAIN = 0.33
# Between its chain neighbours a pair may be reworded nearly beyond recognition, as long as it stands out there; on 29
# annotated pairs 0.10 to 0.12 finds most, and from 0.14 on true pairs of rewritten laws are lost.
STAYS = 0.11
# Out of order a pair needs rare phrases or plain likeness.
MOVES_BY_PHRASES, MOVES_BY_LIKENESS = 2, 0.5
# Two chance phrases in texts that share nothing else prove no move.
LEAST_TO_MOVE = 0.1
# The number of rare phrases that counts in full, and what it is worth.
FULL_PHRASES, PHRASES_WORTH = 8, 0.3
IN_GAP_WORTH, SAME_KIND_WORTH = 0.08, 0.1
# A second best far below the better one lost is no consolation: splits and merges look again.
CONSOLATION = 0.6
# Without a rare phrase the best pair must be this much better than the next: chance likenesses come in flocks.
CLEARLY = 1.1
# No text has as many provisions: the nearest of equal links has this weight.
_FAR = 1 << 16


class Found(NamedTuple):
    """One link, by the indices of its provisions; `runner_up`: the best score either side had elsewhere."""

    old: int
    new: int
    likeness: Likeness
    score: float
    runner_up: float = 0.0
    equal: bool = False

    @property
    def pair(self) -> Pair:
        """Its two ends."""
        return self.old, self.new


@dataclass(frozen=True)
class Alignment:
    """All links, and the order they keep: `chain` is the heaviest order-preserving chain of them.

    `alone` gives, for a provision (side 0 or 1, index) without a link, the best likeness it had to any; `by_hand` are
    the rows a person answers for.
    """

    links: tuple[Found, ...]
    chain: frozenset[Pair]
    alone: Mapping[tuple[int, int], float] = field(default_factory=dict)
    by_hand: frozenset[Row] = frozenset()


def align(old: Sequence[Matter], new: Sequence[Matter]) -> Alignment:
    """The links between two lists of provisions, each provision's `index` being its place in its list."""
    equal = _digests(old, new)
    taken = set(equal.values())
    rest_old = [m for m in old if m.index not in equal and not m.bare_heading]
    rest_new = [m for m in new if m.index not in taken and not m.bare_heading]
    game = Game.of(rest_old, rest_new, equal, lambda pair: tie(old[pair[0]], new[pair[1]]))
    mains = game.main_links()
    sisters = sister_links(rest_old, rest_new, mains, game.gaps_of(mains), game.weights, game.alike)
    same = Likeness(1.0, FULL_PHRASES)
    links = [Found(i, j, same, 2.0, equal=True) for i, j in equal.items()]
    links += [game.found(pair) for pair in (*mains, *sisters)]
    links += _bare_headings(old, new, links)
    return _ordered(links, old, new, game.best_of_each())


def corrected(alignment: Alignment, old: Sequence[Matter], new: Sequence[Matter], acts: Sequence[Placed]) -> Alignment:
    """An alignment put right by hand: the links after these acts, and the order they keep."""
    if not acts:
        return alignment
    found = {f.pair: f for f in alignment.links}
    after = settled(found, acts)
    made = after.pairs - found.keys()
    weights = Weights.over([m.grams for m in (*old, *new)]) if made else Weights({})
    links = [found.get(pair) or _made(old[pair[0]], new[pair[1]], weights) for pair in after.pairs]
    return replace(_ordered(links, old, new, alignment.alone), by_hand=after.by_hand)


def extended(alignment: Alignment, old: Sequence[Matter], new: Sequence[Matter], links: Sequence[Found]) -> Alignment:
    """An alignment with further links, and the order they all keep."""
    return replace(_ordered([*alignment.links, *links], old, new, alignment.alone), by_hand=alignment.by_hand)


def _made(old: Matter, new: Matter, weights: Weights) -> Found:
    """A link a person made: as alike as it is."""
    s = blend(weights.of(old.grams & new.grams), weights.of(old.grams), weights.of(new.grams))
    return Found(old.index, new.index, Likeness(s), s, equal=old.words == new.words)


def _ordered(
    links: Iterable[Found], old: Sequence[Matter], new: Sequence[Matter], alone: Mapping[tuple[int, int], float]
) -> Alignment:
    """Links with the heaviest order-preserving chain of them."""
    found = {(f.old, f.new): f for f in links}

    def weigh(pair: Pair) -> int:
        return chain_weight(pair, found[pair].likeness.s, tie(old[pair[0]], new[pair[1]]))

    placed = tuple(found[pair] for pair in sorted(found))
    return Alignment(placed, frozenset(heaviest_chain(found, weigh)), alone)


def _digests(old: Sequence[Matter], new: Sequence[Matter]) -> dict[int, int]:
    """Pairs with the same words, then with the same words but for cross-references."""
    same = equal_pairs(old, new, attrgetter("words"))
    taken = set(same.values())
    rest = [m for m in old if m.index not in same], [m for m in new if m.index not in taken]
    return same | equal_pairs(*rest, attrgetter("masked"))


def _bare_headings(old: Sequence[Matter], new: Sequence[Matter], links: Sequence[Found]) -> list[Found]:
    """A standard's heading without words pairs with its own number only, if what is called so found no other place."""
    taken = {f.old for f in links}, {f.new for f in links}
    there = {(m.locator, m.heading): m for m in new if m.index not in taken[1] and m.heading}
    here = [(m, there.get((m.locator, m.heading))) for m in old if m.index not in taken[0]] if there else ()
    pairs = [(m.index, n.index) for m, n in here if n and (m.bare_heading or n.bare_heading)]
    return [Found(i, j, NOTHING, SAME_KIND_WORTH) for i, j in pairs]


def tie(old: Matter, new: Matter) -> int:
    """A number that depends on the words of a pair alone: breaks ties the same way when the two texts are exchanged."""
    if old.words == new.words:
        return crc32(old.words.encode())
    return crc32("\n".join(sorted((old.words, new.words))).encode())


def chain_weight(pair: Pair, s: float, words: int = 0) -> int:
    """What a link weighs in the order: 1 + s; far below it its words' tie break, its nearness, its places.

    Of two chains that weigh the same the choice must not depend on which text is called old, so each part is symmetric.
    """
    near = _FAR - min(_FAR, abs(pair[0] - pair[1]))
    places = crc32(repr(sorted(pair)).encode())
    return (((round(1_000_000 * (1 + s)) << 40) + words << 24) + near << 40) + places


@dataclass
class Game:
    """The provisions digests left over, and what is known about them."""

    old: Mapping[int, Matter]
    new: Mapping[int, Matter]
    equal: Mapping[int, int]
    ties: Callable[[Pair], int]
    weights: Weights
    alike: Likenesses

    @classmethod
    def of(
        cls, old: Sequence[Matter], new: Sequence[Matter], equal: Mapping[int, int], ties: Callable[[Pair], int]
    ) -> "Game":
        """The game over these provisions; weights are counted over them only, so that the cost follows the change."""
        weights = Weights.over([m.grams for m in (*old, *new)])
        return cls(
            {m.index: m for m in old}, {m.index: m for m in new}, equal, ties, weights, likenesses(old, new, weights)
        )

    def main_links(self) -> list[Pair]:
        """One partner for each provision that has a convincing one; chosen twice, then by the order of the first."""
        first = self._greedy(self.gaps_of(self._mutually_best()))
        return self._greedy(self.gaps_of(first))

    def gaps_of(self, pairs: Iterable[Pair]) -> Gaps:
        """The gaps between the heaviest chain of equal and other pairs."""
        return Gaps.between(heaviest_chain([*self.equal.items(), *pairs], self._weight))

    def _weight(self, pair: Pair) -> int:
        """What a pair weighs in the order."""
        s = 1.0 if self.equal.get(pair[0]) == pair[1] else self.alike[pair].s
        return chain_weight(pair, s, self.ties(pair))

    @cached_property
    def _in_question(self) -> list[Pair]:
        """The pairs that some bar may let through, few of those that share a word: the others are not looked at."""
        lowest = min(STAYS, MOVES_BY_LIKENESS, LEAST_TO_MOVE, CHAIN)
        return [pair for pair, a in self.alike.pairs.items() if a.s >= lowest]

    def _mutually_best(self) -> list[Pair]:
        best = self.alike.best
        return [
            (i, j)
            for (i, j), a in self.alike.pairs.items()
            if a.s >= CHAIN and a.s == best.olds[i][0] and a.s == best.news[j][0]
        ]

    def _greedy(self, gaps: Gaps) -> list[Pair]:
        """The best pairs one to one; repeated, because a refused consolation no longer stands in anybody's way."""
        scores = self._eligible(gaps)
        while True:
            chosen, refused = self._choose(scores)
            if not refused:
                return chosen
            scores = {pair: score for pair, score in scores.items() if pair not in refused}

    def _eligible(self, gaps: Gaps) -> dict[Pair, float]:
        """The score of every pair that clears the bar of its place."""
        scores = {}
        for i, j in self._in_question:
            inside = gaps.holds(i, j)
            if (self.alike[i, j].s >= STAYS and self._stands_out((i, j))) if inside else self._moves((i, j)):
                scores[i, j] = self.score((i, j)) + (IN_GAP_WORTH if inside else 0)
        return scores

    def _moves(self, pair: Pair) -> bool:
        """Whether a pair may stand out of order: by rare phrases, by likeness, or by likeness that has no rival."""
        a = self.alike[pair]
        if a.s >= MOVES_BY_LIKENESS or (a.e >= MOVES_BY_PHRASES and a.s >= LEAST_TO_MOVE):
            return True
        return a.s >= CHAIN and pair in self.alike.unrivalled

    def _stands_out(self, pair: Pair) -> bool:
        """Whether a pair has a rare phrase or the same heading, or is clearly more alike than its rivals."""
        a = self.alike[pair]
        one, other = self.old[pair[0]], self.new[pair[1]]
        same_name = bool(one.heading) and one.heading == other.heading
        return bool(a.e) or same_name or a.s >= CHAIN or a.s >= CLEARLY * self.alike.rival(pair)

    def _choose(self, scores: Mapping[Pair, float]) -> tuple[list[Pair], set[Pair]]:
        """One greedy choice, and the pairs that would have been a consolation only."""
        best = Best.of(scores.items())
        taken: tuple[set[int], set[int]] = (set(), set())
        chosen, refused = [], set()
        for i, j in ranked(scores):
            if i in taken[0] or j in taken[1]:
                continue
            if self._consoles((i, j), scores[i, j], max(best.olds[i][0], best.news[j][0])):
                refused.add((i, j))
                continue
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((i, j))
        return chosen, refused

    def _consoles(self, pair: Pair, score: float, lost: float) -> bool:
        """Whether a pair is far below a better one lost, or below it without one rare phrase."""
        a = self.alike[pair]
        return score < CONSOLATION * lost or (score < lost and not a.e and a.s < CHAIN)

    def score(self, pair: Pair) -> float:
        """How well a pair fits, its place apart."""
        a = self.alike[pair]
        same_kind = pair in self._same_kind
        return a.s + PHRASES_WORTH * min(1.0, a.e / FULL_PHRASES) + (SAME_KIND_WORTH if same_kind else 0)

    @cached_property
    def _same_kind(self) -> frozenset[Pair]:
        """The pairs of provisions of a kind that every law has once."""
        olds, news = ([m for m in side.values() if m.kinds] for side in (self.old, self.new))
        return frozenset((m.index, n.index) for m in olds for n in news if m.kinds & n.kinds)

    def found(self, pair: Pair) -> Found:
        """A link with what speaks for it and what else its provisions resembled."""
        own = self.score(pair)
        runner_up = self._scores.beside(pair, own if pair in self.alike.pairs else None)
        return Found(*pair, self.alike[pair], own, runner_up)

    @cached_property
    def _scores(self) -> Best:
        """The best scores of every provision: each pair is a rival of its two provisions' links."""
        return Best.of((pair, self.score(pair)) for pair in self.alike.pairs)

    def best_of_each(self) -> dict[tuple[int, int], float]:
        """The best likeness of every provision of the game, keyed by side and index."""
        best = self.alike.best
        return {(0, i): top for i, (top, _) in best.olds.items()} | {(1, j): top for j, (top, _) in best.news.items()}
