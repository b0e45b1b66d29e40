"""`tracker.consolidation/1`: a consolidated text and every operation that made it, as JSON for other programs."""

import json
from collections.abc import Sequence
from typing import Any

from tracker.amending.checking import Difference
from tracker.amending.commencing import starts
from tracker.amending.consolidating import Consolidation, Outcome
from tracker.amending.operation import Operation
from tracker.diff.changes import Comparison
from tracker.exports import contract
from tracker.exports.tree import as_dict as tree

SCHEMA = "tracker.consolidation/1"


def as_dict(
    consolidation: Consolidation, comparison: Comparison, official: Sequence[Difference] | None = None
) -> dict[str, Any]:
    """A consolidation with the comparison of old and new text; `official`: how it differs from the published one."""
    return {
        "schema": SCHEMA,
        "official": False,
        "complete": consolidation.is_complete,
        "decision": {"title": consolidation.decision.title, "laws": list(consolidation.decision.laws)},
        "commencement": {str(n): day.isoformat() if day else None for n, day in starts(consolidation.decision).items()},
        "operations": [_outcome(outcome) for outcome in consolidation.outcomes],
        "elsewhere": [_operation(operation) for operation in consolidation.elsewhere],
        "problems": [{"what": p.what, "where": p.where, "says": p.says} for p in consolidation.problems],
        "references": [{"where": c.where, "old": c.old, "new": c.new} for c in consolidation.carried],
        "articles": [{"old": old, "new": new} for old, new in consolidation.renumbered],
        "marks": [[mark.start, mark.end, mark.operation] for mark in consolidation.marks],
        "document": tree(consolidation.document),
        "comparison": contract.as_dict(comparison),
        "differences": None if official is None else [_difference(difference) for difference in official],
    }


def dumps(consolidation: Consolidation, comparison: Comparison, official: Sequence[Difference] | None = None) -> str:
    """The same as JSON text, one line break at its end; the same texts give the same bytes."""
    return json.dumps(as_dict(consolidation, comparison, official), ensure_ascii=False, indent=1) + "\n"


def _outcome(outcome: Outcome) -> dict[str, Any]:
    refused = outcome.refused
    state = {"done": outcome.is_done, "places": list(outcome.places), "problem": refused.what if refused else None}
    return {**_operation(outcome.operation), **state}


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "number": operation.number,
        "act": operation.act.value,
        "point": operation.point,
        "sentence": operation.sentence.quote,
        "at": operation.sentence.start,
        "targets": list(operation.targets),
        "becomes": list(operation.becomes),
        "words": [list(pair) for pair in operation.words],
        "law": operation.law or None,
        "on": operation.on.isoformat() if operation.on else None,
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "article": difference.article,
        "ours": difference.ours,
        "official": difference.official,
        "typesetting": difference.is_typesetting,
    }
