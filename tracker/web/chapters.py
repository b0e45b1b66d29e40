"""Chapters: the outline of the page with its heat, which part of the text the changes fell on and which way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Direction
from tracker.web.bands import Band


@dataclass(frozen=True, slots=True)
class Chapter:
    """One heading: its anchor, its words, how many changes stand below it, by direction where the reader may see it.

    `heat` is its share of the most changed chapter, 0 to 1; a reader who may see no judgement has no counts.
    """

    anchor: str
    heading: str
    changes: int | None = None
    directions: Mapping[Direction, int] | None = None
    heat: float = 0.0


def chapters(bands: Sequence[Band], *, judged: bool) -> tuple[Chapter, ...]:
    """The headings in the order of the page; changes before the first belong to none.

    An old heading that stands alone is told only where the new text has no chapter of that name: it is gone.
    """
    named = {_bare(line) for band in bands if band.heading for line in band.heading[1]}
    told: list[tuple[Band, Counter[Direction]]] = []
    for band in bands:
        if band.heading is not None:
            if band.heading[1] or not {_bare(line) for line in band.heading[0]} <= named:
                told.append((band, Counter()))
        elif told:
            told[-1][1].update(change.clause.verdict.direction for change in band.changes)
    if not judged:
        return tuple(Chapter(band.anchor, _words(band)) for band, _ in told)
    most = max((counts.total() for _, counts in told), default=0) or 1
    return tuple(
        Chapter(
            band.anchor,
            _words(band),
            counts.total(),
            {d: counts[d] for d in Direction},
            round(counts.total() / most, 2),
        )
        for band, counts in told
    )


def _bare(line: str) -> str:
    """A heading's name without its number and white space: 第五章　附　则 and 第六章　附则 are one chapter."""
    return "".join(line.partition("　")[2].split()) or line


def _words(band: Band) -> str:
    """The newest heading; the old one where the chapter is gone."""
    old, new = band.heading or ((), ())
    return "　".join(new or old)
