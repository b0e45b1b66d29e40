"""A comparison is filed once, counted for lists, read whole; a new judgement is a new thing to review."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from tracker.diff.changes import Comparison, Direction, Relation
from tracker.errors import NotFound
from tracker.law.instrument import Shelf, Version
from tracker.practice.access import Release
from tracker.practice.cards import ComparisonCard, Review
from tracker.store.library import Files

SLUG = "cloud-computing-power"
DRAFT, FINAL = "2031-03-01-draft", "2031-09-10-promulgated"
At = Callable[[float], datetime]


def test_a_comparison_comes_back_whole(filed: Files, comparison: Comparison) -> None:
    assert filed.comparisons.get(SLUG, DRAFT, FINAL) == comparison


def test_a_list_shows_its_figures(filed: Files, at: At) -> None:
    card = ComparisonCard(
        instrument=SLUG,
        old=DRAFT,
        new=FINAL,
        direction=Direction.MIXED,
        directions={
            Direction.STRENGTHENED: 1,
            Direction.SOFTENED: 1,
            Direction.MIXED: 0,
            Direction.NEUTRAL: 0,
            Direction.UNCLEAR: 0,
        },
        relations={Relation.UNCHANGED: 1, Relation.AMENDED: 1, Relation.ADDED: 1},
        filed_at=at(0),
        review=Review.NEW,
        shelf=Shelf.SAMPLE,
        engine="1",
        rules="2031-01",
    )
    assert filed.comparisons.of(SLUG) == [card]
    assert filed.comparisons.card(SLUG, DRAFT, FINAL) == card
    assert (card.slug, card.clauses) == (SLUG, 2)


def test_an_instruments_comparisons_run_by_the_newer_text_then_the_older(
    filed: Files, final: Version, comparison: Comparison, at: At
) -> None:
    amended = replace(final, id="2033-01-01-amended", dated_on=final.dated_on.replace(year=2033))
    filed.versions.file(amended)
    filed.comparisons.file(SLUG, FINAL, amended.id, comparison, at(1))
    filed.comparisons.file(SLUG, DRAFT, amended.id, comparison, at(2))
    assert [(c.old, c.new) for c in filed.comparisons.of(SLUG)] == [
        (DRAFT, FINAL),
        (DRAFT, amended.id),
        (FINAL, amended.id),
    ]


def test_what_is_new_runs_from_the_last_filed_on_its_shelf(filed: Files, comparison: Comparison, at: At) -> None:
    filed.comparisons.file(SLUG, FINAL, DRAFT, comparison, at(3))
    assert [c.old for c in filed.comparisons.latest(5)] == [FINAL, DRAFT]
    assert [c.old for c in filed.comparisons.latest(1, Shelf.SAMPLE)] == [FINAL]
    assert filed.comparisons.latest(5, Shelf.REAL) == []


def test_counsel_moves_it_from_new_over_review_to_released(filed: Files) -> None:
    for state in (Review.IN_REVIEW, Review.RELEASED, Review.NEW):
        filed.comparisons.set_review(SLUG, DRAFT, FINAL, state.value)
        assert filed.comparisons.card(SLUG, DRAFT, FINAL).review is state
    with pytest.raises(ValueError, match="published"):
        filed.comparisons.set_review(SLUG, DRAFT, FINAL, "published")


def test_the_same_judgement_again_changes_nothing(filed: Files, comparison: Comparison, at: At) -> None:
    filed.releases.add(Release(SLUG, DRAFT, FINAL, None, "c-1", at(1)))
    filed.comparisons.set_review(SLUG, DRAFT, FINAL, Review.RELEASED)
    before = filed.comparisons.card(SLUG, DRAFT, FINAL)
    filed.comparisons.file(SLUG, DRAFT, FINAL, comparison, at(9))
    assert filed.comparisons.card(SLUG, DRAFT, FINAL) == before
    assert [r.withdrawn_at for r in filed.releases.of(SLUG, DRAFT, FINAL)] == [None]


def test_a_comparison_made_on_request_stays_no_news_when_it_is_judged_anew(
    filed: Files, comparison: Comparison, at: At
) -> None:
    filed.comparisons.set_review(SLUG, DRAFT, FINAL, Review.FILED)
    filed.comparisons.file(SLUG, DRAFT, FINAL, replace(comparison, rules="2031-10"), at(9))
    assert filed.comparisons.card(SLUG, DRAFT, FINAL).review is Review.FILED


def test_a_new_judgement_is_unreviewed_and_no_client_sees_it(filed: Files, comparison: Comparison, at: At) -> None:
    """The rules were improved: what was released said something else."""
    filed.releases.add(Release(SLUG, DRAFT, FINAL, None, "c-1", at(1)))
    filed.comparisons.set_review(SLUG, DRAFT, FINAL, Review.RELEASED)
    filed.comparisons.file(
        SLUG, DRAFT, FINAL, replace(comparison, direction=Direction.SOFTENED, rules="2031-10"), at(9)
    )
    card = filed.comparisons.card(SLUG, DRAFT, FINAL)
    assert (card.review, card.direction, card.filed_at) == (Review.NEW, Direction.SOFTENED, at(9))
    assert [r.withdrawn_at for r in filed.releases.of(SLUG, DRAFT, FINAL)] == [at(9)]
    assert filed.comparisons.get(SLUG, DRAFT, FINAL).rules == "2031-10"


def test_only_filed_versions_are_compared(files: Files, draft: Version, comparison: Comparison, at: At) -> None:
    files.versions.file(draft)
    with pytest.raises(NotFound, match=FINAL):
        files.comparisons.file(SLUG, DRAFT, FINAL, comparison, at(0))


def test_an_unknown_comparison_is_not_found(files: Files) -> None:
    with pytest.raises(NotFound, match=f"“{DRAFT}” with “{FINAL}”"):
        files.comparisons.get(SLUG, DRAFT, FINAL)
    with pytest.raises(NotFound):
        files.comparisons.set_review(SLUG, DRAFT, FINAL, Review.RELEASED)
