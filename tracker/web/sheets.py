"""Sheets: what an export of the workbench holds for one reader: stamp, notes they may read, words for places."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for

from tracker.annotations.annotation import Note, Revision
from tracker.exports import annotation_page, contract, markdown, places
from tracker.exports.stamp import Marking, Remark, Stamp, TextStamp
from tracker.exports.words import MARKINGS, Language, Voice
from tracker.law.instrument import Version
from tracker.practice import access
from tracker.practice.access import Sight
from tracker.readingroom.pages import ComparisonPage, NoteView
from tracker.web import current, filters, reasons

#: A matter number is a short mark, no place for a text.
LONGEST_MATTER = 60
MARKING = {
    Sight.FULL: Marking.PRIVILEGED,
    Sight.RELEASED: Marking.RELEASED,
    Sight.MACHINE: Marking.MACHINE,
    Sight.NOTHING: Marking.REDLINE,
}
#: Keys of the contract that judge, or tell who did; none of them goes to a reader without sight.
JUDGING = frozenset(
    {
        "direction",
        "severity",
        "confidence",
        "similarity",
        "dimension",
        "affected",
        "signals",
        "summary",
        "numbers",
        "by_hand",
        "obligations",
        "nature",
        "link_confidence",
        "by_counsel",
        "machine",
    }
)


def as_markdown(shown: ComparisonPage) -> str:
    """The comparison as Markdown, for a memo; as much of it as this reader may see."""
    return markdown.render(
        shown.comparison, language=language(), stamp=stamp(shown), remarks=remarks(shown), voice=voice(shown)
    )


def as_dict(shown: ComparisonPage) -> dict[str, Any]:
    """The contract `tracker.comparison/1`, with the instrument, the version ids, the notes and the stamp added."""
    made = contract.as_dict(shown.comparison)
    made["old"] = {**_of_version(shown.old), **made["old"]}
    made["new"] = {**_of_version(shown.new), **made["new"]}
    told = made if shown.judged else unjudged(made)
    return {**told, "instrument": _of_instrument(shown), "notes": _notes(shown), "stamp": _stamp(shown)}


def unjudged(made: dict[str, Any]) -> dict[str, Any]:
    """The contract without judgement: which article became which, and the edits; no verdict, count or ledger."""
    out: dict[str, Any] = {}
    for key, value in made.items():
        if key not in JUDGING:
            several = isinstance(value, list)
            out[key] = [unjudged(one) if isinstance(one, dict) else one for one in value] if several else value
    return out


def stamp(shown: ComparisonPage) -> Stamp:
    """What an export of this page says of itself."""
    return Stamp(
        title=filters.bracketed(filters.title(shown.instrument)).unescape(),
        marking=MARKING[shown.sight],
        old=_text(shown.old),
        new=_text(shown.new),
        fiction=filters.is_fiction(shown.instrument),
        matter=_matter(),
        instrument=shown.instrument.slug,
        released_on=_here(shown.released_at).date() if shown.released_at and shown.judged else None,
    )


def as_annotations(shown: ComparisonPage) -> dict[str, Any]:
    """The notes this reader may see as a W3C annotation page; for a client the released wordings, without numbers."""
    slug, old, new = shown.instrument.slug, shown.old.id, shown.new.id
    # Where the site is, and not by which name it was asked: the file goes on to other programs.
    base = current.threshold().settings.base_url.rstrip("/")
    sources = {
        "old": base + url_for("versions.page", slug=slug, version_id=old),
        "new": base + url_for("versions.page", slug=slug, version_id=new),
        "comparison": base + url_for("comparisons.page", slug=slug, old=old, new=new),
    }
    address = base + url_for("downloads.annotations", slug=slug, old=old, new=new)
    views = [one for note in shown.notes for one in (note, *note.replies)]
    notes = [view.full or _released(view, shown) for view in views]
    names = {**shown.names, **{view.author: view.author for view in views if view.full is None}}
    return annotation_page.as_page(notes, names, sources, address, numbered=all(view.full for view in views))


def _released(view: NoteView, shown: ComparisonPage) -> Note:
    """A client's note as a note without history: the wording released to it, by the name it was told."""
    wording = Revision(view.body, view.author, view.at)
    versions = shown.old.id, shown.new.id
    return Note(0, shown.instrument.slug, *versions, view.change, view.selector, (wording,), spot=view.spot)


def _matter() -> str:
    """The matter number asked for in the address; a client's exports bear none of the firm's."""
    inside = access.is_inside(current.reader())
    return request.args.get("matter", "").strip()[:LONGEST_MATTER] if inside else ""


def remarks(shown: ComparisonPage) -> list[Remark]:
    """The notes this reader may see, as an export holds them, each with the answers to it behind it."""
    out = []
    for note in shown.notes:
        out.append(_remark(note, note))
        out += [_remark(answer, note) for answer in note.replies]
    return out


def _remark(note: NoteView, about: NoteView) -> Remark:
    """A note, or an answer, at the place of the note it is `about`; a carried one where it stands now."""
    phrase, place = about.phrase, about.place
    return Remark(
        change="" if about.standing else about.change,
        body=note.body,
        author=note.author,
        at=_here(note.at),
        internal=_is_internal(note),
        quoted=phrase.exact if phrase else "",
        side=place.side if place else phrase.side if phrase else "",
        locator=place.locator if place else "",
        matter=note.full.matter if note.full else "",
    )


def _is_internal(note: NoteView) -> bool:
    """Whether these very words are the firm's own: never released, or reworded since."""
    return not note.released or bool(note.full and note.full.releases[-1].body != note.body)


def _text(version: Version) -> TextStamp:
    stage = filters.stage(version.stage, version.reading)
    return TextStamp(version.id, stage, version.dated_on, _retrieved(version))


def _retrieved(version: Version) -> datetime | None:
    """When its first capture was fetched; a reader outside has none."""
    return min((capture.fetched_at for capture in version.captures), default=None)


def _of_version(version: Version) -> dict[str, Any]:
    fetched = _retrieved(version)
    return {"version": version.id} | ({"retrieved_at": fetched.isoformat()} if fetched else {})


def _of_instrument(shown: ComparisonPage) -> dict[str, Any]:
    one = shown.instrument
    return {"slug": one.slug, "title_zh": one.title_zh, "title_en": one.title_en, "shelf": one.shelf.value}


def _notes(shown: ComparisonPage) -> list[dict[str, Any]]:
    return [
        {
            "change": remark.change,
            "internal": remark.internal,
            "author": remark.author,
            "at": remark.at.isoformat(),
            "quoted": remark.quoted or None,
            "body": remark.body,
        }
        for remark in remarks(shown)
    ]


def _stamp(shown: ComparisonPage) -> dict[str, Any]:
    made = stamp(shown)
    return {
        "marking": made.marking.value,
        "says": MARKINGS[language()][made.marking],
        "released_on": made.released_on.isoformat() if made.released_on else None,
        "matter": made.matter or None,
        "fiction": made.fiction,
    }


def voice(shown: ComparisonPage) -> Voice:
    """How an export of this page names places, rules and kinds of numbers."""
    grammar, spoken = shown.new.document.grammar, current.language()
    return Voice(lambda locator: places.cite(locator, grammar, spoken), reasons.rule_says, reasons.number_kind)


def _here(at: datetime) -> datetime:
    """An instant by the reader's clock."""
    someone = current.person()
    return at.astimezone(ZoneInfo(someone.zone if someone else "Asia/Shanghai"))


def language() -> Language:
    """The language an export speaks: the reader's."""
    return "zh" if current.language() == "zh" else "en"
