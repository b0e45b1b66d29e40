"""Clients made and changed, people invited; one account closed, handed over or erased: the administrator's."""

from typing import cast

from flask import Response, url_for

from tracker.practice.client import Invitation
from tracker.practice.person import Client, Person, Role
from tracker.practice.token import Scope
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created, must_match
from tracker.web.api.clients import client_shown, member
from tracker.web.api.operations import Group, Match, Who
from tracker.web.api.paging import Listing
from tracker.web.api.problems import Problem
from tracker.web.feeds import base_url
from tracker.wire import accounts as wire
from tracker.wire import service

group = Group("people", "Clients kept, people invited, accounts closed and erased")
CLIENT, PERSON = "/clients/<client>", "/people/<person>"


@group.get(CLIENT, service.ClientShown, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def client(client: str) -> service.ClientShown:
    """One client with what it follows and its people."""
    return client_shown(client)


@group.post("/clients", service.ClientShown, takes=wire.ClientSent, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def add_client() -> Created:
    """A new client organisation."""
    made = current.room().clients.put(_sent(""))
    return Created(client_shown(made.id), url_for("api.client", client=made.id))


@group.put(CLIENT, service.ClientShown, takes=wire.ClientSent, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def change_client(client: str) -> service.ClientShown:
    """Change a client's name, what it follows, and whether it sees machine verdicts before release."""
    must_match(Match.MAY, client_shown(client))
    current.room().clients.put(_sent(client))
    return client_shown(client)


@group.get("/invitations", wire.Invitation, listed=True, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def invitations() -> Listing[tuple[Invitation, Person]]:
    """The invitations that wait for their owners."""
    return Listing(current.room().clients.page().invitations, lambda one: (one[0].id,), _invitation)


@group.post("/invitations", wire.Invitation, takes=wire.InvitationSent, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def invite() -> Created:
    """Make an account that waits for its owner, and write to them; again for one who never came in."""
    sent, desk = asked.body(wire.InvitationSent), current.room().clients
    email, name = sent["email"].strip(), sent["name"].strip()
    if "@" not in email or not name or any(sign.isspace() for sign in email):
        raise Problem("invalid", "An invitation needs a name and an e-mail address.")
    made = desk.invite(email, name, Role(sent["role"]), sent.get("client", ""), sent["language"])
    waiting = next(one for one in desk.page().invitations if one[0].id == made.id)
    return Created(_invitation(waiting), url_for("api.invitations"))


@group.get(PERSON, wire.PersonShown, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def person(person: str) -> wire.PersonShown:
    """One account, and how many records name its owner."""
    found = current.room().leaving.account(person)
    return {
        "person": member(found.person),
        "client": found.person.client,
        "records": dict(found.records),
        "erased": found.is_erased,
    }


@group.patch(PERSON, wire.PersonShown, takes=wire.SwitchPersonSent, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def switch_person(person: str) -> wire.PersonShown:
    """Close an account, or open it again; nobody closes their own."""
    must_match(Match.MAY, _person(person))
    current.room().leaving.switch(person, asked.body(wire.SwitchPersonSent)["active"])
    return cast(wire.PersonShown, _person(person))


@group.get(f"{PERSON}/data", bytes, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def person_data(person: str) -> Response:
    """Everything that names the person, as a zip; that it was handed over is written down."""
    return lines.download(current.room().leaving.export(person), "person.zip")


@group.post(
    f"{PERSON}/erasure",
    wire.Erased,
    takes=wire.ErasureSent,
    who=Who.ADMINISTRATORS,
    scope=Scope.ADMIN,
    status=200,
)
def erase_person(person: str) -> wire.Erased:
    """Erase a person, for good; what they wrote stands under a pseudonym."""
    return {"name": current.room().leaving.erase(person, asked.body(wire.ErasureSent)["email"])}


_person = person


def _sent(id_: str) -> Client:
    sent = asked.body(wire.ClientSent)
    if not sent["name"].strip():
        raise Problem("invalid", "A client needs a name.")
    return Client(id_, sent["name"].strip(), frozenset(sent["follows"]), sent["machine_not_reviewed"])


def _invitation(one: tuple[Invitation, Person]) -> wire.Invitation:
    waiting, who = one
    return {
        "id": waiting.id,
        "person": member(who),
        "address": f"{base_url()}/invited/{waiting.token}/",
        "made_at": lines.instant(waiting.made_at),
        "expires_at": lines.instant(waiting.expires_at),
        "sent_at": lines.maybe(waiting.sent_at),
        "error": waiting.error,
    }
