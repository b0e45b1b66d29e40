"""Filters combine: within one question one tag is enough, every question has its say; the address is the state."""

import re

from tests.web.conftest import ROBOTS, TELESCOPES, Visitor
from tests.web.test_comparisons import address, body, post
from tracker.web.sifting import Sift, asked, group_of

KNOWN = frozenset({"softened", "mixed", "severity-3", "D2", "noted", "changed"})


def test_within_a_question_one_tag_is_enough_and_every_question_has_its_say():
    sift = Sift(("softened", "mixed", "severity-3"))
    assert sift.answers(["mixed", "severity-3", "D2"])
    assert not sift.answers(["mixed", "severity-1"])
    assert not sift.answers(["strengthened", "severity-3"])
    assert {group_of("D2"), group_of("D11")} == {"dimension"}


def test_the_address_is_the_whole_state():
    sift = asked({"show": "softened D2 nobody-knows", "find": " 真实 ", "hide": "renumbering"}, KNOWN)
    assert sift == Sift(("softened", "D2"), "真实", True)
    assert sift.toggled("D2").tags == ("softened",)
    assert sift.toggled("all") == Sift()
    assert "show=softened+D2" in sift.query


def shown(page: str) -> int:
    rows = re.findall(r'<tr class="cols row[^>]*>', page)
    return sum(not row.endswith("hidden>") for row in rows)


def test_filters_and_words_work_without_a_script(as_: Visitor):
    counsel = as_("counsel")
    every = shown(body(counsel, ROBOTS))
    softened = shown(body(counsel, ROBOTS, "?show=softened"))
    weighty = shown(body(counsel, ROBOTS, "?show=softened+severity-3"))
    assert every > softened > weighty > 0
    found = body(counsel, ROBOTS, "?find=冷链")
    assert 0 < shown(found) < every
    assert '<mark class="f"' in found


def test_not_yet_reviewed_is_the_firms_question(as_: Visitor):
    counsel = as_("counsel")
    page = body(counsel, ROBOTS)
    assert "尚未复核" in page
    key = re.search(r'data-key="([^"]+)"', page)
    assert key
    assert post(counsel, address(ROBOTS, "/check"), address(ROBOTS), check=key[1]) == 303
    assert "已复核" in body(counsel, ROBOTS)
    assert 'aria-pressed="true"' in body(counsel, ROBOTS)
    client = body(as_("other"), TELESCOPES)
    for word in ("unchecked", "尚未复核", "复核"):
        assert word not in client
