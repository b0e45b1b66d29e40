"""How a life is put together from what the catalogue says and the texts we hold."""

from datetime import date

from tracker.law.instrument import EventKind, Instrument, StageEvent
from tracker.law.stage import Stage
from tracker.practice.cards import VersionCard
from tracker.practice.life import moments, present_stage, standing, upcoming
from tracker.readingroom.pages import Moment, Standing

DRAFT, FINAL = Stage.CONSULTATION_DRAFT, Stage.PROMULGATED
TODAY = date(2026, 11, 22)


def work(*events: StageEvent) -> Instrument:
    return Instrument("lamps", "云岛灯塔管理办法", "Measures on Lighthouses", "departmental-rule", events=events)


def stage(which: Stage, on: date | None, **more: object) -> StageEvent:
    return StageEvent(EventKind.STAGE, on, which, **more)  # type: ignore[arg-type]


def text(which: Stage, on: date, **more: object) -> VersionCard:
    return VersionCard("lamps", f"{on}-{which.slug}", which, None, on, "云岛灯塔管理办法", 3, "ab", 0, **more)  # type: ignore[arg-type]


def in_short(life: tuple[Moment, ...]) -> list[tuple[str, date | None]]:
    return [(m.stage.value if m.stage else m.kind.value, m.on) for m in life]


def test_a_deadline_becomes_the_window_of_the_draft_before_it() -> None:
    (draft,) = moments(
        work(stage(DRAFT, date(2026, 3, 1)), StageEvent(EventKind.COMMENT_CLOSES, date(2026, 3, 31))), ()
    )
    assert (draft.on, draft.until) == (date(2026, 3, 1), date(2026, 3, 31))


def test_a_deadline_years_after_the_draft_is_not_its_window() -> None:
    life = moments(work(stage(DRAFT, date(2020, 3, 1)), StageEvent(EventKind.COMMENT_CLOSES, date(2026, 3, 31))), ())
    assert [m.kind for m in life] == [EventKind.STAGE, EventKind.COMMENT_CLOSES]


def test_a_text_posted_three_days_after_its_signing_is_the_same_appearance() -> None:
    (final,) = moments(
        work(stage(FINAL, date(2026, 7, 10), url="https://x.example/")), [text(FINAL, date(2026, 7, 13))]
    )
    assert (final.on, final.version, final.url) == (date(2026, 7, 10), "2026-07-13-promulgated", "https://x.example/")


def test_a_second_draft_half_a_year_later_is_another() -> None:
    life = moments(work(stage(DRAFT, date(2026, 1, 1))), [text(DRAFT, date(2026, 8, 1))])
    assert in_short(life) == [("consultation-draft", date(2026, 1, 1)), ("consultation-draft", date(2026, 8, 1))]


def test_what_a_text_says_of_itself_is_not_told_twice() -> None:
    closes = StageEvent(EventKind.COMMENT_CLOSES, date(2026, 3, 31))
    effective = StageEvent(EventKind.EFFECTIVE, date(2027, 1, 1))
    draft = text(DRAFT, date(2026, 3, 1), comment_deadline=date(2026, 3, 31))
    final = text(FINAL, date(2026, 9, 1), effective_on=date(2027, 1, 1))
    life = moments(work(stage(DRAFT, date(2026, 3, 1)), closes, effective), [draft, final])
    assert in_short(life) == [
        ("consultation-draft", date(2026, 3, 1)),
        ("promulgated", date(2026, 9, 1)),
        ("effective", date(2027, 1, 1)),
    ]


def test_an_undated_event_stands_where_the_catalogue_lists_it() -> None:
    life = moments(
        work(stage(DRAFT, date(2025, 1, 1)), stage(Stage.SUBMITTED_DRAFT, None), stage(FINAL, date(2026, 1, 1))), ()
    )
    assert [m.stage for m in life] == [DRAFT, Stage.SUBMITTED_DRAFT, FINAL]


def test_an_undated_promulgation_at_the_end_stays_behind_a_text_that_came_in_later() -> None:
    listed = work(stage(DRAFT, date(2025, 1, 1)), stage(FINAL, None))
    life = moments(listed, [text(Stage.SUBMITTED_DRAFT, date(2026, 1, 1))])
    assert [m.stage for m in life] == [DRAFT, Stage.SUBMITTED_DRAFT, FINAL]


def test_where_a_rule_stands_from_plan_to_repeal() -> None:
    plan = StageEvent(EventKind.PLAN, date(2026, 1, 1))
    draft, closes = stage(DRAFT, date(2026, 3, 1)), StageEvent(EventKind.COMMENT_CLOSES, date(2026, 3, 31))
    final, effective = stage(FINAL, date(2026, 9, 1)), StageEvent(EventKind.EFFECTIVE, date(2027, 1, 1))
    gone = stage(Stage.REPEALED, date(2030, 1, 1))
    life = moments(work(plan, draft, closes, final, effective, gone), ())
    days = [(2026, 2, 1), (2026, 3, 31), (2026, 4, 1), (2026, 9, 1), (2027, 1, 1), (2030, 1, 1)]
    assert [standing(life, date(*day)) for day in days] == [
        Standing.PLANNED,
        Standing.COMMENTS_OPEN,
        Standing.DRAFT,
        Standing.NOT_YET,
        Standing.IN_FORCE,
        Standing.REPEALED,
    ]


def test_a_rule_without_an_effective_date_is_not_called_in_force() -> None:
    assert standing(moments(work(stage(FINAL, date(2020, 1, 1))), ()), TODAY) is Standing.PROMULGATED


def test_a_withdrawn_draft_is_withdrawn() -> None:
    withdrawn = StageEvent(EventKind.WITHDRAWN, date(2026, 5, 1))
    assert standing(moments(work(stage(DRAFT, date(2026, 3, 1)), withdrawn), ()), TODAY) is Standing.WITHDRAWN


def test_a_future_stage_is_not_yet_reached() -> None:
    reached = present_stage(moments(work(stage(DRAFT, date(2026, 3, 1)), stage(FINAL, date(2026, 12, 1))), ()), TODAY)
    assert reached is not None
    assert reached.stage is DRAFT


def test_dates_ahead_nearest_first_the_last_day_of_a_window_included() -> None:
    closes = StageEvent(EventKind.COMMENT_CLOSES, TODAY)
    rule = work(stage(DRAFT, date(2026, 11, 1)), closes, StageEvent(EventKind.EFFECTIVE, date(2027, 1, 1), sure=False))
    ahead = upcoming(rule, moments(rule, ()), TODAY)
    assert [(a.kind, a.days, a.sure) for a in ahead] == [
        (EventKind.COMMENT_CLOSES, 0, True),
        (EventKind.EFFECTIVE, 40, False),
    ]
    assert ahead[0].opened_on == date(2026, 11, 1)


def test_yesterday_is_not_ahead() -> None:
    rule = work(stage(DRAFT, date(2026, 10, 1)), StageEvent(EventKind.COMMENT_CLOSES, date(2026, 11, 21)))
    assert upcoming(rule, moments(rule, ()), TODAY) == ()
