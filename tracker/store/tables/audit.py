"""The audit log, to which rows are only ever added: the database itself refuses anything else."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class AuditRow(Base):
    """One thing somebody did."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="1, 2, 3 without a gap")
    at: Mapped[datetime] = mapped_column(index=True, comment="when")
    who: Mapped[str] = mapped_column(index=True, comment="id of the person; operator; empty: nobody signed in")
    done: Mapped[str] = mapped_column(comment="what was done, a word of practice.audit.Done")
    thing: Mapped[str] = mapped_column(Text, comment="what it was done to, a path of ids")
    detail: Mapped[str] = mapped_column(comment="a word or two, never personal")
    before: Mapped[str] = mapped_column(comment="seal of the entry before, hex SHA-256")
    seal: Mapped[str] = mapped_column(comment="hex SHA-256 of all this row says and the seal before")
