"""A unit's words folded, so that two ways of writing the same are the same, each character knowing where it stands."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.diff.changes import Quote
from tracker.diff.direction.lexicon import Fold, Lexicon, any_of

# What finds any fold, and each fold alone with what it becomes, in the order in which they are tried.
Folding = tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]
CHAPEAU = (-1, -1)  # the place of a character that stands in the opening words, not in the unit itself


@dataclass(frozen=True, slots=True)
class Wording:
    """Folded words.

    Attributes:
        text: the folded words.
        places: for each folded character, where its original stands in `source`; CHAPEAU for borrowed opening words.
        source: the unit's text as printed.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    source: str

    def quote(self, start: int, end: int) -> Quote | None:
        """The printed words behind a stretch of folded ones; None if they stand in the opening words only."""
        places = [place for place in self.places[start:end] if place != CHAPEAU]
        if not places:
            return None
        first, last = places[0][0], places[-1][1]
        return Quote(self.source[first:last], first, last)


def fold(text: str, lexicon: Lexicon) -> Wording:
    """The folded words of a unit's text."""
    finder, folds = _folding(lexicon)
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for match in finder.finditer(text):
        if match.end() == match.start():
            continue
        _copy(text, at, match.start(), letters, places)
        for letter in next(to for one, to in folds if one.match(text, match.start())):
            letters.append(letter)
            places.append(match.span())
        at = match.end()
    _copy(text, at, len(text), letters, places)
    return Wording("".join(letters), tuple(places), text)


def hang(chapeau: Wording, item: Wording) -> Wording:
    """An item read together with the opening words it hangs on; quotes still stand in the item."""
    lead = chapeau.text.rstrip("：，")
    return Wording(lead + "，" + item.text, (CHAPEAU,) * (len(lead) + 1) + item.places, item.source)


def _copy(text: str, start: int, end: int, letters: list[str], places: list[tuple[int, int]]) -> None:
    letters.append(text[start:end])
    places.extend(zip(range(start, end), range(start + 1, end + 1), strict=True))


@lru_cache(maxsize=8)
def _folding(lexicon: Lexicon) -> Folding:
    """What a lexicon folds; to look that up by the folds themselves takes longer than a clause's folding."""
    return _finder(lexicon.folds)


@lru_cache(maxsize=8)
def _finder(folds: tuple[Fold, ...]) -> Folding:
    """An expression that named the fold it found in a group of its own would search for twice as long."""
    everything = any_of(tuple(pattern for one in folds for pattern in one.patterns))
    return everything, tuple((any_of(one.patterns), one.to) for one in folds)
