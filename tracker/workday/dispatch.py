"""Sending what was filed: claim one letter, hand it over, record it; a death in between leaves it in doubt."""

from datetime import UTC, datetime, timedelta

from tracker.alerts import mail
from tracker.alerts.services import SERVICES
from tracker.alerts.services.post import Answer
from tracker.errors import DeliveryFailed, DeliveryUnsure, NotFound, TrackerError
from tracker.practice.watch import Channel, Delivery
from tracker.workday.desk import Desk
from tracker.workday.lettering import Parcel, Rows, parcel

# A server that is down is back within hours: 1, 2, 4 … 256 minutes, then every four hours, given up after two days.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
MOST_ATTEMPTS = 20
# One hand-over takes at most a few time-outs of `mail.SECONDS`; a claim older than this was left by a death.
LEFT_BEHIND = timedelta(minutes=10)


def recover(desk: Desk) -> int:
    """At the start of the only dispatcher: what a former one claimed and never recorded is in doubt; how many.

    Whenever that was: the clock may have gone back since.
    """
    with desk.library.writing() as files:
        return files.outbox.doubt_claimed(datetime.max.replace(tzinfo=UTC))


def dispatch(desk: Desk, *, limit: int = 100) -> int:
    """Send what is due, one claim at a time, so that a death leaves at most one letter in doubt; how many were sent.

    Without a mail server letters stay queued, and what goes to chat groups and programs leaves all the same. Faults of
    one letter are recorded with it and stop no other.
    """
    without = () if desk.mailbox.host else (Channel.MAIL,)
    sent = 0
    for _ in range(limit):
        with desk.library.writing() as files:
            files.outbox.doubt_claimed(desk.clock() - LEFT_BEHIND)
            claimed = files.outbox.claim(desk.clock(), 1, without=without)
        if not claimed:
            break
        sent += _send(desk, claimed)
    return sent


def _send(desk: Desk, rows: Rows) -> bool:
    """Hand a letter over and record what became of each of its deliveries; whether it was taken."""
    try:
        made = parcel(desk, rows)
        _hand_over(desk, made)
    except DeliveryUnsure:
        return False  # stays claimed, and is in doubt from the next sweep on
    except DeliveryFailed as fault:
        _record_failure(desk, rows, str(fault), fault.permanent)
        return False
    except NotFound as fault:
        _record_failure(desk, rows, f"There is nothing left to tell: {fault}", permanent=True)
        return False
    except TrackerError as fault:
        _record_failure(desk, rows, str(fault), permanent=False)
        return False
    _record_success(desk, rows, made.withheld)
    return True


def _hand_over(desk: Desk, made: Parcel) -> None:
    if made.outgoing is not None:
        mail.send(desk.mailbox, made.outgoing)
    if made.post is not None:
        status, body = desk.poster.post(made.post.url, made.post.body, dict(made.post.headers))
        SERVICES[made.channel].judge(Answer(status, body))


def _record_success(desk: Desk, rows: Rows, withheld: dict[int, str]) -> None:
    with desk.library.writing() as files:
        for delivery, _ in rows:
            if delivery.id in withheld:
                files.outbox.failed(delivery.id, withheld[delivery.id], True, None)
            else:
                files.outbox.delivered(delivery.id, desk.clock())


def _record_failure(desk: Desk, rows: Rows, error: str, permanent: bool) -> None:
    with desk.library.writing() as files:
        for delivery, _ in rows:
            given_up = permanent or delivery.attempts >= MOST_ATTEMPTS
            files.outbox.failed(delivery.id, error, given_up, None if given_up else _again_at(desk, delivery))


def _again_at(desk: Desk, delivery: Delivery) -> datetime:
    return desk.clock() + pause(delivery.attempts)


def pause(attempts: int) -> timedelta:
    """The wait after so many attempts: doubling, up to four hours."""
    doublings = min(max(attempts, 1) - 1, 10)
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))


def resend(desk: Desk, delivery: int, at: datetime) -> None:
    """A person sends again what is in doubt or failed, under the same Message-ID.

    Raises Conflict for one that is queued, under way or delivered.
    """
    with desk.library.writing() as files:
        files.outbox.resend(delivery, at)
