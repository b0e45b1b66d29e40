"""A person's hours: digests and quiet hours on their own clock, over midnight, zones and daylight saving."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.practice.hours import Cadence, Habits, awake, due, next_digest, on_clock

SHANGHAI, BERLIN, NEW_YORK = (ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York"))
ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
)
NIGHT = Habits(quiet_from=time(22, 0), quiet_until=time(7, 30))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def here(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("at", "cadence", "leaves"),
    [
        (utc(2026, 11, 22, 2, 0), Cadence.NOW, "2026-11-22 10:00"),
        (utc(2026, 11, 22, 2, 0), Cadence.DAILY, "2026-11-23 08:00"),
        (utc(2026, 11, 21, 23, 59), Cadence.DAILY, "2026-11-22 08:00"),
        (utc(2026, 11, 22, 0, 0), Cadence.DAILY, "2026-11-23 08:00"),  # at the very moment: the next one
        (utc(2026, 11, 22, 2, 0), Cadence.WEEKLY, "2026-11-23 08:00"),  # a Sunday: Monday is tomorrow
        (utc(2026, 11, 23, 0, 0), Cadence.WEEKLY, "2026-11-30 08:00"),
    ],
)
def test_when_a_letter_leaves_in_shanghai(at: datetime, cadence: Cadence, leaves: str) -> None:
    assert here(due(at, cadence, Habits(), SHANGHAI), SHANGHAI) == leaves


@pytest.mark.parametrize(
    ("clock", "leaves"),
    [
        ("2026-11-22 21:59", "2026-11-22 21:59"),
        ("2026-11-22 22:00", "2026-11-23 07:30"),
        ("2026-11-23 03:00", "2026-11-23 07:30"),
        ("2026-11-23 07:29", "2026-11-23 07:30"),
        ("2026-11-23 07:30", "2026-11-23 07:30"),
    ],
)
def test_quiet_hours_go_over_midnight(clock: str, leaves: str) -> None:
    at = datetime.fromisoformat(clock).replace(tzinfo=SHANGHAI)
    assert here(awake(at, NIGHT, SHANGHAI), SHANGHAI) == leaves


def test_a_digest_chosen_inside_the_quiet_hours_waits_for_their_end() -> None:
    early = Habits(digest_at=time(6, 0), quiet_from=time(22, 0), quiet_until=time(7, 30))
    assert here(due(utc(2026, 11, 22, 2, 0), Cadence.DAILY, early, SHANGHAI), SHANGHAI) == "2026-11-23 07:30"


def test_a_time_the_clock_leaves_out_is_as_much_later_and_one_that_comes_twice_is_taken_once() -> None:
    assert here(on_clock(date(2027, 3, 28), time(2, 30), BERLIN), BERLIN) == "2027-03-28 03:30"
    twice = Habits(digest_at=time(1, 30))
    first = next_digest(utc(2026, 11, 1, 0, 0), Cadence.DAILY, twice, NEW_YORK)
    second = next_digest(first, Cadence.DAILY, twice, NEW_YORK)
    assert (here(first, NEW_YORK), here(second, NEW_YORK)) == ("2026-11-01 01:30", "2026-11-02 01:30")
    assert second - first == timedelta(hours=25)


def test_in_the_hour_that_comes_twice_the_quiet_ends_once_it_is_over() -> None:
    habits = Habits(quiet_from=time(23, 0), quiet_until=time(1, 45))
    again = datetime(2026, 11, 1, 1, 40, fold=1, tzinfo=NEW_YORK).astimezone(UTC)
    assert awake(again, habits, NEW_YORK) == again + timedelta(minutes=5)


START = datetime(2026, 1, 1, tzinfo=UTC)
instants = st.integers(0, 2 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
habits_ = st.builds(Habits, clocks, st.integers(0, 6), st.one_of(st.none(), clocks), st.one_of(st.none(), clocks))


@given(instants, st.sampled_from([Cadence.DAILY, Cadence.WEEKLY]), habits_, st.sampled_from(ZONES))
def test_every_instant_is_in_exactly_one_window(at: datetime, cadence: Cadence, habits: Habits, name: str) -> None:
    """The window that ends at its digest: no digest lies between an event and the digest that tells it."""
    zone = ZoneInfo(name)
    ends = next_digest(at, cadence, habits, zone)
    assert at < ends <= at + (timedelta(days=2) if cadence is Cadence.DAILY else timedelta(days=9))
    just_before = ends - timedelta(microseconds=1)
    assert next_digest(max(at, just_before), cadence, habits, zone) == ends
    assert next_digest(ends, cadence, habits, zone) > ends


@given(instants, instants, st.sampled_from(list(Cadence)), habits_, st.sampled_from(ZONES))
def test_what_happens_later_never_leaves_earlier_when_gathered(
    one: datetime, other: datetime, cadence: Cadence, habits: Habits, name: str
) -> None:
    first, second = sorted((one, other))
    zone = ZoneInfo(name)
    assert first <= due(first, cadence, habits, zone)
    if cadence is not Cadence.NOW:
        assert next_digest(first, cadence, habits, zone) <= next_digest(second, cadence, habits, zone)


@given(instants, habits_, st.sampled_from(ZONES))
def test_nothing_leaves_in_quiet_hours(at: datetime, habits: Habits, name: str) -> None:
    zone = ZoneInfo(name)
    leaves = awake(at, habits, zone)
    assert at <= leaves <= at + timedelta(hours=26)
    begin, end, clock = habits.quiet_from, habits.quiet_until, leaves.astimezone(zone).time()
    if begin is not None and end is not None and begin != end and leaves == at:
        assert not (begin <= clock < end if begin < end else clock >= begin or clock < end)
