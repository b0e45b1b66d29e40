"""The audit log read by program, and its chain checked: the administrator's."""

from typing import Annotated

from tracker.practice.audit import Done, Entry
from tracker.practice.token import Scope
from tracker.web import current
from tracker.web.api import asked, lines, paging
from tracker.web.api.operations import Group, Query, Who
from tracker.web.api.paging import Window
from tracker.web.api.problems import Problem
from tracker.wire import accounts as wire
from tracker.wire.kinds import Says, one_of

Number = Annotated[int, Says({"minimum": 1, "maximum": 2**31 - 1})]
group = Group("audit", "Who did what to which thing")


@group.get(
    "/audit",
    wire.AuditEntry,
    listed=True,
    queries=(
        Query("who", "a person's id, or operator"),
        Query("done", "one deed", Annotated[str, one_of(Done)]),
    ),
    who=Who.ADMINISTRATORS,
    scope=Scope.ADMIN,
)
def audit() -> Window:
    """The log of deeds, newest first; `total` counts what the filters leave."""
    limit = asked.number("limit", asked.LIMIT)
    chosen = {"who": asked.query("who"), "done": asked.query("done")}
    page = current.room().auditing.page(before=_before(), shown=limit, **chosen)
    shown = [_entry(one, page.names) for one in page.entries]
    return Window(shown, page.total, (page.older,) if page.older is not None else None)


@group.get(
    "/audit/check",
    wire.AuditVerdict,
    queries=(
        Query("number", "an entry's number noted elsewhere", Number),
        Query("seal", "its seal, by which a log whose end was cut off is found", wire.Sealed),
    ),
    who=Who.ADMINISTRATORS,
    scope=Scope.ADMIN,
)
def check_audit() -> wire.AuditVerdict:
    """Read the whole log and check every seal, and that an entry noted elsewhere still stands."""
    number, seal = asked.number("number", 0), asked.query("seal")
    if bool(number) != bool(seal):
        raise Problem("bad-request", "A number is noted with its seal.")
    found = current.room().auditing.verify((number, seal) if number else None)
    return {"entries": found.entries, "seal": found.seal, "holds": found.holds, "wrong": list(found.wrong)}


def _before() -> int | None:
    key = paging.cursor()
    if key is None:
        return None
    if len(key) != 1 or not isinstance(key[0], int) or isinstance(key[0], bool) or not 0 < key[0] < 2**31:
        raise Problem("bad-request", "This cursor is none of ours; begin again without one.")
    return key[0]


def _entry(one: Entry, names: dict[str, str]) -> wire.AuditEntry:
    return {
        "number": one.number,
        "at": lines.instant(one.at),
        "who": one.who,
        "name": names.get(one.who, ""),
        "done": one.done.value,
        "thing": one.thing,
        "detail": one.detail,
        "before": one.before,
        "seal": one.seal,
    }
