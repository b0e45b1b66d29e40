"""Binding: each clause of a Chinese text to the words that render it in a translation, by number and by order.

Articles are bound by their number. Inside an article paragraphs and items are bound in their order where both texts
have as many of each; where they do not, the whole article's words stand at its first clause and are said to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.diff.changes import Unit
from tracker.diff.units import units_of
from tracker.law.document import Document
from tracker.law.provision import Kind


@dataclass(frozen=True, slots=True)
class Bound:
    """The words that render a unit; not `exact` where they render the whole article the unit opens."""

    text: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Binding:
    """A translation bound to its text.

    Attributes:
        bound: the words for each unit, by locator.
        missing: articles of the text that the translation has not; `surplus`: the other way round.
    """

    bound: Mapping[str, Bound]
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()


def bind(text: Document, translation: Document) -> Binding:
    """The words of a translation for each unit of the text it renders."""
    ours, theirs = _articles(text), _articles(translation)
    bound: dict[str, Bound] = {}
    for article, units in ours.items():
        if article in theirs:
            bound |= dict(_within(units, theirs[article]))
    missing = tuple(article for article in ours if article not in theirs)
    return Binding(bound, missing, tuple(article for article in theirs if article not in ours))


def _articles(document: Document) -> dict[str, list[Unit]]:
    return {article: list(units) for article, units in groupby(units_of(document), key=lambda unit: unit.article)}


def _within(ours: Sequence[Unit], theirs: Sequence[Unit]) -> Iterator[tuple[str, Bound]]:
    """The units of one article: as they are, or, where a translation sets paragraphs as lines, line by line."""
    for pieces in ([(unit.kind, unit.text) for unit in theirs], list(_lines(theirs))):
        if [_is_item(unit.kind) for unit in ours] == [_is_item(kind) for kind, _ in pieces]:
            yield from ((unit.locator, Bound(text)) for unit, (_, text) in zip(ours, pieces, strict=True))
            return
    yield ours[0].locator, Bound("\n".join(unit.text for unit in theirs), exact=False)


def _lines(units: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    for unit in units:
        for line in unit.text.split("\n"):
            yield unit.kind, line


def _is_item(kind: str) -> bool:
    return kind in (Kind.ITEM.value, Kind.SUBITEM.value)
