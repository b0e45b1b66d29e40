"""The operations desk: how the sources are, what waits in quarantine, what was sent. For the firm's people only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tracker.errors import NotAllowed, NotFound, SourceError
from tracker.law.instrument import Shelf
from tracker.practice import access
from tracker.practice.audit import Done
from tracker.practice.later import Later
from tracker.practice.visit import Alarm, Quarantined, SourceHealth, SourceState
from tracker.practice.watch import HOOKED, Channel, Delivery, DeliveryState
from tracker.readingroom.desk import OFFERED, Desk
from tracker.readingroom.pages import DeliveriesPage, DeliveryLine, RepairPage, SourceLine, SourcePage, SourcesPage
from tracker.sources import added, registry
from tracker.sources.source import Source
from tracker.store.library import Files
from tracker.store.lives import Where

NEWEST = 200  # deliveries shown: a month of a busy firm

# What calls for a person first: a source that fails comes before one that is well.
_URGENCY = (
    SourceState.DOWN,
    SourceState.BLOCKED,
    SourceState.DEGRADED,
    SourceState.GONE,
    SourceState.NEVER,
    SourceState.OK,
    SourceState.NOTHING_NEW,
)


class Operations(Desk):
    """Sources, quarantine, deliveries."""

    def sources(self) -> SourcesPage:
        """Every source described or ever visited, those in trouble first, and the open quarantine."""
        self.must_be_inside()
        with self.library.reading() as files:
            health = {one.source: one for one in files.visits.health()}
            quarantined = tuple(files.quarantine.open())
            alarms = {alarm.source: alarm for alarm in files.alarms.open()}
            unsure = tuple(files.versions.unsure())
        described, fault = self._described()
        known = {source.id: source for source in (*registry.samples(), *described)}
        lines = [
            _line(
                health.get(name) or SourceHealth(name, SourceState.NEVER),
                known.get(name),
                alarms.get(name),
                self.clock(),
            )
            for name in sorted(health.keys() | {source.id for source in described})
        ]
        lines.sort(key=lambda line: (_URGENCY.index(line.health.state), line.health.source))
        return SourcesPage(tuple(lines), quarantined, access.writes_sources(self.reader), fault, unsure)

    def _described(self) -> tuple[tuple[Source, ...], str]:
        """The sources this installation describes; the package's alone, and why, when one of its own is in disorder."""
        try:
            return registry.installed(self.settings.data), ""
        except SourceError as fault:
            return registry.sources(), str(fault)

    def source(self, name: str) -> SourcePage:
        """One source with its history; raises NotFound for one neither described nor ever visited."""
        self.must_be_inside()
        described, _ = self._described()
        known = {source.id: source for source in (*registry.samples(), *described)}
        with self.library.reading() as files:
            health = next(iter(files.visits.health_of([name])), SourceHealth(name, SourceState.NEVER))
            visits, alarms = tuple(files.visits.of(name, NEWEST)), tuple(files.alarms.of(name, NEWEST))
        if name not in known and not visits:
            raise NotFound(f"There is no source “{name}”.")
        open_now = next((alarm for alarm in alarms if alarm.ended_at is None), None)
        source = known.get(name)
        return SourcePage(
            _line(health, source, open_now, self.clock()),
            source,
            visits,
            alarms,
            self.may_write,
            is_added=bool(source and source.added_by),
        )

    @property
    def may_write(self) -> bool:
        """Whether the reader keeps sources."""
        return access.writes_sources(self.reader)

    def must_write(self) -> None:
        """Raise NotAllowed unless the reader keeps sources."""
        if not self.may_write:
            raise NotAllowed("Only analysts may change sources and what is filed from them.")

    def name_for(self, url: str) -> str:
        """An id for a source at an address, which no other has."""
        described, _ = self._described()
        return added.name_for(url, frozenset(source.id for source in (*registry.samples(), *described)))

    def add_source(self, source: Source) -> None:
        """Keep a source the reader describes; the scheduler finds it within a minute.

        Raises NotAllowed unless the reader keeps sources, Conflict when the id is taken.
        """
        self.must_write()
        with self.library.writing() as files:
            self.record(files, Done.MADE, "source", source.id)
            added.save(self.settings.data, replace(source, added_by=self.person_id))

    def switch_source(self, name: str, enabled: bool) -> None:
        """Switch a source somebody added here on or off; raises NotAllowed, NotFound."""
        self.must_write()
        with self.library.writing() as files:
            self.record(files, Done.CHANGED, "source", name, detail="on" if enabled else "off")
            added.switch(self.settings.data, name, enabled)

    def repairs(self, slug: str, words: str = "") -> RepairPage:
        """A work with all that can be repaired of it, and works called so that it may be joined with.

        Raises NotAllowed unless the reader keeps sources, NotFound.
        """
        self.must_write()
        with self.library.reading() as files:
            instrument = files.instruments.get(slug)
            found = files.lives.page(Where(self.reach, instrument.shelf, words), self.today, {}, OFFERED)
            return RepairPage(
                instrument,
                tuple(files.versions.of(slug)),
                {card.id: sure for card, sure in files.versions.unsure() if card.instrument == slug},
                tuple(one for one in files.instruments.some(one.instrument for one in found) if one.slug != slug),
                tuple(files.repairs.of(slug)),
                self.names(files),
            )

    def quarantine(self) -> tuple[Quarantined, ...]:
        """Captures that became no version and wait for a person."""
        self.must_be_inside()
        with self.library.reading() as files:
            return tuple(files.quarantine.open())

    def readings(self) -> Mapping[int, Later]:
        """Of what is in quarantine: what is read by whoever is free, and how far that is."""
        self.must_be_inside()
        with self.library.reading() as files:
            return files.readings.all()

    def settle(self, capture: int, how: str) -> None:
        """Settle a quarantined capture, `accepted` or `rejected`; raises NotAllowed unless the reader keeps sources."""
        if not access.writes_sources(self.reader):
            raise NotAllowed("Only analysts may settle a quarantined capture.")
        if how not in ("accepted", "rejected"):
            raise NotFound(f"A capture is accepted or rejected, not “{how}”.")
        with self.library.writing() as files:
            files.quarantine.settle(capture, how, self.person_id, self.clock())
            self.record(files, Done.SETTLED, "quarantine", capture, detail=how)

    def deliveries(self, state: DeliveryState | None = None) -> DeliveriesPage:
        """What was sent and what was not, newest first, of one state if asked; how many there are of each."""
        self.must_be_inside()
        with self.library.reading() as files:
            names, hooks = self.names(files), files.hooks.names()
            rows = files.outbox.deliveries(NEWEST, state=state)
            return DeliveriesPage(
                tuple(self._delivery(files, one, names, hooks) for one in rows), files.outbox.counts(), state
            )

    def resend(self, delivery: int) -> None:
        """Send a delivery again that failed or is in doubt: a person's decision, under the same Message-ID."""
        if not self.is_inside:
            raise NotAllowed("Only the firm's people may send again.")
        with self.library.writing() as files:
            files.outbox.resend(delivery, self.clock())
            self.record(files, Done.SENT, "delivery", delivery, detail="again")

    def _delivery(
        self, files: Files, delivery: Delivery, names: Mapping[str, str], hooks: Mapping[str, str]
    ) -> DeliveryLine:
        alert = files.outbox.alert(delivery.alert)
        instrument = files.instruments.get(alert.instrument) if alert.instrument else None
        address = hooks.get(delivery.address, "") if delivery.channel in HOOKED else delivery.address
        person = names.get(alert.person, alert.person)
        return DeliveryLine(delivery, alert, instrument, person, "" if delivery.channel is Channel.PAGE else address)


# A site that sleeps at night is left alone for eight hours; twice that, and nobody is at work here.
_LONGEST_NIGHT = timedelta(hours=16)


def is_overdue(health: SourceHealth, source: Source, now: datetime) -> bool:
    """Whether a source that is switched on was not visited for two cadences and a night: the silence is our own."""
    if not source.enabled or health.last_visit_at is None:
        return False
    return now - health.last_visit_at > 2 * timedelta(minutes=source.cadence_minutes) + _LONGEST_NIGHT


def _line(health: SourceHealth, source: Source | None, alarm: Alarm | None, now: datetime) -> SourceLine:
    if source is None:
        return SourceLine(health, health.source, health.source, alarm=alarm)
    return SourceLine(
        health,
        source.name_zh,
        source.name_en,
        source.url if source.shelf is Shelf.REAL else "",  # an invented site has no address to follow
        source.robots,
        source.enabled,
        source.cadence_minutes,
        source.shelf,
        source.robots_zh,
        source.all_shapes,
        alarm,
        is_overdue(health, source, now),
    )
