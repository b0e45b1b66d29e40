"""Looking: the checks counsel put on changes, and what each person saw of a comparison when they looked last."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.practice.looking import Check, Look
from tracker.store import codec
from tracker.store.tables import CheckRow, LookRow

Pair = tuple[str, str, str]


class Looking:
    """Who checked and who saw what."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def check(self, pair: Pair, check: Check) -> None:
        """Keep that somebody checked a change, or, with an empty shape, takes the check back."""
        slug, old, new = pair
        row = CheckRow(
            instrument=slug, old=old, new=new, change=check.change, shape=check.shape, by=check.by, at=check.at
        )
        self._session.add(row)
        self._session.flush()

    def checks(self, pair: Pair) -> dict[str, Check]:
        """The last check on each change of a comparison, by `Clause.key`."""
        slug, old, new = pair
        asked = select(CheckRow).where(CheckRow.instrument == slug, CheckRow.old == old, CheckRow.new == new)
        rows = self._session.scalars(asked.order_by(CheckRow.number))
        return {row.change: Check(row.change, row.shape, row.by, row.at) for row in rows}

    def look(self, person: str, pair: Pair) -> Look | None:
        """What a person saw of a comparison; None if they never looked."""
        row = self._row(person, pair)
        if row is None:
            return None
        seen, before = (codec.decode(dict[str, str], text) for text in (row.seen, row.before))
        return Look(row.at, seen, row.before_at, before)

    def keep(self, person: str, pair: Pair, look: Look) -> None:
        """Keep what a person sees now, in the place of what they saw."""
        row = self._row(person, pair)
        if row is None:
            slug, old, new = pair
            row = LookRow(person=person, instrument=slug, old=old, new=new, at=look.at, seen="{}", before="{}")
            self._session.add(row)
        row.at, row.seen = look.at, codec.encode(look.seen)
        row.before_at, row.before = look.before_at, codec.encode(look.before)
        self._session.flush()

    def _row(self, person: str, pair: Pair) -> LookRow | None:
        slug, old, new = pair
        asked = select(LookRow).where(
            LookRow.person == person, LookRow.instrument == slug, LookRow.old == old, LookRow.new == new
        )
        return self._session.scalar(asked)
