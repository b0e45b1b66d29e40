"""Comma segments of two readings put together, in any order; what stays alone is told apart from what merely moved."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from operator import add

from tracker.diff.direction.segments import Reading, Segment

# Likeness (Dice over character pairs) from which two segments are the same norm in other words; flat between 0.44 and
# 0.56 on annotated pairs.
ALIKE = 0.46
# In the same gap between two paired neighbours a weaker likeness is enough.
ALIKE_IN_GAP = 0.22
# Share of a segment's character pairs found elsewhere from which its words have moved and not been lost.
MOVED = 0.8
# A phrase found word for word elsewhere in a document says something only from this length on.
LONG_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Paired:
    """The segments put together, and those left alone on each side."""

    together: tuple[tuple[Segment, Segment], ...]
    gone: tuple[Segment, ...]
    come: tuple[Segment, ...]


@dataclass(frozen=True)
class Couple:
    """Both readings of one pair, and their segments put together."""

    old: Reading
    new: Reading

    @cached_property
    def paired(self) -> Paired:
        """Their segments put together: verdict and ledger of numbers ask for it, and the fate of obligations."""
        return pair_segments(self.old, self.new)


def pair_segments(old: Reading, new: Reading) -> Paired:
    """Each segment with its likest counterpart, exact ones first; the rest alone. Deterministic: ties go by order."""
    chosen: dict[int, int] = {}
    scored = [
        (score, a.text == b.text, -abs(i - j), -i, -j)
        for i, a in enumerate(old.segments)
        for j, b in enumerate(new.segments)
        if (score := likeness(a.masked, b.masked)) >= ALIKE_IN_GAP
    ]
    scored.sort(reverse=True)
    _take(scored, chosen, lambda score, i, j: score >= ALIKE)
    _take(scored, chosen, lambda score, i, j: _same_gap(i, j, chosen))
    together = tuple((old.segments[i], new.segments[j]) for i, j in sorted(chosen.items()))
    taken = set(chosen.values())
    gone = tuple(s for i, s in enumerate(old.segments) if i not in chosen)
    come = tuple(s for j, s in enumerate(new.segments) if j not in taken)
    return Paired(together, gone, come)


def _take(
    scored: Sequence[tuple[float, bool, int, int, int]], chosen: dict[int, int], fits: Callable[[float, int, int], bool]
) -> None:
    for score, _, _, i, j in scored:
        if -i not in chosen and -j not in chosen.values() and fits(score, -i, -j):
            chosen[-i] = -j


def _same_gap(i: int, j: int, chosen: dict[int, int]) -> bool:
    before = max((k for k in chosen if k < i), default=-1)
    after = min((k for k in chosen if k > i), default=None)
    low = chosen[before] if before >= 0 else -1
    high = chosen[after] if after is not None else None
    return low < j and (high is None or j < high)


def likeness(a: str, b: str) -> float:
    """Dice over character pairs, 0 to 1; words that are equal are 1 however short."""
    if a == b:
        return 1.0
    left, right = pairs_of(a), pairs_of(b)
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def covered(part: str, whole: str) -> float:
    """Share of a segment's character pairs that stand in the whole, 0 to 1."""
    pieces = pairs_of(part)
    if not pieces:
        return float(part in whole)
    return len(pieces & pairs_of(whole)) / len(pieces)


def said_by_one(part: str, sentences: tuple[str, ...]) -> bool:
    """Whether one of many sentences says nearly all of a segment (MOVED).

    A sentence that does holds one at least of any few of its pairs: the rarest few lead to the sentences to look at.
    """
    pieces = sorted(pairs_of(part))
    index = _sentences_by_pair(sentences)
    few = int((1 - MOVED) * len(pieces)) + 1
    rarest = sorted(pieces, key=lambda piece: len(index.get(piece, ())))[:few]
    near = {number for piece in rarest for number in index.get(piece, ())}
    return any(covered(part, sentences[number]) >= MOVED for number in sorted(near))


@lru_cache(maxsize=4)
def _sentences_by_pair(sentences: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for piece in pairs_of(sentence):
            places[piece].append(number)
    return places


@lru_cache(maxsize=1024)  # several rules ask the same of two segments
def opcodes(old: str, new: str) -> Sequence[tuple[str, int, int, int, int]]:
    """What turns one segment's words into another's, character by character, as `difflib` tells it."""
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


@lru_cache(maxsize=8192)  # a clause is asked about once for each segment of the other side
def pairs_of(text: str) -> frozenset[str]:
    """The character pairs of a text, the second of the same with a 2 behind it and so on.

    What two such sets share is then counted as often as both have it, and far sooner than counts are compared.
    """
    pairs = list(map(add, text, text[1:]))
    found = frozenset(pairs)
    if len(found) == len(pairs):
        return found
    seen: Counter[str] = Counter()
    for at, pair in enumerate(pairs):
        seen[pair] += 1
        if seen[pair] > 1:
            pairs[at] = f"{pair}{seen[pair]}"
    return frozenset(pairs)
