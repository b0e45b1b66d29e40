"""Which watches an event concerns, and whom it therefore tells: pure, exact, one letter a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.alerts.event import Event
from tracker.diff.changes import Edit
from tracker.practice.access import Release, Sight, sees_facts, sight
from tracker.practice.person import Person, Reader
from tracker.practice.watch import Channel, Watch


@dataclass(frozen=True, slots=True)
class Wanted:
    """One person to be told: by the watch that asked first, through every channel the matching watches name."""

    watch: Watch
    person: Person
    channels: tuple[Channel, ...]


def wanted(
    watches: Iterable[Watch], event: Event, readers: Mapping[str, Reader], releases: Sequence[Release] = ()
) -> list[Wanted]:
    """Who hears of an event, ordered by watch.

    Takes the active watches, the event, the reader behind each person's id, and the releases of this comparison. An
    empty criterion matches everything, several must all match. A client hears only of what it follows, and a direction
    it may not see yet matches nothing, for the letter itself would tell it: it is told at the release. Somebody with
    three matching watches gets one.
    """
    told: dict[str, Wanted] = {}
    for watch in sorted(watches, key=lambda w: w.id):
        reader = readers.get(watch.person)
        if reader is None or reader.person is None or not matches(watch, event, reader, releases):
            continue
        first = told.get(watch.person)
        channels = first.channels if first else ()
        added = () if watch.channel in channels else (watch.channel,)
        told[watch.person] = Wanted(first.watch if first else watch, reader.person, channels + added)
    return sorted(told.values(), key=lambda w: w.watch.id)


def matches(watch: Watch, event: Event, reader: Reader, releases: Sequence[Release] = ()) -> bool:
    """Whether a watch of this reader asks for the event and the reader may know it."""
    instrument = event.instrument
    return (
        watch.active
        and sees_facts(reader, instrument)
        and watch.instrument in ("", instrument.slug)
        and (not watch.authority or watch.authority in instrument.authorities)
        and (not watch.topic or watch.topic in instrument.topics)
        and (not watch.keyword or watch.keyword.casefold() in words_of(event).casefold())
        and _direction(watch, event, reader, releases)
    )


def _direction(watch: Watch, event: Event, reader: Reader, releases: Sequence[Release]) -> bool:
    if watch.direction is None:
        return True
    if event.comparison is None or sight(reader, event.instrument, releases) is Sight.NOTHING:
        return False
    return any(clause.verdict.direction is watch.direction for clause in event.comparison.clauses)


def words_of(event: Event) -> str:
    """Where a keyword is looked for: the titles, and the words that changed (of a first version, all its words)."""
    titles = [event.instrument.title_zh, event.instrument.title_en, event.new.title]
    if event.comparison is None:
        return "\n".join([*titles, event.words])
    changed = [_changed(clause.edits) for clause in event.comparison.clauses]
    return "\n".join([*titles, *changed])


def _changed(edits: Iterable[Edit]) -> str:
    """The changed words of a clause; deleted and inserted stretches apart, so that no word is made by joining them."""
    return "\n".join(edit.text for edit in edits if edit.op != "=")
