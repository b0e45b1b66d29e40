"""Briefings: counsel's words on a comparison, kept version by version, with releases, recalls and openings."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.practice.briefing import Basis, BriefingRelease, Opening, Wording
from tracker.store import codec
from tracker.store.tables import BriefingReleaseRow, BriefingRow, OpeningRow


class Briefings:
    """What counsel wrote for clients to read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(self, instrument: str, old: str, new: str, wording: Wording, *, expected: int | None = None) -> Wording:
        """Add a version; the former ones stay.

        `expected` is how many versions the writer had seen: Conflict when there are more by now.
        """
        if expected is not None and len(self.of(instrument, old, new)) != expected:
            raise Conflict(
                "Somebody else changed this briefing in the meantime; both texts are kept, please look again."
            )
        row = BriefingRow(
            instrument=instrument,
            old=old,
            new=new,
            zh=wording.zh,
            en=wording.en,
            basis=codec.encode(wording.basis),
            by=wording.by,
            at=wording.at,
        )
        self._session.add(row)
        self._session.flush()
        return _wording(row)

    def of(self, instrument: str, old: str, new: str) -> list[Wording]:
        """Every version of a comparison's briefing, in order of writing."""
        asked = select(BriefingRow).where(
            BriefingRow.instrument == instrument, BriefingRow.old == old, BriefingRow.new == new
        )
        return [_wording(row) for row in self._session.scalars(asked.order_by(BriefingRow.number))]

    def release(self, wording: int, client: str | None, by: str, at: datetime) -> None:
        """Show a version to a client (None: every follower). Raises NotFound for an unknown version."""
        if self._session.get(BriefingRow, wording) is None:
            raise NotFound("There is no such version of a briefing.")
        self._session.add(BriefingReleaseRow(briefing=wording, client=client, by=by, at=at))
        self._session.flush()

    def releases(self, instrument: str, old: str, new: str) -> list[BriefingRelease]:
        """Every release of a comparison's briefing, recalled ones too, oldest first."""
        asked = (
            select(BriefingReleaseRow)
            .join(BriefingRow, BriefingRow.number == BriefingReleaseRow.briefing)
            .where(BriefingRow.instrument == instrument, BriefingRow.old == old, BriefingRow.new == new)
            .order_by(BriefingReleaseRow.number)
        )
        return [self._release(row) for row in self._session.scalars(asked)]

    def recall(self, release: int, by: str, reason: str, at: datetime) -> None:
        """Take a release back, with the reason its readers are told. Raises NotFound where that was done before."""
        row = self._session.get(BriefingReleaseRow, release)
        if row is None or row.recalled_at is not None:
            raise NotFound("This briefing is not released, so it cannot be recalled.")
        row.recalled_by, row.recalled_at, row.reason = by, at, reason
        self._session.flush()

    def opened(self, release: int, person: str, at: datetime) -> None:
        """Note that a person opened a released briefing."""
        asked = select(OpeningRow).where(OpeningRow.release == release, OpeningRow.person == person)
        row = self._session.scalar(asked)
        if row is None:
            self._session.add(OpeningRow(release=release, person=person, first_at=at, last_at=at, times=1))
        else:
            row.last_at, row.times = at, row.times + 1
        self._session.flush()

    def place_of(self, release: int) -> tuple[str, str, str]:
        """The comparison a release belongs to: instrument, old, new. Raises NotFound."""
        row = self._session.get(BriefingReleaseRow, release)
        if row is None:
            raise NotFound("There is no such release.")
        written = self._session.get_one(BriefingRow, row.briefing)
        return written.instrument, written.old, written.new

    def _release(self, row: BriefingReleaseRow) -> BriefingRelease:
        asked = select(OpeningRow).where(OpeningRow.release == row.number).order_by(OpeningRow.number)
        return BriefingRelease(
            number=row.number,
            wording=row.briefing,
            client=row.client,
            by=row.by,
            at=row.at,
            recalled_by=row.recalled_by,
            recalled_at=row.recalled_at,
            reason=row.reason,
            openings=tuple(Opening(o.person, o.first_at, o.last_at, o.times) for o in self._session.scalars(asked)),
        )


def _wording(row: BriefingRow) -> Wording:
    return Wording(row.number, row.zh, row.en, row.by, row.at, codec.decode(Basis, row.basis))
