"""The diary of the pulling: what each visit found, and how each source is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from tracker.practice.visit import Notice, SourceHealth, SourceState, Validators, Visit
from tracker.store.library import Files

At = Callable[[float], datetime]


def visit(at: At, hour: float, state: SourceState, source: str = "hanhai-cac", detail: str = "") -> Visit:
    return Visit(source, at(hour), at(hour + 0.1), state, detail, seen=20, new=1, unchanged=19)


def test_visits_run_from_the_newest(files: Files, at: At) -> None:
    visits = [visit(at, hour, SourceState.OK) for hour in range(4)]
    for one in visits:
        files.visits.record(one)
    files.visits.record(visit(at, 9, SourceState.DOWN, source="another"))
    assert files.visits.of("hanhai-cac", 2) == [visits[3], visits[2]]
    assert files.visits.of("never-visited", 5) == []


def test_a_healthy_source_is_well_since_its_last_trouble(files: Files, at: At) -> None:
    for hour, state in enumerate((SourceState.DOWN, SourceState.OK, SourceState.NOTHING_NEW, SourceState.OK)):
        files.visits.record(visit(at, hour, state))
    assert files.visits.health() == [SourceHealth("hanhai-cac", SourceState.OK, at(1), at(3.1), at(3.1))]


def test_a_blocked_source_says_since_when_and_when_it_last_answered(files: Files, at: At) -> None:
    states = (SourceState.BLOCKED, SourceState.NOTHING_NEW, SourceState.BLOCKED, SourceState.BLOCKED)
    for hour, state in enumerate(states):
        files.visits.record(visit(at, hour, state, detail="A challenge page came back."))
    assert files.visits.health() == [
        SourceHealth("hanhai-cac", SourceState.BLOCKED, at(2), at(3.1), at(1.1), "A challenge page came back.")
    ]


def test_a_source_that_never_worked_has_no_good_day(files: Files, at: At) -> None:
    files.visits.record(visit(at, 0, SourceState.GONE))
    files.visits.record(visit(at, 0, SourceState.OK, source="another"))
    assert [(h.source, h.last_good_at) for h in files.visits.health()] == [("another", at(0.1)), ("hanhai-cac", None)]


def test_an_address_is_remembered_with_what_it_said_last(files: Files, at: At) -> None:
    url = "https://hanhai.example/notices/"
    assert files.visits.validators(url) == Validators()
    files.visits.remember(url, Validators('"1"', "", "00"), at(0))
    files.visits.remember(url, Validators('"2"', "Sat, 01 Mar 2031 12:00:00 GMT", "11"), at(1))
    assert files.visits.validators(url) == Validators('"2"', "Sat, 01 Mar 2031 12:00:00 GMT", "11")


def test_an_announcement_is_news_once(files: Files, at: At) -> None:
    notice = Notice("hanhai-cac", "https://hanhai.example/notices/31.html", "关于征求意见的通知", date(2031, 3, 1))
    assert files.visits.announced(notice, at(0)) is True
    assert files.visits.announced(notice, at(1)) is False
    assert files.visits.announced(replace(notice, title="关于征求意见的通知（更正）"), at(1)) is False
    assert files.visits.announced(replace(notice, url="https://hanhai.example/notices/32.html"), at(1)) is True
