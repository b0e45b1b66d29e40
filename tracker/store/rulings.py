"""Rulings: what counsel put right in comparisons, kept as they were made."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.diff.overruling import Opinion
from tracker.diff.repairing import Correction
from tracker.errors import NotFound
from tracker.practice.ruling import Ruling
from tracker.store import codec
from tracker.store.tables import RulingRow


class Rulings:
    """Counsel's corrections."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, ruling: Ruling) -> Ruling:
        """Keep a ruling; the number it is given is returned with it."""
        row = RulingRow(
            instrument=ruling.instrument,
            old=ruling.old,
            new=ruling.new,
            pairing=codec.encode(ruling.pairing) if ruling.pairing else None,
            opinion=codec.encode(ruling.opinion) if ruling.opinion else None,
            reason=ruling.reason,
            by=ruling.by,
            at=ruling.at,
        )
        self._session.add(row)
        self._session.flush()
        return _ruling(row)

    def of(self, instrument: str, old: str, new: str) -> list[Ruling]:
        """Every ruling on a comparison, those taken back too, in their order."""
        asked = select(RulingRow).where(RulingRow.instrument == instrument, RulingRow.old == old, RulingRow.new == new)
        return [_ruling(row) for row in self._session.scalars(asked.order_by(RulingRow.number))]

    def all(self) -> list[Ruling]:
        """Every ruling, in their order."""
        return [_ruling(row) for row in self._session.scalars(select(RulingRow).order_by(RulingRow.number))]

    def get(self, number: int) -> Ruling:
        """One ruling. Raises NotFound."""
        return _ruling(self._row(number))

    def undo(self, number: int, by: str, at: datetime) -> Ruling:
        """Take a ruling back; it stays on record. Raises NotFound where it was taken back before."""
        row = self._row(number)
        if row.undone_at is not None:
            raise NotFound("This correction was taken back before.")
        row.undone_by, row.undone_at = by, at
        self._session.flush()
        return _ruling(row)

    def _row(self, number: int) -> RulingRow:
        row = self._session.get(RulingRow, number)
        if row is None:
            raise NotFound(f"There is no correction number {number}.")
        return row


def _ruling(row: RulingRow) -> Ruling:
    return Ruling(
        id=row.number,
        instrument=row.instrument,
        old=row.old,
        new=row.new,
        reason=row.reason,
        by=row.by,
        at=row.at,
        pairing=codec.decode(Correction, row.pairing) if row.pairing else None,
        opinion=codec.decode(Opinion, row.opinion) if row.opinion else None,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )
