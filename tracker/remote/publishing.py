"""Picks, digests and addresses from afar: what goes out to many, and to whoever holds an address."""

from collections.abc import Iterator
from typing import cast

from tracker.remote.line import Line, path
from tracker.wire import editions as wire


class Publishing:
    """What is handed out."""

    _line: Line

    def picks(self) -> Iterator[wire.Pick]:
        """What is pinned, newest first."""
        return self._line.pages("/picks")

    def pin(self, instrument: str, comment: str, *, version: str = "", key: str = "") -> wire.Pick:
        """Pin a text, or a whole work, with a line everybody may read."""
        said = {"instrument": instrument, "comment": comment, "version": version}
        return cast(wire.Pick, self._line.post("/picks", said, key=key))

    def unpin(self, number: int) -> None:
        """Take a pick down."""
        self._line.delete(path("picks", number))

    def editions(self) -> Iterator[wire.EditionLine]:
        """The archive of digests, newest first; for the firm the drafts too."""
        return self._line.pages("/editions")

    def edition(self, number: int) -> wire.Edition:
        """One digest with what stands in it."""
        return cast(wire.Edition, self._line.get(path("editions", number)))

    def edition_file(self, number: int) -> bytes:
        """A digest as a Word file."""
        return self._line.file(path("editions", number, "file"))

    def begin_edition(self, edition: wire.EditionSent, *, key: str = "") -> wire.Edition:
        """Begin a draft."""
        return cast(wire.Edition, self._line.post("/editions", edition, key=key))

    def reword_edition(self, number: int, edition: wire.EditionSent) -> wire.Edition:
        """Word a draft anew. Refused with `changed` where it is not as this program read it last."""
        here = path("editions", number)
        return cast(wire.Edition, self._line.patch(here, edition, of=here))

    def send_edition(self, number: int, *, key: str = "") -> wire.EditionOut:
        """Let a digest go out."""
        return cast(wire.EditionOut, self._line.post(path("editions", number, "sending"), key=key))

    def feeds(self) -> Iterator[wire.Feed]:
        """One's own addresses of feeds and calendars."""
        return self._line.pages("/feeds")

    def make_feed(self, scope: str, value: str = "", *, key: str = "") -> wire.Feed:
        """Make an address of one's own view; `value` names the client, topic or instrument of such a scope."""
        return cast(wire.Feed, self._line.post("/feeds", {"scope": scope, "value": value}, key=key))

    def revoke_feed(self, number: int) -> None:
        """Take an address back."""
        self._line.delete(path("feeds", number))

    def shares(self) -> Iterator[wire.Share]:
        """The shared addresses of one's client."""
        return self._line.pages("/portal/shares")

    def share(self, slug: str, old: str, new: str, *, days: int, key: str = "") -> wire.Share:
        """Make an address that shows one released comparison, for 7, 30 or 90 days."""
        said = {"instrument": slug, "old": old, "new": new, "days": days}
        return cast(wire.Share, self._line.post("/portal/shares", said, key=key))

    def end_share(self, number: int) -> None:
        """Take a shared address back."""
        self._line.delete(path("portal", "shares", number))
