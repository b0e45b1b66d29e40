"""Norms: the duties, prohibitions, permissions, rights and sanctions that stand in one unit, each with its words.

A norm begins at its operator (应当, 不得, 可以) with the conditions before it, and runs to the next operator; an item
under opening words that oblige or forbid is a norm as a whole.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from tracker.diff.changes import Quote, Unit
from tracker.diff.direction.bodies import knowing
from tracker.diff.direction.lexicon import Lexicon
from tracker.diff.direction.segments import Part, Reading, Segment, read
from tracker.diff.drafting import Drafting
from tracker.diff.units import units_of
from tracker.diff.whole import Whole
from tracker.law.document import Document


class Sort(StrEnum):
    """What a norm is to the one it addresses."""

    DUTY = "duty"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    RIGHT = "right"
    SANCTION = "sanction"


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm where it stands.

    Attributes:
        locator: its unit; `article`: the numbered provision it belongs to.
        start, end: its place in the unit's text (characters); `text`: the words there, as printed.
        addressee: provider, individual, regulator or state, as verdicts call them; empty where nobody is named.
    """

    locator: str
    article: str
    start: int
    end: int
    text: str
    sort: Sort
    addressee: str = ""


@dataclass(frozen=True)
class Register:
    """All norms of one text, by unit and in reading order."""

    units: tuple[Unit, ...]
    by_unit: Mapping[str, tuple[Norm, ...]]

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Every norm, in reading order."""
        return tuple(norm for unit in self.units for norm in self.by_unit[unit.locator])

    def of(self, unit: Unit) -> tuple[Norm, ...]:
        """The norms of a unit."""
        return self.by_unit[unit.locator]

    def at(self, unit: Unit, quote: Quote | None) -> Norm | None:
        """The norm of a unit that holds the beginning of a quote."""
        return next((n for n in self.of(unit) if quote and n.start <= quote.start < n.end), None)

    def in_article(self, article: str) -> list[Unit]:
        """The units of a numbered provision."""
        return self._articles.get(article, [])

    def place(self, norm: Norm) -> tuple[int, int]:
        """Where a norm stands: its unit's place in the text, its own in the unit."""
        return self._places[norm.locator], norm.start

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {unit.locator: n for n, unit in enumerate(self.units)}

    @cached_property
    def _articles(self) -> Mapping[str, list[Unit]]:
        out: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            out[unit.article].append(unit)
        return out


# Verdicts and norms call the same people the same.
ADDRESSEES = {"party": "provider", "authority": "regulator", "state": "state", "individual": "individual"}


def registers(old: Document, new: Document, drafting: Drafting) -> tuple[Register, Register]:
    """The norms of both texts; a unit that stands in both with the same words is read once."""
    sorts = dict(drafting.sorts)
    read: dict[tuple[str, str, str], tuple[Norm, ...]] = {}
    found = []
    sides = [tuple(units_of(document)) for document in (old, new)]
    lexicon = knowing(drafting.direction, *map(Whole.of, sides))
    for units in sides:
        by_unit = {}
        for unit in units:
            words = unit.text, unit.chapeau, unit.heading
            if words not in read:
                read[words] = norms_of(unit, lexicon, sorts)
            by_unit[unit.locator] = tuple(replace(n, locator=unit.locator, article=unit.article) for n in read[words])
        found.append(Register(units, by_unit))
    return found[0], found[1]


def norms_of(unit: Unit, lexicon: Lexicon, sorts: Mapping[str, str]) -> tuple[Norm, ...]:
    """The norms of a unit in reading order; `sorts` maps kinds of norm to sorts, and what it leaves out is no norm."""
    reading = read(unit, lexicon)
    lead = _bound_by(unit.chapeau, lexicon)
    norms = (_norm(unit, reading, group, sorts, lead) for group in _groups(reading.segments))
    return tuple(norm for norm in norms if norm)


def _bound_by(chapeau: str, lexicon: Lexicon) -> str:
    """Who the opening words of items bind; empty where they name nobody."""
    opening = read(Unit("", "", chapeau), lexicon).segments if chapeau else ()
    return next((s.actor for s in reversed(opening) if s.own_operator), "")


def _groups(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The segments of each norm: an operator with what leads to it and what runs on from it."""
    groups: list[list[Segment]] = []
    for segment in segments:
        last = groups[-1] if groups else None
        if last is None or _begins(last, segment):
            groups.append([segment])
        else:
            last.append(segment)
    return groups


def _begins(last: Sequence[Segment], segment: Segment) -> bool:
    """Whether a segment is the first of another norm than the one before it."""
    if segment.sentence != last[-1].sentence:
        return True
    if not any(s.own_operator for s in last):
        # Conditions and settings wait for their operator; running words of an item only for one of their own kind.
        return last[-1].part is Part.NORM and segment.norm.id != last[-1].norm.id
    if segment.part is not Part.NORM and not segment.trigger:
        return not _is_whole(segment)
    return segment.norm.id != last[-1].norm.id or (segment.own_operator and not _is_whole(segment))


def _is_whole(segment: Segment) -> bool:
    """Whether its kind is one of whole sentences: a scope, an exemption with its conditions."""
    return segment.norm.where == "sentence"


def _norm(unit: Unit, reading: Reading, group: Sequence[Segment], sorts: Mapping[str, str], lead: str) -> Norm | None:
    head = next((s for s in group if s.own_operator), group[0])
    sort = sorts.get(head.norm.id)
    quote = reading.wording.quote(group[0].start, group[-1].end)
    if sort is None or quote is None:
        return None
    actor = head.actor if head.own_operator else lead or head.actor
    addressee = ADDRESSEES.get(actor, "")
    if sort == Sort.SANCTION and head.norm.sign > 0:
        addressee = ADDRESSEES["party"]  # an authority imposes it, the regulated party bears it
    return Norm(unit.locator, unit.article, quote.start, quote.end, quote.text, Sort(sort), addressee)
