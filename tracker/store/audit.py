"""The audit log in the database: entries are sealed as they are written, in the transaction of the deed itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.practice.audit import BEGINNING, Done, Entry, sealed
from tracker.store.tables import AuditRow

AT_ONCE = 1000  # rows read at a time when the whole log is checked


class Audit:
    """Who did what; a writer is alone with the pen, so that the chain never forks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, who: str, done: Done, thing: str, detail: str, at: datetime) -> Entry:
        """Write down one deed; it is kept when the transaction is, and lost with it."""
        last = self.last()
        number, before = (last.number + 1, last.seal) if last else (1, BEGINNING)
        entry = Entry(number, at, who, done, thing, detail, before)
        entry = replace(entry, seal=sealed(entry))
        self._session.add(
            AuditRow(
                number=number,
                at=at,
                who=who,
                done=done,
                thing=thing,
                detail=detail,
                before=before,
                seal=entry.seal,
            )
        )
        self._session.flush()
        return entry

    def last(self) -> Entry | None:
        """The newest entry; None for an empty log. Its number and seal, noted elsewhere, prove later that none fell."""
        row = self._session.scalar(select(AuditRow).order_by(AuditRow.number.desc()).limit(1))
        return _entry(row) if row else None

    def get(self, number: int) -> Entry | None:
        """One entry; None if there is none of that number."""
        row = self._session.get(AuditRow, number)
        return _entry(row) if row else None

    def latest(self, n: int, *, before: int | None = None, who: str = "", done: str = "") -> list[Entry]:
        """The last n entries, newest first; before a number, of one person, of one deed, where asked."""
        asked = select(AuditRow).order_by(AuditRow.number.desc()).limit(n)
        if before is not None:
            asked = asked.where(AuditRow.number < before)
        if who:
            asked = asked.where(AuditRow.who == who)
        if done:
            asked = asked.where(AuditRow.done == done)
        return [_entry(row) for row in self._session.scalars(asked)]

    def count(self, *, who: str = "", done: str = "") -> int:
        """How many entries there are, of one person and of one deed where asked."""
        asked = select(func.count()).select_from(AuditRow)
        if who:
            asked = asked.where(AuditRow.who == who)
        if done:
            asked = asked.where(AuditRow.done == done)
        return self._session.scalar(asked) or 0

    def all(self) -> Iterator[Entry]:
        """The whole log from its first entry, read as it is asked for."""
        asked = select(AuditRow).order_by(AuditRow.number).execution_options(yield_per=AT_ONCE)
        for row in self._session.scalars(asked):
            yield _entry(row)
            self._session.expunge(row)


def _entry(row: AuditRow) -> Entry:
    return Entry(row.number, row.at, row.who, Done(row.done), row.thing, row.detail, row.before, row.seal)
