"""Readings done later: which wait, how far each is, and the pages recognised so far."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.practice.later import Cause, Later, ReadingState, Said
from tracker.store import codec
from tracker.store.tables import QuarantineRow, ReadingRow, RecognisedRow


class Readings:
    """What is read by whoever is free."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put_off(self, quarantined: int, cause: Cause, said: Said, at: datetime) -> None:
        """Let a capture in quarantine be read later; one that is under way or was read stays as it is."""
        row = self._session.get(ReadingRow, quarantined)
        if row is None:
            row = ReadingRow(quarantined=quarantined, pages=0, done=0)
            self._session.add(row)
        elif row.state in (ReadingState.UNDER_WAY, ReadingState.READ):
            return
        row.cause, row.state, row.says = cause, ReadingState.WAITING, ""
        row.said, row.changed_at = codec.encode(said), at
        self._session.flush()

    def get(self, quarantined: int) -> Later | None:
        """The reading of one capture; None where there is none."""
        row = self._session.get(ReadingRow, quarantined)
        return _later(row) if row else None

    def all(self) -> dict[int, Later]:
        """The readings of what is still in quarantine, by its number."""
        asked = select(ReadingRow).join(QuarantineRow).where(QuarantineRow.settled == "")
        return {row.quarantined: _later(row) for row in self._session.scalars(asked)}

    def turn(self, quarantined: int, state: ReadingState, at: datetime, says: str = "") -> None:
        """A reading came into another state."""
        row = self._session.get_one(ReadingRow, quarantined)
        row.state, row.says, row.changed_at = state, says, at
        self._session.flush()

    def recognised(self, sha256: str) -> tuple[str, ...]:
        """The words on the pages of a scan, as far as they were recognised."""
        asked = select(RecognisedRow.words).where(RecognisedRow.sha256 == sha256).order_by(RecognisedRow.page)
        return tuple(self._session.scalars(asked))

    def add_pages(self, quarantined: int, sha256: str, first: int, words: Sequence[str], pages: int) -> None:
        """Keep what was recognised on further pages; a page somebody else was faster with stays."""
        for page, one in enumerate(words, first):
            if self._session.get(RecognisedRow, (sha256, page)) is None:
                self._session.add(RecognisedRow(sha256=sha256, page=page, words=one))
        row = self._session.get_one(ReadingRow, quarantined)
        row.pages, row.done = pages, first + len(words)
        self._session.flush()


def _later(row: ReadingRow) -> Later:
    return Later(
        quarantined=row.quarantined,
        cause=Cause(row.cause),
        state=ReadingState(row.state),
        pages=row.pages,
        done=row.done,
        says=row.says,
        said=codec.decode(Said, row.said),
    )
