"""The looking desk: counsel checks changes off, and everybody of the firm is shown what is new since they looked."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from tracker.errors import NoRoom, NotFound, Outdated
from tracker.practice.audit import Done, compared
from tracker.practice.looking import Check, Look, looked, shapes
from tracker.readingroom.desk import Desk
from tracker.readingroom.rulings import standing
from tracker.store.library import Files

STEP = timedelta(minutes=1)  # a look that tells no more than when it was is written down so often
_WEIGHT = 100  # bytes a change's key and shape take


@dataclass(frozen=True, slots=True)
class Seen:
    """For the firm: who checked which change (`Clause.key`) as it stands, and what is new since the last sitting.

    `filed`: whether there is a comparison to check and to see.
    """

    checks: Mapping[str, Check] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    filed: bool = False


class Looking(Desk):
    """Checks and looks at one comparison; nobody outside has any."""

    def look(self, slug: str, old: str, new: str) -> Seen:
        """What this reader sees as checked and as new; that they looked is kept. Empty for a reader outside."""
        if not self.is_inside:
            return Seen()
        pair = slug, old, new
        now = self._shapes_now(pair)
        with self.library.reading() as files:
            self.readable(files, slug)
            if now is None:
                return Seen()  # a text beside itself is filed nowhere
            last, checked = files.looking.look(self.person_id, pair), files.looking.checks(pair)
        look = looked(last, now, self.clock())
        if last is None or _tells_more(look, last):
            self._keep(pair, now)
        checks = {k: c for k, c in checked.items() if c.shape and c.shape == now.get(k)}
        return Seen(checks, look.fresh(now), filed=True)

    def _shapes_now(self, pair: tuple[str, str, str]) -> Mapping[str, str] | None:
        """The shape of every change of a filed comparison, the same for everybody of the firm; None of no other."""

        def shapes_of() -> Mapping[str, str] | None:
            with self.library.reading() as files:
                try:
                    return self._shapes(files, pair)
                except NotFound:
                    return None

        return self.library.remembered(("shapes", pair), shapes_of, lambda found: _WEIGHT * len(found or ()))

    def _keep(self, pair: tuple[str, str, str], now: Mapping[str, str]) -> None:
        with suppress(NoRoom, Outdated), self.library.writing() as files:
            # Neither a full disk nor an upgrade keeps anybody from reading.
            look = looked(files.looking.look(self.person_id, pair), now, self.clock())
            files.looking.keep(self.person_id, pair, look)

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


def _tells_more(look: Look, last: Look) -> bool:
    """Whether a look is worth writing down after the last: somebody who reads on would keep the pen from writers."""
    return look.at - last.at >= STEP or (look.seen, look.before_at) != (last.seen, last.before_at)
