"""Looking: which changes of a comparison were checked, and which are other than when a person looked last."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from tracker.diff.changes import Clause, Comparison

# Coming back within this time one still works on the same thing: what was new stays marked as new.
SITTING = timedelta(minutes=30)
DIGEST = 12  # hexadecimal digits, of one change at a time


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody checked a change in the shape it had; an empty shape takes the check back."""

    change: str
    shape: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """What a person saw of a comparison, shape by change: in this sitting, and at the end of the one before."""

    at: datetime
    seen: dict[str, str] = field(default_factory=dict)
    before_at: datetime | None = None
    before: dict[str, str] = field(default_factory=dict)

    def fresh(self, now: Mapping[str, str]) -> frozenset[str]:
        """The changes that are other now than at the end of the sitting before; none in a first sitting."""
        if self.before_at is None:
            return frozenset()
        return frozenset(key for key, shape in now.items() if self.before.get(key) != shape)


def looked(last: Look | None, now: Mapping[str, str], at: datetime) -> Look:
    """The look after this one: a new sitting remembers how the one before ended."""
    if last is None:
        return Look(at, dict(now))
    if at - last.at < SITTING:
        return replace(last, at=at, seen=dict(now))
    return Look(at, dict(now), last.at, last.seen)


def shapes(comparison: Comparison) -> dict[str, str]:
    """The shape of every change, by `Clause.key`: a digest of its words, its relation and its verdict."""
    return {clause.key: _digest(clause) for clause in comparison.clauses}


def _digest(clause: Clause) -> str:
    verdict = clause.verdict
    edits = [(edit.op, edit.text) for edit in clause.edits]
    said = [clause.relation.value, verdict.direction.value, verdict.severity, edits]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:DIGEST]
