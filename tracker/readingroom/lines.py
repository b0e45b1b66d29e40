"""The comparisons of an instrument as lines of a page, with counts only where the reader may see a judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Direction
from tracker.law.instrument import Instrument
from tracker.practice import access
from tracker.practice.access import Release, Sight
from tracker.practice.cards import ComparisonCard, Review, VersionCard
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import ComparisonLine
from tracker.store.library import Files

Pair = tuple[str, str, str]  # instrument, old, new


def comparison_lines(
    desk: Desk, files: Files, instrument: Instrument, texts: Sequence[VersionCard] | None = None
) -> tuple[ComparisonLine, ...]:
    """The filed comparisons of an instrument, newest text first; none for a reader who may not read its texts.

    `texts` are its versions, where the desk has read them already: most works have one, and nothing to compare.
    One with a text of ours that another took the place of is left out, unless it was released: then it stands.
    """
    held = desk.cards(files, instrument.slug) if texts is None else texts
    return lines_of_works(desk, files, {instrument.slug: instrument}, {instrument.slug: held}).get(instrument.slug, ())


def lines_of_works(
    desk: Desk, files: Files, works: Mapping[str, Instrument], texts: Mapping[str, Sequence[VersionCard]]
) -> dict[str, tuple[ComparisonLine, ...]]:
    """The same of several instruments, by slug, with as many looks as for one; those without any are left out."""
    able = [
        slug for slug, work in works.items() if len(texts.get(slug, ())) > 1 and access.sees_text(desk.reader, work)
    ]
    if not able:
        return {}
    shown = _Shown(files.releases.of_works(able), files.snapshots.standing_of_works(able))
    found: dict[str, list[ComparisonLine]] = {}
    for card in files.comparisons.of_works(able):
        if not desk.is_inside and card.review is Review.FILED:
            continue  # which two versions somebody of the firm put side by side is the firm's
        versions = {one.id: one for one in texts[card.instrument]}
        if card.review is Review.RELEASED or not _is_superseded(card, versions):
            line = _line(desk, files, works[card.instrument], card, versions, shown)
            found.setdefault(card.instrument, []).append(line)
    return {
        slug: tuple(sorted(lines, key=lambda line: (line.new.dated_on, line.old.dated_on), reverse=True))
        for slug, lines in found.items()
    }


@dataclass(frozen=True, slots=True)
class _Shown:
    """By instrument, old and new: the releases of each comparison, and its clauses as counsel has them."""

    releases: Mapping[Pair, Sequence[Release]]
    standing: Mapping[Pair, Mapping[Direction, int]]


def _is_superseded(card: ComparisonCard, versions: Mapping[str, VersionCard]) -> bool:
    return bool(versions[card.old].superseded or versions[card.new].superseded)


def _line(
    desk: Desk,
    files: Files,
    instrument: Instrument,
    card: ComparisonCard,
    versions: Mapping[str, VersionCard],
    shown: _Shown,
) -> ComparisonLine:
    pair = card.instrument, card.old, card.new
    releases = shown.releases.get(pair, ())
    sight = access.sight(desk.reader, instrument, releases)
    return ComparisonLine(
        instrument=card.instrument,
        old=versions[card.old],
        new=versions[card.new],
        sight=sight,
        directions=None
        if sight is Sight.NOTHING
        else _directions(desk, files, card, sight, releases, shown.standing.get(pair)),
        review=card.review if desk.is_inside else None,
        filed_at=card.filed_at if desk.is_inside else None,
    )


def _directions(
    desk: Desk,
    files: Files,
    card: ComparisonCard,
    sight: Sight,
    releases: Sequence[Release],
    counsels: Mapping[Direction, int] | None,
) -> Mapping[Direction, int]:
    """The counts of the comparison as this reader holds it: counsel's verdicts for the firm, and where released."""
    if sight is Sight.MACHINE:
        return card.directions
    if sight is Sight.FULL:
        held = counsels
    else:
        seen = access.shown_release(desk.reader, releases)
        held = files.snapshots.counts(seen.snapshot) if seen else None
    return held or card.directions
