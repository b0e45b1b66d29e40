"""Comparisons: what lists need, the verdicts in full, and what was released to whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class ComparisonRow(Base):
    """Two versions compared, without the verdicts."""

    __tablename__ = "comparisons"
    __table_args__ = (
        UniqueConstraint("instrument", "old", "new"),
        ForeignKeyConstraint(["instrument", "old"], ["versions.instrument", "versions.id"]),
        ForeignKeyConstraint(["instrument", "new"], ["versions.instrument", "versions.id"]),
    )

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of filing")
    instrument: Mapped[str] = mapped_column(comment="whose versions")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    direction: Mapped[str] = mapped_column(comment="verdict on the whole")
    directions: Mapped[str] = mapped_column(Text, comment="clauses of each direction, a JSON object")
    relations: Mapped[str] = mapped_column(Text, comment="links of each relation, a JSON object")
    engine: Mapped[str] = mapped_column(comment="version of the comparing code")
    rules: Mapped[str] = mapped_column(comment="version of the drafting rules")
    filed_at: Mapped[datetime] = mapped_column(comment="when these verdicts were filed")
    review: Mapped[str] = mapped_column(index=True, comment="new, in-review or released")


class VerdictsRow(Base):
    """The whole Comparison."""

    __tablename__ = "verdicts"

    comparison: Mapped[int] = mapped_column(
        ForeignKey("comparisons.number"), primary_key=True, autoincrement=False, comment="which comparison"
    )
    tree: Mapped[str] = mapped_column(Text, comment="the Comparison as JSON")


class ReleaseRow(Base):
    """Counsel let a client see a comparison's verdicts."""

    __tablename__ = "releases"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of release")
    comparison: Mapped[int] = mapped_column(ForeignKey("comparisons.number"), index=True, comment="which comparison")
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.id"), comment="whom; empty for every follower")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="when it was taken back")
