"""The threshold: who comes in, as which reader, to a reading room over which library."""

import os
import shutil
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from tracker.errors import NotFound, StoreError
from tracker.practice import access
from tracker.practice.audit import Done
from tracker.practice.client import Share
from tracker.practice.feed import FeedAddress, Scope
from tracker.practice.person import Person, Reader, Role
from tracker.practice.token import Token
from tracker.readingroom.room import ReadingRoom
from tracker.settings import Settings
from tracker.store.feeds import is_asked_anew
from tracker.store.library import Library
from tracker.store.tokens import is_stale

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

Made = TypeVar("Made")

# Bytes: a day's captures and the log of a busy database; below it nothing that is written can be relied on.
LEAST_FREE = 100_000_000
# Ten slips are a forgetful person; more within a quarter of an hour is somebody guessing.
ALLOWED, WINDOW = 10, timedelta(minutes=15)


@dataclass(frozen=True)
class Threshold:
    """Opens reading rooms; knows passwords' door, hands out no secret."""

    library: Library
    settings: Settings

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """The threshold of the library the settings name, its database brought up to date."""
        return cls(Library.open(settings.database), settings)

    def admit(self, email: str, password: str) -> Person | None:
        """The active person whose address and password these are, else None."""
        with self.library.reading() as files:
            person = files.people.check(email, password)
        return person if person and person.active else None

    def may_try(self, keys: Sequence[str], at: datetime) -> bool:
        """Whether somebody may try a password under these (an account, an address), in whatever process.

        The try is counted as a failure before it is made: counted after it, as many as can be sent while one password
        is checked would all be let try.
        """
        with self.library.writing() as files:
            if files.attempts.since(keys, at - WINDOW) >= ALLOWED:
                return False
            files.attempts.failed(keys, at, at - WINDOW)
        return True

    def refuse(self, how: str, at: datetime) -> None:
        """Write a failure down; it names nobody: whoever asked proved nothing."""
        with self.library.writing() as files:
            files.audit.record("", Done.REFUSED, "person", how, at)

    def let_in(self, keys: Sequence[str], person: str, how: str, at: datetime) -> None:
        """Write down who came in: this try was none, and the failures of their account, the first key, count no more.

        Those of the address stay: whoever has an account of their own could else guess at others for ever.
        """
        with self.library.writing() as files:
            files.attempts.forget(keys[0])
            files.attempts.take_back(keys[1:], at)
            files.audit.record(person, Done.SIGNED_IN, f"person/{person}", how, at)

    def take(
        self, key: str, least: int, wish: int, at: datetime, *, per_second: float, burst: int
    ) -> tuple[int, float]:
        """Take requests from an asker's bucket, as `files.buckets.take`."""
        with self.library.writing() as files:
            return files.buckets.take(key, least, wish, at, per_second=per_second, burst=burst)

    def let_out(self, person: str, at: datetime) -> None:
        """End every session of somebody who signs out, copies of them too, and write down that they went."""
        with self.library.writing() as files:
            files.people.end_sessions(person)
            files.audit.record(person, Done.SIGNED_OUT, f"person/{person}", "", at)

    def signed(self, done: Done, person: str, how: str, at: datetime) -> None:
        """Write down who came in, and how; a refusal names nobody: whoever asked proved nothing."""
        with self.library.writing() as files:
            files.audit.record(person, done, f"person/{person}" if person else "person", how, at)

    def known(self, email: str) -> Person | None:
        """The active person of an e-mail address somebody else vouches for, else None.

        Only A and a are the same here. Whoever signs in types a password; of who is vouched for nothing else is asked,
        and `ſmith` or `ﬁnn`, which fold to `smith` and `finn`, may be the address of somebody else.
        """
        with self.library.reading() as files:
            person = files.people.by_email(email)
        is_theirs = person is not None and _plain(person.email) == _plain(email)
        return person if person and person.active and is_theirs else None

    def mark(self, person_id: str) -> str:
        """What a session keeps of what it was begun under; see `reader`. Raises NotFound."""
        with self.library.reading() as files:
            return files.people.mark(person_id)

    def reader(self, person_id: str | None, mark: str | None = None) -> Reader:
        """The reader a session speaks for; a visitor if the account is gone or closed, its password another by now, or
        its owner signed out since.

        A session begun before sessions kept a mark has none, and lives on until its day is over.
        """
        if not person_id:
            return Reader()
        with self.library.reading() as files:
            try:
                person = files.people.get(person_id)
                if mark is not None and files.people.mark(person_id) != mark:
                    return Reader()
                client = files.people.client(person.client) if person.client else None
            except NotFound:
                return Reader()
        return Reader(person, client) if person.active else Reader()

    def feed(self, token: str, at: datetime) -> tuple[FeedAddress, Reader]:
        """The feed an address opens and the reader it is made for: its owner, or the client a firm's feed is about.

        Raises NotFound for a token nobody has, one revoked, or one whose owner left.
        """
        with self.library.reading() as files:
            address = files.feeds.by_token(token)
        owner = self.reader(address.person)
        if owner.role is Role.VISITOR:
            raise NotFound("This address is not in use.")
        if is_asked_anew(address, at):  # once a day: whoever asks each minute does not keep writers waiting
            with self.library.writing() as files:
                files.feeds.asked(address.id, at)
        with self.library.reading() as files:
            if address.scope is not Scope.CLIENT:
                return address, owner
            if not access.is_inside(owner) or owner.person is None:
                raise NotFound("This address is not in use.")
            client = files.people.client(address.value)
        seat = replace(owner.person, role=Role.CLIENT, client=client.id)
        return address, Reader(seat, client)

    def bearer(self, secret: str, at: datetime) -> tuple[Token, Reader]:
        """The token a program's secret is of, and the reader it asks for: its owner.

        Raises NotFound for a secret nobody has, a token revoked or expired, or one whose owner left.
        """
        with self.library.reading() as files:
            token = files.tokens.by_secret(secret, at)
        owner = self.reader(token.person)
        if owner.role is Role.VISITOR:
            raise NotFound("This token is not in use.")
        if is_stale(token, at):
            with self.library.writing() as files:
                files.tokens.used(token.id, at)
        return token, owner

    def share(self, token: str, at: datetime) -> tuple[Share, Reader]:
        """The shared address a token opens, and the seat of its client that it shows things as.

        Raises NotFound for one that expired, was revoked, or whose maker left.
        """
        with self.library.reading() as files:
            share = files.shares.by_token(token, at)
            maker, client = files.people.get(share.person), files.people.client(share.client)
        if not maker.active or maker.client != client.id:
            raise NotFound("This address is not in use.")
        return share, Reader(maker, client)

    def invited(self, token: str, at: datetime) -> tuple[Person, str]:
        """Whom an invitation is for, and their client's name; raises NotFound for one that is over. Changes nothing."""
        with self.library.reading() as files:
            person = files.people.get(files.invitations.by_token(token, at).person)
            return person, files.people.client(person.client).name if person.client else ""

    def accept(self, token: str, password: str, language: str, zone: str, at: datetime) -> Person:
        """Open the account of an invitation with its owner's own password; the token is good once."""
        with self.library.writing() as files:
            invitation = files.invitations.by_token(token, at)
            person = replace(files.people.get(invitation.person), active=True, language=language, zone=zone)
            files.people.put(person)
            files.people.set_password(person.id, password)
            files.invitations.accept(invitation.id, at)
            files.audit.record(person.id, Done.JOINED, f"person/{person.id}", "", at)
        return person

    def leave(self, token: str, at: datetime) -> int:
        """Silence the watches a letter told of, by the token in its address for leaving; how many still spoke.

        Whoever holds the letter may do so (RFC 8058), and nothing else; the owner lets them speak again.
        """
        with self.library.writing() as files:
            watches = [files.watches.get(number) for number in files.outbox.watches_of(token)]
            speaking = [watch for watch in watches if watch.active]
            for watch in speaking:
                files.watches.put(replace(watch, active=False))
                files.audit.record(watch.person, Done.CHANGED, f"watch/{watch.id}", "off by letter", at)
        return len(speaking)

    def room(self, reader: Reader, clock: Callable[[], datetime]) -> ReadingRoom:
        """The reading room of one reader."""
        return ReadingRoom(self.library, reader, self.settings, clock)

    def remembered(self, key: Hashable, make: Callable[[], Made], weigh: Callable[[Made], int]) -> Made:
        """What `make` gives now, made anew only where the library no longer answers as it did: `library.remembered`."""
        return self.library.remembered(key, make, weigh)

    def missing(self) -> tuple[str, ...]:
        """What keeps this process from serving people, a word each; empty when nothing does."""
        found = []
        try:
            if not self.library.is_at_head():
                found.append("migrations")
        except StoreError:
            found.append("database")
        self.settings.data.mkdir(parents=True, exist_ok=True)
        if not os.access(self.settings.data, os.W_OK):
            found.append("data")
        if shutil.disk_usage(self.settings.data).free < LEAST_FREE:
            found.append("disk")
        return tuple(found)

    def counted(self) -> "CollectorRegistry":
        """What the library holds, as measures."""
        from tracker.readingroom.counting import counted

        return counted(self.library)

    def awake(self) -> None:
        """Ask the library one small thing; raises StoreError if it does not answer."""
        with self.library.reading() as files:
            files.people.clients()


def _plain(email: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in email.strip())
