"""What a search sorts, counts and narrows by, of every work and text, held in memory until anything of it changes.

A word such as 应当 stands in nearly every text: to order and count what is found, row by row, would cost more than to
find it. So the few facts that lists need are read once for every change of the library, and every search is sets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.law.instrument import Shelf
from tracker.store import codec
from tracker.store.tables import InstrumentRow, StaleRow, TellingRow, VersionRow

_Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One version: its number, where it stands, and its title as it is searched."""

    number: int
    instrument: str
    id: str
    stage: str
    dated_on: date
    entitled: str


@dataclass(frozen=True, slots=True)
class Work:
    """One work: its titles as they are searched, and by whom it is."""

    slug: str
    title: str
    shelf: Shelf
    entitled: str
    authorities: tuple[str, ...]


@dataclass(frozen=True)
class Shelves:
    """Works by slug, texts by number; `order`: the place of a text among all, the newest first."""

    works: dict[str, Work]
    texts: dict[int, Text]
    order: dict[int, int]
    of_shelf: dict[Shelf, frozenset[int]]
    of_work: dict[str, tuple[int, ...]]

    def of(self, slugs: Iterable[str]) -> set[int]:
        """The texts of some works."""
        return {number for slug in slugs for number in self.of_work.get(slug, ())}


# The library as it is, and as it was when a request began that still reads it; a few libraries in one process of tests.
@lru_cache(4)
def _kept(mark: str) -> list[Shelves]:
    """Where the shelves are kept as long as nothing changes; empty until they are read."""
    return []


def shelves(session: Session) -> Shelves:
    """The works and texts as this transaction sees them."""
    mark = session.scalar(select(TellingRow.mark))
    if not mark or session.scalar(select(StaleRow.instrument).limit(1)) is not None:
        return _read(session)  # something was written that nobody told yet: what is kept may not know of it
    kept = _kept(mark)
    if not kept:
        kept.append(_read(session))
    return kept[0]


def _read(session: Session) -> Shelves:
    of_works = session.execute(
        select(
            InstrumentRow.slug,
            InstrumentRow.title_zh,
            InstrumentRow.shelf,
            InstrumentRow.folded_titles,
            InstrumentRow.authorities,
        )
    )
    works = {
        slug: Work(slug, title, Shelf(shelf), entitled, codec.decode(_Names, authorities))
        for slug, title, shelf, entitled, authorities in of_works
    }
    of_texts = session.execute(
        select(
            VersionRow.number,
            VersionRow.instrument,
            VersionRow.id,
            VersionRow.stage,
            VersionRow.dated_on,
            VersionRow.folded_title,
        ).order_by(VersionRow.dated_on.desc(), VersionRow.number.desc())
    )
    texts = {row[0]: Text(*row) for row in of_texts}
    of_work: dict[str, list[int]] = {}
    for number, text in texts.items():
        of_work.setdefault(text.instrument, []).append(number)
    by_shelf = {
        shelf: frozenset(number for number, text in texts.items() if works[text.instrument].shelf is shelf)
        for shelf in Shelf
    }
    order = {number: place for place, number in enumerate(texts)}
    return Shelves(works, texts, order, by_shelf, {slug: tuple(numbers) for slug, numbers in of_work.items()})
