"""What outlived its time goes, and nothing else: every version can still be read again from what stays."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.databases import Databases
from tracker.cli import main
from tracker.errors import StoreError
from tracker.law.instrument import Capture
from tracker.practice.audit import Done
from tracker.practice.person import Person, Role
from tracker.practice.visit import SourceState, Visit
from tracker.practice.watch import Channel, Delivery, Filing, Watch
from tracker.settings import Keeping, Settings, from_environment
from tracker.workday import quarantine
from tracker.workday.desk import Desk, open_desk
from tracker.workday.rebuilding import Reread, read_again, versions
from tracker.workday.retaining import retain
from tracker.workday.upload import Upload, take_in_file

NOW = datetime.now(UTC)
OLD, NEW = NOW - timedelta(days=500), NOW - timedelta(days=3)
TITLE = "示例望远镜使用规定"
TEXT = (
    TITLE + "\n第一条　为了规范示例望远镜的借用和归还，保障借用者的合法权益，制定本规定。\n"
    "第二条　使用者应当向望远镜管理站登记姓名、借用时间和归还时间。\n第三条　借期不超过五日。\n"
    "第四条　本规定自2027年1月1日起施行。"
)
ALL = Keeping(captures=400, quarantine=400, letters=400, visits=400)


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    """A library with a year and a half behind it: one text met four times, one file put aside and settled."""
    opened = open_desk(Settings(tmp_path / "data", databases.new(tmp_path / "data")))
    for n in range(4):  # the page changes around the text, the text does not
        page = TEXT + "\n" * (n + 1)
        at(opened, OLD + timedelta(days=n), page.encode(), f"{n}.txt")
    junk = at(opened, OLD, "一张便条。".encode(), "note.txt")
    quarantine.reject(replace(opened, clock=lambda: OLD), junk, "a1")
    at(opened, OLD, "另一张便条。".encode(), "waits.txt")
    opened.archive.keep(b"a page of a list")
    for file in opened.settings.captures.rglob("*"):
        os.utime(file, (OLD.timestamp(), OLD.timestamp()))
    with opened.library.writing() as files:
        for n, state in enumerate([SourceState.DOWN, SourceState.OK, SourceState.OK, SourceState.NOTHING_NEW]):
            began = OLD + timedelta(days=n)
            files.visits.record(Visit("cac", began, began, state))
        files.people.add(Person("p", "lin@firm.example", "林", Role.COUNSEL), "correct horse")
        watch = files.watches.add(Watch(0, "p", ""))
        for n, when in enumerate([OLD, NEW]):
            letter = Delivery(0, 0, Channel.MAIL, "lin@firm.example", "", next_at=when)
            files.outbox.file([Filing(watch.id, "p", f"x/{n}", "", "a", None, (letter,))], when)
            ((sent, _),) = files.outbox.claim(when, 5)
            files.outbox.delivered(sent.id, when)
    yield opened
    opened.close()


def at(desk: Desk, when: datetime, data: bytes, name: str) -> int:
    """A file by hand on a day of its own; its number in quarantine, if it came there."""
    there = replace(desk, clock=lambda: when)
    take_in_file(
        there, Upload(data, name, by="a1", title=TITLE if "note" not in name else "", dated_on=date(2025, 3, 1))
    )
    with desk.library.reading() as files:
        return max((one.id for one in files.quarantine.open()), default=0)


def counted(desk: Desk, *, apply: bool, keeping: Keeping = ALL) -> dict[str, int]:
    keeping_so = replace(desk, settings=replace(desk.settings, keeping=keeping))
    return {one.kind: one.count for one in retain(keeping_so, apply=apply)}


def test_by_default_everything_is_kept(desk: Desk) -> None:
    assert set(counted(desk, apply=True, keeping=Keeping()).values()) == {0}
    with pytest.raises(StoreError, match="TRACKER_KEEP_VISITS_DAYS is a number of days, 7 at least"):
        from_environment({"TRACKER_KEEP_VISITS_DAYS": "1"})


def test_a_dry_run_counts_what_a_real_one_takes_and_takes_nothing(desk: Desk) -> None:
    with desk.library.reading() as files:
        before = files.audit.latest(1)
    dry = counted(desk, apply=False)
    # Of four captures of one text the first and the newest stay; the rejected note's goes once its row is gone.
    assert dry == {"captures": 2, "bytes": 1, "quarantine": 1, "letters": 1, "visits": 2}
    assert counted(desk, apply=False) == dry
    with desk.library.reading() as files:
        assert files.audit.latest(1) == before


def test_what_goes_is_written_down_and_every_version_can_still_be_read_again(desk: Desk) -> None:
    counted(desk, apply=True)
    second = counted(desk, apply=True)
    assert second == {"captures": 1, "bytes": 1, "quarantine": 0, "letters": 0, "visits": 0}  # the rejected note's
    assert set(counted(desk, apply=True).values()) == {0}
    assert [read_again(desk, *one) for one in versions(desk)] == [Reread.SAME]
    with desk.library.reading() as files:
        (slug, version) = versions(desk)[0]
        kept = files.versions.get(slug, version).captures
        assert [c.fetched_at.date() for c in kept] == [OLD.date(), (OLD + timedelta(days=3)).date()]
        assert [desk.archive.read(c.sha256).decode().count("\n") for c in kept] == [5, 8]
        assert [one.title for one in files.quarantine.open()] == [TITLE]  # what waits for a person stays
        assert desk.archive.read(files.quarantine.open()[0].sha256)
        (health,) = files.visits.health()
        assert (health.state, health.since) == (SourceState.NOTHING_NEW, OLD + timedelta(days=1))
        assert len(files.outbox.alerts_of("p")) == 2  # nobody is told twice
        assert len(files.outbox.deliveries(5)) == 1
        gone = [(e.who, e.thing, e.detail) for e in files.audit.all() if e.done is Done.PRUNED]
    assert ("operator", "visits", "2") in gone
    assert ("operator", "captures", "2") in gone


def test_bytes_met_again_are_young_and_what_something_speaks_of_stays(desk: Desk) -> None:
    desk.archive.keep(b"a page of a list")
    counted(desk, apply=True)
    assert desk.archive.read(desk.archive.keep(b"a page of a list"))
    with desk.library.writing() as files:
        digest = desk.archive.keep(b"young")
        files.captures.keep(Capture(digest, "https://a.example/", "", 200, "text/plain", 5, NEW, "cac", ()))
    counted(desk, apply=True)
    assert desk.archive.read(digest) == b"young"


def test_the_command_shows_first_and_takes_when_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATA", str(desk.settings.data))
    monkeypatch.setenv("TRACKER_DATABASE", desk.settings.database)
    monkeypatch.setenv("TRACKER_KEEP_VISITS_DAYS", "400")
    said = CliRunner().invoke(main, ["retention"]).output.splitlines()
    assert said[:3] == [f"{kind:<12} kept for ever" for kind in ("captures", "quarantine", "letters")]
    assert said[3:] == ["visits       2 older than 400 days"]
    assert CliRunner().invoke(main, ["retention", "--apply"]).output.endswith("2 older than 400 days, gone\n")
    assert CliRunner().invoke(main, ["retention"]).output.endswith("0 older than 400 days\n")
