"""A keyed request whose process died: what was not done is done when it is asked again, what was begun never is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from tests.web.api.conftest import PAIR, Programs
from tests.web.api.test_asking import problem
from tests.web.conftest import LIFTS, NOW, Firm
from tracker.errors import Conflict
from tracker.practice.repeat import Claim
from tracker.readingroom import repeats
from tracker.readingroom.repeats import LAPSES, is_dead
from tracker.store.tables import RepeatRow
from tracker.web.api import repeating

KEY = {"Idempotency-Key": "matter-7"}
BODY = {"body": "请看第三条"}
Breaking = Callable[[bool], AbstractContextManager[None]]


def left_behind(program: Programs, monkeypatch: pytest.MonkeyPatch, *, before: bool, alive: bool = False) -> None:
    """A note asked for under the key by a process that dies: before it wrote it, or after, before it answered."""

    class Died(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(repeats.Repeats, "release", lambda *_, **__: None)  # the dead clean nothing up
        if not alive:
            patched.setattr(repeats, "_process", lambda: f"{repeats._HOST}/{os.getpid()}/another start")
        patched.setattr(*(("tracker.readingroom.notes.Notes.add", die) if before else (repeats.Repeats, "keep", die)))
        with pytest.raises(Died):
            program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY)


def written(firm: Firm) -> int:
    return sum(view.body == BODY["body"] for view in firm.room("counsel").notes.of(*LIFTS))


def test_what_died_before_it_wrote_is_done_at_once_where_the_process_is_known_dead(
    program: Programs, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind(program, monkeypatch, before=True)
    assert written(firm) == 0
    again = program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY)
    assert (again.status_code, written(firm)) == (201, 1)
    assert program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY).data == again.data


def test_elsewhere_it_is_done_when_its_time_is_over(
    program: Programs, firm: Firm, patient: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind(program, monkeypatch, before=True, alive=True)
    soon = program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY)
    problem(soon, 409, "under-way")
    assert soon.headers["Retry-After"] == "2"
    patient.config["NOW"] = NOW + timedelta(seconds=10)
    later = program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY)
    problem(later, 409, "under-way")
    assert later.headers["Retry-After"] == "20"
    patient.config["NOW"] = NOW + LAPSES
    assert program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY).status_code == 201
    assert written(firm) == 1


@pytest.mark.parametrize("alive", [False, True])
def test_what_died_after_it_wrote_is_never_done_again(
    program: Programs, firm: Firm, patient: Flask, monkeypatch: pytest.MonkeyPatch, alive: bool
) -> None:
    left_behind(program, monkeypatch, before=False, alive=alive)
    assert written(firm) == 1
    if alive:
        problem(program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY), 409, "under-way")
        patient.config["NOW"] = NOW + LAPSES
    answer = program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY)
    problem(answer, 409, "broken-off")
    assert "Retry-After" not in answer.headers
    assert written(firm) == 1


def test_who_was_only_slow_does_nothing_any_more_once_another_try_took_over(firm: Firm) -> None:
    """A stopped process wakes after its time: the other try did the deed, its own is not kept."""
    desk = firm.room("counsel").repeats
    slow = desk.claim("k", "print")
    assert isinstance(slow, Claim)
    later = replace(firm.room("counsel"), clock=lambda: NOW + LAPSES)
    other = later.repeats.claim("k", "print")
    assert isinstance(other, Claim)
    with later.repeats.under(other):
        later.notes.add(*LIFTS, "", BODY["body"])
    with desk.under(slow), pytest.raises(Conflict, match="took it over"):
        firm.room("counsel").notes.add(*LIFTS, "", BODY["body"])
    desk.release(slow)
    desk.keep(slow, 201, {}, "the slow one's")
    assert written(firm) == 1
    with firm.library.reading() as files:
        kept = files.repeats._row("counsel", "k")
    assert kept is not None
    assert (kept.written, kept.body) == (1, "")


def test_what_breaks_after_it_wrote_keeps_its_key(
    program: Programs, patient: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    with monkeypatch.context() as patched:
        patched.setattr("tracker.web.api.notes.shown", lambda _: 1 / 0)
        problem(program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY), 500, "internal")
    problem(program("counsel").post(f"{PAIR}/notes", BODY, headers=KEY), 409, "under-way")


def test_what_is_the_same_done_twice_is_done_again(firm: Firm) -> None:
    desk = firm.room("counsel").repeats
    first = desk.claim("k", "print", again=True)
    assert isinstance(first, Claim)
    with desk.under(first):
        firm.room("counsel").notes.add(*LIFTS, "", BODY["body"])
    later = replace(firm.room("counsel"), clock=lambda: NOW + LAPSES)
    assert not isinstance(later.repeats.claim("k", "print"), Claim)
    assert isinstance(later.repeats.claim("k", "print", again=True), Claim)


def test_what_an_older_tracker_left_behind_counts_as_begun(firm: Firm) -> None:
    desk = firm.room("counsel").repeats
    assert isinstance(desk.claim("k", "print"), Claim)
    with firm.library.writing() as files:
        files.repeats._session.execute(update(RepeatRow).values(holder="", written=1))
    later = replace(firm.room("counsel"), clock=lambda: NOW + LAPSES)
    assert not isinstance(later.repeats.claim("k", "print"), Claim)


def test_a_process_is_known_dead_by_its_number_and_its_beginning() -> None:
    assert not is_dead(repeats._process() + "/x")
    assert not is_dead("elsewhere/1/2/x")
    assert not is_dead("")
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    holder = f"{repeats._HOST}/{child.pid}/{repeats._began(child.pid)}/x"
    assert not is_dead(holder)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert is_dead(holder)


SERVER = """
import sys, os, signal, threading
from dataclasses import replace
from pathlib import Path
from tracker.settings import Settings
from tracker.store.library import Library
from tracker.practice.person import Person, Reader, Role
from tracker.readingroom.room import ReadingRoom
from datetime import datetime, UTC
url, data, after = sys.argv[1:]
library = Library.open(url)
room = ReadingRoom(library, Reader(Person("counsel", "", "", Role.COUNSEL)), Settings(Path(data), url),
                   lambda: datetime(2026, 11, 22, 2, 0, tzinfo=UTC))
claim = room.repeats.claim("k", "print")
with room.repeats.under(claim):
    if after == "after":
        room.notes.add("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated", "", "请看第三条")
    else:
        with library.writing() as files:
            files.notes.add("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated", "", None, "请看第三条",
                            "counsel", room.clock())
            print("writing", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
print("written", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["within", "after"])
def test_a_process_that_is_killed_leaves_what_can_be_known(firm: Firm, tmp_path: Path, moment: str) -> None:
    """A real kill -9: in the middle of the transaction, and between the deed and its answer."""
    asked = [sys.executable, "-c", SERVER, firm.settings.database, str(tmp_path), moment]
    died = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert died.stdout.strip() == {"within": "writing", "after": "written"}[moment]
    time.sleep(0.1)
    taken = firm.room("counsel").repeats.claim("k", "print")
    if moment == "within":
        assert (isinstance(taken, Claim), written(firm)) == (True, 0)
    else:
        assert (isinstance(taken, Claim), written(firm)) == (False, 1)


def test_reading_a_file_may_take_its_time() -> None:
    assert timedelta(seconds=480) < repeating.LAPSES_READING  # what the sandbox lets it have by the clock
