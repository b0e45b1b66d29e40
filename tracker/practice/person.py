"""A person who signs in, a client organisation, and the reader a request speaks for."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the firm; `VISITOR` is nobody signed in."""

    VISITOR = "visitor"
    CLIENT = "client"
    COUNSEL = "counsel"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Client:
    """A client organisation: what it follows, and whether the firm lets it see verdicts before release.

    `follows` holds instrument slugs and, as `topic:<id>`, whole topics.
    """

    id: str
    name: str
    follows: frozenset[str] = frozenset()
    machine_not_reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; `client` is set for role client only; `language` is `zh` or `en`; `zone` is IANA's."""

    id: str
    email: str
    name: str
    role: Role
    client: str | None = None
    language: str = "zh"
    zone: str = "Asia/Shanghai"
    active: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page, mail or feed is made: a person and, for a client's member, the client; nobody for a visitor."""

    person: Person | None = None
    client: Client | None = None

    @property
    def role(self) -> Role:
        """The role that decides; a client's member without a client, or an inactive person, is a visitor."""
        if self.person is None or not self.person.active:
            return Role.VISITOR
        if self.person.role is Role.CLIENT and self.client is None:
            return Role.VISITOR
        return self.person.role
