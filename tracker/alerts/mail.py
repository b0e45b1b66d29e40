"""Handing one letter to the mail server: certain failures told apart by remedy, uncertain ones never guessed."""

import re
import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tracker.alerts.letters import Letter
from tracker.errors import DeliveryFailed, DeliveryUnsure
from tracker.exports.signs import writable
from tracker.settings import Mailbox

SECONDS = 30.0  # a server that says nothing for so long is taken as gone
# A session in all: one that answers byte by byte is never silent, and would hold up every letter behind this one. Under
# `dispatch.LEFT_BEHIND`, so that nobody doubts a letter that is still in our hands.
LONGEST = 180.0
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)  # RFC 5321, section 4.5.2
_ADDRESS = re.compile(r"[!-;=?-~]+@[A-Za-z0-9.-]+\Z", re.ASCII)  # no space, control character or < >: no second header


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One letter to one address; `message_id` was fixed when it was queued, so that a second copy is known as one.

    `leave` is the address where a POST ends such letters (RFC 8058); empty where there is nothing to leave.
    """

    letter: Letter
    to: str
    message_id: str
    at: datetime
    leave: str = ""


def send(mailbox: Mailbox, outgoing: Outgoing) -> None:
    """Hand a letter to the mail server; returning means the server took responsibility for it.

    Raises DeliveryFailed: permanent when the server refuses this recipient or these words (5xx), temporary otherwise
    (4xx, no connection, sign-in refused: the operator can mend that). Raises DeliveryUnsure when the connection died
    after the words went out and before the answer came.
    """
    data = written(mailbox, outgoing)
    with _session(mailbox) as server:
        _step(server.mail(mailbox.sender), "the sender", permanent_from=600)
        _step(server.rcpt(outgoing.to), f"the recipient {outgoing.to}", permanent_from=500)
        _step(server.docmd("DATA"), "to take a letter", permanent_from=500)
        _step(_hand_over(server, mailbox, outgoing.to, data), "the letter", permanent_from=500)


def reach(mailbox: Mailbox) -> None:
    """Greet the mail server and sign in, and go again; raises DeliveryFailed, saying why that is not possible."""
    with _session(mailbox) as server:
        _step(server.noop(), "to answer", permanent_from=500)


def _hand_over(server: smtplib.SMTP, mailbox: Mailbox, to: str, data: bytes) -> tuple[int, bytes]:
    """Send the words and give the answer; from the first of them on, silence means that nobody knows."""
    try:
        server.send(_LEADING_DOT.sub(b"..", data) + b".\r\n")
        return server.getreply()
    except (OSError, smtplib.SMTPException) as fault:
        raise DeliveryUnsure(
            f"The mail server {mailbox.host} went away while it held the letter to {to} ({fault})."
        ) from fault


def written(mailbox: Mailbox, outgoing: Outgoing) -> bytes:
    """The letter as it travels; raises DeliveryFailed (permanent) for an address that is none."""
    if not _ADDRESS.match(outgoing.to):
        raise DeliveryFailed(f"“{outgoing.to!r}” is no e-mail address.", permanent=True)
    message = EmailMessage(policy=SMTP)
    message["From"] = mailbox.sender
    message["To"] = outgoing.to
    message["Subject"] = " ".join(writable(outgoing.letter.subject).split())
    message["Date"] = format_datetime(outgoing.at)
    message["Message-ID"] = outgoing.message_id
    message["Auto-Submitted"] = "auto-generated"
    if outgoing.leave:
        message["List-Unsubscribe"] = f"<{outgoing.leave}>"
    if outgoing.leave.startswith("https://"):  # RFC 8058, section 3.1: one-click is for HTTPS only
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(outgoing.letter.text, cte="base64")
    message.add_alternative(outgoing.letter.html, subtype="html", cte="base64")
    head = outgoing.letter.head
    if head.logo:
        _, html = message.iter_parts()
        assert isinstance(html, EmailMessage)
        html.add_related(head.logo, "image", "png", cid=f"<{head.cid}>", disposition="inline", filename="logo.png")
    return message.as_bytes()


class _Server(smtplib.SMTP):
    """A connection to the mail server that is cut off when the session's time is over."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.alarm = threading.Timer(LONGEST, self._cut)
        self.alarm.daemon = True
        self.alarm.start()
        try:
            super().__init__(mailbox.host, mailbox.port, timeout=SECONDS)
        except BaseException:
            self.alarm.cancel()
            raise

    def _cut(self) -> None:
        sock = getattr(self, "sock", None)
        if sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # below any TLS: whoever waits in a read wakes up


@contextmanager
def _session(mailbox: Mailbox) -> Iterator[smtplib.SMTP]:
    """A greeted, if need be encrypted and signed-in connection; a fault here is before hand-over and can be mended."""
    try:
        server = _Server(mailbox)
    except (OSError, smtplib.SMTPException) as fault:
        raise _unreachable(mailbox, fault) from fault
    try:
        try:
            _greet(server, mailbox)
        except (OSError, smtplib.SMTPException) as fault:
            raise _unreachable(mailbox, fault) from fault
        try:
            yield server
        except smtplib.SMTPServerDisconnected as fault:
            raise _unreachable(mailbox, fault) from fault
    finally:
        _leave(server)
        server.alarm.cancel()


def _greet(server: smtplib.SMTP, mailbox: Mailbox) -> None:
    server.ehlo_or_helo_if_needed()
    if mailbox.starttls:
        server.starttls()
        server.ehlo()
    if mailbox.user:
        server.login(mailbox.user, mailbox.password)


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; what the server answers now changes nothing about the letter."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _step(answer: tuple[int, bytes], what: str, *, permanent_from: int) -> None:
    code, words = answer
    if code >= 400:
        said = words.decode("utf-8", errors="replace").strip()
        raise DeliveryFailed(f"The mail server refused {what}: {code} {said}", permanent=code >= permanent_from)


def _unreachable(mailbox: Mailbox, fault: Exception) -> DeliveryFailed:
    return DeliveryFailed(
        f"The mail server {mailbox.host}:{mailbox.port} could not be used ({fault}).", permanent=False
    )
