"""Comparisons: what lists need, the verdicts in full, what counsel put right, and what was released to whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint
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
    snapshot: Mapped[int | None] = mapped_column(
        ForeignKey("snapshots.number"), comment="the comparison as counsel had it then; empty: as the machine has it"
    )


class SnapshotRow(Base):
    """A comparison as counsel has it: the one that stands now, and each that was released."""

    __tablename__ = "snapshots"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of making")
    comparison: Mapped[int] = mapped_column(ForeignKey("comparisons.number"), index=True, comment="which comparison")
    tree: Mapped[str] = mapped_column(Text, comment="the Comparison as JSON")
    directions: Mapped[str] = mapped_column(Text, comment="clauses of each direction, a JSON object")
    ruled: Mapped[str] = mapped_column(Text, comment="keys of the changes counsel decided, a JSON list")
    stands: Mapped[bool] = mapped_column(comment="true for the one that counsel sees now")


class RulingRow(Base):
    """What counsel put right: a pairing or a verdict; rows are only ever added, and marked when taken back."""

    __tablename__ = "rulings"
    __table_args__ = (Index("ix_rulings_place", "instrument", "old", "new"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of ruling")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose versions")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    pairing: Mapped[str | None] = mapped_column(Text, comment="a Correction as JSON")
    opinion: Mapped[str | None] = mapped_column(Text, comment="an Opinion as JSON")
    reason: Mapped[str] = mapped_column(Text, comment="why; never leaves the firm")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")
    undone_by: Mapped[str] = mapped_column(server_default="", comment="id of the person who took it back")
    undone_at: Mapped[datetime | None] = mapped_column(comment="when")
