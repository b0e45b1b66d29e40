"""Examples: a comparison as counsel corrected it, in the shape of an annotated pair, for `tracker evaluate`.

What a person decided is certain; the rest of the comparison is certain once counsel released it as a whole, and until
then a guess, which is in no figure.
"""

from collections.abc import Collection
from typing import Any

from tracker.diff.changes import Clause, Comparison, Link


def example(
    slug: str, old: str, new: str, comparison: Comparison, decided: Collection[str], *, reviewed: bool
) -> dict[str, Any]:
    """The annotated pair: `old` and `new` name the files of the texts, `decided` the changes a person decided.

    `decided` holds `Clause.key`s; a link made by hand is decided by itself.
    """
    standard = any(clause.kind == "clause" for pair in comparison.clauses for clause in (pair.old, pair.new) if clause)
    made: dict[str, Any] = {"pair": {"slug": slug, "old": old, "new": new}, "annotators": 1}
    if standard:
        made["standard"] = True
    made["articles"] = [_link(link, sure=reviewed or link.by_hand) for link in comparison.links]
    made["clauses"] = [_clause(c, sure=reviewed or c.key in decided) for c in comparison.clauses]
    return made


def _link(link: Link, *, sure: bool) -> dict[str, Any]:
    row = {
        "old": link.old,
        "new": link.new,
        "relation": link.relation.value,
        "direction": link.direction.value,
        "severity": link.severity,
    }
    return row if sure else {**row, "confidence": "guess"}


def _clause(clause: Clause, *, sure: bool) -> dict[str, Any]:
    row = {
        "old": clause.old.locator if clause.old else None,
        "new": clause.new.locator if clause.new else None,
        "relation": clause.relation.value,
        "direction": clause.verdict.direction.value,
        "severity": clause.verdict.severity,
    }
    return row if sure else {**row, "confidence": "guess"}
