"""A standard's entry on a list (number, status, days) filed as facts of its life; its text stays where it is."""

import hashlib
from datetime import date

from tracker.law.instrument import EventKind, Instrument, StageEvent
from tracker.law.stage import Stage
from tracker.practice.visit import Notice, Validators
from tracker.sources.dates import read_date
from tracker.sources.source import Source
from tracker.store.library import Files
from tracker.store.names import By
from tracker.workday.candidates import up_to_date, works_called
from tracker.workday.desk import Desk
from tracker.workday.found import Outcome, Taken
from tracker.workday.recognition import new_instrument, recognise

_WITHDRAWN = "废止"


def record(desk: Desk, notice: Notice, source: Source) -> Taken:
    """File what the entry says; KNOWN when it said the same before. Raises StoreError when the library cannot write."""
    digest = said(notice)
    up_to_date(desk.library)
    with desk.library.writing() as files:
        if files.visits.validators(notice.url).sha256 == digest:
            return Taken(Outcome.KNOWN, notice.title)
        instrument = _instrument(files, notice, source)
        for event in events(notice):
            if not any(_tells(known, event) for known in instrument.events):
                files.instruments.add_event(instrument.slug, event)
        files.visits.announced(notice, desk.clock())
        files.visits.remember(notice.url, Validators(sha256=digest), desk.clock())
    return Taken(Outcome.RECORDED, instrument.title_zh, instrument.slug, reason=" ".join(v for _, v in notice.facts))


def said(notice: Notice) -> str:
    """What an entry says, as a digest: the same words are the same entry."""
    return hashlib.sha256(repr((notice.title, notice.facts)).encode()).hexdigest()


def _instrument(files: Files, notice: Notice, source: Source) -> Instrument:
    """The standard's work: by its number, else by its name, else a new one that bears both."""
    number = dict(notice.facts).get("number", "")
    by_number = files.names.bearing(By.NUMBER, [number], source.shelf)
    if by_number:
        return files.instruments.get(by_number[0])
    by_name = recognise([notice.title], works_called(files, [notice.title], source.shelf), files.repairs.parted())
    if by_name is not None:
        return by_name.instrument
    made = new_instrument(f"{notice.title} {number}".strip(), source.authority, source.shelf)
    standard = Instrument(
        slug=made.slug,
        title_zh=notice.title,
        title_en="",
        kind="standard",
        authorities=made.authorities,
        shelf=source.shelf,
        aliases=(number,) if number else (),
    )
    files.instruments.put(standard)
    return standard


def events(notice: Notice) -> list[StageEvent]:
    """What an entry tells: issued, in force, withdrawn; a day it leaves out is no event."""
    facts = dict(notice.facts)
    issued, in_force = read_date(facts.get("issued-on", "")), read_date(facts.get("in-force-on", ""))
    told = [_event(EventKind.STAGE, issued, notice, Stage.PROMULGATED), _event(EventKind.EFFECTIVE, in_force, notice)]
    if facts.get("status", "") == _WITHDRAWN:
        told.append(StageEvent(EventKind.WITHDRAWN, None, url=notice.url))
    return [event for event in told if event is not None]


def _event(kind: EventKind, on: date | None, notice: Notice, stage: Stage | None = None) -> StageEvent | None:
    return StageEvent(kind, on, stage, url=notice.url) if on else None


def _tells(known: StageEvent, event: StageEvent) -> bool:
    return (known.kind, known.stage, known.on) == (event.kind, event.stage, event.on)
