"""Search: a phrase found exactly, in the texts of all versions and in all titles."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, extract, false, select
from sqlalchemy.orm import Session

from tracker.law.instrument import Shelf
from tracker.law.stage import Stage
from tracker.practice.cards import Hit, Hits, Holding, Snippet
from tracker.store.folding import fold, places
from tracker.store.fulltext import index
from tracker.store.tables import InstrumentRow, TextRow, VersionRow

# A line of a result page: enough words to recognise the clause, and three places tell whether a text is worth opening.
CONTEXT = 30
SNIPPETS = 3

# Up to here a look-up by number is quicker than the walk by date (measured at 3,400 versions); the walk takes a
# hundred at a time, since most walks end in the first.
FEW = 500
WALK = 100


class Search:
    """Looking for words."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = index(session)

    def find(
        self,
        phrase: str,
        *,
        limit: int = 20,
        offset: int = 0,
        shelf: Shelf | None = None,
        among: Collection[str] | None = None,
        stage: str = "",
        year: str = "",
    ) -> Hits:
        """Everything that holds a phrase, exactly; width and case are put aside, blanks around it cut off.

        Instruments by their title come first, then versions that have it in the title, then the others; among equals
        the newest first. `limit` and `offset` cut one page; `total` counts all. `shelf` and `among` (slugs) say where
        to look: what lies elsewhere is neither shown nor counted; so does the stage or year of a text, and then no work
        is found by its title alone. An empty phrase finds nothing.
        """
        folded = fold(phrase.strip())
        if not folded:
            return Hits(phrase, 0, (), offset)
        place = _Place(shelf, None if among is None else tuple(sorted(among)), stage, year)
        works = self._works(folded, place)
        titled, rest = self._versions(folded, place)
        total = len(works) + len(titled) + len(rest)
        hits = [_work_hit(row) for row in works[offset : offset + limit]]
        skipped, wanted = max(0, offset - len(works)), limit - len(hits)
        numbers = titled[skipped : skipped + wanted]
        skipped, wanted = max(0, skipped - len(titled)), wanted - len(numbers)
        numbers += self._newest(rest, skipped, skipped + wanted)
        return Hits(phrase, total, (*hits, *self._with_snippets(numbers, set(titled), folded)), offset)

    def holding(self, phrase: str, *, shelf: Shelf | None = None) -> list[Holding]:
        """Every version whose words hold the phrase, oldest first; a title alone does not count."""
        folded = fold(phrase.strip())
        if not folded:
            return []
        numbers = self._within(self._index.matches(self._session, folded), _Place(shelf, None))
        asked = select(VersionRow.number, VersionRow.instrument, VersionRow.id, VersionRow.stage, VersionRow.dated_on)
        rows = self._session.execute(asked.order_by(VersionRow.dated_on, VersionRow.number))
        return [Holding(slug, id_, Stage(stage), on) for number, slug, id_, stage, on in rows if number in numbers]

    def rebuild(self) -> None:
        """Write the full-text index anew from the texts."""
        asked = select(TextRow.version, TextRow.words).order_by(TextRow.version)
        self._index.rebuild(self._session, ((n, fold(words)) for n, words in self._session.execute(asked)))

    def _works(self, folded: str, place: "_Place") -> list["Row[str, str, str]"]:
        """Instruments one of whose titles holds the phrase, by slug: slug, Chinese title, shelf."""
        asked = select(InstrumentRow.slug, InstrumentRow.title_zh, InstrumentRow.shelf).where(
            self._index.holds(InstrumentRow.folded_titles, folded), *place.instruments()
        )
        return sorted(self._session.execute(asked))

    def _versions(self, folded: str, place: "_Place") -> tuple[list[int], set[int]]:
        """The versions that have the phrase in the title, newest first, and those that have it in the text alone."""
        entitled = self._index.holds(VersionRow.folded_title, folded)
        dated = self._session.execute(select(VersionRow.dated_on, VersionRow.number).where(entitled)).all()
        inside = self._index.matches(self._session, folded)
        # Place and order are seen to here: asked for both, SQLite would fetch row after row along another index.
        found = self._within(inside.union(row.number for row in dated), place)
        titled = [row.number for row in sorted(dated, reverse=True) if row.number in found]
        return titled, found.difference(titled)

    def _within(self, numbers: set[int], place: "_Place") -> set[int]:
        """Those of the versions that lie where one is looking."""
        if place == _Place(Shelf.REAL, None):
            # The sample shelf is short: its versions are sooner taken away than thousands of real ones counted in.
            return numbers - self._numbers(_Place(Shelf.SAMPLE, None))
        return numbers & self._numbers(place) if place.is_limited else numbers

    def _numbers(self, place: "_Place") -> set[int]:
        return set(self._session.scalars(select(VersionRow.number).where(*place.versions())))

    def _newest(self, numbers: set[int], start: int, stop: int) -> list[int]:
        """One page of these versions, newest first.

        Few are looked up; of many, a walk down the index of dates soon finds a page full.
        """
        if start >= stop:
            return []
        asked = _by_date()
        if len(numbers) <= FEW:
            asked = asked.where(VersionRow.number.in_(sorted(numbers)))
        walk = self._session.scalars(asked.execution_options(yield_per=WALK))
        page = list(islice((n for n in walk if n in numbers), start, stop))
        walk.close()
        return page

    def _with_snippets(self, page: list[int], titled: set[int], folded: str) -> list[Hit]:
        asked = (
            select(
                VersionRow.number,
                VersionRow.instrument,
                VersionRow.id,
                VersionRow.title,
                VersionRow.stage,
                VersionRow.dated_on,
                InstrumentRow.shelf,
                TextRow.words,
            )
            .join(InstrumentRow, InstrumentRow.slug == VersionRow.instrument)
            .join(TextRow, TextRow.version == VersionRow.number)
            .where(VersionRow.number.in_(page))
        )
        found = {row.number: row for row in self._session.execute(asked)}
        return [_hit(found[number], folded, in_title=number in titled) for number in page]


@dataclass(frozen=True)
class _Place:
    """Where to look: a shelf, some instruments, texts of a stage or a year."""

    shelf: Shelf | None
    slugs: tuple[str, ...] | None
    stage: str = ""
    year: str = ""

    @property
    def is_limited(self) -> bool:
        return self != _Place(None, None)

    def instruments(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [false()] if self.stage or self.year else []
        conditions += self._works()
        return conditions

    def _works(self) -> list[ColumnElement[bool]]:
        conditions = []
        if self.shelf is not None:
            conditions.append(InstrumentRow.shelf == self.shelf)
        if self.slugs is not None:
            conditions.append(InstrumentRow.slug.in_(self.slugs))
        return conditions

    def versions(self) -> list[ColumnElement[bool]]:
        if not self.is_limited:
            return []
        conditions: list[ColumnElement[bool]] = [
            VersionRow.instrument.in_(select(InstrumentRow.slug).where(*self._works()))
        ]
        if self.stage:
            conditions.append(VersionRow.stage == self.stage)
        if self.year:
            conditions.append(extract("year", VersionRow.dated_on) == int(self.year))
        return conditions


def _by_date() -> "Select[int]":
    return select(VersionRow.number).order_by(VersionRow.dated_on.desc(), VersionRow.number.desc())


def _work_hit(row: "Row[str, str, str]") -> Hit:
    slug, title, shelf = row
    return Hit(slug, None, title, shelf=Shelf(shelf), in_title=True)


def _hit(row: "Row[*tuple[Any, ...]]", folded: str, *, in_title: bool) -> Hit:
    starts = places(row.words, folded)
    return Hit(
        instrument=row.instrument,
        version=row.id,
        title=row.title,
        shelf=Shelf(row.shelf),
        stage=Stage(row.stage),
        dated_on=row.dated_on,
        in_title=in_title,
        occurrences=len(starts),
        snippets=tuple(_snippets(row.words, starts, len(folded))),
    )


def _snippets(words: str, starts: list[int], length: int) -> Iterator[Snippet]:
    """The first few places with the words around them, cut at the borders of their line."""
    for start in starts[:SNIPPETS]:
        end = start + length
        left = max(start - CONTEXT, words.rfind("\n", 0, start) + 1)
        stop = words.find("\n", end)
        right = min(end + CONTEXT, stop if stop >= 0 else len(words))
        yield Snippet(words[left:right], left, start - left, end - left)
