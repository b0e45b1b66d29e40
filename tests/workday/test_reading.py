"""What is put aside because reading it takes long is recognised page by page and read on, whatever is killed."""

import io
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.databases import Databases, Server
from tracker.errors import NotFound
from tracker.practice.later import Cause, Later, ReadingState
from tracker.sandbox import reading
from tracker.sandbox.limits import PERSONS, Limits
from tracker.settings import Settings
from tracker.workday import quarantine, sharing
from tracker.workday.desk import Desk, open_desk
from tracker.workday.found import Outcome
from tracker.workday.jobs import hand_on
from tracker.workday.reading import PAGES_AT_ONCE, read_on
from tracker.workday.upload import Upload, take_in_file

PAGES = PAGES_AT_ONCE + 2
TITLE = "灯会管理办法"
IMPATIENT = Limits(seconds=1, wall=1, line=PERSONS)
# Prints one article a page in Tesseract's form, and writes down which page it was asked for.
TESSERACT = """#!/bin/sh
page=$(basename "$1" .png)
echo "$page" >> {log}
printf 'level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n'
printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t300\\t400\\t-1\\t\\n'
n=$(expr "$page" + 1)
[ "$n" = 1 ] && printf '5\\t1\\t1\\t1\\t0\\t1\\t20\\t30\\t198\\t33\\t91\\t{title}\\n'
printf '5\\t1\\t1\\t1\\t1\\t1\\t20\\t90\\t260\\t33\\t91\\t第%s条　灯会应当有序进行，举办者应当保障安全。\\n' "$n"
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a small Tesseract on the PATH; the file that tells which pages it was asked for."""
    program, log = tmp_path / "bin" / "tesseract", tmp_path / "pages"
    program.parent.mkdir()
    program.write_text(TESSERACT.format(log=log, title=TITLE), encoding="utf8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    reading.close()  # a reader started before does not know that PATH
    return log


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(Settings(tmp_path / "data", databases.new(tmp_path / "data")))
    yield opened
    opened.close()
    reading.close()


def scan() -> bytes:
    """A PDF of pictures, a colour a page so that no two are alike."""
    pages = [Image.new("L", (300, 400), 255 - n) for n in range(PAGES)]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:])
    return made.getvalue()


def put_aside(desk: Desk) -> int:
    taken = take_in_file(desk, Upload(scan(), "scan.pdf", by="a1", title=TITLE, dated_on=date(2026, 3, 1)))
    assert taken.outcome is Outcome.QUARANTINED
    with desk.library.reading() as files:
        (one,) = files.quarantine.open()
    return one.id


def state(desk: Desk, number: int) -> Later:
    with desk.library.reading() as files:
        found = files.readings.get(number)
    assert found
    return found


def pages(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def test_a_recognition_that_is_killed_goes_on_with_the_page_it_was_at(desk: Desk, asked: Path) -> None:
    number = put_aside(desk)
    assert (state(desk, number).cause, state(desk, number).state) == (Cause.SCAN, ReadingState.WAITING)
    code = "import sys; from pathlib import Path; from tracker.settings import Settings; "
    code += "from tracker.workday.desk import open_desk; from tracker.workday.reading import read_on; "
    code += "read_on(open_desk(Settings(Path(sys.argv[1]), sys.argv[2])), int(sys.argv[3]))"
    command = [sys.executable, "-c", code, str(desk.settings.data), desk.settings.database, str(number)]
    worker = subprocess.Popen(command)
    while state(desk, number).done < PAGES_AT_ONCE:
        assert worker.poll() is None
        time.sleep(0.01)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    killed = state(desk, number)
    assert (killed.state, killed.pages) == (ReadingState.UNDER_WAY, PAGES)

    assert hand_on(desk) == 1  # as the scheduler does it: a library in a file has nobody else
    read = state(desk, number)
    assert (read.state, read.done, read.pages) == (ReadingState.READ, PAGES, PAGES)
    assert "quality 91 of 100" in read.says
    assert [pages(asked).count(n) for n in range(PAGES_AT_ONCE)] == [1] * PAGES_AT_ONCE
    assert hand_on(desk) == 0

    assert len(quarantine.look(desk, number).articles) == PAGES
    taken = quarantine.accept(desk, number, "a1")
    assert taken.version == "2026-03-01-promulgated"
    assert len(pages(asked)) < 2 * PAGES  # nothing is recognised again to be looked at and filed


@pytest.mark.endurance
def test_workers_of_a_shared_library_recognise_what_was_put_aside(postgres: str, tmp_path: Path, asked: Path) -> None:
    desk = open_desk(Settings(tmp_path / "data", Server(postgres).new(tmp_path)))
    number, line = put_aside(desk), sharing.Shared(desk.settings.database)
    environment = os.environ | {"TRACKER_DATA": str(desk.settings.data), "TRACKER_DATABASE": desk.settings.database}
    command = [sys.executable, "-c", "from tracker.cli import main; main()", "worker", "--jobs"]
    worker = subprocess.Popen(command, env=environment)
    try:
        while not sharing.has_workers(desk.settings.database):
            assert worker.poll() is None
            time.sleep(0.05)
        assert hand_on(desk) + hand_on(desk) <= 2
        for _ in range(600):
            if state(desk, number).state is ReadingState.READ:
                break
            time.sleep(0.1)
    finally:
        worker.terminate()
        worker.wait()
    assert state(desk, number).done == PAGES
    assert line.counts()["failed"] == 0
    desk.close()


def test_what_a_person_could_not_wait_for_is_filed_as_they_said_when_it_was_read(desk: Desk) -> None:
    said = "，举办者应当向文化主管部门报告并保障安全。"
    articles = "\n".join(f"第{n}条　灯会应当有序{said}" for n in "一二三四五六")
    upload = Upload(f"{TITLE}\n{articles}".encode(), "a.txt", by="a1", title=TITLE, dated_on=date(2026, 3, 1))
    with ThreadPoolExecutor(1) as person, reading.reader(IMPATIENT).lock:  # somebody else's file takes its minute
        began = time.monotonic()
        taken = person.submit(take_in_file, desk, upload, IMPATIENT).result()
    assert time.monotonic() - began < 5
    assert taken.outcome is Outcome.QUARANTINED
    assert (
        taken.reason
        == f"{TITLE} takes more than a minute to read. It is read on in the background and filed when "
        + ("that is done.")
    )
    assert hand_on(desk) == 1
    with desk.library.reading() as files:
        (card,) = files.versions.latest(5)
        assert files.quarantine.open() == []
        assert [(e.who, e.detail) for e in files.audit.all()][-1] == ("a1", "read later")
    assert str(card.dated_on) == "2026-03-01"


def test_what_fails_says_why_and_is_not_tried_for_ever(desk: Desk, asked: Path) -> None:
    number = put_aside(desk)
    asked.parent.joinpath("bin", "tesseract").write_text("#!/bin/sh\nexit 1\n")
    assert hand_on(desk) == 1
    assert state(desk, number).state is ReadingState.FAILED
    assert "recognition failed" in state(desk, number).says
    assert hand_on(desk) == 0
    with pytest.raises(NotFound):
        read_on(desk, 99)


@pytest.mark.endurance
def test_stopping_breaks_a_recognition_off_without_calling_it_a_fault(desk: Desk, asked: Path) -> None:
    number = put_aside(desk)
    script = asked.parent / "bin" / "tesseract"
    script.write_text(script.read_text().replace("page=", "sleep 2\npage=", 1))
    stopping = replace(desk, fetcher=type(desk.fetcher)())
    with ThreadPoolExecutor(1) as scheduler:
        under_way = scheduler.submit(hand_on, stopping)
        while state(desk, number).state is not ReadingState.UNDER_WAY:
            time.sleep(0.01)
        time.sleep(0.3)
        stopping.fetcher.close()
        reading.break_off()
        assert type(under_way.exception(10)).__name__ == "Interrupted"
    assert state(desk, number).state is ReadingState.WAITING
