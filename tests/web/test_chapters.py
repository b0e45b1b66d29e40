"""The outline with its heat: every chapter once, its changes counted by direction for who may judge."""

import re

from tests.web.conftest import LIFTS, ROBOTS, TELESCOPES, Visitor
from tests.web.test_comparisons import body


def outline(page: str) -> list[tuple[str, str]]:
    block = page[page.index('id="outline"') : page.index("</ol>", page.index('id="outline"'))]
    return re.findall(r'<li><a href="#(h-\d+)"[^>]*>([^<]+)</a>', block)


def test_every_chapter_of_the_page_stands_in_it_with_its_changes(reading_as: Visitor):
    page = body(reading_as("counsel"), TELESCOPES)
    told = outline(page)
    assert len(told) > 4
    anchors = re.findall(r'<tr class="cols chap" id="(h-\d+)"', page)
    assert [anchor for anchor in anchors if anchor in dict(told)] == [anchor for anchor, _ in told]
    names = ["".join(name.partition("　")[2].split()) for _, name in told]
    assert len(set(names)) == len(names)
    counted = [int(n) for n in re.findall(r"(\d+) 处变化</span>", page)]
    assert sum(counted) == page.count('data-number="')
    assert page.count('class="hot"') == len(told)


def test_a_reader_who_may_not_judge_has_the_outline_and_no_count(reading_as: Visitor):
    page = body(reading_as("client"), ROBOTS)
    assert "处变化</span>" not in page
    assert 'class="hot"' not in page
    assert outline(body(reading_as("client"), LIFTS))
