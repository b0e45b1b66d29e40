"""Versions: one text each, filed once, seen perhaps many times."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from tracker.errors import NotFound
from tracker.law.document import Document
from tracker.law.instrument import Capture, Shelf, Version
from tracker.law.stage import Stage
from tracker.practice.access import Reach
from tracker.practice.cards import VersionCard
from tracker.store import codec, readdressing
from tracker.store.captures import as_capture, number_of
from tracker.store.folding import fold
from tracker.store.fulltext import index
from tracker.store.reach import Works, within
from tracker.store.tables import (
    CaptureRow,
    ComparisonRow,
    ConsolidationRow,
    InstrumentRow,
    TextRow,
    VersionCaptureRow,
    VersionRow,
)

#: The metadata of a text made from a decision names the decision.
_CONSOLIDATED = '"decision"'
# The key of a version's metadata that says how sure its place in the chain is, while that is to be confirmed.
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest text of a work that counts, with what a list is narrowed by."""

    instrument: str
    version: str
    stage: Stage
    shelf: Shelf
    topics: tuple[str, ...]
    authorities: tuple[str, ...]


class Versions:
    """The texts of the library."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, slug: str) -> list[VersionCard]:
        """An instrument's versions, oldest first."""
        asked = _CARDS.where(VersionRow.instrument == slug).order_by(VersionRow.dated_on, VersionRow.number)
        return [_card(tuple(found)) for found in self._session.execute(asked)]

    def of_works(self, slugs: Collection[str]) -> dict[str, list[VersionCard]]:
        """The versions of some instruments by slug, oldest first; an instrument without any is left out."""
        asked = _CARDS.where(VersionRow.instrument.in_(sorted(set(slugs))))
        found: dict[str, list[VersionCard]] = {}
        for row in self._session.execute(asked.order_by(VersionRow.dated_on, VersionRow.id)):
            found.setdefault(row.instrument, []).append(_card(tuple(row)))
        return found

    def newest_seen(self, works: Works, n: int, *, by_sight: bool) -> list[str]:
        """The instruments (slugs) of the n versions that came last: seen last, or with `by_sight` false, dated last.

        A version nobody fetched counts by its date in either case.
        """
        asked = select(VersionRow.instrument).join(InstrumentRow, InstrumentRow.slug == VersionRow.instrument)
        asked = asked.where(*works.conditions()).limit(n)
        dated = asked.order_by(VersionRow.dated_on.desc(), VersionRow.id.desc())
        if not by_sight:
            return list(self._session.scalars(dated))
        seen = asked.where(VersionRow.first_seen_at.is_not(None)).order_by(
            VersionRow.first_seen_at.desc(), VersionRow.id.desc()
        )
        unseen = dated.where(VersionRow.first_seen_at.is_(None))
        return [*self._session.scalars(seen), *self._session.scalars(unseen)]

    def works_dated(self, first: date, last: date) -> list[str]:
        """The instruments (slugs) with a version dated from one day to another, in order."""
        asked = select(VersionRow.instrument).where(VersionRow.dated_on.between(first, last)).distinct()
        return sorted(self._session.scalars(asked))

    def newest_works(self, reach: Reach, n: int) -> list[Newest]:
        """The n works whose newest text that counts came out last, newest first, with what a list is narrowed by."""
        asked = (
            select(VersionRow.instrument, VersionRow.id, VersionRow.stage, *_OF_WORK)
            .join(InstrumentRow, InstrumentRow.slug == VersionRow.instrument)
            .outerjoin(ConsolidationRow, ConsolidationRow.version == VersionRow.number)
            .where(ConsolidationRow.superseded.is_(None), *within(reach, InstrumentRow.slug, InstrumentRow.topics))
            .order_by(VersionRow.dated_on.desc(), VersionRow.instrument.desc(), VersionRow.id.desc())
        )
        far = 2 * n  # most works have one text: a look as far down the dates mostly has them all
        while True:
            rows = self._session.execute(asked.limit(far)).all()
            found = dict(zip((row[0] for row in reversed(rows)), reversed(rows), strict=True))
            if len(found) >= n or len(rows) < far:
                return [_newest(tuple(found[slug])) for slug in islice(dict.fromkeys(row[0] for row in rows), n)]
            far *= 4

    def latest(self, n: int, shelf: Shelf | None = None) -> list[VersionCard]:
        """The n versions filed last, newest first, of a shelf (None: of both)."""
        asked = _CARDS.order_by(VersionRow.number.desc()).limit(n)
        if shelf is not None:
            asked = asked.where(InstrumentRow.shelf == shelf)
        return [_card(tuple(found)) for found in self._session.execute(asked)]

    def card(self, slug: str, version_id: str) -> VersionCard:
        """One version without its text. Raises NotFound."""
        asked = _CARDS.where(VersionRow.instrument == slug, VersionRow.id == version_id)
        found = self._session.execute(asked).first()
        if found is None:
            raise NotFound(f"There is no version “{version_id}” of “{slug}”.")
        return _card(tuple(found))

    def get(self, slug: str, version_id: str) -> Version:
        """One version, whole. Raises NotFound."""
        row = self._row(slug, version_id)
        text = self._session.get_one(TextRow, row.number)
        return _version(row, text, self._captures(row.number))

    def by_text(self, slug: str, sha256: str) -> VersionCard | None:
        """The instrument's version with exactly these words (digest of the text), the first filed; None if none has."""
        asked = _CARDS.where(VersionRow.instrument == slug, VersionRow.sha256 == sha256).order_by(VersionRow.number)
        found = self._session.execute(asked.limit(1)).first()
        return _card(tuple(found)) if found else None

    def file(self, version: Version) -> VersionCard:
        """File a version with its captures; what comes back carries the id it stands under.

        The same words under the same id are the same version, seen again. Other words whose id is taken (two texts of
        one stage on one day) are filed as `…-2`, `…-3`. Raises NotFound when the instrument is not filed.
        """
        if self._session.get(InstrumentRow, version.instrument) is None:
            raise NotFound(f"There is no instrument “{version.instrument}” to file a version under.")
        version_id = next(wanted for wanted in _ids(version.id) if self._suits(version, wanted))
        held = self._find(version.instrument, version_id)
        if held is None:
            self._add(replace(version, id=version_id))
        else:
            for capture in version.captures:
                self._link(held, capture)
        return self.card(version.instrument, version_id)

    def add_capture(self, slug: str, version_id: str, capture: Capture) -> None:
        """The same words came again, from elsewhere or in other bytes: one more capture. Raises NotFound."""
        self._link(self._row(slug, version_id), capture)

    def amend(self, slug: str, version_id: str, **facts: Stage | int | date | None) -> None:
        """Say other facts of a version: stage, reading, dated_on, effective_on, comment_deadline. Raises NotFound."""
        row = self._row(slug, version_id)
        for name, value in facts.items():
            setattr(row, name, value)
        self._session.flush()

    def read_anew(self, slug: str, version_id: str, document: Document) -> None:
        """The same bytes read anew: tree, words and what is told of them follow; its comparisons are behind then.

        Raises NotFound.
        """
        row = self._row(slug, version_id)
        text, words = self._session.get_one(TextRow, row.number), document.text
        if words != text.words:
            index(self._session).replace(self._session, row.number, fold(text.words), fold(words))
            text.words = words
        text.document = codec.encode(replace(document, text=""))
        row.title = document.headmatter.title
        row.folded_title = fold(row.title)
        row.articles, row.problems = len(document.articles), len(document.problems)
        row.sha256 = document.sha256
        for side in (ComparisonRow.old, ComparisonRow.new):
            mine = ComparisonRow.instrument == slug, side == version_id
            self._session.execute(update(ComparisonRow).where(*mine).values(engine=""))
        self._session.flush()

    def rename(self, slug: str, version_id: str, new_id: str) -> None:
        """Give a version another id; everything that names it follows. Raises NotFound, Conflict."""
        readdressing.rename(self._session, slug, version_id, new_id)

    def unsure(self) -> list[tuple[VersionCard, str]]:
        """Versions that were joined to their chain without certainty, newest first, with how sure it was."""
        asked = _CARDS.where(VersionRow.details.contains(f'"{UNSURE}"')).order_by(VersionRow.number.desc())
        cards = [_card(tuple(found)) for found in self._session.execute(asked)]
        return [(card, self._details(card)[UNSURE]) for card in cards]

    def settle(self, slug: str, version_id: str) -> None:
        """A person said that a version belongs where it stands. Raises NotFound."""
        row = self._row(slug, version_id)
        details = {name: said for name, said in codec.decode(dict[str, str], row.details).items() if name != UNSURE}
        row.details = codec.encode(details)
        self._session.flush()

    def _details(self, card: VersionCard) -> dict[str, str]:
        return codec.decode(dict[str, str], self._row(card.instrument, card.id).details)

    def _suits(self, version: Version, version_id: str) -> bool:
        """Whether an id is free, or stands for these very words."""
        held = self._find(version.instrument, version_id)
        return held is None or held.sha256 == version.document.sha256

    def _find(self, slug: str, version_id: str) -> VersionRow | None:
        asked = select(VersionRow).where(VersionRow.instrument == slug, VersionRow.id == version_id)
        return self._session.scalar(asked)

    def _row(self, slug: str, version_id: str) -> VersionRow:
        row = self._find(slug, version_id)
        if row is None:
            raise NotFound(f"There is no version “{version_id}” of “{slug}”.")
        return row

    def _add(self, version: Version) -> None:
        row = _version_row(version)
        self._session.add(row)
        self._session.flush()
        words = version.document.text
        tree = codec.encode(replace(version.document, text=""))
        self._session.add(TextRow(version=row.number, words=words, document=tree))
        for capture in version.captures:
            self._link(row, capture)
        self._session.flush()
        index(self._session).add(self._session, row.number, fold(words))

    def _link(self, row: VersionRow, capture: Capture) -> None:
        number = number_of(self._session, capture)
        self._session.merge(VersionCaptureRow(version=row.number, capture=number))
        row.first_seen_at = min(row.first_seen_at or capture.fetched_at, capture.fetched_at)
        row.last_seen_at = max(row.last_seen_at or capture.fetched_at, capture.fetched_at)
        self._session.flush()

    def _captures(self, number: int) -> tuple[Capture, ...]:
        asked = (
            select(CaptureRow)
            .join(VersionCaptureRow, VersionCaptureRow.capture == CaptureRow.number)
            .where(VersionCaptureRow.version == number)
            .order_by(CaptureRow.number)
        )
        return tuple(as_capture(row) for row in self._session.scalars(asked))


def _ids(wanted: str) -> Iterator[str]:
    """The id wanted, then the same with -2, -3 …"""
    yield wanted
    count = 2
    while True:
        yield f"{wanted}-{count}"
        count += 1


# Plain columns: an object kept in step with each row costs more than the row.
_FACTS = (
    *("instrument", "id", "stage", "reading", "dated_on", "title", "articles", "sha256", "problems"),
    *("effective_on", "comment_deadline", "first_seen_at", "last_seen_at", "url", "note"),
)
_SUCCESSOR = aliased(VersionRow)
_CARDS = (
    select(*(getattr(VersionRow, name) for name in _FACTS), InstrumentRow.shelf, VersionRow.details, _SUCCESSOR.id)
    .join(InstrumentRow, InstrumentRow.slug == VersionRow.instrument)
    .outerjoin(ConsolidationRow, ConsolidationRow.version == VersionRow.number)
    .outerjoin(_SUCCESSOR, _SUCCESSOR.number == ConsolidationRow.superseded)
)
_OF_WORK = (InstrumentRow.shelf, InstrumentRow.topics, InstrumentRow.authorities)
# Cards are frozen and made of their columns alone, so that whoever asks may hold the same ones.
_REMEMBERED = 1 << 14


@lru_cache(_REMEMBERED)
def _card(row: tuple[Any, ...]) -> VersionCard:
    *facts, shelf, details, superseded = row
    told: dict[str, Any] = dict(zip(_FACTS, facts, strict=True))
    return VersionCard(
        **told | {"stage": Stage(told["stage"])},
        shelf=Shelf(shelf),
        consolidated=_CONSOLIDATED in details,
        superseded=superseded or "",
    )


def _newest(row: tuple[Any, ...]) -> Newest:
    slug, version, stage, shelf, topics, authorities = row
    return Newest(slug, version, Stage(stage), Shelf(shelf), _names(topics), _names(authorities))


@lru_cache(1 << 10)
def _names(written: str) -> tuple[str, ...]:
    return codec.decode(tuple[str, ...], written)


@lru_cache(16)  # what a firm reads on one day; the longest text takes some megabytes
def _document(tree: str, words: str) -> Document:
    return replace(codec.decode(Document, tree), text=words)


def _version_row(version: Version) -> VersionRow:
    title = version.document.headmatter.title
    return VersionRow(
        instrument=version.instrument,
        id=version.id,
        stage=version.stage,
        reading=version.reading,
        dated_on=version.dated_on,
        title=title,
        folded_title=fold(title),
        articles=len(version.document.articles),
        problems=len(version.document.problems),
        sha256=version.document.sha256,
        effective_on=version.effective_on,
        comment_deadline=version.comment_deadline,
        first_seen_at=_earliest(version),
        last_seen_at=_last(version),
        url=version.captures[0].url if version.captures else "",
        note=version.note,
        details=codec.encode(version.metadata),
    )


def _earliest(version: Version) -> datetime | None:
    moments = [c.fetched_at for c in version.captures]
    return min([*moments, *([version.first_seen_at] if version.first_seen_at else [])], default=None)


def _last(version: Version) -> datetime | None:
    moments = [c.fetched_at for c in version.captures]
    known = [m for m in (version.first_seen_at, version.last_seen_at) if m]
    return max([*moments, *known], default=None)


def _version(row: VersionRow, text: TextRow, captures: tuple[Capture, ...]) -> Version:
    return Version(
        instrument=row.instrument,
        id=row.id,
        stage=Stage(row.stage),
        reading=row.reading,
        dated_on=row.dated_on,
        document=_document(text.document, text.words),
        captures=captures,
        note=row.note,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        effective_on=row.effective_on,
        comment_deadline=row.comment_deadline,
        metadata=codec.decode(dict[str, str], row.details),
    )
