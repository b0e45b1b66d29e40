"""Notes: every wording and every act kept, the released wordings apart."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.orm import Session

from tracker.annotations.annotation import Act, Deed, Note, NoteRelease, Revision, Selector, Spot
from tracker.errors import Conflict, NotFound
from tracker.law.instrument import Shelf
from tracker.store import codec
from tracker.store.tables import ActRow, ClientRow, InstrumentRow, NoteReleaseRow, NoteRow, RevisionRow


class Notes:
    """What counsel wrote."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        instrument: str,
        old: str,
        new: str,
        change: str,
        selector: Selector | None,
        body: str,
        author: str,
        at: datetime,
        *,
        spot: Spot | None = None,
        parent: int | None = None,
        matter: str = "",
    ) -> Note:
        """Write a note on a change (empty: on `spot`, or on the whole comparison), or a reply to `parent`.

        Raises NotFound for an unknown instrument or parent.
        """
        if self._session.get(InstrumentRow, instrument) is None:
            raise NotFound(f"There is no instrument “{instrument}” to write a note on.")
        pointed = codec.encode(selector) if selector else None
        if parent is not None:
            self._row(parent)
        row = NoteRow(
            instrument=instrument,
            old=old,
            new=new,
            change=change,
            selector=pointed,
            side=spot.side if spot else "",
            place=spot.locator if spot else "",
            parent=parent,
            matter=matter,
        )
        self._session.add(row)
        self._session.flush()
        return self._write(row, body, author, at)

    def revise(self, number: int, body: str, author: str, at: datetime, *, expected: int | None = None) -> Note:
        """Add a wording; the former ones stay.

        `expected` is how many wordings the writer had seen: Conflict when there are more by now. Raises NotFound.
        """
        row = self._row(number)
        if expected is not None and len(self._revisions([number]).get(number, ())) != expected:
            raise Conflict(
                "Somebody else changed this note in the meantime; both wordings are kept, please look again."
            )
        return self._write(row, body, author, at)

    def act(self, number: int, deed: Deed, value: str, by: str, at: datetime) -> Note:
        """Add to what was done with a note; nothing done before is forgotten. Raises NotFound."""
        row = self._row(number)
        self._session.add(ActRow(note=number, deed=deed.value, value=value, by=by, at=at))
        self._session.flush()
        return self._notes([row])[0]

    def get(self, number: int) -> Note:
        """One note. Raises NotFound."""
        return self._notes([self._row(number)])[0]

    def of(self, instrument: str, old: str, new: str) -> list[Note]:
        """The notes on a comparison, in order of writing."""
        asked = select(NoteRow).where(NoteRow.instrument == instrument, NoteRow.old == old, NoteRow.new == new)
        return self._notes(self._session.scalars(asked.order_by(NoteRow.id)).all())

    def answers(self, number: int) -> list[Note]:
        """The replies to a note, in order of writing."""
        asked = select(NoteRow).where(NoteRow.parent == number).order_by(NoteRow.id)
        return self._notes(self._session.scalars(asked).all())

    def of_instrument(self, instrument: str) -> list[Note]:
        """Every note on any two versions of an instrument, in order of writing."""
        asked = select(NoteRow).where(NoteRow.instrument == instrument)
        return self._notes(self._session.scalars(asked.order_by(NoteRow.id)).all())

    def all(self) -> list[Note]:
        """Every note, in order of writing."""
        return self._notes(self._session.scalars(select(NoteRow).order_by(NoteRow.id)).all())

    def waiting(self, shelf: Shelf | None = None, instrument: str = "") -> list[Note]:
        """The notes, replies apart, whose latest wording was never released to anybody, in order of writing."""
        latest = select(func.max(RevisionRow.number)).where(RevisionRow.note == NoteRow.id).correlate(NoteRow)
        shown = exists().where(NoteReleaseRow.note == NoteRow.id, NoteReleaseRow.revision == latest.scalar_subquery())
        asked = select(NoteRow).where(~shown, NoteRow.parent.is_(None)).order_by(NoteRow.id)
        if shelf is not None:
            mine = select(InstrumentRow.slug).where(InstrumentRow.shelf == shelf)
            asked = asked.where(NoteRow.instrument.in_(mine))
        if instrument:
            asked = asked.where(NoteRow.instrument == instrument)
        return self._notes(self._session.scalars(asked).all())

    def release(self, number: int, client: str | None, by: str, at: datetime) -> Note:
        """Show the latest wording to a client (None: every follower), in the place of one shown to it before.

        Raises NotFound for an unknown note or client.
        """
        self._row(number)
        if client is not None and self._session.get(ClientRow, client) is None:
            raise NotFound(f"There is no client “{client}”.")
        revision = self._session.scalar(select(func.max(RevisionRow.number)).where(RevisionRow.note == number))
        self._take_back(number, client, at)
        self._session.add(NoteReleaseRow(note=number, revision=revision, client=client, by=by, at=at))
        self._session.flush()
        return self.get(number)

    def withdraw(self, number: int, client: str | None, at: datetime) -> Note:
        """Take back what exactly this client (None: every follower) was shown. Raises NotFound if that is nothing."""
        if not self._take_back(number, client, at):
            raise NotFound("This note is not released there, so nothing can be withdrawn.")
        return self.get(number)

    def _row(self, number: int) -> NoteRow:
        row = self._session.get(NoteRow, number)
        if row is None:
            raise NotFound(f"There is no note number {number}.")
        return row

    def _write(self, row: NoteRow, body: str, author: str, at: datetime) -> Note:
        self._session.add(RevisionRow(note=row.id, body=body, author=author, at=at))
        self._session.flush()
        return self._notes([row])[0]

    def _take_back(self, number: int, client: str | None, at: datetime) -> bool:
        in_force = (NoteReleaseRow.note == number, _to(client), NoteReleaseRow.withdrawn_at.is_(None))
        held = self._session.scalars(select(NoteReleaseRow.number).where(*in_force)).all()
        self._session.execute(update(NoteReleaseRow).where(*in_force).values(withdrawn_at=at))
        return bool(held)

    def _notes(self, rows: Sequence[NoteRow]) -> list[Note]:
        numbers = [row.id for row in rows]
        revisions, releases, acts = self._revisions(numbers), self._releases(numbers), self._acts(numbers)
        return [
            Note(
                id=row.id,
                instrument=row.instrument,
                old=row.old,
                new=row.new,
                change=row.change,
                selector=codec.decode(Selector, row.selector) if row.selector else None,
                revisions=tuple(revisions[row.id]),
                releases=tuple(releases.get(row.id, ())),
                spot=Spot(row.side, row.place) if row.place else None,
                parent=row.parent,
                matter=row.matter,
                acts=tuple(acts.get(row.id, ())),
            )
            for row in rows
        ]

    def _revisions(self, numbers: list[int]) -> dict[int, list[Revision]]:
        found: dict[int, list[Revision]] = {}
        asked = select(RevisionRow).where(RevisionRow.note.in_(numbers)).order_by(RevisionRow.number)
        for row in self._session.scalars(asked):
            found.setdefault(row.note, []).append(Revision(row.body, row.author, row.at))
        return found

    def _acts(self, numbers: list[int]) -> dict[int, list[Act]]:
        found: dict[int, list[Act]] = {}
        asked = select(ActRow).where(ActRow.note.in_(numbers)).order_by(ActRow.number)
        for row in self._session.scalars(asked):
            found.setdefault(row.note, []).append(Act(Deed(row.deed), row.value, row.by, row.at))
        return found

    def _releases(self, numbers: list[int]) -> dict[int, list[NoteRelease]]:
        found: dict[int, list[NoteRelease]] = {}
        asked = (
            select(NoteReleaseRow, RevisionRow.body)
            .join(RevisionRow, RevisionRow.number == NoteReleaseRow.revision)
            .where(NoteReleaseRow.note.in_(numbers), NoteReleaseRow.withdrawn_at.is_(None))
            .order_by(NoteReleaseRow.number)
        )
        for row, body in self._session.execute(asked):
            found.setdefault(row.note, []).append(NoteRelease(body, row.by, row.at, row.client))
        return found


def _to(client: str | None) -> ColumnElement[bool]:
    return NoteReleaseRow.client.is_(None) if client is None else NoteReleaseRow.client == client
