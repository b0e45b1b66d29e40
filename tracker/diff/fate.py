"""Fate: what became of each duty, prohibition, permission, right and sanction of the old text, and which are new.

Follows a comparison: norms of clauses that changed go where their words went, and were strengthened or softened by the
signals that quote them; norms of clauses that did not change are kept.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.diff.changes import Clause, Comparison, Direction, Pair, Quote, Unit
from tracker.diff.digests import one_to_one, ranked
from tracker.diff.direction.judging import readings
from tracker.diff.direction.pairing import Couple, covered
from tracker.diff.direction.segments import Reading, Segment
from tracker.diff.drafting import Drafting
from tracker.diff.matter import grams
from tracker.diff.norms import Norm, Register, Sort, registers
from tracker.diff.similarity import shared_weights
from tracker.diff.whole import leads
from tracker.diff.words import bare
from tracker.law.document import Document


class Fate(StrEnum):
    """What became of a norm."""

    KEPT = "kept"
    STRENGTHENED = "strengthened"
    SOFTENED = "softened"
    MIXED = "mixed"
    UNCLEAR = "unclear"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Destiny:
    """One norm and its successor; a norm that was split or merged has a row for each link.

    Attributes:
        old, new: None for a norm that is new, or dropped.
        effect: what its coming, going or changing does to the regulated party; neutral where no rule spoke.
        rules: the ids of the rules that say so.
    """

    old: Norm | None
    new: Norm | None
    fate: Fate
    effect: Direction = Direction.NEUTRAL
    rules: tuple[str, ...] = ()

    @property
    def norm(self) -> Norm:
        """The norm as it is now, or as it was if it is gone."""
        norm = self.new or self.old
        assert norm is not None, "a row has one side at least"
        return norm


# Likeness (Dice over character pairs) from which a norm nobody followed is found again elsewhere in the other text;
# the words around an operator (有关部门应当依法) alone reach 0.6.
FOUND_AGAIN = 0.8
# Share of the shorter norm's character pairs that stand in the longer from which they are parts of one split or merge;
# the fixed words of a fine in another fine's norm reach 0.3.
SISTERS = 0.4
_CHANGED = {
    Direction.STRENGTHENED: Fate.STRENGTHENED,
    Direction.SOFTENED: Fate.SOFTENED,
    Direction.MIXED: Fate.MIXED,
    Direction.UNCLEAR: Fate.UNCLEAR,
    Direction.NEUTRAL: Fate.KEPT,
}


def fates(old: Document, new: Document, comparison: Comparison, drafting: Drafting) -> tuple[Destiny, ...]:
    """Every norm of both texts with its fate, in reading order of the new text.

    `comparison` is that of these two documents. Norms are read by the Chinese rules of direction; a text in another
    language has none here.
    """
    before, after = registers(old, new, drafting)
    rows = [*_through_changes(comparison, before, after, drafting), *_through_stillness(comparison, before, after)]
    rows += _found_again(rows, before, after)
    rows += _alone(rows, comparison, before, after)
    return tuple(_in_reading_order(rows, before, after))


def tally(rows: Iterable[Destiny]) -> dict[tuple[str, Sort, Fate], int]:
    """How many norms met which fate, by addressee and sort; a norm with several rows counts once for each fate."""
    once = {(row.norm.addressee, row.norm.sort, row.fate, row.old or row.new) for row in rows}
    counts = Counter((addressee, sort, fate) for addressee, sort, fate, _ in once)
    return dict(sorted(counts.items()))


def _through_changes(
    comparison: Comparison, before: Register, after: Register, drafting: Drafting
) -> Iterator[Destiny]:
    """The norms of changed clauses, each followed to where its comma segments went."""
    lexicon = drafting.direction
    pairs = [Pair(c.old, c.new, c.relation, c.edits) for c in comparison.clauses]
    leading = leads(unit.article for unit in before.units), leads(unit.article for unit in after.units)
    for clause, couple in zip(comparison.clauses, readings(pairs, lexicon, leading), strict=True):
        if clause.old and clause.new:
            for one, other in _successors(clause.old, clause.new, couple, before, after):
                yield _changed(one, other, clause)


def _successors(was: Unit, now: Unit, couple: Couple, before: Register, after: Register) -> list[tuple[Norm, Norm]]:
    """The norms of two units that belong together: the best successor of each, and the best ancestor of each."""
    shared: Counter[tuple[Norm, Norm]] = Counter()
    for a, b in couple.paired.together:
        one, other = before.at(was, _place(couple.old, a)), after.at(now, _place(couple.new, b))
        if one and other:
            shared[one, other] += min(len(a.text), len(b.text))
    best: dict[tuple[int, Norm], tuple[int, tuple[Norm, Norm]]] = {}
    for pair, weight in shared.items():
        for end in enumerate(pair):
            if end not in best or weight > best[end][0]:
                best[end] = weight, pair
    chosen = Counter(pair for _, pair in best.values())
    found = {pair for pair, ends in chosen.items() if ends == 2 or _are_sisters(*pair)}
    olds, news = before.of(was), after.of(now)
    if len(olds) == len(news) == 1 and olds[0].sort is news[0].sort:
        found.add((olds[0], news[0]))  # a linked pair has one norm on each side: the one became the other
    return sorted(found, key=lambda pair: (pair[0].start, pair[1].start))


def _are_sisters(old: Norm, new: Norm) -> bool:
    """Whether two norms that both belong better elsewhere belong together too, as the parts of a split do."""
    shorter, longer = sorted((bare(old.text), bare(new.text)), key=len)
    return old.sort is new.sort and covered(shorter, longer) >= SISTERS


def _place(reading: Reading, segment: Segment) -> Quote | None:
    return reading.wording.quote(segment.start, segment.end)


def _changed(old: Norm, new: Norm, clause: Clause) -> Destiny:
    """A norm of a changed clause: as the signals that quote it say; unclear where nobody could judge the clause."""
    if bare(old.text) == bare(new.text):
        return Destiny(old, new, Fate.KEPT)
    effect, rules = _told(clause, old, new)
    if not rules and clause.verdict.direction is Direction.UNCLEAR:
        effect = Direction.UNCLEAR
    return Destiny(old, new, _CHANGED[effect], effect, rules)


def _told(clause: Clause, old: Norm | None, new: Norm | None) -> tuple[Direction, tuple[str, ...]]:
    """What the signals of a clause that quote a norm say of it, and by which rules."""
    signals = [s for s in clause.verdict.signals if _quotes(s.old, old) or _quotes(s.new, new)]
    effects = {s.effect for s in signals} - {Direction.NEUTRAL}
    effect = effects.pop() if len(effects) == 1 else Direction.MIXED if effects else Direction.NEUTRAL
    return effect, tuple(dict.fromkeys(s.rule for s in signals))


def _quotes(quote: Quote | None, norm: Norm | None) -> bool:
    return bool(quote and norm and quote.start < norm.end and norm.start < quote.end)


def _through_stillness(comparison: Comparison, before: Register, after: Register) -> Iterator[Destiny]:
    """The norms of units that no clause of the comparison names: their words stand in a linked provision."""
    shown = {c.old.locator for c in comparison.clauses if c.old}, {c.new.locator for c in comparison.clauses if c.new}
    for link in comparison.links:
        if link.old is None or link.new is None:
            continue
        waiting: dict[str, list[Unit]] = defaultdict(list)
        for unit in after.in_article(link.new):
            if unit.locator not in shown[1]:
                waiting[bare(unit.text)].append(unit)
        for unit in before.in_article(link.old):
            same = waiting.get(bare(unit.text))
            if unit.locator not in shown[0] and same:
                yield from (Destiny(n, m, Fate.KEPT) for n, m in _evenly(before.of(unit), after.of(same.pop(0))))


def _evenly(old: Sequence[Norm], new: Sequence[Norm]) -> Iterator[tuple[Norm, Norm]]:
    """The norms of two units with the same words, in order; a comma that became a full stop may have parted one."""
    if old and new:
        for n in range(max(len(old), len(new))):
            yield old[min(n, len(old) - 1)], new[min(n, len(new) - 1)]


def _found_again(rows: Sequence[Destiny], before: Register, after: Register) -> Iterator[Destiny]:
    """Norms nobody followed that stand nearly word for word elsewhere in the other text: they moved."""
    known = {row.old for row in rows}, {row.new for row in rows}
    olds = [n for n in before.norms if n not in known[0]]
    news = [n for n in after.norms if n not in known[1]]
    one, other = ([(number, grams(bare(n.text), 2)) for number, n in enumerate(side)] for side in (olds, news))
    sizes = [{number: len(found) for number, found in side} for side in (one, other)]
    shared = shared_weights(one, other, dict.fromkeys(frozenset().union(*(found for _, found in one)), 1))
    alike = {
        (i, j): 2 * w / (sizes[0][i] + sizes[1][j]) for (i, j), w in shared.items() if olds[i].sort is news[j].sort
    }
    for i, j in one_to_one(ranked({pair: s for pair, s in alike.items() if s >= FOUND_AGAIN})):
        yield Destiny(olds[i], news[j], Fate.KEPT)


def _alone(rows: Sequence[Destiny], comparison: Comparison, before: Register, after: Register) -> Iterator[Destiny]:
    """The norms without a partner: dropped and new, with what the signals that quote them say."""
    known = {row.old for row in rows}, {row.new for row in rows}
    clauses: dict[tuple[int, str], list[Clause]] = defaultdict(list)
    for clause in comparison.clauses:
        for side, unit in enumerate((clause.old, clause.new)):
            if unit:
                clauses[side, unit.locator].append(clause)
    for side, (register, fate) in enumerate(((before, Fate.DROPPED), (after, Fate.NEW))):
        for norm in register.norms:
            if norm not in known[side]:
                old, new = (norm, None) if side == 0 else (None, norm)
                told = [_told(clause, old, new) for clause in clauses[side, norm.locator]]
                effect, rules = next((t for t in told if t[1]), (Direction.NEUTRAL, ()))
                yield Destiny(old, new, fate, effect, rules)


def _in_reading_order(rows: Sequence[Destiny], before: Register, after: Register) -> list[Destiny]:
    """By place in the new text; a dropped norm follows the nearest norm before it that has a place there."""
    known = sorted((before.place(r.old), after.place(r.new)) for r in rows if r.old and r.new)
    olds = [old for old, _ in known]

    def place(row: Destiny) -> tuple[tuple[int, int], int, tuple[int, int]]:
        old = before.place(row.old) if row.old else (-1, 0)
        if row.new:
            return after.place(row.new), 0, old
        nearest = bisect_left(olds, old) - 1
        return (known[nearest][1] if nearest >= 0 else (-1, 0)), 1, old

    return sorted(rows, key=place)
