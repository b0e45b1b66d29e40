"""Failed sign-ins of a short while, and what askers of the API have left: one count for all processes."""

import hashlib
import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tracker.store.tables import AttemptRow, BucketRow

# A bucket that nobody took from for so long is full again, whatever it holds.
IDLE = timedelta(hours=1)


class Attempts:
    """Failures by key, each kept as long as whoever counts them wants."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def since(self, keys: Iterable[str], at: datetime) -> int:
        """The most failures any of the keys has since an instant."""
        wanted = [_digest(key) for key in keys]
        counted = func.count()
        asked = select(counted).where(AttemptRow.key.in_(wanted), AttemptRow.at >= at).group_by(AttemptRow.key)
        return max(self._session.scalars(asked), default=0)

    def failed(self, keys: Iterable[str], at: datetime, forget: datetime) -> None:
        """Count a failure under each key; those before an instant are forgotten, whosever they were."""
        self._session.execute(delete(AttemptRow).where(AttemptRow.at < forget))
        self._session.add_all(AttemptRow(key=_digest(key), at=at) for key in keys)
        self._session.flush()

    def take_back(self, keys: Iterable[str], at: datetime) -> None:
        """Take back one failure counted under each key at an instant: it was none after all."""
        for key in keys:
            asked = select(AttemptRow.number).where(AttemptRow.key == _digest(key), AttemptRow.at == at).limit(1)
            self._session.execute(delete(AttemptRow).where(AttemptRow.number.in_(asked)))

    def forget(self, key: str) -> None:
        """The key got in: its failures count no more."""
        self._session.execute(delete(AttemptRow).where(AttemptRow.key == _digest(key)))


class Buckets:
    """A bucket an asker, filled steadily."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(
        self, key: str, least: int, wish: int, at: datetime, *, per_second: float, burst: int
    ) -> tuple[int, float]:
        """Take from a bucket what is wished for or what is left, at least `least`: how many, and seconds to wait.

        Where less is left nothing is taken, and the wait is how long until there is enough.
        """
        self._session.execute(delete(BucketRow).where(BucketRow.at < at - IDLE))
        row = self._session.get(BucketRow, _digest(key))
        if row is None:
            row = BucketRow(key=_digest(key), left=float(burst), at=at)
            self._session.add(row)
        # A machine whose clock is behind fills nothing and takes nothing back.
        passed = max(0.0, (at - row.at).total_seconds())
        row.left, row.at = min(float(burst), row.left + passed * per_second), max(row.at, at)
        if row.left < least:
            taken, wait = 0, (least - row.left) / per_second
        else:
            taken, wait = min(wish, math.floor(row.left)), 0.0
            row.left -= taken
        self._session.flush()
        return taken, wait


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
