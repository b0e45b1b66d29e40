"""People with accounts, and the client organisations they may belong to."""

import hashlib
import secrets
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.practice.person import Client, Person, Role
from tracker.store.tables import ClientRow, FollowRow, PersonRow

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# OWASP's Password Storage Cheat Sheet (Argon2id: 19 MiB, two passes, one lane). The library's own default takes 64 MiB
# and four lanes: eight people signing in at once would ask half a gigabyte of a small server.
MEMORY_KIB = 19_456
# What turns the direction of words or takes no room (Unicode TR 36); not the joiners, with which Persian is spelt.
_HIDING = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


class People:
    """The firm's accounts and its clients."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, person: Person, password: str) -> Person:
        """Open an account; an empty id is replaced by a random one. Raises Conflict when the e-mail has one already."""
        if self._find(person.email) is not None:
            raise Conflict(f"There is already an account for {person.email}.")
        made = person if person.id else replace(person, id=secrets.token_hex(8))
        row = PersonRow(id=made.id, secret=_hasher().hash(password))
        _fill(row, made)
        self._session.add(row)
        self._session.flush()
        return made

    def put(self, person: Person) -> None:
        """Change an account: name, role, client, language, whether it is active. Raises NotFound.

        Closing it ends its sessions, which opening it again does not bring back.
        """
        row = self._row(person.id)
        if row.active and not person.active:
            row.stamp = secrets.token_hex(8)
        _fill(row, person)
        self._session.flush()

    def by_email(self, email: str) -> Person | None:
        """Who has this e-mail, upper and lower case put aside; None if nobody."""
        row = self._find(email)
        return _person(row) if row else None

    def get(self, person_id: str) -> Person:
        """One person. Raises NotFound."""
        return _person(self._row(person_id))

    def all(self) -> list[Person]:
        """Everybody, by name."""
        asked = select(PersonRow).order_by(PersonRow.name, PersonRow.id)
        return [_person(row) for row in self._session.scalars(asked)]

    def check(self, email: str, password: str) -> Person | None:
        """The active person whose password this is; None for anything else, after the same work whoever asks."""
        row = self._find(email)
        fits = _fits(row.secret if row else _nobody(), password)
        return _person(row) if row is not None and fits and row.active else None

    def mark(self, person_id: str) -> str:
        """What somebody's sessions are begun under now; it tells nothing of the password it is made of.

        Another after a new password and after `end_sessions`. Raises NotFound.
        """
        row = self._row(person_id)
        return hashlib.sha256(f"{row.secret}{row.stamp}".encode()).hexdigest()[:16]

    def end_sessions(self, person_id: str) -> None:
        """End every session of a person, wherever it was begun or copied to. Raises NotFound."""
        self._row(person_id).stamp = secrets.token_hex(8)
        self._session.flush()

    def set_password(self, person_id: str, password: str) -> None:
        """Give a person a new password. Raises NotFound."""
        self._row(person_id).secret = _hasher().hash(password)
        self._session.flush()

    def clients(self) -> list[Client]:
        """Every client, by name."""
        follows: dict[str, set[str]] = {}
        for row in self._session.scalars(select(FollowRow)):
            follows.setdefault(row.client, set()).add(row.what)
        asked = select(ClientRow).order_by(ClientRow.name, ClientRow.id)
        return [_client(row, follows.get(row.id, set())) for row in self._session.scalars(asked)]

    def client(self, client_id: str) -> Client:
        """One client. Raises NotFound."""
        row = self._session.get(ClientRow, client_id)
        if row is None:
            raise NotFound(f"There is no client “{client_id}”.")
        follows = self._session.scalars(select(FollowRow.what).where(FollowRow.client == client_id))
        return _client(row, set(follows))

    def put_client(self, client: Client) -> None:
        """File a client with what it follows, new or again."""
        self._session.merge(ClientRow(id=client.id, name=client.name, machine_not_reviewed=client.machine_not_reviewed))
        self._session.flush()
        self._session.execute(delete(FollowRow).where(FollowRow.client == client.id))
        self._session.add_all(FollowRow(client=client.id, what=what) for what in sorted(client.follows))
        self._session.flush()

    def _find(self, email: str) -> PersonRow | None:
        return self._session.scalar(select(PersonRow).where(PersonRow.folded_email == _folded(email)))

    def _row(self, person_id: str) -> PersonRow:
        row = self._session.get(PersonRow, person_id)
        if row is None:
            raise NotFound(f"There is no person “{person_id}”.")
        return row


@cache
def _hasher() -> "PasswordHasher":
    # Loaded at the first password: a pull or an export never needs it.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=MEMORY_KIB, parallelism=1)


@cache
def _nobody() -> str:
    """The hash an unknown e-mail is checked against: of words nobody knows, made with the same settings."""
    return _hasher().hash(secrets.token_hex(16))


def _fits(secret: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    _nobody()  # made before any check, so that the first stranger takes no longer than anybody else
    try:
        return _hasher().verify(secret, password)
    except (VerificationError, InvalidHashError):
        return False


def _folded(email: str) -> str:
    return email.strip().casefold()


def _seen(name: str) -> str:
    """A name as it is seen: without signs that turn or hide others, by which it would pass for somebody else's."""
    return "".join(sign for sign in name if sign not in _HIDING)


def _fill(row: PersonRow, person: Person) -> None:
    row.email, row.folded_email = person.email, _folded(person.email)
    row.name, row.role, row.client = _seen(person.name), person.role, person.client
    row.language, row.zone, row.active = person.language, person.zone, person.active


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        client=row.client,
        language=row.language,
        zone=row.zone,
        active=row.active,
    )


def _client(row: ClientRow, follows: set[str]) -> Client:
    return Client(row.id, row.name, frozenset(follows), row.machine_not_reviewed)
