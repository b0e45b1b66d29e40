"""Where a text belongs: by what a person said, else by the text, else by its notice."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.documents.guide import Guide
from tracker.law.document import Document, Grammar, Headmatter
from tracker.law.instrument import Capture, EventKind, Instrument, Shelf, StageEvent
from tracker.law.provision import Kind, Provision
from tracker.law.stage import Stage
from tracker.practice.cards import VersionCard
from tracker.practice.visit import Notice
from tracker.workday.chain import neighbours, place, titles_of, words
from tracker.workday.found import Found

LAW = Instrument("sample-law", "中华人民共和国示例法", "", "law")
RULE = Instrument(
    "sample-rule",
    "示例办法",
    "",
    "departmental-rule",
    events=(StageEvent(EventKind.STAGE, date(2026, 3, 16), Stage.CONSULTATION_DRAFT),),
)
CAPTURE = Capture(
    "0" * 64, "https://a/x", "https://a/x", 200, "text/html", 1, datetime(2026, 11, 21, 20, tzinfo=UTC), "cac"
)


def document(**head):
    return Document(Grammar.ARTICLES, Headmatter(**head), (), (), "", "1" * 64)


def found(title="", on=None, **more):
    return Found(b"", CAPTURE, Notice("cac", "https://a/x", title, on), **more)


def placed(one, text):
    return place(one, text, [LAW, RULE], Guide(), {})


@pytest.mark.parametrize(
    ("one", "text", "version"),
    [
        (found("示例办法", date(2026, 9, 12)), document(promulgated_on=date(2026, 9, 10)), "2026-09-10-promulgated"),
        (found("示例办法", date(2026, 9, 12)), document(), "2026-09-12-promulgated"),
        (found("示例办法（征求意见稿）", date(2026, 3, 17)), document(), "2026-03-17-draft"),
        (found("示例办法（征求意见稿）"), document(), "2026-03-16-draft"),  # the catalogue knows the day
        (found("示例办法"), document(), "2026-11-22-promulgated"),  # four in the morning in Beijing, when we met it
        (found("示例法（草案二次审议稿）", date(2026, 6, 26)), document(), "2026-06-26-bill-2"),
        (found("示例法（草案）", date(2026, 1, 1)), document(reading=3), "2026-01-01-bill-3"),
        (found("x", date(2026, 1, 1)), document(title="示例法", stage=Stage.AMENDED), "2026-01-01-amended"),
        (
            found("示例办法", stage=Stage.SUBMITTED_DRAFT, dated_on=date(2026, 8, 1)),
            document(),
            "2026-08-01-submitted-draft",
        ),
    ],
)
def test_stage_and_day(one, text, version):
    assert placed(one, text).version == version


def test_a_notice_that_says_draft_is_surer_than_a_text_that_does_not():
    spot = placed(
        found("关于《示例办法（征求意见稿）》公开征求意见的通知"), document(title="示例办法", stage=Stage.PROMULGATED)
    )
    assert spot.stage is Stage.CONSULTATION_DRAFT
    assert not spot.guessed


def test_a_stage_nobody_says_is_marked_as_guessed():
    assert placed(found("示例办法"), document(title="示例办法")).guessed


def test_a_law_of_two_characters_has_a_title():
    assert titles_of(found("中华人民共和国刑法"), document()) == ["中华人民共和国刑法"]


def test_a_decision_listed_under_the_law_s_name_is_not_the_law():
    own = "关于修改《中华人民共和国示例法》的决定"
    spot = placed(found("中华人民共和国示例法"), document(title=own))
    assert spot.is_new
    assert spot.instrument.title_zh == own


def test_annex_is_no_title():
    assert titles_of(found("示例办法"), document(title="附件1：")) == ["示例办法"]


def test_what_a_person_says_wins():
    spot = placed(found("示例办法", instrument="sample-law"), document(title="示例办法"))
    assert spot.instrument is LAW


def test_the_issuer_of_a_new_work_is_the_text_s_or_the_site_s():
    spot = placed(found("全新规定", authority="cac", shelf=Shelf.SAMPLE), document())
    assert (spot.instrument.authorities, spot.instrument.shelf) == (("cac",), Shelf.SAMPLE)


def card(on):
    return VersionCard("x", on.isoformat(), Stage.PROMULGATED, None, on, "", 1, "", 0)


def test_neighbours_in_the_chain():
    cards = [card(date(2026, 1, 1)), card(date(2026, 5, 1)), card(date(2026, 9, 1))]
    assert neighbours(cards, date(2026, 6, 1)) == (cards[1], cards[2])
    assert neighbours(cards, date(2026, 5, 1)) == (cards[1], cards[2])
    assert neighbours(cards, date(2025, 1, 1)) == (None, cards[0])
    assert neighbours([], date(2025, 1, 1)) == (None, None)


def test_words_are_the_same_whatever_the_spaces_and_the_frame():
    one = Provision(Kind.ARTICLE, "1", "art_1", "第一条", text="为了　示例，\n制定本办法。")
    other = replace(one, text="为了示例，制定本办法。")
    frames = [replace(document(), provisions=(p,), furniture=(f,)) for p, f in ((one, "访问量 1"), (other, "访问量 2"))]
    assert words(frames[0]) == words(frames[1])
