"""What else a provision resembles."""

from tracker.diff.similarity import Best


def test_the_rival_of_the_best_pair_is_the_second_best_of_its_provisions() -> None:
    best = Best.of([((0, 0), 0.9), ((0, 1), 0.4), ((1, 0), 0.6), ((1, 1), 0.1)])
    assert best.beside((0, 0), 0.9) == 0.6


def test_the_rival_of_any_other_is_the_best() -> None:
    best = Best.of([((0, 0), 0.9), ((0, 1), 0.4), ((1, 0), 0.6), ((1, 1), 0.1)])
    assert best.beside((1, 1), 0.1) == 0.6
    assert best.beside((0, 1), 0.4) == 0.9


def test_two_equally_good_are_each_others_rivals() -> None:
    best = Best.of([((0, 0), 0.5), ((0, 1), 0.5)])
    assert best.beside((0, 0), 0.5) == 0.5


def test_a_pair_that_shares_nothing_has_every_other_for_a_rival() -> None:
    best = Best.of([((0, 0), 0.9)])
    assert best.beside((0, 1), None) == 0.9
    assert best.beside((1, 1), None) == 0.0
