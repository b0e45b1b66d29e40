"""The firm's own second reader: asked, and what it said beside the verdicts."""

from tracker.diff.direction.second import Opinion
from tracker.errors import SecondOpinionFailed
from tracker.web import current
from tracker.web.api.comparisons import PAIR
from tracker.web.api.operations import Group, Who
from tracker.web.api.paging import Listing
from tracker.web.api.problems import Problem
from tracker.wire import judgement

group = Group("second", "The firm's own second reader")


@group.get(f"{PAIR}/opinions", judgement.Opinion, listed=True, who=Who.FIRM)
def opinions(slug: str, old: str, new: str) -> Listing[tuple[str, Opinion]]:
    """What the second reader said of the changes of a comparison as they stand; none where it was never asked."""
    room = current.room()
    room.operations.must_be_inside()
    shown = room.comparisons.page(slug, old, new)
    return Listing(list(room.second.of(shown.comparison.clauses).items()), lambda one: (one[0],), _opinion)


@group.post(f"{PAIR}/opinions", judgement.Asked, who=Who.COUNSEL, status=200, again=True, faults=(502,))
def ask_second(slug: str, old: str, new: str) -> judgement.Asked:
    """Ask the second reader now; 404 where the firm has none, 502 where it did not answer as agreed."""
    try:
        return {"opinions": current.room().second.ask(slug, old, new)}
    except SecondOpinionFailed as fault:
        raise Problem("upstream", str(fault)) from fault


def _opinion(one: tuple[str, Opinion]) -> judgement.Opinion:
    change, said = one
    return {"change": change, "by": said.by, "direction": said.direction.value, "why": said.why}
