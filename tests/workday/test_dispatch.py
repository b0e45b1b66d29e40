"""Letters leave once: claimed, handed to a real mail server, recorded; a death in between is a doubt."""

import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tracker.diff.changes import Direction
from tracker.practice.access import Release
from tracker.practice.person import Reader
from tracker.practice.watch import DeliveryState, Watch
from tracker.readingroom.room import ReadingRoom
from tracker.workday.dispatch import dispatch, pause, recover, resend
from tracker.workday.pull import pull


def deliveries(desk):
    with desk.library.reading() as files:
        return sorted(files.outbox.deliveries(20), key=lambda d: d.id)


def watch(desk, person, **criteria):
    with desk.library.writing() as files:
        return files.watches.add(Watch(0, person.id, **criteria))


def plain(letter):
    return letter.get_body(("plain",)).get_content()


def html(letter):
    return letter.get_body(("html",)).get_content()


def test_a_new_version_is_told_once_with_counts_and_clause_names(posting, cac, published, counsel, post):
    watch(posting, counsel, instrument="smart-lifts")
    pull(posting, cac)
    assert dispatch(posting) == 2
    assert dispatch(posting) == 0
    to, letter = post.letters[1]
    assert to == ["counsel@sample.invalid"]
    assert letter["Subject"].endswith("《智能电梯运行服务管理暂行办法》 征求意见稿 → 公布稿")
    assert letter["Subject"].startswith("[加严 ")
    assert letter["Message-ID"] == deliveries(posting)[1].message_id
    assert "第二条 → 第二条" in plain(letter)
    assert "提供者应当在[-二十四" in plain(letter)
    assert "{+十二" in plain(letter)
    link = "https://tracker.sample.invalid/comparisons/smart-lifts/2026-03-16-draft..2026-09-10-promulgated/"
    assert link in plain(letter)
    assert link in html(letter)
    assert [d.state for d in deliveries(posting)] == [DeliveryState.DELIVERED] * 2


def test_a_second_visit_files_no_second_alert(posting, cac, published, counsel, post):
    watch(posting, counsel)
    pull(posting, cac)
    pull(posting, cac, again=True)
    dispatch(posting)
    assert len(post.letters) == 2


VERDICT_WORDS = ("加严", "放宽", "有紧有松", "中性", "待定", "▲", "▽", "◭", "第二条", "第三条", "处变化")


def test_before_release_a_client_s_letter_carries_facts_only(posting, cac, published, client_member, post):
    watch(posting, client_member)
    pull(posting, cac)
    dispatch(posting)
    _, letter = post.letters[1]
    assert letter["Subject"] == "《智能电梯运行服务管理暂行办法》 征求意见稿 → 公布稿"
    assert "自2027年1月1日起施行" in plain(letter)
    for word in VERDICT_WORDS:
        assert word not in letter["Subject"]
        assert word not in plain(letter)
        assert word not in html(letter)


def test_after_release_the_client_s_letter_has_the_released_verdicts(
    posting, cac, published, client_member, counsel, post, clock
):
    watch(posting, client_member)
    pull(posting, cac)
    with posting.library.writing() as files:
        files.releases.add(
            Release("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated", "liftco", counsel.id, clock())
        )
    dispatch(posting)
    _, letter = post.letters[1]
    assert letter["Subject"].startswith("[加严 ")
    assert "已经律师审阅发布" in plain(letter)


def test_a_client_who_follows_nothing_hears_nothing(posting, cac, published, client_member, post):
    watch(posting, client_member)
    with posting.library.writing() as files:
        client = files.people.client("liftco")
        files.people.put_client(replace(client, follows=frozenset()))
    pull(posting, cac)
    assert dispatch(posting) == 0


def test_a_client_s_direction_watch_is_silent_before_release(posting, cac, published, client_member):
    watch(posting, client_member, direction=Direction.STRENGTHENED)
    pull(posting, cac)
    assert deliveries(posting) == []


PAIR = ("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated")


@pytest.fixture
def releasing(posting, counsel, settings, clock):
    """Counsel's desk, where comparisons are released."""
    return ReadingRoom(posting.library, Reader(counsel), settings, clock).comparisons


def test_a_client_s_direction_watch_is_told_by_letter_at_the_release(
    posting, cac, published, client_member, releasing, post
):
    watch(posting, client_member, direction=Direction.STRENGTHENED)
    pull(posting, cac)
    releasing.release(*PAIR, "liftco")
    assert dispatch(posting) == 1
    assert post.letters[0][1]["Subject"].startswith("[加严 ")


def test_a_release_taken_back_before_its_letter_left_takes_the_letter_with_it(
    posting, cac, published, client_member, releasing, post
):
    watch(posting, client_member, direction=Direction.STRENGTHENED)
    pull(posting, cac)
    releasing.release(*PAIR, "liftco")
    releasing.withdraw(*PAIR, "liftco")
    assert dispatch(posting) == 0
    assert post.letters == []
    (kept_back,) = deliveries(posting)
    assert kept_back.state is DeliveryState.FAILED
    assert "withdrawn" in kept_back.error


def test_a_letter_others_watches_asked_for_too_leaves_with_facts_only(
    posting, cac, published, client_member, releasing, post
):
    watch(posting, client_member, direction=Direction.STRENGTHENED)
    pull(posting, cac)
    releasing.release(*PAIR, "liftco")
    releasing.withdraw(*PAIR, "liftco")
    watch(posting, client_member)  # by now facts are enough
    assert dispatch(posting) == 1
    assert not any(word in plain(post.letters[0][1]) for word in VERDICT_WORDS)


def test_without_a_mail_server_letters_stay_queued(desk, cac, published, counsel):
    watch(desk, counsel)
    pull(desk, cac)
    assert dispatch(desk) == 0
    assert [d.state for d in deliveries(desk)] == [DeliveryState.QUEUED] * 2


def test_a_temporary_refusal_is_tried_again_later(posting, cac, published, counsel, post, clock):
    watch(posting, counsel, keyword="电梯")
    post.answers = ["451 try later", "451 try later"]
    pull(posting, cac)
    assert dispatch(posting) == 0
    assert [(d.state, d.next_at) for d in deliveries(posting)] == [
        (DeliveryState.QUEUED, clock.at + timedelta(minutes=1))
    ] * 2
    assert "451 try later" in deliveries(posting)[0].error
    clock.move(minutes=2)
    assert dispatch(posting) == 2


def test_a_permanent_refusal_is_recorded_with_its_reason(posting, cac, published, counsel, post):
    watch(posting, counsel)
    post.answers = ["550 no such person"]
    pull(posting, cac)
    assert dispatch(posting) == 1  # one refused for good, the other taken
    first, second = deliveries(posting)
    assert (first.state, second.state) == (DeliveryState.FAILED, DeliveryState.DELIVERED)
    assert "no such person" in first.error


def test_a_mail_server_that_is_away_costs_no_letter(posting, cac, published, counsel, post, clock):
    watch(posting, counsel)
    pull(posting, cac)
    away = replace(posting, mailbox=replace(posting.mailbox, port=1))
    assert dispatch(away) == 0
    assert [d.state for d in deliveries(posting)] == [DeliveryState.QUEUED] * 2
    clock.move(minutes=2)
    assert dispatch(posting) == 2


def test_pauses_grow_and_stay_bounded():
    assert [pause(n).total_seconds() / 60 for n in (1, 2, 3, 9, 20)] == [1, 2, 4, 240, 240]


DIES_AFTER_HAND_OVER = """
import os, signal, sys
from tracker.alerts import mail
from tracker.settings import Mailbox, Settings
from tracker.workday.desk import open_desk
from tracker.workday.dispatch import dispatch
from dataclasses import replace
from pathlib import Path

real = mail.send
def send_and_die(mailbox, outgoing):
    real(mailbox, outgoing)
    os.kill(os.getpid(), signal.SIGKILL)
mail.send = send_and_die
data = Path(sys.argv[1])
desk = open_desk(Settings(data=data, database=sys.argv[3], base_url="https://t.invalid",
                          mail=Mailbox(host="127.0.0.1", port=int(sys.argv[2]), sender="tracker@sample.invalid")))
from datetime import datetime, UTC
desk = replace(desk, clock=lambda: datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
dispatch(desk)
"""


def test_a_death_between_hand_over_and_record_is_a_doubt_never_a_second_letter(
    posting, settings, cac, published, counsel, post, clock
):
    watch(posting, counsel)
    pull(posting, cac)
    died = subprocess.run(
        [sys.executable, "-c", DIES_AFTER_HAND_OVER, str(settings.data), str(post.port), settings.database],
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert len(post.letters) == 1
    clock.move(hours=2)
    assert recover(posting) == 1
    assert dispatch(posting) == 1  # the other letter, which nobody had touched
    assert len(post.letters) == 2
    doubted = [d for d in deliveries(posting) if d.state is DeliveryState.IN_DOUBT]
    assert [d.message_id for d in doubted] == [post.letters[0][1]["Message-ID"]]
    clock.move(days=3)
    assert dispatch(posting) == 0
    resend(posting, doubted[0].id, clock())
    assert dispatch(posting) == 1
    assert post.letters[2][1]["Message-ID"] == post.letters[0][1]["Message-ID"]


def test_a_server_that_dies_holding_the_letter_leaves_a_doubt(posting, cac, published, counsel, clock):
    """It took all the words and hung up instead of answering: nobody knows whether they will arrive."""
    watch(posting, counsel, keyword="电梯")
    pull(posting, cac)
    with HangsUp() as server:
        away = replace(posting, mailbox=replace(posting.mailbox, port=server.port))
        assert dispatch(away, limit=1) == 0
    assert deliveries(posting)[0].state is DeliveryState.CLAIMED
    clock.move(hours=1)
    dispatch(posting)
    assert deliveries(posting)[0].state is DeliveryState.IN_DOUBT


class HangsUp:
    """A mail server that reads a whole letter and closes the connection without a word."""

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.thread.join()
        self.listener.close()

    def _serve(self):
        line, _ = self.listener.accept()
        with line, line.makefile("rwb") as talk:
            talk.write(b"220 hello\r\n")
            talk.flush()
            while (said := talk.readline()) and not said.upper().startswith(b"DATA"):
                talk.write(b"250 fine\r\n")
                talk.flush()
            talk.write(b"354 go on\r\n")
            talk.flush()
            while talk.readline() not in (b".\r\n", b""):
                pass


def test_a_reader_who_left_before_the_letter_did_gets_none(posting, cac, published, counsel, post):
    watch(posting, counsel)
    pull(posting, cac)
    with posting.library.writing() as files:
        files.people.put(replace(counsel, active=False))
    assert dispatch(posting) == 0
    assert {d.state for d in deliveries(posting)} == {DeliveryState.FAILED}
    assert "no active account" in deliveries(posting)[0].error


def test_what_is_refused_for_two_days_is_given_up_with_its_reason(posting, cac, published, counsel, post, clock):
    watch(posting, counsel)
    pull(posting, replace(cac, lists=cac.lists[:1]))
    post.answers = ["451 later"] * 40
    for _ in range(40):
        dispatch(posting)
        clock.move(hours=5)
    (delivery,) = deliveries(posting)
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, 20)
    assert "451 later" in delivery.error
