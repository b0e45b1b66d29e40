"""Notes: every wording they had, what was done with them and released of them, where they stand in newer versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class NoteRow(Base):
    """One note on a comparison's change."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_place", "instrument", "old", "new"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose versions")
    old: Mapped[str] = mapped_column(comment="id of the older version")
    new: Mapped[str] = mapped_column(comment="id of the newer version")
    change: Mapped[str] = mapped_column(comment="key of the clause; empty for the whole comparison")
    selector: Mapped[str | None] = mapped_column(Text, comment="the quoted words, a JSON object")
    side: Mapped[str] = mapped_column(server_default="", comment="old or new, for a note on a provision")
    place: Mapped[str] = mapped_column(server_default="", comment="the provision's locator, for a note on one")
    parent: Mapped[int | None] = mapped_column(ForeignKey("notes.id"), comment="the note it answers, for a reply")
    matter: Mapped[str] = mapped_column(server_default="", comment="the firm's matter number")


class RevisionRow(Base):
    """One wording of a note; rows are only ever added."""

    __tablename__ = "revisions"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of writing")
    note: Mapped[int] = mapped_column(ForeignKey("notes.id"), index=True, comment="which note")
    body: Mapped[str] = mapped_column(Text, comment="the words, Markdown")
    author: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")


class NoteReleaseRow(Base):
    """A wording shown to clients."""

    __tablename__ = "note_releases"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of release")
    note: Mapped[int] = mapped_column(ForeignKey("notes.id"), index=True, comment="which note")
    revision: Mapped[int] = mapped_column(ForeignKey("revisions.number"), comment="the wording released")
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.id"), comment="whom; empty for every follower")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        comment="when it was taken back, or a newer one took its place"
    )


class ActRow(Base):
    """One thing done with a note: given to somebody, labelled, resolved; rows are only ever added."""

    __tablename__ = "note_acts"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of doing")
    note: Mapped[int] = mapped_column(ForeignKey("notes.id"), index=True, comment="which note")
    deed: Mapped[str] = mapped_column(comment="assigned, labelled, resolved …")
    value: Mapped[str] = mapped_column(Text, comment="whom, which label, the closing note")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")


class PlaceRow(Base):
    """Where a note stands in a newer version, and what a person said to it."""

    __tablename__ = "note_places"
    __table_args__ = (UniqueConstraint("note", "version"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of carrying")
    note: Mapped[int] = mapped_column(ForeignKey("notes.id"), index=True, comment="which note")
    version: Mapped[str] = mapped_column(index=True, comment="id of the newer version")
    source: Mapped[str] = mapped_column(comment="id of the version it was carried from")
    placement: Mapped[str] = mapped_column(Text, comment="how, where and how sure, a JSON object")
    at: Mapped[datetime] = mapped_column(comment="when it was carried")
    settled: Mapped[str] = mapped_column(server_default="", comment="empty, accepted, placed or let-go")
    settled_by: Mapped[str] = mapped_column(server_default="", comment="id of the person")
    settled_at: Mapped[datetime | None] = mapped_column(comment="when")
