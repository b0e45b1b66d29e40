"""Amendments: what a consolidated text was made from, what was settled by hand, and who cites whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class ConsolidationRow(Base):
    """A version that tracker made from a decision; the text itself is filed as every version."""

    __tablename__ = "consolidations"

    version: Mapped[int] = mapped_column(
        ForeignKey("versions.number"), primary_key=True, autoincrement=False, comment="the text that came of it"
    )
    base: Mapped[int] = mapped_column(ForeignKey("versions.number"), comment="the law's version in force")
    decision: Mapped[int] = mapped_column(ForeignKey("versions.number"), index=True, comment="the decision's text")
    refused: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="how many operations were not carried out"
    )
    superseded: Mapped[int | None] = mapped_column(comment="number of the version that counts in its place")
    differing: Mapped[int | None] = mapped_column(comment="articles the official text has otherwise")
    seen_by: Mapped[str | None] = mapped_column(comment="who looked at what waited here")
    seen_at: Mapped[datetime | None] = mapped_column(comment="when")


class DecisionRow(Base):
    """A text read for what it amends: a row for each law it names, one with no law for a text that amends nothing."""

    __tablename__ = "decisions"

    version: Mapped[int] = mapped_column(
        ForeignKey("versions.number"), primary_key=True, autoincrement=False, comment="the text that was read"
    )
    law: Mapped[str] = mapped_column(
        primary_key=True, index=True, comment="a law it amends, bare as in citations; empty: none"
    )
    trouble: Mapped[str] = mapped_column(comment="why nothing could be made of it; empty: nothing")
    seen_by: Mapped[str | None] = mapped_column(comment="who looked at the trouble")
    seen_at: Mapped[datetime | None] = mapped_column(comment="when")


class SettlementRow(Base):
    """A person's answer to one impossible operation; rows are only ever added, the last one counts."""

    __tablename__ = "settlements"
    __table_args__ = (Index("ix_settlements_decision_base", "decision", "base", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of answering")
    decision: Mapped[int] = mapped_column(ForeignKey("versions.number"), comment="the decision's text")
    base: Mapped[int] = mapped_column(ForeignKey("versions.number"), comment="the law's version in force")
    operation: Mapped[int] = mapped_column(comment="number of the operation in the decision")
    remedy: Mapped[str] = mapped_column(comment="reads, new, struck, nothing")
    locator: Mapped[str] = mapped_column(comment="the provision in force, or the new article's number")
    text: Mapped[str] = mapped_column(Text, comment="the words, a line a paragraph or item")
    reason: Mapped[str] = mapped_column(Text, comment="why, in the person's words")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")


class CitationRow(Base):
    """A citation of another law in a version's provisions; can be read anew from the text."""

    __tablename__ = "citations"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of reading")
    version: Mapped[int] = mapped_column(ForeignKey("versions.number"), index=True, comment="the citing text")
    law: Mapped[str] = mapped_column(index=True, comment="the cited law's title, bare of brackets and 中华人民共和国")
    title: Mapped[str] = mapped_column(comment="the title as printed, in full where a short form is explained")
    within: Mapped[str] = mapped_column(comment="locator of the provision it stands in")
    words: Mapped[str] = mapped_column(Text, comment="the citation's words")
    start: Mapped[int] = mapped_column(comment="offset in the citing text")
    end: Mapped[int] = mapped_column(comment="offset behind the last word")
    places: Mapped[str] = mapped_column(Text, comment="locators of the cited places, spaces between; empty: all of it")


class CitingRow(Base):
    """A version whose citations were read, also one that has none."""

    __tablename__ = "citings"

    version: Mapped[int] = mapped_column(
        ForeignKey("versions.number"), primary_key=True, autoincrement=False, comment="which version"
    )
