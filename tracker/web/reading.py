"""A text's outline for the reading view: its divisions with the articles below them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.law.document import Document
from tracker.law.provision import DIVISIONS, Provision, is_numbered


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the outline: where it leads, what it says, how deep it stands, and the articles below it."""

    eid: str
    label: str
    heading: str
    depth: int
    articles: tuple[Provision, ...]


def outline(document: Document) -> list[Heading]:
    """The divisions in order, each with the numbered provisions that stand directly in it."""
    loose = tuple(p for p in document.provisions if is_numbered(p))
    front = [Heading("", "", "", 0, loose)] if loose else []
    return front + list(_divisions(document.provisions, 0))


def _divisions(provisions: tuple[Provision, ...], depth: int) -> Iterator[Heading]:
    for provision in provisions:
        if provision.kind in DIVISIONS:
            numbered = tuple(p for p in provision.children if is_numbered(p))
            yield Heading(provision.eid, provision.label, provision.heading, depth, numbered)
            yield from _divisions(provision.children, depth + 1)
