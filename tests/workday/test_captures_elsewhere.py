"""Captures in an S3 store: taken in, examined, backed up, restored and read again from there."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tests.buckets import Store
from tests.databases import Databases
from tracker.settings import Settings
from tracker.sources.archive import installed
from tracker.workday.backup import back_up, restore
from tracker.workday.desk import open_desk
from tracker.workday.doctor import Finding, Found, examine
from tracker.workday.rebuilding import Reread, read_again
from tracker.workday.upload import Upload, take_in_file

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TEXT = (
    "示例望远镜使用规定\n第一条　为了规范示例望远镜的借用和归还，保障借用者的合法权益，制定本规定。\n"
    "第二条　使用者应当向望远镜管理站登记姓名、借用时间和归还时间。\n第三条　借期不超过五日。\n"
    "第四条　本规定自2027年1月1日起施行。"
).encode()


def captures(settings: Settings, *, every: bool) -> Found:
    found = examine(settings, lambda: NOW, every_capture=every)
    return next(one for one in found if one.what == "captures")


def test_captures_in_a_store_are_examined_backed_up_restored_and_read_again(
    databases: Databases, store: Store, tmp_path: Path
) -> None:
    here = Settings(tmp_path / "data", databases.new(tmp_path / "data"), captures_at=store.address)
    desk = open_desk(here)
    taken = take_in_file(desk, Upload(TEXT, "a.txt", title="示例望远镜使用规定", dated_on=date(2026, 9, 1)))
    (digest,) = desk.archive.digests()
    assert not here.captures.exists()
    assert [captures(here, every=every).how for every in (True, False)] == [Finding.WELL] * 2
    assert read_again(desk, taken.instrument, taken.version) is Reread.SAME

    back_up(here, tmp_path / "backup", NOW)
    desk.archive.place.write(digest, TEXT[:-1])
    assert "damaged" in captures(here, every=True).says
    desk.archive.forget(digest)
    assert "no capture" in captures(here, every=False).says
    desk.close()

    other = tmp_path / "other" / "data"
    there = replace(here, data=other, database=databases.new(other), captures_at=f"{store.address}-restored")
    restore(there, tmp_path / "backup", NOW)
    assert installed(there).read(digest) == TEXT
    missing = replace(there, captures_at="s3://nobodys-captures/x")
    assert "did not do as asked" in captures(missing, every=False).says
