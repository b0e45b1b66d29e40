"""What a client must do by when: from the days notes name, else from the day the rule takes effect."""

from datetime import UTC, date, datetime

import pytest

from tracker.law.instrument import EventKind, Instrument
from tracker.readingroom.duties import days_in, duties, handle
from tracker.readingroom.pages import NoteView, Upcoming

LIFTS = Instrument("smart-lifts", "智能电梯办法", "", "departmental-rule")
TOWERS = Instrument("lighthouses", "灯塔办法", "", "departmental-rule")
TODAY, WRITTEN = date(2026, 11, 22), date(2026, 11, 1)


def note(body: str) -> NoteView:
    return NoteView("3~3", body, "陈以安", datetime(2026, 11, 1, 2, tzinfo=UTC), released=True, old="a", new="b")


def ahead(instrument: Instrument, kind: EventKind, on: date) -> Upcoming:
    return Upcoming(instrument, kind, on, (on - TODAY).days)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("请在2026年12月31日前换好告示。", ["2026-12-31"]),
        ("by 2027-03-01 at the latest", ["2027-03-01"]),
        ("12月1日前备案，1月5日前公示", ["2026-12-01", "2027-01-05"]),  # January is next year's
        ("10月1日起", ["2027-10-01"]),  # this year's was over when it was written
        ("2月30日", []),
        ("第三条第二款，罚款5万元，比例1/3", []),
        ("2026年12月31日和12月31日", ["2026-12-31", "2026-12-31"]),
        ("尽快办理", []),
    ],
)
def test_the_days_a_note_names(words: str, days: list[str]) -> None:
    assert [day.isoformat() for day in days_in(words, WRITTEN)] == days


def test_a_note_is_due_on_its_own_day_else_when_its_rule_takes_effect_else_some_day() -> None:
    notes = [(LIFTS, note("请在12月1日前备案。")), (LIFTS, note("更新隐私政策。")), (TOWERS, note("留意。"))]
    coming = [
        ahead(LIFTS, EventKind.EFFECTIVE, date(2027, 1, 1)),
        ahead(TOWERS, EventKind.COMMENT_CLOSES, date(2026, 11, 27)),
    ]
    found = [(d.on and d.on.isoformat(), d.kind, d.note and d.note.body) for d in duties(notes, coming, TODAY)]
    assert found == [
        ("2026-11-27", EventKind.COMMENT_CLOSES, None),
        ("2026-12-01", None, "请在12月1日前备案。"),
        ("2027-01-01", EventKind.EFFECTIVE, "更新隐私政策。"),
        (None, None, "留意。"),
    ]


def test_a_rule_about_which_nothing_was_released_still_takes_effect() -> None:
    (duty,) = duties([], [ahead(LIFTS, EventKind.EFFECTIVE, date(2027, 1, 1))], TODAY)
    assert (duty.on, duty.note) == (date(2027, 1, 1), None)


def test_a_day_that_is_over_is_no_day_to_do_something_by() -> None:
    (duty,) = duties([(LIFTS, note("已于2026年11月5日公布。"))], [], TODAY)
    assert duty.on is None


def test_a_handle_tells_nothing_of_numbers_and_changes_with_the_wording() -> None:
    assert handle("smart-lifts", note("甲")) == handle("smart-lifts", note("甲")) != handle("smart-lifts", note("乙"))
    assert not handle("smart-lifts", note("甲")).isdigit()
