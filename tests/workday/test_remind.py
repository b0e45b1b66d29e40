"""What no new text brings: dates coming near, sources falling silent, and that all is quiet; digests as letters."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tracker.law.instrument import EventKind, StageEvent
from tracker.law.stage import Stage
from tracker.practice.hours import Cadence, Habits
from tracker.practice.person import Reader
from tracker.practice.visit import SourceState, Visit
from tracker.practice.watch import DATES, Occasion, Watch
from tracker.readingroom.reminding import tell_visit
from tracker.readingroom.room import ReadingRoom
from tracker.readingroom.telling import event_of, tell_filed
from tracker.settings import Settings
from tracker.workday.dispatch import dispatch
from tracker.workday.remind import remind

CLOSES, IN_FORCE = date(2026, 12, 10), date(2027, 1, 1)


@pytest.fixture
def settings(databases, tmp_path, pulled_library):
    """Here the day's visit is over: what is watched is told when a test says so."""
    database = databases.copy(pulled_library, tmp_path)
    return Settings(data=tmp_path, database=database, open_loopback=True, base_url="https://tracker.sample.invalid")


def tell(desk):
    """File the alerts of the draft and the final, as intake does with each."""
    draft, final = "2026-03-16-draft", "2026-09-10-promulgated"
    for old, new in ((None, draft), (draft, final)):
        with desk.library.writing() as files:
            tell_filed(files, event_of(files, "smart-lifts", old, new, whole=True), desk.clock())


def watch(desk, person, **criteria):
    with desk.library.writing() as files:
        return files.watches.add(Watch(0, person.id, **criteria))


def plain(letter):
    return letter.get_body(("plain",)).get_content()


def html(letter):
    return letter.get_body(("html",)).get_content()


def events(desk, person):
    with desk.library.reading() as files:
        return [alert.event for alert in reversed(files.outbox.alerts_of(person.id))]


@pytest.fixture
def dated(desk):
    """The lift measures with a comment window and a day of force, as the catalogue tells them."""
    with desk.library.writing() as files:
        lifts = files.instruments.get("smart-lifts")
        told = (
            StageEvent(EventKind.STAGE, date(2026, 11, 10), Stage.CONSULTATION_DRAFT),
            StageEvent(EventKind.COMMENT_CLOSES, CLOSES),
            StageEvent(EventKind.EFFECTIVE, IN_FORCE),
        )
        files.instruments.put(replace(lifts, events=told))


def look(desk, clock, *days):
    """Remind on these days at ten in the morning in China; how many alerts each brought."""
    made = []
    for day in days:
        clock.at = datetime(*day, 2, 0, tzinfo=UTC)
        made.append(remind(desk))
    return made


def test_a_date_is_told_once_for_each_lead_asked(desk, dated, counsel, clock):
    watch(desk, counsel, occasions=DATES, days=7)
    watch(desk, counsel, occasions=DATES, days=1)
    days = [(2026, 12, 2), (2026, 12, 3), (2026, 12, 3), (2026, 12, 9), (2026, 12, 10), (2026, 12, 11)]
    assert look(desk, clock, *days) == [0, 1, 0, 1, 0, 0]
    assert events(desk, counsel) == [
        "smart-lifts@comment-closes/2026-12-10/7",
        "smart-lifts@comment-closes/2026-12-10/1",
    ]


def test_who_asks_late_hears_at_once_by_the_shortest_lead_only(desk, dated, counsel, clock):
    watch(desk, counsel, occasions=DATES, days=30)
    watch(desk, counsel, occasions=DATES, days=7)
    assert look(desk, clock, (2026, 12, 8), (2026, 12, 8)) == [2, 0]  # the window by 7, the day of force by 30
    assert events(desk, counsel) == ["smart-lifts@comment-closes/2026-12-10/7", "smart-lifts@in-force/2027-01-01/30"]


def test_a_deadline_that_moves_is_told_again(desk, dated, counsel, clock):
    watch(desk, counsel, occasions=DATES, days=7)
    look(desk, clock, (2026, 12, 8))
    with desk.library.writing() as files:
        lifts = files.instruments.get("smart-lifts")
        moved = tuple(replace(e, on=date(2026, 12, 14)) if e.on == CLOSES else e for e in lifts.events)
        files.instruments.put(replace(lifts, events=moved))
    assert look(desk, clock, (2026, 12, 8)) == [1]
    assert events(desk, counsel)[-1] == "smart-lifts@comment-closes/2026-12-14/7"


def test_the_day_is_a_day_in_china(desk, dated, counsel, clock):
    watch(desk, counsel, occasions=DATES, days=0)
    clock.at = datetime(2026, 12, 9, 15, 59, tzinfo=UTC)
    assert remind(desk) == 0
    clock.at = datetime(2026, 12, 9, 16, 0, tzinfo=UTC)
    assert remind(desk) == 1


def test_a_client_who_does_not_follow_hears_of_no_date(desk, dated, client_member, clock):
    watch(desk, client_member, occasions=DATES)
    with desk.library.writing() as files:
        files.people.put_client(replace(files.people.client("liftco"), follows=frozenset()))
    assert look(desk, clock, (2026, 12, 8)) == [0]


def test_who_stops_one_watch_is_not_told_again_by_the_next(desk, dated, counsel, clock):
    first = watch(desk, counsel, occasions=DATES)
    watch(desk, counsel, occasions=DATES)
    look(desk, clock, (2026, 12, 8))
    with desk.library.writing() as files:
        files.watches.remove(first.id, counsel.id)
    assert look(desk, clock, (2026, 12, 8)) == [0]


def test_a_withdrawal_is_told_while_it_is_news(desk, counsel, clock):
    watch(desk, counsel, occasions=frozenset({Occasion.WITHDRAWN}))
    with desk.library.writing() as files:
        lifts = files.instruments.get("smart-lifts")
        files.instruments.put(replace(lifts, events=(StageEvent(EventKind.WITHDRAWN, date(2026, 11, 1)),)))
    assert look(desk, clock, (2026, 12, 8), (2026, 11, 20), (2026, 11, 21)) == [0, 1, 0]


def visit(state, at, detail=""):
    return Visit("cac", at, at, state, detail)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (SourceState.OK, SourceState.BLOCKED, 1),
        (SourceState.NEVER, SourceState.DOWN, 1),
        (SourceState.BLOCKED, SourceState.DOWN, 1),
        (SourceState.BLOCKED, SourceState.NOTHING_NEW, 1),
        (SourceState.BLOCKED, SourceState.BLOCKED, 0),
        (SourceState.OK, SourceState.NOTHING_NEW, 0),
        (SourceState.NEVER, SourceState.OK, 0),
    ],
)
def test_a_source_that_changes_its_state_is_news_to_the_firm(desk, counsel, client_member, clock, before, now, told):
    for person in (counsel, client_member):
        watch(desk, person, occasions=frozenset({Occasion.SOURCE}))
    with desk.library.writing() as files:
        assert tell_visit(files, before, visit(now, clock())) == told
    assert events(desk, client_member) == []


def test_silence_is_proved_by_a_heartbeat_and_broken_by_any_alert(desk, counsel, clock):
    watch(desk, counsel, occasions=frozenset({Occasion.QUIET}), cadence=Cadence.DAILY)
    clock.at = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    with desk.library.writing() as files:
        files.visits.record(visit(SourceState.NOTHING_NEW, clock()))
    assert look(desk, clock, (2026, 11, 23), (2026, 11, 23), (2026, 11, 24)) == [1, 0, 1]
    watch(desk, counsel)
    tell(desk)
    assert look(desk, clock, (2026, 11, 25)) == [0]  # something was told since
    assert events(desk, counsel)[:2] == ["quiet/2026-11-23", "quiet/2026-11-24"]


def test_the_heartbeat_says_how_many_sources_were_checked_to_the_firm_only(
    posting,
    counsel,
    client_member,
    post,
    clock,
):
    for person in (counsel, client_member):
        watch(posting, person, occasions=frozenset({Occasion.QUIET}), cadence=Cadence.WEEKLY)
    clock.at = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    with posting.library.writing() as files:
        for source in ("cac", "npc", "tc260"):
            files.visits.record(replace(visit(SourceState.NOTHING_NEW, clock()), source=source))
    clock.at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    remind(posting)
    assert dispatch(posting) == 2
    firm, client = (plain(letter) for _, letter in sorted(post.letters, key=lambda one: one[0][0], reverse=True))
    assert "已检查 3 个来源" in firm
    assert "3 个" not in client
    assert "照常检查" in client


def test_a_day_s_events_leave_as_one_letter_at_the_reader_s_hour(posting, counsel, post, clock):
    watch(posting, counsel, cadence=Cadence.DAILY)
    with posting.library.writing() as files:
        files.habits.put(counsel.id, Habits(digest_at=time(18, 30)))
    tell(posting)
    assert dispatch(posting) == 0
    clock.at = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)  # half past six in the evening in Shanghai
    assert dispatch(posting) == 1
    ((to, letter),) = post.letters
    assert to == ["counsel@sample.invalid"]
    assert letter["Subject"] == "每日提要（2 项）：[加严 2 · 放宽 2] 《智能电梯运行服务管理暂行办法》 公布稿 等"
    assert plain(letter).index("公布稿") < plain(letter).index("1. ") + 10 < plain(letter).index("2. ")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = letter["List-Unsubscribe"].strip("<>").split("/")[-2]
    with posting.library.reading() as files:
        assert files.outbox.watches_of(token) == [1]
    assert f"/unsubscribe/{token}/" in html(letter)


def test_nothing_leaves_in_quiet_hours_and_nothing_is_lost(posting, counsel, post, clock):
    watch(posting, counsel)
    with posting.library.writing() as files:
        files.habits.put(counsel.id, Habits(quiet_from=time(9, 0), quiet_until=time(12, 0)))
    tell(posting)  # ten in the morning
    assert dispatch(posting) == 0
    clock.move(hours=2)
    assert dispatch(posting) == 2


def test_in_a_digest_what_may_not_be_told_any_more_stays_behind_and_the_rest_leaves(
    posting,
    cac,
    published,
    client_member,
    post,
    clock,
):
    watch(posting, client_member, cadence=Cadence.DAILY)
    watch(posting, client_member, cadence=Cadence.DAILY, occasions=frozenset({Occasion.QUIET}))
    tell(posting)
    with posting.library.writing() as files:
        files.people.put_client(replace(files.people.client("liftco"), follows=frozenset()))
    clock.move(days=1, hours=1)
    assert dispatch(posting) == 0
    with posting.library.reading() as files:
        assert {d.error for d in files.outbox.deliveries(5)} == {"Its reader does not follow this instrument any more."}
    assert timedelta(0) < clock.at - datetime(2026, 11, 22, tzinfo=UTC)


def test_counsel_s_digest_leaves_as_a_letter_with_its_introduction_and_what_its_reader_may_see(
    posting, client_member, counsel, post
):
    watch(posting, client_member, occasions=frozenset({Occasion.EDITION}))
    room = ReadingRoom(posting.library, Reader(counsel), posting.settings, posting.clock)
    made = room.editions.begin("九月提要", "本月有一部正式文本。", (date(2026, 9, 1), date(2026, 9, 30)))
    assert room.editions.send(made.id) == 1
    assert dispatch(posting) == 1
    ((_, letter),) = post.letters
    assert letter["Subject"] == "九月提要"
    assert "本月有一部正式文本。" in plain(letter)
    assert "正式文本 1 部" in plain(letter)
    assert f"https://tracker.sample.invalid/editions/{made.id}/" in html(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
