"""What a search found."""

from dataclasses import dataclass

from tracker.law.instrument import Instrument, Shelf
from tracker.practice.cards import Hit


@dataclass(frozen=True, slots=True)
class Found:
    """A search hit with its instrument."""

    instrument: Instrument
    hit: Hit


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what a phrase found on a shelf, counted over what this reader may see; `other` on the other shelf."""

    phrase: str
    total: int
    found: tuple[Found, ...]
    offset: int
    size: int
    shelf: Shelf = Shelf.REAL
    other: int = 0
