"""Sources, their health, the evidence of what they gave, and the analyst's repairs."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.law.instrument import Instrument, Shelf, Version
from tracker.practice.cards import VersionCard
from tracker.practice.visit import Absence, Alarm, Quarantined, Repair, SourceHealth, Visit
from tracker.sources.source import Shape, Source


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source's state, with what its description says of it; `overdue`: nobody went there when somebody should."""

    health: SourceHealth
    name_zh: str
    name_en: str
    url: str = ""
    robots: str = ""
    enabled: bool = True
    cadence_minutes: int = 0
    shelf: Shelf = Shelf.REAL
    robots_zh: str = ""
    shapes: tuple[Shape, ...] = ()
    alarm: Alarm | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """What a version stands on: its captures, and when their addresses were found absent."""

    instrument: Instrument
    version: Version
    absences: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class RepairPage:
    """A work to be repaired.

    Attributes:
        unsure: ids of versions tracker joined to it without being sure, with how sure it was (0 to 1, as words).
        others: the works it could be joined with, or a version parted into.
        names: people's names by id.
    """

    instrument: Instrument
    versions: tuple[VersionCard, ...]
    unsure: Mapping[str, str]
    others: tuple[Instrument, ...]
    repairs: tuple[Repair, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source: how it is described, how it is and was, what alarmed."""

    line: SourceLine
    source: Source | None
    visits: tuple[Visit, ...]
    alarms: tuple[Alarm, ...]
    may_write: bool
    is_added: bool


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Every source's health, and the captures waiting for a person.

    `fault` says which description of this installation cannot be read, empty when all can.
    """

    sources: tuple[SourceLine, ...]
    quarantined: tuple[Quarantined, ...]
    may_settle: bool
    fault: str = ""
    unsure: tuple[tuple[VersionCard, str], ...] = ()
