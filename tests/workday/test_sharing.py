"""Several workers on a real PostgreSQL share a re-judging; one that is killed costs nothing but its time."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.databases import Server
from tracker.errors import StoreError
from tracker.settings import Settings
from tracker.workday import sharing
from tracker.workday.desk import Desk, open_desk
from tracker.workday.jobs import Job, Kind
from tracker.workday.rebuilding import behind
from tracker.workday.upload import Upload, take_in_file

TITLE = "示例望远镜使用规定"
TEXT = (
    "{title}\n第一条　为了规范示例望远镜的借用和归还，保障借用者的合法权益，制定本规定。\n"
    "第二条　使用者应当向望远镜管理站登记姓名，并在{days}日内归还。\n第三条　本规定自2027年1月1日起施行。"
)


@pytest.fixture
def desk(postgres: str, tmp_path: Path):
    """Five texts of one rule, judged by rules of yesterday."""
    opened = open_desk(Settings(tmp_path / "data", Server(postgres).new(tmp_path)))
    yesterday = replace(opened, drafting=replace(opened.drafting, version="yesterday"))
    for days in range(5, 10):
        data = TEXT.format(title=TITLE, days=days).encode()
        take_in_file(yesterday, Upload(data, f"{days}.txt", title=TITLE, dated_on=date(2026, days, 1)))
    yield opened
    opened.close()


def jobs(desk: Desk) -> list[Job]:
    return [Job(Kind.JUDGE, (one.slug, one.old, one.new)) for one in behind(desk)]


def worker(desk: Desk) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"TRACKER_DATA": str(desk.settings.data), "TRACKER_DATABASE": desk.settings.database}
    return subprocess.Popen(
        [sys.executable, "-c", "from tracker.cli import main; main()", "worker", "--jobs"], env=environment
    )


def worked(desk: Desk) -> None:
    """What is in the line is done here; in a thread of its own, for the browser of other tests has this one's loop."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(sharing.work, desk, wait=False).result()


def until(line: sharing.Shared, state: str, count: int) -> None:
    for _ in range(600):
        if line.counts().get(state) == count:
            return
        time.sleep(0.1)
    pytest.fail(f"never {count} {state}: {line.counts()}")


def test_jobs_are_handed_in_once_and_done(desk: Desk) -> None:
    line = sharing.Shared(desk.settings.database)
    assert (line.hand_in(jobs(desk)), line.hand_in(jobs(desk))) == (4, 0)
    worked(desk)
    assert line.counts() == {"todo": 0, "doing": 0, "succeeded": 4, "failed": 0}
    assert jobs(desk) == []


def test_what_a_killed_worker_held_is_done_by_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "SILENT_SECONDS", 1.0)
    line = sharing.Shared(desk.settings.database)
    line.hand_in(jobs(desk))
    with desk.library.writing():  # the pen is ours: whoever took a job waits for it
        one = worker(desk)
        until(line, "doing", 1)
        one.send_signal(signal.SIGKILL)
        one.wait()
    time.sleep(1.5)
    worked(desk)
    assert line.counts() == {"todo": 0, "doing": 0, "succeeded": 4, "failed": 0}
    assert jobs(desk) == []


def test_a_library_in_a_file_shares_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="PostgreSQL"):
        sharing.Shared(f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
