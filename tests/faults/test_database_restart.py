"""PostgreSQL goes away and comes back under readers and writers: a clear page, nothing lost, one scheduler."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click
import pytest
from flask.testing import FlaskClient

from tests.databases import Cluster, Server
from tests.faults.firms import Heard, crowd, lost_or_doubled
from tests.faults.programs import Nursery, answers, free_port, wrong
from tests.faults.test_killed_workers import HASTE, judged_by_rules_of_yesterday
from tests.web.conftest import Firm
from tracker.errors import Conflict, Unavailable
from tracker.settings import Settings
from tracker.store.engine import connect
from tracker.store.library import Library
from tracker.web.app import create_app
from tracker.workday import keeping, sharing
from tracker.workday.desk import open_desk
from tracker.workday.rebuilding import behind
from tracker.workday.schedule import Rounds, running


@contextmanager
def at_work(firm: Firm, nursery: Nursery, people: int) -> Iterator[Heard]:
    """The screens of a firm with people at them while inside."""
    settings, heard = replace(firm.settings, port=free_port()), Heard()
    nursery.start(settings, "web")
    answers(settings.port)
    there = crowd(create_app(firm.settings, firm.library), settings.port, heard, "p", people, pause=0.05)
    try:
        yield heard
    finally:
        for one in there:
            one.ended.set()
            one.join(90)
        nursery.end()


def recovered(heard: Heard, seconds: float = 30.0) -> float:
    """How long until people are answered again as usual."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        before = heard.statuses["read 200"], heard.statuses["note 303"]
        time.sleep(0.1)
        if heard.statuses["read 200"] > before[0] or heard.statuses["note 303"] > before[1]:
            return time.monotonic() - began
    raise AssertionError(f"nobody is answered again: {heard.statuses}")


@pytest.mark.endurance
def test_thirty_restarts_under_readers_and_writers(
    mortal: Cluster, firm_there: Firm, nursery: Callable[[], Nursery], capsys: pytest.CaptureFixture[str]
) -> None:
    took = []
    with at_work(firm_there, nursery(), 6) as heard:
        for turn in range(30):
            time.sleep(0.7)
            mortal.stop("immediate" if turn % 2 else "fast")
            time.sleep(0.2 * (turn % 5))
            mortal.start()
            took.append(recovered(heard))
    firm_there.library.close()  # its own connections died, too
    with capsys.disabled():
        click.echo(
            f"\n30 restarts: answered again after at most {max(took):.1f} s; {len(heard.notes)} notes, "
            f"{len(heard.released)} releases, {len(heard.uploads)} uploads, none lost; {dict(heard.statuses)}"
        )
    assert lost_or_doubled(firm_there, heard) == []
    assert wrong(firm_there.settings) == []
    assert heard.traces == []
    assert set(heard.pages) <= {503}  # never a page that says something broke
    assert 'http-equiv="refresh"' in heard.pages[503] or "请返回上一页" in heard.pages[503]


@pytest.fixture
def gone(tmp_path: Path) -> FlaskClient:
    """Counsel's browser before screens whose database does not answer."""
    address = f"postgresql://postgres@127.0.0.1:{free_port()}/gone"
    settings = Settings(tmp_path, address, secret="for tests only")
    browser = create_app(settings, Library(connect(address))).test_client()
    with browser.session_transaction() as session:
        session["person"], session["language"] = "counsel", "en"
    return browser


def test_who_reads_while_the_database_is_away_is_shown_a_page_that_asks_again(gone: FlaskClient) -> None:
    answer = gone.get("/instruments/?topic=data")
    said = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert '<meta http-equiv="refresh" content="5">' in said
    assert "asks again by itself" in said
    assert "psycopg" not in said


def test_who_writes_then_is_told_that_it_may_not_have_been_kept(gone: FlaskClient) -> None:
    gone.application.config["WTF_CSRF_ENABLED"] = False
    answer = gone.post("/comparisons/a/b..c/notes", data={"body": "words"})
    said = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert "Go back: your words are still in the form" in said
    assert "refresh" not in said  # sending again is for a person to decide


def test_programs_proxies_and_watchmen_are_told_too(gone: FlaskClient) -> None:
    answer = gone.get("/api/v1/instruments")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.json
    assert answer.json["type"].endswith("#problem-unavailable")
    assert gone.get("/healthz").status_code == 503
    assert gone.get("/readyz").get_data(as_text=True) == "database\n"


@contextmanager
def scheduler(settings: Settings) -> Iterator[Rounds]:
    desk = open_desk(settings)
    try:
        with running(desk, [], settings.data) as rounds:
            yield rounds
    finally:
        desk.close()


def works(rounds: Rounds) -> bool:
    return not rounds.keeper._schedule._rests


@pytest.mark.endurance
def test_the_lease_is_regained_by_exactly_one(
    mortal: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two machines: one schedules, the other asks again and again, as systemd has it do; twenty restarts."""
    monkeypatch.setattr(keeping, "LOOK_SECONDS", 0.2)
    database = Server(mortal.address).new(tmp_path)
    Library.open(database).close()
    machines = [Settings(data=tmp_path / name, database=database) for name in ("one", "two")]
    kept, changed = 0, 0
    with ExitStack() as stack:
        first = stack.enter_context(scheduler(machines[0]))
        second: Rounds | None = None
        for _ in range(20):
            before = works(first)
            mortal.stop()
            mortal.start()
            until = time.monotonic() + 5
            while time.monotonic() < until:
                if second is None:
                    with suppress(Conflict, Unavailable):
                        second = stack.enter_context(scheduler(machines[1]))
                time.sleep(0.1)
            at_work_now = [rounds for rounds in (first, second) if rounds is not None and works(rounds)]
            assert len(at_work_now) == 1
            kept, changed = kept + (works(first) == before), changed + (works(first) != before)
    with capsys.disabled():
        click.echo(f"\n20 restarts: always one of two at work; the same {kept} times, the other {changed} times")


@pytest.mark.endurance
def test_a_scheduler_rests_while_its_database_is_away_and_goes_on(
    mortal: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LOOK_SECONDS", 0.05)
    database = Server(mortal.address).new(tmp_path)
    with scheduler(Settings(data=tmp_path / "one", database=database)) as rounds:
        mortal.stop()
        waited(lambda: not works(rounds))
        mortal.start()
        waited(lambda: works(rounds))


def waited(claim: Callable[[], bool]) -> None:
    for _ in range(400):
        if claim():
            return
        time.sleep(0.05)
    raise AssertionError("never")


@pytest.mark.endurance
def test_jobs_outlive_restarts_of_the_database(
    mortal: Cluster, tmp_path: Path, nursery: Callable[[], Nursery], capsys: pytest.CaptureFixture[str]
) -> None:
    """Fifteen restarts under a worker; where it ends, another begins, as systemd has it do."""
    desk = open_desk(Settings(tmp_path / "data", Server(mortal.address).new(tmp_path)))
    jobs = judged_by_rules_of_yesterday(desk)
    worker, ends = nursery(), 0
    worker.start(desk.settings, "worker", "--jobs", first=HASTE)
    for turn in range(15):
        sharing.Shared(desk.settings.database).hand_in(jobs)
        time.sleep(1.0)
        mortal.stop("immediate" if turn % 2 else "fast")
        mortal.start()
        if worker.ended():
            ends += 1
            worker.end()
            worker.start(desk.settings, "worker", "--jobs", first=HASTE)
    line = sharing.Shared(desk.settings.database)
    for _ in range(600):
        if worker.ended():
            ends += 1
            worker.end()
            worker.start(desk.settings, "worker", "--jobs", first=HASTE)
        counted = line.counts()
        if counted["todo"] == counted["doing"] == 0:
            break
        time.sleep(0.2)
    with capsys.disabled():
        click.echo(f"\n15 restarts under a worker, which ended {ends} times; {dict(counted)}")
    assert (counted["todo"], counted["doing"], counted["failed"]) == (0, 0, 0)
    assert list(behind(desk)) == []
    desk.close()
