"""A backup is made while people work, found damaged by its digests, and restored to the very same library."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.databases import Databases
from tracker.cli import main
from tracker.errors import Conflict, StoreError
from tracker.practice.audit import Done, flaws
from tracker.settings import Settings
from tracker.store.library import Library
from tracker.workday.backup import MANIFEST, back_up, check, restore
from tracker.workday.desk import Desk, open_desk
from tracker.workday.upload import Upload, take_in_file

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TITLE = "示例望远镜使用规定"
ARTICLES = (
    "为了规范示例望远镜的借用和归还，保障借用者的合法权益，制定本规定。",
    "使用者应当向望远镜管理站登记姓名、借用时间和归还时间。",
    "本规定自2027年1月1日起施行。",
)

LAST = "第四条　借期不超过{}日。"


def text(days: int) -> bytes:
    lines = [
        TITLE,
        *(f"第{'一二三'[n]}条　{words}" for n, words in enumerate(ARTICLES)),
        f"第四条　借期不超过{days}日。",
    ]
    return "\n".join(lines).encode()


def bring(desk: Desk, days: int, day: date) -> None:
    take_in_file(desk, Upload(text(days), f"{day}.txt", by="a1", title=TITLE, dated_on=day))


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    """A library with a draft and a final text, compared, and a source somebody added."""
    settings = Settings(tmp_path / "data", databases.new(tmp_path / "data"))
    opened = open_desk(settings)
    for days, day in ((10, date(2026, 1, 10)), (5, date(2026, 9, 10))):
        bring(opened, days, day)
    (settings.data / "sources").mkdir(exist_ok=True)
    (settings.data / "sources" / "own.toml").write_text('id = "own"\n')
    yield opened
    opened.close()


def elsewhere(databases: Databases, folder: Path) -> Settings:
    """Another machine, with nothing on it."""
    return Settings(folder / "data", databases.new(folder / "data"))


def test_what_is_restored_is_the_same_library(desk: Desk, databases: Databases, tmp_path: Path) -> None:
    made = back_up(desk.settings, tmp_path / "backup", NOW)
    there = elsewhere(databases, tmp_path / "other")
    restore(there, tmp_path / "backup", NOW)
    assert made.contents.counts["versions"] == 2
    assert Library.contents(there.database).fingerprint == made.contents.fingerprint
    assert (there.data / "sources" / "own.toml").exists()
    opened = open_desk(there)
    with opened.library.reading() as files:
        (work,) = [i for i in files.instruments.all() if i.title_zh == TITLE]
        kept = [files.versions.get(work.slug, card.id).captures[0].sha256 for card in files.versions.of(work.slug)]
        assert [opened.archive.read(digest) for digest in kept] == [text(10), text(5)]
        assert files.search.find("借期不超过5日").total == 1
        log = list(files.audit.all())
        assert list(flaws(log)) == []
        assert log[-1].done is Done.RESTORED
    opened.close()


def test_a_second_backup_copies_only_what_is_new(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    back_up(desk.settings, folder, NOW)
    before = {p: p.stat().st_ino for p in (folder / "captures").rglob("*") if p.is_file()}
    bring(desk, 3, date(2027, 9, 10))
    made = back_up(desk.settings, folder, NOW)
    after = {p: p.stat().st_ino for p in (folder / "captures").rglob("*") if p.is_file()}
    assert len(after) == len(before) + 1
    assert before.items() <= after.items()
    assert [p.name for p in folder.iterdir() if p.suffix in (".sqlite3", ".dump")] == [made.file]
    assert check(folder) == made


def test_a_backup_made_while_somebody_writes_is_whole(desk: Desk, databases: Databases, tmp_path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            with desk.library.writing() as files:
                files.audit.record("a1", Done.WROTE, "note/1", "", NOW)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [back_up(desk.settings, tmp_path / "backup", NOW) for _ in range(3)]
    finally:
        over.set()
        writer.join()
    assert backups[-1].contents.audit[0] == backups[-1].contents.counts["audit"] > 0
    there = elsewhere(databases, tmp_path / "other")
    restore(there, tmp_path / "backup", NOW)


def test_damage_is_found_before_anything_is_restored(desk: Desk, databases: Databases, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    made = back_up(desk.settings, folder, NOW)
    capture = next(p for p in (folder / "captures").rglob("*") if p.is_file())
    capture.chmod(0o644)
    good = capture.read_bytes()
    capture.write_bytes(good[:-1])
    there = elsewhere(databases, tmp_path / "other")
    with pytest.raises(StoreError, match="damaged"):
        restore(there, folder, NOW)
    capture.write_bytes(good)
    whole = (folder / made.file).read_bytes()
    (folder / made.file).write_bytes(whole[:-7] + b"0000000")
    with pytest.raises(StoreError, match="no longer has its digest"):
        check(folder)
    (folder / MANIFEST).unlink()
    with pytest.raises(StoreError, match="no finished backup"):
        check(folder)


def test_nothing_is_restored_over_a_library(desk: Desk, tmp_path: Path) -> None:
    back_up(desk.settings, tmp_path / "backup", NOW)
    with pytest.raises(Conflict, match="a library already"):
        restore(desk.settings, tmp_path / "backup", NOW)


def test_a_capture_lost_here_stops_the_backup_and_leaves_the_former_one(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    made = back_up(desk.settings, folder, NOW)
    bring(desk, 3, date(2027, 9, 10))
    new = next(p for p in desk.settings.captures.rglob("*") if p.is_file() and p.name not in made.contents.captures)
    new.unlink()
    with pytest.raises(StoreError):
        back_up(desk.settings, folder, NOW)
    assert check(folder) == made


def test_the_commands(desk: Desk, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def at(settings: Settings) -> None:
        monkeypatch.setenv("TRACKER_DATA", str(settings.data))
        monkeypatch.setenv("TRACKER_DATABASE", settings.database)

    at(desk.settings)
    folder = str(tmp_path / "backup")
    assert "2 versions, 1 comparisons, 2 captures" in CliRunner().invoke(main, ["backup", folder]).output
    assert CliRunner().invoke(main, ["backup", "--check", folder]).exit_code == 0
    at(replace(elsewhere(databases, tmp_path / "other")))
    assert "restored: 2 versions" in CliRunner().invoke(main, ["restore", folder]).output
    assert CliRunner().invoke(main, ["restore", folder]).exit_code == 2
