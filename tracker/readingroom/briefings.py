"""The briefing desk: counsel drafts, words, releases, recalls; a client reads what was released, and that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.diff.changes import Comparison
from tracker.errors import NotFound
from tracker.law.instrument import Instrument, Version
from tracker.practice import briefing
from tracker.practice.audit import EVERYBODY, Done, briefed
from tracker.practice.briefing import Basis, BriefingRelease, Wording
from tracker.practice.cards import VersionCard
from tracker.practice.person import Client
from tracker.readingroom.comparisons import followers, outside
from tracker.readingroom.desk import Desk
from tracker.readingroom.passing import tell_briefed
from tracker.readingroom.rulings import standing
from tracker.store.library import Files
from tracker.store.lives import Where

Pair = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """What one reader may see of a briefing.

    Attributes:
        told: the version this client reads, with its release; None for the firm, or where nothing is released.
        recall: the recalled release this very person had opened, if nothing took its place since.
        wordings, releases, comparison, clients, names, moved: the firm's: every version, whom it went to and who read
            it, the comparison as counsel has it, and what is judged otherwise since the newest version was written.
    """

    instrument: Instrument
    old: Version
    new: Version
    may_write: bool = False
    told: tuple[Wording, BriefingRelease] | None = None
    recall: BriefingRelease | None = None
    wordings: tuple[Wording, ...] = ()
    releases: tuple[BriefingRelease, ...] = ()
    comparison: Comparison | None = None
    clients: tuple[Client, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A released or recalled briefing in a client's list; `texts` are the two versions it is about."""

    instrument: Instrument
    old: str
    new: str
    release: BriefingRelease
    texts: tuple[VersionCard, ...] = ()


class Briefings(Desk):
    """Briefings, one a comparison."""

    def page(self, slug: str, old: str, new: str) -> BriefingPage:
        """The briefing of a comparison as this reader may see it. Raises NotFound for a client without one."""
        return self._inside(slug, old, new) if self.is_inside else self._outside(slug, old, new)

    def _inside(self, slug: str, old: str, new: str) -> BriefingPage:
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            comparison = standing(files, slug, old, new).comparison
            wordings = tuple(files.briefings.of(slug, old, new))
            return BriefingPage(
                instrument=instrument,
                old=files.versions.get(slug, old),
                new=files.versions.get(slug, new),
                may_write=self.may_write_notes,
                wordings=wordings,
                releases=tuple(files.briefings.releases(slug, old, new)),
                comparison=comparison,
                clients=followers(files, instrument),
                names=self.names(files),
                moved=wordings[-1].basis.moved_to(Basis.of(comparison)) if wordings else (),
            )

    def _outside(self, slug: str, old: str, new: str) -> BriefingPage:
        """What a client reads; that they opened it, and when, is kept for the firm."""
        person = self.person_id
        with self.library.writing() as files:
            instrument = self.readable(files, slug)
            releases = files.briefings.releases(slug, old, new)
            shown, recall = (ask(self.reader, releases) for ask in (briefing.shown, briefing.recalled))
            if shown is None and recall is None:
                raise NotFound("There is no briefing here.")
            if shown is not None:
                if person not in [one.person for one in shown.openings]:
                    self.record(files, Done.OPENED, *briefed(slug, old, new))
                files.briefings.opened(shown.number, person, self.clock())
            return BriefingPage(
                instrument=instrument,
                old=outside(files.versions.get(slug, old)),
                new=outside(files.versions.get(slug, new)),
                told=(self._wording(files, (slug, old, new), shown), shown) if shown else None,
                recall=recall if recall and (shown is None or shown.at < (recall.recalled_at or shown.at)) else None,
            )

    def write(self, slug: str, old: str, new: str, zh: str, en: str, *, expected: int | None = None) -> Wording:
        """Keep a version of the briefing, on the comparison as counsel has it now. Raises Conflict, see the store."""
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            basis = Basis.of(standing(files, slug, old, new).comparison)
            wording = Wording(0, zh, en, self.person_id, self.clock(), basis)
            self.record(files, Done.WROTE, *briefed(slug, old, new))
            return files.briefings.write(slug, old, new, wording, expected=expected)

    def release(self, slug: str, old: str, new: str, client: str | None) -> None:
        """Show the newest version to a client (None: every follower). Raises NotFound where nothing is written."""
        self.must_write_notes()
        with self.library.writing() as files:
            instrument = self.readable(files, slug)
            wordings = files.briefings.of(slug, old, new)
            if not wordings:
                raise NotFound("There is no briefing to release yet.")
            files.briefings.release(wordings[-1].number, client, self.person_id, self.clock())
            tell_briefed(files, instrument, (old, new), files.briefings.releases(slug, old, new)[-1])
            self.record(files, Done.RELEASED, *briefed(slug, old, new), detail=client or EVERYBODY)

    def recall(self, release: int, reason: str) -> Pair:
        """Take a release back; whoever opened it is told why. Raises NotFound; returns the comparison it belongs to."""
        self.must_write_notes()
        with self.library.writing() as files:
            place = files.briefings.place_of(release)
            instrument = self.readable(files, place[0])
            files.briefings.recall(release, self.person_id, reason, self.clock())
            recalled = next(one for one in files.briefings.releases(*place) if one.number == release)
            tell_briefed(files, instrument, place[1:], recalled)
            self.record(files, Done.RECALLED, *briefed(*place), detail=f"release {release}")
            return place

    def mine(self) -> tuple[Told, ...]:
        """For a client: what was released to them, and what they opened and was recalled since, newest first."""
        self.person_id  # noqa: B018 - raises for a visitor
        out = []
        with self.library.reading() as files:
            followed = [] if self.is_inside else files.lives.titled(Where(self.reach), None)
            for instrument in files.instruments.some(followed):
                for card in files.comparisons.of(instrument.slug):
                    releases = files.briefings.releases(card.instrument, card.old, card.new)
                    newest = (ask(self.reader, releases) for ask in (briefing.shown, briefing.recalled))
                    told = max((one for one in newest if one), key=lambda one: one.at, default=None)
                    if told:
                        held = {text.id: text for text in self.cards(files, instrument.slug)}
                        texts = (held[card.old], held[card.new])
                        out.append(Told(instrument, card.old, card.new, told_to_client(told), texts))
        return tuple(sorted(out, key=lambda one: one.release.at, reverse=True))

    def _wording(self, files: Files, pair: Pair, release: BriefingRelease) -> Wording:
        return next(one for one in files.briefings.of(*pair) if one.number == release.wording)


def told_to_client(release: BriefingRelease) -> BriefingRelease:
    """A release as a client may hold it: nobody's openings, no other client."""
    return BriefingRelease(
        release.number,
        release.wording,
        None,
        "",
        release.at,
        recalled_at=release.recalled_at,
        reason=release.reason,
    )
