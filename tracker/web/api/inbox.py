"""Counsel's inbox: what waits for the firm, and carried notes to be placed."""

from tracker.practice.amendment import Waiting
from tracker.practice.cards import VersionCard
from tracker.readingroom.pages import NoteView
from tracker.readingroom.placing import ToPlace
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Who
from tracker.wire import service

group = Group("review", "What waits for the firm")


@group.get("/review", service.Inbox, who=Who.FIRM)
def review() -> service.Inbox:
    """Comparisons nobody released, notes that are the reader's to answer or wait for release, notes to place."""
    room = current.room()
    return {
        "comparisons": [lines.comparison(line) for _, line in room.comparisons.waiting()],
        "mine": [_note(view) for view in room.notes.mine()],
        "notes": [_note(view) for view in room.notes.waiting()],
        "to_place": [_to_place(one) for one in room.placing.waiting()],
        "amended": [_amended(card, one) for _, card, one in room.amendments.waiting()],
        "quarantined": len(room.operations.quarantine()),
    }


@group.post("/instruments/<slug>/versions/<version>/look", None, who=Who.FIRM, status=204)
def look_at_amendment(slug: str, version: str) -> None:
    """Say that one looked at an amendment that waits; it leaves the inbox."""
    current.room().amendments.look(slug, version)


@group.post("/notes/<int:number>/places/<version>", None, takes=service.PlaceSent, who=Who.COUNSEL, status=204)
def place_note(number: int, version: str) -> None:
    """Say where a carried note stands: where it was put, on the provision named, or nowhere in the newer text."""
    desk, sent = current.room().placing, asked.body(service.PlaceSent)
    if sent["how"] == "accept":
        desk.accept(number, version)
    elif sent["how"] == "place":
        desk.place(number, version, sent.get("locator", "").strip())
    else:
        desk.let_go(number, version)


def _note(view: NoteView) -> service.WaitingNote:
    return {
        "id": view.id or 0,
        "instrument": view.about.slug if view.about else "",
        "old": view.old,
        "new": view.new,
        "change": view.change,
        "body": view.body,
        "author": view.author,
        "at": lines.instant(view.at),
    }


def _amended(card: VersionCard, one: Waiting) -> service.WaitingAmendment:
    return {"instrument": card.instrument, "version": card.id, "doubt": one.doubt.value, "count": one.count}


def _to_place(one: ToPlace) -> service.ToPlace:
    return {
        "note": one.standing.note,
        "instrument": one.version.instrument,
        "source": one.standing.source,
        "version": one.standing.version,
        "locator": one.standing.placement.locator,
        "before": one.before,
        "after": one.after,
    }
