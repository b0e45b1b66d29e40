"""What a watch would have told in the last year, asked before it is kept: the same matching, over what is filed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tracker.alerts.event import Coming, Event
from tracker.alerts.matching import Matter, matches, matches_date
from tracker.errors import NotFound
from tracker.law.instrument import EventKind, Instrument
from tracker.practice import life
from tracker.practice.cards import VersionCard
from tracker.practice.person import Reader
from tracker.practice.watch import Occasion, Watch, occasion_of
from tracker.readingroom.pages import Foretold
from tracker.readingroom.telling import linked as links
from tracker.readingroom.telling import text_of
from tracker.store.library import Files

YEAR = timedelta(days=365)


def foretold(files: Files, watch: Watch, who: Reader, today: date) -> tuple[Foretold, ...]:
    """The events of the last year this watch of this reader would have told, newest first."""
    warned_until = today + timedelta(days=watch.days)
    works = {*files.versions.works_dated(today - YEAR, today), *files.lives.between(today - YEAR, warned_until)}
    texts = files.versions.of_works(works)
    found: list[Foretold] = []
    for instrument in files.instruments.some(works):
        linked = links(files, instrument) if watch.chain else frozenset()
        cards = texts.get(instrument.slug, [])
        found += _texts(files, watch, who, instrument, cards, linked, today)
        found += _dates(watch, who, instrument, cards, linked, today)
    return tuple(sorted(found, key=lambda one: (one.on, one.instrument.slug), reverse=True))


def _texts(
    files: Files,
    watch: Watch,
    who: Reader,
    instrument: Instrument,
    cards: Sequence[VersionCard],
    linked: frozenset[str],
    today: date,
) -> Iterator[Foretold]:
    for place, card in enumerate(cards):
        if not today - YEAR <= card.dated_on <= today:
            continue
        old = cards[place - 1] if place else None
        event = _event(files, watch, instrument, old, card, linked)
        releases = files.releases.of(instrument.slug, old.id, card.id) if event.comparison and old else []
        if matches(watch, Matter(event), who, releases):
            yield Foretold(card.dated_on, occasion_of(card.stage), instrument, card)


def _event(
    files: Files,
    watch: Watch,
    instrument: Instrument,
    old: VersionCard | None,
    card: VersionCard,
    linked: frozenset[str],
) -> Event:
    """The event as matching needs it: the comparison and the text are only loaded for a watch that asks for them."""
    asks_changes = watch.keyword or watch.provision or watch.asks_verdict
    comparison = None
    if old and asks_changes:
        try:
            comparison = files.comparisons.get(instrument.slug, old.id, card.id)
        except NotFound:
            old = None  # these two were never compared: nothing would have been told of their changes
    whole = watch.phrase or (watch.keyword and comparison is None)
    return Event(
        instrument,
        text_of(card),
        text_of(old) if old else None,
        comparison,
        files.versions.get(instrument.slug, card.id).document.text if whole else "",
        linked,
    )


def _dates(
    watch: Watch, who: Reader, instrument: Instrument, cards: Sequence[VersionCard], linked: frozenset[str], today: date
) -> Iterator[Foretold]:
    """The dates whose warning fell into the last year, on the day it would have come."""
    for moment in life.moments(instrument, cards):
        for occasion, on in _dated(moment.kind, moment.on, moment.until):
            told_on = on - timedelta(days=watch.days) if occasion is not Occasion.WITHDRAWN else on
            if not today - YEAR <= told_on <= today:
                continue
            if matches_date(watch, Coming(instrument, occasion, on, told_on, linked, moment.sure), who):
                yield Foretold(told_on, occasion, instrument, None, on)


def _dated(kind: EventKind, on: date | None, until: date | None) -> Iterator[tuple[Occasion, date]]:
    if until:
        yield Occasion.COMMENT_CLOSES, until
    named = {
        EventKind.COMMENT_CLOSES: Occasion.COMMENT_CLOSES,
        EventKind.EFFECTIVE: Occasion.IN_FORCE,
        EventKind.WITHDRAWN: Occasion.WITHDRAWN,
    }
    if on and kind in named:
        yield named[kind], on
