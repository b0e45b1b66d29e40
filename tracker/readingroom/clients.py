"""The clients desk: organisations and what they follow, members and their invitations, and what clients answered."""

import secrets
from dataclasses import replace
from datetime import timedelta

from tracker.errors import Conflict, NotAllowed
from tracker.practice import access
from tracker.practice.audit import Done
from tracker.practice.client import Invitation
from tracker.practice.person import Client, Person, Role
from tracker.readingroom.desk import OFFERED, Desk
from tracker.readingroom.pages import AnswerLine, ClientsPage
from tracker.store.lives import Where

GOOD_FOR = timedelta(days=7)  # an invitation: over a holiday week
NEWEST = 200  # answers shown


class Clients(Desk):
    """Clients and people: the administrator's; what clients answered: the firm's."""

    def page(self, words: str = "") -> ClientsPage:
        """Every client with its members, what they follow, and works called so that they may be followed.

        Raises NotAllowed unless the reader governs accounts.
        """
        self._must_govern()
        with self.library.reading() as files:
            clients, people = files.people.clients(), files.people.all()
            known = {person.id: person for person in people}
            waiting = files.invitations.open(self.clock())
            found = files.lives.titled(Where(self.reach, None, words), OFFERED)
            followed = {what for client in clients for what in client.follows}
            works = files.instruments.some([*found, *followed])
        return ClientsPage(
            tuple(clients),
            {client.id: tuple(p for p in people if p.client == client.id) for client in clients},
            tuple(p for p in people if p.role is not Role.CLIENT),
            tuple((one, known[one.person]) for one in waiting),
            tuple(works),
        )

    def put(self, client: Client) -> Client:
        """Keep a client, new (without an id) or changed."""
        self._must_govern()
        kept = client if client.id else replace(client, id=f"c-{secrets.token_hex(4)}")
        with self.library.writing() as files:
            files.people.put_client(kept)
            self.record(files, Done.CHANGED if client.id else Done.MADE, "client", kept.id)
        return kept

    def invite(self, email: str, name: str, role: Role, client: str, language: str) -> Invitation:
        """Make an account that waits for its owner, and invite them; again for one who never came in.

        Raises Conflict for somebody who is in already, NotFound for an unknown client.
        """
        self._must_govern()
        at = self.clock()
        with self.library.writing() as files:
            if role is Role.CLIENT:
                files.people.client(client)
            person = files.people.by_email(email)
            if person is not None and person.active:
                raise Conflict(f"{email} has an account already.")
            wanted = Person("", email, name, role, client if role is Role.CLIENT else None, language, active=False)
            if person is None:
                person = files.people.add(wanted, secrets.token_urlsafe(32))
            else:
                files.people.put(replace(wanted, id=person.id))
            self.record(files, Done.INVITED, "person", person.id, detail=role.value)
            return files.invitations.make(person.id, self.person_id, at, at + GOOD_FOR)

    def answers(self) -> tuple[AnswerLine, ...]:
        """What clients said, what nobody settled first, then the newest; for the firm."""
        self.must_be_inside()
        with self.library.reading() as files:
            names, clients = self.names(files), {c.id: c.name for c in files.people.clients()}
            lines = [
                AnswerLine(
                    one,
                    files.instruments.get(one.instrument),
                    names.get(one.person, ""),
                    clients.get(one.client, ""),
                    names.get(one.seen_by, ""),
                )
                for one in files.answers.latest(NEWEST)
            ]
        return tuple(sorted(lines, key=lambda line: line.answer.seen_at is not None or not line.answer.body))

    def settle(self, answer: int) -> None:
        """Say that a client's answer was dealt with."""
        if not access.writes_notes(self.reader):
            raise NotAllowed("Only counsel settles what clients answered.")
        with self.library.writing() as files:
            files.answers.see(answer, self.person_id, self.clock())
            self.record(files, Done.SETTLED, "answer", answer)

    def _must_govern(self) -> None:
        if not access.governs(self.reader):
            raise NotAllowed("Accounts and clients are the administrator's.")
