"""Looking without taking: what a source's lists announce now, and which of it is not known; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.errors import DocumentError, SourceError
from tracker.practice.visit import Notice
from tracker.sandbox.reading import read
from tracker.sources.answers import Page
from tracker.sources.guessing import guess
from tracker.sources.manners import Limits
from tracker.sources.notices import read_list
from tracker.sources.source import Expectations, ListKind, Rows, Source, SourceList
from tracker.sources.wrapped import unwrapped
from tracker.workday.desk import Desk

SHORT = Limits(bytes=8 * 1024 * 1024, seconds=30.0)  # a person waits for the answer


@dataclass(frozen=True, slots=True)
class Look:
    """What one list shows.

    Attributes:
        page: the list as it was read, with what was guessed filled in.
        rows: how many of its rows lead to an article.
        announced: what a visit would take, newest first, with whether it is known already.
        articles: of a page that is the text itself, how many were read.
        fault: why it could not be read; empty when it could.
    """

    page: SourceList
    rows: int = 0
    announced: tuple[tuple[Notice, bool], ...] = ()
    newest_on: date | None = None
    fault: str = ""
    articles: int = 0

    @property
    def fresh(self) -> int:
        """How many of the announced are not known."""
        return sum(not is_known for _, is_known in self.announced)


def preview(desk: Desk, source: Source, *, guessing: bool = False) -> tuple[Look, ...]:
    """Ask each list's first page and say what a visit would find. Nothing is kept, filed or remembered.

    With `guessing`, a list of kind `html` without rows of its own is told from the page: feed, list or single page.
    """
    return tuple(_look(desk, source, page, guessing) for page in source.lists)


def _look(desk: Desk, source: Source, page: SourceList, guessing: bool) -> Look:
    first = page.turned_to(1)
    try:
        answer = desk.fetcher.get(first.url, form=first.form, body=first.body, limits=SHORT, referer=source.url)
        told = _told(first, answer) if guessing else first
        listing = read_list(source.id, told, answer.data, answer.final_url)
    except SourceError as fault:
        return Look(page, fault=str(fault))
    newest_first = tuple(reversed(listing.notices))
    look = Look(told, listing.rows, _known(desk, newest_first), listing.newest_on)
    return _as_text(desk, look, answer) if told.kind is ListKind.PAGE else look


def _as_text(desk: Desk, look: Look, answer: Page) -> Look:
    """A page taken for the text itself is read as one: a list nobody recognised must not be kept as a text."""
    try:
        document = read(unwrapped(answer.data), name=answer.url, guide=desk.guide)
    except DocumentError as fault:
        return Look(look.page, fault=str(fault))
    titled = tuple((replace(notice, title=document.headmatter.title), known) for notice, known in look.announced)
    return replace(look, announced=titled, articles=len(document.articles))


def _told(page: SourceList, answer: Page) -> SourceList:
    """The list with what the page itself tells; what the person said stays."""
    said = page.kind is not ListKind.HTML or page.rows != Rows(row="//li")
    if said:
        return replace(page, timeless=page.timeless or page.kind is ListKind.PAGE)
    found = guess(answer.data)
    expects = Expectations(rows=max(1, found.rows // 3), newest_days=page.expects.newest_days)
    timeless = found.kind is not ListKind.HTML
    return replace(page, kind=found.kind, rows=found.where or page.rows, timeless=timeless, expects=expects)


def _known(desk: Desk, notices: Sequence[Notice]) -> tuple[tuple[Notice, bool], ...]:
    with desk.library.reading() as files:
        return tuple((notice, bool(files.visits.validators(notice.url).sha256)) for notice in notices)
