"""Grouping: each article link with the clauses that changed under it, in the order a reader meets them."""

from collections.abc import Iterator

from tracker.diff.changes import Clause, Comparison, Link, Relation

QUIET = (Relation.UNCHANGED, Relation.RENUMBERED)


def changed_links(comparison: Comparison) -> Iterator[tuple[Link, list[Clause]]]:
    """Every link that is more than renumbered, with its clauses; a lone unit stands at its article's first link."""
    waiting = list(comparison.clauses)
    for link in comparison.links:
        if link.relation in QUIET:
            continue
        mine = [c for c in waiting if _belongs(c, link)]
        waiting = [c for c in waiting if c not in mine]
        yield link, mine


def quiet_links(comparison: Comparison) -> list[Link]:
    """The links that changed nothing but perhaps a number."""
    return [link for link in comparison.links if link.relation in QUIET]


def _belongs(clause: Clause, link: Link) -> bool:
    old = clause.old.article if clause.old else None
    new = clause.new.article if clause.new else None
    if old and new:
        return (old, new) == (link.old, link.new)
    return (old is not None and old == link.old) or (new is not None and new == link.new)
