"""Back-fills: how far the past of each list was read, so that a broken-off one goes on where it stopped."""

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.practice.visit import Backfill
from tracker.store.tables import BackfillRow


class Backfills:
    """The bookmarks of the back-filling."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> Backfill:
        """How far a list (`source/list`) was read; page 0 for one never begun."""
        row = self._session.get(BackfillRow, name)
        return Backfill(name, row.page, row.finished) if row else Backfill(name)

    def put(self, backfill: Backfill, at: datetime) -> None:
        """Move the bookmark."""
        self._session.merge(BackfillRow(list=backfill.list, page=backfill.page, finished=backfill.finished, at=at))
        self._session.flush()
