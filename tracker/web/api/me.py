"""Whom a request speaks for."""

from flask_wtf.csrf import generate_csrf

from tracker import knowledge
from tracker.practice.token import Scope
from tracker.web import current
from tracker.web.api.asking import asker
from tracker.web.api.lines import maybe
from tracker.web.api.operations import Group
from tracker.web.api.paging import Listing
from tracker.wire import service, works

group = Group("me", "Who asks, and the words things are filed under")


@group.get("/me", service.Me)
def me() -> service.Me:
    """Whom this request speaks for, what its token may do and until when."""
    reader, token = current.reader(), asker().token
    person, client = reader.person, reader.client
    made: service.Me = {
        "id": person.id if person else None,
        "name": person.name if person else "",
        "email": person.email if person else "",
        "role": reader.role.value,
        "client": client.id if client else None,
        "language": current.language(),
        "zone": person.zone if person else "Asia/Shanghai",
        "scopes": [scope.value for scope in Scope if scope in asker().scopes],
        "token": token.name if token else None,
        "token_expires_at": maybe(token.expires_at) if token else None,
    }
    if token is None and person is not None:
        made["csrf_token"] = generate_csrf()
    return made


@group.get("/authorities", works.AuthorityName, listed=True)
def authorities() -> Listing[works.AuthorityName]:
    """The bodies whose texts are filed, by the ids that filters take."""
    found: list[works.AuthorityName] = [
        {"id": one.id, "zh": one.name_zh, "en": one.name_en} for one in knowledge.authorities().values()
    ]
    return Listing(found, lambda one: (one["id"],), lambda one: one)


@group.get("/topics", works.TopicName, listed=True)
def topics() -> Listing[works.TopicName]:
    """The topics texts are filed under, by the ids that filters take."""
    found: list[works.TopicName] = [
        {"id": one.id, "zh": one.name_zh, "en": one.name_en} for one in knowledge.topics().values()
    ]
    return Listing(found, lambda one: (one["id"],), lambda one: one)
