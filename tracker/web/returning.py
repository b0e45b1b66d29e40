"""Returning: a redline a colleague worked on in Word, uploaded again; what they said and did becomes internal notes."""

from dataclasses import dataclass

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from tracker.errors import UnreadableDocument
from tracker.exports import files
from tracker.exports.redline_docx import spoken
from tracker.exports.redline_placing import Placed, Placing
from tracker.exports.redline_reading import Marked, Returned, Sort
from tracker.readingroom.pages import ComparisonPage, NoteView
from tracker.sandbox import reading as sandbox
from tracker.web import current, sheets
from tracker.web.comparisons import PAIR, address, back, must_write
from tracker.web.filters import moment, say

bp = Blueprint("returning", __name__, url_prefix="/comparisons")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many notes were made, how many comments were in the firm's hands already, and if edits stand untracked."""

    made: int
    known: int
    untracked: bool


class OtherVersions(Exception):
    """The file was made of other texts than these; says so in the reader's words."""


@bp.post(f"{PAIR}/returned")
def take_in(slug: str, old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Read the file; every comment and edit that is not known yet becomes a note where it stands, internal."""
    must_write()
    shown = current.room().comparisons.page(slug, old, new)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _again(shown, say("export.no-file"))
    try:
        taken = taken_in(shown, sandbox.read_redline(sent.read(), name=sent.filename))
    except (UnreadableDocument, OtherVersions) as fault:
        return _again(shown, str(fault))
    flash(say("export.taken-in", n=taken.made, known=taken.known))
    if taken.untracked:
        flash(say("export.untracked"))
    return back(slug, old, new)


def taken_in(shown: ComparisonPage, marked: Marked) -> TakenIn:
    """Write down what a redline that came back says and is not known yet. Raises OtherVersions."""
    if not _is_of(marked, shown):
        raise OtherVersions(say("export.other-versions"))
    return _notes_of(marked, shown, Placing(shown.comparison, shown.old.document, shown.new.document))


def _again(shown: ComparisonPage, fault: str) -> tuple[str, int]:
    page = render_template(
        "export/page.html", page=shown, here=address(shown), forms=files.FORMS, inside=True, fault=fault
    )
    return page, 422


def _is_of(marked: Marked, shown: ComparisonPage) -> bool:
    """Whether the file was made of these very texts."""
    sides = (("old", shown.old), ("new", shown.new))
    return all(marked.marks.get(f"{name}-sha256") == version.document.sha256 for name, version in sides)


def _notes_of(marked: Marked, shown: ComparisonPage, placing: Placing) -> TakenIn:
    """Write what is not known yet; the same file uploaded twice says nothing twice."""
    sent = _sent(shown)
    kept = {_bare(remark.body) for remark in sheets.remarks(shown)}
    made = known = 0
    for returned in marked.returned:
        body = words(returned)
        if _bare(returned.body) in sent or _bare(body) in kept:
            known += 1
            continue
        kept.add(_bare(body))
        _write(shown, placing.place(returned), body, sent.get(_bare(returned.answers)))
        made += 1
    sides = (("old", marked.old), ("new", marked.new))
    return TakenIn(made, known, untracked=not all(placing.is_as_sent(side, said) for side, said in sides))


def _sent(shown: ComparisonPage) -> dict[str, int | None]:
    """The notes by the words of the comments they were sent as."""
    said: dict[str, int | None] = {}
    for remark, note in zip(sheets.remarks(shown), _flat(shown), strict=True):
        said |= dict.fromkeys((_bare(spoken(remark, "zh")), _bare(spoken(remark, "en"))), note.id)
    return said


def _flat(shown: ComparisonPage) -> list[NoteView]:
    return [one for note in shown.notes for one in (note, *note.replies)]


def _bare(text: str) -> str:
    return "".join(text.split())


def _write(shown: ComparisonPage, placed: Placed, body: str, answered: int | None) -> None:
    desk = current.room().notes
    if answered is not None:
        desk.answer(answered, body)
        return
    slug, old, new = shown.instrument.slug, shown.old.id, shown.new.id
    desk.add(slug, old, new, placed.change, body, placed.selector, spot=placed.spot)


def words(returned: Returned) -> str:
    """What the note says: the colleague's words or proposal, then who it was, in Word, and when."""
    when = moment(returned.at) if returned.at else say("date.unknown")
    by = say("export.by", author=returned.author or "?", at=when)
    return f"{_said(returned)}\n\n— {by}"


def _said(returned: Returned) -> str:
    if returned.sort is Sort.COMMENT:
        return returned.body
    return say(f"export.{returned.sort.value}", gone=returned.quoted, come=returned.body)
