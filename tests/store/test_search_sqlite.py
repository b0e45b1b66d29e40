"""A text is written as its pairs of characters, so that a run of pairs is exactly a substring."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.store import search_sqlite


def test_a_text_is_spelt_in_overlapping_pairs_and_its_last_character() -> None:
    assert search_sqlite.spell("网信办") == "7f514fe1 4fe1529e 529e"
    assert search_sqlite.spell("") == ""


def test_a_phrase_is_a_run_of_pairs_and_one_character_the_beginning_of_one() -> None:
    assert search_sqlite.query("网信办") == '"7f514fe1 4fe1529e"'
    assert search_sqlite.query("网") == '"7f51" *'


def test_characters_beyond_the_basic_plane_are_characters_too() -> None:
    assert search_sqlite.spell("𠮷野家") == "x020bb791ce 91ce5bb6 5bb6"
    assert search_sqlite.query("𠮷") == '"x020bb7" *'


@given(st.text("一丁𠀀𠀁ab1\u0000\U0010ffff", min_size=1), st.text("一丁𠀀𠀁ab1\u0000\U0010ffff", min_size=1))
def test_no_characters_code_is_the_beginning_of_anothers(one: str, other: str) -> None:
    """Else a one-character query would find words that do not hold it."""
    assert (one[0] == other[0]) == search_sqlite.spell(other).startswith(search_sqlite.query(one[0]).strip('" *'))
