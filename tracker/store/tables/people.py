"""People with accounts, client organisations, and what a client follows."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class ClientRow(Base):
    """A client organisation."""

    __tablename__ = "clients"

    id: Mapped[str] = mapped_column(primary_key=True, comment="its id")
    name: Mapped[str] = mapped_column(comment="as shown")
    machine_not_reviewed: Mapped[bool] = mapped_column(comment="may see verdicts before release, marked so")


class FollowRow(Base):
    """One thing a client follows."""

    __tablename__ = "follows"

    client: Mapped[str] = mapped_column(ForeignKey("clients.id"), primary_key=True, comment="who")
    what: Mapped[str] = mapped_column(primary_key=True, comment="an instrument's slug, or topic:<id>")


class PersonRow(Base):
    """Somebody with an account."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True, comment="random, says nothing about the person")
    email: Mapped[str] = mapped_column(comment="as written by its owner")
    folded_email: Mapped[str] = mapped_column(unique=True, comment="lower case, for signing in")
    name: Mapped[str] = mapped_column(comment="as shown")
    role: Mapped[str] = mapped_column(comment="client, counsel, analyst, administrator")
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.id"), comment="set for role client only")
    language: Mapped[str] = mapped_column(comment="zh or en")
    zone: Mapped[str] = mapped_column(comment="IANA time zone")
    active: Mapped[bool] = mapped_column(comment="false: may not sign in")
    secret: Mapped[str] = mapped_column(comment="argon2 hash of the password; never leaves the store")
    stamp: Mapped[str] = mapped_column(
        default="",
        server_default="",
        comment="what their sessions were begun under beside the password; made anew at signing out",
    )
