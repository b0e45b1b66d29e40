"""The weightiest series that runs forward in both texts."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.exports.weave.chain import heaviest


def test_a_long_article_stays_and_the_short_ones_moved_around_it():
    """Old order: long, short, short; new order: short, short, long."""
    assert heaviest([(0, 2, 100), (1, 0, 10), (2, 1, 10)]) == [0]
    assert heaviest([(0, 2, 15), (1, 0, 10), (2, 1, 10)]) == [1, 2]


def test_nothing_makes_an_empty_chain():
    assert heaviest([]) == []


@given(st.lists(st.integers(1, 9), max_size=7).flatmap(lambda w: st.tuples(st.just(w), st.permutations(range(len(w))))))
def test_no_other_chain_is_heavier(drawn: tuple[list[int], list[int]]):
    weights, places = drawn
    pairs = [(n, place, weight) for n, (place, weight) in enumerate(zip(places, weights, strict=True))]
    chain = heaviest(pairs)
    assert all(pairs[a][1] < pairs[b][1] for a, b in pairwise(chain))
    rising = (
        some
        for size in range(len(pairs) + 1)
        for some in combinations(range(len(pairs)), size)
        if all(pairs[a][1] < pairs[b][1] for a, b in pairwise(some))
    )
    assert sum(weights[n] for n in chain) == max(sum(weights[n] for n in some) for some in rising)
