"""Releases of comparisons: the only door through which a client sees verdicts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.practice.access import Release
from tracker.store.comparisons import row_of
from tracker.store.reach import Works
from tracker.store.snapshots import Snapshots
from tracker.store.tables import ClientRow, ComparisonRow, InstrumentRow, ReleaseRow


class Releases:
    """Who may see which comparison's verdicts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, release: Release) -> None:
        """Release a comparison, as counsel has it now, to a client (None: every follower).

        A second release of the same takes nothing new; where counsel put something right since, it takes the place of
        the first. Raises NotFound for an unknown comparison or client.
        """
        number = row_of(self._session, release.instrument, release.old, release.new).number
        if release.client is not None and self._session.get(ClientRow, release.client) is None:
            raise NotFound(f"There is no client “{release.client}”.")
        snapshot = Snapshots(self._session).standing_number(number)
        before = self._in_force(number, release.client)
        if before is not None and before.snapshot == snapshot:
            return
        if before is not None:
            before.withdrawn_at = release.at
        self._session.add(
            ReleaseRow(
                comparison=number,
                client=release.client,
                by=release.by,
                at=release.at,
                withdrawn_at=release.withdrawn_at,
                snapshot=snapshot,
            )
        )
        self._session.flush()

    def of(self, instrument: str, old: str, new: str) -> list[Release]:
        """Every release of a comparison, withdrawn ones too, oldest first; empty for a comparison not filed."""
        asked = (
            select(ReleaseRow)
            .join(ComparisonRow, ComparisonRow.number == ReleaseRow.comparison)
            .where(ComparisonRow.instrument == instrument, ComparisonRow.old == old, ComparisonRow.new == new)
            .order_by(ReleaseRow.number)
        )
        return [
            Release(instrument, old, new, row.client, row.by, row.at, row.withdrawn_at, row.snapshot)
            for row in self._session.scalars(asked)
        ]

    def of_works(self, slugs: Collection[str]) -> dict[tuple[str, str, str], list[Release]]:
        """Every release of some instruments' comparisons, by instrument, old and new, oldest first."""
        asked = (
            select(ReleaseRow, ComparisonRow.instrument, ComparisonRow.old, ComparisonRow.new)
            .join(ComparisonRow, ComparisonRow.number == ReleaseRow.comparison)
            .where(ComparisonRow.instrument.in_(sorted(set(slugs))))
            .order_by(ReleaseRow.number)
        )
        found: dict[tuple[str, str, str], list[Release]] = {}
        for row, *pair in self._session.execute(asked):
            slug, old, new = pair
            one = Release(slug, old, new, row.client, row.by, row.at, row.withdrawn_at, row.snapshot)
            found.setdefault((slug, old, new), []).append(one)
        return found

    def newest_works(self, client: str | None, works: Works, n: int) -> list[str]:
        """Those n of some instruments (slugs) of which something was released last to a client, newest first."""
        asked = (
            select(ComparisonRow.instrument)
            .join(ReleaseRow, ReleaseRow.comparison == ComparisonRow.number)
            .join(InstrumentRow, InstrumentRow.slug == ComparisonRow.instrument)
            .where(or_(ReleaseRow.client.is_(None), ReleaseRow.client == client), ReleaseRow.withdrawn_at.is_(None))
            .where(*works.conditions())
            .group_by(ComparisonRow.instrument)
            .order_by(func.max(ReleaseRow.at).desc(), ComparisonRow.instrument)
            .limit(n)
        )
        return list(self._session.scalars(asked))

    def withdraw(self, instrument: str, old: str, new: str, client: str | None, at: datetime) -> None:
        """Take back the release to exactly this client (None: to every follower). Raises NotFound if there is none."""
        number = row_of(self._session, instrument, old, new).number
        if self._in_force(number, client) is None:
            raise NotFound("This comparison is not released there, so nothing can be withdrawn.")
        self._session.execute(
            update(ReleaseRow)
            .where(ReleaseRow.comparison == number, _to(client), ReleaseRow.withdrawn_at.is_(None))
            .values(withdrawn_at=at)
        )

    def _in_force(self, number: int, client: str | None) -> ReleaseRow | None:
        asked = select(ReleaseRow).where(
            ReleaseRow.comparison == number, _to(client), ReleaseRow.withdrawn_at.is_(None)
        )
        return self._session.scalars(asked).first()


def _to(client: str | None) -> ColumnElement[bool]:
    return ReleaseRow.client.is_(None) if client is None else ReleaseRow.client == client
