"""Sending invitations: taken once, handed over, recorded; one that may have left is not sent again by itself."""

from tracker.alerts import mail
from tracker.alerts.invitation import invite
from tracker.errors import DeliveryFailed, DeliveryUnsure
from tracker.practice.client import Invitation
from tracker.workday.desk import Desk
from tracker.workday.letterhead import letterhead


def send_invitations(desk: Desk, *, limit: int = 20) -> int:
    """Send the invitations nobody took yet; how many left. Without a mail server they wait."""
    if not desk.mailbox.host:
        return 0
    sent = 0
    for _ in range(limit):
        with desk.library.writing() as files:
            taken = files.invitations.claim(desk.clock())
        if taken is None:
            break
        sent += _send(desk, taken)
    return sent


def _send(desk: Desk, taken: Invitation) -> bool:
    with desk.library.reading() as files:
        person, by = files.people.get(taken.person), files.people.get(taken.by)
        client = files.people.client(person.client).name if person.client else ""
    letter = invite(taken, person, by, client, base_url=desk.base_url, head=letterhead(desk.settings))
    # The number alone names it: a token must not travel in a header that replies carry on.
    outgoing = mail.Outgoing(letter, person.email, f"<invitation.{taken.id}@tracker>", desk.clock())
    try:
        mail.send(desk.mailbox, outgoing)
    except DeliveryUnsure:
        return False  # taken and not recorded: the administrator sees so and invites again
    except DeliveryFailed as fault:
        with desk.library.writing() as files:
            files.invitations.failed(taken.id, str(fault), permanent=fault.permanent)
        return False
    with desk.library.writing() as files:
        files.invitations.sent(taken.id, desk.clock())
    return True
