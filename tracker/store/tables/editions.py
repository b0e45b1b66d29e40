"""Picks and the periodical digest."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class PickRow(Base):
    """A text or work an editor pinned."""

    __tablename__ = "picks"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    instrument: Mapped[str] = mapped_column(comment="slug")
    version: Mapped[str] = mapped_column(comment="id of the text; empty: the work as a whole")
    comment: Mapped[str] = mapped_column(Text, comment="the editor's line")
    by: Mapped[str] = mapped_column(ForeignKey("people.id"), comment="who pinned it")
    at: Mapped[datetime] = mapped_column(index=True, comment="when")
    removed: Mapped[bool] = mapped_column(comment="true: taken down")


class EditionRow(Base):
    """One digest of a period."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    title: Mapped[str] = mapped_column(comment="its title")
    introduction: Mapped[str] = mapped_column(Text, comment="counsel's words in front")
    opens_on: Mapped[date] = mapped_column(comment="first day of its period")
    closes_on: Mapped[date] = mapped_column(comment="last day of its period")
    by: Mapped[str] = mapped_column(ForeignKey("people.id"), comment="who made it")
    made_at: Mapped[datetime] = mapped_column(comment="when it was begun")
    sent_at: Mapped[datetime | None] = mapped_column(comment="when it went out; none: a draft")
    sent_by: Mapped[str] = mapped_column(comment="who sent it")
    contents: Mapped[str] = mapped_column(
        Text, default="", server_default="", comment="what stood in it when it went out, JSON; empty: told anew"
    )
