"""A person's pattern finds what Python's own engine finds, and none of them can hold the process."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.sources.test_notices import CAC_LIST, cac_drafts
from tracker.errors import UnexpectedPage
from tracker.sources import patterns, registry
from tracker.sources.notices import read_list


@pytest.mark.parametrize(
    ("pattern", "text", "is_there"),
    [
        ("征求.{0,60}意见", "关于《灯塔办法》公开征求社会各界意见的通知", True),
        ("征求.{0,3}意见", "征求社会各界意见", False),
        (r"/content_\d+\.html?$", "https://x.example/a/content_12.htm", True),
        (r"/content_\d+\.html?$", "https://x.example/a/content_12.htm?page=2", False),
        ("解读|答记者问", "有关负责人答记者问", True),
        ("^关于|草案$", "灯塔法草案", True),
        ("(?i)app", "APP 个人信息", True),
        (r"[]\-a]{2,}", "x]-", True),
        (r"(?:\u7ad9|[^塔]塔){2}", "站灯塔", True),
        ("x{y", "x{y", True),
        ("", "", True),
    ],
)
def test_a_pattern_says_which_titles_are_wanted(pattern: str, text: str, is_there: bool) -> None:
    assert patterns.found(pattern, text) is is_there


_SIGNS = some.sampled_from(["a", "b", "征", ".", r"\d", "[ab]", "[^a1]", r"\w", r"\."])
_PATTERNS = some.recursive(
    _SIGNS,
    lambda inner: (
        some.lists(inner, min_size=1, max_size=3).map("".join)
        | some.lists(inner, min_size=2, max_size=3).map("|".join).map("({})".format)
        | some.tuples(inner, some.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{,2}", "{2,}", "*?"])).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        )
    ),
    max_leaves=6,
)


@given(_PATTERNS, some.booleans(), some.booleans(), some.text(alphabet="ab1征.", max_size=7))
def test_it_finds_what_pythons_own_engine_finds(pattern: str, begins: bool, ends: bool, text: str) -> None:
    said = f"{'^' * begins}(?:{pattern}){'$' * ends}"
    assert patterns.found(said, text) is bool(re.search(said, text)), said


def test_every_pattern_of_ours_is_taken_and_finds_the_same() -> None:
    told = {p for one in registry.sources() for page in one.lists for p in (page.wanted, page.unwanted, page.article)}
    assert len(told) > 30
    for pattern in told:
        for text in (pattern, pattern.replace("\\", ""), "https://x.example/2026-03/16/c_1700000000000001.htm"):
            assert patterns.found(pattern, text) is bool(re.search(pattern, text)), pattern


SLOW = [
    ("(a+)+$", "a" * 4000 + "b"),
    ("(a|aa)+$", "a" * 4000 + "b"),
    ("(.*)*(.*)*(.*)*x", "征" * 4000),
    (r"(\w+\s?)*!", "ab " * 1500),
    (".*a.{200}b", "a" * 4000),
]


@pytest.mark.parametrize(("pattern", "text"), SLOW)
def test_no_pattern_is_slow(pattern: str, text: str) -> None:
    """Python's own engine needs longer for the first than anybody lives."""
    began = time.process_time()
    assert not patterns.found(pattern, text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?:(?:a{500}){500}){500}", "counts too far"),  # unfolded it would fill the memory of any machine
        ("(?:){100000000}", "counts too far"),
        ("(" * 60 + ")" * 60, "brackets in brackets"),
        ("a" * 501, "longer than 500"),
        (r"(a)\1", "not taken here"),
        ("(?=a)b", "only plain brackets"),
        ("a*+", "not taken here"),
        ("[", "unterminated"),
        ("a)", "unbalanced"),
    ],
)
def test_what_can_only_be_told_by_trying_is_refused_in_words(pattern: str, why: str) -> None:
    began = time.process_time()
    with pytest.raises(patterns.BadPattern, match=why):
        patterns.check(pattern)
    assert time.process_time() - began < 1


def test_a_source_kept_with_such_a_pattern_is_in_trouble_and_nothing_else_is() -> None:
    with pytest.raises(UnexpectedPage, match=r"its pattern “.* cannot be used"):
        read_list("cac", cac_drafts(wanted="(?=a)b"), CAC_LIST.encode(), "https://www.cac.gov.cn/")
