"""Visits to sources, the announcements found there, and what makes the next request conditional."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class VisitRow(Base):
    """One visit to one source."""

    __tablename__ = "visits"
    __table_args__ = (Index("ix_visits_source", "source", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of recording")
    source: Mapped[str] = mapped_column(comment="id of the source")
    started_at: Mapped[datetime] = mapped_column(comment="begin")
    ended_at: Mapped[datetime] = mapped_column(comment="end")
    state: Mapped[str] = mapped_column(comment="ok, nothing-new, blocked …")
    detail: Mapped[str] = mapped_column(Text, comment="a sentence for a person")
    seen: Mapped[int] = mapped_column(comment="announcements on the pages")
    new: Mapped[int] = mapped_column(comment="versions filed")
    unchanged: Mapped[int] = mapped_column(comment="known texts met again")
    quarantined: Mapped[int] = mapped_column(comment="captures that became no version")
    failed: Mapped[int] = mapped_column(comment="addresses that could not be fetched")


class ValidatorsRow(Base):
    """What one address said of its freshness."""

    __tablename__ = "validators"

    url: Mapped[str] = mapped_column(primary_key=True, comment="the address")
    etag: Mapped[str] = mapped_column(comment="ETag header")
    last_modified: Mapped[str] = mapped_column(comment="Last-Modified header, as sent")
    sha256: Mapped[str] = mapped_column(comment="digest of what it answered last")
    newest_on: Mapped[date | None] = mapped_column(comment="of a list: the newest day it named")
    at: Mapped[datetime] = mapped_column(comment="when")


class NoticeRow(Base):
    """A page entry that announced a document."""

    __tablename__ = "notices"

    url: Mapped[str] = mapped_column(primary_key=True, comment="address of the announced document")
    source: Mapped[str] = mapped_column(index=True, comment="id of the source")
    title: Mapped[str] = mapped_column(comment="as announced")
    published_on: Mapped[date | None] = mapped_column(comment="day given on the page")
    at: Mapped[datetime] = mapped_column(comment="when it was met first")
