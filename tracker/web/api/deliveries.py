"""What was sent, what was not, and what is in doubt."""

from tracker.practice.watch import DeliveryState
from tracker.readingroom.pages import DeliveryLine
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Query, Who
from tracker.web.api.paging import Listing
from tracker.wire import service
from tracker.wire.kinds import DeliveryName

group = Group("deliveries", "What was sent, what was not, what is in doubt")


@group.get(
    "/deliveries", service.Delivery, listed=True, who=Who.FIRM, queries=(Query("state", "of one state", DeliveryName),)
)
def deliveries() -> Listing[DeliveryLine]:
    """The newest deliveries, newest first."""
    asked_for = asked.query("state")
    found = current.room().operations.deliveries(DeliveryState(asked_for) if asked_for else None).lines
    return Listing(found, lambda line: (-line.delivery.id,), _delivery)


@group.post("/deliveries/<int:number>/resend", None, who=Who.FIRM, status=204)
def resend_delivery(number: int) -> None:
    """Send one again that failed or is in doubt, under the same Message-ID: a person's decision."""
    current.room().operations.resend(number)


def _delivery(line: DeliveryLine) -> service.Delivery:
    one = line.delivery
    return {
        "id": one.id,
        "person": line.person,
        "channel": one.channel.value,
        "address": line.address,
        "message_id": one.message_id,
        "state": one.state.value,
        "attempts": one.attempts,
        "occasion": line.alert.occasion.value,
        "instrument": line.instrument.slug if line.instrument else None,
        "next_at": lines.maybe(one.next_at),
        "delivered_at": lines.maybe(one.delivered_at),
        "error": one.error,
    }
