"""Alerts: what the reader was told."""

from tracker.readingroom.pages import AlertLine
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Query
from tracker.web.api.paging import Listing
from tracker.wire import service

group = Group("alerts", "Alerts: what the reader was told")


@group.get("/alerts", service.Alert, listed=True, queries=(Query("unread", "those not opened only", bool),))
def alerts() -> Listing[AlertLine]:
    """The reader's alerts, newest first, with as much judgement as they may see now."""
    found = current.room().watches.alerts()
    if asked.query("unread"):
        found = tuple(line for line in found if line.alert.read_at is None)
    return Listing(found, lambda line: (-int(line.alert.created_at.timestamp() * 1_000_000), -line.alert.id), _alert)


@group.post("/alerts/<int:number>/read", None, status=204)
def read_alert(number: int) -> None:
    """Say that an alert was seen."""
    current.room().watches.mark_read(number)


def _alert(line: AlertLine) -> service.Alert:
    one = line.alert
    return {
        "id": one.id,
        "watch": one.watch,
        "occasion": one.occasion.value,
        "instrument": lines.names(line.instrument) if line.instrument else None,
        "version": line.version.id if line.version else None,
        "compared_with": one.compared_with if line.version else None,
        "comparison": lines.comparison(line.comparison) if line.comparison else None,
        "due_on": lines.day(one.due_on),
        "created_at": lines.instant(one.created_at),
        "read_at": lines.maybe(one.read_at),
    }
