"""The watch desk: what a person wants to hear of, and what they were told."""

from dataclasses import replace

from tracker.errors import NotFound
from tracker.practice.watch import Alert, Watch
from tracker.readingroom.desk import Desk
from tracker.readingroom.lines import comparison_lines
from tracker.readingroom.pages import AlertLine, WatchLine
from tracker.store.library import Files


class Watches(Desk):
    """A person's own watches and alerts; nobody sees another's."""

    def mine(self) -> tuple[WatchLine, ...]:
        """The reader's watches, oldest first; raises NotAllowed for a visitor."""
        with self.library.reading() as files:
            return tuple(self._watch(files, watch) for watch in files.watches.of(self.person_id))

    def add(self, watch: Watch) -> Watch:
        """Watch something, as the reader themself; raises NotFound for an instrument they may not know of."""
        with self.library.writing() as files:
            if watch.instrument:
                self.instrument(files, watch.instrument)
            return files.watches.add(replace(watch, person=self.person_id))

    def remove(self, watch: int) -> None:
        """Stop watching; raises NotFound for another's watch."""
        with self.library.writing() as files:
            if not any(w.id == watch for w in files.watches.of(self.person_id)):
                raise NotFound("You have no such watch.")
            files.watches.remove(watch, self.person_id)

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

    def _watch(self, files: Files, watch: Watch) -> WatchLine:
        try:
            return WatchLine(watch, self.instrument(files, watch.instrument) if watch.instrument else None)
        except NotFound:
            return WatchLine(replace(watch, instrument=""))  # no longer followed: its name is not told either

    def _alert(self, files: Files, alert: Alert) -> AlertLine | None:
        try:
            instrument = self.instrument(files, alert.instrument)
        except NotFound:
            return None
        card = next((c for c in self.cards(files, alert.instrument) if c.id == alert.version), None)
        if card is None:
            return None
        pair = (alert.compared_with, alert.version)
        line = next((x for x in comparison_lines(self, files, instrument) if (x.old.id, x.new.id) == pair), None)
        return AlertLine(alert, instrument, card, line)
