"""What a comparison touches elsewhere, as far as this reader may read the texts that cite."""

from collections.abc import Iterable, Iterator

from tracker.alerts.event import Event, Touch
from tracker.amending.rippling import ripples
from tracker.diff.changes import Comparison
from tracker.law.instrument import Instrument
from tracker.practice import access
from tracker.practice.amendment import Cited
from tracker.practice.cards import VersionCard
from tracker.practice.person import Reader
from tracker.readingroom.consolidation import RippleLine
from tracker.store.library import Files


def rippled(
    files: Files, reader: Reader, instrument: Instrument, comparison: Comparison, titles: Iterable[str] = ()
) -> tuple[RippleLine, ...]:
    """Citations of what changed in the present texts of other instruments of the shelf, by instrument and place.

    A text that is law is present before a draft; older texts of an instrument rely on nothing any more.
    """
    names = (instrument.title_zh, *instrument.aliases, *titles)
    cited = [one for one in files.citations.of_law(names) if one.instrument != instrument.slug and one.citing.locators]
    return tuple(_lines(files, reader, instrument, comparison, cited))


def touches(files: Files, reader: Reader, event: Event) -> tuple[Touch, ...]:
    """What a letter's reader may be told of citations elsewhere that a new version touches."""
    if event.comparison is None:
        return ()
    titles = [text.title for text in (event.old, event.new) if text]
    found = rippled(files, reader, event.instrument, event.comparison, titles)
    return tuple(
        Touch(line.instrument.title_zh, line.instrument.title_en, line.ripple.citing.within, line.ripple)
        for line in found
    )


def _lines(
    files: Files, reader: Reader, instrument: Instrument, comparison: Comparison, cited: list[Cited]
) -> Iterator[RippleLine]:
    for slug in sorted({one.instrument for one in cited}):
        other = files.instruments.get(slug)
        if other.shelf is not instrument.shelf or not access.sees_text(reader, other):
            continue
        present = _present(files.versions.of(slug))
        standing = [one.citing for one in cited if (one.instrument, one.version) == (slug, present.id)]
        touched = ripples(standing, comparison)
        document = files.versions.get(slug, present.id).document if touched else None
        for ripple in touched:
            node = document.find(ripple.citing.within) if document else None
            yield RippleLine(other, present.id, node.eid if node else "", ripple)


def _present(cards: list[VersionCard]) -> VersionCard:
    counting = [card for card in cards if not card.superseded]
    law = [card for card in counting if card.stage.in_force_text]
    return (law or counting)[-1]
