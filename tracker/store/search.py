"""Search: a phrase found exactly, in the texts of all versions and in all titles."""

import re
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.law.instrument import Shelf
from tracker.law.stage import Stage
from tracker.practice.cards import Hit, Hits, Snippet
from tracker.store import search_sqlite
from tracker.store.folding import finder, fold
from tracker.store.tables import InstrumentRow, TextRow, VersionRow

# A line of a result page: enough words to recognise the clause, and three places tell whether a text is worth opening.
CONTEXT = 30
SNIPPETS = 3


class Search:
    """Looking for words."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, phrase: str, *, limit: int = 20, offset: int = 0, shelf: Shelf | None = None) -> Hits:
        """Everything that holds a phrase, exactly; width and case are put aside, blanks around it cut off.

        Instruments by their title come first, then versions that have it in the title, then the others; among equals
        the newest first. `limit` and `offset` cut one page; `total` counts all. An empty phrase finds nothing.
        """
        folded = fold(phrase.strip())
        if not folded:
            return Hits(phrase, 0, (), offset)
        titles = self._titles(folded, shelf)
        versions = self._versions(folded, shelf)
        page = versions[max(0, offset - len(titles)) : max(0, offset + limit - len(titles))]
        hits = (*titles[offset : offset + limit], *self._with_snippets(page, folded))
        return Hits(phrase, len(titles) + len(versions), hits, offset)

    def rebuild(self) -> None:
        """Write the full-text index anew from the texts."""
        asked = select(TextRow.version, TextRow.words).order_by(TextRow.version)
        search_sqlite.rebuild(self._session, ((n, fold(words)) for n, words in self._session.execute(asked)))

    def _titles(self, folded: str, shelf: Shelf | None) -> list[Hit]:
        """Instruments one of whose titles holds the phrase, by slug."""
        asked = (
            select(InstrumentRow.slug, InstrumentRow.title_zh, InstrumentRow.shelf)
            .where(InstrumentRow.folded_titles.contains(folded, autoescape=True))
            .order_by(InstrumentRow.slug)
        )
        if shelf is not None:
            asked = asked.where(InstrumentRow.shelf == shelf)
        return [
            Hit(slug, None, title, shelf=Shelf(place), in_title=True)
            for slug, title, place in self._session.execute(asked)
        ]

    def _versions(self, folded: str, shelf: Shelf | None) -> list[tuple[int, bool]]:
        """Numbers of the versions that hold the phrase, ranked, each with whether its title has it."""
        entitled = VersionRow.folded_title.contains(folded, autoescape=True)
        asked = select(VersionRow.number, VersionRow.dated_on, entitled)
        if shelf is not None:
            mine = select(InstrumentRow.slug).where(InstrumentRow.shelf == shelf)
            asked = asked.where(VersionRow.instrument.in_(mine))
        inside = set(search_sqlite.matches(self._session, folded))
        found = [row for row in self._session.execute(asked) if row[2] or row[0] in inside]
        found.sort(key=lambda row: (row[2], row[1], row[0]), reverse=True)
        return [(number, bool(in_title)) for number, _, in_title in found]

    def _with_snippets(self, page: list[tuple[int, bool]], folded: str) -> list[Hit]:
        asked = (
            select(VersionRow, InstrumentRow.shelf, TextRow.words)
            .join(InstrumentRow, InstrumentRow.slug == VersionRow.instrument)
            .join(TextRow, TextRow.version == VersionRow.number)
            .where(VersionRow.number.in_([number for number, _ in page]))
        )
        found = {row.number: (row, shelf, words) for row, shelf, words in self._session.execute(asked)}
        pattern = finder(folded)
        return [_hit(*found[number], pattern=pattern, in_title=in_title) for number, in_title in page]


def _hit(row: VersionRow, shelf: str, words: str, *, pattern: re.Pattern[str], in_title: bool) -> Hit:
    places = [m.span() for m in pattern.finditer(words)]
    return Hit(
        instrument=row.instrument,
        version=row.id,
        title=row.title,
        shelf=Shelf(shelf),
        stage=Stage(row.stage),
        dated_on=row.dated_on,
        in_title=in_title,
        occurrences=len(places),
        snippets=tuple(_snippets(words, places)),
    )


def _snippets(words: str, places: list[tuple[int, int]]) -> Iterator[Snippet]:
    """The first few places with the words around them, cut at the borders of their line."""
    for start, end in places[:SNIPPETS]:
        left = max(start - CONTEXT, words.rfind("\n", 0, start) + 1)
        stop = words.find("\n", end)
        right = min(end + CONTEXT, stop if stop >= 0 else len(words))
        yield Snippet(words[left:right], left, start - left, end - left)
