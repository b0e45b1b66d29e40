"""Sisters: the further links of a split or a merge, found by the words a main partner leaves unexplained."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.diff.digests import one_to_one, ranked
from tracker.diff.matter import Grams, Matter
from tracker.diff.order import Gaps, Pair
from tracker.diff.similarity import Likenesses, Weights, blend

# Words already found in a partner are nearly no evidence for another; flat from 0 to 0.35, and 1 spoils everything.
EXPLAINED = 0.35
# The bar, flat from 0.24 to 0.30, and the rare phrases asked besides.
BAR, PHRASES = 0.29, 2
FULL_PHRASES, PHRASES_WORTH = 8, 0.3
# From this likeness on a whole sentence has moved, and that is never chance.
WHOLE = 0.5
# Separate places in which the rare phrases must stand where both sides have a partner.
RUNS = 2
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

    def known(self, old: int, new: int) -> list[set[str]]:
        """What the partners of two provisions explain, as far as they have any."""
        return [words for words in (self.explained_old.get(old), self.explained_new.get(new)) if words]


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
    sentences = _sentences(old, weights), _sentences(new, weights)
    candidates = _candidates(olds, news, alike)
    found: list[Pair] = []
    for _ in range(PASSES):
        scores = {}
        for i, j in candidates:
            if (i, j) not in partners.links:
                sentence = _best_sentence(sentences[0][i], sentences[1][j], partners, weights.worth)
                score = _score((i, j), sentence, olds, news, partners, gaps, alike)
                coincides = sentence < WHOLE and _is_coincidence(olds[i], news[j], partners, alike)
                if score >= BAR and not coincides:
                    scores[i, j] = score
        chosen = one_to_one(ranked(scores))
        for i, j in chosen:
            partners.add(olds[i], news[j])
        found += chosen
        if not chosen:
            break
    return found + _gathered_links(olds, news, partners)


def _candidates(olds: Mapping[int, Matter], news: Mapping[int, Matter], alike: Likenesses) -> list[Pair]:
    """The pairs that rare phrases, a kind or a defined term prove, and those without a rival.

    Other resemblance proves no further link.
    """
    by_phrases = {pair for pair, a in alike.pairs.items() if a.e >= PHRASES} | alike.unrivalled
    telling = [[m for m in side.values() if m.kinds or m.terms or m.names] for side in (olds, news)]
    by_words = {(m.index, n.index) for m in telling[0] for n in telling[1] if m.kinds & n.kinds or same_term(m, n)}
    return sorted(by_phrases | by_words)


def _is_coincidence(old: Matter, new: Matter, partners: Partners, alike: Likenesses) -> bool:
    """Whether two provisions that both have a partner share but one phrase: one is a turn of speech, two are a norm.

    Of 16 such pairs on the annotated texts none was a link; with two phrases or more 20 of 21 were.
    """
    taken = old.index in partners.explained_old and new.index in partners.explained_new
    if not taken or old.kinds & new.kinds or same_term(old, new):
        return False
    return alike[old.index, new.index].runs < RUNS


def _score(
    pair: Pair,
    sentence: float,
    olds: Mapping[int, Matter],
    news: Mapping[int, Matter],
    partners: Partners,
    gaps: Gaps,
    alike: Likenesses,
) -> float:
    """How much speaks for a further link."""
    i, j = pair
    alone = (i not in partners.explained_old) + (j not in partners.explained_new)
    score = sentence + PHRASES_WORTH * min(1.0, alike[pair].e / FULL_PHRASES) + ALONE_WORTH * alone
    score += NEAR_WORTH if gaps.nears(i, j) else 0
    score += KIND_WORTH if olds[i].kinds & news[j].kinds else 0
    return score + (TERM_WORTH if same_term(olds[i], news[j]) else 0)


def same_term(old: Matter, new: Matter) -> bool:
    """Whether one defines what the other defines or introduces: 以下称“提供者” → 提供者，是指….

    Two introductions of a short name are no such bond. A longer term may hold the shorter: 商用密码产品 and
    商用密码产品目录.
    """
    pairs = [(a, b) for a in old.terms for b in new.terms | new.names] + [(a, b) for a in old.names for b in new.terms]
    return any(a == b or (min(len(a), len(b)) >= WHOLE_TERM and (a in b or b in a)) for a, b in pairs)


def _gathered_links(olds: Mapping[int, Matter], news: Mapping[int, Matter], partners: Partners) -> list[Pair]:
    """Clauses that left their articles because one general article now says them, or the reverse.

    构成犯罪的，依法追究刑事责任 leaves three articles; a new article says it for all.
    """
    found: list[Pair] = []
    for j, general in sorted(news.items()):
        if general.gathering:
            found += [
                (i, j) for i, m in sorted(olds.items()) if general.gathered & m.gathered - _kept(m, news, partners, 0)
            ]
    for i, general in sorted(olds.items()):
        if general.gathering:
            found += [
                (i, j) for j, m in sorted(news.items()) if general.gathered & m.gathered - _kept(m, olds, partners, 1)
            ]
    return sorted(set(found))


def _kept(matter: Matter, others: Mapping[int, Matter], partners: Partners, side: int) -> frozenset[int]:
    """The gathered clauses a provision's partners still say themselves."""
    mine = (link[1 - side] for link in partners.links if link[side] == matter.index)
    return frozenset().union(*(others[n].gathered for n in mine))


def _sentences(side: Sequence[Matter], weights: Weights) -> dict[int, list[Sentence]]:
    """The sentences of each provision."""
    out: dict[int, list[Sentence]] = {m.index: [] for m in side}
    for m in side:
        for found in filter(None, m.grams_by_sentence):
            out[m.index].append(Sentence(m.index, found, weights.of(found)))
    return out


def _best_sentence(
    old: Sequence[Sentence], new: Sequence[Sentence], partners: Partners, worth: Mapping[str, int]
) -> float:
    """The likeness of the best pair of sentences of two provisions, explained words discounted."""
    best = 0.0
    for s in old:
        for t in new:
            known = partners.known(s.owner, t.owner)
            shared = 0
            for g in s.grams & t.grams:
                full = worth.get(g, 0)
                shared += int(full * EXPLAINED) if any(g in words for words in known) else full
            best = max(best, blend(shared, s.weight, t.weight))
    return best
