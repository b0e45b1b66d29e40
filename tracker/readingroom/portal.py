"""A client's own desk: what they must do by when, what they follow, what was released to them, and their answers."""

from datetime import datetime, timedelta

from tracker.errors import NotAllowed, NotFound
from tracker.law.instrument import Instrument
from tracker.practice import life
from tracker.practice.access import Sight
from tracker.practice.audit import Done, compared
from tracker.practice.cards import VersionCard
from tracker.practice.client import Answer, Share
from tracker.practice.person import Client
from tracker.readingroom import threads
from tracker.readingroom.desk import Desk
from tracker.readingroom.duties import duties, handle
from tracker.readingroom.lines import comparison_lines, lines_of_works
from tracker.readingroom.pages import ComparisonLine, NoteView, PortalPage, SharedPage
from tracker.readingroom.passing import tell_answered
from tracker.store.library import Files
from tracker.store.lives import Where

LONGEST_SHARE = timedelta(days=90)  # a board paper's life; whoever needs it longer makes a new one
QUOTE = 200  # characters of a wording kept with its answer, enough to know it again
LONGEST_ANSWER = 4000  # characters


class Portal(Desk):
    """The home of one client organisation."""

    def home(self) -> PortalPage:
        """Everything at a glance; raises NotAllowed for anybody but a client's member."""
        client = self._client()
        with self.library.reading() as files:
            followed = self._followed(files)
            texts = self.texts(files, [one.slug for one in followed])
            lines = self._lines(files, followed, texts)
            written = self._released(files, followed, lines)
            answers = self._answers(files, client)
            works = {i.slug: i for i in followed}
            shares = [
                (s, works[s.instrument])
                for s in files.shares.of_client(client.id, self.clock())
                if s.instrument in works
            ]
        lanes = [life.lane(instrument, texts.get(instrument.slug, []), self.today) for instrument in followed]
        lanes.sort(
            key=lambda lane: (lane.next is None, lane.next.on if lane.next else self.today, lane.instrument.slug)
        )
        ahead = [a for lane in lanes for a in life.upcoming(lane.instrument, lane.moments, self.today)]
        ahead.sort(key=lambda a: (a.on, a.instrument.slug))
        return PortalPage(
            client=client,
            lanes=tuple(lanes),
            comparisons=tuple(
                sorted((x for x in lines if x.sight is not Sight.NOTHING), key=lambda x: x.new.dated_on, reverse=True)
            ),
            notes=tuple(written),
            upcoming=tuple(ahead),
            today=self.today,
            duties=duties(written, ahead, self.today),
            handles=tuple(handle(instrument.slug, note) for instrument, note in written),
            answers=answers,
            shares=tuple(shares),
        )

    def answer(self, name: str, body: str) -> None:
        """Say that a released wording was read (no body), or reply to counsel; raises NotFound for another's."""
        client = self._client()
        with self.library.writing() as files:
            instrument, note = self._by_handle(files, name)
            self.record(files, Done.WROTE, "answer", "note", note.id, detail=client.id)
            files.answers.add(
                Answer(
                    0,
                    self.person_id,
                    client.id,
                    instrument.slug,
                    note.old,
                    note.new,
                    name,
                    note.body[:QUOTE],
                    body.strip()[:LONGEST_ANSWER],
                    self.clock(),
                )
            )
            said = [one for one in files.answers.of(self.person_id) if one.note == name]
            if said:
                tell_answered(files, instrument, said[-1], self._wrote(files, instrument.slug, note))

    def share(self, slug: str, old: str, new: str, days: int) -> Share:
        """An address that shows one released comparison for so many days; raises NotFound for one not released."""
        client = self._client()
        at, until = self.clock(), min(timedelta(days=max(days, 1)), LONGEST_SHARE)
        with self.library.writing() as files:
            self._shareable(files, slug, old, new)
            self.record(files, Done.MADE, "share", *compared(slug, old, new), detail=client.id)
            return files.shares.make(self.person_id, client.id, (slug, old, new), at, at + until)

    def end_share(self, number: int) -> None:
        """Take a shared address back; any member of the client may."""
        client = self._client()
        with self.library.writing() as files:
            files.shares.revoke(number, client.id, self.clock())
            self.record(files, Done.REMOVED, "share", number, detail=client.id)

    def shared(self, slug: str, old: str, new: str, expires_at: datetime) -> SharedPage:
        """What a shared address shows this reader, a seat of its client; raises NotFound once the release is gone."""
        with self.library.reading() as files:
            line = self._shareable(files, slug, old, new)
            instrument = self.instrument(files, slug)
            moments = life.moments(instrument, self.cards(files, slug))
            return SharedPage(
                instrument,
                line,
                threads.released(self.reader, files, slug, old, new),
                life.upcoming(instrument, moments, self.today),
                expires_at,
                self.today,
            )

    def _client(self) -> Client:
        client = self.reader.client
        if client is None or self.is_inside:
            raise NotAllowed("This page is a client's own.")
        return client

    def _shareable(self, files: Files, slug: str, old: str, new: str) -> ComparisonLine:
        instrument = self.readable(files, slug)
        lines = comparison_lines(self, files, instrument)
        found = next((x for x in lines if (x.old.id, x.new.id) == (old, new)), None)
        if found is None or found.sight is not Sight.RELEASED:
            raise NotFound("Only what counsel released can be shared.")
        return found

    def _followed(self, files: Files) -> list[Instrument]:
        """What the reader follows, by slug."""
        return files.instruments.some(files.lives.titled(Where(self.reach), None))

    def _lines(
        self, files: Files, followed: list[Instrument], texts: dict[str, list[VersionCard]]
    ) -> list[ComparisonLine]:
        found = lines_of_works(self, files, {one.slug: one for one in followed}, texts)
        return [line for one in followed for line in found.get(one.slug, ())]

    def _released(
        self, files: Files, followed: list[Instrument], lines: list[ComparisonLine]
    ) -> list[tuple[Instrument, NoteView]]:
        written = [
            (instrument, note)
            for instrument in followed
            for line in lines
            if line.instrument == instrument.slug
            for note in threads.seen_by(self.reader, files, instrument.slug, line.old.id, line.new.id)
        ]
        return sorted(written, key=lambda pair: pair[1].at, reverse=True)

    def _by_handle(self, files: Files, name: str) -> tuple[Instrument, NoteView]:
        followed = self._followed(files)
        lines = self._lines(files, followed, self.texts(files, [one.slug for one in followed]))
        for instrument, note in self._released(files, followed, lines):
            if handle(instrument.slug, note) == name:
                return instrument, note
        raise NotFound("There is no such note here.")

    def _wrote(self, files: Files, slug: str, note: NoteView) -> list[str]:
        """Who wrote a released wording, and who released what of its comparison."""
        held = files.notes.of(slug, note.old, note.new)
        wrote = [revision.author for one in held for revision in one.revisions if revision.body == note.body]
        return [*(one.by for one in files.releases.of(slug, note.old, note.new)), *wrote]

    def _answers(self, files: Files, client: Client) -> dict[str, tuple[tuple[str, Answer], ...]]:
        """What this client's members said, by the wording's handle, each with the name of who said it."""
        names = self.names(files)
        found: dict[str, tuple[tuple[str, Answer], ...]] = {}
        for one in files.answers.of_client(client.id):
            found[one.note] = (*found.get(one.note, ()), (names.get(one.person, ""), one))
        return found
