"""Client organisations and their members: the administrator's."""

from tracker.errors import NotFound
from tracker.practice.person import Client, Person
from tracker.practice.token import Scope
from tracker.readingroom.pages import ClientsPage
from tracker.web import current
from tracker.web.api.operations import Group, Who
from tracker.web.api.paging import Listing
from tracker.wire import service

group = Group("clients", "Client organisations and their people")


@group.get("/clients", service.ClientShown, listed=True, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def clients() -> Listing[Client]:
    """Every client with what it follows and its people; for a token that governs accounts."""
    page = current.room().clients.page()
    return Listing(page.clients, lambda one: (one.name, one.id), lambda one: _client(one, page))


@group.get("/people", service.Member, listed=True, who=Who.ADMINISTRATORS, scope=Scope.ADMIN)
def people() -> Listing[Person]:
    """The firm's own people; for a token that governs accounts."""
    return Listing(current.room().clients.page().inside, lambda one: (one.name, one.id), member)


def client_shown(id_: str) -> service.ClientShown:
    """One client on the wire. Raises NotFound; NotAllowed unless the reader governs accounts."""
    page = current.room().clients.page()
    found = next((one for one in page.clients if one.id == id_), None)
    if found is None:
        raise NotFound("There is no such client here.")
    return _client(found, page)


def _client(one: Client, page: ClientsPage) -> service.ClientShown:
    return {
        "id": one.id,
        "name": one.name,
        "follows": sorted(one.follows),
        "machine_not_reviewed": one.machine_not_reviewed,
        "members": [member(person) for person in page.members.get(one.id, ())],
    }


def member(one: Person) -> service.Member:
    """Somebody with an account, on the wire."""
    return {"id": one.id, "name": one.name, "email": one.email, "role": one.role.value, "active": one.active}
