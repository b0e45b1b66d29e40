"""A scheduler rests while its library is another's, stops for a newer release, and follows a clock that is set back."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from tests.store.conftest import driven
from tracker.errors import Outdated
from tracker.workday import keeping
from tracker.workday.keeping import Keeper
from tracker.workday.schedule import run, running


class Lease:
    """A lease another machine has, until it is free."""

    def __init__(self, free):
        self.free = free

    def renewed(self):
        return self.free


class Told:
    """A schedule that writes down what it is told."""

    def __init__(self):
        self.heard = []

    def rest(self, why):
        self.heard.append(why)

    def go_on(self):
        self.heard.append("goes on")

    def shift(self, span):
        self.heard.append(span)


@pytest.fixture
def upgraded(settings):
    """Brings the library to the shape of a release that is yet to come."""
    engine = create_engine(driven(settings.database))

    def upgrade():
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    yield upgrade
    engine.dispose()


def test_a_scheduler_that_lost_its_library_to_another_machine_rests_until_it_is_free(desk):
    lease, schedule = Lease(free=False), Told()
    keeper = Keeper(schedule, lease, desk.library)
    keeper.look()
    lease.free = True
    keeper.look()
    assert schedule.heard == ["the lease on the library is lost", "goes on"]


def test_nothing_is_started_while_it_rests_and_what_is_due_is_made_good(desk, cac, published, settings):
    with running(desk, [], settings.data) as rounds:
        rounds.keeper._schedule.rest("a test")
        rounds._scheduler.add_job(published.asked.append, args=["now"], next_run_time=datetime.now(UTC))
        time.sleep(0.2)
        assert published.asked == []
        rounds.keeper.look()  # the lease is ours: it goes on
        for _ in range(100):
            if published.asked:
                break
            time.sleep(0.02)
    assert published.asked == ["now"]


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(seconds=11)])
def test_a_clock_set_back_moves_what_is_due_along(desk, settings, back):
    ahead = [back.total_seconds()]
    with running(desk, [], settings.data) as rounds:
        schedule = rounds.keeper._schedule
        schedule.rest("nothing must run between the looks")
        keeper = Keeper(schedule, Lease(free=False), desk.library, wall=lambda: time.time() + ahead[0])
        due = {job.id: job.next_run_time for job in rounds._scheduler.get_jobs()}
        ahead[0] = 0.0
        keeper.look()
        now = {job.id: job.next_run_time for job in rounds._scheduler.get_jobs()}
    moved = {due[name] - now[name] for name in ("inbox", "remind", "citations")}
    assert all(abs(span - back) < timedelta(seconds=1) for span in moved)


@pytest.mark.parametrize("steered", [timedelta(seconds=-5), timedelta(days=30)])
def test_a_clock_that_is_steered_or_set_forward_moves_nothing(desk, steered):
    ahead, schedule = [0.0], Told()
    keeper = Keeper(schedule, Lease(free=True), desk.library, wall=lambda: time.time() + ahead[0])
    ahead[0] = steered.total_seconds()
    keeper.look()
    assert schedule.heard == ["goes on"]


def test_a_scheduler_ends_when_a_newer_release_has_taken_over(desk, settings, upgraded, monkeypatch):
    monkeypatch.setattr(keeping, "LOOK_SECONDS", 0.1)
    threading.Timer(0.3, upgraded).start()
    with pytest.raises(Outdated, match="another release"):
        run(desk, [], settings.data, threading.Event())


def test_who_does_not_know_the_shape_reads_and_writes_nothing(desk, upgraded):
    upgraded()
    with desk.library.reading() as files:
        assert [one.slug for one in files.instruments.all()] == ["smart-lifts"]
    with pytest.raises(Outdated, match="stands at migration 9999"), desk.library.writing():
        pass
