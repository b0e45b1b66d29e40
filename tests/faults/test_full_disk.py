"""A full disk: a clear sentence, nothing half-filed, and all goes on once there is room."""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click
import psycopg
import pytest
from flask.testing import FlaskClient

from tests.databases import Cluster
from tests.faults.firms import NOTES
from tests.faults.programs import wrong
from tests.replicas import sites
from tests.replicas.server import Running
from tests.web.conftest import NOW, TELESCOPES, Firm, _site
from tests.workday.test_killed import texts
from tracker.errors import NoRoom, StoreError
from tracker.settings import Settings
from tracker.sources import registry
from tracker.sources.archive import Archive
from tracker.sources.source import Expectations, Source
from tracker.store.library import Library
from tracker.workday.backup import back_up
from tracker.workday.desk import open_desk
from tracker.workday.pull import pull


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Refuse every write beyond so many bytes of a file, as a quota does; the process itself is told, not killed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Disk:
    """A small file system of its own, filled and emptied at will."""

    def __init__(self, at: Path, size: str) -> None:
        self.at = at
        at.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tracker", at], check=False)
        if done.returncode:
            pytest.skip("no file system can be mounted here")

    def fill(self, but: int = 0) -> None:
        """Leave so many bytes."""
        with suppress(OSError), (self.at / "filler").open("ab") as filler:
            while True:
                filler.write(b"x" * 4096)
                filler.flush()
        if but:
            with (self.at / "filler").open("r+b") as filler:
                filler.truncate(max(0, (self.at / "filler").stat().st_size - but))

    def empty(self) -> None:
        (self.at / "filler").unlink(missing_ok=True)

    def close(self) -> None:
        subprocess.run(["umount", "-l", self.at], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk", "24m")
    yield made
    made.close()


def notes(firm: Firm) -> set[str]:
    with firm.library.reading() as files:
        return {note.body for note in files.notes.of(*TELESCOPES)}


def browser(firm: Firm) -> FlaskClient:
    site = _site(firm)
    site.config["WTF_CSRF_ENABLED"] = False
    made = site.test_client()
    with made.session_transaction() as session:
        session["person"], session["language"] = "counsel", "en"
    return made


def test_a_capture_that_finds_no_room_leaves_nothing_half(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "captures")
    with no_file_beyond(1000), pytest.raises(NoRoom, match=r"could not be kept in .*: File too large\."):
        archive.keep(b"x" * 2000)
    assert [one for one in (tmp_path / "captures").rglob("*") if one.is_file()] == []
    assert archive.read(archive.keep(b"x" * 2000))


def test_counsel_is_told_that_a_note_found_no_room_and_may_send_it_again(firm: Firm) -> None:
    counsel = browser(firm)
    with no_file_beyond(1000):
        refused = counsel.post(NOTES, data={"body": "no room", "change": ""})
        read = counsel.get("/comparisons/{}/{}..{}/".format(*TELESCOPES))
    assert refused.status_code == 507
    assert "Nothing of what you just sent was kept" in refused.get_data(as_text=True)
    assert read.status_code == 200
    assert "no room" not in notes(firm)
    assert counsel.post(NOTES, data={"body": "room", "change": ""}).status_code == 303
    assert "room" in notes(firm)
    assert wrong(firm.settings) == []


def cac(here: Running) -> Source:
    source = registry.get("cac").moved(here.url)
    lists = tuple(replace(page, expects=Expectations(rows=1)) for page in source.lists[:2])
    return replace(source, lists=lists, hours=(0, 24))


@pytest.mark.endurance
def test_sixty_visits_that_run_into_a_full_disk_are_made_good(
    disk: Disk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each leaves another number of bytes, so that now a capture, now the database finds no room."""
    told, full = set(), 0
    with Running(sites.Cac(texts())) as here:
        for turn in range(60):
            data = disk.at / f"round-{turn}"
            desk = open_desk(Settings(data, f"sqlite:///{data / 'tracker.sqlite3'}", open_loopback=True))
            disk.fill(but=turn * 22 * 1024)
            try:
                pull(desk, cac(here))
            except NoRoom as fault:
                full += 1
                told.add(str(fault).split(" ")[1])
            disk.empty()
            pull(desk, cac(here))
            with desk.library.reading() as files:
                cards = [(card.instrument, card.id) for card in files.versions.latest(99)]
            assert len(cards) == len(set(cards)) == 6
            assert not list(desk.settings.captures.rglob(".incoming-*"))
            desk.close()
            assert wrong(desk.settings) == []
            subprocess.run(["rm", "-r", data], check=True)
    with capsys.disabled():
        click.echo(f"\n60 visits, {full} of them met a full disk ({sorted(told)}); each was made good")
    assert 30 < full < 60  # the last have room: so all that is written was met somewhere


@pytest.mark.endurance
def test_a_full_tablespace_of_postgres_is_said_as_plainly(
    mortal: Cluster, firm_there: Firm, disk: Disk, tmp_path: Path
) -> None:
    disk.at.chmod(0o777)
    tmp_path.chmod(0o755)
    for above in tmp_path.parents:
        if above.owner() == "root" and str(above).startswith("/tmp/"):
            above.chmod(0o755)
    place = disk.at / "pg"
    place.mkdir(mode=0o777)
    subprocess.run(["chown", "postgres", place], check=True)
    name = firm_there.settings.database.rpartition("/")[2]
    firm_there.library.close()
    with psycopg.connect(f"{mortal.address}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
        connection.execute(f'CREATE DATABASE "{name}_small" TEMPLATE "{name}" TABLESPACE small')
    settings = replace(firm_there.settings, database=f"{mortal.address}/{name}_small")
    firm = Firm(Library.open(settings.database), settings)
    try:
        counsel = browser(firm)
        disk.fill()
        refused, kept = "", set()
        for turn in range(400):
            answer = counsel.post(NOTES, data={"body": f"note {turn} " + "x" * 2000, "change": ""})
            if answer.status_code == 303:
                kept.add(f"note {turn} " + "x" * 2000)
            else:
                refused = answer.get_data(as_text=True)
                break
        assert "Nothing of what you just sent was kept" in refused
        assert counsel.get("/instruments/").status_code == 200
        disk.empty()
        assert counsel.post(NOTES, data={"body": "room", "change": ""}).status_code == 303
        assert kept | {"room"} <= notes(firm)
    finally:
        firm.library.close()
        with psycopg.connect(f"{mortal.address}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}_small"')
            connection.execute("DROP TABLESPACE small")


@pytest.mark.endurance
def test_a_backup_that_finds_no_room_leaves_the_former_one_whole(firm: Firm, disk: Disk) -> None:
    folder = disk.at / "backup"
    before = back_up(firm.settings, folder, NOW)
    firm.room("counsel").notes.add(*TELESCOPES, "", "written since")
    disk.fill()
    with pytest.raises(StoreError, match=r"full|No space"):
        back_up(firm.settings, folder, NOW)
    disk.empty()
    from tracker.workday.backup import check

    assert check(folder) == before
    assert back_up(firm.settings, folder, NOW) != before
