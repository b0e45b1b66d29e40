"""The comparison desk: two versions compared, as much of the judgement as the reader may see, and its release."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tracker.diff.changes import Clause, Comparison, Direction, Link, Verdict
from tracker.errors import NotAllowed, NotFound
from tracker.law.instrument import Instrument, Version
from tracker.practice import access
from tracker.practice.access import Release, Sight
from tracker.practice.audit import EVERYBODY, Done, compared
from tracker.practice.cards import ComparisonCard, Review
from tracker.practice.person import Client
from tracker.practice.ruling import Standing
from tracker.readingroom import asking, telling, threads
from tracker.readingroom.desk import Desk
from tracker.readingroom.filing import file_comparison
from tracker.readingroom.lines import lines_of_works
from tracker.readingroom.notes import colleagues
from tracker.readingroom.pages import ComparisonLine, ComparisonPage
from tracker.readingroom.rippled import rippled
from tracker.readingroom.rulings import standing
from tracker.store.library import Files


def bare(comparison: Comparison) -> Comparison:
    """The comparison as a redline only: which provision stands beside which and what words changed, no judgement."""
    return replace(
        comparison,
        links=tuple(_bare_link(link) for link in comparison.links),
        clauses=tuple(_bare_clause(clause) for clause in comparison.clauses),
        numbers=(),
        direction=Direction.NEUTRAL,
    )


def _bare_link(link: Link) -> Link:
    bare = replace(link, direction=Direction.NEUTRAL, severity=0, confidence=1.0, similarity=1.0)
    return replace(bare, by_hand=False, sure=1.0)


def _bare_clause(clause: Clause) -> Clause:
    return replace(clause, verdict=Verdict(Direction.NEUTRAL), by_hand=False)


class Comparisons(Desk):
    """Comparisons of one instrument's versions."""

    def page(self, slug: str, old: str, new: str, *, with_notes: bool = True) -> ComparisonPage:
        """Any two versions compared; one nobody filed is made, and filed if somebody of the firm asks.

        Without the notes, where only provisions and words are wanted: a comparison may bear a thousand.
        Raises NotFound for what the reader may not read, NotFiled for a dear pair that nobody inside opened yet.
        """
        made = self._made_now(slug, old, new)
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            before, after = files.versions.get(slug, old), files.versions.get(slug, new)
            releases = tuple(files.releases.of(slug, old, new))
            sight = access.sight(self.reader, instrument, releases)
            held = self._held(files, (slug, old, new), made, sight, releases)
            return ComparisonPage(
                instrument=instrument,
                old=self._shown(before),
                new=self._shown(after),
                comparison=bare(held.comparison) if sight is Sight.NOTHING else held.comparison,
                sight=sight,
                notes=threads.seen_by(self.reader, files, slug, old, new) if with_notes else (),
                versions=tuple(self.cards(files, slug)),
                may_write=access.writes_notes(self.reader),
                review=self._review(files, slug, old, new) if self.is_inside else None,
                releases=releases if self.is_inside else (),
                clients=followers(files, instrument) if self.is_inside else (),
                colleagues=tuple(sorted(colleagues(files))) if self.is_inside else (),
                machine=held.machine if self.is_inside else {},
                signed=held.signed if self.is_inside else {},
                rulings=tuple(files.rulings.of(slug, old, new)) if self.is_inside else (),
                unfit=held.unfit if self.is_inside else (),
                ruled=held.ruled if sight is not Sight.NOTHING else frozenset(),
                filed=made is None,
                names=self.names(files) if self.is_inside else {},
                released_at=self._released_at(releases),
                ripples=rippled(files, self.reader, instrument, held.comparison, _titles(before, after)),
                amended_by=files.amendments.basis(slug, new),
            )

    def waiting(self, n: int = 100) -> tuple[tuple[Instrument, ComparisonLine], ...]:
        """Comparisons counsel has not released, of the n filed last, newest first; for the firm's review."""
        self.must_be_inside()
        with self.library.reading() as files:
            cards = [c for c in files.comparisons.latest(n) if c.review not in (Review.RELEASED, Review.FILED)]
            return self._lines(files, cards)

    def inbox(self, size: int, start: int = 0) -> tuple[tuple[tuple[Instrument, ComparisonLine], ...], int]:
        """A page of all comparisons counsel has not released, filed last first, and how many there are in all."""
        self.must_be_inside()
        with self.library.reading() as files:
            cards = files.comparisons.waiting(size, start)
            return self._lines(files, cards), files.comparisons.count_waiting()

    def _lines(self, files: Files, cards: Sequence[ComparisonCard]) -> tuple[tuple[Instrument, ComparisonLine], ...]:
        works = self.works(files, [card.instrument for card in cards])
        lines = lines_of_works(self, files, works, self.texts(files, works))
        found = {(one.instrument, one.old.id, one.new.id): one for some in lines.values() for one in some}
        held = [(card.instrument, found.get((card.instrument, card.old, card.new))) for card in cards]
        return tuple((works[slug], line) for slug, line in held if line is not None)

    def release(self, slug: str, old: str, new: str, client: str | None) -> None:
        """Let a client (None: every follower) see the verdicts; raises NotAllowed unless the reader is counsel.

        Whoever watches for a direction and may see it from now on is told, once, in the same transaction.
        """
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            at, before = self.clock(), files.releases.of(slug, old, new)
            files.releases.add(Release(slug, old, new, client, by=self.person_id, at=at))
            files.comparisons.set_review(slug, old, new, Review.RELEASED)
            self.record(files, Done.RELEASED, *compared(slug, old, new), detail=client or EVERYBODY)
            event = telling.event_of(files, slug, old, new, whole=True)
            telling.tell_released(files, event, before, files.releases.of(slug, old, new), at)

    def withdraw(self, slug: str, old: str, new: str, client: str | None) -> None:
        """Take a release back; the comparison is in review again once nobody outside may see it."""
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            files.releases.withdraw(slug, old, new, client, self.clock())
            self.record(files, Done.WITHDREW, *compared(slug, old, new), detail=client or EVERYBODY)
            if not any(r.withdrawn_at is None for r in files.releases.of(slug, old, new)):
                files.comparisons.set_review(slug, old, new, Review.IN_REVIEW)

    def set_review(self, slug: str, old: str, new: str, state: Review) -> None:
        """Say how far the review of a comparison is; raises NotAllowed for `released`, which only a release reaches."""
        self.must_write_notes()
        if state is Review.RELEASED:
            raise NotAllowed("A comparison becomes released by releasing it to somebody.")
        with self.library.writing() as files:
            self.readable(files, slug)
            files.comparisons.set_review(slug, old, new, state)
            self.record(files, Done.MARKED, *compared(slug, old, new), detail=state.value)

    def _made_now(self, slug: str, old: str, new: str) -> Comparison | None:
        """The comparison of two versions nobody filed; None where one is filed, as after any asking from inside."""
        with self.library.reading() as files:
            self.readable(files, slug)
            if _is_filed(files, slug, old, new):
                return None
            before, after = files.versions.get(slug, old), files.versions.get(slug, new)
        made = asking.made(before, after, whatever_it_costs=self.is_inside)
        if not self.is_inside or old == new:
            return made
        with self.library.writing() as files:
            if not _is_filed(files, slug, old, new):  # somebody else may have asked meanwhile
                file_comparison(files, slug, old, new, made, self.clock())
                files.comparisons.set_review(slug, old, new, Review.FILED)
        return None

    def _held(
        self,
        files: Files,
        pair: tuple[str, str, str],
        made: Comparison | None,
        sight: Sight,
        releases: Sequence[Release],
    ) -> Standing:
        """The comparison this reader holds: counsel's as it stands, counsel's as released, or the machine's."""
        if made is not None:
            return Standing(made)
        if sight is Sight.FULL:
            return standing(files, *pair)
        shown = access.shown_release(self.reader, releases) if sight is Sight.RELEASED else None
        snapshot = files.snapshots.get(shown.snapshot) if shown else None
        if snapshot is None:
            return Standing(files.comparisons.get(*pair))
        return Standing(snapshot.comparison, decided=snapshot.ruled)

    def _shown(self, version: Version) -> Version:
        """A version without its captures for a reader outside: where we fetched it, and when, is the firm's."""
        return version if self.is_inside else outside(version)

    def _review(self, files: Files, slug: str, old: str, new: str) -> Review | None:
        return next((c.review for c in files.comparisons.of(slug) if (c.old, c.new) == (old, new)), None)

    def _released_at(self, releases: Sequence[Release]) -> datetime | None:
        """When counsel last released the verdicts to this reader, or, for the firm, to anybody; None if not."""
        mine = None if self.is_inside else {None, self.reader.client and self.reader.client.id}
        standing = [r.at for r in releases if r.withdrawn_at is None and (mine is None or r.client in mine)]
        return max(standing, default=None)


def _is_filed(files: Files, slug: str, old: str, new: str) -> bool:
    try:
        files.comparisons.card(slug, old, new)
    except NotFound:
        return False
    return True


def _titles(old: Version, new: Version) -> tuple[str, str]:
    return old.document.headmatter.title, new.document.headmatter.title


def followers(files: Files, instrument: Instrument) -> tuple[Client, ...]:
    """The clients that follow an instrument."""
    return tuple(client for client in files.people.clients() if access.follows(client, instrument))


def outside(version: Version) -> Version:
    """A version as a client may hold it: the text and its dates; no capture, no note, no instants of ours."""
    return replace(version, captures=(), note="", first_seen_at=None, last_seen_at=None, metadata={})
