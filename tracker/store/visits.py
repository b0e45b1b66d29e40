"""Visits to sources: what each found, how each source is, and what is already known of an address."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.practice.visit import Notice, SourceHealth, SourceState, Validators, Visit
from tracker.store.tables import NoticeRow, ValidatorsRow, VisitRow

GOOD: Sequence[SourceState] = (SourceState.OK, SourceState.NOTHING_NEW)


# SQLite takes 999 parameters in a statement where it is old.
_PART = 900


def _in_parts(urls: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (urls[start : start + _PART] for start in range(0, len(urls), _PART))


class Visits:
    """The diary of the pulling."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, visit: Visit) -> None:
        """Write down one visit."""
        self._session.add(
            VisitRow(
                source=visit.source,
                started_at=visit.started_at,
                ended_at=visit.ended_at,
                state=visit.state,
                detail=visit.detail,
                seen=visit.seen,
                new=visit.new,
                unchanged=visit.unchanged,
                quarantined=visit.quarantined,
                failed=visit.failed,
            )
        )
        self._session.flush()

    def of(self, source: str, n: int) -> list[Visit]:
        """The last n visits to a source, newest first."""
        asked = select(VisitRow).where(VisitRow.source == source).order_by(VisitRow.number.desc()).limit(n)
        return [_visit(row) for row in self._session.scalars(asked)]

    def health(self) -> list[SourceHealth]:
        """How every source ever visited is, by source; a source that was never visited has no row here."""
        newest = select(func.max(VisitRow.number)).group_by(VisitRow.source)
        asked = select(VisitRow).where(VisitRow.number.in_(newest)).order_by(VisitRow.source)
        return [self._health(row) for row in self._session.scalars(asked)]

    def health_of(self, sources: Sequence[str]) -> list[SourceHealth]:
        """How these sources are, in the order asked; one that was never visited is left out."""
        newest = select(VisitRow).order_by(VisitRow.number.desc()).limit(1)
        rows = (self._session.scalar(newest.where(VisitRow.source == source)) for source in sources)
        return [self._health(row) for row in rows if row is not None]

    def validators(self, url: str) -> Validators:
        """What an address said of its freshness; empty for an address not met before."""
        row = self._session.get(ValidatorsRow, url)
        return Validators(row.etag, row.last_modified, row.sha256, row.newest_on) if row else Validators()

    def known(self, urls: Collection[str]) -> dict[str, Validators]:
        """What those of the addresses said that were met before; a list of a thousand rows is one question or two."""
        found: dict[str, Validators] = {}
        for some in _in_parts(sorted(set(urls))):
            for row in self._session.scalars(select(ValidatorsRow).where(ValidatorsRow.url.in_(some))):
                found[row.url] = Validators(row.etag, row.last_modified, row.sha256, row.newest_on)
        return found

    def remember(self, url: str, validators: Validators, at: datetime) -> None:
        """Keep what an address said, for the next request."""
        self._session.merge(
            ValidatorsRow(
                url=url,
                etag=validators.etag,
                last_modified=validators.last_modified,
                sha256=validators.sha256,
                newest_on=validators.newest_on,
                at=at,
            )
        )
        self._session.flush()

    def announced(self, notice: Notice, at: datetime) -> bool:
        """Write down an announcement; True when its address was not known before."""
        if self._session.get(NoticeRow, notice.url) is not None:
            return False
        self._session.add(
            NoticeRow(url=notice.url, source=notice.source, title=notice.title, published_on=notice.published_on, at=at)
        )
        self._session.flush()
        return True

    def notice(self, url: str) -> Notice | None:
        """What announced an address first; None for an address not met before."""
        row = self._session.get(NoticeRow, url)
        return Notice(row.source, row.url, row.title, row.published_on) if row else None

    def _health(self, last: VisitRow) -> SourceHealth:
        """The present state, and since when: “ok” and “nothing new” take turns at a good source, which is one state."""
        state = SourceState(last.state)
        alike = GOOD if state in GOOD else (state,)
        mine = VisitRow.source == last.source
        before = select(func.max(VisitRow.number)).where(mine, VisitRow.state.not_in(alike)).scalar_subquery()
        since = select(func.min(VisitRow.number)).where(mine, VisitRow.number > func.coalesce(before, 0))
        first = self._session.get_one(VisitRow, self._session.scalar(since))
        good = select(func.max(VisitRow.number)).where(mine, VisitRow.state.in_(GOOD))
        good_number = self._session.scalar(good)
        good_row = self._session.get_one(VisitRow, good_number) if good_number else None
        return SourceHealth(
            source=last.source,
            state=state,
            since=first.started_at,
            last_visit_at=last.ended_at,
            last_good_at=good_row.ended_at if good_row else None,
            detail=last.detail,
        )


def _visit(row: VisitRow) -> Visit:
    return Visit(
        source=row.source,
        started_at=row.started_at,
        ended_at=row.ended_at,
        state=SourceState(row.state),
        detail=row.detail,
        seen=row.seen,
        new=row.new,
        unchanged=row.unchanged,
        quarantined=row.quarantined,
        failed=row.failed,
    )
