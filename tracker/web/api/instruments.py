"""The catalogue, one instrument's life, and how it stood on a day."""

from datetime import date

from flask import url_for

from tracker.law.instrument import Instrument, Shelf
from tracker.readingroom.force import Period
from tracker.readingroom.pages import Arrival, InstrumentLine
from tracker.web import current
from tracker.web.api import asked, lines, paging
from tracker.web.api.operations import Group, Query
from tracker.web.api.paging import Listing, Window
from tracker.web.api.problems import Problem
from tracker.wire import works
from tracker.wire.judgement import ComparisonLine as ComparisonLineShown
from tracker.wire.kinds import Day, ShelfName, StageName, StandingName

group = Group("instruments", "Instruments: the catalogue, their lives, what is new")

SHELF = Query("shelf", "facts (real, if left out) or the fictional samples", ShelfName)
FACETS = (
    Query("topic", "a topic's id"),
    Query("authority", "an authority's id"),
    Query("kind", "law, administrative-regulation, departmental-rule, standard…"),
    Query("stage", "the stage reached", StageName),
    Query("standing", "where it stands today", StandingName),
)


def shelf() -> Shelf:
    """The shelf asked for."""
    return Shelf(asked.query("shelf", Shelf.REAL.value))


@group.get("/instruments", works.InstrumentLine, listed=True, queries=(Query("q", "words of a title"), *FACETS, SHELF))
def instruments() -> Window:
    """The catalogue as far as the reader may know of it, what reached its stage last first."""
    chosen = {one.name: asked.query(one.name) for one in FACETS}
    limit = asked.number("limit", asked.LIMIT)
    desk = current.room().instruments
    page = desk.catalogue(chosen, words=asked.query("q"), shelf=shelf(), size=limit + 1, after=_after())
    shown = page.lines[:limit]
    return Window([_line(one) for one in shown], page.found, shown[-1].key if len(page.lines) > limit else None)


def _after() -> tuple[int, str] | None:
    key = paging.cursor()
    if key is None:
        return None
    if len(key) != 2 or type(key[0]) is not int or not isinstance(key[1], str) or abs(key[0]) > date.max.toordinal():
        raise Problem("bad-request", "This cursor is none of ours; begin again without one.")
    return key[0], key[1]


@group.get("/instruments/<slug>", works.InstrumentShown)
def instrument(slug: str) -> works.InstrumentShown:
    """One instrument: its life, its versions newest first, comparisons, released notes, dates ahead, linked works."""
    page = current.room().instruments.page(slug)
    one = page.instrument
    made: works.InstrumentShown = {
        "slug": one.slug,
        "title_zh": one.title_zh,
        "title_en": one.title_en,
        "kind": one.kind,
        "authorities": list(one.authorities),
        "topics": list(one.topics),
        "aliases": list(one.aliases),
        "shelf": one.shelf.value,
        "standing": page.standing.value,
        "stage": page.stage.stage.value if page.stage and page.stage.stage else None,
        "document_number": page.document_number,
        "moments": [lines.moment(moment) for moment in page.moments],
        "versions": [lines.version(card) for card in page.versions],
        "comparisons": [lines.comparison(line) for line in page.comparisons],
        "notes": [lines.note(view) for view in page.notes],
        "upcoming": [lines.upcoming(ahead) for ahead in page.upcoming],
        "related": [_related(other, word) for other, word in page.related],
    }
    if page.waiting is not None:
        made["waiting"] = page.waiting
    return made


@group.get("/instruments/<slug>/force", works.Stood, queries=(Query("on", "a day; today if left out", Day),))
def force(slug: str) -> works.Stood:
    """Which text is in force when, and how the instrument stood on a day, by what is known today."""
    spans, stood = current.room().instruments.stood(slug, asked.day("on"))
    return {
        "on": stood.on.isoformat(),
        "standing": stood.standing.value,
        "stage": stood.stage.stage.value if stood.stage and stood.stage.stage else None,
        "in_force": _period(stood.force) if stood.force else None,
        "newest": stood.newest.id if stood.newest else None,
        "periods": [_period(one) for one in spans],
    }


@group.get("/instruments/<slug>/comparisons", ComparisonLineShown, listed=True)
def comparisons_of(slug: str) -> Listing[ComparisonLineShown]:
    """The filed comparisons of an instrument, newest text first."""
    found = [(line.new.dated_on.toordinal(), line) for line in current.room().instruments.page(slug).comparisons]
    ordered = {(line.old.id, line.new.id): -newest for newest, line in found}
    shown = [lines.comparison(line) for _, line in found]
    return Listing(shown, lambda one: (ordered[one["old"], one["new"]], one["new"], one["old"]), lambda one: one)


@group.get(
    "/arrivals",
    works.Arrival,
    listed=True,
    queries=(FACETS[0], FACETS[1], FACETS[3], SHELF),
)
def arrivals() -> Listing[Arrival]:
    """The newest text of every instrument, newest first, with the comparison that leads to it."""
    chosen = {name: asked.query(name) for name in ("topic", "authority", "stage")}
    home = current.room().arrivals.home(chosen)
    found = home.samples if shelf() is Shelf.SAMPLE else home.arrivals
    return Listing(found, lambda one: (-one.version.dated_on.toordinal(), one.instrument.slug), _arrival)


def _line(one: InstrumentLine) -> works.InstrumentLine:
    return {
        "slug": one.instrument.slug,
        "title_zh": one.instrument.title_zh,
        "title_en": one.instrument.title_en,
        "kind": one.instrument.kind,
        "authorities": list(one.instrument.authorities),
        "topics": list(one.instrument.topics),
        "shelf": one.instrument.shelf.value,
        "standing": one.standing.value,
        "stage": one.stage.value if one.stage else None,
        "reading": one.reading,
        "since": lines.day(one.since),
        "versions": one.versions,
        "next": lines.upcoming(one.next) if one.next else None,
        "url": url_for("api.instrument", slug=one.instrument.slug),
    }


def _related(one: Instrument, word: str) -> works.Related:
    return {"slug": one.slug, "title_zh": one.title_zh, "title_en": one.title_en, "relation": word}


def _period(one: Period) -> works.Period:
    return {
        "version": one.version.id,
        "start": one.start.isoformat(),
        "end": lines.day(one.end),
        "sure": one.sure,
    }


def _arrival(one: Arrival) -> works.Arrival:
    return {
        "instrument": lines.names(one.instrument),
        "version": lines.version(one.version),
        "standing": one.standing.value,
        "comparison": lines.comparison(one.comparison) if one.comparison else None,
        "closes_on": lines.day(one.closes_on),
    }
