"""A briefing: counsel's words on a comparison, version by version, whom each was released to, and who read it when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from tracker.diff.changes import Comparison, Direction
from tracker.practice.person import Reader, Role


@dataclass(frozen=True, slots=True)
class Basis:
    """What a briefing was written on: engine, rules, and the verdict on every change (`Clause.key`)."""

    engine: str = ""
    rules: str = ""
    verdicts: dict[str, Direction] = field(default_factory=dict)

    @classmethod
    def of(cls, comparison: Comparison) -> "Basis":
        """The basis a comparison gives."""
        verdicts = {clause.key: clause.verdict.direction for clause in comparison.clauses}
        return cls(comparison.engine, comparison.rules, verdicts)

    def moved_to(self, now: "Basis") -> tuple[str, ...]:
        """The changes that came, went or are judged otherwise in another basis, in its order, then those gone."""
        other = [key for key, direction in now.verdicts.items() if self.verdicts.get(key) is not direction]
        return (*other, *(key for key in self.verdicts if key not in now.verdicts))


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a briefing; `number` runs through all briefings, both languages are Markdown."""

    number: int
    zh: str
    en: str
    by: str
    at: datetime
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True)
class Opening:
    """A person opened a released briefing: first, last, and how often."""

    person: str
    first_at: datetime
    last_at: datetime
    times: int = 1


@dataclass(frozen=True, slots=True)
class BriefingRelease:
    """A version of a briefing shown to a client (None: every follower); recalled, it says why and is shown no more."""

    number: int
    wording: int
    client: str | None
    by: str
    at: datetime
    recalled_by: str = ""
    recalled_at: datetime | None = None
    reason: str = ""
    openings: tuple[Opening, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it was not recalled."""
        return self.recalled_at is None


def meant(reader: Reader, release: BriefingRelease) -> bool:
    """Whether a release is to a reader's client."""
    return bool(_mine(reader, [release]))


def shown(reader: Reader, releases: Iterable[BriefingRelease]) -> BriefingRelease | None:
    """The release a client reads: the newest in force to it; None if there is none."""
    mine = [one for one in _mine(reader, releases) if one.stands]
    return max(mine, key=lambda one: (one.at, one.number), default=None)


def recalled(reader: Reader, releases: Iterable[BriefingRelease]) -> BriefingRelease | None:
    """The last recalled release that this very person had opened: they are told, and why."""
    person = reader.person.id if reader.person else ""
    opened = [one for one in _mine(reader, releases) if not one.stands and person in {o.person for o in one.openings}]
    return max(opened, key=lambda one: (one.at, one.number), default=None)


def _mine(reader: Reader, releases: Iterable[BriefingRelease]) -> list[BriefingRelease]:
    if reader.role is not Role.CLIENT or reader.client is None:
        return []
    return [one for one in releases if one.client in (None, reader.client.id)]
