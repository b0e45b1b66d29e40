"""The letter on the wire, and what the server's answers mean."""

import socket
import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from tracker.alerts.letters import Letterhead
from tracker.alerts.mail import Outgoing, send, written
from tracker.alerts.message import Letter
from tracker.errors import DeliveryFailed, DeliveryUnsure
from tracker.settings import Mailbox

LETTER = Letter("《示例办法》 征求意见稿 → 公布稿", "正文", "<p>正文</p>")
AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def outgoing(to="counsel@sample.invalid", letter=LETTER):
    return Outgoing(letter, to, "<1234@tracker>", AT)


class Server(threading.Thread):
    """A mail server that speaks from a script: an answer a command; None hangs up."""

    def __init__(self, **answers):
        super().__init__()
        self.answers = {"HELLO": "220 hi", "EHLO": "250 fine", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on"}
        self.answers |= {"END": "250 taken", "QUIT": "221 bye"} | answers
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.join(timeout=5)
        self.listener.close()

    def run(self):
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rwb") as talk:
            if not self.say(talk, "HELLO"):
                return
            while line := talk.readline():
                word = line[:4].decode().upper()
                if not self.say(talk, word):
                    return
                if word == "DATA" and self.answers["DATA"].startswith("354"):
                    while talk.readline() not in (b".\r\n", b""):
                        pass
                    if not self.say(talk, "END"):
                        return

    def say(self, talk, word):
        answer = self.answers.get(word, "250 ok")
        if answer is None:
            return False
        talk.write(answer.encode() + b"\r\n")
        talk.flush()
        return not answer.startswith("221")

    @property
    def mailbox(self):
        return Mailbox(host="127.0.0.1", port=self.port, sender="tracker@sample.invalid")


def test_the_letter_as_it_travels():
    made = message_from_bytes(written(Mailbox(sender="tracker@sample.invalid"), outgoing()), policy=policy.default)
    assert made["Subject"] == LETTER.subject
    assert made["Message-ID"] == "<1234@tracker>"
    assert made["Date"].datetime == AT
    assert made["Auto-Submitted"] == "auto-generated"
    assert made.get_content_type() == "multipart/alternative"
    assert made.get_body(("plain",)).get_content().strip() == "正文"
    assert made.get_body(("html",)).get_content().strip() == "<p>正文</p>"


def test_what_the_server_takes_is_delivered():
    with Server() as server:
        send(server.mailbox, outgoing())


@pytest.mark.parametrize(
    ("answers", "permanent"),
    [
        ({"RCPT": "550 no such person"}, True),
        ({"RCPT": "450 mailbox busy"}, False),
        ({"END": "554 refused"}, True),
        ({"END": "451 later"}, False),
        ({"DATA": "503 no"}, True),
        ({"MAIL": "550 sender not allowed"}, False),  # ours to mend: the letter is not lost by it
        ({"HELLO": "554 closed"}, False),
        ({"HELLO": None}, False),
        ({"RCPT": None}, False),
        ({"DATA": None}, False),
    ],
)
def test_refusals_are_told_apart_by_remedy(answers, permanent):
    with Server(**answers) as server, pytest.raises(DeliveryFailed) as met:
        send(server.mailbox, outgoing())
    assert met.value.permanent is permanent


def test_a_goodbye_that_fails_changes_nothing():
    with Server(QUIT=None) as server:
        send(server.mailbox, outgoing())


def test_a_server_that_goes_away_holding_the_letter_is_unsure():
    with Server(END=None) as server, pytest.raises(DeliveryUnsure, match="went away"):
        send(server.mailbox, outgoing())


def test_no_server_at_all_is_temporary():
    with pytest.raises(DeliveryFailed, match="could not be used") as met:
        send(Mailbox(host="127.0.0.1", port=1), outgoing())
    assert not met.value.permanent


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b\r\nBcc: c@d", "a@b\nRCPT TO:<c@d>", "a b@c.d", "a@b>", "<a@b", "a@b c", "林@sample.invalid"],
)
def test_an_address_cannot_carry_a_second_header_or_recipient(address):
    with pytest.raises(DeliveryFailed) as met:
        written(Mailbox(), outgoing(to=address))
    assert met.value.permanent


def test_a_subject_cannot_carry_a_second_header():
    sly = Letter("办法\r\nBcc: all@sample.invalid", "x", "<p>x</p>")
    made = message_from_bytes(written(Mailbox(), outgoing(letter=sly)), policy=policy.default)
    assert made["Bcc"] is None
    assert made["Subject"] == "办法 Bcc: all@sample.invalid"


def test_the_firm_s_logo_travels_inside_the_letter():
    head = Letterhead("虚构律师事务所", b"\x89PNG\r\n\x1a\n.")
    letter = Letter("新版本", "正文", '<img src="cid:logo@tracker">', head)
    message = message_from_bytes(written(Mailbox(host="x"), outgoing(letter=letter)), policy=policy.default)
    [picture] = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert (picture["Content-ID"], picture.get_content()) == ("<logo@tracker>", head.logo)
    assert message.get_body(("html",)).get_content().strip() == '<img src="cid:logo@tracker">'
