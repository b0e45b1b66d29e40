"""An annotated pair: what people say became of every provision of two real texts, from one reading or two joined.

The files hold locators, labels and the few decisive words of a judgement, never the text itself.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tracker.diff.changes import Direction, Relation

# The two places of a row; None on the missing side.
Ends = tuple[str | None, str | None]

# The only or first paragraph of an article may be written 7 or 7.1; in a standard 7.1 is another clause.
_FIRST_PARAGRAPH = re.compile(r"^(\d+(?:-\d+)?)\.1(?=$|\()")


@dataclass(frozen=True, slots=True)
class Row:
    """One link or clause as somebody judged it.

    Attributes:
        guess: nobody should be held to it: left out of all figures.
        disputed: two readings gave it another direction: left out of the figures on direction.
        relation_disputed: two readings called the link otherwise: left out of relation accuracy.
        sure: how sure a comparison is of the link; None in a reading.
    """

    ends: Ends
    relation: str
    direction: str
    severity: int = 0
    why: str = ""
    guess: bool = False
    disputed: bool = False
    relation_disputed: bool = False
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedPair:
    """Two texts, by their places in the corpus, and every row about them.

    Attributes:
        standard: numbered like a technical standard, so that `7.1` is a clause of its own.
        alignment_only: links were judged, directions were not.
        headings: places on either side that are bare headings, in no figure.
    """

    name: str
    old: str
    new: str
    articles: tuple[Row, ...]
    clauses: tuple[Row, ...]
    standard: bool = False
    alignment_only: bool = False
    headings: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def annotated(name: str, data: Mapping[str, Any]) -> AnnotatedPair:
    """One reading as parsed from its file; KeyError or ValueError where it is not one."""
    standard = bool(data.get("standard"))
    pair = data["pair"]
    headings = data.get("headings") or ()
    return AnnotatedPair(
        name=name,
        old=str(pair["old"]),
        new=str(pair["new"]),
        articles=tuple(row(r, standard=True) for r in data["articles"]),
        clauses=first_of_each(row(r, standard=standard) for r in data.get("clauses") or ()),
        standard=standard,
        alignment_only=bool(data.get("alignment_only")),
        headings=(_named(headings, "old"), _named(headings, "new")),
    )


def row(entry: Mapping[str, Any], *, standard: bool) -> Row:
    """A row of a reading, or of the contract; ValueError where its labels are none."""
    ends = place(entry.get("old"), standard=standard), place(entry.get("new"), standard=standard)
    relation, direction = str(entry.get("relation")), str(entry.get("direction"))
    if ends == (None, None) or relation not in set(Relation) or direction not in set(Direction):
        raise ValueError(f"not a row of the contract: {dict(entry)}")
    return Row(
        ends,
        relation,
        direction,
        int(entry.get("severity") or 0),
        str(entry.get("why", "")),
        guess=entry.get("confidence") == "guess",
        disputed=bool(entry.get("direction_disputed")),
        sure=entry.get("link_confidence"),
    )


def place(locator: object, *, standard: bool) -> str | None:
    """A locator in the one way of writing it."""
    if locator is None:
        return None
    return str(locator) if standard else _FIRST_PARAGRAPH.sub(r"\1", str(locator))


def join(first: AnnotatedPair, second: AnnotatedPair) -> AnnotatedPair:
    """Two readings as one: a row counts where both agree.

    A differing direction or relation is disputed, and the first reading's label stands; a row only one has is a guess.
    """
    return replace(
        first,
        articles=_joined(first.articles, second.articles),
        clauses=_joined(first.clauses, second.clauses),
        headings=(first.headings[0] | second.headings[0], first.headings[1] | second.headings[1]),
    )


def first_of_each(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows without those that name the ends of an earlier one again."""
    found: dict[Ends, Row] = {}
    for one in rows:
        found.setdefault(one.ends, one)
    return tuple(found.values())


def _joined(first: tuple[Row, ...], second: tuple[Row, ...]) -> tuple[Row, ...]:
    other = {r.ends: r for r in second}
    mine = {r.ends for r in first}
    out = [_agreed(r, other[r.ends]) if r.ends in other else replace(r, guess=True) for r in first]
    return tuple(out) + tuple(replace(r, guess=True) for r in second if r.ends not in mine)


def _agreed(one: Row, other: Row) -> Row:
    return replace(
        one,
        guess=one.guess or other.guess,
        disputed=one.disputed or other.disputed or one.direction != other.direction,
        relation_disputed=one.relation != other.relation,
    )


def _named(headings: Iterable[Mapping[str, Any]], side: str) -> frozenset[str]:
    return frozenset(str(h[side]) for h in headings if h.get(side) is not None)
