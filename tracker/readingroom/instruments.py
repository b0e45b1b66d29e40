"""The catalogue desk: instruments narrowed and searched by title, and one instrument's whole life."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from tracker.errors import NotFound
from tracker.law.instrument import Instrument, Shelf
from tracker.practice import access, life
from tracker.practice.cards import VersionCard
from tracker.practice.moments import Upcoming
from tracker.readingroom import threads
from tracker.readingroom.desk import OFFERED, Desk
from tracker.readingroom.facets import facets, narrowed
from tracker.readingroom.force import AsOf, Period, as_of, periods
from tracker.readingroom.lines import comparison_lines
from tracker.readingroom.pages import CataloguePage, ComparisonLine, InstrumentLine, InstrumentPage, NoteView
from tracker.readingroom.wording_on import TextOn, text_on
from tracker.store.library import Files
from tracker.store.lives import Alike, Stood, Where

PAGE = 100  # works on one screen: a whole catalogue of laws would be a page of two megabytes

KEYS: Mapping[str, Callable[[Alike], Iterable[str]]] = {
    "topic": lambda one: one.topics,
    "authority": lambda one: one.authorities,
    "kind": lambda one: (one.kind,),
    "stage": lambda one: (one.stage,),
    "standing": lambda one: (one.standing,),
}


class Instruments(Desk):
    """The catalogue, as far as the reader may know of it."""

    def catalogue(
        self,
        chosen: Mapping[str, str],
        *,
        words: str = "",
        shelf: Shelf = Shelf.REAL,
        size: int = PAGE,
        start: int = 0,
        after: tuple[int, str] | None = None,
    ) -> CataloguePage:
        """A page of one shelf, narrowed to the filters chosen and to titles holding `words`; newest stage first.

        It begins with the `start`th line, or behind the one of the `key` `after`.
        """
        where = Where(self.reach, shelf, words)
        wanted = {name: value for name, value in chosen.items() if name in KEYS}
        with self.library.reading() as files:
            alike = files.lives.alike(where, self.today)
            stood = files.lives.page(where, self.today, wanted, size, start=start, after=after)
            works = self.works(files, [one.instrument for one in stood])
            ahead = self.told(works, files.lives.ahead(where, self.today, among=works), self.today)
            total = files.lives.count(Where(self.reach, shelf))
            other = files.lives.count(Where(self.reach)) - total
        return CataloguePage(
            lines=tuple(_line_of(works[one.instrument], one, ahead) for one in stood),
            facets=facets(alike, KEYS, wanted, lambda one: one.count),
            found=sum(one.count for one in narrowed(alike, KEYS, wanted)),
            total=total,
            shelf=shelf,
            other_shelf=other,
        )

    def offered(self, words: str = "", *kept: str) -> tuple[Instrument, ...]:
        """Works to choose from in a form: the newest of each shelf whose titles hold the words, after those `kept`."""
        with self.library.reading() as files:
            found = [
                one.instrument
                for shelf in Shelf
                for one in files.lives.page(Where(self.reach, shelf, words), self.today, {}, OFFERED)
            ]
            works = self.works(files, [*kept, *found])
        return tuple(works[slug] for slug in dict.fromkeys([*kept, *found]) if slug in works)

    def named(self, slug: str) -> Instrument | None:
        """A work by its slug; None for none the reader may know of."""
        with self.library.reading() as files:
            return self.works(files, [slug]).get(slug)

    def stood(self, slug: str, on: date | None) -> tuple[tuple[Period, ...], AsOf]:
        """Which text is in force when, and how the instrument stands on a day; None is the reader's today."""
        with self.library.reading() as files:
            instrument = self.instrument(files, slug)
            cards = self.cards(files, slug)
        moments = life.moments(instrument, cards)
        return periods(moments, cards), as_of(moments, cards, on or self.today)

    def text_on(self, slug: str, on: date | None) -> TextOn:
        """The words in force on a day, provision by provision; None is the reader's today.

        Raises NotFound for what the reader may not read, and for a day without a text in force.
        """
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            cards = self.cards(files, slug)
            day = on or self.today
            force = as_of(life.moments(instrument, cards), cards, day).force
            if force is None:
                raise NotFound(f"No text of “{slug}” was in force on {day}.")
            return text_on(files, instrument, force.version, day)

    def page(self, slug: str) -> InstrumentPage:
        """One instrument; raises NotFound for what the reader may not know of."""
        with self.library.reading() as files:
            instrument = self.instrument(files, slug)
            cards = self.cards(files, slug)
            moments = life.moments(instrument, cards)
            reads = access.sees_text(self.reader, instrument)
            lines = comparison_lines(self, files, instrument)
            return InstrumentPage(
                instrument=instrument,
                standing=life.standing(moments, self.today),
                stage=life.present_stage(moments, self.today),
                moments=moments,
                versions=tuple(reversed(cards)),
                comparisons=lines,
                notes=self._released(files, lines),
                upcoming=life.upcoming(instrument, moments, self.today),
                related=tuple(self._related(files, instrument)),
                reads_text=reads,
                document_number=_document_number(files, slug, cards) if reads else "",
                waiting=self._waiting(files, slug) if self.is_inside else None,
            )

    def _released(self, files: Files, lines: Iterable[ComparisonLine]) -> tuple[NoteView, ...]:
        """What clients may read of the notes, newest first: this client's, or inside the firm anybody's."""
        found = [
            note
            for line in lines
            for note in threads.released(self.reader, files, line.instrument, line.old.id, line.new.id)
        ]
        return tuple(sorted(found, key=lambda note: note.at, reverse=True))

    def _waiting(self, files: Files, slug: str) -> int:
        return len(files.notes.waiting(instrument=slug))

    def _related(self, files: Files, instrument: Instrument) -> Iterable[tuple[Instrument, str]]:
        for slug, word in instrument.related:
            try:
                yield self.instrument(files, slug), word
            except NotFound:
                continue  # not in this library, or not for this reader


def _line_of(instrument: Instrument, stood: Stood, ahead: Iterable[Upcoming]) -> InstrumentLine:
    return InstrumentLine(
        instrument=instrument,
        standing=stood.standing,
        stage=stood.stage,
        reading=stood.reading,
        since=stood.since,
        versions=stood.versions,
        next=next((one for one in ahead if one.instrument is instrument), None),
    )


def _document_number(files: Files, slug: str, cards: list[VersionCard]) -> str:
    """The document number printed in the newest text that is law, if it prints one."""
    law = [card for card in cards if card.stage.in_force_text and not card.superseded]
    return files.versions.get(slug, law[-1].id).document.headmatter.document_number if law else ""
