"""Filters with counts, on a handful of fruit."""

from tracker.readingroom.facets import Choice, facets, narrowed

FRUIT = [("apple", "red", ("sour", "sweet")), ("cherry", "red", ("sweet",)), ("lime", "green", ("sour",))]
KEYS = {"colour": lambda fruit: (fruit[1],), "taste": lambda fruit: fruit[2]}


def test_every_choice_must_hold() -> None:
    assert [name for name, *_ in narrowed(FRUIT, KEYS, {"colour": "red", "taste": "sour"})] == ["apple"]


def test_an_empty_choice_chooses_nothing() -> None:
    assert narrowed(FRUIT, KEYS, {"colour": ""}) == FRUIT


def test_counts_hold_with_the_other_filters_as_chosen() -> None:
    found = facets(FRUIT, KEYS, {"taste": "sour"})
    assert found["colour"] == (Choice("green", 1, False), Choice("red", 1, False))
    assert found["taste"] == (Choice("sour", 2, True), Choice("sweet", 2, False))


def test_a_choice_nothing_has_stays_to_be_unchosen() -> None:
    assert Choice("blue", 0, True) in facets(FRUIT, KEYS, {"colour": "blue"})["colour"]
