"""Units: a numbered provision cut into the smallest clauses that carry a norm of their own.

Items if there are items, else paragraphs; the words items hang on (the chapeau) are a unit too. In a standard
all running text of a clause is one unit, with the heading it is printed under.
"""

from collections.abc import Iterator, Sequence

from tracker.diff.changes import Unit
from tracker.law.document import Document
from tracker.law.provision import Kind, Provision, is_numbered

# What hangs on the words above it; an enumeration's members are slow to reach.
_HANGING = (Kind.ITEM, Kind.SUBITEM)


def with_headings(provisions: Sequence[Provision], above: str = "") -> Iterator[tuple[Provision, str]]:
    """Every node in reading order, each with the headings it stands under, its own last."""
    for provision in provisions:
        heading = f"{above} {provision.heading}" if above and provision.heading else above or provision.heading
        yield provision, heading
        if provision.children:
            yield from with_headings(provision.children, heading)


def units_of(document: Document) -> list[Unit]:
    """The units of every numbered provision of a text, in reading order."""
    return [u for p, heading in with_headings(document.provisions) if is_numbered(p) for u in units(p, heading)]


def units(provision: Provision, heading: str = "") -> list[Unit]:
    """The units of one numbered provision; `heading`: what it and the divisions above it are called."""
    if provision.kind is Kind.CLAUSE:
        return list(_clause_units(provision, heading))
    return _branch(provision, provision.locator, "", heading)


def _branch(node: Provision, article: str, chapeau: str, heading: str) -> list[Unit]:
    """A node's own words, then what hangs on them."""
    found = [Unit(node.locator, article, node.text, chapeau, heading, str(node.kind))] if node.text else []
    for child in node.children:
        if not is_numbered(child):
            below = node.text if child.kind in _HANGING else ""
            lead = f"{chapeau}\n{below}" if chapeau and below else chapeau or below
            found += _branch(child, article, lead, heading)
    return found


def _clause_units(clause: Provision, heading: str) -> Iterator[Unit]:
    """A standard's clause: its running text as one unit under the clause's own number, then items, tables and notes."""
    running = [clause.text] + [c.text for c in clause.children if c.kind is Kind.PARAGRAPH]
    words = "\n".join(filter(None, running))
    if words:
        # The heading belongs to the opening unit: 技术培训 → 专业培训 changes the clause though its sentence stays.
        printed = "\n".join(filter(None, (clause.heading, words)))
        yield Unit(clause.locator, clause.locator, printed, "", heading, clause.kind.value)
    for child in clause.children:
        if is_numbered(child):
            continue
        if child.kind is not Kind.PARAGRAPH:
            yield from _branch(child, clause.locator, words, heading)
            continue
        for item in child.children:
            yield from _branch(item, clause.locator, words, heading)
