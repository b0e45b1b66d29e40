"""Overruling: counsel's verdicts put in the place of the machine's, and the articles and the whole judged by them.

A verdict of counsel is on the words counsel saw: it is found again by its places, else by its words, so that it
survives an engine or a pairing that numbers the change otherwise. Where the words are gone it is returned, not applied.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from tracker.diff.changes import Clause, Comparison, Direction, Link, Unit, Verdict
from tracker.diff.direction import roll_up
from tracker.diff.words import bare

DIGEST = 16  # hexadecimal digits: two of a text's few thousand clauses alike by chance are out of the question


@dataclass(frozen=True, slots=True)
class Opinion:
    """Counsel's verdict on one change: its places, the digests of the words seen there (empty: no such side)."""

    old: str | None
    new: str | None
    direction: Direction
    severity: int
    old_words: str = ""
    new_words: str = ""

    @property
    def key(self) -> str:
        """The change it was written on, as `Clause.key`."""
        return f"{self.old or ''}~{self.new or ''}"


@dataclass(frozen=True, slots=True)
class Overruled:
    """The comparison as counsel has it.

    `machine` is what the machine had said where counsel spoke, `said` the opinion that decides, both by `Clause.key`;
    `unfit` are the opinions whose words are gone.
    """

    comparison: Comparison
    machine: Mapping[str, Verdict] = field(default_factory=dict)
    said: Mapping[str, Opinion] = field(default_factory=dict)
    unfit: tuple[Opinion, ...] = ()


def opinion(clause: Clause, direction: Direction, severity: int) -> Opinion:
    """Counsel's verdict on a clause as it stands now."""
    old, new = clause.old, clause.new
    return Opinion(
        old=old.locator if old else None,
        new=new.locator if new else None,
        direction=direction,
        severity=severity,
        old_words=_digest(old),
        new_words=_digest(new),
    )


def overrule(comparison: Comparison, opinions: Iterable[Opinion]) -> Overruled:
    """The comparison with these opinions, the later of two on one change deciding."""
    by_key = {clause.key: clause for clause in comparison.clauses}
    by_words = {(_digest(clause.old), _digest(clause.new)): clause for clause in comparison.clauses}
    said: dict[str, Opinion] = {}
    unfit = []
    for one in opinions:
        words = (one.old_words, one.new_words)
        named = by_key.get(one.key)
        clause = named if named and (_digest(named.old), _digest(named.new)) == words else by_words.get(words)
        if clause is None:
            unfit.append(one)
        else:
            said[clause.key] = one
    if not said:
        return Overruled(comparison, unfit=tuple(unfit))
    clauses = tuple(_as_said(clause, said.get(clause.key)) for clause in comparison.clauses)
    machine = {key: by_key[key].verdict for key in said}
    return Overruled(_judged(comparison, clauses, said), machine, said, tuple(unfit))


def _as_said(clause: Clause, said: Opinion | None) -> Clause:
    """A clause with counsel's verdict; the machine's reasons speak for the machine's verdict and go."""
    if said is None:
        return clause
    verdict = replace(clause.verdict, direction=said.direction, severity=said.severity, confidence=1.0, signals=())
    return replace(clause, verdict=verdict)


def _judged(comparison: Comparison, clauses: tuple[Clause, ...], said: Mapping[str, Opinion]) -> Comparison:
    """The comparison with these clauses; links counsel said nothing about keep their verdict."""
    touched = {_articles(clause) for clause in clauses if clause.key in said}
    links = tuple(_link(link, clauses, touched) for link in comparison.links)
    return replace(comparison, clauses=clauses, links=links, direction=roll_up([c.verdict for c in clauses]).direction)


def _link(link: Link, clauses: tuple[Clause, ...], touched: set[tuple[str | None, str | None]]) -> Link:
    """A link judged again by the clauses between its two articles, where counsel spoke on one of them.

    A clause with one side only counts at every link of its article, for nothing says which of them it belongs to.
    """
    if not any(_belongs(old, new, link) for old, new in touched):
        return link
    mine = [clause.verdict for clause in clauses if _belongs(*_articles(clause), link)]
    verdict = roll_up(mine)
    return replace(link, direction=verdict.direction, severity=verdict.severity)


def _articles(clause: Clause) -> tuple[str | None, str | None]:
    return clause.old.article if clause.old else None, clause.new.article if clause.new else None


def _belongs(old: str | None, new: str | None, link: Link) -> bool:
    return (old is None or old == link.old) and (new is None or new == link.new)


def _digest(unit: Unit | None) -> str:
    return sha256(bare(unit.text).encode()).hexdigest()[:DIGEST] if unit else ""
