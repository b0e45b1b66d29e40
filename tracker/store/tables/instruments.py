"""Instruments and the dated events of their lives."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class InstrumentRow(Base):
    """One work."""

    __tablename__ = "instruments"

    slug: Mapped[str] = mapped_column(primary_key=True, comment="its word in URLs")
    title_zh: Mapped[str] = mapped_column(comment="Chinese title")
    title_en: Mapped[str] = mapped_column(comment="English title")
    kind: Mapped[str] = mapped_column(comment="law, departmental-rule, standard …")
    shelf: Mapped[str] = mapped_column(index=True, comment="real or sample")
    authorities: Mapped[str] = mapped_column(Text, comment="ids of authorities, a JSON list")
    topics: Mapped[str] = mapped_column(Text, comment="ids of topics, a JSON list")
    aliases: Mapped[str] = mapped_column(Text, comment="other titles, a JSON list")
    related: Mapped[str] = mapped_column(Text, comment="linked works, a JSON list of [slug, word]")
    folded_titles: Mapped[str] = mapped_column(Text, comment="all titles, folded for searching, one a line")


class EventRow(Base):
    """One dated event of an instrument."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_instrument", "instrument", "position"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose event")
    position: Mapped[int] = mapped_column(comment="its place among the instrument's events, as given")
    filed: Mapped[bool] = mapped_column(comment="added when a version was filed; a new description keeps it")
    kind: Mapped[str] = mapped_column(comment="stage, comment-closes, effective …")
    on: Mapped[date | None] = mapped_column(comment="the day; empty if nobody knows")
    stage: Mapped[str | None] = mapped_column(comment="the stage whose text appeared")
    reading: Mapped[int | None] = mapped_column(comment="a bill's reading")
    sure: Mapped[bool] = mapped_column(comment="false where one unofficial place alone gives the date")
    url: Mapped[str] = mapped_column(comment="where it was announced")
    note_zh: Mapped[str] = mapped_column(Text, comment="a word on it, Chinese")
    note_en: Mapped[str] = mapped_column(Text, comment="a word on it, English")


class NameRow(Base):
    """What a work is looked up by; made of its titles, and made again when they or the wording change."""

    __tablename__ = "names"
    __table_args__ = (Index("ix_names_name", "name", "by"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), index=True, comment="whose name")
    by: Mapped[str] = mapped_column(comment="title, law or number: how the name is made of a title")
    name: Mapped[str] = mapped_column(comment="the name, bare of all that may differ")
    edition: Mapped[str] = mapped_column(index=True, comment="digest of the wording it was made by")
