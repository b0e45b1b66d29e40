"""Search: exact words in titles and texts, over what the reader may see."""

from typing import Annotated

from flask import url_for

from tracker.law.instrument import Instrument, Shelf
from tracker.practice.cards import Snippet
from tracker.practice.genealogy import Line
from tracker.readingroom.pages import Found
from tracker.web import current
from tracker.web.api import asked, lines, paging
from tracker.web.api.instruments import SHELF, shelf
from tracker.web.api.operations import Group, Query
from tracker.web.api.paging import Listing, Window
from tracker.web.api.problems import Problem
from tracker.wire import works
from tracker.wire.kinds import Says, ShelfName, StageName

PHRASE = Query("q", "the phrase", needed=True)
NARROWING = (
    Query("authority", "an authority's id"),
    Query("stage", "the text's stage", StageName),
    Query("year", "the text's year", Annotated[int, Says({"minimum": 1900, "maximum": 2200})]),
)
group = Group("search", "Search: exact words, Simplified finding Traditional and back")


@group.get(
    "/search",
    works.Found,
    listed=True,
    queries=(
        PHRASE,
        Query("shelf", "facts or samples; where the phrase is found, if left out", ShelfName),
        *NARROWING,
    ),
)
def search() -> Window:
    """What a phrase finds, best first. Ranked, not filed: its cursor counts, and a new text may shift it by one."""
    desk, word = current.room().searching, asked.query("shelf")
    start = _start()
    limit = asked.number("limit", asked.LIMIT)
    chosen = _chosen()
    page = desk.find(asked.query("q"), start, Shelf(word) if word else None, chosen)
    found, here = list(page.found), page.shelf
    while len(found) < limit and start + len(found) < page.total:
        more = desk.find(asked.query("q"), start + len(found), here, chosen).found
        if not more:
            break
        found += more
    shown, after = found[:limit], start + min(limit, len(found))
    return Window([_found(one) for one in shown], page.total, (after,) if after < page.total else None)


@group.get("/search/facets", works.Facet, listed=True, queries=(PHRASE, SHELF, *NARROWING))
def search_facets() -> Listing[works.Facet]:
    """How many hits of a phrase each authority, stage and year has, as far as the reader may know."""
    page = current.room().searching.find(asked.query("q"), 0, shelf(), _chosen())
    found: list[works.Facet] = [
        {"facet": facet, "value": one.value, "count": one.count}
        for facet, several in page.facets.items()
        for one in several
    ]
    return Listing(found, lambda one: (one["facet"], -one["count"], one["value"]), lambda one: one)


@group.get("/search/history", works.PhraseLife, listed=True, queries=(PHRASE, SHELF))
def phrase_history() -> Listing[tuple[int, Instrument, Line]]:
    """When a phrase entered each work the reader may read, and left it, by the day it entered; at most a hundred."""
    page = current.room().searching.history(asked.query("q"), shelf())
    rows = [(n, instrument, line) for n, (instrument, line) in enumerate(page.lines)]
    return Listing(rows, lambda one: (one[0],), lambda one: _life(one[1], one[2]))


def _chosen() -> dict[str, str]:
    year = asked.number("year", 0)
    return {"authority": asked.query("authority"), "stage": asked.query("stage"), "year": str(year) if year else ""}


def _life(instrument: Instrument, line: Line) -> works.PhraseLife:
    return {
        "instrument": lines.names(instrument),
        "entered": lines.version(line.entered),
        "first": line.first,
        "left": lines.version(line.left) if line.left else None,
        "texts_with": line.texts[0],
        "texts": line.texts[1],
    }


def _start() -> int:
    key = paging.cursor()
    if key is None:
        return 0
    if len(key) != 1 or not isinstance(key[0], int) or isinstance(key[0], bool) or not 0 <= key[0] < 1_000_000:
        raise Problem("bad-request", "This cursor is none of ours; begin again without one.")
    return key[0]


def _found(one: Found) -> works.Found:
    hit, slug = one.hit, one.instrument.slug
    return {
        "instrument": lines.names(one.instrument),
        "version": hit.version,
        "title": hit.title,
        "stage": hit.stage.value if hit.stage else None,
        "dated_on": lines.day(hit.dated_on),
        "in_title": hit.in_title,
        "occurrences": hit.occurrences,
        "places": [_place(snippet) for snippet in hit.snippets],
        "url": url_for("api.version", slug=slug, version=hit.version)
        if hit.version
        else url_for("api.instrument", slug=slug),
    }


def _place(one: Snippet) -> works.Place:
    return {"text": one.text, "start": one.start, "mark_start": one.mark_start, "mark_end": one.mark_end}
