"""Filing unsent alerts of a text: as it is filed, and of a direction a client may see from its release on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.alerts.event import Event, Text
from tracker.alerts.matching import Route, Wanted, carried, wanted
from tracker.law.instrument import Instrument
from tracker.practice.access import Release, Sight, sight
from tracker.practice.cards import VersionCard
from tracker.practice.hours import Habits, due
from tracker.practice.person import Client, Person, Reader
from tracker.practice.watch import Channel, Delivery, Filing
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
        card.consolidated,
    )


def event_of(files: Files, slug: str, old: str | None, new: str, *, whole: bool = False) -> Event:
    """A filed version as an event, with what it was compared with, if anything; raises NotFound.

    With `whole` its text comes along, as matching needs it and a letter does not.
    """
    instrument = files.instruments.get(slug)
    return Event(
        instrument=instrument,
        new=text_of(files.versions.card(slug, new)),
        old=text_of(files.versions.card(slug, old)) if old else None,
        comparison=files.comparisons.get(slug, old, new) if old else None,
        words=files.versions.get(slug, new).document.text if whole else "",
        linked=linked(files, instrument) if whole else frozenset(),
    )


def linked(files: Files, instrument: Instrument) -> frozenset[str]:
    """The works linked with one, whichever of the two names the other."""
    return frozenset(other for other, _ in instrument.related) | files.instruments.naming(instrument.slug)


def links_of(catalogue: Sequence[Instrument]) -> dict[str, frozenset[str]]:
    """The works linked with each, whichever of the two names the other."""
    found: dict[str, set[str]] = {one.slug: set() for one in catalogue}
    for one in catalogue:
        for other, _ in one.related:
            found[one.slug].add(other)
            found.setdefault(other, set()).add(one.slug)
    return {slug: frozenset(others) for slug, others in found.items()}


def reader(person: Person, clients: Iterable[Client]) -> Reader:
    """The reader a person is."""
    return Reader(person, next((c for c in clients if c.id == person.client), None))


def readers(files: Files) -> dict[str, Reader]:
    """The reader everybody is, by the person's id."""
    clients = {client.id: client for client in files.people.clients()}
    return {person.id: Reader(person, clients.get(person.client or "")) for person in files.people.all()}


def tell_filed(files: Files, event: Event, at: datetime) -> int:
    """File the alerts of a new version, unsent; how many. Nothing of it is released yet.

    A watch on provisions goes on with the numbers they have in the new text, if it is a published one: what it is
    compared with next is not what we made of a decision.
    """
    watches = files.watches.all_active()
    if any(watch.chain for watch in watches):
        event = replace(event, linked=linked(files, event.instrument))
    told = _queue(files, wanted(watches, event, readers(files)), event, at)
    published = [card for card in files.versions.of(event.instrument.slug) if not card.consolidated]
    if event.comparison and published and published[-1].id == event.new.id:
        for watch in watches:
            if watch.provision and watch.instrument == event.instrument.slug:
                files.watches.put(replace(watch, provision=carried(watch, event.comparison)))
    return told


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
    asking = [watch for watch in files.watches.all_active() if watch.asks_verdict]
    return _queue(files, wanted(asking, event, newly, after), event, at)


def _queue(files: Files, told: Iterable[Wanted], event: Event, at: datetime) -> int:
    """File one alert a person; how many, without those whose watch was told of the event before."""
    posts = post_office(files, at)
    old = event.old.id if event.old else None
    filings = [
        Filing(
            one.watch.id,
            one.person.id,
            event.key,
            event.instrument.slug,
            event.new.id,
            old,
            posts.deliveries(one.person, one.routes),
            event.occasion,
        )
        for one in told
    ]
    return len(files.outbox.file(filings, at))


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Turns routes into deliveries: addresses, and the instant each leaves by its reader's habits."""

    habits: Mapping[str, Habits]
    at: datetime

    def deliveries(self, person: Person, routes: Iterable[Route]) -> tuple[Delivery, ...]:
        """The deliveries of one alert to one person, unsent."""
        return tuple(self._delivery(person, route) for route in routes)

    def _delivery(self, person: Person, route: Route) -> Delivery:
        leaves = due(self.at, route.cadence, self.habits.get(person.id, Habits()), ZoneInfo(person.zone))
        return Delivery(0, 0, route.channel, _address(person, route), "", next_at=leaves, cadence=route.cadence)


def post_office(files: Files, at: datetime) -> PostOffice:
    """Everybody's habits, looked up once for an event."""
    return PostOffice(files.habits.all(), at)


def _address(person: Person, route: Route) -> str:
    """Where a route leads: an e-mail, the person's own page, or the number of one of their addresses."""
    if route.channel is Channel.MAIL:
        return person.email
    return person.id if route.channel is Channel.PAGE else str(route.hook)
