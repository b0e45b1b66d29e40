"""A text's outline for the reading view: its divisions with the articles below them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.law.document import Document
from tracker.law.provision import DIVISIONS, Kind, Provision, is_numbered, numbered


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the outline: where it leads, what it says, how deep it stands, and the articles below it."""

    eid: str
    label: str
    heading: str
    depth: int
    articles: tuple[Provision, ...]


def outline(document: Document) -> list[Heading]:
    """The divisions in order with the articles in them; in a standard the top clauses with all those below."""
    return list(_headings(document.provisions, 0))


def _headings(provisions: tuple[Provision, ...], depth: int) -> Iterator[Heading]:
    loose: list[Provision] = []
    for provision in provisions:
        if provision.kind in DIVISIONS or (provision.kind is Kind.CLAUSE and not depth):
            yield from _loose(loose, depth)
            yield _heading(provision, depth)
            yield from _headings(provision.children, depth + 1) if provision.kind in DIVISIONS else ()
        elif is_numbered(provision) and not depth:
            loose.append(provision)
    yield from _loose(loose, depth)


def _heading(provision: Provision, depth: int) -> Heading:
    if provision.kind is Kind.CLAUSE:
        return Heading(provision.eid, provision.label, provision.heading, depth, tuple(numbered(provision.children)))
    below = tuple(child for child in provision.children if is_numbered(child))
    return Heading(provision.eid, provision.label, provision.heading, depth, below)


def _loose(articles: list[Provision], depth: int) -> Iterator[Heading]:
    """Articles that stand in no division, as one line of the outline without a heading."""
    if articles:
        yield Heading("", "", "", depth, tuple(articles))
        articles.clear()
