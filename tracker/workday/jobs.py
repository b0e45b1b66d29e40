"""Heavy work behind one small seam: done here and now, or handed to whichever worker is free.

One machine does it in its own process. Several that share a library on PostgreSQL hand it out through procrastinate,
which is loaded only then (the extra `postgres`); a job a dead worker held is given to another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tracker.errors import NotFound
from tracker.practice.later import ReadingState
from tracker.sources import registry
from tracker.workday.backfill import backfill
from tracker.workday.desk import Desk
from tracker.workday.reading import read_on, waiting
from tracker.workday.rebuilding import judge_again, read_again


class Kind(StrEnum):
    """What a job does."""

    JUDGE = "judge"  # a comparison, anew
    READ = "read"  # a version, anew
    PAST = "past"  # a source's past, to its end
    LATER = "later"  # a scan or a slow text put aside


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work; doing it twice does no harm, so that a worker may die at any moment."""

    kind: Kind
    about: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name: a job that waits already is not handed out a second time."""
        return " ".join((self.kind, *self.about))


class Line(Protocol):
    """Where jobs are handed in."""

    def hand_in(self, jobs: Iterable[Job]) -> int:
        """Take jobs; how many were taken, those that waited already left out."""

    def counts(self) -> Mapping[str, int]:
        """How many are in each state: todo, doing, succeeded, failed."""


def perform(desk: Desk, job: Job) -> None:
    """Do one job. Raises what the work raises; NotFound for a source nobody describes."""
    match job.kind:
        case Kind.JUDGE:
            judge_again(desk, *job.about)
        case Kind.READ:
            read_again(desk, *job.about)
        case Kind.LATER:
            read_on(desk, int(job.about[0]))
        case Kind.PAST:
            (name,) = job.about
            source = next((s for s in registry.installed(desk.settings.data) if s.id == name), None)
            if source is None:
                raise NotFound(f"There is no source “{name}”.")
            backfill(desk, source)


class Here:
    """This process: a job is done as it is handed in."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._done = desk, 0

    def hand_in(self, jobs: Iterable[Job]) -> int:
        """Do every job, one after the other."""
        before = self._done
        for job in jobs:
            perform(self._desk, job)
            self._done += 1
        return self._done - before

    def counts(self) -> Mapping[str, int]:
        """Nothing ever waits here."""
        return {"succeeded": self._done}


def hand_on(desk: Desk) -> int:
    """Have what was put aside read: by workers of a library on PostgreSQL where some are at work, else here and now.

    How many readings were handed on or done. Raises Interrupted where tracker stops meanwhile.
    """
    from tracker.workday import sharing

    if sharing.has_workers(desk.settings.database):
        return sharing.Shared(desk.settings.database).hand_in(_readings(desk, ReadingState.WAITING))
    # Nobody else reads: what is under way was left there by a death.
    return Here(desk).hand_in(_readings(desk, ReadingState.WAITING, ReadingState.UNDER_WAY))


def _readings(desk: Desk, *states: ReadingState) -> Iterable[Job]:
    return (Job(Kind.LATER, (str(number),)) for number in waiting(desk, *states))
