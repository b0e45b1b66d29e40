"""Clauses: which unit of a linked provision became which, and the rows of those that changed.

Units are compared inside linked provisions only: if a sentence has moved, the provisions should be linked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracker.diff.digests import equal_pairs, one_to_one, ranked
from tracker.diff.matter import Matter
from tracker.diff.order import Pair
from tracker.diff.similarity import Weights, blend, shared_weights
from tracker.diff.sisters import EXPLAINED

# A pair of units; flat from 0.08 to 0.16, because the linked provisions already say they belong together.
PAIRED = 0.12
# A further link of a unit, by what its partner does not explain; more is asked where both sides have a partner.
FURTHER, FURTHER_BOTH = 0.12, 0.20
# Items built alike share everything with each other's partners: two that have
# partners must share words of their own. Flat from 0.04 to 0.15.
FRESH = 0.08


@dataclass(frozen=True, slots=True)
class UnitLink:
    """Two units that belong together; `same`: their words are the same."""

    old: int
    new: int
    similarity: float
    same: bool


@dataclass
class Board:
    """The units of linked provisions and their partners so far; `homes` says which provision a unit stands in."""

    old: Sequence[Matter]
    new: Sequence[Matter]
    homes: tuple[Mapping[int, int], Mapping[int, int]]
    linked: frozenset[Pair]
    weights: Weights
    similar: dict[Pair, float] = field(default_factory=dict)
    links: dict[Pair, bool] = field(default_factory=dict)
    partners: tuple[dict[int, list[int]], dict[int, list[int]]] = field(default_factory=lambda: ({}, {}))

    @cached_property
    def inside(self) -> tuple[Mapping[int, Sequence[Matter]], Mapping[int, Sequence[Matter]]]:
        """For each side the units of every provision."""
        out: tuple[dict[int, list[Matter]], dict[int, list[Matter]]] = (defaultdict(list), defaultdict(list))
        for side, matters in enumerate((self.old, self.new)):
            for m in matters:
                out[side][self.homes[side][m.index]].append(m)
        return out

    def add(self, pair: Pair, *, same: bool = False) -> None:
        """Link two units."""
        self.links[pair] = same
        self.partners[0].setdefault(pair[0], []).append(pair[1])
        self.partners[1].setdefault(pair[1], []).append(pair[0])

    def may(self, pair: Pair) -> bool:
        """Whether the provisions of two units are linked."""
        return (self.homes[0][pair[0]], self.homes[1][pair[1]]) in self.linked

    def free(self, pair: Pair) -> bool:
        """Whether neither unit has a partner yet."""
        return pair[0] not in self.partners[0] and pair[1] not in self.partners[1]


def link_units(
    old: Sequence[Matter],
    new: Sequence[Matter],
    homes: tuple[Mapping[int, int], Mapping[int, int]],
    linked: Iterable[Pair],
) -> list[UnitLink]:
    """The links between the units of linked provisions, in reading order of the old text.

    `homes` maps a unit's index to its provision's, for each side; `linked` are the pairs of provisions.
    """
    weights = Weights.over([m.grams for m in (*old, *new)])
    board = Board(old, new, homes, frozenset(linked), weights)
    board.similar = _similarities(board)
    _pair_equal(board)
    _pair_best(board)
    _replace_in_place(board)
    _leave_no_link_bare(board)
    _link_further(board)
    return [
        UnitLink(i, j, 1.0 if same else board.similar.get((i, j), 0.0), same)
        for (i, j), same in sorted(board.links.items())
    ]


def _similarities(board: Board) -> dict[Pair, float]:
    worth, weights = board.weights.worth, board.weights
    size = [[weights.of(m.grams) for m in side] for side in (board.old, board.new)]
    out: dict[Pair, float] = {}
    for a, b in sorted(board.linked):
        olds, news = [(m.index, m.grams) for m in board.inside[0][a]], [(m.index, m.grams) for m in board.inside[1][b]]
        for (i, j), shared in shared_weights(olds, news, worth).items():
            out[i, j] = blend(shared, size[0][i], size[1][j])
    return out


def _pair_equal(board: Board) -> None:
    """Units with the same words; then with the same words but for cross-references."""
    for key, same in ((lambda m: m.words, True), (lambda m: m.masked, False)):
        for a, b in sorted(board.linked):
            olds = [m for m in board.inside[0][a] if m.index not in board.partners[0]]
            news = [m for m in board.inside[1][b] if m.index not in board.partners[1]]
            for pair in sorted(equal_pairs(olds, news, key).items()):
                board.add(pair, same=same)


def _pair_best(board: Board) -> None:
    scores = {p: s for p, s in board.similar.items() if s >= PAIRED and board.free(p)}
    for pair in one_to_one(ranked(scores)):
        board.add(pair)


def _replace_in_place(board: Board) -> None:
    """Exactly one unit left on each side between the same matched neighbours: the one replaced the other."""
    left = [
        [m.index for m in side if m.index not in partners]
        for side, partners in zip((board.old, board.new), board.partners, strict=True)
    ]
    pairs = ((i, j) for i in left[0] for j in left[1] if board.may((i, j)))
    for pair in [p for p in pairs if _neighbours_match(board, p, -1) and _neighbours_match(board, p, 1)]:
        board.add(pair)


def _neighbours_match(board: Board, pair: Pair, step: int) -> bool:
    """Whether the units before (-1) or after (1) belong together, or both provisions begin or end here."""
    i, j = pair[0] + step, pair[1] + step
    ends = (
        board.homes[0].get(i) != board.homes[0][pair[0]],
        board.homes[1].get(j) != board.homes[1][pair[1]],
    )
    return all(ends) or (not any(ends) and j in board.partners[0].get(i, ()))


def _leave_no_link_bare(board: Board) -> None:
    """Every linked pair of provisions shows at least one pair of units: its best."""
    shown = {(board.homes[0][i], board.homes[1][j]) for i, j in board.links}
    best: dict[Pair, Pair] = {}
    for i, j in ranked(board.similar):
        best.setdefault((board.homes[0][i], board.homes[1][j]), (i, j))
    for link in sorted(board.linked - shown):
        chosen = best.get(link) or _gathered_pair(board, link)
        if chosen and chosen not in board.links:
            board.add(chosen)


def _gathered_pair(board: Board, link: Pair) -> Pair | None:
    """The units of two linked provisions that both say what a general article says for many: 依法追究刑事责任."""
    olds = [m for m in board.inside[0][link[0]] if m.gathered]
    news = [m for m in board.inside[1][link[1]] if m.gathered]
    return next(((m.index, n.index) for m in olds for n in news if m.gathered & n.gathered), None)


def _link_further(board: Board) -> None:
    """Further links of a unit by what its partners leave unexplained; a unit whose words stayed has nothing left."""
    settled = {i for (i, _), same in board.links.items() if same}, {j for (_, j), same in board.links.items() if same}
    scores = {}
    for i, j in board.similar:
        if (i, j) in board.links or i in settled[0] or j in settled[1]:
            continue
        bar = FURTHER_BOTH if i in board.partners[0] and j in board.partners[1] else FURTHER
        s = _unexplained(board, (i, j))
        if s >= bar and (bar == FURTHER or _fresh(board, (i, j)) >= FRESH):
            scores[i, j] = s
    for pair in one_to_one(ranked(scores)):
        board.add(pair)


def _known(board: Board, pair: Pair) -> set[str]:
    """The words of two units that their partners explain."""
    known: set[str] = set()
    for n in board.partners[0].get(pair[0], ()):
        known |= board.new[n].grams
    for n in board.partners[1].get(pair[1], ()):
        known |= board.old[n].grams
    return known


def _fresh(board: Board, pair: Pair) -> float:
    """The share of the shorter unit's words that the other has and no partner of either explains."""
    one, other = board.old[pair[0]].grams, board.new[pair[1]].grams
    shorter = min(board.weights.of(one), board.weights.of(other))
    return board.weights.of((one & other) - _known(board, pair)) / shorter if shorter else 0.0


def _unexplained(board: Board, pair: Pair) -> float:
    """The similarity of two units with the words their partners explain discounted."""
    i, j = pair
    known = _known(board, pair)
    one, other = board.old[i].grams, board.new[j].grams
    worth = board.weights.worth
    shared = sum(int(worth.get(g, 0) * (EXPLAINED if g in known else 1)) for g in one & other)
    return blend(shared, board.weights.of(one), board.weights.of(other))
