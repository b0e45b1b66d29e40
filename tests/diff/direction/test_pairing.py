"""Segments put together by the character pairs they share, each counted as often as both have it."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.diff.direction.pairing import covered, likeness, said_by_one

WORDS = st.text(alphabet="灯塔船2", max_size=30)


def counted(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(text))


@given(WORDS, WORDS)
def test_likeness_is_dice_over_counted_pairs(one: str, other: str) -> None:
    both, all_pairs = (counted(one) & counted(other)).total(), counted(one).total() + counted(other).total()
    expected = 1.0 if one == other else 2 * both / all_pairs if all_pairs else 0.0
    assert likeness(one, other) == expected


def test_a_pair_said_twice_is_covered_by_words_that_say_it_twice() -> None:
    assert covered("点灯点灯", "点灯") == 1 / 3
    assert covered("点灯点灯", "点灯，点灯点") == 1.0


def test_words_moved_where_one_sentence_says_nearly_all_of_them() -> None:
    sentences = ("看守人应当在日落前点灯", "渔民可以登塔")
    assert said_by_one("应当在日落前点灯", sentences)
    assert not said_by_one("应当在日落前登塔点灯", sentences)
