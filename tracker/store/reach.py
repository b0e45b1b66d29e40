"""A reader's reach as conditions on the works: what lies outside is neither read nor counted."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from tracker.law.instrument import Instrument, Shelf
from tracker.practice.access import Reach
from tracker.store.tables import InstrumentRow


@dataclass(frozen=True, slots=True)
class Works:
    """Works within a reader's reach, of a shelf (None: of both), a topic, and, where `slugs` are given, among these."""

    reach: Reach
    shelf: Shelf | None = None
    topic: str = ""
    slugs: frozenset[str] | None = None

    def holds(self, work: Instrument) -> bool:
        """Whether a work is one of them."""
        return (
            self.reach.holds(work)
            and self.shelf in (None, work.shelf)
            and (not self.topic or self.topic in work.topics)
            and (self.slugs is None or work.slug in self.slugs)
        )

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same of a row of the catalogue."""
        found = within(self.reach, InstrumentRow.slug, InstrumentRow.topics)
        if self.shelf is not None:
            # Not by the index of shelves: almost everything stands on one, and newest first has an index of its own.
            found.append(InstrumentRow.shelf.concat("") == self.shelf)
        if self.topic:
            found.append(InstrumentRow.topics.contains(f'"{self.topic}"', autoescape=True))
        if self.slugs is not None:
            found.append(InstrumentRow.slug.in_(sorted(self.slugs)))
        return found


def within(
    reach: Reach, slug: "InstrumentedAttribute[str]", topics: "InstrumentedAttribute[str]"
) -> list[ColumnElement[bool]]:
    """Conditions that leave the works within reach; none for a reader who may know of all."""
    if reach.everything:
        return []
    followed = [topics.contains(f'"{topic}"', autoescape=True) for topic in sorted(reach.topics)]
    return [or_(false(), slug.in_(sorted(reach.slugs)), *followed)]
