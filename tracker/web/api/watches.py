"""Watches: what the reader wants to hear of, when and where."""

from flask import url_for

from tracker.diff.changes import Direction
from tracker.errors import NotFound
from tracker.practice.hours import Cadence
from tracker.practice.watch import CHOSEN, TEXTS, Channel, Occasion
from tracker.practice.watch import Watch as Kept
from tracker.readingroom.pages import Foretold, WatchLine
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created, must_match
from tracker.web.api.operations import Group, Match
from tracker.web.api.paging import Listing
from tracker.wire import service

group = Group("watches", "Watches: what one wants to hear of")
ONE = "/watches/<int:number>"


@group.get("/watches", service.Watch, listed=True)
def watches() -> Listing[WatchLine]:
    """The reader's own watches, oldest first."""
    return Listing(current.room().watches.mine(), lambda one: (one.watch.id,), _watch)


@group.get(ONE, service.Watch)
def watch(number: int) -> service.Watch:
    """One watch of the reader."""
    return _watch(_mine(number))


@group.post("/watches", service.Watch, takes=service.WatchSent)
def add_watch() -> Created:
    """Watch something; as for the form, what the reader may not know of is not found."""
    made = current.room().watches.add(_wanted())
    return Created(_watch(_mine(made.id)), url_for("api.watch", number=made.id))


@group.post("/watches/preview", list[service.Foretold], takes=service.WatchSent, status=200, again=True)
def preview_watch() -> list[service.Foretold]:
    """What such a watch would have told in the last year; nothing is kept."""
    return [_foretold(one) for one in current.room().watches.preview(_wanted())]


@group.patch(ONE, service.Watch, takes=service.WatchChangeSent)
def change_watch(number: int) -> service.Watch:
    """Silence a watch, or let it speak again."""
    must_match(Match.MAY, _watch(_mine(number)))
    current.room().watches.pause(number, asked.body(service.WatchChangeSent)["active"])
    return _watch(_mine(number))


@group.delete(ONE, match=Match.MAY)
def remove_watch(number: int) -> None:
    """Stop watching."""
    must_match(Match.MAY, _watch(_mine(number)))
    current.room().watches.remove(number)


@group.post(f"{ONE}/test", None, status=204)
def try_watch(number: int) -> None:
    """Send a test by this watch's channel, at once and whatever the hour."""
    current.room().watches.try_out(number)


def _mine(number: int) -> WatchLine:
    found = next((line for line in current.room().watches.mine() if line.watch.id == number), None)
    if found is None:
        raise NotFound("You have no such watch.")
    return found


def _wanted() -> Kept:
    sent = asked.body(service.WatchSent)
    direction = sent.get("direction")
    return Kept(
        id=0,
        person="",
        instrument=sent.get("instrument", ""),
        authority=sent.get("authority", ""),
        topic=sent.get("topic", ""),
        keyword=sent.get("keyword", "").strip(),
        phrase=sent.get("phrase", "").strip(),
        provision=" ".join(sent.get("provision", "").split()),
        direction=Direction(direction) if direction else None,
        affected=sent.get("affected", ""),
        occasions=frozenset(Occasion(one) for one in sent.get("occasions", ())) & CHOSEN or TEXTS,
        days=sent.get("days", 7),
        source=sent.get("source", ""),
        channel=Channel(sent.get("channel", Channel.MAIL.value)),
        hook=sent.get("hook"),
        cadence=Cadence(sent.get("cadence", Cadence.NOW.value)),
        chain=sent.get("chain", False),
    )


def _watch(line: WatchLine) -> service.Watch:
    one = line.watch
    return {
        "id": one.id,
        "instrument": one.instrument,
        "authority": one.authority,
        "topic": one.topic,
        "keyword": one.keyword,
        "phrase": one.phrase,
        "provision": one.provision,
        "direction": one.direction.value if one.direction else None,
        "affected": one.affected,
        "occasions": sorted(occasion.value for occasion in one.occasions),
        "days": one.days,
        "source": one.source,
        "channel": one.channel.value,
        "hook": one.hook,
        "hook_name": line.hook,
        "cadence": one.cadence.value,
        "chain": one.chain,
        "active": one.active,
        "url": url_for("api.watch", number=one.id),
    }


def _foretold(one: Foretold) -> service.Foretold:
    return {
        "on": one.on.isoformat(),
        "occasion": one.occasion.value,
        "instrument": one.instrument.slug,
        "version": one.version.id if one.version else None,
        "due_on": lines.day(one.due_on),
    }
