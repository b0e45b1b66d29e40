"""Readings that take longer than a person or a visit waits, and the words recognised on pictures of pages so far."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class ReadingRow(Base):
    """A capture in quarantine that is read by whoever is free."""

    __tablename__ = "readings"

    quarantined: Mapped[int] = mapped_column(
        ForeignKey("quarantine.id"), primary_key=True, autoincrement=False, comment="its number in quarantine"
    )
    cause: Mapped[str] = mapped_column(comment="scan: pictures of pages; slow: more time than a person waits")
    state: Mapped[str] = mapped_column(index=True, comment="waiting, under-way, read or failed")
    pages: Mapped[int] = mapped_column(comment="of a scan: its pages; 0: not known yet")
    done: Mapped[int] = mapped_column(comment="of a scan: pages recognised")
    says: Mapped[str] = mapped_column(Text, comment="a sentence: how well it was read, or why not")
    said: Mapped[str] = mapped_column(Text, comment="what the person who brought it said of it, JSON")
    changed_at: Mapped[datetime] = mapped_column(comment="when its state changed last")


class RecognisedRow(Base):
    """The words on one page of a scan."""

    __tablename__ = "recognised"

    sha256: Mapped[str] = mapped_column(primary_key=True, comment="digest of the file's bytes")
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="0, 1, 2 without a gap")
    words: Mapped[str] = mapped_column(Text, comment="as Tesseract gave them, TSV")
