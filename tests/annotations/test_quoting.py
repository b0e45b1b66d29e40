"""A quote is found by its words; where they stand twice, by where they were seen."""

from tracker.annotations.quoting import occurrences, quote, selector

TEXT = "提供者应当核验身份，并应当保存记录。"


def test_the_words_nearest_to_where_they_were_seen_are_meant():
    first, second = quote(TEXT, "应当", "new"), quote(TEXT, "应当", "new", 11)
    assert first
    assert second
    assert (first.start, second.start) == (3, 11)
    assert second.prefix == TEXT[:11]
    assert second.suffix == "保存记录。"
    assert quote(TEXT, "可以", "new") is None
    assert quote(TEXT, "", "new") is None


def test_a_selector_holds_the_words_at_its_offsets():
    made = selector(TEXT, 5, 9, "old")
    assert (made.exact, made.side) == ("核验身份", "old")


def test_overlapping_places_are_all_found():
    assert occurrences("哈哈哈", "哈哈") == [0, 1]
