"""A token a program signs in with in a person's place: what it may do, until when, and never more than its owner."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Long enough for a year's integration, short enough that a forgotten one dies by itself.
LONGEST_LIFE = timedelta(days=366)


class Scope(StrEnum):
    """What a token is let do of what its owner may do."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"  # accounts and clients; an administrator's only


#: What a person chooses between: each holds the ones before it.
REACHES: dict[str, frozenset[Scope]] = {
    "read": frozenset({Scope.READ}),
    "write": frozenset({Scope.READ, Scope.WRITE}),
    "admin": frozenset(Scope),
}


@dataclass(frozen=True, slots=True)
class Token:
    """One token, without its secret: nobody keeps that but its owner. `hint` is its beginning, to know it again by."""

    id: int
    person: str
    name: str
    scopes: frozenset[Scope]
    hint: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def works(self, at: datetime) -> bool:
        """Whether it lets anybody in at an instant."""
        return self.revoked_at is None and at < self.expires_at

    @property
    def reach(self) -> str:
        """The widest thing it may do: `read`, `write` or `admin`."""
        return max((name for name, scopes in REACHES.items() if scopes <= self.scopes), key=list(REACHES).index)
