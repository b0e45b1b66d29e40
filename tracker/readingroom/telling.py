"""Filing unsent alerts: of a new version as it is filed, and of a direction a client may see from its release on."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.alerts.event import Event, Text
from tracker.alerts.matching import Wanted, wanted
from tracker.practice.access import Release, Sight, sight
from tracker.practice.cards import VersionCard
from tracker.practice.person import Client, Person, Reader
from tracker.practice.watch import Channel, Delivery
from tracker.store.library import Files


def text_of(card: VersionCard) -> Text:
    """The facts of a version that a letter may tell."""
    return Text(
        card.id,
        card.title,
        card.stage,
        card.reading,
        card.dated_on,
        card.effective_on,
        card.comment_deadline,
        card.url,
    )


def event_of(files: Files, slug: str, old: str | None, new: str) -> Event:
    """A filed version as an event, with what it was compared with, if anything; raises NotFound."""
    return Event(
        instrument=files.instruments.get(slug),
        new=text_of(files.versions.card(slug, new)),
        old=text_of(files.versions.card(slug, old)) if old else None,
        comparison=files.comparisons.get(slug, old, new) if old else None,
    )


def reader(person: Person, clients: Iterable[Client]) -> Reader:
    """The reader a person is."""
    return Reader(person, next((c for c in clients if c.id == person.client), None))


def readers(files: Files) -> dict[str, Reader]:
    """The reader everybody is, by the person's id."""
    clients = files.people.clients()
    return {person.id: reader(person, clients) for person in files.people.all()}


def tell_filed(files: Files, event: Event, at: datetime) -> int:
    """File the alerts of a new version, unsent; how many. Nothing of it is released yet."""
    return _queue(files, wanted(files.watches.all_active(), event, readers(files)), event, at)


def tell_released(files: Files, event: Event, before: Sequence[Release], after: Sequence[Release], at: datetime) -> int:
    """File the alerts of those who watch for a direction and may see it from this release on; how many.

    Their watches were silent when the version was filed: the letter itself would have told the direction. Takes the
    releases of the event's comparison as they were and as they are. Who saw verdicts already, and who was told of facts
    by another watch, keeps what they have; a watch told of this event once is not told again after a withdrawal.
    """
    newly = {
        person: who
        for person, who in readers(files).items()
        if sight(who, event.instrument, before) is Sight.NOTHING
        and sight(who, event.instrument, after) is Sight.RELEASED
    }
    asking = [watch for watch in files.watches.all_active() if watch.direction is not None]
    return _queue(files, wanted(asking, event, newly, after), event, at)


def _queue(files: Files, told: Iterable[Wanted], event: Event, at: datetime) -> int:
    return sum(_queue_one(files, event, one, at) for one in told)


def _queue_one(files: Files, event: Event, one: Wanted, at: datetime) -> bool:
    """File one person's alert; False when this watch was told of the event before."""
    deliveries = [
        Delivery(0, 0, channel, one.person.email if channel is Channel.MAIL else one.person.id, "")
        for channel in one.channels
    ]
    old = event.old.id if event.old else None
    filed = files.outbox.queue(
        one.watch.id, one.person.id, event.key, event.instrument.slug, event.new.id, old, deliveries, at
    )
    return filed is not None
