"""Alerts and their deliveries: written with the version, claimed, sent, recorded."""

from datetime import date, datetime

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
    event: Mapped[str] = mapped_column(comment="what happened, <slug>/<version id> and the like")
    instrument: Mapped[str] = mapped_column(comment="slug")
    version: Mapped[str] = mapped_column(comment="id of the new version")
    compared_with: Mapped[str | None] = mapped_column(comment="id of the older version, if there is one")
    created_at: Mapped[datetime] = mapped_column(comment="when it was filed")
    read_at: Mapped[datetime | None] = mapped_column(comment="when the person opened it")
    occasion: Mapped[str] = mapped_column(
        comment="draft, final, withdrawn, comment-closes, in-force, source, quiet, test"
    )
    due_on: Mapped[date | None] = mapped_column(comment="the date ahead it tells of")
    facts: Mapped[str] = mapped_column(Text, comment="what else the letter says, a JSON object of words")


class DeliveryRow(Base):
    """One hand-over of an alert through one channel to one address."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("alert", "channel", "address"),
        Index("ix_deliveries_due", "state", "next_at"),
        Index("ix_deliveries_message_id", "message_id"),
        Index("ix_deliveries_token", "token"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    alert: Mapped[int] = mapped_column(ForeignKey("alerts.id"), comment="which alert")
    channel: Mapped[str] = mapped_column(comment="page, mail, webhook, wecom, feishu, dingtalk, slack")
    address: Mapped[str] = mapped_column(comment="where to: an e-mail, a person's id, the number of a hook")
    message_id: Mapped[str] = mapped_column(comment="fixed at queueing; rows that share it are one letter")
    state: Mapped[str] = mapped_column(comment="queued, claimed, delivered, failed, in-doubt")
    attempts: Mapped[int] = mapped_column(comment="how often it was handed over or tried")
    next_at: Mapped[datetime | None] = mapped_column(comment="not to be tried before")
    claimed_at: Mapped[datetime | None] = mapped_column(comment="when a sender took it")
    delivered_at: Mapped[datetime | None] = mapped_column(comment="when the hand-over was recorded")
    error: Mapped[str] = mapped_column(Text, comment="what went wrong last")
    cadence: Mapped[str] = mapped_column(comment="now, daily, weekly")
    token: Mapped[str] = mapped_column(comment="unguessable, in the letter's address for leaving")
