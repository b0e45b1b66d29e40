"""One operation of the API, declared once: what it answers, what it takes, who may, and the function that does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tracker.practice.token import Scope

View = Callable[..., Any]


class Who(StrEnum):
    """Whom the desk behind an operation serves; said in the description, held by the desk."""

    EVERYBODY = "everybody, as far as the table “who sees what” goes"
    FIRM = "the firm's people"
    COUNSEL = "counsel and administrators"
    KEEPERS = "analysts and administrators"
    ADMINISTRATORS = "administrators"
    CLIENTS = "a client's members"


class Match(StrEnum):
    """Whether a write may or must say which version it saw (`If-Match`)."""

    NO = "no"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Query:
    """A parameter of the address; `kind` is a type of the wire."""

    name: str
    says: str
    kind: Any = str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program may ask.

    Attributes:
        path: as Flask writes it, below `/api/v1`; `name`: its id, also the endpoint's.
        answers: the type of its answer, of an item where it is `listed`; None for none; bytes for a file.
        takes: the type of its body, if any; bytes for a file.
        status: of success; largest: bytes of a file, 0 for what a form may have.
        again: doing it twice is doing it once (it finds what it did), so that after a process died over it, it may be
            done again even where it had begun to write.
        faults: statuses it may answer beside those that follow from the rest.
    """

    method: str
    path: str
    name: str
    says: str
    group: str
    view: View
    answers: Any
    takes: Any = None
    queries: tuple[Query, ...] = ()
    listed: bool = False
    who: Who = Who.EVERYBODY
    scope: Scope = Scope.READ
    match: Match = Match.NO
    status: int = 200
    again: bool = False
    largest: int = 0
    faults: tuple[int, ...] = ()

    @property
    def carries(self) -> bool:
        """Whether its body is a file, which takes its time to be read."""
        return self.takes is bytes


class Group:
    """The operations of one resource, gathered as its file declares them."""

    def __init__(self, name: str, says: str) -> None:
        self.name, self.says = name, says
        self.operations: list[Operation] = []

    def get(
        self,
        path: str,
        answers: Any,
        *,
        queries: Sequence[Query] = (),
        listed: bool = False,
        who: Who = Who.EVERYBODY,
        scope: Scope = Scope.READ,
    ) -> Callable[[View], View]:
        """Declare a reading; the function's name is the operation's id and its docstring what it says."""
        return self._declare("GET", path, answers, queries=tuple(queries), listed=listed, who=who, scope=scope)

    def post(
        self,
        path: str,
        answers: Any,
        *,
        takes: Any = None,
        queries: Sequence[Query] = (),
        who: Who = Who.EVERYBODY,
        scope: Scope = Scope.WRITE,
        status: int = 201,
        again: bool = False,
        largest: int = 0,
        faults: tuple[int, ...] = (),
    ) -> Callable[[View], View]:
        """Declare something done; it may name an Idempotency-Key."""
        more = {"queries": tuple(queries), "again": again, "largest": largest, "faults": faults}
        return self._declare("POST", path, answers, takes=takes, who=who, scope=scope, status=status, **more)

    def patch(
        self,
        path: str,
        answers: Any,
        *,
        takes: Any,
        who: Who = Who.EVERYBODY,
        scope: Scope = Scope.WRITE,
        match: Match = Match.MAY,
    ) -> Callable[[View], View]:
        """Declare a change of something that is there."""
        return self._declare("PATCH", path, answers, takes=takes, who=who, scope=scope, match=match)

    def put(
        self,
        path: str,
        answers: Any,
        *,
        takes: Any,
        who: Who = Who.EVERYBODY,
        scope: Scope = Scope.WRITE,
        match: Match = Match.MAY,
    ) -> Callable[[View], View]:
        """Declare the setting of something to a value."""
        return self._declare("PUT", path, answers, takes=takes, who=who, scope=scope, match=match)

    def delete(self, path: str, *, who: Who = Who.EVERYBODY, match: Match = Match.NO) -> Callable[[View], View]:
        """Declare a taking back; it answers with nothing."""
        return self._declare("DELETE", path, None, who=who, scope=Scope.WRITE, status=204, match=match)

    def _declare(self, method: str, path: str, answers: Any, **more: Any) -> Callable[[View], View]:
        def declared(view: View) -> View:
            says = " ".join((view.__doc__ or "").split())
            self.operations.append(Operation(method, path, view.__name__, says, self.name, view, answers, **more))
            return view

        return declared
