"""Translations: each one that was brought, to the version it renders."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class TranslationRow(Base):
    """One translation as it was brought; a better one is a row of its own, and the newest is shown."""

    __tablename__ = "translations"
    __table_args__ = (Index("ix_translations_version", "instrument", "version"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of bringing")
    instrument: Mapped[str] = mapped_column(ForeignKey("instruments.slug"), comment="whose version")
    version: Mapped[str] = mapped_column(comment="id of the version it renders")
    language: Mapped[str] = mapped_column(comment="its own language, en")
    document: Mapped[str] = mapped_column(Text, comment="the translation as read, a JSON object")
    translator: Mapped[str] = mapped_column(comment="whose it is; may be empty")
    sha256: Mapped[str] = mapped_column(comment="digest of the uploaded file")
    by: Mapped[str] = mapped_column(comment="id of the person who brought it")
    at: Mapped[datetime] = mapped_column(comment="when")
