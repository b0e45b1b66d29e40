"""Who sees what: the firm's table as pure questions, asked by the reading room, alerts and feeds alike.

|                                     | visitor   | client                  | counsel | analyst | administrator |
|-------------------------------------|-----------|-------------------------|---------|---------|---------------|
| facts: stages, dates, official link | a setting | of what they follow     | yes     | yes     | yes           |
| official text and the bare redline  | no        | of what they follow     | yes     | yes     | yes           |
| machine verdicts before release     | no        | only if the firm set so | yes     | yes     | yes           |
| released verdicts and notes         | no        | released to them        | yes     | yes     | yes           |
| internal notes                      | no        | never                   | yes     | read    | yes           |
| sources, captures, uploads          | no        | no                      | read    | write   | write         |
| accounts, roles, settings           | no        | no                      | no      | no      | yes           |
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.annotations.annotation import Note, NoteRelease
from tracker.law.instrument import Instrument
from tracker.practice.person import Client, Reader, Role

_TOPIC = "topic:"  # how a client's list says that it follows all of a topic

INSIDE = frozenset({Role.COUNSEL, Role.ANALYST, Role.ADMINISTRATOR})


class Sight(StrEnum):
    """How much of a comparison's judgement a reader may see."""

    NOTHING = "nothing"  # facts and, for a follower, the bare redline
    MACHINE = "machine"  # verdicts, marked “machine, not reviewed”
    RELEASED = "released"  # verdicts counsel released
    FULL = "full"  # the firm's own view


@dataclass(frozen=True, slots=True)
class Release:
    """Counsel let a client (None: every follower) see a comparison's verdicts; a withdrawn release counts no more.

    `snapshot` is the comparison as counsel had it at that moment; None where it was the machine's.
    """

    instrument: str
    old: str
    new: str
    client: str | None
    by: str
    at: datetime
    withdrawn_at: datetime | None = None
    snapshot: int | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Which works a reader may know of: all, or those of these slugs and topics."""

    everything: bool
    slugs: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()

    def holds(self, instrument: Instrument) -> bool:
        """Whether a work lies within it."""
        return self.everything or instrument.slug in self.slugs or bool(self.topics & set(instrument.topics))


def is_inside(reader: Reader) -> bool:
    """Whether the reader works for the firm."""
    return reader.role in INSIDE


def follows(client: Client, instrument: Instrument) -> bool:
    """Whether a client follows an instrument, by itself or by one of its topics."""
    return followed_by(client).holds(instrument)


def sees_facts(reader: Reader, instrument: Instrument, *, public_facts: bool = False) -> bool:
    """Whether the reader may know that the instrument exists, its stages, dates and official links."""
    return reach(reader, public_facts=public_facts).holds(instrument)


def reach(reader: Reader, *, public_facts: bool = False) -> Reach:
    """Which instruments the reader may know of."""
    if reader.role is Role.CLIENT:
        return followed_by(reader.client) if reader.client is not None else Reach(False)
    return Reach(is_inside(reader) or public_facts)


def followed_by(client: Client) -> Reach:
    """What a client follows, by itself or by its topics."""
    topics = {what.removeprefix(_TOPIC) for what in client.follows if what.startswith(_TOPIC)}
    return Reach(False, frozenset(client.follows), frozenset(topics))


def sees_text(reader: Reader, instrument: Instrument) -> bool:
    """Whether the reader may read official texts and the bare redline of two versions."""
    if reader.role is Role.CLIENT:
        return reader.client is not None and follows(reader.client, instrument)
    return is_inside(reader)


def sight(reader: Reader, instrument: Instrument, releases: Iterable[Release]) -> Sight:
    """How much of a comparison's judgement the reader may see, given the releases of that comparison."""
    if is_inside(reader):
        return Sight.FULL
    if reader.role is not Role.CLIENT or reader.client is None or not follows(reader.client, instrument):
        return Sight.NOTHING
    if any(r.withdrawn_at is None and r.client in (None, reader.client.id) for r in releases):
        return Sight.RELEASED
    return Sight.MACHINE if reader.client.machine_not_reviewed else Sight.NOTHING


def shown_release(reader: Reader, releases: Iterable[Release]) -> Release | None:
    """The release that decides what a client sees of a comparison: the newest in force to it; None if there is none."""
    if reader.role is not Role.CLIENT or reader.client is None:
        return None
    mine = [r for r in releases if r.withdrawn_at is None and r.client in (None, reader.client.id)]
    return max(mine, key=lambda r: r.at, default=None)


def released_wording(reader: Reader, note: Note) -> NoteRelease | None:
    """What a client may read of a note: the newest wording released to it; None if nothing was."""
    if reader.role is not Role.CLIENT or reader.client is None:
        return None
    mine = [r for r in note.releases if r.client in (None, reader.client.id)]
    return max(mine, key=lambda r: r.at, default=None)


def writes_notes(reader: Reader) -> bool:
    """Whether the reader may write, revise and release notes and release comparisons."""
    return reader.role in (Role.COUNSEL, Role.ADMINISTRATOR)


def brings_translations(reader: Reader) -> bool:
    """Whether the reader may bring a translation of a version: everybody of the firm."""
    return is_inside(reader)


def writes_sources(reader: Reader) -> bool:
    """Whether the reader may settle quarantined captures, upload, and repair metadata."""
    return reader.role in (Role.ANALYST, Role.ADMINISTRATOR)


def governs(reader: Reader) -> bool:
    """Whether the reader may change accounts, roles and settings."""
    return reader.role is Role.ADMINISTRATOR
