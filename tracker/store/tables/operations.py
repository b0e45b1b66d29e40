"""What operating the sources leaves behind: alarms, absences, how far a back-fill came, repairs by people."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class AlarmRow(Base):
    """A source in trouble, from its first bad visit to its first good one."""

    __tablename__ = "alarms"

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of raising")
    source: Mapped[str] = mapped_column(index=True, comment="id of the source")
    state: Mapped[str] = mapped_column(comment="blocked, down, gone, degraded: as it stands now")
    since: Mapped[datetime] = mapped_column(comment="begin of the trouble")
    raised_at: Mapped[datetime] = mapped_column(comment="when it was said last")
    times: Mapped[int] = mapped_column(comment="how often it was said")
    ended_at: Mapped[datetime | None] = mapped_column(comment="when it was found mended")
    detail: Mapped[str] = mapped_column(Text, comment="a sentence for a person")


class AbsenceRow(Base):
    """An address that held a text and, at a check, held none."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_url", "url", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of finding")
    url: Mapped[str] = mapped_column(comment="the address")
    status: Mapped[int] = mapped_column(comment="404 or 410, as answered first")
    first_at: Mapped[datetime] = mapped_column(comment="first check that found nothing")
    last_at: Mapped[datetime] = mapped_column(comment="last check that found nothing")
    back_at: Mapped[datetime | None] = mapped_column(comment="when it was there again")


class BackfillRow(Base):
    """How far the past of one list was read."""

    __tablename__ = "backfills"

    list: Mapped[str] = mapped_column(primary_key=True, comment="source/list")
    page: Mapped[int] = mapped_column(comment="the last page that was settled")
    finished: Mapped[bool] = mapped_column(comment="whether the end was reached")
    at: Mapped[datetime] = mapped_column(comment="when")


class RepairRow(Base):
    """One change of metadata by a person; rows are only ever added."""

    __tablename__ = "repairs"
    __table_args__ = (Index("ix_repairs_instrument", "instrument", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, comment="order of repairing")
    instrument: Mapped[str] = mapped_column(comment="slug of the instrument")
    version: Mapped[str] = mapped_column(comment="id of the version; empty for the instrument itself")
    field: Mapped[str] = mapped_column(comment="title_zh, stage, dated_on, alias, joined, parted …")
    old: Mapped[str] = mapped_column(Text, comment="what stood there")
    new: Mapped[str] = mapped_column(Text, comment="what stands there now")
    evidence: Mapped[str] = mapped_column(Text, comment="the sentence that shows it")
    by: Mapped[str] = mapped_column(comment="id of the person")
    at: Mapped[datetime] = mapped_column(comment="when")
