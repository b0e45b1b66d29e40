"""What a list announced: opened and taken in, met again unchanged, found absent, or lost until the next visit."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.errors import DocumentError, SourceError
from tracker.law.instrument import Capture
from tracker.practice.visit import Notice, Validators
from tracker.sources.answers import BadAnswer, Page
from tracker.sources.challenge import Landing
from tracker.sources.manners import Limits
from tracker.sources.opening import Opened, open_announced
from tracker.sources.source import Opening, Source
from tracker.sources.wrapped import unwrapped
from tracker.workday.attachments import Attachment, attachments
from tracker.workday.desk import Desk
from tracker.workday.filing import file, remember
from tracker.workday.found import Found, Outcome, Sheet, Taken
from tracker.workday.intake import put_aside, read_found, take_in, whole
from tracker.workday.records import record, said
from tracker.workday.tally import Tally, What


@dataclass(frozen=True, slots=True)
class Round:
    """One visit to a source while it goes on: with what, counting where, and whether everything is asked for again."""

    desk: Desk
    tally: Tally
    again: bool = False

    @property
    def limits(self) -> Limits:
        """The most one file of this source may weigh and take."""
        return Limits(self.tally.source.limit_bytes, self.tally.source.limit_seconds)

    def ask(self, url: str, before: Validators) -> Page:
        """Fetch one address of this source."""
        return self.desk.fetcher.get(url, validators=before, limits=self.limits, referer=self.tally.source.url)


def visit_notice(on: Round, notice: Notice, opening: Opening, before: Validators | None) -> bool:
    """Whether the announced document is settled: filed, known, recorded, absent or in quarantine.

    `before` is what its address said last; None for one never met.
    """
    on.tally.met.add(notice.url)
    before = before or Validators()
    if opening is Opening.RECORD:
        return _record(on, notice, before)
    if before.sha256 and not on.again:
        on.tally.counts[What.UNCHANGED] += 1
        return True
    try:
        opened = open_announced(opening, notice.url, before, on.ask)
    except BadAnswer as fault:
        return _wall(on, notice, fault, before)
    except SourceError as fault:
        on.tally.lost_page(notice.title or notice.url, fault)
        return False
    return _settle(on, notice, opened, before)


def _settle(on: Round, notice: Notice, opened: Opened, before: Validators) -> bool:
    answer, at = opened.page, on.desk.clock()
    found = found_from(answer, notice, on.tally.source, at, names=opened.names)
    sheets = (found_from(page, notice, on.tally.source, at) for page in opened.further)
    found = replace(found, further=tuple(Sheet(sheet.data, sheet.capture) for sheet in sheets))
    if answer.not_modified or found.digest == before.sha256:
        met = {before.sha256} if answer.not_modified else {capture.sha256 for capture in found.captures}
        with on.desk.library.writing() as files:
            for digest in met:
                files.captures.seen(digest, at)
            files.captures.present(notice.url, at)
        on.tally.step(What.UNCHANGED, notice.title or notice.url)
        return True
    _keep(on, notice, opened.beside)
    return take_page(on, found if notice.title else _where_it_was(on, found), answer)


def _where_it_was(on: Round, found: Found) -> Found:
    """An address that no list names any more gave a version before: what it gives now is of that work and stage."""
    with on.desk.library.reading() as files:
        before = files.captures.version_at(found.capture.url)
        card = files.versions.card(*before) if before else None
    return replace(found, instrument=card.instrument, stage=card.stage) if card else found


def _keep(on: Round, notice: Notice, beside: tuple[Page, ...]) -> None:
    """The answers on the way to a text are evidence too."""
    for page in beside:
        on.desk.archive.keep(page.data)
        capture = found_from(page, notice, on.tally.source, on.desk.clock()).capture
        with on.desk.library.writing() as files:
            files.captures.keep(capture)


def take_page(on: Round, found: Found, answer: Page) -> bool:
    """Take in an article page; when it holds no text itself, the files it links. Whether it is settled."""
    try:
        document = read_found(on.desk, found)
    except DocumentError as fault:
        return _take_files(on, found, _linked(on, found, answer), fault)
    on.tally.took(file(on.desk, found, document))
    return True


def _linked(on: Round, found: Found, answer: Page) -> list[Attachment]:
    """The files a page links, on whichever of its pages; of pages that do not fit together, those of the first."""
    try:
        return attachments(whole(found, on.desk.guide), answer.final_url)
    except DocumentError:
        return attachments(unwrapped(answer.data), answer.final_url)


def _take_files(on: Round, stub: Found, links: list[Attachment], fault: DocumentError) -> bool:
    """Take in a stub's attachments; the stub is known once all are settled, in quarantine when none holds a text."""
    taken = [_take_file(on, stub, link) for link in links]
    if not all(taken):
        return False  # what could not be fetched may be the text: everything here is asked for again
    if not any(one and one.outcome is not Outcome.QUARANTINED for one in taken):
        on.tally.took(put_aside(on.desk, stub, fault))
        return bool(known(on.desk, stub.capture.url).sha256)
    with on.desk.library.writing() as files:
        for capture in stub.captures:
            files.captures.keep(capture)
        remember(files, stub)
    return True


def _take_file(on: Round, stub: Found, link: Attachment) -> Taken | None:
    """What became of one attachment; None when it could not be fetched."""
    try:
        answer = on.desk.fetcher.get(link.url, limits=on.limits, referer=stub.capture.final_url)
    except SourceError as fault:
        on.tally.lost_page(link.words or link.url, fault)
        return None
    names = tuple(dict.fromkeys(name for name in (answer.file_name, link.words) if name))
    found = found_from(answer, stub.notice, on.tally.source, on.desk.clock(), names=names)
    taken = take_in(on.desk, found)
    on.tally.took(taken)
    return taken


def _wall(on: Round, notice: Notice, fault: BadAnswer, before: Validators) -> bool:
    """A wall or an error in an article's place: its bytes are evidence, the article is still to come.

    A page that was read before and is not there any more is absent at this check: a fact about the text, no fault.
    """
    if before.sha256 and fault.landing is Landing.GONE:
        with on.desk.library.writing() as files:
            files.captures.absent(notice.url, fault.page.status, on.desk.clock())
        on.tally.step(What.ABSENT, notice.title or notice.url, str(fault))
        return True
    if fault.page.data:
        put_aside(on.desk, found_from(fault.page, notice, on.tally.source, on.desk.clock()), fault)
        on.tally.counts[What.QUARANTINED] += 1
    on.tally.lost_page(notice.title or notice.url, fault)
    return False


def _record(on: Round, notice: Notice, before: Validators) -> bool:
    """A standard's entry: filed as facts of its life, met again without a word when it says what it said."""
    if before.sha256 == said(notice):
        on.tally.counts[What.UNCHANGED] += 1
        return True
    taken = record(on.desk, notice, on.tally.source)
    if taken.outcome is Outcome.KNOWN:
        on.tally.counts[What.UNCHANGED] += 1
    else:
        on.tally.took(taken)
    return True


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


def known(desk: Desk, url: str) -> Validators:
    """What an address said of itself last; empty for one never settled."""
    with desk.library.reading() as files:
        return files.visits.validators(url)
