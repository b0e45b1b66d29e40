"""Snapshots: comparisons as counsel has them, the one that stands now and each that a client was shown."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.diff.changes import Comparison, Direction
from tracker.practice.cards import Snapshot
from tracker.store import codec
from tracker.store.comparisons import row_of
from tracker.store.tables import ComparisonRow, ReleaseRow, SnapshotRow


class Snapshots:
    """What counsel made of the machine's comparisons."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def stand(self, slug: str, old: str, new: str, comparison: Comparison | None, ruled: Collection[str] = ()) -> None:
        """Let this be the comparison as counsel has it; None: counsel has it as the machine does. Raises NotFound."""
        number = row_of(self._session, slug, old, new).number
        standing = (SnapshotRow.comparison == number, SnapshotRow.stands)
        self._session.execute(update(SnapshotRow).where(*standing).values(stands=False))
        if comparison is not None:
            counts = Counter(clause.verdict.direction for clause in comparison.clauses)
            self._session.add(
                SnapshotRow(
                    comparison=number,
                    tree=codec.encode(comparison),
                    directions=codec.encode({d: counts[d] for d in Direction}),
                    ruled=codec.encode(sorted(ruled)),
                    stands=True,
                )
            )
        self._session.flush()
        self._forget_unreleased(number)

    def standing(self, slug: str, old: str, new: str) -> Snapshot | None:
        """The comparison as counsel has it; None where nothing was put right. Raises NotFound."""
        number = row_of(self._session, slug, old, new).number
        return self._one(self.standing_number(number))

    def standing_number(self, comparison: int) -> int | None:
        """The row of the comparison as counsel has it."""
        asked = select(SnapshotRow.number).where(SnapshotRow.comparison == comparison, SnapshotRow.stands)
        found: int | None = self._session.scalar(asked)
        return found

    def counts(self, number: int | None) -> dict[Direction, int] | None:
        """The clauses of each direction in a snapshot, without reading the whole; None for the machine's own."""
        if number is None:
            return None
        found = self._session.scalar(select(SnapshotRow.directions).where(SnapshotRow.number == number))
        return codec.decode(dict[Direction, int], found) if found else None

    def standing_of_works(self, slugs: Collection[str]) -> dict[tuple[str, str, str], dict[Direction, int]]:
        """The clauses of each direction as counsel put them right, by instrument, old and new."""
        asked = (
            select(ComparisonRow.instrument, ComparisonRow.old, ComparisonRow.new, SnapshotRow.directions)
            .join(SnapshotRow, SnapshotRow.comparison == ComparisonRow.number)
            .where(ComparisonRow.instrument.in_(sorted(set(slugs))), SnapshotRow.stands)
        )
        return {
            (slug, old, new): codec.decode(dict[Direction, int], counts)
            for slug, old, new, counts in self._session.execute(asked)
        }

    def get(self, number: int | None) -> Snapshot | None:
        """The snapshot a release shows; None for the machine's own comparison."""
        return self._one(number)

    def _one(self, number: int | None) -> Snapshot | None:
        if number is None:
            return None
        row = self._session.get_one(SnapshotRow, number)
        return Snapshot(
            codec.decode(Comparison, row.tree),
            codec.decode(dict[Direction, int], row.directions),
            frozenset(codec.decode(tuple[str, ...], row.ruled)),
        )

    def _forget_unreleased(self, comparison: int) -> None:
        """Drafts of counsel that nobody was ever shown need not be kept: the rulings make them again."""
        shown = select(ReleaseRow.snapshot).where(ReleaseRow.snapshot.is_not(None))
        mine = (SnapshotRow.comparison == comparison, SnapshotRow.stands.is_(False), SnapshotRow.number.not_in(shown))
        for row in self._session.scalars(select(SnapshotRow).where(*mine)):
            self._session.delete(row)
        self._session.flush()
