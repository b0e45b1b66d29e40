"""A version under another id or another instrument: every row that names it follows, in the same transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.practice.feed import Scope
from tracker.store import codec
from tracker.store.repairs import JOINED
from tracker.store.tables import (
    AlertRow,
    AnswerRow,
    Base,
    BriefingRow,
    CheckRow,
    ComparisonRow,
    DateRow,
    DayRow,
    EventRow,
    FeedRow,
    FollowRow,
    InstrumentRow,
    LookRow,
    NameRow,
    NoteRow,
    PickRow,
    PlaceRow,
    ReleaseRow,
    RepairRow,
    RulingRow,
    ShareRow,
    SpellRow,
    TranslationRow,
    VersionRow,
    WatchRow,
)

_Table = type[Base]
# Which columns name a version, beside the `instrument` they all have; none for what speaks of the work alone. A test
# holds this to the tables: whoever adds one that names an instrument adds it here.
NAMED: tuple[tuple[_Table, tuple[str, ...]], ...] = (
    (VersionRow, ("id",)),
    (ComparisonRow, ("old", "new")),
    (NoteRow, ("old", "new")),
    (RulingRow, ("old", "new")),
    (BriefingRow, ("old", "new")),
    (CheckRow, ("old", "new")),
    (LookRow, ("old", "new")),
    (AnswerRow, ("old", "new")),
    (ShareRow, ("old", "new")),
    (TranslationRow, ("version",)),
    (PickRow, ("version",)),
    (AlertRow, ("version", "compared_with")),
    (RepairRow, ("version",)),
    (WatchRow, ()),
    (DayRow, ()),
)
# What counsel wrote on a comparison, in words for the person who would lose it.
_WRITTEN: tuple[tuple[_Table, str], ...] = (
    (NoteRow, "notes"),
    (RulingRow, "verdicts"),
    (BriefingRow, "briefings"),
    (AnswerRow, "answers of clients"),
)
_Related = tuple[tuple[str, str], ...]

# What ties a comparison to its two versions, by instrument and id.
_BOUND = ("fk_comparisons_instrument_old", "fk_comparisons_instrument_new")


def rename(session: Session, slug: str, old_id: str, new_id: str) -> None:
    """Give a version another id. Raises NotFound, and Conflict when the id is taken."""
    if _number(session, slug, old_id) is None:
        raise NotFound(f"There is no version “{old_id}” of “{slug}”.")
    if _number(session, slug, new_id) is not None:
        raise Conflict(f"“{slug}” has a version {new_id} already.")
    _later(session)
    for table, columns in NAMED:
        for column in columns:
            _set(session, table, slug, column, old_id, **{column: new_id})
    for column in ("version", "source"):  # a note's places name versions of the note's instrument
        mine = PlaceRow.note.in_(select(NoteRow.id).where(NoteRow.instrument == slug))
        is_named = _column(PlaceRow, column) == old_id
        session.execute(_update(PlaceRow).where(mine, is_named).values(**{column: new_id}))
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
    _set_days(session, slug, into)
    for table, _ in NAMED:
        mine = _column(table, "instrument") == slug
        if table is RepairRow:  # what a person said of the first work is not said of the second
            mine = mine & ((RepairRow.version != "") | (RepairRow.field == JOINED))
        session.execute(_update(table).where(mine).values(instrument=into))
    _follow(session, slug, into)
    _relate(session, slug, into)
    session.execute(
        update(EventRow).where(EventRow.instrument == slug, EventRow.filed.is_(True)).values(instrument=into)
    )
    for told in (EventRow, NameRow, SpellRow, DateRow):
        session.execute(delete(told).where(told.instrument == slug))
    session.execute(delete(InstrumentRow).where(InstrumentRow.slug == slug))
    session.expire_all()


def _follow(session: Session, slug: str, into: str) -> None:
    """Whoever followed the work, by a client's list or a feed's address, follows the one it became."""
    there = select(FollowRow.client).where(FollowRow.what == into)
    both = FollowRow.client.in_(list(session.scalars(there)))
    session.execute(delete(FollowRow).where(FollowRow.what == slug, both))
    session.execute(_update(FollowRow).where(FollowRow.what == slug).values(what=into))
    mine = (FeedRow.scope == Scope.INSTRUMENT, FeedRow.value == slug)
    session.execute(_update(FeedRow).where(*mine).values(value=into))


def _relate(session: Session, slug: str, into: str) -> None:
    """Other works linked with it are linked with the one it became, once; that one is not linked with itself."""
    linked = select(InstrumentRow).where(InstrumentRow.related.contains(f'"{slug}"', autoescape=True))
    for row in session.scalars(linked).all():
        links = [(into if one == slug else one, word) for one, word in codec.decode(_Related, row.related)]
        row.related = codec.encode(tuple(dict.fromkeys(link for link in links if link[0] != row.slug)))
    session.flush()


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
    for table in (TranslationRow, PickRow):  # what speaks of the text alone goes with it
        _set(session, table, slug, "version", version_id, instrument=into)
    mine = (EventRow.instrument == slug, EventRow.filed.is_(True), EventRow.url == row.url)
    session.execute(update(EventRow).where(*mine).values(instrument=into))
    session.expire_all()


def _forget_comparisons(session: Session, slug: str, version_id: str) -> None:
    touches = (ComparisonRow.old == version_id) | (ComparisonRow.new == version_id)
    numbers = list(session.scalars(select(ComparisonRow.number).where(ComparisonRow.instrument == slug, touches)))
    standing = [(_count(session, table, slug, version_id), word) for table, word in _WRITTEN]
    standing.append((_released(session, numbers), "releases"))
    said = [f"{count} {word}" for count, word in standing if count]
    if said:
        raise Conflict(f"{' and '.join(said)} stand on comparisons of this version: counsel has to settle them.")
    for table in Base.metadata.sorted_tables[::-1]:
        for key in table.foreign_keys:
            if key.column.table is ComparisonRow.__table__:
                session.execute(delete(table).where(key.parent.in_(numbers)))
    session.execute(delete(ComparisonRow).where(ComparisonRow.number.in_(numbers)))
    for seen in (CheckRow, LookRow, ShareRow):  # marks of having read what is no more
        session.execute(delete(seen).where(*_pair_of(seen, slug, version_id)))


def _count(session: Session, table: _Table, slug: str, version_id: str) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*_pair_of(table, slug, version_id))) or 0


def _released(session: Session, comparisons: Sequence[int]) -> int:
    asked = select(func.count()).select_from(ReleaseRow).where(ReleaseRow.comparison.in_(comparisons))
    return session.scalar(asked) or 0


def _pair_of(table: _Table, slug: str, version_id: str) -> tuple[Any, Any]:
    """The rows of a comparison with this version on either side."""
    sides = (_column(table, "old") == version_id) | (_column(table, "new") == version_id)
    return _column(table, "instrument") == slug, sides


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
    session.execute(_update(AlertRow).where(AlertRow.event == f"{slug}/{version_id}").values(event=event))


def _set_days(session: Session, slug: str, into: str) -> None:
    """What was said of a date is not said again under the new name; a date said of both works is left as it was."""
    told = select(AlertRow).where(AlertRow.event.startswith(f"{slug}@", autoescape=True))
    for row in session.scalars(told).all():
        event = into + row.event.removeprefix(slug)
        twin = select(AlertRow.id).where(AlertRow.watch == row.watch, AlertRow.event == event)
        if session.scalar(twin) is None:
            row.event = event
            session.flush()


def _set(session: Session, table: _Table, slug: str, column: str, is_now: str, **values: Any) -> None:
    mine = (_column(table, "instrument") == slug, _column(table, column) == is_now)
    session.execute(_update(table).where(*mine).values(**values))


def _update(table: _Table) -> Any:
    return update(table).execution_options(synchronize_session=False)


def _column(table: _Table, name: str) -> Any:
    return getattr(table, name)
