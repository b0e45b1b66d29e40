"""Notes: written, answered, reworded, given away, closed, released, taken back."""

from flask import url_for

from tracker.annotations.annotation import Act, Note
from tracker.annotations.annotation import Deed as DeedDone
from tracker.readingroom.pages import NoteView
from tracker.web import current, drafts
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created, must_match
from tracker.web.api.operations import Group, Match, Who
from tracker.web.api.paging import Listing
from tracker.web.api.problems import Problem
from tracker.web.notes import LONGEST_LABEL
from tracker.wire import judgement

group = Group("notes", "Notes on comparisons: the firm's own until released")
PAIR = "/comparisons/<slug>/<old>..<new>"
ONE = "/notes/<int:number>"
NEEDS_WORD = frozenset({DeedDone.LABELLED, DeedDone.UNLABELLED, DeedDone.RESOLVED})


@group.get(f"{PAIR}/notes", judgement.NoteShown, listed=True)
def notes(slug: str, old: str, new: str) -> Listing[tuple[int, NoteView]]:
    """The notes on a comparison as this reader may read them: for a client the wordings released to them."""
    views = list(enumerate(current.room().notes.of(slug, old, new)))
    return Listing(views, lambda one: (one[0],), lambda one: lines.note(one[1]))


@group.get(f"{PAIR}/threads", judgement.Note, listed=True, who=Who.FIRM)
def threads(slug: str, old: str, new: str) -> Listing[NoteView]:
    """The notes on a comparison with every wording, deed, release and answer, and those carried here."""
    room = current.room()
    views = [view for view in room.notes.of(slug, old, new) if view.full]
    room.operations.must_be_inside()
    return Listing(views, lambda view: (view.id or 0,), _thread)


@group.get(ONE, judgement.Note, who=Who.FIRM)
def note(number: int) -> judgement.Note:
    """One note in full, with the answers to it."""
    return shown(current.room().notes.get(number))


@group.post(f"{PAIR}/notes", judgement.Note, takes=judgement.NoteSent, who=Who.COUNSEL)
def write_note(slug: str, old: str, new: str) -> Created:
    """Write a note on a change, a provision, a phrase of one side, or the whole; internal until released."""
    sent, room = asked.body(judgement.NoteSent), current.room()
    room.comparisons.must_write_notes()
    page = room.comparisons.page(slug, old, new, with_notes=False)
    draft = drafts.Draft(
        change=sent.get("change", ""),
        body=sent["body"].strip(),
        exact=sent.get("quote", "").strip(),
        side=sent.get("side", "new"),
        start=str(sent.get("start", "")),
        spot=sent.get("place", ""),
        matter=sent.get("matter", "").strip(),
    )
    if draft.spot and draft.on_spot is None:
        raise Problem("invalid", "A place is `old:` or `new:` and a locator, for a note on no change.")
    fault = drafts.wrong_with(draft, page)
    if fault:
        raise Problem("invalid", fault)
    quoted = drafts.selector(draft, page)
    made = room.notes.add(slug, old, new, draft.change, draft.body, quoted, spot=draft.on_spot, matter=draft.matter)
    return _created(made)


@group.patch(ONE, judgement.Note, takes=judgement.WordingSent, who=Who.COUNSEL, match=Match.MUST)
def reword_note(number: int) -> judgement.Note:
    """Give a note a new wording; clients read what was released until it is released again.

    Names the version its writer saw: 412 where it is another by now, 409 where somebody was faster by a moment.
    """
    desk, words = current.room().notes, _words(asked.body(judgement.WordingSent)["body"])
    desk.must_write_notes()
    held = desk.get(number)
    must_match(Match.MUST, shown(held))
    return shown(desk.revise(number, words, expected=len(held.revisions)))


@group.post(f"{ONE}/replies", judgement.Note, takes=judgement.WordingSent, who=Who.COUNSEL)
def answer_note(number: int) -> Created:
    """Answer a note, inside the firm."""
    words = _words(asked.body(judgement.WordingSent)["body"])
    return _created(current.room().notes.answer(number, words))


@group.post(f"{ONE}/deeds", judgement.Note, takes=judgement.DeedSent, who=Who.COUNSEL, status=200)
def do_with_note(number: int) -> judgement.Note:
    """Assign, label, resolve or reopen a note, or make it the house view."""
    sent = asked.body(judgement.DeedSent)
    deed, value = DeedDone(sent["deed"]), sent.get("value", "").strip()
    if deed is DeedDone.LABELLED:
        value = value[:LONGEST_LABEL]
    if not value and deed in NEEDS_WORD:
        raise Problem("invalid", "This needs a word: a label, or the closing note.")
    return shown(current.room().notes.act(number, deed, value))


@group.post(f"{ONE}/releases", judgement.Note, takes=judgement.ReleaseSent, who=Who.COUNSEL, status=200)
def release_note(number: int) -> judgement.Note:
    """Let one client, or every follower (`*`), read the present wording."""
    room, chosen = current.room(), asked.body(judgement.ReleaseSent)["client"]
    room.notes.must_write_notes()
    held = room.notes.get(number)
    page = room.comparisons.page(held.instrument, held.old, held.new)
    return shown(room.notes.release(number, chosen_client(chosen, {one.id for one in page.clients})))


@group.delete(f"{ONE}/releases/<client>", who=Who.COUNSEL)
def withdraw_note(number: int, client: str) -> None:
    """Take a note back from a client (`*`: from those it was released to as followers)."""
    current.room().notes.withdraw(number, None if client == judgement.EVERYONE else client)


def chosen_client(chosen: str, following: set[str]) -> str | None:
    """The client named, None for every follower; raises Problem for one that does not follow the instrument."""
    if chosen == judgement.EVERYONE:
        return None
    if chosen not in following:
        raise Problem("invalid", "No client of this id follows the instrument.")
    return chosen


def shown(one: Note) -> judgement.Note:
    """A note on the wire with its answers, for the firm."""
    views = current.room().notes.of(one.instrument, one.old, one.new)
    mine = next((view for view in views if view.id == one.id and view.standing is None), None)
    return _note(one, mine.replies if mine else (), "")


def _created(one: Note) -> Created:
    return Created(shown(one), url_for("api.note", number=one.id))


def _thread(view: NoteView) -> judgement.Note:
    assert view.full is not None
    return _note(view.full, view.replies, view.standing.source if view.standing else "")


def _note(one: Note, replies: tuple[NoteView, ...], source: str) -> judgement.Note:
    return {
        "id": one.id,
        "instrument": one.instrument,
        "old": one.old,
        "new": one.new,
        "change": one.change,
        "place": lines.place(one.place),
        "quoted": lines.quoted(one.selector),
        "body": one.body,
        "author": one.author,
        "matter": one.matter,
        "parent": one.parent,
        "assignee": one.assignee,
        "labels": list(one.labels),
        "resolved": one.closing is not None,
        "house_view": one.is_house_view,
        "wordings": [{"body": w.body, "author": w.author, "at": lines.instant(w.at)} for w in one.revisions],
        "deeds": [_deed(act) for act in one.acts],
        "releases": [{"client": r.client, "body": r.body, "by": r.by, "at": lines.instant(r.at)} for r in one.releases],
        "replies": [_note(view.full, (), "") for view in replies if view.full],
        "carried_from": source or None,
        "url": url_for("api.note", number=one.id),
    }


def _deed(act: Act) -> judgement.Deed:
    return {"deed": act.deed.value, "value": act.value, "by": act.by, "at": lines.instant(act.at)}


def _words(body: str) -> str:
    if not body.strip():
        raise Problem("invalid", "A note needs words.")
    return body.strip()
