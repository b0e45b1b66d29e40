"""Carrying: where a note on one version stands in the next, and how sure that is.

A place is given only where two witnesses agree: the comparison says that the provision lives on there, and the quoted
words say so too (the same words, or words that diff-match-patch finds in their place). Where they disagree, where two
places are as good, or where only a lookalike stands elsewhere, the note is orphaned and a person is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from tracker.annotations.annotation import Selector
from tracker.annotations.quoting import CONTEXT, occurrences, selector
from tracker.diff.changes import Unit


class Carried(StrEnum):
    """What became of a note in a newer version."""

    PLACED = "placed"  # the same words at the same number
    MOVED = "moved"  # the same words at another number
    EDITED = "edited"  # the provision lives on, the words changed
    ORPHANED = "orphaned"  # nobody can say; a person is asked


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A place a person may have meant: a unit's locator and how alike its words are, 0 to 1. Never taken silently."""

    locator: str
    text: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a note stands in the newer version: a unit's locator and, for a quoted phrase, its words there.

    `likeness` says how alike the words are, 0 to 1; an orphan has no locator, only lookalikes.
    """

    how: Carried
    locator: str = ""
    selector: Selector | None = None
    likeness: float = 0.0
    lookalikes: tuple[Lookalike, ...] = ()


# Half of the quoted words must live on, in their order; below that a reader would not say that it is the same phrase.
# On the annotated drafts and finals 0.5 to 0.7 place the same quotes rightly; above, edited ones are lost.
ALIKE = 0.6
# Where the provision was split, the other half may be the better home of edited words: 0.6 to 0.7 put nine in ten of
# the wrong ones there, 0.8 none.
ALIKE_SPLIT = 0.8
# A note on a whole provision asks less of its words, for it is about what became of it: a third (every unit of
# twelve annotated pairs: 3 of 1,720 wrong at 0.33, 4 at 0.25, 59 orphans more at 0.6).
ALIKE_WHOLE = 0.33
# Two candidate places are told apart by at least this; a note on a split is otherwise a person's to place.
MARGIN = 0.15
# A phrase this short stands in many provisions (应当, 不得, 按照规定): by itself it is no witness, its unit must be.
SHORT = 4
# How alike two whole units must be before they count as the same for a phrase too short to speak for itself.
UNIT_ALIKE = 0.5
OFFERED = 3  # lookalikes shown to a person
FAINT = 0.45  # below this two provisions share phrases of the trade only


def carry(
    unit: Unit, quoted: Selector | None, ways: Mapping[str, Sequence[Unit]], new: Sequence[Unit], side: str = "new"
) -> Placement:
    """Where a note on `unit`, or on a phrase in it, stands in the units `new` of the next version.

    `ways` maps an old unit's locator to the new units it lives on in (`tracker.diff.partners.ways`); `side` is put in
    the selector found.
    """
    phrase = quoted or selector(unit.text, 0, len(unit.text), side)
    if unit.text[phrase.start : phrase.end] != phrase.exact:
        return Placement(Carried.ORPHANED, lookalikes=lookalikes(phrase.exact, unit, new))
    found = sorted((_in(unit, phrase, way) for way in ways.get(unit.locator, ())), key=lambda f: -f.likeness)
    best = found[0] if found else None
    least = ALIKE_SPLIT if found[1:] else ALIKE if quoted else ALIKE_WHOLE
    if best is None or best.likeness < least or not _sure(phrase, unit, best, found[1:], new):
        return Placement(Carried.ORPHANED, lookalikes=lookalikes(phrase.exact, unit, new))
    same = _bare(best.words) == _bare(phrase.exact)
    how = Carried.EDITED if not same else Carried.PLACED if best.unit.locator == unit.locator else Carried.MOVED
    there = selector(best.unit.text, best.start, best.end, side) if quoted else None
    return Placement(how, best.unit.locator, there, round(best.likeness, 2))


@dataclass(frozen=True, slots=True)
class _Found:
    """The words a unit has in the place of a phrase."""

    unit: Unit
    start: int
    end: int
    likeness: float

    @property
    def words(self) -> str:
        return self.unit.text[self.start : self.end]


def _sure(phrase: Selector, unit: Unit, best: _Found, others: Sequence[_Found], new: Sequence[Unit]) -> bool:
    """Whether the best place is better than any other the provision lives on in, and no lookalike has the words."""
    if any(best.likeness - other.likeness < MARGIN for other in others):
        return False
    if len(_bare(phrase.exact)) <= SHORT and alike(unit.text, best.unit.text) < UNIT_ALIKE:
        return False
    if best.likeness == 1.0:
        return True
    known = {best.unit.locator, *(other.unit.locator for other in others)}
    return not any(phrase.exact in one.text and one.locator not in known for one in new)


def _in(unit: Unit, phrase: Selector, way: Unit) -> _Found:
    """What stands in a new unit where the phrase stood in the old one: the same words, else what the edits lead to."""
    places = occurrences(way.text, phrase.exact)
    if places:
        start = max(places, key=lambda place: (_context(phrase, way.text, place), -abs(place - phrase.start)))
        return _Found(way, start, start + len(phrase.exact), 1.0)
    start, end = _led(unit.text, phrase, way.text)
    words = way.text[start:end]
    left = len(words) - len(words.lstrip())
    return _Found(way, start + left, start + left + len(words.strip()), alike(phrase.exact, words.strip()))


def _context(phrase: Selector, text: str, place: int) -> int:
    """How many characters around a place agree with those around the phrase."""
    before = text[max(0, place - CONTEXT) : place]
    after = text[place + len(phrase.exact) : place + len(phrase.exact) + CONTEXT]
    return _shared(before[::-1], phrase.prefix[::-1]) + _shared(after, phrase.suffix)


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _led(old: str, phrase: Selector, new: str) -> tuple[int, int]:
    """Where the edits between two texts lead a phrase's offsets."""
    diffs = _engine().diff_main(old, new, False)
    _engine().diff_cleanupSemantic(diffs)
    start = _engine().diff_xIndex(diffs, phrase.start)
    end = _engine().diff_xIndex(diffs, phrase.end - 1) + 1 if phrase.end > phrase.start else start
    return start, max(start, min(end, len(new)))


def alike(one: str, other: str) -> float:
    """How much of the longer of two texts lives on in the other, 0 to 1: characters kept in their order."""
    one, other = _bare(one), _bare(other)
    if not one or not other:
        return float(one == other)
    kept = sum(len(text) for op, text in _engine().diff_main(one, other, False) if op == 0)
    return float(kept / max(len(one), len(other)))


def lookalikes(words: str, unit: Unit, new: Sequence[Unit]) -> tuple[Lookalike, ...]:
    """The units of the new text most like the one the note stood on, or that hold its words; likest first."""
    pairs = _pairs(unit.text)
    likely = sorted(((_overlap(pairs, _pairs(one.text)), n) for n, one in enumerate(new)), key=lambda x: (-x[0], x[1]))
    near = [new[n] for share, n in likely[: 2 * OFFERED] if share > 0]
    holding = [one for one in new if len(_bare(words)) > SHORT and words in one.text]
    ranked = {one.locator: Lookalike(one.locator, one.text, round(alike(unit.text, one.text), 2)) for one in near}
    for one in holding:
        ranked[one.locator] = Lookalike(one.locator, one.text, 1.0 if words in one.text else 0.0)
    worthy = sorted((one for one in ranked.values() if one.likeness >= FAINT), key=lambda one: -one.likeness)
    return tuple(worthy[:OFFERED])


def _pairs(text: str) -> frozenset[str]:
    bare = _bare(text)
    return frozenset(bare[n : n + 2] for n in range(len(bare) - 1))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _bare(text: str) -> str:
    return "".join(text.split())


@cache
def _engine() -> Any:
    """diff-match-patch without its clock: the same texts give the same places on any machine."""
    from diff_match_patch import diff_match_patch  # late: most pages carry no note

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine
