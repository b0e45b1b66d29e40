"""Captures that became no version, and what a person says they are."""

from tracker.documents import quality
from tracker.errors import NotFound
from tracker.exports import tree
from tracker.practice.visit import Quarantined
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Who
from tracker.web.api.paging import Listing
from tracker.web.review import read_aside, taken_in
from tracker.wire import keeping as wire
from tracker.wire import service

group = Group("quarantine", "Captures that wait for a person")


@group.get("/quarantine", service.Quarantined, listed=True, who=Who.FIRM)
def quarantine() -> Listing[Quarantined]:
    """Captures that became no version, each with the reason."""
    return Listing(current.room().operations.quarantine(), lambda one: (one.id,), _quarantined)


@group.get("/quarantine/<int:number>", wire.PutAside, who=Who.FIRM)
def put_aside(number: int) -> wire.PutAside:
    """What would be read of a capture, before a person says whether it is a regulation; nothing is kept."""
    one = next((one for one in current.room().operations.quarantine() if one.id == number), None)
    if one is None:
        raise NotFound(f"No capture in quarantine has the number {number}.")
    document, fault = read_aside(number)
    problems = (*quality.judge(document).problems, *document.problems) if document else ()
    return {
        "capture": _quarantined(one),
        "document": tree.as_dict(document) if document else None,
        "problems": [problem.says for problem in problems],
        "fault": fault,
    }


@group.post(
    "/quarantine/<int:number>/settlement", service.Settled, takes=service.SettlementSent, who=Who.KEEPERS, status=200
)
def settle_quarantined(number: int) -> service.Settled:
    """Take a capture in as a version after all, or say that it is no regulation; its bytes stay either way."""
    if asked.body(service.SettlementSent)["how"] == "rejected":
        current.room().operations.settle(number, "rejected")
        return {"how": "rejected", "instrument": None, "version": None}
    taken = taken_in(number)
    return {"how": "accepted", "instrument": taken.instrument, "version": taken.version}


def _quarantined(one: Quarantined) -> service.Quarantined:
    return {
        "id": one.id,
        "sha256": one.sha256,
        "source": one.source,
        "address": one.url,
        "title": one.title,
        "reason": one.reason,
        "at": lines.instant(one.at),
        "shelf": one.shelf.value,
    }
