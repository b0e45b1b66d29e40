"""Sending what was filed: claim one, hand it over, record it; a death in between leaves it in doubt, not sent again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.alerts import mail, message
from tracker.alerts.event import Event
from tracker.alerts.matching import matches
from tracker.errors import DeliveryFailed, DeliveryUnsure, NotFound, TrackerError
from tracker.practice.access import Release, Sight, sight
from tracker.practice.person import Reader
from tracker.practice.watch import Alert, Delivery
from tracker.readingroom.telling import event_of, reader
from tracker.store.library import Files
from tracker.workday.desk import Desk

# A server that is down is back within hours: 1, 2, 4 … 256 minutes, then every four hours, given up after two days.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
MOST_ATTEMPTS = 20
# One hand-over takes at most a few time-outs of `mail.SECONDS`; a claim older than this was left by a death.
LEFT_BEHIND = timedelta(minutes=10)


def recover(desk: Desk) -> int:
    """At the start of the only dispatcher: what a former one claimed and never recorded is in doubt; how many."""
    with desk.library.writing() as files:
        return files.outbox.doubt_claimed(desk.clock())


def dispatch(desk: Desk, *, limit: int = 100) -> int:
    """Send what is due, one claim at a time, so that a death leaves at most one letter in doubt; how many were sent.

    Without a mail server everything stays queued. Faults of one letter are recorded with it and stop no other.
    """
    if not desk.mailbox.host:
        return 0
    sent = 0
    for _ in range(limit):
        with desk.library.writing() as files:
            files.outbox.doubt_claimed(desk.clock() - LEFT_BEHIND)
            claimed = files.outbox.claim(desk.clock(), 1)
        if not claimed:
            break
        sent += _send(desk, *claimed[0])
    return sent


def _send(desk: Desk, delivery: Delivery, alert: Alert) -> bool:
    try:
        mail.send(desk.mailbox, _outgoing(desk, delivery, alert))
    except DeliveryUnsure:
        return False  # stays claimed, and is in doubt from the next sweep on
    except DeliveryFailed as fault:
        _record_failure(desk, delivery, str(fault), fault.permanent)
        return False
    except NotFound as fault:
        _record_failure(desk, delivery, f"There is nothing left to tell: {fault}", permanent=True)
        return False
    except TrackerError as fault:
        _record_failure(desk, delivery, str(fault), permanent=False)
        return False
    with desk.library.writing() as files:
        files.outbox.delivered(delivery.id, desk.clock())
    return True


def _outgoing(desk: Desk, delivery: Delivery, alert: Alert) -> mail.Outgoing:
    """The letter as its reader may see it now: a release since the filing counts, a withdrawal too."""
    with desk.library.reading() as files:
        person = files.people.get(alert.person)
        if not person.active:
            raise DeliveryFailed(f"{person.name} has no active account any more.", permanent=True)
        who = reader(person, files.people.clients())
        old = alert.compared_with
        releases = files.releases.of(alert.instrument, old, alert.version) if old else []
        event = event_of(files, alert.instrument, old, alert.version)
        if _betrays(files, alert, event, who, releases):
            raise DeliveryFailed("The release this letter tells of was withdrawn before it left.", permanent=True)
        letter = message.compose(event, who, releases, base_url=desk.base_url)
    return mail.Outgoing(letter, delivery.address, delivery.message_id, desk.clock())


def _betrays(files: Files, alert: Alert, event: Event, who: Reader, releases: Sequence[Release]) -> bool:
    """Whether the letter's coming alone would tell a direction its reader may see no more."""
    if sight(who, event.instrument, releases) is not Sight.NOTHING:
        return False
    watches = files.watches.of(alert.person)
    asked = next((watch for watch in watches if watch.id == alert.watch), None)
    return asked is not None and asked.direction is not None and not any(matches(w, event, who) for w in watches)


def _record_failure(desk: Desk, delivery: Delivery, error: str, permanent: bool) -> None:
    given_up = permanent or delivery.attempts >= MOST_ATTEMPTS
    next_at = None if given_up else desk.clock() + pause(delivery.attempts)
    with desk.library.writing() as files:
        files.outbox.failed(delivery.id, error, given_up, next_at)


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
