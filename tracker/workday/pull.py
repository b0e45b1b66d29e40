"""A visit to one source: its lists, what they newly announce, each document taken in; and how the source is doing."""

import re
from datetime import timedelta

from tracker.practice.visit import Notice, SourceState, Visit
from tracker.readingroom.reminding import tell_visit
from tracker.sources.source import Opening, Source
from tracker.workday.alarms import sound
from tracker.workday.articles import Round, known, visit_notice
from tracker.workday.desk import Desk
from tracker.workday.lists import visit_list
from tracker.workday.tally import Tally, Tell

# What stands on no list any more is looked at again, this many a round: a year's texts of one site within a month.
STANDING = 60
UNSEEN = timedelta(days=6)  # a round a week; whoever was met since the last one is left alone


def _quiet(_: object) -> None:
    return


def pull(desk: Desk, source: Source, *, again: bool = False, tell: Tell = _quiet) -> Visit:
    """Visit a source and take in what is new; the visit is recorded and given back, an alarm raised or ended.

    Lists are asked for conditionally; an address known is not asked again, unless `again`: then every announced page,
    and texts that stand on no list any more, are asked for conditionally, and known bytes end the visit of that page.
    A source that is switched off is not asked anything: it is blocked, with what is known of its robots.txt. `tell`
    hears every step. No trouble of the site is raised: it becomes the visit's state. Raises Busy, having asked
    nothing, while another visit to this source is under way; StoreError when the library cannot write.
    """
    with desk.visiting(source.id):
        return _visit(desk, source, again, tell)


def _visit(desk: Desk, source: Source, again: bool, tell: Tell) -> Visit:
    started, tally = desk.clock(), Tally(source, tell)
    on = Round(desk, tally, again)
    if source.lists and source.enabled:
        _look(on)
    else:
        tally.lists_lost = dict.fromkeys(
            [page.id for page in source.lists] or [""], (SourceState.BLOCKED, source.robots or "It is switched off.")
        )
    visit = tally.visit(started, desk.clock())
    with desk.library.writing() as files:
        last = files.visits.of(source.id, 1)
        files.visits.record(visit)
        alarm = sound(files, source.id, desk.clock())
        tell_visit(files, last[0].state if last else SourceState.NEVER, visit, again=alarm is not None)
    return visit


def _look(on: Round) -> None:
    for page in on.tally.source.lists:
        visit_list(on, page)
    if on.again:
        _look_again(on)


def _look_again(on: Round) -> None:
    """Ask for texts whose lists have forgotten them: corrected without notice, or no longer there?"""
    source, before = on.tally.source, on.desk.clock() - UNSEEN
    with on.desk.library.reading() as files:
        standing = files.captures.standing(source.id, before, STANDING)
    for url in standing:
        if url not in on.tally.met:
            visit_notice(on, Notice(source.id, url, ""), _opening(source, url), known(on.desk, url))


def _opening(source: Source, url: str) -> Opening:
    """How an address of a source is opened: as the list says whose pattern it has."""
    fitting = (page.opening for page in source.lists if page.article and re.search(page.article, url))
    return next(fitting, Opening.PAGE)
