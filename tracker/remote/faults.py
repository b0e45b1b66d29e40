"""What a tracker far away may answer instead: a problem, or nothing."""

from collections.abc import Mapping
from typing import Any

from tracker.errors import TrackerError


class RemoteRefused(TrackerError):
    """It answered with a problem (RFC 9457).

    Attributes:
        kind: which one, as the API's page names them: `not-found`, `changed`, `scope`.
        status: the HTTP status; `said`: the whole problem, with `errors` and their places where there are any.
    """

    def __init__(self, kind: str, status: int, said: Mapping[str, Any]) -> None:
        detail = said.get("detail") or said.get("title") or "It refused."
        faults = "; ".join(
            f"{e.get('pointer') or e.get('parameter')} {e.get('detail')}" for e in said.get("errors", ())
        )
        super().__init__(f"{status} {kind}: {detail}" + (f" ({faults})" if faults else ""))
        self.kind, self.status, self.said = kind, status, said


class RemoteSilent(TrackerError):
    """It did not answer, or with something that is no answer, as often as it was asked."""


class NotGenuine(TrackerError):
    """What was posted to a webhook is not from the tracker it says, not whole, not of now, or came before."""
