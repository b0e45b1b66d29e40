"""A person's own data: gathered whole, and taken away so that what they did stays under a pseudonym.

What somebody wrote and decided is the firm's record and stays, under the person's id, which says nothing about them;
name, address, password, keys, habits and every mention by name go.
"""

from collections.abc import Mapping
from datetime import date, datetime, time

from sqlalchemy import Column, Table, delete, or_, select, update
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.practice.person import Role
from tracker.store.tables import (
    AlertRow,
    Base,
    DeliveryRow,
    FeedRow,
    HabitsRow,
    HookRow,
    InvitationRow,
    LookRow,
    PersonRow,
    RepeatRow,
    RevisionRow,
    ShareRow,
    TokenRow,
    WatchRow,
)
from tracker.store.tables.clients import AnswerRow
from tracker.store.tables.notes import ActRow

Rows = list[dict[str, object]]

# Columns that hold a person's id, whichever table they stand in; a test holds them to the tables' own words.
PERSONAL = frozenset({"by", "person", "author", "settled_by", "recalled_by", "undone_by", "seen_by", "sent_by", "who"})
# Keys to doors: no copy of them is made, not even for their owner.
KEYS = frozenset({"secret", "token", "digest", "url"})
# What only served the account goes whole; watches stay silent, for alerts point to them.
GOES = (HabitsRow, LookRow, FeedRow, ShareRow, TokenRow, RepeatRow, InvitationRow)


class Leaving:
    """Gathering and erasing what is one person's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def gathered(self, person: str) -> Mapping[str, Rows]:
        """Every row that names the person, by table, in the order of writing, without keys. Raises NotFound."""
        own = self._row(person)
        found = {PersonRow.__tablename__: [_plain(own)]}
        for table in Base.metadata.sorted_tables:
            columns = personal(table)
            if columns:
                asked = select(table).where(or_(*(column == person for column in columns)))
                rows = self._session.execute(asked.order_by(*table.primary_key)).mappings()
                found[table.name] = [_told(dict(row)) for row in rows]
        return {name: rows for name, rows in found.items() if rows}

    def erase(self, person: str) -> str:
        """Take away who somebody is; the pseudonym they stand under from now on.

        Raises NotFound; Conflict for the last administrator, for whom nobody could do anything afterwards.
        """
        row = self._row(person)
        self._must_not_be_the_last(row)
        name, pseudonym = row.name, f"erased-{person[:8]}"
        self._silence(person)
        for gone in GOES:
            self._session.execute(delete(gone).where(gone.__table__.c.person == person))
        self._unmention(name, pseudonym)
        row.email = row.folded_email = f"{person}@erased.invalid"  # reserved by RFC 2606: no letter can ever reach it
        row.name, row.client, row.active, row.secret = pseudonym, None, False, ""
        row.language, row.zone = "zh", "UTC"
        self._session.flush()
        return pseudonym

    def _row(self, person: str) -> PersonRow:
        row = self._session.get(PersonRow, person)
        if row is None:
            raise NotFound(f"There is no person “{person}”.")
        return row

    def _must_not_be_the_last(self, row: PersonRow) -> None:
        asked = select(PersonRow.id).where(PersonRow.role == Role.ADMINISTRATOR, PersonRow.active)
        if set(self._session.scalars(asked)) == {row.id}:
            raise Conflict("This is the last administrator; make another one first.")

    def _silence(self, person: str) -> None:
        """Nothing more is sent, and no address or answer of a mail server stands in the ledger."""
        self._session.execute(update(WatchRow).where(WatchRow.person == person).values(active=False, removed=True))
        self._session.execute(
            update(HookRow).where(HookRow.person == person).values(name="", url="", secret="", removed=True)
        )
        theirs = select(AlertRow.id).where(AlertRow.person == person)
        for row in self._session.scalars(select(DeliveryRow).where(DeliveryRow.alert.in_(theirs))):
            row.address, row.error = f"erased-{row.id}", ""
            if row.state in ("queued", "claimed"):
                row.state, row.next_at = "failed", None
        self._session.flush()

    def _unmention(self, name: str, pseudonym: str) -> None:
        """Whoever called them by name in a note or an answer calls the pseudonym."""
        if not name:
            return
        for kind, column in ((RevisionRow, "body"), (AnswerRow, "body"), (AnswerRow, "quote"), (ActRow, "value")):
            words = getattr(kind, column)
            for row in self._session.scalars(select(kind).where(words.contains(name, autoescape=True))):
                setattr(row, column, getattr(row, column).replace(name, pseudonym))
        self._session.flush()


def personal(table: Table) -> list[Column[object]]:
    """The columns of a table that hold a person's id."""
    return [column for column in table.columns if column.name in PERSONAL and table.name != PersonRow.__tablename__]


def _plain(row: PersonRow) -> dict[str, object]:
    return _told({column.name: getattr(row, column.name) for column in PersonRow.__table__.columns})


def _told(row: dict[str, object]) -> dict[str, object]:
    """A row as JSON can hold it, without keys."""
    return {name: _said(value) for name, value in row.items() if name not in KEYS and not isinstance(value, bytes)}


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date | time) else value
