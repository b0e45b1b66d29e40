"""One scheduler, whoever starts a second one; visits and letters by themselves."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.databases import Server
from tracker.errors import Busy, Conflict
from tracker.settings import Settings
from tracker.sources.fetch import Fetcher
from tracker.store.engine_postgres import SCHEDULER
from tracker.workday import lease, schedule
from tracker.workday.backfill import backfill
from tracker.workday.desk import open_desk
from tracker.workday.pull import pull
from tracker.workday.schedule import run, running
from tracker.workday.tally import What

HOLDS = """
import sys, time
from pathlib import Path
from tracker.workday import lease
with lease.hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(folder, program=HOLDS):
    process = subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_scheduler_is_told_who_is_at_work_and_does_not_start(tmp_path):
    with holder(tmp_path) as process:
        with pytest.raises(Conflict, match=f"process {process.pid}"), lease.hold(tmp_path):
            pass
        process.kill()


def test_a_death_lets_go_at_once(tmp_path):
    with holder(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    with lease.hold(tmp_path):
        assert (tmp_path / lease.NAME).read_text() == str(os.getpid())


def test_it_visits_by_itself_at_once(desk, cac, published, settings):
    done = threading.Event()
    found = []

    def tell(step):
        if step.what is What.NEW:
            found.append(step.taken.version)
        if len(found) == 2:
            done.set()

    with running(desk, [cac], settings.data, tell=tell):
        assert done.wait(20)
    assert found == ["2026-03-16-draft", "2026-09-10-promulgated"]


def test_a_source_that_is_off_or_closed_is_left_alone(desk, cac, published, settings):
    asleep = replace(cac, id="asleep", hours=(11, 12))  # the clock says ten in Beijing
    off = replace(cac, id="off", enabled=False)
    with running(desk, [asleep, off], settings.data):
        time.sleep(0.3)
    assert published.asked == []


def test_two_schedulers_on_one_folder_one_works(desk, cac, published, settings):
    with running(desk, [cac], settings.data), pytest.raises(Conflict, match="does not start"):
        running(desk, [cac], settings.data).__enter__()


def test_who_stands_by_takes_over_when_the_other_is_killed(desk, settings, caplog):
    caplog.set_level("INFO", "tracker.schedule")
    until = threading.Event()
    with holder(settings.data) as process:
        second = threading.Thread(target=run, args=(desk, [], settings.data, until))
        second.start()
        wait_for(lambda: "Standing by" in caplog.text, 5)
        assert lease.holder(settings.data) == f"process {process.pid}"
        process.kill()
        process.wait()
    wait_for(lambda: lease.holder(settings.data) == f"process {os.getpid()}", schedule.STAND_BY_SECONDS + 1)
    until.set()
    second.join()
    assert caplog.text.count("Standing by") == 1


def wait_for(what, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not what():
        time.sleep(0.05)
    assert what()


WORKER = """
import logging, os, sys, threading
from pathlib import Path
from tracker.settings import Settings
from tracker.workday.desk import open_desk
from tracker.workday.schedule import run
folder = Path(sys.argv[2]) / os.environ["PGAPPNAME"]
folder.mkdir()
logging.basicConfig(filename=folder / "log", level=logging.INFO)
run(open_desk(Settings(folder, sys.argv[1])), [], folder, threading.Event())
"""


@pytest.mark.endurance
def test_of_three_workers_on_three_machines_one_is_at_work_however_often_it_is_killed(postgres, tmp_path, capsys):
    """Each with a data folder of its own, as on a machine of its own; told: how long nobody was at work."""
    url, numbers = Server(postgres).new(tmp_path), itertools.count()
    open_desk(Settings(tmp_path, url)).close()

    def begin():
        name = f"worker {next(numbers)}"
        command = [sys.executable, "-c", WORKER, url, str(tmp_path)]
        workers[name] = subprocess.Popen(command, env={**os.environ, "PGAPPNAME": name})

    workers, gaps = {}, []
    for _ in range(3):
        begin()
    with psycopg.connect(url, autocommit=True) as looking:
        wait_for(lambda: at_work(looking), 60)
        for _ in range(20):
            wait_for(lambda: sum(stands_by(tmp_path, name) for name in workers) == 2, 60)
            (name,) = at_work(looking)
            killed = time.monotonic()
            held = workers.pop(name)
            held.kill()
            held.wait()
            while (now := at_work(looking)) in ([], [name]):
                assert time.monotonic() - killed < 30
                time.sleep(0.01)
            gaps.append(time.monotonic() - killed)
            assert len(now) == 1
            begin()
    for one in workers.values():
        one.kill()
        one.wait()
    with capsys.disabled():
        sys.stdout.write(f"\n20 kills: taken over after {min(gaps):.1f} to {max(gaps):.1f} s, never two at work\n")


def stands_by(folder, name):
    log = folder / name / "log"
    return log.exists() and "Standing by" in log.read_text() and "is at work" not in log.read_text()


def at_work(looking):
    """Who holds the lease of the schedule, as the database knows it."""
    asked = "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.granted"
    asked += " AND l.locktype = 'advisory' AND (l.classid::bigint << 32 | l.objid::bigint) = %s"
    return [row[0] for row in looking.execute(asked, [SCHEDULER])]


def test_stopping_breaks_a_visit_off_and_the_next_start_makes_it_good(desk, cac, published, settings, paper):
    published.put(paper.DRAFTS, paper.Answer(paper.list_page(paper.DRAFT_ROW).encode(), wait=0.5))
    with running(desk, [cac], settings.data):
        time.sleep(0.2)
    with desk.library.reading() as files:
        assert files.visits.of("cac", 5) == []  # neither good nor the site's fault
    with Fetcher(open_loopback=True) as fetcher:
        assert pull(replace(desk, fetcher=fetcher), cac).new == 2


VISITS = HOLDS.replace("lease.hold(Path(sys.argv[1]))", 'lease.visit(Path(sys.argv[1]), "cac")')


def test_never_two_visits_of_one_source_whoever_makes_them(desk, cac, published, settings):
    with holder(settings.data, VISITS) as process:
        for visit in (pull, backfill):
            with pytest.raises(Busy, match=rf"cac: another visit is under way \(process {process.pid}\)"):
                visit(desk, cac)
        assert published.asked == []
        assert pull(desk, replace(cac, id="other")).new == 2  # another source waits for nobody
        process.kill()
        process.wait()
    assert pull(desk, cac).state == "nothing-new"  # a death lets go at once


def test_a_scheduler_that_finds_a_source_taken_comes_back_in_ten_minutes(desk, cac, published, settings):
    with lease.visit(settings.data, "cac"), running(desk, [cac], settings.data) as rounds:
        soon = datetime.now(UTC) + schedule.LATER + timedelta(minutes=1)
        for _ in range(100):
            due = rounds._scheduler.get_job("pull:cac").next_run_time
            if due < soon and due > datetime.now(UTC) + timedelta(minutes=5):
                break
            time.sleep(0.05)
        else:
            raise AssertionError(f"due {due}")
    assert published.asked == []


def test_on_two_machines_never_two_visits_of_one_source(two_machines):
    first, second = two_machines
    with first.visiting("cac"), pytest.raises(Busy, match="another machine's visit"), second.visiting("cac"):
        pass
    with first.visiting("moj"), second.visiting("cac"):
        pass


@pytest.fixture
def two_machines(postgres, tmp_path):
    """Two desks with data folders of their own over one library on PostgreSQL."""
    url = Server(postgres).new(tmp_path)
    desks = [open_desk(Settings(data=tmp_path / name, database=url, open_loopback=True)) for name in ("a", "b")]
    yield desks
    for one in desks:
        one.close()


def test_two_machines_on_one_library_one_works(two_machines, tmp_path):
    first, second = two_machines
    with running(first, [], tmp_path / "a"), pytest.raises(Conflict, match="Another machine"):
        running(second, [], tmp_path / "b").__enter__()
