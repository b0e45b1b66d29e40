"""A client's own desk: what they follow, what was released to them, the dates ahead."""

from tracker.errors import NotAllowed
from tracker.law.instrument import Instrument
from tracker.practice.access import Sight
from tracker.practice.cards import VersionCard
from tracker.readingroom import life, threads
from tracker.readingroom.desk import Desk
from tracker.readingroom.lines import comparison_lines
from tracker.readingroom.pages import Lane, PortalPage


class Portal(Desk):
    """The home of one client organisation."""

    def home(self) -> PortalPage:
        """Everything at a glance; raises NotAllowed for anybody but a client's member."""
        client = self.reader.client
        if client is None or self.is_inside:
            raise NotAllowed("This page is a client's own.")
        with self.library.reading() as files:
            followed = [i for i in files.instruments.all() if self.sees_facts(i)]
            texts = self.texts(files)
            lines = [line for instrument in followed for line in comparison_lines(self, files, instrument)]
            written = [
                (instrument, note)
                for instrument in followed
                for line in lines
                if line.instrument == instrument.slug
                for note in threads.seen_by(self.reader, files, instrument.slug, line.old.id, line.new.id)
            ]
        lanes = [self._lane(instrument, texts.get(instrument.slug, [])) for instrument in followed]
        lanes.sort(
            key=lambda lane: (lane.next is None, lane.next.on if lane.next else self.today, lane.instrument.slug)
        )
        ahead = [a for lane in lanes for a in life.upcoming(lane.instrument, lane.moments, self.today)]
        return PortalPage(
            client=client,
            lanes=tuple(lanes),
            comparisons=tuple(
                sorted((x for x in lines if x.sight is not Sight.NOTHING), key=lambda x: x.new.dated_on, reverse=True)
            ),
            notes=tuple(sorted(written, key=lambda pair: pair[1].at, reverse=True)),
            upcoming=tuple(sorted(ahead, key=lambda a: (a.on, a.instrument.slug))),
            today=self.today,
        )

    def _lane(self, instrument: Instrument, cards: list[VersionCard]) -> Lane:
        moments = life.moments(instrument, cards)
        ahead = life.upcoming(instrument, moments, self.today)
        return Lane(
            instrument=instrument,
            standing=life.standing(moments, self.today),
            stage=life.present_stage(moments, self.today),
            moments=moments,
            next=ahead[0] if ahead else None,
        )
