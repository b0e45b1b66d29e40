"""The desk of repeated requests: the same request under the same key is done once and answered twice."""

from collections.abc import Mapping

from tracker.practice.repeat import Repeat
from tracker.readingroom.desk import Desk


class Repeats(Desk):
    """The reader's own keys."""

    def claim(self, key: str, fingerprint: str) -> Repeat | None:
        """Take a key for a request about to be done; the request that has the key already, if one does."""
        with self.library.writing() as files:
            return files.repeats.claim(self.person_id, Repeat(key, fingerprint, self.clock()))

    def keep(self, key: str, status: int, headers: Mapping[str, str], body: str) -> None:
        """Keep the answer of a claimed key."""
        with self.library.writing() as files:
            files.repeats.keep(self.person_id, Repeat(key, "", self.clock(), status, headers, body))

    def release(self, key: str) -> None:
        """Let a claimed key go: nothing was done under it."""
        with self.library.writing() as files:
            files.repeats.release(self.person_id, key)
