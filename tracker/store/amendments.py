"""Amendments: which version came of which decision, and people's answers to impossible operations."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tracker.amending.naming import plain
from tracker.amending.settling import Remedy
from tracker.errors import NotFound
from tracker.practice.amendment import Basis, Doubt, Settled, Waiting
from tracker.store.numbers import number_of
from tracker.store.tables import ConsolidationRow, DecisionRow, SettlementRow, VersionRow


class Amendments:
    """The consolidated versions and how they were made."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, basis: Basis, refused: int = 0) -> None:
        """Note what a filed version was made from, and how many operations are missing in it.

        What was made of the same stage of the decision before is superseded by it. Raises NotFound for a version that
        is not filed.
        """
        version, base, decision = self._numbers(basis)
        self._session.merge(
            ConsolidationRow(version=version, base=base, decision=decision, refused=refused, superseded=None)
        )
        self._session.flush()
        new = self._session.get_one(VersionRow, version)
        for older in self._of_one_stage(new, basis.decision):
            if older.version != version:
                older.superseded = version
        self._session.flush()

    def _of_one_stage(self, version: VersionRow, decision: str) -> Iterable[ConsolidationRow]:
        """What was made of a law by one decision, of the same stage and reading as a version."""
        ours, decided = aliased(VersionRow), aliased(VersionRow)
        asked = (
            select(ConsolidationRow)
            .join(ours, ours.number == ConsolidationRow.version)
            .join(decided, decided.number == ConsolidationRow.decision)
            .where(
                ours.instrument == version.instrument,
                ours.stage == version.stage,
                ours.reading.is_(version.reading) if version.reading is None else ours.reading == version.reading,
                decided.instrument == decision,
            )
        )
        return self._session.scalars(asked).all()

    def supersede(self, slug: str, version_id: str, by: str, differing: int) -> None:
        """The published text of an amendment is there and counts; so many of its articles differ. Raises NotFound."""
        row = self._session.get(ConsolidationRow, number_of(self._session, slug, version_id))
        if row is None:
            raise NotFound(f"The version {version_id} of “{slug}” was not made from a decision.")
        row.superseded, row.differing = number_of(self._session, slug, by), differing
        self._session.flush()

    def read(self, slug: str, version_id: str, laws: Iterable[str], trouble: str = "") -> None:
        """Note which laws a text amends, none for most, and why nothing could be made of it. Raises NotFound."""
        number = number_of(self._session, slug, version_id)
        for law in sorted({plain(law) for law in laws} - {""}) or [""]:
            self._session.merge(DecisionRow(version=number, law=law, trouble=trouble))
        self._session.flush()

    def trouble(self, slug: str, version_id: str, titles: Iterable[str], trouble: str) -> None:
        """Say why nothing could be made of a decision on one law, empty that it could. Raises NotFound."""
        number = number_of(self._session, slug, version_id)
        for law in {plain(title) for title in titles}:
            row = self._session.get(DecisionRow, (number, law))
            if row is not None and row.trouble != trouble:
                row.trouble, row.seen_by, row.seen_at = trouble, None, None
        self._session.flush()

    def unread(self, limit: int) -> list[tuple[str, str]]:
        """Versions (slug, id) nobody looked at for what they amend, the first filed first."""
        asked = (
            select(VersionRow.instrument, VersionRow.id)
            .outerjoin(DecisionRow, DecisionRow.version == VersionRow.number)
            .where(DecisionRow.version.is_(None))
            .order_by(VersionRow.number)
            .limit(limit)
        )
        return [(slug, version) for slug, version in self._session.execute(asked)]

    def deciding(self, titles: Iterable[str]) -> list[tuple[str, str]]:
        """The texts (slug, id) that amend a law, by any of its titles, the oldest first."""
        keys = sorted({plain(title) for title in titles} - {""})
        asked = (
            select(VersionRow.instrument, VersionRow.id)
            .join(DecisionRow, DecisionRow.version == VersionRow.number)
            .where(DecisionRow.law.in_(keys))
            .order_by(VersionRow.dated_on, VersionRow.number)
        )
        return list(dict.fromkeys((slug, version) for slug, version in self._session.execute(asked)))

    def waiting(self) -> list[Waiting]:
        """What waits for a person, the last filed first: texts with a doubt, then decisions nothing was made of."""
        made = (
            select(VersionRow.instrument, VersionRow.id, ConsolidationRow)
            .join(ConsolidationRow, ConsolidationRow.version == VersionRow.number)
            .where(
                ConsolidationRow.seen_at.is_(None),
                ((ConsolidationRow.refused > 0) & ConsolidationRow.superseded.is_(None))
                | (ConsolidationRow.differing > 0),
            )
            .order_by(VersionRow.number.desc())
        )
        unread = (
            select(VersionRow.instrument, VersionRow.id, DecisionRow.trouble)
            .join(DecisionRow, DecisionRow.version == VersionRow.number)
            .where(DecisionRow.seen_at.is_(None), DecisionRow.trouble != "")
            .order_by(VersionRow.number.desc())
        )
        troubled = dict.fromkeys(Waiting(slug, one, Doubt(why)) for slug, one, why in self._session.execute(unread))
        return [_waiting(slug, one, row) for slug, one, row in self._session.execute(made)] + list(troubled)

    def look(self, slug: str, version_id: str, by: str, at: datetime) -> None:
        """A person looked at what waited with a version: it waits no more. Raises NotFound."""
        number = number_of(self._session, slug, version_id)
        rows = [
            self._session.get(ConsolidationRow, number),
            *self._session.scalars(select(DecisionRow).where(DecisionRow.version == number)),
        ]
        for row in rows:
            if row is not None:
                row.seen_by, row.seen_at = by, at
        self._session.flush()

    def basis(self, slug: str, version_id: str) -> Basis | None:
        """What a version was made from; None for one that came from elsewhere."""
        found = [b for b in self.of(slug) if b.version == version_id]
        return found[0] if found else None

    def of(self, slug: str) -> list[Basis]:
        """The consolidated versions of a law, in order of filing."""
        base, decision = aliased(VersionRow), aliased(VersionRow)
        asked = (
            select(VersionRow.id, base.id, decision.instrument, decision.id)
            .join(ConsolidationRow, ConsolidationRow.version == VersionRow.number)
            .join(base, base.number == ConsolidationRow.base)
            .join(decision, decision.number == ConsolidationRow.decision)
            .where(VersionRow.instrument == slug)
            .order_by(VersionRow.number)
        )
        return [Basis(slug, *row) for row in self._session.execute(asked)]

    def of_decision(self, slug: str, version_id: str) -> list[Basis]:
        """The versions made from a decision's text, in order of filing."""
        base, decision = aliased(VersionRow), aliased(VersionRow)
        asked = (
            select(VersionRow.instrument, VersionRow.id, base.id, decision.instrument, decision.id)
            .join(ConsolidationRow, ConsolidationRow.version == VersionRow.number)
            .join(base, base.number == ConsolidationRow.base)
            .join(decision, decision.number == ConsolidationRow.decision)
            .where(decision.instrument == slug, decision.id == version_id)
            .order_by(VersionRow.number)
        )
        return [Basis(*row) for row in self._session.execute(asked)]

    def settle(self, settled: Settled) -> None:
        """Keep a person's answer. Raises NotFound for a version that is not filed."""
        _, base, decision = self._numbers(settled.basis)
        self._session.add(
            SettlementRow(
                decision=decision,
                base=base,
                operation=settled.operation,
                remedy=settled.remedy,
                locator=settled.locator,
                text=settled.text,
                reason=settled.reason,
                by=settled.by,
                at=settled.at,
            )
        )
        self._session.flush()

    def settlements(self, basis: Basis) -> list[Settled]:
        """The answers that count, one an operation: given for this decision on this version in force."""
        _, base, decision = self._numbers(basis)
        asked = (
            select(SettlementRow)
            .where(SettlementRow.decision == decision, SettlementRow.base == base)
            .order_by(SettlementRow.number)
        )
        last = {row.operation: row for row in self._session.scalars(asked)}
        return [_settled(last[operation], basis) for operation in sorted(last)]

    def _numbers(self, basis: Basis) -> tuple[int, int, int]:
        return (
            number_of(self._session, basis.instrument, basis.version),
            number_of(self._session, basis.instrument, basis.base),
            number_of(self._session, basis.decision, basis.decision_version),
        )


def _waiting(slug: str, version: str, row: ConsolidationRow) -> Waiting:
    if row.differing:
        return Waiting(slug, version, Doubt.DIFFERS, row.differing)
    return Waiting(slug, version, Doubt.INCOMPLETE, row.refused)


def _settled(row: SettlementRow, basis: Basis) -> Settled:
    return Settled(basis, row.operation, Remedy(row.remedy), row.locator, row.text, row.reason, row.by, row.at)
