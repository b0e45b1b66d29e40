"""What is told of works' lives, made of their events and texts, so that a list is counted and cut in the database."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class SpellRow(Base):
    """A stretch of days over which a work stands alike, with all that a catalogue counts and sorts by."""

    __tablename__ = "spells"
    # Pages are cut off this index; one that begins with the days would tempt SQLite to sort them all instead.
    __table_args__ = (Index("ix_spells_order", "shelf", "place", "instrument"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), index=True, comment="which work")
    shelf: Mapped[str] = mapped_column(comment="the work's: real or sample")
    kind: Mapped[str] = mapped_column(comment="the work's: law, departmental-rule …")
    authorities: Mapped[str] = mapped_column(Text, comment="the work's, a JSON list of ids")
    topics: Mapped[str] = mapped_column(Text, comment="the work's, a JSON list of ids")
    versions: Mapped[int] = mapped_column(comment="how many texts the library holds of it")
    start: Mapped[date] = mapped_column(comment="the first day")
    stop: Mapped[date] = mapped_column(comment="the day after the last")
    standing: Mapped[str] = mapped_column(comment="draft, in-force …")
    stage: Mapped[str | None] = mapped_column(comment="the last stage reached; empty: none is known")
    reading: Mapped[int | None] = mapped_column(comment="a bill's reading")
    since: Mapped[date | None] = mapped_column(comment="the day that stage was reached; empty: nobody knows")
    place: Mapped[int] = mapped_column(comment="order in a catalogue: minus the ordinal of `since`, 0 for none")


class DateRow(Base):
    """A dated thing in a work's life, or the end of a window it opens."""

    __tablename__ = "dates"
    __table_args__ = (Index("ix_dates_on", "shelf", "on"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), index=True, comment="which work")
    shelf: Mapped[str] = mapped_column(comment="the work's: real or sample")
    topics: Mapped[str] = mapped_column(Text, comment="the work's, a JSON list of ids")
    kind: Mapped[str] = mapped_column(comment="stage, comment-closes, effective …")
    on: Mapped[date | None] = mapped_column(comment="the day; empty if nobody knows")
    sure: Mapped[bool] = mapped_column(comment="false where one unofficial place alone gives the date")
    opened_on: Mapped[date | None] = mapped_column(comment="of a window: when it opened")
    stage: Mapped[str | None] = mapped_column(comment="the stage whose text appeared")


class StaleRow(Base):
    """A work something was changed of, noted by triggers: its spells and dates are made anew before the commit."""

    __tablename__ = "stale"

    instrument: Mapped[str] = mapped_column(primary_key=True, comment="slug; the work may be gone")


class TellingRow(Base):
    """One row: a word that is another whenever anything was told anew, so that counts can be kept until then."""

    __tablename__ = "tellings"

    mark: Mapped[str] = mapped_column(primary_key=True, comment="random; empty before the first")


class MarkRow(Base):
    """A word that is another whenever something was written into a table, so that pages can be kept until then."""

    __tablename__ = "marks"

    name: Mapped[str] = mapped_column(primary_key=True, comment="a table; empty: of this one's making")
    mark: Mapped[str] = mapped_column(comment="random, another after each transaction that wrote")
