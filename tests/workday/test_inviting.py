"""Invitations leave once, by a real mail server; what may have left is not sent again by itself."""

from datetime import timedelta

import pytest

from tracker.practice.person import Person, Role
from tracker.workday.inviting import send_invitations


@pytest.fixture
def invited(posting, counsel):
    with posting.library.writing() as files:
        guest = files.people.add(
            Person("", "guest@sample.invalid", "孙合规", Role.COUNSEL, active=False), "never known to anybody"
        )
        at = posting.clock()
        return files.invitations.make(guest.id, counsel.id, at, at + timedelta(days=7))


def waiting(desk):
    with desk.library.reading() as files:
        (one,) = files.invitations.open(desk.clock())
        return one


def test_the_letter_says_who_invites_and_carries_one_address(posting, invited, post):
    assert (send_invitations(posting), send_invitations(posting)) == (1, 0)
    ((to, letter),) = post.letters
    words = letter.get_body(("plain",)).get_content()
    assert to == ["guest@sample.invalid"]
    assert letter["Subject"] == "林律师邀请您使用 tracker"
    assert words.count("https://") == 1
    assert f"https://tracker.sample.invalid/invited/{invited.token}/" in words
    assert invited.token not in str(letter["Message-ID"])
    assert letter["List-Unsubscribe"] is None  # it is no list
    assert waiting(posting).sent_at == posting.clock()


def test_what_the_server_refuses_for_now_is_tried_again_and_for_good_is_told(posting, invited, post):
    post.answers = ["451 later", "550 no such person"]
    assert (send_invitations(posting, limit=1), send_invitations(posting, limit=1)) == (0, 0)
    assert send_invitations(posting) == 0
    assert "no such person" in waiting(posting).error
    assert post.letters == []


def test_a_death_between_hand_over_and_record_sends_no_second_letter(posting, invited, post):
    with posting.library.writing() as files:
        files.invitations.claim(posting.clock())  # taken by a sender that died
    assert send_invitations(posting) == 0
    assert (waiting(posting).tried_at, waiting(posting).sent_at) == (posting.clock(), None)


def test_without_a_mail_server_invitations_wait(desk, invited):
    assert send_invitations(desk) == 0
    assert waiting(desk).tried_at is None
