"""Captures, the versions they were read into, and those that became none."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class CaptureRow(Base):
    """One file as fetched from one address; the bytes themselves lie in the archive under their digest."""

    __tablename__ = "captures"
    __table_args__ = (UniqueConstraint("sha256", "url"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    sha256: Mapped[str] = mapped_column(comment="digest of the raw bytes, their name in the archive")
    url: Mapped[str] = mapped_column(comment="address asked for; empty for an upload")
    final_url: Mapped[str] = mapped_column(comment="address that answered, after redirects")
    status: Mapped[int] = mapped_column(comment="HTTP status")
    media_type: Mapped[str] = mapped_column(comment="as the server named it")
    size: Mapped[int] = mapped_column(comment="bytes")
    fetched_at: Mapped[datetime] = mapped_column(comment="when these bytes came from this address first")
    last_seen_at: Mapped[datetime] = mapped_column(comment="when they were met last")
    source: Mapped[str] = mapped_column(comment="id of the source, or who uploaded it")
    headers: Mapped[str] = mapped_column(Text, comment="response headers, a JSON list of [name, value]")


class VersionCaptureRow(Base):
    """Which captures a version was read from."""

    __tablename__ = "version_captures"

    version: Mapped[int] = mapped_column(ForeignKey("versions.number"), primary_key=True, comment="the version")
    capture: Mapped[int] = mapped_column(
        ForeignKey("captures.number"), primary_key=True, index=True, comment="the capture"
    )


class QuarantineRow(Base):
    """A capture that became no version, for a person to settle."""

    __tablename__ = "quarantine"
    __table_args__ = (UniqueConstraint("sha256", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number in the inbox")
    sha256: Mapped[str] = mapped_column(comment="digest of the bytes in the archive")
    source: Mapped[str] = mapped_column(comment="id of the source")
    url: Mapped[str] = mapped_column(comment="where it was fetched")
    title: Mapped[str] = mapped_column(comment="as announced")
    reason: Mapped[str] = mapped_column(Text, comment="a sentence: why it became no version")
    at: Mapped[datetime] = mapped_column(comment="when it was put here")
    settled: Mapped[str] = mapped_column(index=True, comment="empty, accepted or rejected")
    settled_by: Mapped[str] = mapped_column(comment="id of the person")
    settled_at: Mapped[datetime | None] = mapped_column(comment="when")
    shelf: Mapped[str] = mapped_column(server_default="real", comment="the shelf of the source: real or sample")
