"""A phrase's genealogy: where it came in, where it was gone, work by work."""

from datetime import date

from tracker.law.stage import Stage
from tracker.practice.cards import VersionCard
from tracker.practice.genealogy import genealogy


def card(slug: str, year: int) -> VersionCard:
    on = date(year, 3, 1)
    return VersionCard(slug, f"{on}-draft", Stage.CONSULTATION_DRAFT, None, on, "题", 3, "ab" * 32, 0)


WORKS = {"seas": [card("seas", y) for y in (2020, 2022, 2024, 2026)], "lifts": [card("lifts", 2021)]}


def holding(*years: int, slug: str = "seas") -> set[tuple[str, str]]:
    return {(slug, f"{year}-03-01-draft") for year in years}


def said(*years: int) -> tuple[int, bool, int | None, tuple[int, int]]:
    (line,) = genealogy(WORKS, holding(*years))
    left = line.left.dated_on.year if line.left else None
    return line.entered.dated_on.year, line.first, left, line.texts


def test_words_that_came_in_a_second_text_and_went_in_the_last() -> None:
    assert said(2022, 2024) == (2022, False, 2026, (2, 4))


def test_words_of_the_first_text_that_stand_still() -> None:
    assert said(2020, 2022, 2024, 2026) == (2020, True, None, (4, 4))


def test_words_that_went_and_came_back_left_where_they_stood_last() -> None:
    assert said(2020, 2024) == (2020, True, 2026, (2, 4))


def test_works_are_told_by_the_day_the_words_entered_and_others_not_at_all() -> None:
    lines = genealogy(WORKS, holding(2022) | holding(2021, slug="lifts"))
    assert [line.instrument for line in lines] == ["lifts", "seas"]
    assert genealogy(WORKS, set()) == ()
