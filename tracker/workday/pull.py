"""A visit to one source: its lists, what they newly announce, each document taken in; and how the source is doing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tracker.errors import DocumentError, Refused, SourceError, UnexpectedPage
from tracker.law.instrument import Capture
from tracker.practice.visit import Notice, SourceState, Validators, Visit
from tracker.sources.challenge import Landing
from tracker.sources.fetch import BadAnswer, Limits, Page
from tracker.sources.notices import Listing, read_list
from tracker.sources.source import CHINA, Source, SourceList
from tracker.workday.attachments import Attachment, attachments
from tracker.workday.desk import Desk
from tracker.workday.filing import file, remember
from tracker.workday.found import Found, Outcome, Taken
from tracker.workday.intake import put_aside, read_found, take_in

_LANDINGS = {
    Landing.CHALLENGE: SourceState.BLOCKED,
    Landing.FORBIDDEN: SourceState.BLOCKED,
    Landing.LIMITED: SourceState.BLOCKED,
    Landing.GONE: SourceState.GONE,
    Landing.DOWN: SourceState.DOWN,
}
_WORST = (SourceState.BLOCKED, SourceState.DOWN, SourceState.GONE, SourceState.DEGRADED)


class What(StrEnum):
    """What a step of a visit was."""

    LIST = "list"
    NEW = "new"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a visit, told while it happens."""

    source: str
    what: What
    title: str
    detail: str = ""
    taken: Taken | None = None


Tell = Callable[[Step], None]


class _Tally:
    """A visit under way: counts, and what went wrong where."""

    def __init__(self, source: Source, tell: Tell) -> None:
        self.source = source
        self.tell = tell
        self.seen = 0
        self.counts = dict.fromkeys(What, 0)
        self.lists_lost: list[tuple[SourceState, str]] = []
        self.pages_lost: list[str] = []
        self.odd: list[str] = []

    def step(self, what: What, title: str, detail: str = "", taken: Taken | None = None) -> None:
        """Count one step and tell it."""
        self.counts[what] += 1
        self.tell(Step(self.source.id, what, title, detail, taken))


def pull(desk: Desk, source: Source, *, again: bool = False, tell: Tell = lambda step: None) -> Visit:
    """Visit a source and take in what is new; the visit is recorded and given back.

    Lists are asked for conditionally; an address known is not asked again, unless `again`: then every announced page is
    asked conditionally, and known bytes end the visit of that page. `tell` hears every step. No trouble of the site is
    raised: it becomes the visit's state. Raises StoreError when the library cannot write.
    """
    started, tally = desk.clock(), _Tally(source, tell)
    for page in source.lists:
        _visit_list(desk, tally, page, again)
    if not source.lists:
        tally.lists_lost.append((SourceState.BLOCKED, source.robots or "This source has no list to read."))
    visit = _visit(tally, started, desk.clock(), len(source.lists))
    with desk.library.writing() as files:
        files.visits.record(visit)
    return visit


def _visit_list(desk: Desk, tally: _Tally, page: SourceList, again: bool) -> None:
    key = f"{page.url}#{page.id}"
    known = Validators() if again else _known(desk, key)
    try:
        answer = desk.fetcher.get(
            page.url, validators=known, form=page.form, limits=_limits(tally.source), referer=tally.source.url
        )
        tally.step(What.LIST, page.url, "not modified" if answer.not_modified else "")
        digest = "" if answer.not_modified else desk.archive.keep(answer.data)
        if answer.not_modified or digest == known.sha256:
            return  # remembered only once everything it announced was settled
        listing = read_list(tally.source.id, page, answer.data, answer.final_url)
    except SourceError as fault:
        tally.lists_lost.append((state_of(fault), str(fault)))
        tally.step(What.FAILED, page.url, str(fault))
        return
    _expect_fresh(tally, page, listing, desk.clock())
    tally.seen += len(listing.notices)
    settled = [_visit_notice(desk, tally, notice, again) for notice in listing.notices]
    if all(settled):
        with desk.library.writing() as files:
            fresh = replace(answer.validators, sha256=digest)
            files.visits.remember(key, fresh, desk.clock())


def _expect_fresh(tally: _Tally, page: SourceList, listing: Listing, at: datetime) -> None:
    if page.expects.newest_days and listing.newest_on:
        age = (at.astimezone(CHINA).date() - listing.newest_on).days
        if age > page.expects.newest_days:
            tally.odd.append(
                f"{page.url}: its newest row is {age} days old, at most {page.expects.newest_days} were expected."
            )


def _visit_notice(desk: Desk, tally: _Tally, notice: Notice, again: bool) -> bool:
    """Whether the announced document is settled: filed, known or in quarantine."""
    known = _known(desk, notice.url)
    if known.sha256 and not again:
        tally.counts[What.UNCHANGED] += 1
        return True
    try:
        answer = desk.fetcher.get(notice.url, validators=known, limits=_limits(tally.source), referer=tally.source.url)
    except BadAnswer as fault:
        return _wall(desk, tally, notice, fault)
    except SourceError as fault:
        return _lost(tally, notice.title, fault)
    found = found_from(answer, notice, tally.source, desk.clock())
    if answer.not_modified or found.capture.sha256 == known.sha256:
        with desk.library.writing() as files:
            files.captures.seen(known.sha256, desk.clock())
        tally.step(What.UNCHANGED, notice.title)
        return True
    return _take(desk, tally, found, answer)


def _take(desk: Desk, tally: _Tally, found: Found, answer: Page) -> bool:
    """Take in an article page; when it holds no text itself, the files it links."""
    try:
        document = read_found(desk, found)
    except DocumentError as fault:
        return _take_files(desk, tally, found, attachments(answer.data, answer.final_url), str(fault))
    _count(tally, file(desk, found, document))
    return True


def _take_files(desk: Desk, tally: _Tally, stub: Found, links: list[Attachment], reason: str) -> bool:
    """Take in a stub's attachments; the stub is known once all are settled, in quarantine when none holds a text."""
    taken = [_take_file(desk, tally, stub, link) for link in links]
    if not all(taken):
        return False  # what could not be fetched may be the text: everything here is asked for again
    if not any(one and one.outcome is not Outcome.QUARANTINED for one in taken):
        _count(tally, put_aside(desk, stub, reason))
        return _is_known(desk, stub)
    with desk.library.writing() as files:
        files.captures.keep(stub.capture)
        remember(files, stub)
    return True


def _take_file(desk: Desk, tally: _Tally, stub: Found, link: Attachment) -> Taken | None:
    """What became of one attachment; None when it could not be fetched."""
    try:
        answer = desk.fetcher.get(link.url, limits=_limits(tally.source), referer=stub.capture.final_url)
    except SourceError as fault:
        _lost(tally, link.words or link.url, fault)
        return None
    found = found_from(answer, stub.notice, tally.source, desk.clock(), names=(link.words,))
    taken = take_in(desk, found)
    _count(tally, taken)
    return taken


def _is_known(desk: Desk, found: Found) -> bool:
    return bool(_known(desk, found.capture.url).sha256)


def _count(tally: _Tally, taken: Taken) -> None:
    what = {
        Outcome.NEW: What.NEW,
        Outcome.KNOWN: What.UNCHANGED,
        Outcome.QUARANTINED: What.QUARANTINED,
    }[taken.outcome]
    tally.step(what, taken.title, taken.reason or taken.version, taken)


def _wall(desk: Desk, tally: _Tally, notice: Notice, fault: BadAnswer) -> bool:
    """A wall or an error in an article's place: its bytes are evidence, the article is still to come."""
    if fault.page.data:
        put_aside(desk, found_from(fault.page, notice, tally.source, desk.clock()), str(fault))
        tally.counts[What.QUARANTINED] += 1
    return _lost(tally, notice.title, fault)


def _lost(tally: _Tally, title: str, fault: SourceError) -> bool:
    tally.pages_lost.append(str(fault))
    tally.step(What.FAILED, title, str(fault))
    return False


def found_from(answer: Page, notice: Notice, source: Source, at: datetime, *, names: tuple[str, ...] = ()) -> Found:
    """A fetched page as intake takes it."""
    capture = Capture(
        sha256=hashlib.sha256(answer.data).hexdigest(),
        url=answer.url,
        final_url=answer.final_url,
        status=answer.status,
        media_type=answer.media_type,
        size=len(answer.data),
        fetched_at=at,
        source=source.id,
        headers=answer.headers,
    )
    return Found(
        data=answer.data,
        capture=capture,
        notice=notice,
        names=names,
        authority=source.authority,
        shelf=source.shelf,
        validators=answer.validators,
    )


def _known(desk: Desk, url: str) -> Validators:
    with desk.library.reading() as files:
        return files.visits.validators(url)


def _limits(source: Source) -> Limits:
    return Limits(source.limit_bytes, source.limit_seconds)


def state_of(fault: SourceError) -> SourceState:
    """The state a trouble puts a source in: blocked, gone, degraded, else down."""
    if isinstance(fault, BadAnswer):
        return _LANDINGS.get(fault.landing, SourceState.DEGRADED)
    if isinstance(fault, Refused):
        return SourceState.BLOCKED
    return SourceState.DEGRADED if isinstance(fault, UnexpectedPage) else SourceState.DOWN


def _visit(tally: _Tally, started: datetime, ended: datetime, lists: int) -> Visit:
    state, detail = _state(tally, lists)
    return Visit(
        source=tally.source.id,
        started_at=started,
        ended_at=ended,
        state=state,
        detail=detail,
        seen=tally.seen,
        new=tally.counts[What.NEW],
        unchanged=tally.counts[What.UNCHANGED],
        quarantined=tally.counts[What.QUARANTINED],
        failed=tally.counts[What.FAILED],
    )


def _state(tally: _Tally, lists: int) -> tuple[SourceState, str]:
    """All lists lost: the worst of their states; some, or pages, or expectations missed: degraded; else fine."""
    sentences = [says for _, says in tally.lists_lost] + tally.pages_lost + tally.odd
    detail = " ".join(dict.fromkeys(sentences))
    if tally.lists_lost and len(tally.lists_lost) >= lists:
        states = {state for state, _ in tally.lists_lost}
        return next(state for state in _WORST if state in states), detail
    if sentences:
        return SourceState.DEGRADED, detail
    return (SourceState.OK if tally.counts[What.NEW] else SourceState.NOTHING_NEW), ""
