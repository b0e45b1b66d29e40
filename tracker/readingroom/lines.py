"""The comparisons of an instrument as lines of a page, with counts only where the reader may see a judgement."""

from collections.abc import Mapping, Sequence

from tracker.diff.changes import Direction
from tracker.law.instrument import Instrument
from tracker.practice import access
from tracker.practice.access import Release, Sight
from tracker.practice.cards import ComparisonCard, Review, VersionCard
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import ComparisonLine
from tracker.store.library import Files


def comparison_lines(
    desk: Desk, files: Files, instrument: Instrument, texts: Sequence[VersionCard] | None = None
) -> tuple[ComparisonLine, ...]:
    """The filed comparisons of an instrument, newest text first; none for a reader who may not read its texts.

    `texts` are its versions, where the desk has read them already: most works have one, and nothing to compare.
    One with a text of ours that another took the place of is left out, unless it was released: then it stands.
    """
    if not access.sees_text(desk.reader, instrument):
        return ()
    held = desk.cards(files, instrument.slug) if texts is None else texts
    if len(held) < 2:
        return ()
    versions = {card.id: card for card in held}
    cards = files.comparisons.of(instrument.slug)
    if not desk.is_inside:  # which two versions somebody of the firm put side by side is the firm's
        cards = [card for card in cards if card.review is not Review.FILED]
    cards = [card for card in cards if card.review is Review.RELEASED or not _is_superseded(card, versions)]
    lines = [_line(desk, files, instrument, card, versions) for card in cards]
    return tuple(sorted(lines, key=lambda line: (line.new.dated_on, line.old.dated_on), reverse=True))


def _is_superseded(card: ComparisonCard, versions: Mapping[str, VersionCard]) -> bool:
    return bool(versions[card.old].superseded or versions[card.new].superseded)


def _line(
    desk: Desk, files: Files, instrument: Instrument, card: ComparisonCard, versions: Mapping[str, VersionCard]
) -> ComparisonLine:
    releases = files.releases.of(card.instrument, card.old, card.new)
    sight = access.sight(desk.reader, instrument, releases)
    return ComparisonLine(
        instrument=card.instrument,
        old=versions[card.old],
        new=versions[card.new],
        sight=sight,
        directions=None if sight is Sight.NOTHING else _directions(desk, files, card, sight, releases),
        review=card.review if desk.is_inside else None,
        filed_at=card.filed_at if desk.is_inside else None,
    )


def _directions(
    desk: Desk, files: Files, card: ComparisonCard, sight: Sight, releases: Sequence[Release]
) -> Mapping[Direction, int]:
    """The counts of the comparison as this reader holds it: counsel's verdicts for the firm, and where released."""
    if sight is Sight.MACHINE:
        return card.directions
    if sight is Sight.FULL:
        held = files.snapshots.standing_counts(card.instrument, card.old, card.new)
    else:
        shown = access.shown_release(desk.reader, releases)
        held = files.snapshots.counts(shown.snapshot) if shown else None
    return held or card.directions
