"""Watches: who wants to hear of what."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class WatchRow(Base):
    """One watch; an empty criterion matches everything."""

    __tablename__ = "watches"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="who wants to hear")
    instrument: Mapped[str] = mapped_column(comment="a slug")
    authority: Mapped[str] = mapped_column(comment="id of an authority")
    topic: Mapped[str] = mapped_column(comment="id of a topic")
    keyword: Mapped[str] = mapped_column(comment="looked for in title and changed words")
    direction: Mapped[str | None] = mapped_column(comment="at least one clause of it")
    channel: Mapped[str] = mapped_column(comment="page or mail")
    active: Mapped[bool] = mapped_column(comment="false: kept, but silent")
    removed: Mapped[bool] = mapped_column(comment="true: its owner took it away; kept for the alerts it made")
