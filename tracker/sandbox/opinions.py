"""A second opinion from a program of the firm's own: changes go in as JSON, opinions come out, within a time.

Nothing is shipped that could answer: TRACKER_SECOND_OPINION names a command (a script around a model of the firm's, or
`curl` to an address of its own). What it says is checked, cut to size, and stands beside a verdict, never instead.
"""

import json
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.diff.changes import Clause, Direction
from tracker.diff.direction.second import Opinion
from tracker.errors import SecondOpinionFailed

SCHEMA = "tracker.second-opinion/1"
SECONDS = 120  # a person waits for it: longer, and the firm's program should answer from what it prepared
LARGEST = 4_000_000  # bytes of an answer: a thousand opinions with four thousand signs of reason each
LONGEST = 600  # characters of a reason that fit beside a verdict
NAME = 60


def question(clauses: Sequence[Clause]) -> bytes:
    """What the program is given on its standard input; the same changes give the same bytes."""
    asked = [
        {
            "key": clause.key,
            "relation": clause.relation.value,
            "old": clause.old.text if clause.old else None,
            "new": clause.new.text if clause.new else None,
        }
        for clause in clauses
    ]
    return json.dumps({"schema": SCHEMA, "clauses": asked}, ensure_ascii=False).encode()


def ask(command: str, asked: bytes, *, seconds: int = SECONDS) -> bytes:
    """What the firm's program answers. Raises SecondOpinionFailed where it cannot run, fails, or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - the administrator names the program in the environment
            shlex.split(command), input=asked, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise SecondOpinionFailed(f"The second reader gave no answer within {seconds} seconds.") from fault
    except (OSError, ValueError) as fault:
        raise SecondOpinionFailed("The second reader could not be started.") from fault
    if done.returncode != 0 or len(done.stdout) > LARGEST:
        raise SecondOpinionFailed("The second reader failed or answered far too much.")
    return done.stdout


def understood(answer: bytes, clauses: Sequence[Clause]) -> Mapping[str, Opinion]:
    """The opinions of an answer by `Clause.key`; what names no change of these is passed over.

    Raises SecondOpinionFailed for an answer that is not of the form
    `{"by": "…", "opinions": [{"key": "4~4", "direction": "softened", "why": "…"}]}`.
    """
    known = {clause.key for clause in clauses}
    try:
        told = json.loads(answer)
        by = str(told["by"]).strip()[:NAME] or "?"
        read = [_opinion(by, one) for one in told["opinions"] if one.get("key") in known]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise SecondOpinionFailed("The second reader answered in a form nobody understands.") from fault
    return dict(read)


def _opinion(by: str, one: Mapping[str, Any]) -> tuple[str, Opinion]:
    return one["key"], Opinion(by, Direction(one["direction"]), str(one.get("why") or "").strip()[:LONGEST])
