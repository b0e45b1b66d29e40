"""Filing a text that was read: same text or new version, its comparisons, and the alerts, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.alerts.event import Event
from tracker.amending.citing import citations
from tracker.amending.commencing import commencements
from tracker.diff.changes import Comparison
from tracker.diff.comparison import compare
from tracker.errors import Conflict
from tracker.law.citation import write_chinese, write_english
from tracker.law.document import Document
from tracker.law.instrument import EventKind, Instrument, StageEvent, Version
from tracker.law.stage import Stage
from tracker.measures import judging
from tracker.practice.audit import Done
from tracker.practice.cards import VersionCard
from tracker.practice.visit import Notice, Validators
from tracker.readingroom.consolidating import official_came
from tracker.readingroom.filing import file_comparison
from tracker.readingroom.telling import tell_filed, text_of
from tracker.store.library import Files
from tracker.store.versions import UNSURE
from tracker.workday.candidates import up_to_date, works_called
from tracker.workday.chain import Place, neighbours, place, titles_of, words
from tracker.workday.consolidating import follow
from tracker.workday.desk import Desk
from tracker.workday.found import Found, Outcome, Taken
from tracker.workday.recognition import SURE

# Somebody else (an upload, a second pull) may file into the same chain between our look and our writing.
TRIES = 3
# The day a text is dated and the day its page went up were seen up to a week apart: one event, not two.
SAME_STEP_DAYS = 14
CORRECTED = "changed at the source without notice"


@dataclass(frozen=True, slots=True)
class _Chain:
    """An instrument's versions as they stood when we looked, and where the text belongs among them."""

    place: Place
    cards: tuple[VersionCard, ...]
    same: VersionCard | None
    before: Version | None
    after: Version | None
    corrects: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    """The comparisons a new version brings: with the one before it, and, filed late, with the one after it."""

    with_before: Comparison | None
    with_after: Comparison | None


def file(desk: Desk, found: Found, document: Document) -> Taken:
    """File a text: a capture of a version that is there, or a new version with comparisons and unsent alerts.

    Raises Conflict when others kept filing into the same chain, StoreError when the library cannot write.
    """
    up_to_date(desk.library)
    for _ in range(TRIES):
        chain = _look(desk, found, document)
        judged = _compare(desk, document, chain) if chain.same is None else _Judged(None, None)
        with desk.library.writing() as files:
            taken = None
            if tuple(files.versions.of(chain.place.instrument.slug)) == chain.cards:
                taken = _file(files, found, document, chain, judged)
        if taken is not None:
            return _follow(desk, taken, document)
    raise Conflict(f"{found.notice.title}: others are filing versions of the same instrument; try again.")


def _follow(desk: Desk, taken: Taken, document: Document) -> Taken:
    """What else follows from a new text: a law changes by a decision."""
    if taken.outcome is Outcome.NEW:
        follow(desk, taken.instrument, taken.version, document)
    return taken


def _look(desk: Desk, found: Found, document: Document) -> _Chain:
    with desk.library.reading() as files:
        works = _candidates(files, found, document)
        spot = place(found, document, works, desk.guide, desk.authorities, files.repairs.parted())
        slug = spot.instrument.slug
        cards = tuple(files.versions.of(slug))
        # what we made of a decision stands in for the published text, and is never taken for it
        published = tuple(card for card in cards if not card.consolidated)
        same = _same_text(files, published, spot, document)
        before, after = neighbours(published, spot.dated_on)
        return _Chain(
            spot,
            cards,
            same,
            files.versions.get(slug, before.id) if before and not same else None,
            files.versions.get(slug, after.id) if after and not same else None,
            _corrects(files, found, cards, spot),
        )


def _candidates(files: Files, found: Found, document: Document) -> list[Instrument]:
    """The works a text may belong to: the one a person named, else those called as it is."""
    if found.instrument:
        return [work for work in files.instruments.some([found.instrument]) if work.shelf is found.shelf]
    return works_called(files, titles_of(found, document), found.shelf)


def _same_text(files: Files, cards: Sequence[VersionCard], spot: Place, document: Document) -> VersionCard | None:
    """The version that holds these words already, of the same stage unless the stage was only guessed."""
    alike = [c for c in cards if spot.guessed or (c.stage, c.reading) == (spot.stage, spot.reading)]
    exact = [c for c in alike if c.sha256 == document.sha256]
    if exact:
        return exact[0]
    mine = words(document)
    close = (c for c in alike if c.articles == len(document.articles))
    return next((c for c in close if words(files.versions.get(c.instrument, c.id).document) == mine), None)


def _corrects(files: Files, found: Found, cards: Sequence[VersionCard], spot: Place) -> bool:
    """Whether this address gave another text of the same stage before."""
    url = found.capture.url
    return bool(url and files.visits.validators(url).sha256) and any(
        c.stage is spot.stage and any(k.url == url for k in files.versions.get(c.instrument, c.id).captures)
        for c in cards
    )


def _compare(desk: Desk, document: Document, chain: _Chain) -> _Judged:
    return _Judged(
        _judged(desk, chain.before.document, document) if chain.before else None,
        _judged(desk, document, chain.after.document) if chain.after else None,
    )


def _judged(desk: Desk, old: Document, new: Document) -> Comparison:
    with judging():
        return compare(old, new, desk.drafting)


def _file(files: Files, found: Found, document: Document, chain: _Chain, judged: _Judged) -> Taken:
    slug = chain.place.instrument.slug
    for capture in found.captures:
        files.captures.keep(capture)
    remember(files, found)
    _record(files, found, f"version/{slug}/{chain.same.id if chain.same else chain.place.version}")
    if chain.same is not None:
        for capture in found.captures:
            files.versions.add_capture(slug, chain.same.id, capture)
            files.captures.seen(capture.sha256, capture.fetched_at)
        until = chain.same.comment_deadline or found.notice.closes_on  # the second host may be the one that tells it
        _add_events(files, chain.place, replace(chain.same, comment_deadline=until), document)
        return Taken(Outcome.KNOWN, chain.place.instrument.title_zh, slug, chain.same.id)
    if chain.place.is_new:
        files.instruments.put(chain.place.instrument)
    card = files.versions.file(_version(found, document, chain))
    files.citations.file(card.instrument, card.id, citations(document))
    official_came(files, card, found.capture.fetched_at)
    _add_events(files, chain.place, card, document)
    at = found.capture.fetched_at
    if chain.before and judged.with_before:
        file_comparison(files, slug, chain.before.id, card.id, judged.with_before, at)
    if chain.after and judged.with_after:
        file_comparison(files, slug, card.id, chain.after.id, judged.with_after, at)
    before = chain.before.id if chain.before else ""
    alerts = tell_filed(files, _event(files, chain, card, judged, document), at)
    return Taken(Outcome.NEW, chain.place.instrument.title_zh, slug, card.id, before, alerts=alerts)


def _version(found: Found, document: Document, chain: _Chain) -> Version:
    head, spot, at = document.headmatter, chain.place, found.capture.fetched_at
    return Version(
        instrument=spot.instrument.slug,
        id=spot.version,
        stage=spot.stage,
        reading=spot.reading,
        dated_on=spot.dated_on,
        document=document,
        captures=found.captures,
        note=CORRECTED if chain.corrects else "",
        first_seen_at=at,
        last_seen_at=at,
        effective_on=head.effective_on,
        comment_deadline=_comment_deadline(found.notice, spot.stage, head.comment_deadline),
        metadata={name: words for name, words in (*_told(found.notice), *_unsure(spot)) if words},
    )


def _told(notice: Notice) -> tuple[tuple[str, str], ...]:
    """What the list's entry said in its own words, kept as evidence."""
    return ("notice", notice.title), ("closing", notice.closing)


def _unsure(spot: Place) -> tuple[tuple[str, str], ...]:
    """How sure the place is, while a person has not confirmed it."""
    return ((UNSURE, f"{spot.confidence:.2f}"),) if spot.confidence < SURE else ()


def _comment_deadline(notice: Notice, stage: Stage, read_on: date | None) -> date | None:
    """The last day for comments: the list's own field, being meant for it, before the day read in prose."""
    return read_on if stage.in_force_text else notice.closes_on or read_on


def _add_events(files: Files, spot: Place, card: VersionCard, document: Document) -> None:
    """What the version tells of its instrument's life, unless the catalogue knows it."""
    told = [StageEvent(EventKind.STAGE, card.dated_on, card.stage, card.reading, url=card.url)]
    if card.effective_on and card.stage.in_force_text:
        told.append(StageEvent(EventKind.EFFECTIVE, card.effective_on, url=card.url))
        told += _later_parts(document, card)
    if card.comment_deadline and not card.stage.in_force_text:
        told.append(StageEvent(EventKind.COMMENT_CLOSES, card.comment_deadline, url=card.url))
    for event in told:
        if not any(_is_same_step(event, known) for known in spot.instrument.events):
            files.instruments.add_event(card.instrument, event)


def _later_parts(document: Document, card: VersionCard) -> list[StageEvent]:
    """The days on which provisions of a text start after the rest of it."""
    told = []
    for record in commencements(document):
        if record.places and record.on and card.effective_on and record.on > card.effective_on:
            zh = "、".join(map(write_chinese, record.places))
            en = ", ".join(map(write_english, record.places))
            told.append(StageEvent(EventKind.EFFECTIVE, record.on, url=card.url, note_zh=zh, note_en=en))
    return told


def _is_same_step(event: StageEvent, known: StageEvent) -> bool:
    if known.on is None or event.on is None or event.kind is not known.kind:
        return False
    if event.kind is not EventKind.STAGE:
        return event.on == known.on
    alike = (event.stage, event.reading or 1) == (known.stage, known.reading or 1)
    return alike and abs((event.on - known.on).days) <= SAME_STEP_DAYS


def _event(files: Files, chain: _Chain, card: VersionCard, judged: _Judged, document: Document) -> Event:
    old = chain.before and files.versions.card(card.instrument, chain.before.id)
    return Event(
        instrument=chain.place.instrument,
        new=text_of(card),
        old=text_of(old) if old else None,
        comparison=judged.with_before,
        words=document.text,
    )


def _record(files: Files, found: Found, thing: str) -> None:
    """Write down who brought a text; what a visit brings is in the diary of visits."""
    if found.by:
        files.audit.record(found.by, Done.TOOK_IN, thing, "", found.capture.fetched_at)


def remember(files: Files, found: Found) -> None:
    """Write down that this address was read, so that known bytes end the next visit."""
    if not found.capture.url:
        return
    # an article of several pages is asked for whole: that its first page is as it was says nothing of the others
    said = Validators() if found.further else found.validators
    known = Validators(said.etag, said.last_modified, found.digest)
    files.visits.remember(found.capture.url, known, found.capture.fetched_at)
    if found.notice.url:
        files.visits.announced(found.notice, found.capture.fetched_at)
