"""The catalogue keeps what it was given, and what filed versions added to it."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.errors import NotFound
from tracker.law.instrument import EventKind, Instrument, Shelf, StageEvent
from tracker.law.stage import Stage
from tracker.store.library import Files

SLUG = "cloud-computing-power"
PULLED = StageEvent(EventKind.STAGE, date(2031, 9, 10), Stage.PROMULGATED, url="https://hanhai.example/notices/99.html")


def test_an_instrument_comes_back_as_it_was_described(files: Files, instrument: Instrument) -> None:
    assert files.instruments.get(SLUG) == instrument


def test_a_slug_nobody_filed_is_not_found(files: Files) -> None:
    with pytest.raises(NotFound, match="“lunar-mining”"):
        files.instruments.get("lunar-mining")


def test_the_two_shelves_are_listed_apart(files: Files, instrument: Instrument) -> None:
    real = replace(instrument, slug="a-real-rule", shelf=Shelf.REAL)
    files.instruments.put(real)
    assert files.instruments.all(Shelf.REAL) == [real]
    assert files.instruments.all(Shelf.SAMPLE) == [instrument]
    assert files.instruments.all() == [real, instrument]


def test_a_new_description_takes_the_place_of_the_old(files: Files, instrument: Instrument) -> None:
    renamed = replace(instrument, title_en="Measures on Computing Power", events=instrument.events[:1])
    files.instruments.put(renamed)
    assert files.instruments.get(SLUG) == renamed


def test_a_filed_event_fills_a_day_that_nobody_knew(files: Files, instrument: Instrument) -> None:
    files.instruments.add_event(SLUG, PULLED)
    assert files.instruments.get(SLUG).events == (instrument.events[0], PULLED)


def test_a_filed_event_survives_a_new_description(files: Files, instrument: Instrument) -> None:
    files.instruments.add_event(SLUG, PULLED)
    files.instruments.put(instrument)
    assert PULLED in files.instruments.get(SLUG).events


def test_the_description_wins_over_a_filed_event_of_the_same_day(files: Files, instrument: Instrument) -> None:
    """Counsel wrote a note into the description; the pulled event says less."""
    described = replace(PULLED, note_zh="第12号令")
    files.instruments.add_event(SLUG, PULLED)
    files.instruments.put(replace(instrument, events=(described,)))
    assert files.instruments.get(SLUG).events == (described,)


def test_an_event_filed_twice_stands_once(files: Files) -> None:
    files.instruments.add_event(SLUG, PULLED)
    files.instruments.add_event(SLUG, PULLED)
    assert files.instruments.get(SLUG).events.count(PULLED) == 1


def test_events_run_by_day_and_unknown_days_come_last(files: Files) -> None:
    early = StageEvent(EventKind.STAGE, date(2029, 1, 1), Stage.CONSULTATION_DRAFT)
    files.instruments.add_event(SLUG, early)
    assert [e.on for e in files.instruments.get(SLUG).events] == [date(2029, 1, 1), date(2030, 5, 1), None]


def test_an_event_of_an_unknown_instrument_is_refused(files: Files) -> None:
    with pytest.raises(NotFound):
        files.instruments.add_event("lunar-mining", PULLED)
