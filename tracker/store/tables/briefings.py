"""Briefings: every version counsel wrote, what was released or recalled, and who opened it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class BriefingRow(Base):
    """One version of a briefing; rows are only ever added."""

    __tablename__ = "briefings"
    __table_args__ = (Index("ix_briefings_place", "instrument", "old", "new"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of writing")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose versions")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    zh: Mapped[str] = mapped_column(Text, comment="the words in Chinese, Markdown")
    en: Mapped[str] = mapped_column(Text, comment="the words in English, Markdown")
    basis: Mapped[str] = mapped_column(Text, comment="engine, rules and verdicts it was written on, a JSON object")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")


class BriefingReleaseRow(Base):
    """A version shown to a client."""

    __tablename__ = "briefing_releases"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of release")
    briefing: Mapped[int] = mapped_column(ForeignKey("briefings.number"), index=True, comment="which version")
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.id"), comment="whom; empty for every follower")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")
    recalled_by: Mapped[str] = mapped_column(server_default="", comment="id of the person who recalled it")
    recalled_at: Mapped[datetime | None] = mapped_column(comment="when it was recalled")
    reason: Mapped[str] = mapped_column(Text, server_default="", comment="why, told to whoever opened it")


class OpeningRow(Base):
    """A person opened a released briefing."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("release", "person"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of opening")
    release: Mapped[int] = mapped_column(ForeignKey("briefing_releases.number"), comment="which release")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), comment="who")
    first_at: Mapped[datetime] = mapped_column(comment="when first")
    last_at: Mapped[datetime] = mapped_column(comment="when last")
    times: Mapped[int] = mapped_column(comment="how often")
