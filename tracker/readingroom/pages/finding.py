"""What a search found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.law.instrument import Instrument, Shelf
from tracker.practice.cards import Hit
from tracker.practice.genealogy import Line
from tracker.readingroom.facets import Choice


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
    facets: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """When a phrase entered each work and left it, by the day it entered, on one shelf; `total` works in all."""

    phrase: str
    lines: tuple[tuple[Instrument, Line], ...]
    total: int
    shelf: Shelf
