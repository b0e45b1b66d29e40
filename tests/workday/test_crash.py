"""SIGKILL at moments of a visit: the next visit loses nothing and doubles nothing."""

import signal
import subprocess
import sys

import pytest

from tracker.practice.watch import Watch
from tracker.workday.pull import pull

DIES = """
import os, signal, sys
from dataclasses import replace
from datetime import datetime, UTC
from pathlib import Path
from tracker.readingroom import telling
from tracker.settings import Settings
from tracker.sources import archive, folder, registry
from tracker.sources.source import Expectations
from tracker.store import library, outbox, versions
from tracker.workday import filing
from tracker.workday.desk import open_desk
from tracker.workday.pull import pull

def dies(owner, name, before, nth):
    real, calls = getattr(owner, name), [0]
    def wrapped(*args, **kwargs):
        calls[0] += 1
        if calls[0] == nth and before:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(*args, **kwargs)
        if calls[0] == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    setattr(owner, name, wrapped)

MOMENTS = {
    "while the bytes are written": (folder, "_sync", True, 2),
    "after the bytes were kept": (archive.Archive, "keep", False, 3),
    "before the version is filed": (versions.Versions, "file", True, 1),
    "between version and alert": (telling, "_queue", True, 2),
    "after the alert, before the commit": (outbox.Outbox, "file", False, 2),
    "after the first commit": (filing, "_file", False, 2),
    "before the visit is recorded": (filing, "remember", False, 2),
}
data, site, moment, database = Path(sys.argv[1]), *sys.argv[2:]
desk = open_desk(Settings(data=data, database=database, open_loopback=True))
desk = replace(desk, clock=lambda: datetime(2026, 11, 22, 1, 0, tzinfo=UTC))
source = registry.get("cac").moved(site)
source = replace(source, lists=tuple(replace(p, expects=Expectations(rows=1)) for p in source.lists[:2]))
dies(*MOMENTS[moment])
pull(desk, source)
"""
MOMENTS = [
    "while the bytes are written",
    "after the bytes were kept",
    "before the version is filed",
    "between version and alert",
    "after the alert, before the commit",
    "before the visit is recorded",
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_visit_killed_at_any_moment_is_made_good(desk, settings, cac, published, counsel, moment):
    with desk.library.writing() as files:
        files.watches.add(Watch(0, counsel.id))
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(settings.data), published.url, moment, settings.database],
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    pull(desk, cac)
    pull(desk, cac, again=True)
    with desk.library.reading() as files:
        cards = files.versions.of("smart-lifts")
        alerts = files.outbox.alerts_of(counsel.id)
        comparison = files.comparisons.get("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated")
        captures = [files.versions.get(c.instrument, c.id).captures for c in cards]
    assert [c.id for c in cards] == ["2026-03-16-draft", "2026-09-10-promulgated"]
    assert sorted(a.event for a in alerts) == [f"smart-lifts/{c.id}" for c in cards]
    assert comparison.clauses
    assert [len(found) for found in captures] == [1, 1]
    for found in captures:
        assert desk.archive.read(found[0].sha256)
    assert not list(settings.captures.rglob(".incoming-*")) or moment == "while the bytes are written"
