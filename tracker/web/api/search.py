"""Search: exact words in titles and texts, over what the reader may see."""

from flask import url_for

from tracker.law.instrument import Shelf
from tracker.practice.cards import Snippet
from tracker.readingroom.pages import Found
from tracker.web import current
from tracker.web.api import asked, lines, paging
from tracker.web.api.operations import Group, Query
from tracker.web.api.paging import Window
from tracker.web.api.problems import Problem
from tracker.wire import works
from tracker.wire.kinds import ShelfName

group = Group("search", "Search: exact words, Simplified finding Traditional and back")


@group.get(
    "/search",
    works.Found,
    listed=True,
    queries=(
        Query("q", "the phrase", needed=True),
        Query("shelf", "facts or samples; where the phrase is found, if left out", ShelfName),
    ),
)
def search() -> Window:
    """What a phrase finds, best first. Ranked, not filed: its cursor counts, and a new text may shift it by one."""
    desk, word = current.room().searching, asked.query("shelf")
    start = _start()
    limit = asked.number("limit", asked.LIMIT)
    page = desk.find(asked.query("q"), start, Shelf(word) if word else None)
    found, here = list(page.found), page.shelf
    while len(found) < limit and start + len(found) < page.total:
        more = desk.find(asked.query("q"), start + len(found), here).found
        if not more:
            break
        found += more
    shown, after = found[:limit], start + min(limit, len(found))
    return Window([_found(one) for one in shown], page.total, (after,) if after < page.total else None)


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
