"""Sisters: the further links of a split or a merge, found by the words a provision's main partner leaves unexplained."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.diff.matter import Grams, Matter, grams
from tracker.diff.order import Gaps, Pair
from tracker.diff.similarity import Likenesses, Weights, blend

# Words already found in a partner are nearly no evidence for another; flat from 0 to 0.35, and 1 spoils everything.
EXPLAINED = 0.35
# The bar, flat from 0.24 to 0.30, and the rare phrases asked besides.
BAR, PHRASES = 0.29, 2
# Without rare phrases only a sentence this alike is taken.
SAME_SENTENCE = 0.6
FULL_PHRASES, PHRASES_WORTH = 8, 0.3
NEAR_WORTH, ALONE_WORTH, KIND_WORTH, TERM_WORTH = 0.05, 0.04, 0.2, 0.22
PASSES = 4
# Below this length a term inside a longer one is another term: 数据 in 数据处理者.
WHOLE_TERM = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a provision: the provision's index, its bigrams, their weight."""

    owner: int
    grams: Grams
    weight: int


@dataclass
class Partners:
    """Who is linked to whom so far, and which bigrams that explains; each side by index."""

    links: set[Pair] = field(default_factory=set)
    explained_old: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    explained_new: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, old: Matter, new: Matter) -> None:
        """Link two provisions: each explains what it shares with the other."""
        self.links.add((old.index, new.index))
        self.explained_old[old.index] |= new.grams
        self.explained_new[new.index] |= old.grams


def sister_links(
    old: Sequence[Matter],
    new: Sequence[Matter],
    mains: Iterable[Pair],
    gaps: Gaps,
    weights: Weights,
    alike: Likenesses,
) -> list[Pair]:
    """The links beyond the main ones, in the order they were found: at most one more per provision and pass."""
    olds, news = {m.index: m for m in old}, {m.index: m for m in new}
    partners = Partners()
    for i, j in mains:
        partners.add(olds[i], news[j])
    sentences = _sentences(old, weights), _index(_sentences(new, weights))
    found: list[Pair] = []
    for _ in range(PASSES):
        best = _best_sentences(*sentences, partners, weights.worth)
        scores = {}
        for pair in _candidates(best, olds, news, partners):
            score, proved = _judge(pair, best.get(pair, 0.0), olds, news, partners, gaps, alike)
            if proved and score >= BAR:
                scores[pair] = score
        chosen = _one_each(scores)
        for i, j in chosen:
            partners.add(olds[i], news[j])
        found += chosen
        if not chosen:
            break
    return found + _gathered_links(olds, news, partners)


def _candidates(
    best: Mapping[Pair, float], olds: Mapping[int, Matter], news: Mapping[int, Matter], partners: Partners
) -> list[Pair]:
    return [pair for pair in best if pair not in partners.links]


def _judge(
    pair: Pair,
    sentence: float,
    olds: Mapping[int, Matter],
    news: Mapping[int, Matter],
    partners: Partners,
    gaps: Gaps,
    alike: Likenesses,
) -> tuple[float, bool]:
    """The score of a possible further link, and whether anything but resemblance proves it."""
    i, j = pair
    e = alike[pair].e
    kind, term = olds[i].kinds & news[j].kinds, same_term(olds[i], news[j])
    alone = (i not in partners.explained_old) + (j not in partners.explained_new)
    score = sentence + PHRASES_WORTH * min(1.0, e / FULL_PHRASES) + ALONE_WORTH * alone
    score += (NEAR_WORTH if gaps.nears(i, j) else 0) + (KIND_WORTH if kind else 0) + (TERM_WORTH if term else 0)
    return score, bool(e >= PHRASES or sentence >= SAME_SENTENCE or kind or term)


def same_term(old: Matter, new: Matter) -> bool:
    """Whether one defines what the other defines or introduces: 以下称“提供者” → 提供者，是指….

    Two introductions of a short name are no such bond. A longer term may hold the shorter: 生成式人工智能 and 生成式人工智能技术.
    """
    pairs = [(a, b) for a in old.terms for b in new.terms | new.names] + [(a, b) for a in old.names for b in new.terms]
    return any(a == b or (min(len(a), len(b)) >= WHOLE_TERM and (a in b or b in a)) for a, b in pairs)


def _gathered_links(olds: Mapping[int, Matter], news: Mapping[int, Matter], partners: Partners) -> list[Pair]:
    """Clauses that left their articles because one general article now says them, or the reverse.

    构成犯罪的，依法追究刑事责任 leaves three articles; a new article says it for all.
    """
    found: list[Pair] = []
    for j, general in sorted(news.items()):
        if j not in partners.explained_new and general.gathering:
            found += [(i, j) for i, m in sorted(olds.items()) if general.gathered & m.gathered - _kept(m, news, partners, 0)]
    for i, general in sorted(olds.items()):
        if i not in partners.explained_old and general.gathering:
            found += [(i, j) for j, m in sorted(news.items()) if general.gathered & m.gathered - _kept(m, olds, partners, 1)]
    return sorted(set(found))


def _kept(matter: Matter, others: Mapping[int, Matter], partners: Partners, side: int) -> frozenset[int]:
    """The gathered clauses a provision's partners still say themselves."""
    mine = (link[1 - side] for link in partners.links if link[side] == matter.index)
    return frozenset().union(*(others[n].gathered for n in mine))


def _one_each(scores: Mapping[Pair, float]) -> list[Pair]:
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for i, j in sorted(scores, key=lambda p: (-scores[p], p[0] + p[1], abs(p[0] - p[1]))):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((i, j))
    return chosen


def _sentences(side: Sequence[Matter], weights: Weights) -> list[Sentence]:
    """Every sentence of these provisions."""
    cut = ((m.index, grams(words, 2)) for m in side for words in m.evidence)
    return [Sentence(owner, found, weights.of(found)) for owner, found in cut if found]


def _index(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """Which sentences hold a bigram."""
    index: dict[str, list[Sentence]] = defaultdict(list)
    for s in sentences:
        for g in s.grams:
            index[g].append(s)
    return index


def _best_sentences(
    old: Sequence[Sentence], index: Mapping[str, Sequence[Sentence]], partners: Partners, worth: Mapping[str, int]
) -> dict[Pair, float]:
    """For each pair of provisions the likeness of their best pair of sentences, explained words discounted."""
    best: dict[Pair, float] = {}
    for s in old:
        known = partners.explained_old.get(s.owner, frozenset())
        shared: dict[int, int] = defaultdict(int)
        others: dict[int, Sentence] = {}
        for g in s.grams & index.keys():
            full = worth.get(g, 0)
            less = int(full * EXPLAINED)
            for t in index[g]:
                others[id(t)] = t
                shared[id(t)] += less if g in known or g in partners.explained_new.get(t.owner, ()) else full
        for key, weight in shared.items():
            t = others[key]
            pair = (s.owner, t.owner)
            best[pair] = max(best.get(pair, 0.0), blend(weight, s.weight, t.weight))
    return best
