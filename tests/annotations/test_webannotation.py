"""A note in the W3C model: quote and position selectors, labels as tags, a reply aims at what it answers."""

from dataclasses import replace
from datetime import UTC, datetime

from tracker.annotations.annotation import Act, Deed, Note, Revision, Selector, Spot
from tracker.annotations.webannotation import CONTEXT, as_annotation

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
PHRASE = Selector("new", "采取有效措施", "应当", "提高", 5, 11)
NOTE = Note(3, "lifts", "a", "b", "6~7", PHRASE, (Revision("**努力**即可", "chen", AT),))
SOURCES = {"old": "/old/", "new": "/new/", "comparison": "/both/"}


def test_a_phrase_has_both_selectors_and_its_provision():
    made = as_annotation(NOTE, {"chen": "陈以安"}, SOURCES)
    assert made["@context"] == CONTEXT
    assert made["creator"]["name"] == "陈以安"
    assert made["target"]["source"] == "/new/"
    place, words, offsets = made["target"]["selector"]
    assert place == {"type": "FragmentSelector", "value": "7"}
    assert words == {"type": "TextQuoteSelector", "exact": "采取有效措施", "prefix": "应当", "suffix": "提高"}
    assert offsets == {"type": "TextPositionSelector", "start": 5, "end": 11}


def test_a_reply_aims_at_its_note_and_a_note_on_the_whole_at_the_comparison():
    assert as_annotation(replace(NOTE, parent=1), {}, SOURCES)["target"] == "urn:tracker:note:1"
    assert as_annotation(replace(NOTE, change="", selector=None), {}, SOURCES)["target"] == "/both/"


def test_labels_are_tags_and_the_house_view_is_an_assessment():
    acts = (Act(Deed.LABELLED, "期限", "chen", AT), Act(Deed.HOUSE_VIEW, "", "chen", AT))
    made = as_annotation(replace(NOTE, spot=Spot("new", "7"), change="", acts=acts), {}, SOURCES)
    assert made["motivation"] == "assessing"
    assert {"type": "TextualBody", "value": "期限", "purpose": "tagging"} in made["body"]
