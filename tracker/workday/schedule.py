"""When things happen: every source by its cadence and hours, letters every few seconds; all of APScheduler is here."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from tracker.errors import Busy, Conflict, Interrupted, NoRoom, TrackerError, Unavailable
from tracker.sandbox.reading import break_off
from tracker.sources.source import Source
from tracker.workday import lease
from tracker.workday.citations import read_citations
from tracker.workday.consolidating import catch_up
from tracker.workday.desk import Desk
from tracker.workday.dispatch import dispatch, recover
from tracker.workday.dropfolder import sweep
from tracker.workday.inviting import send_invitations
from tracker.workday.jobs import hand_on
from tracker.workday.keeping import Keeper, kept
from tracker.workday.pull import pull
from tracker.workday.remind import remind
from tracker.workday.tally import Tell

log = logging.getLogger("tracker.schedule")

DISPATCH_SECONDS = 5
# Dates come near by the day and heartbeats are due by the clock: looked at often enough to seem punctual.
REMIND_MINUTES = 5
ROSTER_SECONDS = 30  # who adds a source on screen sees it visited within a minute
# How soon whoever stands by asks again: a file's lock costs nothing, PostgreSQL one connection.
STAND_BY_SECONDS = 2
# Announced pages are looked at again once a week: a text corrected without notice is found within that.
AGAIN_MINUTES = 7 * 24 * 60
# A visit that met another one under way, a full disk or a database that is away is made good soon: by then a `tracker
# pull` is through, or nearly, and somebody may have made room.
LATER = timedelta(minutes=10)
# A machine asleep for a night or a holiday catches up once, instead of dropping the job (the default drops it after a
# second).
HOWEVER_LATE = None
# Hosts are asked one request at a time anyway; more threads would only wait for each other.
VISITORS = 4


@dataclass(frozen=True, slots=True)
class Rounds:
    """The schedule at work."""

    _scheduler: BackgroundScheduler
    keeper: Keeper

    def visit_now(self, sources: Sequence[Source]) -> None:
        """Bring the next visit of these sources forward to now; their cadence goes on from there."""
        for source in sources:
            self._scheduler.modify_job(f"pull:{source.id}", next_run_time=datetime.now(UTC))


@contextmanager
def running(
    desk: Desk,
    sources: Sequence[Source],
    folder: Path,
    *,
    tell: Tell = lambda step: None,
    described: Callable[[], Sequence[Source]] | None = None,
) -> Iterator[Rounds]:
    """Visit and send on schedule while inside; raises Conflict when another scheduler works on this data folder,
    or another machine on this library.

    Every enabled source is visited at once, if its working hours allow, then by its cadence. `described` is asked every
    minute: a source added meanwhile is visited, one switched off is left alone. Files dropped into `<folder>/inbox/`
    are taken in. At the end visits are broken off; what they had not filed yet is found again at the next start.
    """
    with lease.hold(folder), desk.library.scheduling() as held:
        recover(desk)
        scheduler = _scheduler()
        roster = _Roster(scheduler, desk, tell)
        roster.follow(sources)
        scheduler.add_job(
            _dispatch, IntervalTrigger(seconds=DISPATCH_SECONDS), [desk], id="dispatch", executor="letters"
        )
        scheduler.add_job(_remind, IntervalTrigger(minutes=REMIND_MINUTES), [desk], id="remind", executor="letters")
        scheduler.add_job(_sweep, IntervalTrigger(seconds=ROSTER_SECONDS), [desk, folder], id="inbox")
        scheduler.add_job(_read_citations, IntervalTrigger(seconds=ROSTER_SECONDS), [desk], id="citations")
        scheduler.add_job(_read_on, IntervalTrigger(seconds=ROSTER_SECONDS), [desk], id="later", executor="later")
        scheduler.add_job(_catch_up, IntervalTrigger(seconds=ROSTER_SECONDS), [desk], id="decisions")
        if described is not None:
            every_minute = IntervalTrigger(seconds=ROSTER_SECONDS)
            scheduler.add_job(roster.look, every_minute, [described], id="roster", executor="letters")
        scheduler.start()
        try:
            with kept(Keeper(_Jobs(scheduler), held, desk.library)) as keeper:
                yield Rounds(scheduler, keeper)
        finally:
            desk.fetcher.close()  # visits under way are broken off; the next start makes them good
            break_off()
            scheduler.shutdown(wait=True)


def run(
    desk: Desk,
    sources: Sequence[Source],
    folder: Path,
    until: Event,
    *,
    tell: Tell = lambda step: None,
    described: Callable[[], Sequence[Source]] | None = None,
) -> None:
    """Visit and send on schedule until the event is set. Where another scheduler is at work, stand by for its place.

    A scheduler that ends or is killed is followed within STAND_BY_SECONDS, one whose machine vanished within half a
    minute (`store.lease`); at no time are there two. Raises Outdated when another release takes over.
    """
    told = ""
    while not until.is_set():
        try:
            with running(desk, described() if described else sources, folder, tell=tell, described=described) as rounds:
                log.info("This scheduler is at work.")
                rounds.keeper.wait(until)
        except Conflict as fault:
            if str(fault) != told:  # said once, not every two seconds
                told = str(fault)
                log.info("Standing by: %s", fault)
            until.wait(STAND_BY_SECONDS)


class _Roster:
    """Which sources have their jobs; follows what is described."""

    def __init__(self, scheduler: BackgroundScheduler, desk: Desk, tell: Tell) -> None:
        self._scheduler, self._desk, self._tell = scheduler, desk, tell
        self._followed: dict[str, Source] = {}

    def follow(self, sources: Sequence[Source]) -> None:
        """Give jobs to what is new or described anew, take them from what is gone or switched off."""
        wanted = {source.id: source for source in sources if source.enabled}
        for name in [name for name, source in self._followed.items() if wanted.get(name) != source]:
            del self._followed[name]
            for job in (f"pull:{name}", f"again:{name}"):
                self._scheduler.remove_job(job)
        for name in [name for name in wanted if name not in self._followed]:
            self._followed[name] = wanted[name]
            _add(self._scheduler, self._desk, wanted[name], self._tell)

    def look(self, described: Callable[[], Sequence[Source]]) -> None:
        """Follow what is described now; a description in disorder changes nothing."""
        try:
            self.follow(described())
        except TrackerError as fault:
            log.error("The sources could not be looked through: %s", fault)


def _sweep(desk: Desk, folder: Path) -> None:
    try:
        sweep(desk, folder)
    except TrackerError as fault:
        log.error("The folder of dropped files could not be emptied: %s", fault)


def _scheduler() -> BackgroundScheduler:
    return BackgroundScheduler(
        executors={
            "default": ThreadPoolExecutor(VISITORS),
            "letters": ThreadPoolExecutor(1),
            "later": ThreadPoolExecutor(1),
        },
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": HOWEVER_LATE},
        timezone="UTC",
    )


def _add(scheduler: BackgroundScheduler, desk: Desk, source: Source, tell: Tell) -> None:
    scheduler.add_job(
        _visit,
        IntervalTrigger(minutes=source.cadence_minutes),
        [scheduler, desk, source, tell, False],
        id=f"pull:{source.id}",
        next_run_time=datetime.now(UTC),  # the first visit at once; APScheduler runs by the machine's own clock
    )
    scheduler.add_job(
        _visit, IntervalTrigger(minutes=AGAIN_MINUTES), [scheduler, desk, source, tell, True], id=f"again:{source.id}"
    )


class _Jobs:
    """Everything that is due, as its keeper handles it."""

    def __init__(self, scheduler: BackgroundScheduler) -> None:
        self._scheduler, self._rests = scheduler, False

    def rest(self, why: str) -> None:
        if not self._rests:
            log.warning("Nothing is visited or sent for now: %s.", why)
            self._scheduler.pause()
            self._rests = True

    def go_on(self) -> None:
        if self._rests:
            log.info("Visits and letters go on.")
            self._scheduler.resume()
            self._rests = False

    def shift(self, span: timedelta) -> None:
        for job in self._scheduler.get_jobs():
            with suppress(JobLookupError):  # its source was switched off meanwhile
                self._scheduler.modify_job(job.id, next_run_time=job.next_run_time + span)


def _visit(scheduler: BackgroundScheduler, desk: Desk, source: Source, tell: Tell, again: bool) -> None:
    if not source.is_open(desk.clock()):
        return
    try:
        visit = pull(desk, source, again=again, tell=tell)
    except Interrupted as fault:
        log.info("%s: %s", source.id, fault)
    except (Busy, NoRoom, Unavailable) as fault:
        log.log(logging.INFO if isinstance(fault, Busy) else logging.ERROR, "%s: %s", source.id, fault)
        with suppress(JobLookupError):  # the source was switched off meanwhile
            scheduler.modify_job(f"{'again' if again else 'pull'}:{source.id}", next_run_time=datetime.now(UTC) + LATER)
    except TrackerError as fault:
        log.error("The visit to %s could not be finished: %s", source.id, fault)
    else:
        log.info("%s: %s, %d new, %d seen. %s", source.id, visit.state, visit.new, visit.seen, visit.detail)


def _read_citations(desk: Desk) -> None:
    try:
        read_citations(desk.library)
    except TrackerError as fault:
        log.error("Citations could not be read: %s", fault)


def _read_on(desk: Desk) -> None:
    """A scan of two hundred pages takes half an hour: in a thread that nothing else waits for."""
    try:
        hand_on(desk)
    except Interrupted as fault:
        log.info("%s", fault)
    except TrackerError as fault:
        log.error("What was put aside could not be read: %s", fault)


def _catch_up(desk: Desk) -> None:
    try:
        catch_up(desk)
    except TrackerError as fault:
        log.error("Decisions could not be applied: %s", fault)


def _remind(desk: Desk) -> None:
    try:
        remind(desk)
    except TrackerError as fault:
        log.error("Dates and heartbeats could not be looked at: %s", fault)


def _dispatch(desk: Desk) -> None:
    try:
        dispatch(desk)
        send_invitations(desk)
    except TrackerError as fault:
        log.error("Letters could not be sent: %s", fault)
