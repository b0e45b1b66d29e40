"""Counsel's work from afar: notes, verdicts, pairings, releases, briefings."""

from typing import cast

from tracker.remote.line import Line, path
from tracker.remote.reading import pair
from tracker.wire import judgement


class Judging:
    """What counsel writes. Each writing is done once, however often its answer is lost; `key` names it for ever."""

    _line: Line

    def note(self, number: int) -> judgement.Note:
        """One note in full."""
        return cast(judgement.Note, self._line.get(path("notes", number)))

    def write_note(self, slug: str, old: str, new: str, note: judgement.NoteSent, *, key: str = "") -> judgement.Note:
        """Write a note on a change, a provision, a phrase or the whole; internal until released."""
        return cast(judgement.Note, self._line.post(pair(slug, old, new) + "/notes", note, key=key))

    def reword_note(self, number: int, body: str) -> judgement.Note:
        """Give a note a new wording. Refused with `changed` where it is not as this program read it last."""
        here = path("notes", number)
        return cast(judgement.Note, self._line.patch(here, {"body": body}, of=here))

    def answer_note(self, number: int, body: str, *, key: str = "") -> judgement.Note:
        """Answer a note, inside the firm."""
        return cast(judgement.Note, self._line.post(path("notes", number, "replies"), {"body": body}, key=key))

    def do_with_note(self, number: int, deed: str, value: str = "") -> judgement.Note:
        """Assign, label, resolve or reopen a note, or make it the house view."""
        said = {"deed": deed, "value": value}
        return cast(judgement.Note, self._line.post(path("notes", number, "deeds"), said))

    def release_note(self, number: int, client: str) -> judgement.Note:
        """Let one client, or every follower (`*`), read the present wording."""
        return cast(judgement.Note, self._line.post(path("notes", number, "releases"), {"client": client}))

    def withdraw_note(self, number: int, client: str) -> None:
        """Take a note back from a client (`*`: from followers)."""
        self._line.delete(path("notes", number, "releases", client))

    def place_note(self, number: int, version: str, how: str, locator: str = "") -> None:
        """Say where a carried note stands: `accept`, `place` at a locator, or `let-go`."""
        said = {"how": how, **({"locator": locator} if locator else {})}
        self._line.post(path("notes", number, "places", version), said)

    def overrule(
        self, slug: str, old: str, new: str, *, change: str, direction: str, severity: int, reason: str
    ) -> judgement.Ruling:
        """Put counsel's verdict on a change beside the machine's."""
        said = {"change": change, "direction": direction, "severity": severity, "reason": reason}
        return cast(judgement.Ruling, self._line.post(pair(slug, old, new) + "/verdicts", said))

    def pair(
        self, slug: str, old: str, new: str, *, act: str, places: tuple[str | None, str | None], reason: str
    ) -> judgement.Ruling:
        """Say which provisions (locators in the old and the new text) belong together, or do not."""
        said = {"act": act, "old": places[0], "new": places[1], "reason": reason}
        return cast(judgement.Ruling, self._line.post(pair(slug, old, new) + "/pairings", said))

    def undo_ruling(self, number: int) -> None:
        """Take a ruling back; it stays on record."""
        self._line.delete(path("rulings", number))

    def release(self, slug: str, old: str, new: str, client: str) -> judgement.Comparison:
        """Let one client, or every follower (`*`), see the verdicts."""
        said = {"client": client}
        return cast(judgement.Comparison, self._line.post(pair(slug, old, new) + "/releases", said))

    def withdraw(self, slug: str, old: str, new: str, client: str) -> None:
        """Take a release back."""
        self._line.delete(pair(slug, old, new) + path("releases", client))

    def set_review(self, slug: str, old: str, new: str, state: str) -> judgement.Comparison:
        """Say how far counsel is with a comparison: `new`, `in-review`."""
        return cast(judgement.Comparison, self._line.put(pair(slug, old, new) + "/review", {"state": state}))

    def check(self, slug: str, old: str, new: str, change: str, *, done: bool = True) -> None:
        """Say that a change was checked, or take that back."""
        self._line.post(pair(slug, old, new) + "/checks", {"change": change, "done": done})

    def write_briefing(self, slug: str, old: str, new: str, zh: str, en: str) -> judgement.Briefing:
        """Keep a version. Refused with `changed` where it is not as this program read it last."""
        here = pair(slug, old, new) + "/briefing"
        return cast(judgement.Briefing, self._line.put(here, {"zh": zh, "en": en}, of=here))

    def release_briefing(self, slug: str, old: str, new: str, client: str) -> judgement.Briefing:
        """Show the newest version to one client, or to every follower (`*`)."""
        here = pair(slug, old, new) + "/briefing/releases"
        return cast(judgement.Briefing, self._line.post(here, {"client": client}))

    def recall_briefing(self, release: int, reason: str) -> judgement.Briefing:
        """Take a release back; whoever opened it is told why."""
        here = path("briefing-releases", release, "recall")
        return cast(judgement.Briefing, self._line.post(here, {"reason": reason}))
