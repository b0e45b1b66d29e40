"""SIGKILL at a moment drawn by a seed, in the middle of a visit: the next visit loses nothing and doubles nothing."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date

import click
import pytest

from tests.replicas import sites
from tests.replicas.server import Running
from tests.replicas.texts import DRAFT, FINAL, Text
from tracker.practice.watch import Watch
from tracker.sources import registry
from tracker.sources.fetch import Fetcher
from tracker.sources.source import Expectations
from tracker.workday.desk import open_desk
from tracker.workday.pull import pull

# Loads everything once, then forks a visitor for each line it is given: each visitor is a process of its own.
VISITORS = """
import os, sys
from dataclasses import replace
from datetime import datetime, UTC
from pathlib import Path
from tracker.settings import Settings
from tracker.sources import registry
from tracker.sources.source import Expectations
from tracker.workday.desk import open_desk
from tracker.workday.pull import pull
import tracker.documents.structure, tracker.diff.comparison

def visit(data, site, database):
    desk = open_desk(Settings(data=data, database=database, open_loopback=True))
    desk = replace(desk, clock=lambda: datetime(2026, 11, 22, 1, 0, tzinfo=UTC))
    source = registry.get("cac").moved(site)
    lists = tuple(replace(p, expects=Expectations(rows=1)) for p in source.lists[:2])
    pull(desk, replace(source, lists=lists, hours=(0, 24)))

print("ready", flush=True)
while line := sys.stdin.readline():
    data, site, database = line.split()
    child = os.fork()
    if child == 0:
        visit(Path(data), site, database)
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()  # not buried before it is said: till then no other process can have its number
    print(os.waitpid(child, 0)[1], flush=True)
"""
WORKS = 3


def texts() -> list[Text]:
    drafts = [Text(n, f"第{n}号灯塔管理办法", date(2026, 3, n), DRAFT, in_file=n == 2) for n in range(1, WORKS + 1)]
    finals = [Text(10 + n, f"第{n}号灯塔管理办法", date(2026, 9, n), FINAL, draft=False) for n in range(1, WORKS + 1)]
    return drafts + finals


class Visitors:
    """The process that forks visitors."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", VISITORS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._line() == "ready"

    def visit(self, data: str, site: str, database: str, kill_after: float | None) -> tuple[float, bool]:
        """Let a visitor go, kill it after so many seconds: how long it lived, and whether the kill met it at work."""
        self._say(f"{data} {site} {database}")
        visitor, began = int(self._line()), time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(visitor, signal.SIGKILL)
        self._say("bury")
        status = int(self._line())
        return time.monotonic() - began, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL

    def _say(self, line: str) -> None:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def _line(self) -> str:
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


def killed_and_made_good(visitors: Visitors, settings, fresh, seed: int, here: Running, span: float) -> bool:
    """One round in a fresh folder; whether the kill met the visitor at work."""
    data = settings.data / f"round-{seed}"
    data.mkdir()
    mine = replace(settings, data=data, database=fresh(data))
    desk = replace(open_desk(mine), fetcher=Fetcher(open_loopback=True, sleep=lambda _: None))
    with desk.library.writing() as files:
        from tracker.practice.person import Person, Role

        counsel = files.people.add(Person("", "counsel@sample.invalid", "林律师", Role.COUNSEL), "pass word of counsel")
        files.watches.add(Watch(0, counsel.id))
    _, met = visitors.visit(str(data), here.url, mine.database, random.Random(seed).uniform(0, span))
    source = registry.get("cac").moved(here.url)
    lists = tuple(replace(page, expects=Expectations(rows=1)) for page in source.lists[:2])
    source = replace(source, lists=lists, hours=(0, 24))
    pull(desk, source)
    pull(desk, source, again=True)
    _nothing_lost_nothing_doubled(desk, counsel.id, seed)
    desk.close()
    shutil.rmtree(data)
    return met


def _nothing_lost_nothing_doubled(desk, person: str, seed: int) -> None:
    with desk.library.reading() as files:
        cards = files.versions.latest(99)
        counted = Counter((card.instrument, card.id) for card in cards)
        pairs = [len(files.comparisons.of(slug)) for slug in {card.instrument for card in cards}]
        events = Counter(alert.event for alert in files.outbox.alerts_of(person))
        captures = [files.versions.get(*key).captures for key in counted]
        aside = files.quarantine.open()
    assert len(counted) == 2 * WORKS == len(cards), f"seed {seed}"
    assert pairs == [1] * WORKS, f"seed {seed}"
    assert events == Counter(f"{slug}/{version}" for slug, version in counted), f"seed {seed}"
    assert [len(found) for found in captures] == [1] * 2 * WORKS, f"seed {seed}"
    assert aside == [], f"seed {seed}"
    for found in captures:
        assert desk.archive.read(found[0].sha256), f"seed {seed}"


@pytest.fixture
def visitors():
    made = Visitors()
    yield made
    made.close()


@pytest.fixture
def fresh(databases, empty_library):
    """Makes a library with one instrument in a folder, and gives its address."""
    return lambda folder: databases.copy(empty_library, folder)


def rounds(visitors: Visitors, settings, fresh, seeds: range) -> int:
    """Kill once a seed; how many kills met a visitor at work."""
    with Running(sites.Cac(texts())) as here:
        data = settings.data / "whole"
        data.mkdir()
        span, met = visitors.visit(str(data), here.url, fresh(data), None)
        assert not met
        return sum(killed_and_made_good(visitors, settings, fresh, seed, here, span) for seed in seeds)


def test_a_visit_killed_at_a_drawn_moment_is_made_good(visitors, settings, fresh):
    assert rounds(visitors, settings, fresh, range(2)) >= 1


@pytest.mark.endurance
def test_two_hundred_visits_killed_at_drawn_moments_are_made_good(visitors, settings, fresh, capsys):
    kills = int(os.environ.get("TRACKER_KILLS", "200"))
    met = rounds(visitors, settings, fresh, range(1000, 1000 + kills))
    with capsys.disabled():
        click.echo(f"\n{kills} kills, seeds from 1000; {met} met the visitor at work; nothing lost, nothing doubled")
    assert met > kills * 3 // 4


AT_WORK = """
import sys
from pathlib import Path
from tracker.errors import Conflict
from tracker.settings import Settings
from tracker.workday.desk import open_desk
from tracker.workday.schedule import running
data = Path(sys.argv[1])
desk = open_desk(Settings(data=data, database=f"sqlite:///{data / 'tracker.sqlite3'}"))
print("ready", flush=True)
sys.stdin.readline()  # both at the same moment
try:
    with running(desk, [], data):
        print("works", flush=True)
        sys.stdin.readline()  # at work until both have said how they fare
except Conflict:
    print("does not start", flush=True)
desk.close()
"""


def test_of_two_schedulers_started_at_once_one_works(settings):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen([sys.executable, "-c", AT_WORK, str(settings.data)], **pipes) for _ in range(2)]
    assert [one.stdout.readline().strip() for one in both] == ["ready", "ready"]
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    said = sorted(one.stdout.readline().strip() for one in both)
    for one in both:
        one.communicate("done\n", timeout=60)
    assert said == ["does not start", "works"]
