"""What a client must do by when, drawn from what counsel released to it and from official dates. Pure.

A released note that names a day is due on that day; one that names none is due when its rule takes effect, if that is
still to come; else it stands without a day. A comment window closing is an opportunity of its own.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tracker.law.instrument import EventKind, Instrument
from tracker.readingroom.pages import Duty, NoteView, Upcoming

_FULL = re.compile(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?")
_SHORT = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")


def handle(instrument: str, note: NoteView) -> str:
    """A name for a released wording that tells nothing of how many notes there are; a new release has another."""
    told = "\n".join((instrument, note.old, note.new, note.change, note.body, note.at.isoformat()))
    return hashlib.sha256(told.encode()).hexdigest()[:20]


def duties(notes: Sequence[tuple[Instrument, NoteView]], upcoming: Iterable[Upcoming], today: date) -> tuple[Duty, ...]:
    """The list, nearest first, what has no day at the end; what is over is left out unless nobody said so yet."""
    ahead = list(upcoming)
    found = [_of_note(instrument, note, ahead, today) for instrument, note in notes]
    found += [Duty(one.on, one.instrument, one.kind) for one in ahead if one.kind is EventKind.COMMENT_CLOSES]
    told = {duty.instrument.slug for duty in found if duty.kind is EventKind.EFFECTIVE}
    found += [
        Duty(one.on, one.instrument, one.kind)
        for one in ahead
        if one.kind in (EventKind.EFFECTIVE, EventKind.TRANSITION_ENDS) and one.instrument.slug not in told
    ]
    return tuple(sorted(found, key=lambda duty: (duty.on is None, duty.on or today, duty.instrument.slug)))


def _of_note(instrument: Instrument, note: NoteView, ahead: Sequence[Upcoming], today: date) -> Duty:
    named = [day for day in days_in(note.body, note.at.date()) if day >= today]
    name = handle(instrument.slug, note)
    if named:
        return Duty(min(named), instrument, None, note, name)
    effective = [x for x in ahead if x.instrument.slug == instrument.slug and x.kind is EventKind.EFFECTIVE]
    if effective:
        return Duty(effective[0].on, instrument, EventKind.EFFECTIVE, note, name)
    return Duty(None, instrument, None, note, name)


def days_in(words: str, written_on: date) -> tuple[date, ...]:
    """The days a note names, in order: 2027年3月1日, 2027-03-01, or 3月1日, which is the next one after its writing."""
    full = [(found.start(), _day(*map(int, found.groups()))) for found in _FULL.finditer(words)]
    short = [(found.start(), _next(int(found[1]), int(found[2]), written_on)) for found in _SHORT.finditer(words)]
    return tuple(day for _, day in sorted((*full, *short), key=lambda pair: pair[0]) if day is not None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 2月30日 is a slip of the pen, not a day


def _next(month: int, day: int, written_on: date) -> date | None:
    return next(_later(month, day, written_on), None)


def _later(month: int, day: int, written_on: date) -> Iterator[date]:
    for year in (written_on.year, written_on.year + 1):
        found = _day(year, month, day)
        if found is not None and found >= written_on:
            yield found
