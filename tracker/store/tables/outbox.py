"""Alerts and their deliveries: written with the version, claimed, sent, recorded."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class AlertRow(Base):
    """One person told of one event by one watch."""

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("watch", "event"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    watch: Mapped[int] = mapped_column(ForeignKey("watches.id"), comment="which watch")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="who is told")
    event: Mapped[str] = mapped_column(comment="what happened, <slug>/<version id>")
    instrument: Mapped[str] = mapped_column(comment="slug")
    version: Mapped[str] = mapped_column(comment="id of the new version")
    compared_with: Mapped[str | None] = mapped_column(comment="id of the older version, if there is one")
    created_at: Mapped[datetime] = mapped_column(comment="when it was filed")
    read_at: Mapped[datetime | None] = mapped_column(comment="when the person opened it")


class DeliveryRow(Base):
    """One hand-over of an alert through one channel to one address."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("alert", "channel", "address"),
        Index("ix_deliveries_due", "state", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    alert: Mapped[int] = mapped_column(ForeignKey("alerts.id"), comment="which alert")
    channel: Mapped[str] = mapped_column(comment="page or mail")
    address: Mapped[str] = mapped_column(comment="where to")
    message_id: Mapped[str] = mapped_column(unique=True, comment="fixed at queueing; the same when sent again")
    state: Mapped[str] = mapped_column(comment="queued, claimed, delivered, failed, in-doubt")
    attempts: Mapped[int] = mapped_column(comment="how often it was handed over or tried")
    next_at: Mapped[datetime | None] = mapped_column(comment="not to be tried before")
    claimed_at: Mapped[datetime | None] = mapped_column(comment="when a sender took it")
    delivered_at: Mapped[datetime | None] = mapped_column(comment="when the hand-over was recorded")
    error: Mapped[str] = mapped_column(Text, comment="what went wrong last")
