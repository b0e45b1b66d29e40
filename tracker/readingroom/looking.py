"""The looking desk: counsel checks changes off, and everybody of the firm is shown what is new since they looked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.errors import NoRoom, NotFound, Outdated
from tracker.practice.audit import Done, compared
from tracker.practice.looking import Check, looked, shapes
from tracker.readingroom.desk import Desk
from tracker.readingroom.rulings import standing
from tracker.store.library import Files


@dataclass(frozen=True, slots=True)
class Seen:
    """For the firm: who checked which change (`Clause.key`) as it stands, and what is new since the last sitting."""

    checks: Mapping[str, Check] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()


class Looking(Desk):
    """Checks and looks at one comparison; nobody outside has any."""

    def look(self, slug: str, old: str, new: str) -> Seen:
        """What this reader sees as checked and as new; that they looked is kept. Empty for a reader outside."""
        if not self.is_inside:
            return Seen()
        try:
            with self.library.writing() as files:
                return self._seen(files, (slug, old, new), keep=True)
        except (NoRoom, Outdated):  # neither a full disk nor an upgrade keeps anybody from reading
            with self.library.reading() as files:
                return self._seen(files, (slug, old, new), keep=False)

    def _seen(self, files: Files, pair: tuple[str, str, str], *, keep: bool) -> Seen:
        self.readable(files, pair[0])
        try:
            now = self._shapes(files, pair)
        except NotFound:
            return Seen()  # a text beside itself is filed nowhere
        look = looked(files.looking.look(self.person_id, pair), now, self.clock())
        if keep:
            files.looking.keep(self.person_id, pair, look)
        checks = {k: c for k, c in files.looking.checks(pair).items() if c.shape and c.shape == now.get(k)}
        return Seen(checks, look.fresh(now))

    def check(self, slug: str, old: str, new: str, change: str, *, done: bool) -> None:
        """Say that a change was checked, or take that back. Raises NotFound where there is no such change."""
        self.must_write_notes()
        pair = slug, old, new
        with self.library.writing() as files:
            self.readable(files, slug)
            shape = self._shapes(files, pair).get(change)
            if shape is None:
                raise NotFound("This change is not in the comparison any more.")
            files.looking.check(pair, Check(change, shape if done else "", self.person_id, self.clock()))
            self.record(files, Done.MARKED, *compared(*pair), detail="checked" if done else "not checked")

    def _shapes(self, files: Files, pair: tuple[str, str, str]) -> dict[str, str]:
        return shapes(standing(files, *pair).comparison)
