"""Notes, every wording they had, and what of them was released."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
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
