"""What passes between the firm and a client is told without anybody having asked: briefings, recalls, answers."""

from dataclasses import replace

from tests.web.conftest import LIFTS, ROBOTS, Firm
from tracker.alerts.bulletin import answer_entry
from tracker.practice.watch import Alert, Channel, DeliveryState, Occasion


def alerts(firm: Firm, person: str, occasion: Occasion) -> list[Alert]:
    with firm.library.reading() as files:
        return [a for a in files.outbox.alerts_of(person) if a.occasion is occasion]


def channels(firm: Firm, alert: Alert) -> list[Channel]:
    with firm.library.reading() as files:
        return sorted(d.channel for d in files.outbox.deliveries(100) if d.alert == alert.id)


def release(firm: Firm, client: str | None = "hengtong") -> int:
    desk = firm.room("counsel").briefings
    desk.write(*ROBOTS, "第一版", "first")
    desk.release(*ROBOTS, client)
    return desk.page(*ROBOTS).releases[-1].number


def test_a_release_is_told_to_the_client_s_members_on_their_page_and_by_mail_and_to_nobody_else(firm: Firm) -> None:
    release(firm)
    [told] = alerts(firm, "client", Occasion.BRIEFING)
    assert (told.instrument, told.facts["did"]) == (ROBOTS[0], "released")
    assert channels(firm, told) == [Channel.MAIL, Channel.PAGE]
    assert not alerts(firm, "other", Occasion.BRIEFING)
    assert not alerts(firm, "counsel", Occasion.BRIEFING)


def test_a_recall_reaches_by_mail_whoever_read_it_and_the_others_on_their_page(firm: Firm) -> None:
    number = release(firm)
    firm.room("counsel").briefings.recall(number, "第三条引错了")
    [unread, _] = alerts(firm, "client", Occasion.BRIEFING)
    assert (unread.facts["did"], channels(firm, unread)) == ("recalled", [Channel.PAGE])
    again = release(firm)
    firm.room("client").briefings.page(*ROBOTS)
    firm.room("counsel").briefings.recall(again, "第四条也引错了")
    read = alerts(firm, "client", Occasion.BRIEFING)[0]
    assert channels(firm, read) == [Channel.MAIL, Channel.PAGE]
    assert "引错" not in str(read.facts)  # why, is looked up when the letter leaves, for who may know it


def test_who_silenced_such_news_finds_it_on_the_page_and_a_recall_of_what_they_read_in_the_mail(firm: Firm) -> None:
    release(firm)
    with firm.library.writing() as files:
        [watch] = [w for w in files.watches.of("client") if Occasion.BRIEFING in w.occasions]
        files.watches.put(replace(watch, active=False))
    number = release(firm)
    quiet = alerts(firm, "client", Occasion.BRIEFING)[0]
    assert channels(firm, quiet) == [Channel.PAGE]
    firm.room("client").briefings.page(*ROBOTS)
    firm.room("counsel").briefings.recall(number, "x")
    assert channels(firm, alerts(firm, "client", Occasion.BRIEFING)[0]) == [Channel.MAIL, Channel.PAGE]
    with firm.library.writing() as files:
        files.watches.remove(watch.id, "client")
    release(firm)  # taken away is silenced: it is not made anew
    assert channels(firm, alerts(firm, "client", Occasion.BRIEFING)[0]) == [Channel.PAGE]


def _released_note(firm: Firm) -> str:
    counsel = firm.room("counsel")
    change = counsel.comparisons.page(*LIFTS).comparison.clauses[0].key
    note = counsel.notes.add(*LIFTS, change, "请核对报告时限")
    counsel.notes.release(note.id, "hengtong")
    page = firm.room("client").portal.home()
    return next(h for h, (_, view) in zip(page.handles, page.notes, strict=True) if view.body == "请核对报告时限")


def test_a_client_s_reply_is_mailed_to_who_wrote_what_it_answers_and_a_mere_reading_is_not(firm: Firm) -> None:
    handle = _released_note(firm)
    firm.room("client").portal.answer(handle, "")
    [read] = alerts(firm, "counsel", Occasion.ANSWER)
    assert channels(firm, read) == [Channel.PAGE]
    firm.room("client").portal.answer(handle, "时限何时起算？")
    reply = alerts(firm, "counsel", Occasion.ANSWER)[0]
    assert channels(firm, reply) == [Channel.MAIL, Channel.PAGE]
    assert not alerts(firm, "other", Occasion.ANSWER)
    assert not alerts(firm, "client", Occasion.ANSWER)
    with firm.library.reading() as files:
        assert {d.state for d in files.outbox.deliveries(100)} <= {DeliveryState.QUEUED, DeliveryState.DELIVERED}


def test_what_is_said_of_an_answer_names_who_said_it_to_what(firm: Firm) -> None:
    with firm.library.reading() as files:
        instrument = files.instruments.get(LIFTS[0])
    told = {"person": "王经理", "client": "恒通", "body": "时限何时起算？", "quote": "请核对报告时限"}
    entry = answer_entry(instrument, told, firm.room("counsel").reader, base_url="https://tracker.sample.invalid")
    assert entry.lines == ("恒通 王经理 回复：", "时限何时起算？", "针对：“请核对报告时限”")
