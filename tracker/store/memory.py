"""Memory: what was made of the library, kept as long as the library would give the same answers to the same questions.

Whatever is made inside is listened to: every question to the database is noted. It is handed out again where the marks
of all tables asked stand as they stood; where some do not, the questions to these tables alone are asked once more, and
their answers compared. So what is handed out is what would be made now, by whoever asks under the same key: a key names
everything beside the library that it is made of, and first who may see it.
"""

import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from tracker.store.engine import plain
from tracker.store.marks import answer, asked_by, marks, written_by

Made = TypeVar("Made")
_ASKS = re.compile(r"\s*\(?\s*(?:SELECT|WITH)\b", re.IGNORECASE)

#: Bytes of pages in all: a firm's day of screens, and no more memory than a small server has.
ROOM = 32_000_000
#: Seconds. Only a database changed by hand, by no release of tracker, is ever noticed so late.
LONGEST = 300.0


@dataclass(frozen=True, slots=True)
class Question:
    """A statement with its parameters, the tables it looks into, and the digest of its answer once that was taken."""

    statement: str
    parameters: Any
    tables: frozenset[str]
    answer: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something made, its weight with its questions, these, the marks of their tables, and the second of that."""

    made: object
    weight: int
    questions: tuple[Question, ...]
    marks: Mapping[str, str]
    at: float


class Hearing(threading.local):
    """What this thread asks while something is made, and what it writes in a transaction; None where nobody listens."""

    questions: dict[tuple[str, str], Question] | None = None
    written: set[str] | None = None


class Memory:
    """One library's; safe to share between threads. Nothing is kept of what wrote while it was made."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._here = Hearing()
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._weight = 0
        self._guard = threading.Lock()
        self._turns: dict[Hashable, tuple[threading.Lock, int]] = {}
        event.listen(engine, "before_cursor_execute", self._hear)

    def remembered(self, key: Hashable, make: Callable[[], Made], weigh: Callable[[Made], int]) -> Made:
        """What `make` gives now: as it was made before, where the library stands so that it would come out the same."""
        found = self._standing(key)
        if found is None:
            with self._turn(key):  # who waited for another's making takes what came of it
                found = self._standing(key) or self._made(key, make, weigh)
        if self._here.questions is not None:  # made inside of something that is listened to
            self._here.questions |= {(one.statement, repr(one.parameters)): one for one in found.questions}
        return cast(Made, found.made)

    def forget(self) -> None:
        """Let everything be made anew."""
        with self._guard:
            self._kept.clear()
            self._weight = 0

    @contextmanager
    def writing(self) -> Iterator[set[str]]:
        """Inside, the names of the tables this thread writes into gather in the set given."""
        self._here.written = set()
        try:
            yield self._here.written
        finally:
            self._here.written = None

    def _hear(self, _c: object, _k: object, statement: str, parameters: Any, _x: object, _many: bool) -> None:
        here = self._here
        if here.written is None and here.questions is None:
            return
        into = written_by(statement)
        if here.written is not None:
            here.written |= into
        if here.questions is not None and (into or _ASKS.match(statement)):
            here.questions[statement, repr(parameters)] = Question(statement, parameters, asked_by(statement))

    def _standing(self, key: Hashable) -> Kept | None:
        """What is kept under a key, if it would come out the same now."""
        kept = self._kept.get(key)
        if kept is None or _is_old(kept):
            return None
        with self._looking() as connection:
            now = marks(connection)
            changed = {name for name, mark in kept.marks.items() if now.get(name, "") != mark}
            if "" in changed:
                return None  # the marks are not those that were kept: nobody knows what was written without any
            if changed and not all(
                _digest(connection, one) == one.answer for one in kept.questions if one.tables & changed
            ):
                return None
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
                if changed and self._kept[key] is kept:
                    self._kept[key] = replace(kept, marks=_of(kept.marks, now))
        return kept

    def _made(self, key: Hashable, make: Callable[[], Made], weigh: Callable[[Made], int]) -> Kept:
        with self._looking() as connection:
            before = marks(connection)
        outer, self._here.questions = self._here.questions, {}
        try:
            made = make()
            questions = tuple(self._here.questions.values())
        finally:
            self._here.questions = outer
        kept = Kept(made, weigh(made), questions, {}, time.monotonic())
        if any(written_by(one.statement) for one in questions):
            return kept
        with self._looking() as connection:
            after = marks(connection)
            tables = {"", *(name for one in questions for name in one.tables)}
            if _of(tables, after) != _of(tables, before):
                return kept  # somebody wrote meanwhile: the answers may be of two moments
            answered = tuple(replace(one, answer=_digest(connection, one)) for one in questions)
        asked = sum(len(one.statement) + len(repr(one.parameters)) for one in questions)
        weight = kept.weight + len(repr(key)) + asked  # a client's key names all that it follows
        kept = replace(kept, weight=weight, questions=answered, marks=_of(tables, after))
        self._keep(key, kept)
        return kept

    def _keep(self, key: Hashable, kept: Kept) -> None:
        with self._guard:
            former = self._kept.pop(key, None)
            self._weight += kept.weight - (former.weight if former else 0)
            self._kept[key] = kept
            # What nobody asked for since it grew too old is let go: a page may bear the name of somebody who left.
            while self._kept and (self._weight > ROOM or _is_old(next(iter(self._kept.values())))):
                _, oldest = self._kept.popitem(last=False)
                self._weight -= oldest.weight

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        """One moment of the library, for questions nobody listens to."""
        heard, self._here.questions = self._here.questions, None
        try:
            with self._engine.connect() as connection:
                yield connection
        except (DBAPIError, NoneFree) as fault:
            raise plain(fault) from fault
        finally:
            self._here.questions = heard

    @contextmanager
    def _turn(self, key: Hashable) -> Iterator[None]:
        """One at a time for one key: eight who ask for the same page make it once."""
        with self._guard:
            lock, waiting = self._turns.get(key, (threading.Lock(), 0))
            self._turns[key] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, waiting = self._turns.pop(key)
                if waiting > 1:
                    self._turns[key] = lock, waiting - 1


def _is_old(kept: Kept) -> bool:
    return time.monotonic() - kept.at > LONGEST


def _of(tables: Collection[str], found: Mapping[str, str]) -> Mapping[str, str]:
    return {name: found.get(name, "") for name in tables}


def _digest(connection: Connection, question: Question) -> bytes:
    rows = repr(answer(connection, question.statement, question.parameters))
    return hashlib.blake2b(rows.encode(errors="surrogatepass"), digest_size=16).digest()
