"""The watch desk: what a person wants to hear of, when and where, and what they were told."""

import secrets
from dataclasses import replace
from zoneinfo import ZoneInfo, available_timezones

from tracker.alerts.matching import Route
from tracker.errors import Conflict, NotFound
from tracker.practice.audit import Done
from tracker.practice.hours import Habits
from tracker.practice.person import Person
from tracker.practice.watch import HOOKED, Alert, Filing, Hook, Occasion, Watch
from tracker.readingroom.desk import Desk
from tracker.readingroom.lines import comparison_lines
from tracker.readingroom.pages import AlertLine, Foretold, WatchLine
from tracker.readingroom.previewing import foretold
from tracker.readingroom.telling import PostOffice
from tracker.store.library import Files

INSIDE_ONLY = frozenset({Occasion.SOURCE, Occasion.ANSWER})


class Watches(Desk):
    """A person's own watches, hours, addresses and alerts; nobody sees another's."""

    def mine(self) -> tuple[WatchLine, ...]:
        """The reader's watches, oldest first; raises NotAllowed for a visitor."""
        with self.library.reading() as files:
            return tuple(self._watch(files, watch) for watch in files.watches.of(self.person_id))

    def add(self, watch: Watch) -> Watch:
        """Watch something, as the reader themself; raises NotFound for what they may not know of."""
        with self.library.writing() as files:
            made = files.watches.add(self._checked(files, watch))
            self.record(files, Done.MADE, "watch", made.id)
            return made

    def preview(self, watch: Watch) -> tuple[Foretold, ...]:
        """What this watch would have told in the last year, newest first; raises as `add` does."""
        with self.library.reading() as files:
            return foretold(files, self._checked(files, watch), self.reader, self.today)

    def pause(self, watch: int, active: bool) -> None:
        """Silence a watch, or let it speak again; raises NotFound for another's."""
        with self.library.writing() as files:
            files.watches.put(replace(self._own(files, watch), active=active))
            self.record(files, Done.CHANGED, "watch", watch, detail="on" if active else "off")

    def remove(self, watch: int) -> None:
        """Stop watching; raises NotFound for another's watch."""
        with self.library.writing() as files:
            self._own(files, watch)
            files.watches.remove(watch, self.person_id)
            self.record(files, Done.REMOVED, "watch", watch)

    def try_out(self, watch: int) -> None:
        """Send a test by this watch's channel, at once and whatever the hour; raises NotFound for another's."""
        with self.library.writing() as files:
            mine, person = self._own(files, watch), files.people.get(self.person_id)
            deliveries = PostOffice({}, self.clock()).deliveries(person, [Route(mine.channel, mine.hook)])
            event = f"test/{secrets.token_hex(8)}"
            test = Filing(mine.id, person.id, event, "", "", None, deliveries, Occasion.TEST)
            files.outbox.file([test], self.clock())

    def alerts(self) -> tuple[AlertLine, ...]:
        """The reader's alerts, newest first, with as much judgement as they may see now."""
        with self.library.reading() as files:
            alerts = sorted(files.outbox.alerts_of(self.person_id), key=lambda a: (a.created_at, a.id), reverse=True)
            return tuple(line for alert in alerts if (line := self._alert(files, alert)) is not None)

    def unread(self) -> int:
        """How many alerts the reader has not opened."""
        return sum(line.alert.read_at is None for line in self.alerts())

    def mark_read(self, alert: int) -> None:
        """The reader saw an alert; raises NotFound for another's."""
        with self.library.writing() as files:
            if not any(a.id == alert for a in files.outbox.alerts_of(self.person_id)):
                raise NotFound("You have no such alert.")
            files.outbox.mark_read(alert, self.clock())

    def hours(self) -> Habits:
        """When the reader wants to hear."""
        with self.library.reading() as files:
            return files.habits.of(self.person_id)

    def set_hours(self, hours: Habits, zone: str, language: str) -> Person:
        """Keep the reader's hours, zone and language; raises NotFound for a zone nobody knows."""
        if zone not in available_timezones():
            raise NotFound(f"There is no time zone “{zone}”.")
        with self.library.writing() as files:
            files.habits.put(self.person_id, hours)
            person = replace(files.people.get(self.person_id), zone=ZoneInfo(zone).key, language=language)
            files.people.put(person)
            self.record(files, Done.CHANGED, "person", person.id, detail="hours, language")
            return person

    def hooks(self) -> tuple[Hook, ...]:
        """The reader's own addresses beside their e-mail."""
        with self.library.reading() as files:
            return tuple(files.hooks.of(self.person_id))

    def add_hook(self, hook: Hook) -> Hook:
        """Keep an address of the reader's own."""
        with self.library.writing() as files:
            made = files.hooks.add(replace(hook, person=self.person_id))
            self.record(files, Done.MADE, "hook", made.id, detail=made.channel.value)
            return made

    def remove_hook(self, hook: int) -> None:
        """Take an address away; raises NotFound for another's, Conflict while a watch still uses it."""
        with self.library.writing() as files:
            if any(watch.hook == hook for watch in files.watches.of(self.person_id)):
                raise Conflict("A watch still sends to this address; stop it first.")
            files.hooks.remove(hook, self.person_id)
            self.record(files, Done.REMOVED, "hook", hook)

    def _own(self, files: Files, watch: int) -> Watch:
        found = next((w for w in files.watches.of(self.person_id) if w.id == watch), None)
        if found is None:
            raise NotFound("You have no such watch.")
        return found

    def _checked(self, files: Files, watch: Watch) -> Watch:
        """The watch as this reader may have it; raises NotFound for an instrument or address that is not theirs."""
        if watch.instrument:
            self.instrument(files, watch.instrument)
        if watch.channel in HOOKED and not any(h.id == watch.hook for h in files.hooks.of(self.person_id)):
            raise NotFound("Enter the address of this channel first.")
        return replace(
            watch,
            person=self.person_id,
            hook=watch.hook if watch.channel in HOOKED else None,
            occasions=watch.occasions if self.is_inside else watch.occasions - INSIDE_ONLY,
            source=watch.source if self.is_inside else "",
            chain=watch.chain and bool(watch.instrument),
            provision=watch.provision if watch.instrument else "",
        )

    def _watch(self, files: Files, watch: Watch) -> WatchLine:
        hook = files.hooks.names().get(str(watch.hook), "") if watch.hook else ""
        try:
            return WatchLine(watch, self.instrument(files, watch.instrument) if watch.instrument else None, hook)
        except NotFound:
            return WatchLine(
                replace(watch, instrument=""), hook=hook
            )  # no longer followed: its name is not told either

    def _alert(self, files: Files, alert: Alert) -> AlertLine | None:
        if not alert.instrument:
            return AlertLine(alert)
        try:
            instrument = self.instrument(files, alert.instrument)
        except NotFound:
            return None
        if not alert.version:
            return AlertLine(alert, instrument)
        card = next((c for c in self.cards(files, alert.instrument) if c.id == alert.version), None)
        if card is None:
            return None
        pair = (alert.compared_with, alert.version)
        line = next((x for x in comparison_lines(self, files, instrument) if (x.old.id, x.new.id) == pair), None)
        return AlertLine(alert, instrument, card, line)
