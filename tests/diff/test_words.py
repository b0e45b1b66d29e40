"""What of a text is looked at."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.diff.words import REFERENCE_SIGN, bare, bare_all, normal, sentences, without_references


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("看守人　应当点灯。", "看守人应当点灯"),
        ("【点灯】看守人应当点灯。", "看守人应当点灯。"),
        ("罚款１００元；", "罚款100元。"),
        ("“代守人”，是指…", "代守人是指"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert bare(one) == bare(other)


@pytest.mark.parametrize(("one", "other"), [("0.5%", "05%"), ("5%", "5"), ("第三条", "第四条"), ("可以", "应当")])
def test_other_words(one: str, other: str) -> None:
    assert bare(one) != bare(other)


@pytest.mark.parametrize(
    "reference", ["第七条", "第十二条第二款第（三）项", "第七条之一", "第三条、第五条至第九条", "第二款", "第9条"]
)
def test_a_reference_is_one_sign_however_many_places_it_names(reference: str) -> None:
    assert without_references(f"违反{reference}规定") == f"违反{REFERENCE_SIGN}规定"


def test_a_clause_number_of_a_standard_is_a_reference_and_a_decimal_is_not() -> None:
    assert without_references("应符合4.2.1的要求") == f"应符合{REFERENCE_SIGN}的要求"
    assert without_references("按照5.2执行") == f"按照{REFERENCE_SIGN}执行"
    assert without_references("不低于5.2米") == "不低于5.2米"


def test_full_width_forms_become_plain() -> None:
    assert normal("ＡＢ１２ 　％") == "AB12%"


def test_sentences_end_at_full_stops_semicolons_and_line_ends() -> None:
    assert sentences("点灯。敲钟；\n值守") == ["点灯", "敲钟", "值守"]


PRINTED = st.text(
    alphabet=st.sampled_from("看守人3.·%，；：（）　。、“”《》【】_-①Ａ㈠¨\u0301가 \n") | st.characters(codec="utf8")
)


@given(PRINTED)
def test_the_short_way_to_the_normal_form_ends_where_the_long_one_does(text: str) -> None:
    assert normal(text) == "".join(unicodedata.normalize("NFKC", text).split())


@given(PRINTED)
def test_bare_words_hold_no_punctuation_but_what_belongs_to_a_number(text: str) -> None:
    left = {char for char in bare(text) if unicodedata.category(char)[0] == "P"}
    assert left <= set("%‰.·")


#: Signs of every sort, a number's dot and what joins the sign before it to another one.
_SIGNS = "灯塔。，；：、（）【】“”.·%1２ \n\u3000Ａé\u0301㎡—…각"


@given(st.lists(st.text(alphabet=_SIGNS, max_size=8), max_size=5))
def test_many_texts_looked_at_together_have_the_words_each_has_alone(texts: list[str]) -> None:
    assert bare_all(texts) == [bare(text) for text in texts]
