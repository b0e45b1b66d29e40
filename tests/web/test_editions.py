"""Picks with a line of comment, and counsel's digest: edited, sent once, archived, in each reader's sight."""

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from tests.web.conftest import NOW, UNDER_WATER, Firm, Visitor
from tests.web.test_portal import press
from tracker.practice.access import Release
from tracker.practice.hours import Cadence
from tracker.practice.watch import Channel, DeliveryState, Occasion, Watch

PAIR = (UNDER_WATER, "2026-11-01-draft", "2026-11-20-submitted-draft")
FORM = {
    "title": "十一月第三周",
    "opens_on": "2026-11-16",
    "closes_on": "2026-11-22",
    "introduction": "本周只有一部。\n灯塔新稿。",
}


def begin(firm: Firm, as_: Visitor, **more: str) -> int:
    assert press(as_, "counsel", "/editions/", "/editions/", **(FORM | more)) == 303
    return firm.room("counsel").editions.all()[0].id


def test_a_pick_is_read_by_whoever_may_know_the_work_and_taken_down_by_counsel(firm: Firm, as_: Visitor) -> None:
    form = {"slug": UNDER_WATER, "version": PAIR[2], "comment": "夜间休息改为禁止，值得一看"}
    assert press(as_, "counsel", f"/instruments/{UNDER_WATER}/", "/picks/", **form) == 303
    assert press(as_, "counsel", f"/instruments/{UNDER_WATER}/", "/picks/", **(form | {"version": "none"})) == 404
    assert press(as_, "analyst", "/watches/", "/picks/", **form) == 403
    assert press(as_, "client", "/watches/", "/picks/", **form) == 403
    assert "夜间休息改为禁止" in as_("analyst").get("/").get_data(as_text=True)
    assert [p.editor for p in firm.room("client").editions.picks()] == ["陈以安"]
    assert firm.room("other").editions.picks() == ()
    (pick,) = firm.room("counsel").editions.picks()
    assert press(as_, "counsel", "/", f"/picks/{pick.pick.id}/remove/") == 303
    assert firm.room("client").editions.picks() == ()


def test_a_digest_is_a_draft_inside_until_it_goes_out_and_stands_as_it_was_sent(firm: Firm, as_: Visitor) -> None:
    number = begin(firm, as_)
    address = f"/editions/{number}/"
    assert as_("client").get(address).status_code == 404
    assert as_("client").get(f"/editions/{number}.docx").status_code == 404
    assert press(as_, "counsel", address, address, **(FORM | {"title": "改过的标题"})) == 303
    assert press(as_, "analyst", "/watches/", f"{address}send/") == 403
    assert press(as_, "counsel", address, f"{address}send/") == 303
    page = as_("client").get(address).get_data(as_text=True)
    assert "改过的标题" in page
    assert "云岛灯塔" in page
    for again in (address, f"{address}send/"):
        assert press(as_, "counsel", "/editions/", again, **FORM) == 409
    assert "改过的标题" in as_("client").get("/editions/").get_data(as_text=True)
    assert "云岛灯塔" not in as_("other").get(address).get_data(as_text=True)  # it follows another work


@pytest.mark.parametrize("released", [False, True])
def test_in_a_digest_too_verdicts_wait_for_their_release(firm: Firm, as_: Visitor, released: bool) -> None:
    number = begin(firm, as_)
    firm.room("counsel").editions.send(number)
    if released:
        with firm.library.writing() as files:
            files.releases.add(Release(*PAIR, "hengtong", "counsel", NOW))
    page = as_("client").get(f"/editions/{number}/").get_data(as_text=True)
    file = docx.Document(BytesIO(as_("client").get(f"/editions/{number}.docx").data))
    words = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "云岛灯塔" in words
    for said in (page, words):
        assert ("加严" in said) is released
    assert "灯塔新稿。" in words


def test_fiction_stands_in_no_digest_of_facts(firm: Firm, as_: Visitor) -> None:
    number = begin(firm, as_, opens_on="2026-01-01")
    page = as_("counsel").get(f"/editions/{number}/").get_data(as_text=True)
    assert "云岛灯塔" in page
    assert "冷链" not in page


def test_it_goes_out_once_to_those_who_watch_for_it_by_their_own_channel_and_hour(firm: Firm, as_: Visitor) -> None:
    with firm.library.writing() as files:
        for who, channel, cadence in (
            ("client", Channel.MAIL, Cadence.NOW),
            ("client", Channel.MAIL, Cadence.WEEKLY),
            ("other", Channel.PAGE, Cadence.NOW),
        ):
            files.watches.add(Watch(0, who, channel=channel, cadence=cadence, occasions=frozenset({Occasion.EDITION})))
    number = begin(firm, as_)
    assert firm.room("counsel").editions.send(number) == 2
    with firm.library.reading() as files:
        rows = [d for d in files.outbox.deliveries(20) if files.outbox.alert(d.alert).occasion is Occasion.EDITION]
    assert sorted((d.channel, d.state, d.cadence) for d in rows) == [
        (Channel.MAIL, DeliveryState.QUEUED, Cadence.NOW),
        (Channel.PAGE, DeliveryState.DELIVERED, Cadence.NOW),
    ]


def test_what_went_out_stands_as_it_went_out(firm: Firm, as_: Visitor) -> None:
    number = begin(firm, as_)
    desk = firm.room("counsel").editions
    desk.send(number)
    sent = desk.page(number)
    with firm.library.writing() as files:
        held = files.versions.get(*PAIR[::2])
        files.versions.file(replace(held, id=f"{held.id}-later", document=replace(held.document, sha256="1" * 64)))
        for line in sent.picks:
            files.picks.remove(line.pick.id)
    after = desk.page(number)
    assert (after.finals, after.drafts, after.upcoming) == (sent.finals, sent.drafts, sent.upcoming)
    assert [line.pick for line in after.picks] == [line.pick for line in sent.picks]
    assert len(sent.finals) + len(sent.drafts) > 0


@pytest.mark.parametrize("wrong", [{"title": " "}, {"opens_on": "2026-12-01"}, {"closes_on": "someday"}])
def test_a_digest_without_a_title_or_a_period_is_refused(firm: Firm, as_: Visitor, wrong: dict[str, str]) -> None:
    assert press(as_, "counsel", "/editions/", "/editions/", **(FORM | wrong)) == 400
    assert re.search("还没有", as_("counsel").get("/editions/").get_data(as_text=True))
