"""The doctor: looks at everything an installation needs, changes nothing, and says what is wrong in a sentence each."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.alerts.mail import reach
from tracker.errors import DeliveryFailed, StoreError, Unreachable
from tracker.practice.visit import SourceHealth
from tracker.practice.watch import DeliveryState
from tracker.readingroom.auditing import verified
from tracker.readingroom.operations import is_overdue
from tracker.settings import Settings
from tracker.sources import registry
from tracker.sources.archive import Archive, installed
from tracker.store.library import Files, Library
from tracker.workday.lease import holder

# A clock that is minutes off turns deadlines of the day and the order of events around.
CLOCK_OFF = timedelta(minutes=2)
# Letters leave every five seconds; a quarter of an hour means that nobody sends.
STUCK = timedelta(minutes=15)
# Bytes. The largest official file seen had 43 MB: below the first a pull may fail, below the second soon will.
NO_ROOM, LITTLE_ROOM = 200_000_000, 2_000_000_000


class Finding(StrEnum):
    """How something is."""

    WELL = "well"
    WORTH_A_LOOK = "worth a look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at: what, how it is, and a sentence."""

    what: str
    how: Finding
    says: str


def examine(settings: Settings, clock: Callable[[], datetime], *, every_capture: bool = True) -> Iterator[Found]:
    """Everything in turn, what cannot be looked at for want of the database left out.

    `every_capture` reads every captured file; else only whether it is there.
    """
    yield from _disk(settings)
    yield _mail(settings)
    try:
        shape = Library.shape(settings.database)
    except StoreError as fault:
        yield Found("database", Finding.WRONG, str(fault))
        return
    yield _shape(*shape)
    if shape[0] != shape[1]:
        return
    library = Library.open(settings.database)
    try:
        yield from _library(library, settings, clock(), every_capture)
    finally:
        library.close()


def _library(library: Library, settings: Settings, now: datetime, every_capture: bool) -> Iterator[Found]:
    yield _file(library)
    yield _scheduler(library, settings)
    with library.reading() as files:
        yield _clock(files, library, now)
        yield _log(files)
        yield _captures(files, settings, every_capture)
        yield from _deliveries(files, now)
        yield _sources(files, settings, now)


def _shape(has: str | None, wants: str) -> Found:
    if has == wants:
        return Found("database", Finding.WELL, f"answers, at migration {has}")
    return Found(
        "database",
        Finding.WRONG,
        f"stands at migration {has or 'none'}, this tracker needs {wants}: make a backup, then start tracker once",
    )


def _disk(settings: Settings) -> Iterator[Found]:
    folder = settings.data
    if not folder.is_dir():
        yield Found("data", Finding.WRONG, f"{folder} is no folder")
        return
    if not os.access(folder, os.W_OK):
        yield Found("data", Finding.WRONG, f"{folder} cannot be written to")
    free = shutil.disk_usage(folder).free
    how = Finding.WRONG if free < NO_ROOM else Finding.WORTH_A_LOOK if free < LITTLE_ROOM else Finding.WELL
    yield Found("disk", how, f"{free / 1e9:.1f} GB free at {folder}")


def _mail(settings: Settings) -> Found:
    if not settings.mail.host:
        return Found("mail", Finding.WORTH_A_LOOK, "no mail server is named (TRACKER_MAIL_HOST): letters stay queued")
    try:
        reach(settings.mail)
    except DeliveryFailed as fault:
        return Found("mail", Finding.WRONG, str(fault))
    return Found("mail", Finding.WELL, f"{settings.mail.host}:{settings.mail.port} answers")


def _file(library: Library) -> Found:
    flaws = library.flaws()
    if flaws:
        return Found("integrity", Finding.WRONG, "; ".join(flaws))
    return Found("integrity", Finding.WELL, "the database finds no fault in itself")


def _scheduler(library: Library, settings: Settings) -> Found:
    """Nothing is taken to see who has it: a scheduler that starts meanwhile must not find the lease in our hands."""
    who = holder(settings.data) or library.scheduler()
    if not who:
        return Found("scheduler", Finding.WORTH_A_LOOK, "none is at work: no source is visited, no letter leaves")
    return Found("scheduler", Finding.WELL, f"at work ({who})")


def _clock(files: Files, library: Library, now: datetime) -> Found:
    theirs, newest = library.clock(), files.tallies.newest_instant()
    if theirs is not None and abs(theirs - now) > CLOCK_OFF:
        return Found("clock", Finding.WRONG, f"this machine says {now:%H:%M:%S}Z, the database {theirs:%H:%M:%S}Z")
    if newest is not None and newest > now + CLOCK_OFF:
        return Found("clock", Finding.WRONG, f"the last visit is dated {newest:%Y-%m-%d %H:%M}Z, which is yet to come")
    return Found("clock", Finding.WELL, f"{now:%Y-%m-%d %H:%M:%S}Z, as the library's")


def _log(files: Files) -> Found:
    verdict = verified(files)
    if verdict.holds:
        return Found("audit log", Finding.WELL, f"{verdict.entries} entries, the chain holds")
    return Found("audit log", Finding.WRONG, "; ".join(verdict.wrong))


def _captures(files: Files, settings: Settings, read: bool) -> Found:
    digests = files.tallies.digests()
    try:
        archive = installed(settings)
        wrong = _damaged(archive, digests) if read else _missing(archive, digests)
    except StoreError as fault:  # the place itself does not answer
        return Found("captures", Finding.WRONG, str(fault))
    if wrong:
        more = f" (and {len(wrong) - 5} more)" if len(wrong) > 5 else ""
        return Found("captures", Finding.WRONG, " ".join(wrong[:5]) + more)
    said = "have their digests" if read else "are there"
    return Found("captures", Finding.WELL, f"all {len(digests)} {said}")


def _missing(archive: Archive, digests: Sequence[str]) -> list[str]:
    there = archive.digests()
    return [f"no capture {digest[:12]}… is kept" for digest in digests if digest not in there]


def _damaged(archive: Archive, digests: Sequence[str]) -> list[str]:
    wrong = []
    for digest in digests:
        try:
            archive.read(digest)
        except Unreachable:
            raise
        except StoreError as fault:
            wrong.append(str(fault))
    return wrong


def _deliveries(files: Files, now: datetime) -> Iterator[Found]:
    stuck, left = files.tallies.overdue(now - STUCK), files.tallies.left_claimed(now - STUCK)
    doubt = files.tallies.deliveries().get(DeliveryState.IN_DOUBT, 0)
    if stuck or left:
        yield Found("deliveries", Finding.WRONG, f"{stuck} wait and {left} are taken since over a quarter of an hour")
    elif doubt:
        yield Found("deliveries", Finding.WORTH_A_LOOK, f"{doubt} in doubt: a person decides on /deliveries/")
    else:
        yield Found("deliveries", Finding.WELL, "none waits longer than it should")


def _sources(files: Files, settings: Settings, now: datetime) -> Found:
    described = registry.installed(settings.data)
    health = {one.source: one for one in files.visits.health()}
    known: list[tuple[str, SourceHealth]] = [(one.id, health[one.id]) for one in described if one.id in health]
    by_id = {one.id: one for one in described}
    late = [name for name, one in known if is_overdue(one, by_id[name], now)]
    alarms = [alarm.source for alarm in files.alarms.open()]
    if late:
        return Found("sources", Finding.WRONG, f"not visited when due: {', '.join(sorted(late))}")
    if alarms:
        return Found("sources", Finding.WORTH_A_LOOK, f"in trouble: {', '.join(sorted(alarms))}")
    return Found("sources", Finding.WELL, f"{len(known)} visited, none overdue")
