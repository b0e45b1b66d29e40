"""What stands in the head of every page, by role."""

from dataclasses import dataclass

from flask import request

from tracker.practice.person import Role
from tracker.web import current


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the key of its word, its path, and whether this page stands under it."""

    key: str
    path: str
    here: bool


INSIDE = (
    ("home", "/"),
    ("instruments", "/instruments/"),
    ("calendar", "/calendar/"),
    ("review", "/review/"),
    ("alerts", "/alerts/"),
    ("watches", "/watches/"),
    ("sources", "/sources/"),
)
CLIENT = (
    ("portal", "/portal/"),
    ("instruments", "/instruments/"),
    ("calendar", "/calendar/"),
    ("alerts", "/alerts/"),
    ("watches", "/watches/"),
)
ADMINISTRATOR = (*INSIDE, ("clients", "/clients/"))
VISITOR = (("home", "/"), ("instruments", "/instruments/"))
# Screens that stand under another's entry.
UNDER = {
    "/comparisons/": "/instruments/",
    "/audit/": "/clients/",
    "/people/": "/clients/",
    "/deliveries/": "/sources/",
    "/feeds/": "/calendar/",
    "/account/": "/watches/",
    "/answers/": "/review/",
    "/editions/": "/calendar/",
    "/welcome/": "/portal/",
}


def entries() -> list[Entry]:
    """The entries this reader has."""
    role = current.reader().role
    if role is Role.VISITOR and not current.threshold().settings.public_facts:
        return []
    pairs = {Role.VISITOR: VISITOR, Role.CLIENT: CLIENT, Role.ADMINISTRATOR: ADMINISTRATOR}.get(role, INSIDE)
    return [Entry(key, request.script_root + path, _is_here(path)) for key, path in pairs]


def _is_here(path: str) -> bool:
    shown = next((up for below, up in UNDER.items() if request.path.startswith(below)), request.path)
    return shown == path if path == "/" else shown.startswith(path)
