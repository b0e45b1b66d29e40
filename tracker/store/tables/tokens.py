"""Tokens programs sign in with, and the answers to what they asked once and may ask again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class TokenRow(Base):
    """One token of the API; its secret is kept nowhere."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="in whose place it asks")
    name: Mapped[str] = mapped_column(comment="what its owner calls it")
    digest: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the secret, in hex")
    hint: Mapped[str] = mapped_column(comment="the secret's beginning, to know it again by")
    scopes: Mapped[str] = mapped_column(comment="read, write, admin, with blanks between")
    made_at: Mapped[datetime] = mapped_column(comment="when it was made")
    expires_at: Mapped[datetime] = mapped_column(comment="from when on it lets nobody in")
    used_at: Mapped[datetime | None] = mapped_column(comment="when it was used last, to the hour")
    revoked_at: Mapped[datetime | None] = mapped_column(comment="when it was taken back")


class RepeatRow(Base):
    """One request that named a key, with its answer: asked again, it is answered the same and nothing is done twice."""

    __tablename__ = "api_repeats"
    __table_args__ = (UniqueConstraint("person", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), comment="who asked")
    key: Mapped[str] = mapped_column(comment="the Idempotency-Key")
    fingerprint: Mapped[str] = mapped_column(comment="SHA-256 of method, address and body, in hex")
    asked_at: Mapped[datetime] = mapped_column(index=True, comment="when it was asked first")
    status: Mapped[int | None] = mapped_column(comment="HTTP status answered; none: under way, or broken off")
    headers: Mapped[str] = mapped_column(Text, comment="headers that belong to the answer, a JSON object")
    body: Mapped[str] = mapped_column(Text, comment="the answer's body")
    holder: Mapped[str] = mapped_column(server_default="", comment="which try of it, on which process")
    written: Mapped[int] = mapped_column(
        server_default="1", comment="transactions kept for it; broken off after none, nothing was done"
    )
