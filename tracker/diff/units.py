"""Units: a numbered provision cut into the smallest clauses that carry a norm of their own.

Items if there are items, else paragraphs; the words items hang on (the chapeau) are a unit too. In a standard
all running text of a clause is one unit, with the heading it is printed under.
"""

from collections.abc import Iterator, Sequence

from tracker.diff.changes import Unit
from tracker.law.document import Document
from tracker.law.provision import Kind, Provision, is_numbered

# What hangs on the words above it; an enumeration's members are slow to reach, and every node is asked.
_HANGING = (Kind.ITEM, Kind.SUBITEM)
_CLAUSE, _LISTED = Kind.CLAUSE, (Kind.ARTICLE, Kind.CLAUSE)

# An article or a clause, with the headings it stands under, its own last.
Placed = tuple[Provision, str]
# The words of a unit: those it hangs on, and its own.
Words = tuple[str, str]


def places(document: Document) -> list[Placed]:
    """Every article and clause in reading order, each with the headings it stands under."""
    found: list[Placed] = []
    _place(document.provisions, "", found)
    return found


def _place(provisions: Sequence[Provision], above: str, found: list[Placed]) -> None:
    for provision in provisions:
        own = provision.heading
        heading = f"{above} {own}" if above and own else above or own
        if provision.kind in _LISTED:
            found.append((provision, heading))
        if provision.children:
            _place(provision.children, heading, found)


def units_of(document: Document) -> list[Unit]:
    """The units of every numbered provision of a text, in reading order."""
    return [u for p, heading in places(document) if is_numbered(p) for u in units(p, heading)]


def units(provision: Provision, heading: str = "") -> list[Unit]:
    """The units of one numbered provision; `heading`: what it and the divisions above it are called."""
    if provision.kind is _CLAUSE:
        return list(_clause_units(provision, heading))
    return _branch(provision, provision.locator, "", heading)


def words(provision: Provision) -> list[Words]:
    """The words of each of its units, at a fraction of what the units cost: nothing else is asked of most of them."""
    if provision.kind is _CLAUSE:
        return [(unit.chapeau, unit.text) for unit in _clause_units(provision, "")]
    found: list[Words] = []
    _say(provision, "", found)
    return found


def _say(node: Provision, chapeau: str, found: list[Words]) -> None:
    """What `_branch` says, in words alone."""
    if node.text:
        found.append((chapeau, node.text))
    for child in node.children:
        if child.kind not in _LISTED or not is_numbered(child):
            lead = _lead(node, child, chapeau)
            if child.children:
                _say(child, lead, found)
            elif child.text:
                found.append((lead, child.text))


def _branch(node: Provision, article: str, chapeau: str, heading: str) -> list[Unit]:
    """A node's own words, then what hangs on them."""
    found = [Unit(node.locator, article, node.text, chapeau, heading, str(node.kind))] if node.text else []
    for child in node.children:
        if not is_numbered(child):
            found += _branch(child, article, _lead(node, child, chapeau), heading)
    return found


def _lead(node: Provision, child: Provision, chapeau: str) -> str:
    """The words a child hangs on: those its parent hangs on, and for an item the parent's own."""
    below = node.text if child.kind in _HANGING else ""
    return f"{chapeau}\n{below}" if chapeau and below else chapeau or below


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
