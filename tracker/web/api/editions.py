"""Picks, and the periodical digest: its drafts, its archive, the Word file of one."""

from datetime import date

from flask import Response, url_for

from tracker.practice.edition import Edition as Kept
from tracker.readingroom.pages import EditionPage, FeedEntry, PickLine
from tracker.web import current, edition_docx
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created, must_match
from tracker.web.api.operations import Group, Match, Who
from tracker.web.api.paging import Listing
from tracker.web.api.problems import Problem
from tracker.wire import editions as wire

group = Group("editions", "Picks and the periodical digest")
ONE = "/editions/<int:number>"


@group.get("/picks", wire.Pick, listed=True)
def picks() -> Listing[PickLine]:
    """What is pinned of what the reader may know of, newest first."""
    return Listing(current.room().editions.picks(), lambda one: (-one.pick.id,), _pick)


@group.post("/picks", wire.Pick, takes=wire.PickSent, who=Who.COUNSEL)
def pin() -> Created:
    """Pin a text, or a whole work, with a line everybody may read."""
    desk, sent = current.room().editions, asked.body(wire.PickSent)
    desk.must_write_notes()
    comment = " ".join(sent["comment"].split())
    if not comment:
        raise Problem("invalid", "A pick needs its line of comment.")
    made = desk.pin(sent["instrument"], sent.get("version", ""), comment)
    return Created(_pick(next(one for one in desk.picks() if one.pick.id == made.id)), url_for("api.picks"))


@group.delete("/picks/<int:number>", who=Who.COUNSEL)
def unpin(number: int) -> None:
    """Take a pick down."""
    current.room().editions.unpin(number)


@group.get("/editions", wire.EditionLine, listed=True)
def editions() -> Listing[Kept]:
    """The archive of digests, newest first; for the firm the drafts too."""
    current.room().editions.person_id  # noqa: B018 - raises for a visitor
    found = current.room().editions.all()
    return Listing(found, lambda one: (-one.closes_on.toordinal(), -one.id), _line)


@group.get(ONE, wire.Edition)
def edition(number: int) -> wire.Edition:
    """One digest with what stands in it for this reader: what it went out with, of a draft what would go out now."""
    return _shown(_page(number))


@group.get(f"{ONE}/file", bytes)
def edition_file(number: int) -> Response:
    """The same as a Word file."""
    found = _page(number)
    return lines.download(edition_docx.written(found), f"tracker-{found.edition.closes_on}.docx")


@group.post("/editions", wire.Edition, takes=wire.EditionSent, who=Who.COUNSEL)
def begin_edition() -> Created:
    """Begin a draft."""
    desk = current.room().editions
    desk.must_write_notes()
    made = desk.begin(*_said())
    return Created(_shown(desk.page(made.id)), url_for("api.edition", number=made.id))


@group.patch(ONE, wire.Edition, takes=wire.EditionSent, who=Who.COUNSEL, match=Match.MUST)
def reword_edition(number: int) -> wire.Edition:
    """Word a draft anew; names the draft its writer saw, as for a note."""
    desk = current.room().editions
    desk.must_write_notes()
    must_match(Match.MUST, _shown(desk.page(number)))
    desk.revise(number, *_said())
    return _shown(desk.page(number))


@group.post(f"{ONE}/sending", wire.EditionOut, who=Who.COUNSEL, status=200)
def send_edition(number: int) -> wire.EditionOut:
    """Let a digest go out to everybody who watches for it; from then on it stands as it went."""
    return {"told": current.room().editions.send(number)}


def _page(number: int) -> EditionPage:
    desk = current.room().editions
    desk.person_id  # noqa: B018 - raises for a visitor
    return desk.page(number)


def _said() -> tuple[str, str, tuple[date, date]]:
    sent = asked.body(wire.EditionSent)
    period = date.fromisoformat(sent["opens_on"]), date.fromisoformat(sent["closes_on"])
    if not sent["title"].strip() or period[0] > period[1]:
        raise Problem("invalid", "A digest needs a title, and a period that does not end before it begins.")
    return sent["title"].strip(), sent["introduction"].strip(), period


def _line(one: Kept) -> wire.EditionLine:
    return {
        "id": one.id,
        "title": one.title,
        "opens_on": one.opens_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
        "sent_at": lines.maybe(one.sent_at),
        "url": url_for("api.edition", number=one.id),
    }


def _shown(page: EditionPage) -> wire.Edition:
    one = page.edition
    return {
        "id": one.id,
        "title": one.title,
        "introduction": one.introduction,
        "opens_on": one.opens_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
        "sent_at": lines.maybe(one.sent_at),
        "picks": [_pick(line) for line in page.picks],
        "finals": [_entry(entry) for entry in page.finals],
        "drafts": [_entry(entry) for entry in page.drafts],
        "upcoming": [lines.upcoming(ahead) for ahead in page.upcoming],
        "url": url_for("api.edition", number=one.id),
    }


def _entry(entry: FeedEntry) -> wire.EditionEntry:
    return {
        "instrument": lines.names(entry.instrument),
        "version": lines.version(entry.version),
        "comparison": lines.comparison(entry.comparison) if entry.comparison else None,
    }


def _pick(line: PickLine) -> wire.Pick:
    return {
        "id": line.pick.id,
        "instrument": lines.names(line.instrument),
        "version": line.pick.version or None,
        "comment": line.pick.comment,
        "editor": line.editor,
        "at": lines.instant(line.pick.at),
    }
