"""The edits inside one clause."""

from tracker.diff.changes import Edit
from tracker.diff.tokens import tokens
from tracker.diff.wording import LONG, edits, readable

TERMS = ("灯塔看守人",)


def told(old: str, new: str) -> list[str]:
    return [e.op + e.text for e in edits(old, new, TERMS)]


def test_numbers_dates_amounts_references_and_latin_words_are_never_cut() -> None:
    text = "灯塔看守人自2031年5月1日起三个月内，依照第七条之一第二款第（三）项，缴纳12.5万元和百分之五，见GB/T 1234。"
    words = [t.word for t in tokens(text, TERMS)]
    whole = [
        "灯塔看守人",
        "2031年5月1日",
        "三个月",
        "第七条之一",
        "第二款",
        "第（三）项",
        "12.5万元",
        "百分之五",
        "GB/T",
        "1234",
    ]
    assert [w for w in words if w in whole] == whole


def test_tokens_spell_the_text() -> None:
    text = "灯塔 看守人\n应当ＡＢＣ值守。"
    assert "".join(t.word + t.space for t in tokens(text)) == text


def test_a_number_changes_whole() -> None:
    assert told("应当在十五日内报告。", "应当在二十日内报告。") == ["=应当在", "-十五日", "+二十日", "=内报告。"]


def test_a_term_of_the_field_changes_whole() -> None:
    assert told("灯塔看守人应当值守。", "看守人应当值守。") == ["-灯塔看守人", "+看守人", "=应当值守。"]


def test_white_space_alone_is_no_edit() -> None:
    assert told("应当 值守\n一夜。", "应当值守一夜。") == ["=应当值守一夜。"]


def test_a_missing_side_is_one_edit() -> None:
    assert told("", "应当值守。") == ["+应当值守。"]
    assert told("应当值守。", " ") == ["-应当值守。"]


def test_a_very_long_clause_is_matched_by_sentences_first() -> None:
    sentence = "看守人第{}夜应当点灯，并记明时刻。"
    old = "".join(sentence.format(n) for n in range(LONG // 20))
    new = old.replace("第7夜应当", "第7夜可以")
    assert [e for e in edits(old, new) if e.op != "="] == [Edit("-", "应当"), Edit("+", "可以")]


def test_more_different_words_than_a_plane_of_characters_before_the_surrogates_still_spell_both_sides() -> None:
    """Words stand for private characters; surrogates are no characters and are stepped over."""
    from tracker.diff.wording import _sign

    signs = [_sign(n) for n in range(0xD7F0, 0xD820)]
    assert len(set(signs)) == len(signs)
    assert "".join(signs).encode()


def test_readable_takes_tiny_islands_into_the_change_and_spells_the_same() -> None:
    parts = (
        Edit("-", "应当"),
        Edit("+", "可以"),
        Edit("=", "的"),
        Edit("-", "灯"),
        Edit("+", "火"),
        Edit("=", "一夜值守"),
    )
    shown = readable(parts)
    assert shown == (Edit("-", "应当的灯"), Edit("+", "可以的火"), Edit("=", "一夜值守"))
