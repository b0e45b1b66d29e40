"""How often somebody tried: failed sign-ins and asked-for requests, counted for all processes together."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class AttemptRow(Base):
    """One failed sign-in, counted under one key; gone after a quarter of an hour."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_key", "key", "at"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    key: Mapped[str] = mapped_column(comment="SHA-256 of account or address: a mistyped password may stand in there")
    at: Mapped[datetime] = mapped_column(index=True, comment="when")


class BucketRow(Base):
    """What one asker of the API may still ask at an instant; it fills steadily."""

    __tablename__ = "buckets"

    key: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 of who asks")
    left: Mapped[float] = mapped_column(comment="requests left")
    at: Mapped[datetime] = mapped_column(index=True, comment="as of when")
