"""Places: where notes stand in newer versions, as they were carried and as a person settled it."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.annotations.carrying import Carried, Placement
from tracker.errors import NotFound
from tracker.practice.standing import Settled, StandingNote
from tracker.store import codec
from tracker.store.tables import NoteRow, PlaceRow


class Places:
    """Where notes were carried to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, note: int, source: str, version: str, placement: Placement, at: datetime) -> None:
        """Say where a note of version `source` stands in `version`; what a person settled there stays settled."""
        row = self._find(note, version)
        if row is None:
            row = PlaceRow(note=note, version=version, source=source, placement="", at=at)
            self._session.add(row)
        elif row.settled:
            return
        row.source, row.placement, row.at = source, codec.encode(placement), at
        self._session.flush()

    def in_version(self, instrument: str, version: str) -> list[StandingNote]:
        """What was carried to a version, in order of carrying."""
        return self._read(_of_notes().where(NoteRow.instrument == instrument, PlaceRow.version == version))

    def open(self) -> list[StandingNote]:
        """What a person has to look at: orphaned and edited notes nobody settled, in order of carrying."""
        found = self._read(_of_notes().where(PlaceRow.settled == ""))
        return [one for one in found if one.placement.how in (Carried.ORPHANED, Carried.EDITED)]

    def settle(
        self, note: int, version: str, how: Settled, placement: Placement, by: str, at: datetime
    ) -> StandingNote:
        """Keep what a person decided about a note's place in a version. Raises NotFound."""
        row = self._find(note, version)
        if row is None:
            raise NotFound(f"Note number {note} was not carried to “{version}”.")
        row.settled, row.settled_by, row.settled_at = how.value, by, at
        row.placement = codec.encode(placement)
        self._session.flush()
        return _standing(row)

    def get(self, note: int, version: str) -> StandingNote:
        """Where one note stands in a version. Raises NotFound."""
        row = self._find(note, version)
        if row is None:
            raise NotFound(f"Note number {note} was not carried to “{version}”.")
        return _standing(row)

    def _find(self, note: int, version: str) -> PlaceRow | None:
        return self._session.scalar(select(PlaceRow).where(PlaceRow.note == note, PlaceRow.version == version))

    def _read(self, asked: Select[PlaceRow]) -> list[StandingNote]:
        return [_standing(row) for row in self._session.scalars(asked.order_by(PlaceRow.number))]


def _of_notes() -> Select[PlaceRow]:
    return select(PlaceRow).join(NoteRow, NoteRow.id == PlaceRow.note)


def _standing(row: PlaceRow) -> StandingNote:
    return StandingNote(
        note=row.note,
        version=row.version,
        source=row.source,
        placement=codec.decode(Placement, row.placement),
        at=row.at,
        settled=Settled(row.settled) if row.settled else None,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
    )
