"""How much of everything the library holds, for those who watch over it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.store.tables import (
    AlarmRow,
    Base,
    CaptureRow,
    ComparisonRow,
    DeliveryRow,
    InstrumentRow,
    QuarantineRow,
    VersionRow,
    VisitRow,
)


class Tallies:
    """Counts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def holdings(self) -> Mapping[str, int]:
        """How many there are of each: instruments, versions, comparisons, captures; open quarantine and alarms."""
        kinds: dict[str, type[Base]] = {
            "instruments": InstrumentRow,
            "versions": VersionRow,
            "comparisons": ComparisonRow,
            "captures": CaptureRow,
        }
        counted = {name: self._count(select(func.count()).select_from(kind)) for name, kind in kinds.items()}
        waiting = select(func.count()).select_from(QuarantineRow).where(QuarantineRow.settled == "")
        troubled = select(func.count()).select_from(AlarmRow).where(AlarmRow.ended_at.is_(None))
        return counted | {"quarantine": self._count(waiting), "alarms": self._count(troubled)}

    def visits(self) -> Mapping[str, int]:
        """How many visits ended in each state, ever."""
        return self._by(VisitRow.state)

    def deliveries(self) -> Mapping[str, int]:
        """How many deliveries are in each state."""
        return self._by(DeliveryRow.state)

    def overdue(self, before: datetime) -> int:
        """How many deliveries wait since before an instant, though nothing holds them back."""
        late = DeliveryRow.state == "queued", DeliveryRow.next_at < before
        return self._count(select(func.count()).select_from(DeliveryRow).where(*late))

    def left_claimed(self, before: datetime) -> int:
        """How many deliveries were taken before an instant and nothing is known of them since."""
        left = DeliveryRow.state == "claimed", DeliveryRow.claimed_at < before
        return self._count(select(func.count()).select_from(DeliveryRow).where(*left))

    def newest_instant(self) -> datetime | None:
        """The last instant the diary of visits knows."""
        return self._session.scalar(select(func.max(VisitRow.ended_at)))

    def digests(self) -> list[str]:
        """Every digest of which bytes are kept, in order."""
        return list(self._session.scalars(select(CaptureRow.sha256).distinct().order_by(CaptureRow.sha256)))

    def _by(self, state: InstrumentedAttribute[str]) -> Mapping[str, int]:
        asked = select(state, func.count()).group_by(state).order_by(state)
        return {str(name): count for name, count in self._session.execute(asked)}

    def _count(self, asked: object) -> int:
        return int(self._session.scalar(asked) or 0)  # type: ignore[call-overload]
