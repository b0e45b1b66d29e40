"""Repairs: every change of metadata by a person, with its evidence; the catalogue's next reading does not undo them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.practice.visit import Repair
from tracker.store.tables import RepairRow

PARTED = "parted"
JOINED = "joined"


class Repairs:
    """The diary of the analyst's desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, repair: Repair) -> None:
        """Write down one change."""
        self._session.add(
            RepairRow(
                instrument=repair.instrument,
                version=repair.version,
                field=repair.field,
                old=repair.old,
                new=repair.new,
                evidence=repair.evidence,
                by=repair.by,
                at=repair.at,
            )
        )
        self._session.flush()

    def of(self, instrument: str) -> list[Repair]:
        """Every change of an instrument and its versions, oldest first."""
        asked = select(RepairRow).where(RepairRow.instrument == instrument).order_by(RepairRow.number)
        return [_repair(row) for row in self._session.scalars(asked)]

    def latest(self, n: int) -> list[Repair]:
        """The last n changes, newest first."""
        return [
            _repair(row) for row in self._session.scalars(select(RepairRow).order_by(RepairRow.number.desc()).limit(n))
        ]

    def parted(self) -> dict[str, frozenset[str]]:
        """By instrument, the titles (their keys) a person said are not its."""
        asked = select(RepairRow.instrument, RepairRow.new).where(RepairRow.field == PARTED)
        found: dict[str, set[str]] = {}
        for instrument, title in self._session.execute(asked):
            found.setdefault(instrument, set()).add(title)
        return {instrument: frozenset(titles) for instrument, titles in found.items()}

    def joined(self) -> dict[str, str]:
        """By the slug of a work a person joined to another, the work it is now."""
        asked = select(RepairRow.old, RepairRow.instrument).where(RepairRow.field == JOINED)
        rows = self._session.execute(asked.order_by(RepairRow.number))
        return {row.old: row.instrument for row in rows}


def _repair(row: RepairRow) -> Repair:
    return Repair(row.instrument, row.field, row.old, row.new, row.evidence, row.by, row.at, row.version)
