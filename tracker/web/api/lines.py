"""Values of the desks as they stand on the wire, where several resources show the same."""

from datetime import date, datetime
from urllib.parse import quote

from flask import Response, url_for

from tracker.annotations.annotation import Selector, Spot
from tracker.law.instrument import Instrument
from tracker.practice.cards import VersionCard
from tracker.readingroom.pages import ComparisonLine, Moment, NoteView, Upcoming
from tracker.web.filters import outward
from tracker.wire import judgement, works


def instant(at: datetime) -> str:
    """An instant as it stands on the wire: UTC, to the microsecond if it has any."""
    return at.isoformat().replace("+00:00", "Z")


def download(data: bytes, name: str) -> Response:
    """A file to be saved, never a page; `name` is what it is called."""
    response = Response(data, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", **_named(name))
    return response


def _named(name: str) -> dict[str, str]:
    """A file's name as a header says it (RFC 6266): a plain one for old programs, the real one beside it."""
    plain = "".join(sign if sign.isascii() and sign.isprintable() and sign not in '"\\;%' else "_" for sign in name)
    return {"filename": plain} if plain == name else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}


def maybe(at: datetime | None) -> str | None:
    """An instant, or none."""
    return instant(at) if at else None


def day(on: date | None) -> str | None:
    """A day, or none."""
    return on.isoformat() if on else None


def names(one: Instrument) -> works.InstrumentName:
    """An instrument by its names."""
    return {"slug": one.slug, "title_zh": one.title_zh, "title_en": one.title_en, "shelf": one.shelf.value}


def upcoming(one: Upcoming) -> works.Upcoming:
    """A date ahead."""
    return {
        "instrument": one.instrument.slug,
        "kind": one.kind.value,
        "on": one.on.isoformat(),
        "days": one.days,
        "sure": one.sure,
        "opened_on": day(one.opened_on),
        "stage": one.stage.value if one.stage else None,
    }


def moment(one: Moment) -> works.Moment:
    """A dated thing in a life."""
    return {
        "kind": one.kind.value,
        "on": day(one.on),
        "until": day(one.until),
        "stage": one.stage.value if one.stage else None,
        "reading": one.reading,
        "sure": one.sure,
        "url": outward(one.url),
        "note_zh": one.note_zh,
        "note_en": one.note_en,
        "version": one.version or None,
    }


def version(card: VersionCard) -> works.VersionLine:
    """A version without its text."""
    return {
        "instrument": card.instrument,
        "id": card.id,
        "stage": card.stage.value,
        "reading": card.reading,
        "dated_on": card.dated_on.isoformat(),
        "title": card.title,
        "articles": card.articles,
        "problems": card.problems,
        "sha256": card.sha256,
        "effective_on": day(card.effective_on),
        "comment_deadline": day(card.comment_deadline),
        "consolidated": card.consolidated,
        "official_url": outward(card.url),
        "first_seen_at": maybe(card.first_seen_at),
        "last_seen_at": maybe(card.last_seen_at),
        "url": url_for("api.version", slug=card.instrument, version=card.id),
    }


def comparison(line: ComparisonLine) -> judgement.ComparisonLine:
    """A comparison in a list; what is the firm's is there for the firm only."""
    made: judgement.ComparisonLine = {
        "instrument": line.instrument,
        "old": line.old.id,
        "new": line.new.id,
        "sight": line.sight.value,
        "directions": None if line.directions is None else {one.value: n for one, n in line.directions.items()},
        "url": url_for("api.comparison", slug=line.instrument, old=line.old.id, new=line.new.id),
    }
    if line.filed_at is not None:
        made["filed_at"] = instant(line.filed_at)
        made["review"] = line.review.value if line.review else None
    return made


def note(view: NoteView) -> judgement.NoteShown:
    """A note as one who only reads it has it."""
    return {
        "change": view.change,
        "body": view.body,
        "author": view.author,
        "at": instant(view.at),
        "released": view.released,
        "place": place(view.place),
        "quoted": quoted(view.phrase),
    }


def place(spot: Spot | None) -> str | None:
    """A place in one of the two texts, `new:7.1`."""
    return f"{spot.side}:{spot.locator}" if spot else None


def quoted(one: Selector | None) -> judgement.Quoted | None:
    """The words a note points at."""
    if one is None:
        return None
    return {
        "side": one.side,
        "exact": one.exact,
        "prefix": one.prefix,
        "suffix": one.suffix,
        "start": one.start,
        "end": one.end,
    }
