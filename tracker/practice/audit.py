"""The audit log: who did what to which thing, each entry sealed with the digest of the one before it.

Nobody can change, take out or put in an entry in the middle without every later seal failing. People stand in it by
their id alone, which says nothing about them: when a person is erased, the chain holds.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

BEGINNING = "0" * 64  # what stands before the first entry
OPERATOR = "operator"  # who works on the machine itself, by the command line


class Done(StrEnum):
    """What somebody did."""

    SIGNED_IN = "signed-in"
    REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    MADE = "made"
    CHANGED = "changed"
    REMOVED = "removed"
    INVITED = "invited"
    JOINED = "joined"
    WROTE = "wrote"
    REVISED = "revised"
    MARKED = "marked"
    PLACED = "placed"
    OVERRULED = "overruled"
    PAIRED = "paired"
    UNDID = "undid"
    RELEASED = "released"
    WITHDREW = "withdrew"
    RECALLED = "recalled"
    OPENED = "opened"
    SENT = "sent"
    SETTLED = "settled"
    TOOK_IN = "took-in"
    DOWNLOADED = "downloaded"
    EXPORTED = "exported"
    ERASED = "erased"
    REBUILT = "rebuilt"
    RESTORED = "restored"
    PRUNED = "pruned"


EVERYBODY = "every follower"  # whom a release is to that names no client


def compared(slug: str, old: str, new: str) -> tuple[str, str, str]:
    """A comparison, as a thing something is done to."""
    return "comparison", slug, f"{old}..{new}"


def briefed(slug: str, old: str, new: str) -> tuple[str, str, str]:
    """The briefing of a comparison, as a thing something is done to."""
    return "briefing", slug, f"{old}..{new}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        number: 1, 2, 3 without a gap.
        at: the instant, UTC.
        who: a person's id, `operator`, or empty where nobody was signed in.
        thing: what it was done to, as a path of ids: `note/12`, `comparison/<slug>/<old>..<new>`, `person/<id>`.
        detail: a word or two beside it, never a sentence of a note, a name or an address.
        before: the seal of the entry before this one, hex SHA-256; `seal`: this one's own.
    """

    number: int
    at: datetime
    who: str
    done: Done
    thing: str
    detail: str = ""
    before: str = BEGINNING
    seal: str = field(default="", compare=False)


def sealed(entry: Entry) -> str:
    """The seal an entry has to bear: the SHA-256 of all it says and of the seal before it."""
    said = [entry.number, _said(entry.at), entry.who, str(entry.done), entry.thing, entry.detail, entry.before]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def flaws(entries: Iterable[Entry]) -> Iterator[str]:
    """What is wrong with a whole log, read from its first entry: a sentence each, nothing for a log that holds."""
    number, before = 0, BEGINNING
    for entry in entries:
        if entry.number != number + 1:
            yield f"entries {number + 1} to {entry.number - 1} are missing"
        elif entry.before != before:
            yield f"entry {entry.number} does not follow the one before it"
        if entry.seal != sealed(entry):
            yield f"entry {entry.number} says something else than it was sealed with"
        number, before = entry.number, entry.seal


def _said(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
