"""The lists of a source: turned over until nothing new comes, and judged by what a healthy one shows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import Enum, auto

from tracker.errors import SourceError
from tracker.practice.visit import Notice, Validators
from tracker.sources.answers import BadAnswer, Page
from tracker.sources.challenge import Landing
from tracker.sources.notices import Listing, read_list
from tracker.sources.source import CHINA, Expectations, ListKind, SourceList
from tracker.workday.articles import Round, found_from, known, take_page, visit_notice
from tracker.workday.tally import What

_NOTHING_KNOWN = Validators()
# Beyond it a list goes in circles: CAC's longest column has some hundred pages.
LAST_PAGE = 2000


class Turned(Enum):
    """What a page of a list brought."""

    NEWS = auto()  # something that was not known
    KNOWN = auto()  # the page is another than last time, and everything on it is known
    SAME = auto()  # the very page of last time: nothing moved behind it either
    END = auto()  # beyond the last page
    LOST = auto()  # it could not be read, or something on it is still to come


def visit_list(on: Round, page: SourceList) -> None:
    """Read a list page by page; stop at the end, at the page of last time, or one after a page that is fully known."""
    most, spare = (page.paging.pages if page.paging and page.inner is None else 1), 1
    for number in range(1, most + 1):
        turned = visit_page(on, page, number)
        spare -= turned is Turned.KNOWN
        if turned in (Turned.SAME, Turned.END, Turned.LOST) or spare < 0:
            return


def visit_page(on: Round, page: SourceList, number: int) -> Turned:
    """Read one page of a list, take in what it newly announces, judge it; it is remembered once all is settled."""
    here = _at(page, number)
    key = f"{here.url}#{page.id}" + (f"/{number}" if number > 1 else "")
    before = _NOTHING_KNOWN if on.again else known(on.desk, key)
    try:
        answer = _ask(on, here, before)
        on.tally.step(What.LIST, here.url, "not modified" if answer.not_modified else "")
        digest = "" if answer.not_modified else on.desk.archive.keep(answer.data)
        if answer.not_modified or digest == before.sha256:
            _expect_fresh(on, page, before.newest_on)
            return Turned.SAME
        listing = read_list(on.tally.source.id, here, answer.data, answer.final_url)
    except SourceError as fault:
        return _lost(on, page, number, fault)
    if number > 1 and not listing.rows:
        return Turned.END
    if number == 1:
        _expect(on, page, listing)
    fresh = replace(answer.validators, sha256=digest, newest_on=listing.newest_on)
    return _settle(on, page, listing, answer, (key, fresh))


def _at(page: SourceList, number: int) -> SourceList:
    turned = page.turned_to(number)
    return turned if number == 1 else replace(turned, expects=Expectations(rows=0), timeless=True)


def _ask(on: Round, page: SourceList, before: Validators) -> Page:
    source = on.tally.source
    return on.desk.fetcher.get(
        page.url, validators=before, form=page.form, body=page.body, limits=on.limits, referer=source.url
    )


def _lost(on: Round, page: SourceList, number: int, fault: SourceError) -> Turned:
    """A page that cannot be read. A further page that is not there is the end of the list, and no trouble."""
    if number > 1 and isinstance(fault, BadAnswer) and fault.landing is Landing.GONE:
        return Turned.END
    on.tally.lost_list(page.id, page.url, fault)
    return Turned.LOST


def _settle(on: Round, page: SourceList, listing: Listing, answer: Page, remembered: tuple[str, Validators]) -> Turned:
    """Visit what a page announces; only when all of it is settled is the page remembered, and not read again."""
    if page.kind is ListKind.PAGE:
        settled, news = [_single(on, listing.notices, answer)], True
    elif page.inner is not None:
        settled, news = _issues(on, page, listing)
    else:
        before = _known_of(on, listing.notices)
        news = any(not before.get(notice.url, _NOTHING_KNOWN).sha256 for notice in listing.notices)
        settled = [visit_notice(on, one, page.opening, before.get(one.url)) for one in listing.notices]
        on.tally.seen += len(listing.notices)
    if not all(settled):
        return Turned.LOST
    with on.desk.library.writing() as files:
        files.visits.remember(*remembered, on.desk.clock())
    return Turned.NEWS if news else Turned.KNOWN


def _known_of(on: Round, notices: tuple[Notice, ...]) -> dict[str, Validators]:
    with on.desk.library.reading() as files:
        return files.visits.known([notice.url for notice in notices])


def _single(on: Round, notices: tuple[Notice, ...], answer: Page) -> bool:
    """A page watched for itself: what was fetched is the document."""
    on.tally.seen += len(notices)
    return all(
        take_page(on, found_from(answer, notice, on.tally.source, on.desk.clock()), answer) for notice in notices
    )


def _issues(on: Round, page: SourceList, listing: Listing) -> tuple[list[bool], bool]:
    """The newest issues of a gazette; one that was read is never asked for again, since issues do not change."""
    newest = listing.notices[-(page.paging.pages if page.paging else 1) :]
    new = [issue for issue in newest if on.again or not known(on.desk, f"{issue.url}#{page.id}").sha256]
    return [issue_settled(on, page, issue.url) for issue in new], bool(new)


def issue_settled(on: Round, page: SourceList, url: str) -> bool:
    """Read one issue of a gazette; whether all it announces is settled."""
    return visit_page(on, page.issue(url), 1) in (Turned.NEWS, Turned.KNOWN, Turned.SAME)


def issues_of(on: Round, page: SourceList) -> Iterator[str]:
    """The addresses of all issues of a gazette, the newest first; raises SourceError when the index cannot be read."""
    answer = _ask(on, page, _NOTHING_KNOWN)
    listing = read_list(on.tally.source.id, page, answer.data, answer.final_url)
    yield from (issue.url for issue in reversed(listing.notices))


def _expect(on: Round, page: SourceList, listing: Listing) -> None:
    _expect_fresh(on, page, listing.newest_on)
    if listing.undated:
        on.tally.odd.append(f"{page.url}: {listing.undated} of its rows have no date any more.")


def _expect_fresh(on: Round, page: SourceList, newest_on: date | None) -> None:
    """A list that does not move for too long is no longer the list: silence is never success."""
    if not page.expects.newest_days or newest_on is None:
        return
    age = (on.desk.clock().astimezone(CHINA).date() - newest_on).days
    if age > page.expects.newest_days:
        on.tally.odd.append(
            f"{page.url}: its newest row is {age} days old, at most {page.expects.newest_days} were expected."
        )
