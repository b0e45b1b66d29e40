"""The catalogue desk: instruments narrowed and searched by title, and one instrument's whole life."""

from collections.abc import Iterable, Mapping
from datetime import date

from tracker.errors import NotFound
from tracker.law.instrument import Instrument, Shelf
from tracker.practice import access
from tracker.practice.cards import VersionCard
from tracker.readingroom import life, threads
from tracker.readingroom.desk import Desk
from tracker.readingroom.facets import facets, narrowed
from tracker.readingroom.force import AsOf, Period, as_of, periods
from tracker.readingroom.lines import comparison_lines
from tracker.readingroom.pages import CataloguePage, ComparisonLine, InstrumentLine, InstrumentPage, NoteView
from tracker.readingroom.wording_on import TextOn, text_on
from tracker.store.library import Files

KEYS = {
    "topic": lambda line: line.instrument.topics,
    "authority": lambda line: line.instrument.authorities,
    "kind": lambda line: (line.instrument.kind,),
    "stage": lambda line: (line.stage.value if line.stage else "none",),
    "standing": lambda line: (line.standing.value,),
}


class Instruments(Desk):
    """The catalogue, as far as the reader may know of it."""

    def catalogue(self, chosen: Mapping[str, str], *, words: str = "", shelf: Shelf = Shelf.REAL) -> CataloguePage:
        """One shelf, narrowed to the filters chosen and to titles holding `words`; newest stage first."""
        with self.library.reading() as files:
            texts = self.texts(files)
            seen = [i for i in files.instruments.all() if self.sees_facts(i)]
        lines = [self._line_of(i, texts.get(i.slug, [])) for i in seen if i.shelf is shelf and _titled(i, words)]
        lines.sort(key=lambda line: line.instrument.slug)
        lines.sort(key=lambda line: line.since.toordinal() if line.since else 0, reverse=True)
        return CataloguePage(
            lines=tuple(narrowed(lines, KEYS, chosen)),
            facets=facets(lines, KEYS, chosen),
            total=sum(i.shelf is shelf for i in seen),
            shelf=shelf,
            other_shelf=sum(i.shelf is not shelf for i in seen),
        )

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

    def _line_of(self, instrument: Instrument, cards: Iterable[VersionCard]) -> InstrumentLine:
        cards = list(cards)
        moments = life.moments(instrument, cards)
        stage = life.present_stage(moments, self.today)
        ahead = life.upcoming(instrument, moments, self.today)
        return InstrumentLine(
            instrument=instrument,
            standing=life.standing(moments, self.today),
            stage=stage.stage if stage else None,
            reading=stage.reading if stage else None,
            since=stage.on if stage else None,
            versions=len(cards),
            next=ahead[0] if ahead else None,
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
        return sum(note.instrument == slug for note in files.notes.waiting())

    def _related(self, files: Files, instrument: Instrument) -> Iterable[tuple[Instrument, str]]:
        for slug, word in instrument.related:
            try:
                yield self.instrument(files, slug), word
            except NotFound:
                continue  # not in this library, or not for this reader


def _titled(instrument: Instrument, words: str) -> bool:
    """Whether one of an instrument's titles holds the words."""
    titles = (instrument.title_zh, instrument.title_en, *instrument.aliases)
    return all(any(word in title.casefold() for title in titles) for word in words.casefold().split())


def _document_number(files: Files, slug: str, cards: list[VersionCard]) -> str:
    """The document number printed in the newest text that is law, if it prints one."""
    law = [card for card in cards if card.stage.in_force_text and not card.superseded]
    return files.versions.get(slug, law[-1].id).document.headmatter.document_number if law else ""
