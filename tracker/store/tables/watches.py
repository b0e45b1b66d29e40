"""Watches: who wants to hear of what, at which hours, at which addresses of their own."""

from datetime import time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables.base import Base


class WatchRow(Base):
    """One watch; an empty criterion matches everything."""

    __tablename__ = "watches"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="who wants to hear")
    instrument: Mapped[str] = mapped_column(comment="a slug")
    authority: Mapped[str] = mapped_column(comment="id of an authority")
    topic: Mapped[str] = mapped_column(comment="id of a topic")
    keyword: Mapped[str] = mapped_column(comment="looked for in title and changed words")
    direction: Mapped[str | None] = mapped_column(comment="at least one clause of it")
    channel: Mapped[str] = mapped_column(comment="page, mail, webhook, wecom, feishu, dingtalk, slack")
    active: Mapped[bool] = mapped_column(comment="false: kept, but silent")
    removed: Mapped[bool] = mapped_column(comment="true: its owner took it away; kept for the alerts it made")
    chain: Mapped[bool] = mapped_column(comment="true: works linked with the instrument count too")
    phrase: Mapped[str] = mapped_column(comment="a saved search, anywhere in title and text")
    provision: Mapped[str] = mapped_column(comment="numbers of articles or clauses, spaces between")
    affected: Mapped[str] = mapped_column(comment="who bears the direction: provider, regulator, state, individual")
    occasions: Mapped[str] = mapped_column(comment="what it waits for: draft, final, in-force …, spaces between")
    days: Mapped[int] = mapped_column(comment="how many days before a date")
    source: Mapped[str] = mapped_column(comment="id of a source, for its state; empty: every one")
    cadence: Mapped[str] = mapped_column(comment="now, daily, weekly")
    hook: Mapped[int | None] = mapped_column(comment="number of a hook, for channels that need one")


class HookRow(Base):
    """An address of a chat group or a program."""

    __tablename__ = "hooks"

    id: Mapped[int] = mapped_column(primary_key=True, comment="its number")
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True, comment="whose it is")
    channel: Mapped[str] = mapped_column(comment="webhook, wecom, feishu, dingtalk, slack")
    name: Mapped[str] = mapped_column(comment="what its owner calls it")
    url: Mapped[str] = mapped_column(comment="where to; holds the service's key, shown to nobody in full")
    secret: Mapped[str] = mapped_column(comment="signs what is sent; empty where the service needs none")
    removed: Mapped[bool] = mapped_column(comment="true: its owner took it away")


class HabitsRow(Base):
    """A person's hours, on the clock of their own zone."""

    __tablename__ = "habits"

    person: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, comment="whose")
    digest_at: Mapped[time] = mapped_column(comment="when a gathered letter leaves")
    digest_day: Mapped[int] = mapped_column(comment="weekday of a weekly one, Monday is 0")
    quiet_from: Mapped[time | None] = mapped_column(comment="nothing leaves from here")
    quiet_until: Mapped[time | None] = mapped_column(comment="to here")
