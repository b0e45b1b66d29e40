"""Our calendar as a library of calendars reads it: days in China, names that stay, lines that fold."""

from datetime import UTC, date, datetime, timedelta

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from tracker.exports.calendar import ROOM, Day, calendar

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def day(**more: object) -> Day:
    told = {"uid": "smart-lifts.effective.1@tracker", "on": date(2027, 1, 1), "title": "施行 《智能电梯办法》"}
    told |= {"says": "以北京时间为准；a,b\\c\n第二行", "url": "https://t.invalid/instruments/smart-lifts/"}
    return Day(**{**told, "sequence": 0, "changed_at": AT, **more})  # type: ignore[arg-type]


def read(*days: Day) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(calendar("tracker · 全部", days))
    assert found.errors == []
    return [event for event in found.walk("VEVENT") if not event.errors]


def test_a_day_is_a_whole_day_in_china_wherever_it_is_read() -> None:
    (event,) = read(day())
    assert event.start.isoformat() == "2027-01-01T00:00:00+08:00"
    assert event.end - event.start == timedelta(days=1)
    assert event.start.astimezone(UTC).isoformat() == "2026-12-31T16:00:00+00:00"


def test_words_come_back_as_they_were() -> None:
    (event,) = read(day())
    assert event["SUMMARY"] == "施行 《智能电梯办法》"
    assert event["DESCRIPTION"] == "以北京时间为准；a,b\\c\n第二行"


def test_a_date_that_moves_keeps_its_name_and_counts_up() -> None:
    first, second = read(day()), read(day(on=date(2027, 3, 1), sequence=1, changed_at=AT + timedelta(days=1)))
    assert first[0]["UID"] == second[0]["UID"]
    assert (first[0]["SEQUENCE"], second[0]["SEQUENCE"]) == (0, 1)
    assert second[0]["DTSTAMP"].dt > first[0]["DTSTAMP"].dt


def test_one_that_is_gone_is_cancelled_and_reminds_of_nothing() -> None:
    (gone,) = read(day(cancelled=True, warn_days=(7, 1)))
    assert gone["STATUS"] == "CANCELLED"
    (kept,) = read(day(warn_days=(7, 1)))
    assert [a["TRIGGER"].dt for a in kept.walk("VALARM")] == [timedelta(days=-7), timedelta(days=-1)]
    assert [c for c in gone.subcomponents if c.name == "VALARM"] == []


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=200))
def test_no_line_is_longer_than_the_standard_allows_and_no_character_is_torn(title: str) -> None:
    written = calendar("x", [day(title=title)])
    lines = written.split(b"\r\n")
    assert all(len(line) <= ROOM for line in lines)
    assert b"\n" not in written.replace(b"\r\n", b"")
    for line in lines:
        line.decode()
    (event,) = read(day(title=title))
    assert str(event["SUMMARY"]) == " ".join(title.splitlines()) or str(event["SUMMARY"]) == title.rstrip("\n")


def test_an_empty_calendar_is_one() -> None:
    assert read() == []
