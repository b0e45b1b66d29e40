"""Looking: which changes counsel has checked, and what of a comparison each person of the firm saw last."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class CheckRow(Base):
    """Counsel checked a change, in the shape it had; rows are only ever added."""

    __tablename__ = "checks"
    __table_args__ = (Index("ix_checks_place", "instrument", "old", "new"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of checking")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose versions")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    change: Mapped[str] = mapped_column(comment="key of the clause")
    shape: Mapped[str] = mapped_column(comment="digest of the change as it was; empty: the check is taken back")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")


class LookRow(Base):
    """What a person saw of a comparison: in this sitting, and in the one before."""

    __tablename__ = "looks"
    __table_args__ = (UniqueConstraint("person", "instrument", "old", "new"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), comment="who")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose versions")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    at: Mapped[datetime] = mapped_column(comment="when they looked last")
    seen: Mapped[str] = mapped_column(Text, comment="shape of every change then, a JSON object")
    before_at: Mapped[datetime | None] = mapped_column(comment="when the sitting before ended")
    before: Mapped[str] = mapped_column(Text, comment="shape of every change at its end, a JSON object")
