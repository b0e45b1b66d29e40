"""Where a long article says it goes on, and its pages as one."""

import pytest

from tracker.errors import UnexpectedPage
from tracker.sources.continued import further, joined

HERE = "https://www.sample.invalid/2016-11/07/c_1119867116.htm"
PAGER = "<div class=zwfenye><a href=c_1119867116_3.htm>3</a> <a href='./c_1119867116_2.htm#top'>2</a></div>"


def test_its_own_links_name_its_further_pages():
    assert further(PAGER.encode(), HERE) == [
        "https://www.sample.invalid/2016-11/07/c_1119867116_2.htm",
        "https://www.sample.invalid/2016-11/07/c_1119867116_3.htm",
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<a href="c_1119867117_2.htm">another article</a>',
        '<a href="/2016-11/08/c_1119867116_2.htm">of another day</a>',
        '<a href="c_1119867116_2.pdf">a file</a>',
        '<a href="c_1119867116.htm">itself</a> c_1119867116_2.htm',
        "%PDF c_1119867116_",
    ],
)
def test_other_links_are_no_further_pages(page):
    assert further(page.encode(), HERE) == []


def test_a_file_goes_on_nowhere():
    assert further(b'<a href="a_2.pdf">', "https://www.sample.invalid/a.pdf") == []


def test_the_text_goes_on_in_the_first_page_s_own_place():
    first = "<html><body><h1>题</h1><div class=x></div><div class='x y'><p>第一条</p></div><p>页脚</p></body></html>"
    second = "<html><body><h1>题</h1><div class='x y'><p>第二条</p></div><p>页脚</p></body></html>"
    words = joined([first.encode(), second.encode()], ("#none", ".x")).decode()
    assert words.index("第一条") < words.index("第二条") < words.index("页脚")
    assert words.count("题") == words.count("页脚") == 1


def test_pages_without_a_common_place_are_not_guessed_together():
    with pytest.raises(UnexpectedPage, match="in no place its first page has"):
        joined([b"<div id=a><p>1</p></div>", b"<div id=b><p>2</p></div>"], ("#a", "#b"))
