"""The second opinion's desk: the firm's own program is asked once about a comparison, its answer kept beside it.

For the firm only. What is kept is filed by what was asked: a comparison made anew is asked anew, and no opinion is ever
shown on words it did not see.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.diff.changes import Clause
from tracker.diff.direction.second import Opinion
from tracker.errors import NotFound, SecondOpinionFailed
from tracker.readingroom.comparisons import Comparisons
from tracker.readingroom.desk import Desk
from tracker.sandbox import opinions

NONE: Mapping[str, Opinion] = {}


class Second(Desk):
    """A reader of the firm's own, beside the verdicts."""

    @property
    def offered(self) -> bool:
        """Whether the firm has such a program, and this reader may ask it."""
        return bool(self.settings.second_opinion) and self.may_write_notes

    def of(self, clauses: Sequence[Clause]) -> Mapping[str, Opinion]:
        """What was answered about exactly these changes, by `Clause.key`; empty for a reader outside."""
        if not self.is_inside or not self.settings.second_opinion:
            return NONE
        try:
            return opinions.understood(self._place(clauses).read_bytes(), clauses)
        except (OSError, SecondOpinionFailed):
            return NONE

    def ask(self, slug: str, old: str, new: str) -> int:
        """Ask about a comparison now; how many opinions came. Raises SecondOpinionFailed; NotFound without a reader."""
        self.must_write_notes()
        if not self.settings.second_opinion:
            raise NotFound("This installation has no second reader.")
        desk = Comparisons(self.library, self.reader, self.settings, self.clock)
        clauses = desk.page(slug, old, new).comparison.clauses
        answer = opinions.ask(self.settings.second_opinion, opinions.question(clauses))
        understood = opinions.understood(answer, clauses)
        place = self._place(clauses)
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(f".{os.getpid()}.part")
        half.write_bytes(answer)
        half.replace(place)
        return len(understood)

    def _place(self, clauses: Sequence[Clause]) -> Path:
        asked = hashlib.sha256(opinions.question(clauses)).hexdigest()
        return self.settings.data / "second-opinions" / f"{asked}.json"
