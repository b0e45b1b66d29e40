"""A version under another id or another instrument: every row that names it follows, in the same transaction."""

from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.store.tables import (
    AlertRow,
    Base,
    ComparisonRow,
    EventRow,
    InstrumentRow,
    NoteRow,
    ReleaseRow,
    RepairRow,
    VersionRow,
    WatchRow,
)

_Table = type[Base]
# Which columns name a version, beside the `instrument` they all have.
_NAMED: tuple[tuple[_Table, tuple[str, ...]], ...] = (
    (VersionRow, ("id",)),
    (ComparisonRow, ("old", "new")),
    (NoteRow, ("old", "new")),
    (AlertRow, ("version", "compared_with")),
    (RepairRow, ("version",)),
)

# What ties a comparison to its two versions, by instrument and id.
_BOUND = ("fk_comparisons_instrument_old", "fk_comparisons_instrument_new")


def rename(session: Session, slug: str, old_id: str, new_id: str) -> None:
    """Give a version another id. Raises NotFound, and Conflict when the id is taken."""
    if _number(session, slug, old_id) is None:
        raise NotFound(f"There is no version “{old_id}” of “{slug}”.")
    if _number(session, slug, new_id) is not None:
        raise Conflict(f"“{slug}” has a version {new_id} already.")
    _later(session)
    for table, columns in _NAMED:
        for column in columns:
            _set(session, table, slug, column, old_id, **{column: new_id})
    _set_events(session, slug, old_id, f"{slug}/{new_id}")
    session.expire_all()


def join(session: Session, slug: str, into: str) -> None:
    """Everything of one instrument becomes another's, which goes on; the first is no more. Raises NotFound, Conflict.

    A version whose id the other has already gets the next free one.
    """
    if slug == into or session.get(InstrumentRow, into) is None or session.get(InstrumentRow, slug) is None:
        raise NotFound(f"“{slug}” and “{into}” are not two instruments that can be joined.")
    for version in session.scalars(select(VersionRow.id).where(VersionRow.instrument == slug)).all():
        if _number(session, into, version) is not None:
            rename(session, slug, version, _free(session, slug, into, version))
    _later(session)
    for version in session.scalars(select(VersionRow.id).where(VersionRow.instrument == slug)).all():
        _set_events(session, slug, version, f"{into}/{version}")
    tables: list[_Table] = [*(table for table, _ in _NAMED), WatchRow]
    for table in tables:
        session.execute(_update(table).where(_column(table, "instrument") == slug).values(instrument=into))
    session.execute(
        update(EventRow).where(EventRow.instrument == slug, EventRow.filed.is_(True)).values(instrument=into)
    )
    session.execute(delete(EventRow).where(EventRow.instrument == slug))
    session.execute(delete(InstrumentRow).where(InstrumentRow.slug == slug))
    session.expire_all()


def part(session: Session, slug: str, version_id: str, into: str) -> None:
    """One version becomes another instrument's; its comparisons with the former neighbours are no more.

    Raises NotFound; Conflict when notes or releases stand on them, which nobody may lose.
    """
    row = session.scalar(select(VersionRow).where(VersionRow.instrument == slug, VersionRow.id == version_id))
    if row is None or session.get(InstrumentRow, into) is None:
        raise NotFound(f"There is no version “{version_id}” of “{slug}”, or no “{into}”.")
    if _number(session, into, version_id) is not None:
        raise Conflict(f"“{into}” has a version {version_id} already.")
    _forget_comparisons(session, slug, version_id)
    _later(session)
    _set_events(session, slug, version_id, f"{into}/{version_id}")
    _set(session, AlertRow, slug, "version", version_id, instrument=into, compared_with=None)
    _set(session, VersionRow, slug, "id", version_id, instrument=into)
    mine = (EventRow.instrument == slug, EventRow.filed.is_(True), EventRow.url == row.url)
    session.execute(update(EventRow).where(*mine).values(instrument=into))
    session.expire_all()


def _forget_comparisons(session: Session, slug: str, version_id: str) -> None:
    touches = (ComparisonRow.old == version_id) | (ComparisonRow.new == version_id)
    numbers = list(session.scalars(select(ComparisonRow.number).where(ComparisonRow.instrument == slug, touches)))
    noted = (NoteRow.old == version_id) | (NoteRow.new == version_id)
    notes = session.scalar(select(func.count()).select_from(NoteRow).where(NoteRow.instrument == slug, noted)) or 0
    mine = ReleaseRow.comparison.in_(numbers)
    releases = session.scalar(select(func.count()).select_from(ReleaseRow).where(mine)) or 0
    if notes or releases:
        raise Conflict(
            f"{notes} notes and {releases} releases stand on comparisons of this version: counsel has to settle them."
        )
    for table in Base.metadata.sorted_tables[::-1]:
        for key in table.foreign_keys:
            if key.column.table is ComparisonRow.__table__:
                session.execute(delete(table).where(key.parent.in_(numbers)))
    session.execute(delete(ComparisonRow).where(ComparisonRow.number.in_(numbers)))


def _later(session: Session) -> None:
    """Let references be judged at the end of the transaction: in between, one names what is not yet there."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        return
    for name in _BOUND:  # PostgreSQL defers only what was said to be deferrable, which is said once
        asked = text(
            "SELECT condeferrable FROM pg_constraint WHERE conname = :name AND conrelid = 'comparisons'::regclass"
        )
        if connection.execute(asked, {"name": name}).scalar() is False:
            connection.exec_driver_sql(
                f'ALTER TABLE comparisons ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY IMMEDIATE'
            )
    connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


def _number(session: Session, slug: str, version_id: str) -> int | None:
    return session.scalar(select(VersionRow.number).where(VersionRow.instrument == slug, VersionRow.id == version_id))


def _free(session: Session, slug: str, into: str, wanted: str) -> str:
    number = 2
    while any(_number(session, one, f"{wanted}-{number}") is not None for one in (slug, into)):
        number += 1
    return f"{wanted}-{number}"


def _set_events(session: Session, slug: str, version_id: str, event: str) -> None:
    """What an alert says it is about: filing the same text again must not tell it twice."""
    session.execute(update(AlertRow).where(AlertRow.event == f"{slug}/{version_id}").values(event=event))


def _set(session: Session, table: _Table, slug: str, column: str, is_now: str, **values: Any) -> None:
    mine = (_column(table, "instrument") == slug, _column(table, column) == is_now)
    session.execute(_update(table).where(*mine).values(**values))


def _update(table: _Table) -> Any:
    return update(table).execution_options(synchronize_session=False)


def _column(table: _Table, name: str) -> Any:
    return getattr(table, name)
