"""A link is as sure as links like it were right on pairs that no bar had been set by."""

import pytest

from tracker.diff.alignment import Found
from tracker.diff.similarity import Likeness
from tracker.diff.sureness import ALONE, LINKED, SPELLED_MOST, sure_alone, sure_linked


def link(s: float, e: int, runner_up: float = 0.0) -> Found:
    return Found(0, 0, Likeness(s, e), s, runner_up)


def test_the_same_words_are_sure():
    assert sure_linked(Found(0, 0, Likeness(1.0, 8), 2.0, equal=True)) == 1.0


def test_more_in_common_is_surer():
    said = [sure_linked(link(s, e)) for s, e in ((0.1, 0), (0.25, 2), (0.5, 8))]
    assert said == sorted(said)
    assert said[-1] == pytest.approx(LINKED[-1][1])


def test_a_rival_makes_a_link_less_sure():
    assert sure_linked(link(0.4, 2, runner_up=0.39)) < sure_linked(link(0.4, 2))


def test_a_part_of_a_split_in_letters_is_no_surer_than_was_measured():
    assert sure_linked(link(0.9, 8), spelled=True) == SPELLED_MOST


def test_nothing_alike_is_surely_alone_and_something_half_alike_is_not():
    assert sure_alone(0.0) == ALONE[0][1]
    assert sure_alone(0.2) < 0.6 < sure_alone(0.1)


@pytest.mark.parametrize("points", [LINKED, ALONE])
def test_the_points_stand_in_order(points):
    assert [x for x, _ in points] == sorted({x for x, _ in points})
    assert points[0][0] == 0.0
    assert points[-1][0] == 1.0
