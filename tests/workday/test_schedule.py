"""One scheduler, whoever starts a second one; visits and letters by themselves."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from tracker.errors import Conflict
from tracker.sources.fetch import Fetcher
from tracker.workday import lease
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


def holder(folder):
    process = subprocess.Popen([sys.executable, "-c", HOLDS, str(folder)], stdout=subprocess.PIPE, text=True)
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
    until = threading.Event()
    with running(desk, [cac], settings.data), pytest.raises(Conflict, match="does not start"):
        run(desk, [cac], settings.data, until)


def test_stopping_breaks_a_visit_off_and_the_next_start_makes_it_good(desk, cac, published, settings, paper):
    published.put(paper.DRAFTS, paper.Answer(paper.list_page(paper.DRAFT_ROW).encode(), wait=0.5))
    with running(desk, [cac], settings.data):
        time.sleep(0.2)
    with desk.library.reading() as files:
        assert files.visits.of("cac", 5) == []  # neither good nor the site's fault
    with Fetcher(open_loopback=True) as fetcher:
        assert pull(replace(desk, fetcher=fetcher), cac).new == 2
