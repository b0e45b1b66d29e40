"""The day's work from afar: watches, alerts, the portal, the inbox, sources, quarantine, deliveries."""

from collections.abc import Iterator
from typing import cast

from tracker.remote.line import Line, path
from tracker.wire import lives, service


class Serving:
    """What one is told, and what is kept running."""

    _line: Line

    def watches(self) -> Iterator[service.Watch]:
        """One's own watches."""
        return self._line.pages("/watches")

    def watch(self, number: int) -> service.Watch:
        """One of one's own watches."""
        return cast(service.Watch, self._line.get(path("watches", number)))

    def add_watch(self, watch: service.WatchSent, *, key: str = "") -> service.Watch:
        """Watch something."""
        return cast(service.Watch, self._line.post("/watches", watch, key=key))

    def preview_watch(self, watch: service.WatchSent) -> list[service.Foretold]:
        """What such a watch would have told in the last year."""
        return cast(list[service.Foretold], self._line.post("/watches/preview", watch))

    def change_watch(self, number: int, *, active: bool) -> service.Watch:
        """Silence a watch, or let it speak again."""
        return cast(service.Watch, self._line.patch(path("watches", number), {"active": active}))

    def remove_watch(self, number: int) -> None:
        """Stop watching."""
        self._line.delete(path("watches", number))

    def try_watch(self, number: int) -> None:
        """Send a test by this watch's channel."""
        self._line.post(path("watches", number, "test"))

    def alerts(self, *, unread: bool = False) -> Iterator[service.Alert]:
        """What one was told, newest first."""
        return self._line.pages("/alerts", {"unread": unread or None})

    def read_alert(self, number: int) -> None:
        """Say that an alert was seen."""
        self._line.post(path("alerts", number, "read"))

    def portal(self) -> service.Portal:
        """A client's own home."""
        return cast(service.Portal, self._line.get("/portal"))

    def answer_counsel(self, handle: str, body: str = "", *, key: str = "") -> None:
        """Say that a released wording was read, or reply to counsel."""
        self._line.post(path("portal", "notes", handle, "answers"), {"body": body}, key=key)

    def answers(self) -> Iterator[lives.ClientAnswer]:
        """What clients answered, for the firm."""
        return self._line.pages("/answers")

    def settle_answer(self, number: int) -> None:
        """Say that a client's answer was dealt with."""
        self._line.post(path("answers", number, "settlement"))

    def review(self) -> service.Inbox:
        """What waits for the firm."""
        return cast(service.Inbox, self._line.get("/review"))

    def consolidate(self, slug: str, version: str, law: str, *, key: str = "") -> service.Made:
        """Apply a decision to a law's version in force."""
        here = path("instruments", slug, "versions", version, "consolidations")
        return cast(service.Made, self._line.post(here, {"law": law}, key=key))

    def settle_operation(self, slug: str, version: str, number: int, answer: service.AnswerSent) -> service.Made:
        """Answer an operation that could not be carried out."""
        here = path("instruments", slug, "versions", version, "operations", number)
        return cast(service.Made, self._line.post(here, answer))

    def sources(self) -> Iterator[service.SourceLine]:
        """Every source's health, those in trouble first."""
        return self._line.pages("/sources")

    def source(self, name: str) -> service.SourceShown:
        """One source with its visits and alarms."""
        return cast(service.SourceShown, self._line.get(path("sources", name)))

    def switch_source(self, name: str, *, enabled: bool) -> service.SourceShown:
        """Switch a source that somebody added on or off."""
        return cast(service.SourceShown, self._line.patch(path("sources", name), {"enabled": enabled}))

    def quarantine(self) -> Iterator[service.Quarantined]:
        """Captures that became no version."""
        return self._line.pages("/quarantine")

    def settle_quarantined(self, number: int, how: str) -> service.Settled:
        """Say what a capture is: `accepted` or `rejected`."""
        return cast(service.Settled, self._line.post(path("quarantine", number, "settlement"), {"how": how}))

    def deliveries(self, *, state: str = "") -> Iterator[service.Delivery]:
        """What was sent, newest first."""
        return self._line.pages("/deliveries", {"state": state})

    def resend_delivery(self, number: int) -> None:
        """Send one again that failed or is in doubt."""
        self._line.post(path("deliveries", number, "resend"))
