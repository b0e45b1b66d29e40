"""Reading a source's past: list by list, page by page to the end; broken off anywhere, it goes on where it stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tracker.errors import SourceError
from tracker.practice.visit import Backfill, Visit
from tracker.sources.source import Source, SourceList
from tracker.workday.articles import Round
from tracker.workday.desk import Desk
from tracker.workday.lists import LAST_PAGE, Turned, issue_settled, issues_of, visit_page
from tracker.workday.tally import Tally, Tell


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one list was read: its id, its last settled page (of a gazette: issues), whether to the end."""

    list: str
    page: int
    finished: bool


def backfill(
    desk: Desk, source: Source, *, most: int = LAST_PAGE, tell: Tell = lambda step: None
) -> tuple[Visit, tuple[Reached, ...]]:
    """Read up to `most` further pages of each list's past; the visit as it went, and how far each list is.

    A page is passed once everything on it is settled; a list that cannot be read is left for the next run. Texts are
    filed as at any visit, each once. Raises Busy while another visit to this source is under way, StoreError when the
    library cannot write.
    """
    started, tally = desk.clock(), Tally(source, tell)
    on = Round(desk, tally)
    with desk.visiting(source.id):
        reached = tuple(_list(on, page, most) for page in source.lists if source.enabled)
    return tally.visit(started, desk.clock()), reached


def _list(on: Round, page: SourceList, most: int) -> Reached:
    name = f"{on.tally.source.id}/{page.id}"
    with on.desk.library.reading() as files:
        mark = files.backfills.get(name)
    if mark.finished:
        return Reached(page.id, mark.page, True)
    steps = _issues(on, page, mark.page) if page.inner is not None else _pages(on, page, mark.page)
    try:
        for mark in (Backfill(name, number, finished) for number, finished in islice(steps, most)):
            with on.desk.library.writing() as files:
                files.backfills.put(mark, on.desk.clock())
    except SourceError as fault:
        on.tally.lost_list(page.id, page.url, fault)
    return Reached(page.id, mark.page, mark.finished)


def _pages(on: Round, page: SourceList, done: int) -> Iterator[tuple[int, bool]]:
    """Settled pages after those done, with whether the list ended there."""
    last = LAST_PAGE if page.paging else 1
    for number in range(done + 1, last + 1):
        turned = visit_page(on, page, number)
        if turned is Turned.LOST:
            return
        yield number, turned is Turned.END or number == last
        if turned is Turned.END:
            return


def _issues(on: Round, page: SourceList, done: int) -> Iterator[tuple[int, bool]]:
    """Settled issues after those done, from the newest back."""
    issues = list(issues_of(on, page))
    for number, url in enumerate(issues[done:], start=done + 1):
        if not issue_settled(on, page, url):
            return
        yield number, number == len(issues)
