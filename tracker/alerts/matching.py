"""Which watches an event concerns, and whom it therefore tells: pure, exact, one letter a person and address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tracker.alerts.event import Coming, Event, SourceNews
from tracker.diff.changes import Comparison, Direction, Edit, Relation
from tracker.law.instrument import Instrument
from tracker.practice.access import Release, Sight, is_inside, sees_facts, sight
from tracker.practice.hours import Cadence
from tracker.practice.person import Person, Reader
from tracker.practice.watch import DATES, TEXTS, Channel, Occasion, Watch

SOONEST = (Cadence.NOW, Cadence.DAILY, Cadence.WEEKLY)
_STILL = (Relation.UNCHANGED, Relation.RENUMBERED)  # the words stand as they stood


@dataclass(frozen=True, slots=True)
class Route:
    """One way a person is told: the channel, which of their addresses, and how soon."""

    channel: Channel
    hook: int | None = None
    cadence: Cadence = Cadence.NOW


@dataclass(frozen=True, slots=True)
class Wanted:
    """One person to be told: by the watch that asked first, by every route the matching watches name."""

    watch: Watch
    person: Person
    routes: tuple[Route, ...]

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels of the routes."""
        return tuple(dict.fromkeys(route.channel for route in self.routes))


class Matter:
    """An event looked at once for ten thousand watches: its words folded, its provisions and directions gathered."""

    def __init__(self, event: Event) -> None:
        self.event = event

    @cached_property
    def changed(self) -> str:
        """Where a keyword is looked for."""
        return words_of(self.event).casefold()

    @cached_property
    def whole(self) -> str:
        """Where a saved search is looked for: the titles and the whole text."""
        instrument, new = self.event.instrument, self.event.new
        return "\n".join([instrument.title_zh, instrument.title_en, new.title, self.event.words]).casefold()

    @cached_property
    def touched(self) -> frozenset[str]:
        """The numbers, on both sides, of provisions whose words changed."""
        links = self.event.comparison.links if self.event.comparison else ()
        return frozenset(n for x in links if x.relation not in _STILL for n in (x.old, x.new) if n)

    @cached_property
    def verdicts(self) -> frozenset[tuple[Direction, str]]:
        """Each direction with who bears it."""
        clauses = self.event.comparison.clauses if self.event.comparison else ()
        return frozenset((c.verdict.direction, c.verdict.affected) for c in clauses)


def wanted(
    watches: Iterable[Watch], event: Event, readers: Mapping[str, Reader], releases: Sequence[Release] = ()
) -> list[Wanted]:
    """Who hears of a new version, ordered by watch.

    Takes the active watches, the event, the reader behind each person's id, and the releases of this comparison. An
    empty criterion matches everything, several must all match. A client hears only of what it follows, and a direction
    it may not see yet matches nothing, for the letter itself would tell it: it is told at the release. Somebody with
    three matching watches gets one letter an address, as soon as the most impatient of them asks.
    """
    matter = Matter(event)
    return gathered((w for w in watches if _asks(w, matter, readers, releases)), readers)


def _asks(watch: Watch, matter: Matter, readers: Mapping[str, Reader], releases: Sequence[Release]) -> bool:
    reader = readers.get(watch.person)
    return reader is not None and matches(watch, matter, reader, releases)


def wanted_date(watches: Iterable[Watch], coming: Coming, readers: Mapping[str, Reader]) -> list[Wanted]:
    """Who hears of a date ahead, or of a withdrawal, ordered by watch; of one lead (`Watch.days`) at a time."""
    asking = (w for w in watches if w.person in readers and matches_date(w, coming, readers[w.person]))
    return gathered(asking, readers)


def wanted_source(watches: Iterable[Watch], news: SourceNews, readers: Mapping[str, Reader]) -> list[Wanted]:
    """Who hears of a source that changed its state, ordered by watch: the firm's people only."""
    asking = (w for w in watches if w.person in readers and matches_source(w, news, readers[w.person]))
    return gathered(asking, readers)


def gathered(watches: Iterable[Watch], readers: Mapping[str, Reader]) -> list[Wanted]:
    """One entry a person, under the oldest of their watches; of two routes to one address the sooner."""
    told: dict[str, Wanted] = {}
    for watch in sorted(watches, key=lambda w: w.id):
        person = readers[watch.person].person
        if person is None:
            continue
        first = told.get(watch.person) or Wanted(watch, person, ())
        route = Route(watch.channel, watch.hook, watch.cadence)
        told[watch.person] = replace(first, routes=_with(first.routes, route))
    return sorted(told.values(), key=lambda w: w.watch.id)


def _with(routes: tuple[Route, ...], more: Route) -> tuple[Route, ...]:
    for place, route in enumerate(routes):
        if (route.channel, route.hook) == (more.channel, more.hook):
            sooner = min(route, more, key=lambda r: SOONEST.index(r.cadence))
            return (*routes[:place], sooner, *routes[place + 1 :])
    return (*routes, more)


def matches(watch: Watch, event: Event | Matter, reader: Reader, releases: Sequence[Release] = ()) -> bool:
    """Whether a watch of this reader asks for a new version and the reader may know it."""
    matter = event if isinstance(event, Matter) else Matter(event)
    happened = matter.event
    return (
        watch.active
        and happened.occasion in watch.occasions
        and sees_facts(reader, happened.instrument)
        and about(watch, happened.instrument, happened.linked)
        and (not watch.keyword or watch.keyword.casefold() in matter.changed)
        and (not watch.phrase or watch.phrase.casefold() in matter.whole)
        and (not watch.provision or not watch.provisions.isdisjoint(matter.touched))
        and _direction(watch, matter, reader, releases)
    )


def matches_date(watch: Watch, coming: Coming, reader: Reader) -> bool:
    """Whether a watch asks for a date ahead by now; its words, provisions and direction ask about texts only."""
    asks_text = watch.keyword or watch.phrase or watch.provision or watch.asks_verdict
    near = coming.occasion is Occasion.WITHDRAWN or 0 <= coming.days <= watch.days
    return bool(
        watch.active
        and not asks_text
        and coming.occasion in watch.occasions
        and near
        and sees_facts(reader, coming.instrument)
        and about(watch, coming.instrument, coming.linked)
    )


def matches_source(watch: Watch, news: SourceNews, reader: Reader) -> bool:
    """Whether a watch asks for a source's state; the sources are the firm's (`practice.access`)."""
    return (
        watch.active and Occasion.SOURCE in watch.occasions and is_inside(reader) and watch.source in ("", news.source)
    )


def names_works(watch: Watch) -> bool:
    """Whether a watch names works at all, and waits for texts or dates of them."""
    return bool(watch.instrument or watch.topic or watch.authority) and not watch.occasions.isdisjoint(TEXTS | DATES)


def about(watch: Watch, instrument: Instrument, linked: frozenset[str]) -> bool:
    """Whether a watch is about a work, `linked` being the works linked with it."""
    by_chain = watch.chain and watch.instrument in linked
    return (
        (watch.instrument in ("", instrument.slug) or by_chain)
        and (not watch.authority or watch.authority in instrument.authorities)
        and (not watch.topic or watch.topic in instrument.topics)
    )


def _direction(watch: Watch, matter: Matter, reader: Reader, releases: Sequence[Release]) -> bool:
    """Whether the verdicts the watch waits for are there and are this reader's to see."""
    if not watch.asks_verdict:
        return True
    event = matter.event
    if event.comparison is None or sight(reader, event.instrument, releases) is Sight.NOTHING:
        return False
    return any(
        watch.direction in (None, direction) and watch.affected in ("", affected)
        for direction, affected in matter.verdicts
    )


def carried(watch: Watch, comparison: Comparison) -> str:
    """The numbers a watch on provisions asks for from the new text on; one that was deleted keeps its old number."""
    moved: dict[str, list[str]] = {}
    for link in comparison.links:
        if link.old and link.new:
            moved.setdefault(link.old, []).append(link.new)
    return " ".join(dict.fromkeys(n for old in watch.provision.split() for n in moved.get(old, [old])))


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
