"""The notes on a comparison for other programs."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from tracker.annotations.annotation import Note, Revision, Selector
from tracker.exports.annotation_page import as_page, dumps

AT = datetime(2031, 9, 2, 9, 30, tzinfo=UTC)
PHRASE = Selector("new", "十日", "看守人应当在", "内报告", 6, 8)
NOTE = Note(3, "lights", "a", "b", "2~3", PHRASE, (Revision("放宽。", "chen", AT),))
SOURCES = {"old": "https://t.example/a/", "new": "https://t.example/b/", "comparison": "https://t.example/a..b/"}


def test_the_notes_are_items_of_one_page_in_their_order():
    answer = replace(NOTE, id=4, parent=3, selector=None)
    page = as_page([NOTE, answer], {"chen": "陈以安"}, SOURCES, "https://t.example/a..b.annotations.json")
    assert page["type"] == "AnnotationPage"
    assert [item["id"] for item in page["items"]] == ["urn:tracker:note:3", "urn:tracker:note:4"]
    assert page["items"][1]["target"] == "urn:tracker:note:3"
    assert page["items"][0]["creator"]["name"] == "陈以安"
    assert "@context" in page
    assert "@context" not in page["items"][0]


def test_for_a_client_no_note_bears_the_firms_number():
    page = as_page([NOTE], {}, SOURCES, "https://t.example/p", numbered=False)
    assert page["items"][0]["id"] == "https://t.example/p#1"
    assert "note:3" not in dumps(page)
    assert json.loads(dumps(page)) == page
