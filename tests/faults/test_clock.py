"""A clock that jumps, a month ahead or a day back, and comes right again: nothing doubled, nothing starved."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from tests.web.conftest import NOW, Firm
from tracker.practice.hours import Cadence
from tracker.practice.token import REACHES
from tracker.practice.watch import DATES, DeliveryState, Occasion, Watch
from tracker.workday.desk import Desk
from tracker.workday.dispatch import dispatch, recover
from tracker.workday.pull import pull
from tracker.workday.remind import remind

MONTH, DAY = timedelta(days=30), timedelta(days=1)
JUMPS = [MONTH, -DAY, -MONTH]
SHORT = [MONTH, *(pytest.param(jump, marks=pytest.mark.endurance) for jump in JUMPS[1:])]


def told(post) -> Counter[str]:
    return Counter(letter["Message-ID"] for _, letter in post.letters)


def waiting(desk: Desk) -> list[str]:
    with desk.library.reading() as files:
        return [f"{one.cadence} {one.next_at}" for one in files.outbox.deliveries(99, state=DeliveryState.QUEUED)]


@pytest.mark.parametrize("jump", SHORT)
def test_letters_leave_once_each_whatever_the_clock_does(posting, clock, cac, published, counsel, post, jump) -> None:
    """Filed by a clock that is wrong, sent by one that came right again; and the other way round."""
    with posting.library.writing() as files:
        files.watches.add(Watch(0, counsel.id))
    clock.at += jump
    pull(posting, cac)
    clock.at -= jump
    assert dispatch(posting) == 2
    clock.at += jump
    assert (dispatch(posting), pull(posting, cac).new) == (0, 0)
    clock.at -= jump
    assert dispatch(posting) == 0
    assert set(told(post).values()) == {1}
    assert len(post.letters) == 2
    assert waiting(posting) == []


@pytest.mark.endurance
@pytest.mark.parametrize("cadence", [Cadence.DAILY, Cadence.WEEKLY])
def test_a_digest_dated_by_a_clock_that_ran_ahead_does_not_wait_for_that_day(
    posting, clock, cac, published, counsel, post, cadence
) -> None:
    with posting.library.writing() as files:
        files.watches.add(Watch(0, counsel.id, cadence=cadence))
    clock.at += MONTH
    pull(posting, cac)
    clock.at -= MONTH
    for _ in range(9):  # days
        dispatch(posting)
        clock.at += DAY
    assert len(post.letters) == 1
    assert waiting(posting) == []
    clock.at += MONTH
    assert dispatch(posting) == 0


@pytest.mark.parametrize("back", [DAY, pytest.param(MONTH, marks=pytest.mark.endurance)])
def test_a_letter_that_failed_before_the_clock_went_back_is_tried_again_within_hours(
    posting, clock, cac, published, counsel, post, back
) -> None:
    with posting.library.writing() as files:
        files.watches.add(Watch(0, counsel.id))
    pull(posting, cac)
    post.answers = ["451 later"] * 2
    assert dispatch(posting) == 0
    clock.at -= back
    for _ in range(5):
        dispatch(posting)
        clock.at += timedelta(hours=1)
    assert sorted(told(post).values()) == [1, 1]


def test_what_a_death_left_claimed_is_in_doubt_though_the_clock_went_back(posting, clock, cac, published, counsel):
    with posting.library.writing() as files:
        files.watches.add(Watch(0, counsel.id))
    pull(posting, cac)
    with posting.library.writing() as files:
        assert len(files.outbox.claim(clock(), 9)) == 2
    clock.at -= DAY
    assert recover(posting) == 2


@pytest.mark.endurance
@pytest.mark.parametrize("jump", JUMPS)
def test_dates_and_heartbeats_are_told_once(posting, clock, cac, published, counsel, post, jump) -> None:
    """The final text starts on 1 January: told once a week ahead, and on silent days a heartbeat."""
    with posting.library.writing() as files:
        files.watches.add(Watch(0, counsel.id, occasions=DATES | {Occasion.QUIET}, days=7))
    pull(posting, cac)
    for by in (timedelta(0), jump, -jump):
        clock.at += by
        for _ in range(3):
            remind(posting)
            dispatch(posting)
            clock.at += timedelta(hours=1)
    for _ in range(50):
        clock.at += DAY
        remind(posting)
        dispatch(posting)
    with posting.library.reading() as files:
        events = Counter(alert.event for alert in files.outbox.alerts_of(counsel.id))
    assert max(events.values()) == 1
    assert events["smart-lifts@in-force/2027-01-01/7"] == 1
    assert sum(event.startswith("quiet/") for event in events) > 30
    assert set(told(post).values()) == {1}
    assert waiting(posting) == []


@pytest.mark.endurance
@pytest.mark.parametrize("jump", JUMPS)
def test_visits_go_on_and_file_nothing_twice(desk, clock, cac, published, paper, jump) -> None:
    assert pull(desk, cac).new == 2
    clock.at += jump
    assert pull(desk, cac, again=True).new == 0
    published.put(paper.FINAL_ROW[0], paper.Answer(paper.final_page(chrome="<p>1</p>").encode(), etag='"f2"'))
    clock.at -= jump
    assert pull(desk, cac, again=True).new == 0
    with desk.library.reading() as files:
        assert len(files.versions.latest(9)) == 2


@pytest.mark.endurance
def test_sessions_and_tokens_outlive_a_clock_that_was_wrong_for_a_while(app: Flask, firm: Firm) -> None:
    with firm.library.writing() as files:
        _, secret = files.tokens.make("counsel", "t", REACHES["read"], NOW, NOW + timedelta(days=7))
    found = []
    for jump in (timedelta(0), MONTH, -DAY, timedelta(0)):
        app.config["NOW"] = NOW + jump
        answer = app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
        found.append(answer.status_code)
    assert found == [200, 401, 200, 200]  # expired while the clock said so, and only then


@pytest.mark.endurance
@pytest.mark.parametrize("jump", [-DAY, MONTH])
def test_who_is_signed_out_by_a_jump_signs_in_again(app: Flask, monkeypatch: pytest.MonkeyPatch, jump) -> None:
    """A cookie from the future or the distant past is none; nobody is locked out by it."""
    browser = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    signing = {"email": "counsel@firm.example", "password": "correct horse battery staple"}
    assert browser.post("/sign-in/", data=signing).status_code == 303
    assert browser.get("/account/").status_code == 200
    real = datetime.now(UTC).timestamp()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: real + jump.total_seconds())
    app.config["NOW"] = NOW + jump
    assert browser.get("/account/").status_code == 303
    assert browser.post("/sign-in/", data=signing).status_code == 303
    assert browser.get("/account/").status_code == 200


@pytest.mark.endurance
def test_a_month_ahead_is_caught_up_with_in_seconds() -> None:
    """What comes every five seconds is not run half a million times, and finding that out takes no minute."""
    trigger, began = IntervalTrigger(seconds=5), datetime.now(UTC)
    due, count = began, 0
    while due is not None and due <= began + MONTH:
        due, count = trigger.get_next_fire_time(due, began + MONTH), count + 1
    assert count > 500_000
    assert datetime.now(UTC) - began < timedelta(seconds=120)
