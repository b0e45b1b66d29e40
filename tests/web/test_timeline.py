"""The time picture: what stands where, what is solid, hollow, broken, and that no two labels meet."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.web.conftest import Visitor
from tracker.law.instrument import EventKind, Instrument
from tracker.law.stage import Stage
from tracker.readingroom.pages import Lane, Moment, Standing
from tracker.web.scale import scale_of, ticks
from tracker.web.swimlanes import pool
from tracker.web.timeline import NARROWEST, Mark, Timeline, Wording, timeline, width

TODAY = date(2026, 11, 22)
WORDING = Wording(
    label=lambda m: m.stage.value if m.stage else m.kind.value, when=lambda m: m.on.isoformat() if m.on else "unknown"
)
DRAFT, SUBMITTED, FINAL = Stage.CONSULTATION_DRAFT, Stage.SUBMITTED_DRAFT, Stage.PROMULGATED


def stage(which: Stage, on: date | None, until: date | None = None, sure: bool = True) -> Moment:
    return Moment(EventKind.STAGE, on, until, which, sure=sure)


def effective(on: date | None) -> Moment:
    return Moment(EventKind.EFFECTIVE, on)


def drawn(*moments: Moment, today: date = TODAY) -> Timeline:
    picture = timeline(moments, today, WORDING)
    assert picture
    return picture


def test_past_is_solid_future_is_hollow_unknown_is_asked() -> None:
    picture = drawn(
        stage(DRAFT, date(2026, 7, 6)),
        stage(SUBMITTED, None),
        stage(FINAL, date(2026, 11, 18)),
        effective(date(2027, 1, 1)),
    )
    assert [mark.shape for mark in picture.marks] == ["dot", "unknown", "dot", "ring"]
    assert [row.state for row in picture.rows] == ["past", "unknown", "past", "future"]


def test_an_unknown_date_stands_between_its_neighbours_and_breaks_the_line() -> None:
    picture = drawn(stage(DRAFT, date(2026, 1, 1)), stage(SUBMITTED, None), stage(FINAL, date(2026, 3, 1)))
    first, middle, last = (mark.x for mark in picture.marks)
    assert abs(middle - (first + last) / 2) < 0.1
    assert [piece.kind for piece in picture.stretches] == ["gap", "gap", "past"]


def test_an_unknown_end_stands_beyond_today() -> None:
    picture = drawn(stage(DRAFT, date(2026, 1, 1)), stage(FINAL, None))
    assert picture.marks[1].x > picture.now


def test_the_line_runs_to_today_unless_the_life_is_over() -> None:
    assert drawn(stage(FINAL, date(2020, 1, 1))).stretches[-1].end == drawn(stage(FINAL, date(2020, 1, 1))).now
    over = drawn(stage(FINAL, date(2020, 1, 1)), stage(Stage.REPEALED, date(2024, 1, 1)))
    assert over.stretches[-1].end == over.marks[-1].x


def test_a_window_is_filled_as_far_as_it_has_run() -> None:
    (window,) = drawn(stage(DRAFT, TODAY - timedelta(days=10), TODAY + timedelta(days=10))).windows
    assert abs(window.done - window.width / 2) < 0.1
    (closed,) = drawn(stage(DRAFT, date(2026, 1, 1), date(2026, 2, 1))).windows
    assert closed.done == closed.width
    (ahead,) = drawn(stage(DRAFT, TODAY + timedelta(days=5), TODAY + timedelta(days=20))).windows
    assert ahead.done == 0


def test_two_entries_of_one_day_and_word_are_one_mark_but_two_rows() -> None:
    plan = Moment(EventKind.PLAN, date(2025, 5, 14))
    picture = drawn(plan, Moment(EventKind.PLAN, date(2025, 5, 14), note_zh="另一份计划"))
    assert (len(picture.marks), len(picture.rows)) == (1, 2)


def test_a_life_without_any_date_has_no_picture() -> None:
    assert timeline([stage(DRAFT, None)], TODAY, WORDING) is None


moments = st.lists(
    st.tuples(st.sampled_from(list(Stage)), st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2029, 12, 31)))),
    min_size=1,
    max_size=8,
)


@given(moments)
def test_every_mark_is_on_the_picture_and_no_two_labels_meet(found: list[tuple[Stage, date | None]]) -> None:
    picture = timeline([stage(which, on) for which, on in found], TODAY, WORDING)
    if picture is None:
        assert all(on is None for _, on in found)
        return
    assert 0 <= picture.now <= 100
    assert all(0 <= mark.x <= 100 for mark in picture.marks)
    assert all(0 <= piece.start < piece.end <= 100 for piece in picture.stretches)
    spans = [(mark.label_y, *_span(mark)) for mark in picture.marks]
    for n, (y, left, right) in enumerate(spans):
        assert 0 < y < picture.height
        assert not any(y == other and left < end and start < right for other, start, end in spans[:n])


def _span(mark: Mark) -> tuple[float, float]:
    wide = max(width(mark.label, 13.0), width(mark.when, 12.0))
    x = mark.x / 100 * NARROWEST
    left = {"start": x - 6, "end": x + 6 - wide, "middle": x - wide / 2}[mark.anchor]
    return left, left + wide


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 15_000))
def test_a_calendar_has_few_ticks_evenly_on_firsts_of_months(first: date, days: int) -> None:
    found = ticks(scale_of([first.toordinal(), first.toordinal() + days]))
    assert 1 <= len(found) <= 10
    assert all(tick.on.day == 1 for tick in found)
    months = [tick.on.year * 12 + tick.on.month for tick in found]
    assert len({b - a for a, b in pairwise(months)}) <= 1


def test_lanes_share_a_calendar_and_keep_to_it() -> None:
    lamp = Instrument("lamps", "云岛灯塔管理办法", "", "departmental-rule")
    life = (stage(DRAFT, date(2010, 1, 1)), stage(FINAL, date(2026, 11, 18)), effective(date(2027, 1, 1)))
    swims = pool([Lane(lamp, Standing.NOT_YET, life[1], life)], TODAY, WORDING)
    (swim,) = swims.swims
    assert [spot.shape for spot in swim.spots] == [
        "dot",
        "ring",
    ]  # 2010 lies before the calendar: the line enters from the left
    assert swim.stretches[0].start == 0
    assert swims.now == 50
    assert "2010-01-01" in swim.says


def test_a_real_instrument_without_a_text_has_its_picture_list_and_table(reading_as: Visitor) -> None:
    body = reading_as("counsel").get("/instruments/genai-measures/").get_data(as_text=True)
    assert '<svg class="tl"' in body
    assert (
        'aria-label="时间图：征求意见稿 2023-04-11 – 05-10；公布 2023-07-10；施行 2023-08-15；今天 2026-11-22。"'
        in body
    )
    assert body.count("2023-08-15") >= 3  # the picture, the phone's list, the table behind


def test_an_unsure_and_an_unknown_date_say_so(reading_as: Visitor) -> None:
    assert "（未证实）" in reading_as("counsel").get("/instruments/ai-law/").get_data(as_text=True)
    assert "日期不详" in reading_as("counsel").get("/instruments/real-lighthouses/").get_data(as_text=True)
