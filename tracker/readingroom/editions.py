"""The editors' desk: picks with a line of comment, and the periodical digest from its draft to the archive."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tracker.alerts.matching import gathered
from tracker.errors import NotFound
from tracker.law.instrument import EventKind, Shelf
from tracker.practice.audit import Done
from tracker.practice.edition import Contents, Edition, Pick
from tracker.practice.watch import Filing, Occasion
from tracker.readingroom.desk import Desk
from tracker.readingroom.lines import lines_of_works
from tracker.readingroom.pages import EditionPage, FeedEntry, PickLine, Upcoming
from tracker.readingroom.telling import post_office, readers
from tracker.store.library import Files
from tracker.store.lives import Where

AHEAD = timedelta(days=90)  # dates a digest looks forward to
SHOWN = 12  # picks beside the first page


class Editions(Desk):
    """Picks and digests. Fiction is picked for nobody's real digest."""

    def picks(self) -> tuple[PickLine, ...]:
        """What is pinned of what the reader may know of, newest first."""
        with self.library.reading() as files:
            return tuple(self._picks(files, files.picks.all()))[:SHOWN]

    def pin(self, slug: str, version: str, comment: str) -> Pick:
        """Pin a text with a line everybody may read; raises NotFound for one that is not there."""
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            if version and not any(card.id == version for card in files.versions.of(slug)):
                raise NotFound("There is no such text.")
            self.record(files, Done.MADE, "pick", slug, version)
            return files.picks.add(Pick(0, slug, version, comment, self.person_id, self.clock()))

    def unpin(self, number: int) -> None:
        """Take a pick down."""
        self.must_write_notes()
        with self.library.writing() as files:
            files.picks.remove(number)
            self.record(files, Done.REMOVED, "pick", number)

    def all(self) -> tuple[Edition, ...]:
        """The archive, newest first; for the firm the drafts too."""
        with self.library.reading() as files:
            return tuple(one for one in files.editions.all() if self.is_inside or one.sent_at is not None)

    def page(self, number: int) -> EditionPage:
        """One digest as this reader may see what is in it; raises NotFound for a draft outside the firm."""
        with self.library.reading() as files:
            edition = files.editions.get(number)
            if edition.sent_at is None and not self.is_inside:
                raise NotFound("There is no such digest.")
            entries = sorted(self._entries(files, edition), key=lambda one: (one.version.dated_on, one.version.id))
            picks = list(self._picked(files, edition))
            ahead = self._ahead(files, edition)
        return EditionPage(
            edition=edition,
            picks=tuple(p for p in picks if p.instrument.shelf is Shelf.REAL),
            finals=tuple(e for e in entries if e.version.stage.in_force_text),
            drafts=tuple(e for e in entries if not e.version.stage.in_force_text),
            upcoming=tuple(sorted(ahead, key=lambda a: (a.on, a.instrument.slug))),
        )

    def _contents(self, files: Files, edition: Edition) -> Contents:
        """What stands in a draft now: a text filed later does not come into a digest that went out."""
        return Contents(
            versions=tuple((one.instrument.slug, one.version.id) for one in self._entries(files, edition)),
            picks=tuple(line.pick.id for line in self._picked(files, edition)),
            dates=tuple((a.instrument.slug, a.kind.value, a.on, a.sure) for a in self._ahead(files, edition)),
        )

    def _ahead(self, files: Files, edition: Edition) -> list[Upcoming]:
        """The dates a digest looks forward to: as they stood when it went out, for a draft as they stand."""
        if edition.contents is not None:
            works = self.works(files, [slug for slug, *_ in edition.contents.dates])
            return [
                Upcoming(works[slug], EventKind(kind), on, (on - edition.closes_on).days, sure)
                for slug, kind, on, sure in edition.contents.dates
                if slug in works
            ]
        where, until = Where(self.reach, Shelf.REAL), edition.closes_on + AHEAD
        ahead = files.lives.ahead(where, edition.closes_on, until=until)
        return self.told(self.works(files, [one.instrument for one in ahead]), ahead, edition.closes_on)

    def _picked(self, files: Files, edition: Edition) -> Iterator[PickLine]:
        """What was pinned within a digest's period; of one that went out, what was pinned then."""
        if edition.contents is None:
            yield from (p for p in self._picks(files, files.picks.all()) if _within(p.pick.at.date(), edition))
            return
        kept = set(edition.contents.picks)
        yield from self._picks(files, [pick for pick in files.picks.ever() if pick.id in kept])

    def begin(self, title: str, introduction: str, period: tuple[date, date]) -> Edition:
        """A draft of a period's digest."""
        self.must_write_notes()
        with self.library.writing() as files:
            made = files.editions.add(title, introduction, period, self.person_id, self.clock())
            self.record(files, Done.WROTE, "edition", made.id)
            return made

    def revise(self, number: int, title: str, introduction: str, period: tuple[date, date]) -> None:
        """Word a draft anew; raises Conflict once it went out."""
        self.must_write_notes()
        with self.library.writing() as files:
            files.editions.revise(number, title, introduction, period)
            self.record(files, Done.REVISED, "edition", number)

    def send(self, number: int) -> int:
        """Let a digest go out to everybody who watches for it, in one transaction with its archiving; how many."""
        self.must_write_notes()
        with self.library.writing() as files:
            at = self.clock()
            files.editions.send(number, self.person_id, at, self._contents(files, files.editions.get(number)))
            self.record(files, Done.SENT, "edition", number)
            asking = [w for w in files.watches.all_active() if Occasion.EDITION in w.occasions]
            who, posts = readers(files), post_office(files, at)
            filings = [
                Filing(
                    one.watch.id,
                    one.person.id,
                    f"edition/{number}",
                    "",
                    "",
                    None,
                    posts.deliveries(one.person, one.routes),
                    Occasion.EDITION,
                )
                for one in gathered((w for w in asking if w.person in who), who)
            ]
            return len(files.outbox.file(filings, at))

    def _picks(self, files: Files, pinned: Iterable[Pick]) -> Iterator[PickLine]:
        pinned = list(pinned)
        works = self.works(files, [pick.instrument for pick in pinned])
        names = self.names(files)
        for pick in pinned:
            if pick.instrument in works:
                card = next((c for c in self.cards(files, pick.instrument) if c.id == pick.version), None)
                yield PickLine(pick, works[pick.instrument], card, names.get(pick.by, ""))

    def _entries(self, files: Files, edition: Edition) -> Iterator[FeedEntry]:
        kept = set(edition.contents.versions) if edition.contents is not None else None
        if kept is not None:
            slugs = [slug for slug, _ in kept]
        else:
            slugs = files.versions.works_dated(edition.opens_on, edition.closes_on)
        works = {slug: one for slug, one in self.works(files, slugs).items() if one.shelf is Shelf.REAL}
        texts = self.texts(files, works)
        found = lines_of_works(self, files, works, texts)
        for slug, instrument in works.items():
            lines = found.get(slug, ())
            for card in texts.get(slug, ()):
                stands = (card.instrument, card.id) in kept if kept is not None else _within(card.dated_on, edition)
                if stands:
                    leading = [line for line in lines if line.new.id == card.id]
                    line = max(leading, key=lambda one: one.old.dated_on, default=None)
                    yield FeedEntry(instrument, card, line, edition.made_at)


def _within(day: date, edition: Edition) -> bool:
    return edition.opens_on <= day <= edition.closes_on
