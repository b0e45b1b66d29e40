"""Amendments: which version came of which decision, and people's answers to impossible operations."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tracker.amending.settling import Remedy
from tracker.practice.amendment import Basis, Settled
from tracker.store.numbers import number_of
from tracker.store.tables import ConsolidationRow, SettlementRow, VersionRow


class Amendments:
    """The consolidated versions and how they were made."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, basis: Basis) -> None:
        """Note what a filed version was made from. Raises NotFound for a version that is not filed."""
        version, base, decision = self._numbers(basis)
        self._session.merge(ConsolidationRow(version=version, base=base, decision=decision))
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


def _settled(row: SettlementRow, basis: Basis) -> Settled:
    return Settled(basis, row.operation, Remedy(row.remedy), row.locator, row.text, row.reason, row.by, row.at)
