"""Evaluation: how far a comparison agrees with an annotated pair, in the figures this house is held to.

Link F1 counts additions and deletions too. Direction is Cohen's kappa over four labels; `unclear` and a link not found
count as wrong. A harmful flip calls strengthened what is softened, or the reverse. Rows that are guesses, directions
that are disputed and bare headings are left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tracker.diff.annotated import AnnotatedPair, Ends, Row, row
from tracker.diff.changes import Direction, Relation

_SAME = {Relation.UNCHANGED.value, Relation.RENUMBERED.value}
_OPPOSITES = {Direction.STRENGTHENED.value, Direction.SOFTENED.value}
_NEUTRAL, _UNCLEAR = Direction.NEUTRAL.value, Direction.UNCLEAR.value

# A figure by its name; None where nothing was there to measure.
Figures = dict[str, float | None]
# What was right and what was said instead.
Labels = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Miss:
    """Where a comparison and the annotation part: what is missed, both ends, what was wanted, what was found."""

    what: str
    ends: Ends
    wanted: str
    found: str
    why: str = ""

    def __str__(self) -> str:
        ends = "~".join(end or "" for end in self.ends)
        return f"{self.what} {ends}: {self.wanted} / {self.found}" + (f"  [{self.why}]" if self.why else "")


@dataclass
class Tally:
    """Counts over one pair or several, from which every figure is computed."""

    counts: Counter[str] = field(default_factory=Counter)
    directions: list[Labels] = field(default_factory=list)
    clause_directions: list[Labels] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    sureness: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, pair: AnnotatedPair, articles: Iterable[Row], clauses: Iterable[Row]) -> None:
        """Count what was found for one pair."""
        self._links(pair, _table(articles))
        if not pair.alignment_only:
            self._clauses(pair, _table(clauses))

    def figures(self) -> Figures:
        """Every figure by name, shares from 0 to 1."""
        n = self.counts
        out: Figures = {
            "links": n["gold"],
            "link_f1": _f1(n["hit"], n["found"], n["gold"]),
            "link_f1_changed": _f1(n["hit_changed"], n["found_changed"], n["gold_changed"]),
            "relation_accuracy": _share(n["relation_ok"], n["relation_asked"]),
        }
        if self.directions:
            out |= {
                "directions": len(self.directions),
                "direction_coverage": _share(sum(p != _UNCLEAR for _, p in self.directions), len(self.directions)),
                "direction_kappa": kappa(self.directions),
                "direction_kappa_decided": kappa([p for p in self.directions if p[1] != _UNCLEAR]),
                "harmful_flips": flips(self.directions),
            }
        if n["clause_gold"]:
            out |= {
                "clauses": n["clause_gold"],
                "clause_f1": _f1(n["clause_hit"], n["clause_found"], n["clause_gold"]),
                "clause_direction_kappa": kappa(self.clause_directions),
                "clause_harmful_flips": flips(self.clause_directions),
            }
        return out

    def _links(self, pair: AnnotatedPair, found: Mapping[Ends, Row]) -> None:
        truth = {r.ends: r for r in pair.articles}
        doubtful = {r.ends for r in pair.articles if r.guess}
        loose = _loose(pair, doubtful)
        for ends, said in found.items():
            if ends in doubtful or all(end is None or end in free for end, free in zip(ends, loose, strict=True)):
                continue
            self.counts["found"] += 1
            if said.sure is not None and said.relation not in _SAME:
                self.sureness.append((said.sure, ends in truth))
            self.counts["found_changed"] += said.relation not in _SAME
            if ends not in truth:
                self.misses.append(Miss("extra link", ends, "none", said.relation))
        for ends, right in truth.items():
            if not right.guess:
                self._link(pair, right, found.get(ends))

    def _link(self, pair: AnnotatedPair, right: Row, said: Row | None) -> None:
        changed = right.relation not in _SAME
        self.counts["gold"] += 1
        self.counts["gold_changed"] += changed
        if said is None:
            self.misses.append(Miss("missed link", right.ends, right.relation, "none"))
        else:
            self.counts["hit"] += 1
            self.counts["hit_changed"] += changed
            self._relation(right, said)
        if not (pair.alignment_only or right.disputed):
            labels = right.direction, said.direction if said else _UNCLEAR
            self.directions.append(labels)
            if said and labels[0] != labels[1]:
                self.misses.append(Miss("article direction", right.ends, *labels, right.why))

    def _relation(self, right: Row, said: Row) -> None:
        if right.relation_disputed:
            return
        self.counts["relation_asked"] += 1
        self.counts["relation_ok"] += right.relation == said.relation
        if right.relation != said.relation:
            self.misses.append(Miss("relation", right.ends, right.relation, said.relation))

    def _clauses(self, pair: AnnotatedPair, found: Mapping[Ends, Row]) -> None:
        truth = {r.ends: r for r in pair.clauses}
        for right in truth.values():
            if right.guess:
                continue
            said = found.get(right.ends)
            self.counts["clause_gold"] += 1
            self.counts["clause_hit"] += said is not None
            if not right.disputed:
                labels = right.direction, said.direction if said else _UNCLEAR
                self.clause_directions.append(labels)
                if labels[0] != labels[1]:
                    self.misses.append(Miss("clause" if said else "missed clause", right.ends, *labels, right.why))
        for ends, said in found.items():
            if ends in truth and truth[ends].guess:
                continue
            self.counts["clause_found"] += 1
            if ends not in truth:
                self.misses.append(Miss("extra clause", ends, said.relation, said.direction))


def rows(entries: Iterable[Mapping[str, Any]], *, standard: bool) -> list[Row]:
    """The rows of a comparison in the shape of the contract; ValueError where one is not."""
    return [row(entry, standard=standard) for entry in entries]


def score(pair: AnnotatedPair, comparison: Mapping[str, Any]) -> Tally:
    """One comparison (a `tracker.comparison/1` document) against the pair; ValueError where it breaks the contract."""
    tally = Tally()
    tally.add(pair, *_both(pair, comparison))
    return tally


def agreement(first: AnnotatedPair, second: AnnotatedPair) -> Tally:
    """The second reading held against the first."""
    tally = Tally()
    tally.add(first, second.articles, second.clauses)
    return tally


def together(tallies: Sequence[Tally]) -> Tally:
    """Several pairs counted as one: a pair weighs as much as it has rows."""
    total = Tally()
    for tally in tallies:
        total.counts += tally.counts
        total.directions += tally.directions
        total.clause_directions += tally.clause_directions
        total.misses += tally.misses
        total.sureness += tally.sureness
    return total


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a calibration table: links this sure, how many, what was said on average, what share was right."""

    low: float
    high: float
    links: int
    said: float
    right: float


# From 0.95 on most links lie, so that the last stretch is cut in two.
STEPS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


def calibration(sureness: Sequence[tuple[float, bool]]) -> list[Step]:
    """How often links this sure were right; those between the same words, never in doubt, are not among them."""
    out = []
    for low, high in pairwise(STEPS):
        here = [(s, right) for s, right in sureness if low < s <= high]
        if here:
            said, rights = sum(s for s, _ in here) / len(here), sum(right for _, right in here)
            out.append(Step(low, high, len(here), said, rights / len(here)))
    return out


def mean(all_figures: Sequence[Figures]) -> Figures:
    """The mean of each figure over pairs, and the lowest link F1: one large easy pair does not hide the rest."""
    out: Figures = {}
    for name in dict.fromkeys(n for f in all_figures for n in f):
        values = [value for f in all_figures if (value := f.get(name)) is not None]
        out[name] = sum(values) / len(values) if values else None
    out["lowest_link_f1"] = min((f["link_f1"] or 0.0 for f in all_figures), default=None)
    return out


def kappa(pairs: Sequence[Labels]) -> float | None:
    """Cohen's kappa: agreement beyond chance; None without pairs, 1 where there is only one label (Cohen 1960)."""
    if not pairs:
        return None
    n = len(pairs)
    agree = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / n / n
    return 1.0 if chance == 1 else (agree - chance) / (1 - chance)


def flips(pairs: Sequence[Labels]) -> float:
    """Strengthened called softened or the reverse, as a share of the rows that are not neutral."""
    loud = sum(right != _NEUTRAL for right, _ in pairs)
    return sum(set(labels) == _OPPOSITES for labels in pairs) / loud if loud else 0.0


def _both(pair: AnnotatedPair, comparison: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
    articles = rows(comparison.get("articles", ()), standard=True)
    return articles, rows(comparison.get("clauses", ()), standard=pair.standard)


def _table(found: Iterable[Row]) -> dict[Ends, Row]:
    out: dict[Ends, Row] = {}
    for one in found:
        if one.ends in out:
            raise ValueError(f"{one.ends} stands twice")
        out[one.ends] = one
    return out


def _loose(pair: AnnotatedPair, doubtful: set[Ends]) -> list[set[str | None]]:
    """For each side, the places that stand in guesses or headings only."""
    firm = [{r.ends[side] for r in pair.articles if not r.guess} for side in (0, 1)]
    named = [{ends[side] for ends in doubtful} | set(pair.headings[side]) for side in (0, 1)]
    return [named[side] - firm[side] - {None} for side in (0, 1)]


def _f1(hit: int, found: int, gold: int) -> float:
    return 2 * hit / (found + gold) if found + gold else 0.0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
