"""The feeds desk: addresses that hand a person's view out, and what stands behind each for that reader."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tracker.alerts.matching import about, names_works
from tracker.errors import NotFound
from tracker.law.instrument import EventKind, Instrument, Shelf
from tracker.law.stage import Stage
from tracker.practice import life
from tracker.practice.access import Sight
from tracker.practice.audit import Done
from tracker.practice.cards import VersionCard
from tracker.practice.feed import FeedAddress, Scope
from tracker.practice.person import Client
from tracker.readingroom.desk import OFFICE_ZONE, Desk
from tracker.readingroom.lines import lines_of_works
from tracker.readingroom.pages import CalendarDay, ComparisonLine, FeedEntry, Moment
from tracker.readingroom.telling import links_of
from tracker.store.feeds import KnownDay
from tracker.store.library import Files
from tracker.store.lives import Where
from tracker.store.reach import Works

NEWEST = 50  # entries of a feed: a reader who comes once a month misses none of a busy catalogue
YEAR = timedelta(days=365)  # how far back calendars are told of dates
DATED = frozenset({EventKind.EFFECTIVE, EventKind.COMMENT_CLOSES, EventKind.TRANSITION_ENDS, EventKind.WITHDRAWN})


class Feeds(Desk):
    """A person's addresses; and, for the reader an address speaks for, its entries and dates."""

    def mine(self) -> tuple[FeedAddress, ...]:
        """The reader's addresses in force; raises NotAllowed for a visitor."""
        with self.library.reading() as files:
            return tuple(files.feeds.of(self.person_id))

    def clients(self) -> tuple[Client, ...]:
        """The clients whose view the firm may hand out; none for a reader outside."""
        with self.library.reading() as files:
            return tuple(files.people.clients()) if self.is_inside else ()

    def make(self, scope: Scope, value: str) -> FeedAddress:
        """A new address of the reader's own view; raises NotFound for what they may not see.

        Of the firm, a client's feed hands out what that client sees and never the firm's own view.
        """
        with self.library.writing() as files:
            self._check(files, scope, value)
            made = files.feeds.make(self.person_id, scope, value, self.clock())
            self.record(files, Done.MADE, "feed", made.id, detail=scope.value)
            return made

    def revoke(self, number: int) -> None:
        """Take an address back, at once and for good; raises NotFound for another's."""
        with self.library.writing() as files:
            files.feeds.revoke(number, self.person_id, self.clock())
            self.record(files, Done.REMOVED, "feed", number)

    def entries(self, scope: Scope, value: str) -> tuple[FeedEntry, ...]:
        """The newest texts of a scope, as this reader may see them, what changed last first."""
        with self.library.reading() as files:
            works = self._scope(files, scope, value)
            newest = files.versions.newest_seen(works, NEWEST, by_sight=self.is_inside)
            if self.reader.client is not None:  # a text released lately is news, however old it is
                newest += files.releases.newest_works(self.reader.client.id, works, NEWEST)
            shown = {slug: one for slug, one in self.works(files, newest).items() if works.holds(one)}
            texts = self.texts(files, shown)
            lines = lines_of_works(self, files, shown, texts)
            found = [
                entry
                for slug, one in shown.items()
                for entry in self._entries(files, one, texts.get(slug, ()), lines.get(slug, ()))
            ]
        return tuple(sorted(found, key=lambda one: (one.at, one.version.id), reverse=True)[:NEWEST])

    def days(self, scope: Scope, value: str) -> tuple[CalendarDay, ...]:
        """The dates of a scope, by date, each with the name and the count calendars know it by; changes are noted."""
        oldest = self.today - YEAR
        with self.library.reading() as files:
            # A work whose dates are all older is told of by none of them, and its calendar days need no look.
            near = [*files.lives.between(oldest, date.max, kinds=DATED), *files.feeds.works_known(oldest)]
            works = self._scope(files, scope, value)
            instruments = {slug: one for slug, one in self.works(files, near).items() if works.holds(one)}
            texts = self.texts(files, instruments)
            named = {day.uid: day for slug, one in instruments.items() for day in _dated(one, texts.get(slug, ()))}
            known = files.feeds.known(instruments)
        told = {uid: day.on for uid, day in named.items()}
        if {uid: one.on for uid, one in known.items() if not one.gone} != told:
            with self.library.writing() as files:
                files.feeds.tell(told, instruments, self.clock())
                known = files.feeds.known(instruments)
        days = [_as_known(uid, one, named.get(uid), instruments) for uid, one in known.items() if one.on >= oldest]
        return tuple(sorted(days, key=lambda day: (day.on, day.uid)))

    def _check(self, files: Files, scope: Scope, value: str) -> None:
        if scope is Scope.INSTRUMENT:
            self.instrument(files, value)
        if scope is Scope.CLIENT and not (self.is_inside and any(c.id == value for c in files.people.clients())):
            raise NotFound("There is no such client here.")
        if scope is Scope.TOPIC and not files.lives.count(Where(self.reach, Shelf.REAL, topic=value)):
            raise NotFound("There is nothing on this topic here.")

    def _scope(self, files: Files, scope: Scope, value: str) -> Works:
        """Which works an address tells of; raises NotFound for one the reader may not know of."""
        if scope is Scope.INSTRUMENT:
            return Works(self.reach, None, slugs=frozenset({self.instrument(files, value).slug}))
        if scope is Scope.WATCHED:
            return Works(self.reach, Shelf.REAL, slugs=self._watched(files))
        shelf = Shelf.SAMPLE if scope is Scope.SAMPLE else Shelf.REAL
        return Works(self.reach, shelf, topic=value if scope is Scope.TOPIC else "")

    def _watched(self, files: Files) -> frozenset[str]:
        """The works the reader's watches are about, of the real catalogue."""
        watches = [w for w in files.watches.of(self.person_id) if w.active and names_works(w)]
        if not watches:
            return frozenset()
        catalogue = files.instruments.all(Shelf.REAL)
        linked = links_of(catalogue)
        return frozenset(one.slug for one in catalogue if any(about(watch, one, linked[one.slug]) for watch in watches))

    def _entries(
        self, files: Files, instrument: Instrument, texts: Sequence[VersionCard], lines: Sequence[ComparisonLine]
    ) -> Iterator[FeedEntry]:
        for card in texts:
            leading = [line for line in lines if line.new.id == card.id]
            line = max(leading, key=lambda one: one.old.dated_on, default=None)
            yield FeedEntry(instrument, card, line, self._since(files, card, line))

    def _since(self, files: Files, card: VersionCard, line: ComparisonLine | None) -> datetime:
        """Since when the entry reads as it does: the text's day or when we saw it, then the release to this reader."""
        appeared = card.first_seen_at or datetime.combine(card.dated_on, time(), OFFICE_ZONE).astimezone(UTC)
        if line is None or line.sight is not Sight.RELEASED or self.reader.client is None:
            return appeared
        releases = files.releases.of(line.instrument, line.old.id, line.new.id)
        mine = (None, self.reader.client.id)
        return max([appeared, *(r.at for r in releases if r.withdrawn_at is None and r.client in mine)])


def _dated(instrument: Instrument, texts: Sequence[VersionCard]) -> Iterator[CalendarDay]:
    """An instrument's dates, named by work, kind and place among its like: a date that moves keeps its name."""
    counts: Counter[str] = Counter()
    for kind, on, stage, sure in _dates(life.moments(instrument, texts)):
        name = f"{instrument.slug}.{kind.value}"
        counts[name] += 1
        yield CalendarDay(f"{name}.{counts[name]}@tracker", instrument, kind, on, stage, sure)


def _dates(moments: Iterable[Moment]) -> Iterator[tuple[EventKind, date, Stage | None, bool]]:
    for moment in moments:
        if moment.until:
            yield EventKind.COMMENT_CLOSES, moment.until, moment.stage, moment.sure
        if moment.on and moment.kind in DATED:
            yield moment.kind, moment.on, None, moment.sure


def _as_known(
    uid: str, known: KnownDay, named: CalendarDay | None, instruments: Mapping[str, Instrument]
) -> CalendarDay:
    """A date with what calendars know of it; one that stands in no life any more is told as cancelled."""
    slug, kind, _ = uid.split(".")
    day = named or CalendarDay(uid, instruments[slug], EventKind(kind), known.on, None, True)
    return replace(day, sequence=known.sequence, changed_at=known.changed_at, cancelled=known.gone)
