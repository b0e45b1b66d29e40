"""The quarantine: captures that became no version, kept until a person settles them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.law.instrument import Shelf
from tracker.practice.visit import Quarantined
from tracker.store.tables import QuarantineRow

SETTLEMENTS = ("accepted", "rejected")


class Quarantine:
    """What waits for a person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(
        self, sha256: str, source: str, url: str, title: str, reason: str, at: datetime, shelf: Shelf = Shelf.REAL
    ) -> int:
        """Put a capture of a shelf's source aside and get its number; the same bytes from there keep their first."""
        asked = select(QuarantineRow).where(QuarantineRow.sha256 == sha256, QuarantineRow.url == url)
        row = self._session.scalar(asked)
        if row is None:
            row = QuarantineRow(
                sha256=sha256,
                source=source,
                url=url,
                title=title,
                reason=reason,
                at=at,
                settled="",
                settled_by="",
                shelf=shelf,
            )
            self._session.add(row)
            self._session.flush()
        return row.id

    def open(self) -> list[Quarantined]:
        """What nobody settled yet, oldest first."""
        asked = select(QuarantineRow).where(QuarantineRow.settled == "").order_by(QuarantineRow.id)
        return [_quarantined(row) for row in self._session.scalars(asked)]

    def waits(self, url: str, reason: str) -> bool:
        """Whether something of this address waits already for the same reason."""
        here = (QuarantineRow.settled == "", QuarantineRow.url == url, QuarantineRow.reason == reason)
        return self._session.scalar(select(QuarantineRow.id).where(*here).limit(1)) is not None

    def get(self, number: int) -> Quarantined:
        """One capture put aside. Raises NotFound."""
        return _quarantined(self._row(number))

    def settle(self, number: int, how: str, by: str, at: datetime) -> None:
        """A person said `accepted` or `rejected`. Raises NotFound; Conflict when somebody else settled it before."""
        if how not in SETTLEMENTS:
            raise ValueError(f"a capture is settled as {' or '.join(SETTLEMENTS)}, not {how!r}")
        row = self._row(number)
        if row.settled:
            raise Conflict(f"This capture was already {row.settled}.")
        row.settled, row.settled_by, row.settled_at = how, by, at
        self._session.flush()

    def _row(self, number: int) -> QuarantineRow:
        row = self._session.get(QuarantineRow, number)
        if row is None:
            raise NotFound(f"There is no quarantined capture number {number}.")
        return row


def _quarantined(row: QuarantineRow) -> Quarantined:
    return Quarantined(
        id=row.id,
        sha256=row.sha256,
        source=row.source,
        url=row.url,
        title=row.title,
        reason=row.reason,
        at=row.at,
        settled=row.settled,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        shelf=Shelf(row.shelf),
    )
