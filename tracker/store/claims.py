"""A request under a key and what it keeps, in one transaction: afterwards everybody knows whether it was done.

Whatever is written while a claim is held says so in the claim's own row, and is not kept where another try took the
claim over meanwhile. So a try thought dead that was only slow does nothing any more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from tracker.errors import Conflict
from tracker.practice.repeat import Claim
from tracker.store.tables import RepeatRow

_HELD: ContextVar[Claim | None] = ContextVar("held", default=None)


@contextmanager
def holding(claim: Claim) -> Iterator[None]:
    """Whatever this thread writes inside is written under a claim."""
    token = _HELD.set(claim)
    try:
        yield
    finally:
        _HELD.reset(token)


def countersign(session: Session) -> None:
    """Say in the claim that something is kept for it, before it is; raises Conflict where another try has it now."""
    claim = _HELD.get()
    if claim is None:
        return
    mine = held_by(claim)
    if session.scalar(select(RepeatRow.id).where(mine)) is None:
        raise Conflict("Another try of this request took it over, for this one was slow. Nothing of this one was kept.")
    session.execute(update(RepeatRow).where(mine).values(written=RepeatRow.written + 1))


def held_by(claim: Claim) -> ColumnElement[bool]:
    """The row of a claim as long as this try has it."""
    return and_(RepeatRow.person == claim.person, RepeatRow.key == claim.key, RepeatRow.holder == claim.holder)
