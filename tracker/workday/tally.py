"""A visit under way: what was met step by step, what went wrong where, and the state all of it adds up to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.errors import Refused, SourceError, UnexpectedPage
from tracker.practice.visit import SourceState, Visit
from tracker.sources.answers import BadAnswer, Resting
from tracker.sources.challenge import Landing
from tracker.sources.source import Source
from tracker.workday.found import Outcome, Taken

_LANDINGS = {
    Landing.CHALLENGE: SourceState.BLOCKED,
    Landing.FORBIDDEN: SourceState.BLOCKED,
    Landing.LIMITED: SourceState.BLOCKED,
    Landing.GONE: SourceState.GONE,
    Landing.DOWN: SourceState.DOWN,
}
_WORST = (SourceState.BLOCKED, SourceState.DOWN, SourceState.GONE, SourceState.DEGRADED)


class What(StrEnum):
    """What a step of a visit was."""

    LIST = "list"
    NEW = "new"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    ABSENT = "absent"  # a known text is no longer at its address
    FAILED = "failed"


_OUTCOMES = {
    Outcome.NEW: What.NEW,
    Outcome.RECORDED: What.NEW,
    Outcome.KNOWN: What.UNCHANGED,
    Outcome.QUARANTINED: What.QUARANTINED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a visit, told while it happens."""

    source: str
    what: What
    title: str
    detail: str = ""
    taken: Taken | None = None


Tell = Callable[[Step], None]


class Tally:
    """A visit under way: counts, and what went wrong where."""

    def __init__(self, source: Source, tell: Tell) -> None:
        self.source = source
        self.tell = tell
        self.seen = 0
        self.counts = dict.fromkeys(What, 0)
        self.met: set[str] = set()
        self.lists_lost: dict[str, tuple[SourceState, str]] = {}
        self.pages_lost: list[str] = []
        self.odd: list[str] = []

    def step(self, what: What, title: str, detail: str = "", taken: Taken | None = None) -> None:
        """Count one step and tell it."""
        self.counts[what] += 1
        self.tell(Step(self.source.id, what, title, detail, taken))

    def took(self, taken: Taken) -> None:
        """Count what became of a document."""
        self.step(_OUTCOMES[taken.outcome], taken.title, taken.reason or taken.version, taken)

    def lost_list(self, name: str, url: str, fault: SourceError) -> None:
        """A list (its id) could not be read."""
        self.lists_lost[name] = (state_of(fault), str(fault))
        self.step(What.FAILED, url, str(fault))

    def lost_page(self, title: str, fault: SourceError) -> None:
        """An announced page could not be fetched."""
        self.pages_lost.append(str(fault))
        self.step(What.FAILED, title, str(fault))

    def visit(self, started: datetime, ended: datetime) -> Visit:
        """The visit as it is recorded."""
        state, detail = self._state()
        return Visit(
            source=self.source.id,
            started_at=started,
            ended_at=ended,
            state=state,
            detail=detail,
            seen=self.seen,
            new=self.counts[What.NEW],
            unchanged=self.counts[What.UNCHANGED],
            quarantined=self.counts[What.QUARANTINED],
            failed=self.counts[What.FAILED],
        )

    def _state(self) -> tuple[SourceState, str]:
        """All lists lost: the worst of their states; some, or pages, or expectations missed: degraded; else fine."""
        lost = list(self.lists_lost.values())
        sentences = [says for _, says in lost] + self.pages_lost + self.odd
        detail = " ".join(dict.fromkeys(sentences))
        if lost and len(lost) >= len(self.source.lists):
            states = {state for state, _ in lost}
            return next(state for state in _WORST if state in states), detail
        if sentences:
            return SourceState.DEGRADED, detail
        return (SourceState.OK if self.counts[What.NEW] else SourceState.NOTHING_NEW), ""


def state_of(fault: SourceError) -> SourceState:
    """The state a trouble puts a source in: blocked, gone, degraded, else down."""
    if isinstance(fault, BadAnswer):
        return _LANDINGS.get(fault.landing, SourceState.DEGRADED)
    if isinstance(fault, (Refused, Resting)):
        return SourceState.BLOCKED
    return SourceState.DEGRADED if isinstance(fault, UnexpectedPage) else SourceState.DOWN
