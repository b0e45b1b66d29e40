"""Accounts on the wire: one's own settings and addresses; for administrators people, clients and the audit log."""

from typing import Annotated, NotRequired, TypedDict

from tracker.practice.audit import Done
from tracker.practice.watch import HOOKED
from tracker.wire.kinds import ChannelName, Instant, Says, one_of, words
from tracker.wire.service import Member

LANGUAGES = ("zh", "en")
INVITED = ("client", "counsel", "analyst", "administrator")
Clock = Annotated[str, Says({"pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})]
Mail = Annotated[str, words(254, 3)]
Sealed = Annotated[str, Says({"pattern": "^[0-9a-f]{64}$"})]


class Account(TypedDict):
    """When one wants to hear, on one's own zone's clock: digests at an hour, weekly ones on a day (0 is Monday)."""

    language: Annotated[str, one_of(LANGUAGES)]
    zone: str
    digest_at: Clock
    digest_day: Annotated[int, Says({"minimum": 0, "maximum": 6})]
    quiet_from: Clock | None
    quiet_until: Clock | None


class AccountSent(TypedDict):
    """One's settings, all of them; `zone` is IANA's."""

    language: Annotated[str, one_of(LANGUAGES)]
    zone: Annotated[str, words(100, 1)]
    digest_at: Clock
    digest_day: Annotated[int, Says({"minimum": 0, "maximum": 6})]
    quiet_from: Clock | None
    quiet_until: Clock | None


class Hook(TypedDict):
    """An address of one's own beside one's e-mail. Only its host is told: the rest may be a key."""

    id: int
    channel: ChannelName
    name: str
    host: str


class HookSent(TypedDict):
    """An address of a chat service's robot or of a program; `secret` signs what is sent there."""

    channel: Annotated[str, one_of(sorted(HOOKED))]
    name: Annotated[str, words(100, 1)]
    url: Annotated[str, words(1_000, 1)]
    secret: NotRequired[Annotated[str, words(200)]]


class ClientSent(TypedDict):
    """A client organisation: what it follows (slugs and `topic:<id>`), and whether it sees machine verdicts."""

    name: Annotated[str, words(100, 1)]
    follows: list[Annotated[str, words(200, 1)]]
    machine_not_reviewed: bool


class InvitationSent(TypedDict):
    """Whom to invite as what; `client` for a client's member."""

    email: Mail
    name: Annotated[str, words(100, 1)]
    role: Annotated[str, one_of(INVITED)]
    client: NotRequired[Annotated[str, words(100)]]
    language: Annotated[str, one_of(LANGUAGES)]


class Invitation(TypedDict):
    """An invitation that waits; `address` lets its owner in, once."""

    id: int
    person: Member
    address: str
    made_at: Instant
    expires_at: Instant
    sent_at: Instant | None
    error: str


class PersonShown(TypedDict):
    """An account, and how many records name its owner, by kind."""

    person: Member
    client: str | None
    records: dict[str, int]
    erased: bool


class SwitchPersonSent(TypedDict):
    """Whether an account is open."""

    active: bool


class ErasureSent(TypedDict):
    """The e-mail address of whoever is to be erased, so that no other is meant."""

    email: Mail


class Erased(TypedDict):
    """The name an erased person stands under from now on."""

    name: str


class AuditEntry(TypedDict):
    """Who did what to which thing, sealed with the seal of the entry before it (SHA-256, in hex)."""

    number: int
    at: Instant
    who: str
    name: str
    done: Annotated[str, one_of(Done)]
    thing: str
    detail: str
    before: Sealed
    seal: Sealed


class AuditVerdict(TypedDict):
    """Whether the chain holds: how many entries, the last one's seal, and what is wrong, a sentence each."""

    entries: int
    seal: str
    holds: bool
    wrong: list[str]
