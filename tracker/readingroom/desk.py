"""What every desk of the reading room holds, and the one way to an instrument."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.errors import NotAllowed, NotFound
from tracker.law.instrument import Instrument
from tracker.practice import access
from tracker.practice.audit import Done
from tracker.practice.cards import VersionCard
from tracker.practice.moments import Upcoming
from tracker.practice.person import Reader, Role
from tracker.readingroom.cards import card_for
from tracker.settings import Settings
from tracker.store.library import Files, Library
from tracker.store.lives import Dated

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")  # official days of these texts are days in China
OFFERED = 50  # works offered in a form: more than that is not chosen from but sought
EVERY = 1_000_000  # more versions than a library holds: no limit


@dataclass(frozen=True)
class Desk:
    """One desk: the library behind it, the reader before it, the settings, and a clock giving UTC instants."""

    library: Library
    reader: Reader
    settings: Settings
    clock: Callable[[], datetime]

    @property
    def today(self) -> date:
        """Today where the reader is; in China for a visitor."""
        zone = ZoneInfo(self.reader.person.zone) if self.reader.person else OFFICE_ZONE
        return self.clock().astimezone(zone).date()

    @property
    def is_inside(self) -> bool:
        """Whether the reader works for the firm."""
        return access.is_inside(self.reader)

    @property
    def mail_leaves(self) -> bool:
        """Whether letters leave this installation; without a mail server they stay queued."""
        return bool(self.settings.mail.host)

    @property
    def person_id(self) -> str:
        """Who is reading; raises NotAllowed for a visitor."""
        if self.reader.role is Role.VISITOR or self.reader.person is None:
            raise NotAllowed("Sign in first.")
        return self.reader.person.id

    @property
    def reach(self) -> access.Reach:
        """Which instruments the reader may know of."""
        return access.reach(self.reader, public_facts=self.settings.public_facts)

    def sees_facts(self, instrument: Instrument) -> bool:
        """Whether the reader may know that this instrument exists."""
        return access.sees_facts(self.reader, instrument, public_facts=self.settings.public_facts)

    def instrument(self, files: Files, slug: str) -> Instrument:
        """The instrument, if the reader may know of it; raises NotFound otherwise: that it exists is a fact too."""
        try:
            instrument = files.instruments.get(slug)
        except NotFound:
            instrument = None
        if instrument is None or not self.sees_facts(instrument):
            raise NotFound(f"There is no instrument “{slug}” here.")
        return instrument

    def readable(self, files: Files, slug: str) -> Instrument:
        """The instrument, if the reader may read its texts; raises NotFound otherwise."""
        instrument = self.instrument(files, slug)
        if not access.sees_text(self.reader, instrument):
            raise NotFound(f"There is no text of “{slug}” here.")
        return instrument

    def cards(self, files: Files, slug: str) -> list[VersionCard]:
        """The versions of one instrument, oldest first, as the reader may hold their cards."""
        cards = [card_for(self.reader, card) for card in files.versions.of(slug)]
        return sorted(cards, key=lambda card: (card.dated_on, card.id))

    def texts(self, files: Files, slugs: Collection[str]) -> dict[str, list[VersionCard]]:
        """The versions of some instruments by slug, oldest first, in one look."""
        held = files.versions.of_works(slugs)
        return {slug: [card_for(self.reader, card) for card in cards] for slug, cards in held.items()}

    def works(self, files: Files, slugs: Collection[str]) -> dict[str, Instrument]:
        """Those of some instruments that the reader may know of, by slug."""
        return {one.slug: one for one in files.instruments.some(slugs) if self.sees_facts(one)}

    def told(self, works: Mapping[str, Instrument], dates: Iterable[Dated], today: date) -> list[Upcoming]:
        """Dates ahead with their works, in the order given; those of works that are not among them are left out."""
        return [
            Upcoming(works[one.instrument], one.kind, one.on, (one.on - today).days, one.sure, one.opened_on, one.stage)
            for one in dates
            if one.instrument in works
        ]

    def must_be_inside(self) -> None:
        """Raise NotAllowed unless the reader works for the firm."""
        if not self.is_inside:
            raise NotAllowed("This page is for the firm's own people.")

    @property
    def may_write_notes(self) -> bool:
        """Whether the reader may write notes and release."""
        return access.writes_notes(self.reader)

    def must_write_notes(self) -> None:
        """Raise NotAllowed unless the reader may write notes and release."""
        if not access.writes_notes(self.reader):
            raise NotAllowed("Only counsel may write and release here.")

    def must_bring_translations(self) -> None:
        """Raise NotAllowed unless the reader may bring a translation."""
        if not access.brings_translations(self.reader):
            raise NotAllowed("Only the firm's own people may bring a translation.")

    def record(self, files: Files, done: Done, *thing: object, detail: object = "") -> None:
        """Write down what the reader does, in the transaction that does it: `thing` is a path of ids."""
        path = "/".join(str(part) for part in thing)
        files.audit.record(self.person_id, done, path, str(detail), self.clock())

    def names(self, files: Files) -> dict[str, str]:
        """Everybody's display name by id."""
        return {person.id: person.name for person in files.people.all()}
