"""The library: one database, opened once, read and written in whole transactions."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm import Session

from tracker.errors import Outdated, StoreError
from tracker.store import copying, diagnosis, engine_sqlite
from tracker.store.alarms import Alarms
from tracker.store.amendments import Amendments
from tracker.store.attempts import Attempts, Buckets
from tracker.store.audit import Audit
from tracker.store.backfills import Backfills
from tracker.store.briefings import Briefings
from tracker.store.captures import Captures
from tracker.store.citations import Citations
from tracker.store.claims import countersign
from tracker.store.clients import Answers, Invitations, Shares
from tracker.store.comparisons import Comparisons
from tracker.store.copying import Contents
from tracker.store.editions import Editions, Picks
from tracker.store.engine import connect, plain
from tracker.store.feeds import Feeds
from tracker.store.habits import Habits
from tracker.store.hooks import Hooks
from tracker.store.instruments import Instruments
from tracker.store.later import Readings
from tracker.store.lease import Lease, scheduling, visiting
from tracker.store.leaving import Leaving
from tracker.store.lives import Lives
from tracker.store.looking import Looking
from tracker.store.marks import mark
from tracker.store.memory import Memory
from tracker.store.names import Names
from tracker.store.notes import Notes
from tracker.store.outbox import Outbox
from tracker.store.pen import WRITES
from tracker.store.people import People
from tracker.store.places import Places
from tracker.store.quarantine import Quarantine
from tracker.store.releases import Releases
from tracker.store.repairs import Repairs
from tracker.store.repeats import Repeats
from tracker.store.retelling import retell
from tracker.store.retention import Retention
from tracker.store.rulings import Rulings
from tracker.store.schema import HEAD, bring_to_head, revision, stamp
from tracker.store.search import Search
from tracker.store.snapshots import Snapshots
from tracker.store.tallies import Tallies
from tracker.store.tokens import Tokens
from tracker.store.translations import Translations
from tracker.store.versions import Versions
from tracker.store.visits import Visits
from tracker.store.watches import Watches

Made = TypeVar("Made")


class Files:
    """Everything filed, noun by noun, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self.instruments = Instruments(session)
        self.names = Names(session)
        self.lives = Lives(session)
        self.versions = Versions(session)
        self.comparisons = Comparisons(session)
        self.captures = Captures(session)
        self.amendments = Amendments(session)
        self.citations = Citations(session)
        self.visits = Visits(session)
        self.quarantine = Quarantine(session)
        self.readings = Readings(session)
        self.retention = Retention(session)
        self.alarms = Alarms(session)
        self.backfills = Backfills(session)
        self.repairs = Repairs(session)
        self.notes = Notes(session)
        self.looking = Looking(session)
        self.places = Places(session)
        self.releases = Releases(session)
        self.translations = Translations(session)
        self.briefings = Briefings(session)
        self.rulings = Rulings(session)
        self.snapshots = Snapshots(session)
        self.people = People(session)
        self.watches = Watches(session)
        self.picks = Picks(session)
        self.editions = Editions(session)
        self.answers = Answers(session)
        self.shares = Shares(session)
        self.invitations = Invitations(session)
        self.habits = Habits(session)
        self.feeds = Feeds(session)
        self.hooks = Hooks(session)
        self.tokens = Tokens(session)
        self.repeats = Repeats(session)
        self.outbox = Outbox(session)
        self.audit = Audit(session)
        self.attempts = Attempts(session)
        self.buckets = Buckets(session)
        self.tallies = Tallies(session)
        self.leaving = Leaving(session)
        self.search = Search(session)


class Library:
    """The door of the store; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._here = threading.local()
        self._memory = Memory(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """The library at an SQLAlchemy URL, made if absent and brought to the present shape.

        Raises StoreError when it cannot be opened or was written by a newer tracker.
        """
        engine = connect(url)
        try:
            bring_to_head(engine)
        except BaseException as fault:
            engine.dispose()
            if isinstance(fault, DBAPIError):
                raise StoreError(f"The library at {engine.url.database} cannot be opened: {fault.orig}.") from fault
            raise
        library = cls(engine)
        library._make_good()
        return library

    def _make_good(self) -> None:
        """Tell anew what a migration, or an older release beside this one, left untold."""
        with self.reading() as files:
            behind = files.lives.are_behind()
        if behind:
            with self.writing():
                pass

    @contextmanager
    def reading(self) -> Iterator[Files]:
        """One read transaction: everything read stands as it stood at the first look, and nothing can be written."""
        with self._session(self._engine) as session:
            yield Files(session)

    @contextmanager
    def writing(self) -> Iterator[Files]:
        """One write transaction, alone with the pen: all of it is kept at the end, or nothing if anything is raised.

        Raises Conflict when what is written stands against what is there; Outdated where another release brought the
        database to its own shape: who does not know it would leave out what it keeps beside; StoreError for a writing
        inside a writing, which would wait for itself.
        """
        if getattr(self._here, "writes", False):
            raise StoreError("This thread is already writing; what belongs together goes into one transaction.")
        self._here.writes = True
        try:
            with self._memory.writing() as written, self._session(self._writer) as session:
                # The pen is taken here, so that the first look already sees the last word: a migration's too.
                _know_shape(session.connection())
                yield Files(session)
                retell(session)
                countersign(session)
                session.flush()
                mark(session, written)
                session.commit()
        finally:
            self._here.writes = False

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False) as session:
                yield session
        except (DBAPIError, NoneFree) as fault:  # the end of a session asks the database for something, too
            raise plain(fault) from fault

    def remembered(self, key: Hashable, make: Callable[[], Made], weigh: Callable[[Made], int]) -> Made:
        """What `make` gives now, made anew only where the library no longer answers as it did; see `store.memory`.

        `key` names all that it is made of beside the library, first of all who may see it; `weigh` tells how much room
        it takes, in bytes.
        """
        return self._memory.remembered(key, make, weigh)

    def forget(self) -> None:
        """Let everything remembered be made anew."""
        self._memory.forget()

    def scheduling(self) -> AbstractContextManager[Lease]:
        """Be the only scheduler of this library, on any machine, while inside; raises Conflict where another is."""
        return scheduling(self._engine)

    def visiting(self, source: str) -> AbstractContextManager[None]:
        """Be the only visitor of a source, on any machine, while inside; raises Busy where another is."""
        return visiting(self._engine, source)

    def is_at_head(self) -> bool:
        """Whether the database has the shape this tracker expects; raises StoreError where it does not answer."""
        try:
            with self._engine.connect() as connection:
                return revision(connection) == HEAD
        except (DBAPIError, NoneFree) as fault:
            raise plain(fault) from fault

    @staticmethod
    def shape(url: str) -> tuple[str | None, str]:
        """The migration a database stands at, none for an empty one, and the one this tracker needs; changes nothing.

        Raises StoreError where it does not answer, or is not there.
        """
        engine = connect(url, make=False)
        try:
            with engine.connect() as connection:
                return revision(connection), HEAD
        except DBAPIError as fault:
            raise plain(fault) from fault
        finally:
            engine.dispose()

    def flaws(self) -> list[str]:
        """Faults the database finds in itself, a sentence each."""
        with self._engine.connect() as connection:
            return diagnosis.flaws(connection)

    def clock(self) -> datetime | None:
        """The database's own clock, UTC; None where it has none but ours."""
        with self._engine.connect() as connection:
            return diagnosis.clock(connection)

    def scheduler(self) -> str:
        """Who schedules this library from any machine; empty where nobody does, or only the data folder knows."""
        with self._engine.connect() as connection:
            return diagnosis.scheduler(connection)

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def copy(self, target: Path) -> Contents:
        """Write a copy of the whole database into a new file while it is used; what is in it. Raises StoreError."""
        try:
            return copying.copy(self._engine, target)
        except DBAPIError as fault:
            raise plain(fault) from fault

    @staticmethod
    def put_back(url: str, source: Path) -> None:
        """Fill an empty database from a copy; raises Conflict where it holds something, StoreError."""
        engine = connect(url)
        try:
            copying.put_back(engine, source)
        except DBAPIError as fault:
            raise plain(fault) from fault
        finally:
            engine.dispose()

    @staticmethod
    def contents(url: str) -> Contents:
        """What a database holds, of one moment; it is not brought to another shape. Raises StoreError."""
        engine = connect(url, make=False)
        try:
            with engine.connect() as connection:
                return copying.contents(connection)
        except DBAPIError as fault:
            raise plain(fault) from fault
        finally:
            engine.dispose()

    def checkpoint(self) -> None:
        """Move what SQLite's write-ahead log holds into the database file, before it is copied; else nothing to do."""
        if self._engine.dialect.name == "sqlite":
            engine_sqlite.checkpoint(self._engine)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def _know_shape(connection: Connection) -> None:
    """Raise Outdated for a shape that is not this release's."""
    found = stamp(connection)
    if found != HEAD:
        raise Outdated(f"The library stands at migration {found}, this process writes {HEAD}: start it anew.")
