"""What passes between clients and counsel, addresses that show one comparison for a time, invitations."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class AnswerRow(Base):
    """What a client's member said to a released wording."""

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="who said it")
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), comment="for which client")
    instrument: Mapped[str] = mapped_column(comment="slug")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    note: Mapped[str] = mapped_column(index=True, comment="handle of the released wording")
    quote: Mapped[str] = mapped_column(Text, comment="the wording's opening words")
    body: Mapped[str] = mapped_column(Text, comment="the reply; empty: read and understood")
    at: Mapped[datetime] = mapped_column(comment="when")
    seen_at: Mapped[datetime | None] = mapped_column(comment="when somebody of the firm settled it")
    seen_by: Mapped[str] = mapped_column(comment="who did")


class ShareRow(Base):
    """An address that shows one released comparison."""

    __tablename__ = "shares"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="who made it")
    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), comment="as which client sees it")
    instrument: Mapped[str] = mapped_column(comment="slug")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    token: Mapped[str] = mapped_column(unique=True, comment="unguessable, stands in the address")
    made_at: Mapped[datetime] = mapped_column(comment="when it was made")
    expires_at: Mapped[datetime] = mapped_column(comment="from when on it answers nobody")
    revoked_at: Mapped[datetime | None] = mapped_column(comment="when it was taken back")


class InvitationRow(Base):
    """An account that waits for its owner."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="whose account")
    by: Mapped[str] = mapped_column(ForeignKey("people.id"), comment="who invited")
    token: Mapped[str] = mapped_column(unique=True, comment="unguessable, stands in the letter")
    made_at: Mapped[datetime] = mapped_column(comment="when it was made")
    expires_at: Mapped[datetime] = mapped_column(comment="from when on it lets nobody in")
    tried_at: Mapped[datetime | None] = mapped_column(comment="when its letter was taken to be handed over")
    sent_at: Mapped[datetime | None] = mapped_column(comment="when the hand-over was recorded")
    accepted_at: Mapped[datetime | None] = mapped_column(comment="when its owner came in")
    error: Mapped[str] = mapped_column(Text, comment="what went wrong with its letter")
