"""Versions: what lists need in one table, the words and the tree in another."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class VersionRow(Base):
    """One text of an instrument, without the text."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("instrument", "id"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of filing; the search index points at it")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose text")
    id: Mapped[str] = mapped_column(comment="date and stage, 2023-04-11-draft; -2 for a second text of that day")
    stage: Mapped[str] = mapped_column(comment="consultation-draft, bill, promulgated …")
    reading: Mapped[int | None] = mapped_column(comment="a bill's reading")
    dated_on: Mapped[date] = mapped_column(index=True, comment="the day that stands in the id")
    title: Mapped[str] = mapped_column(comment="as printed in the text")
    folded_title: Mapped[str] = mapped_column(comment="the title, folded for searching")
    articles: Mapped[int] = mapped_column(comment="how many numbered provisions")
    problems: Mapped[int] = mapped_column(comment="how many oddities were met in reading")
    sha256: Mapped[str] = mapped_column(index=True, comment="digest of the words")
    effective_on: Mapped[date | None] = mapped_column(comment="in force from")
    comment_deadline: Mapped[date | None] = mapped_column(comment="comments accepted until")
    first_seen_at: Mapped[datetime | None] = mapped_column(index=True, comment="first capture")
    last_seen_at: Mapped[datetime | None] = mapped_column(comment="last capture, or last time the same bytes were met")
    url: Mapped[str] = mapped_column(comment="where it was first fetched")
    note: Mapped[str] = mapped_column(Text, comment="a word on this version")
    details: Mapped[str] = mapped_column(Text, comment="repaired metadata, a JSON object")


class TextRow(Base):
    """The words of a version and the tree read from them; never altered."""

    __tablename__ = "texts"

    version: Mapped[int] = mapped_column(
        ForeignKey("versions.number"), primary_key=True, autoincrement=False, comment="which version"
    )
    words: Mapped[str] = mapped_column(Text, comment="the text as read; all offsets point into it")
    document: Mapped[str] = mapped_column(Text, comment="the Document as JSON, its words left out")
