"""Where rows stand on a page, as CSS or XPath: what people write, and what nobody may ask of a long page."""

import time

import pytest
from cssselect import SelectorError

from tests.sources.test_notices import cac_drafts
from tracker.errors import UnexpectedPage
from tracker.sources import registry
from tracker.sources.html_list import rows, xpath
from tracker.sources.source import Rows

LONG = ("<ul>" + "<li><b>1</b><a href=x>征求意见</a></li>" * 2000 + "</ul>").encode()
COSTLY = [
    "//li[count(//li[count(//a)>1])>1]",
    "//li[//li[//a[.='z']]]",
    "//li[../li[../li]]",
    "//li[count(preceding-sibling::li) > 5]",
    "//*/preceding::*/following::*/preceding::*",
    "//*/following-sibling::*/preceding-sibling::*/following-sibling::*",
    "|".join(["//a"] * 40),
    "//li[id(.)]",
    "//li[count(/html/body/ul/li) > 1]",
    "//li[.//a[.//b[.//i]]]",
]


@pytest.mark.parametrize("path", COSTLY)
def test_a_path_that_goes_all_over_the_page_for_every_row_is_refused(path: str) -> None:
    """The first takes three minutes on this page, the second the better part of an hour."""
    began = time.process_time()
    with pytest.raises(UnexpectedPage, match="goes all over the page"):
        list(rows(cac_drafts(rows=Rows(path)), LONG))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("//li", 2000),
        (".//ul/li[position() < 11]", 10),
        ("//li[contains(., '征求')]", 2000),
        ("//li[contains(., '[进行中] // ..')]", 0),  # words are words
        ("//b/following-sibling::a[1]/..", 2000),
        ("(//li)[last()]", 1),
        ("//li[.//a[@href]]", 2000),
        ("li:nth-child(even)", 1000),
        ("ul > li a[href]", 2000),
    ],
)
def test_what_people_write_finds_its_rows_in_a_moment(path: str, found: int) -> None:
    began = time.process_time()
    assert len(list(rows(cac_drafts(rows=Rows(path, link="self::a|.//a")), LONG))) == found
    assert time.process_time() - began < 3


def test_every_path_of_ours_is_taken() -> None:
    told = {path for one in registry.sources() for page in one.lists for path in vars_of(page.rows)}
    assert len(told) > 10
    for path in told:
        xpath(path)


def vars_of(where: Rows) -> list[str]:
    return [path for path in (where.row, where.link, where.title, where.date, where.closing) if path]


def test_neither_css_nor_xpath_is_said_so() -> None:
    with pytest.raises(SelectorError):
        xpath("li[")
