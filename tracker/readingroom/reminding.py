"""Filing unsent alerts that no new text brings: dates coming near, sources changing state, and that all is quiet."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.alerts.event import Coming, SourceNews
from tracker.alerts.matching import Route, Wanted, wanted_date, wanted_source
from tracker.law.instrument import EventKind, Instrument
from tracker.practice import life
from tracker.practice.access import is_inside
from tracker.practice.cards import VersionCard
from tracker.practice.hours import Cadence, Habits, next_digest
from tracker.practice.person import Reader
from tracker.practice.visit import SourceState, Visit
from tracker.practice.watch import DATES, Filing, Occasion, Watch
from tracker.readingroom.desk import OFFICE_ZONE
from tracker.readingroom.telling import PostOffice, linked, post_office, readers
from tracker.store.library import Files

# A withdrawal learned of later than this is history: who asks from now on is not woken by it.
FRESH = timedelta(days=30)
WELL = frozenset({SourceState.OK, SourceState.NOTHING_NEW, SourceState.NEVER})
_SPAN = {Cadence.NOW: timedelta(days=1), Cadence.DAILY: timedelta(days=1), Cadence.WEEKLY: timedelta(days=7)}
_OCCASIONS = {EventKind.COMMENT_CLOSES: Occasion.COMMENT_CLOSES, EventKind.EFFECTIVE: Occasion.IN_FORCE}


def tell_dates(files: Files, at: datetime) -> int:
    """File the alerts of dates that are near enough for those who watch for them; how many. Done again it adds none.

    Official days are days in China. A person hears of a date once for every lead they asked for; of several leads that
    are due at one look only the shortest is told.
    """
    watches = [watch for watch in files.watches.all_active() if watch.occasions & (DATES | {Occasion.WITHDRAWN})]
    if not watches:
        return 0
    today = at.astimezone(OFFICE_ZONE).date()
    told, who, posts = files.outbox.told_of_dates(today - FRESH), readers(files), post_office(files, at)
    filings = []
    for coming in _comings(files, today, max(watch.days for watch in watches)):
        for lead in sorted({watch.days for watch in watches}):
            asking = [watch for watch in watches if watch.days == lead]
            for one in wanted_date(asking, coming, who):
                if not _was_told(told, one, coming, lead):
                    told.add((one.person.id, f"{coming.key}/{lead}"))
                    filings.append(_dated(one, coming, lead, posts))
    return len(files.outbox.file(filings, at))


def _was_told(told: set[tuple[str, str]], one: Wanted, coming: Coming, lead: int) -> bool:
    """Whether the person heard of this date with this lead or a shorter one."""
    return any((one.person.id, f"{coming.key}/{shorter}") in told for shorter in range(lead + 1))


def _dated(one: Wanted, coming: Coming, lead: int, posts: PostOffice) -> Filing:
    return Filing(
        one.watch.id,
        one.person.id,
        f"{coming.key}/{lead}",
        coming.instrument.slug,
        "",
        None,
        posts.deliveries(one.person, one.routes),
        coming.occasion,
        coming.on or coming.today,
        {} if coming.sure else {"unsure": "yes"},
    )


def _comings(files: Files, today: date, reach: int) -> Iterator[Coming]:
    """Every dated thing near a day, by instrument and date."""
    near = files.lives.between(today - FRESH, today + timedelta(days=reach), undated=True)
    texts = files.versions.of_works(near)
    for instrument in files.instruments.some(near):
        for coming in comings(instrument, texts.get(instrument.slug, ()), today, linked(files, instrument)):
            if coming.days <= reach:
                yield coming


def comings(
    instrument: Instrument, cards: Iterable[VersionCard], today: date, linked: frozenset[str] = frozenset()
) -> Iterator[Coming]:
    """The comment windows closing, texts taking effect and fresh withdrawals of one instrument, seen from a day."""
    moments = life.moments(instrument, cards)
    for ahead in life.upcoming(instrument, moments, today - timedelta(days=1)):
        occasion = _OCCASIONS.get(ahead.kind)
        if occasion and ahead.on >= today:
            yield Coming(instrument, occasion, ahead.on, today, linked, ahead.sure)
    for moment in moments:
        if moment.kind is EventKind.WITHDRAWN and (moment.on is None or timedelta(0) <= today - moment.on <= FRESH):
            yield Coming(instrument, Occasion.WITHDRAWN, moment.on, today, linked, moment.sure)


def tell_visit(files: Files, before: SourceState, visit: Visit, *, again: bool = False) -> int:
    """File the alerts of a source whose state a visit changed, or whose alarm is said `again`; how many.

    One that goes on as it was is no news.
    """
    same = (before in WELL and visit.state in WELL) or before is visit.state
    if same and not again:
        return 0
    news = SourceNews(visit.source, visit.state, visit.ended_at, visit.detail)
    posts = post_office(files, visit.ended_at)
    facts = {"source": visit.source, "state": visit.state.value, "detail": visit.detail}
    told = wanted_source(files.watches.all_active(), news, readers(files))
    filings = [
        Filing(
            one.watch.id,
            one.person.id,
            news.key,
            "",
            "",
            None,
            posts.deliveries(one.person, one.routes),
            Occasion.SOURCE,
            facts=facts,
        )
        for one in told
    ]
    return len(files.outbox.file(filings, visit.ended_at))


def tell_quiet(files: Files, at: datetime) -> int:
    """File the heartbeats that are due for those to whom nothing was told since the digest before; how many."""
    asking = [watch for watch in files.watches.all_active() if Occasion.QUIET in watch.occasions]
    if not asking:
        return 0
    who, habits = readers(files), files.habits.all()
    filings = [
        filing
        for watch in asking
        if watch.person in who
        and (filing := _heartbeat(files, watch, who[watch.person], habits.get(watch.person, Habits()), at)) is not None
    ]
    return len(files.outbox.file(filings, at))


def _heartbeat(files: Files, watch: Watch, who: Reader, habits: Habits, at: datetime) -> Filing | None:
    person = who.person
    if person is None:
        return None
    cadence = Cadence.WEEKLY if watch.cadence is Cadence.WEEKLY else Cadence.DAILY
    zone, span = ZoneInfo(person.zone), _SPAN[cadence]
    # A day of 25 hours between two digests: one hour more than the span finds the last one, however clocks jump.
    last = next_digest(at - span - timedelta(hours=1), cadence, habits, zone)
    later = next_digest(last, cadence, habits, zone)
    last = later if later <= at else last
    since = last - span
    if last > at or person.id in files.outbox.told_between(since, at):
        return None
    return Filing(
        watch.id,
        person.id,
        f"quiet/{last.astimezone(zone):%Y-%m-%d}",
        "",
        "",
        None,
        PostOffice({person.id: habits}, at).deliveries(person, [Route(watch.channel, watch.hook)]),
        Occasion.QUIET,
        facts=_checked(files, since) if is_inside(who) else {},
    )


def _checked(files: Files, since: datetime) -> dict[str, str]:
    """How many sources were visited since an instant, and how many of them are in trouble: the firm's to know."""
    visited = [one for one in files.visits.health() if one.last_visit_at and one.last_visit_at >= since]
    return {"sources": str(len(visited)), "trouble": str(sum(one.state not in WELL for one in visited))}
