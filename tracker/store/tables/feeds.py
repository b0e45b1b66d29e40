"""Addresses of feeds and calendars, and what calendars were told of each date."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class FeedRow(Base):
    """One address that hands out its owner's view."""

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="whose view it hands out")
    scope: Mapped[str] = mapped_column(comment="everything, client, topic, instrument, sample")
    value: Mapped[str] = mapped_column(comment="which client, topic or instrument")
    token: Mapped[str] = mapped_column(unique=True, comment="unguessable, stands in the address")
    made_at: Mapped[datetime] = mapped_column(comment="when it was made")
    asked_at: Mapped[datetime | None] = mapped_column(comment="when a reader asked it last, to the day")
    revoked_at: Mapped[datetime | None] = mapped_column(comment="when it was taken back; it answers nobody since")


class DayRow(Base):
    """One date as calendars know it."""

    __tablename__ = "calendar_days"

    uid: Mapped[str] = mapped_column(primary_key=True, comment="its name for ever")
    instrument: Mapped[str] = mapped_column(index=True, comment="slug")
    on: Mapped[date] = mapped_column(comment="the date told last")
    sequence: Mapped[int] = mapped_column(comment="how often it changed")
    changed_at: Mapped[datetime] = mapped_column(comment="when the last change was seen")
    gone: Mapped[bool] = mapped_column(comment="true: it stands in the instrument's life no more")
