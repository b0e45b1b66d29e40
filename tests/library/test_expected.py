"""The sample library compared, against what a lawyer wrote down before the engine ever ran on it.

The expectation is a blind set: it is not changed to please the engine, and the floors below only ever rise.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.diff.changes import Comparison, Direction, Relation
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.knowledge import drafting, guide
from tracker.settings import folder

SAMPLE = folder("regs") / "sample"
FILES = sorted((SAMPLE / "expected").glob("*.toml"))
OPPOSITES = {("strengthened", "softened"), ("softened", "strengthened")}

# product.md asks for 0.97 as mean over pairs and no pair below 0.93.
LINK_F1_MEAN, LINK_F1_LOWEST = 0.97, 0.93
# The engine's first run, 2026-11-22, gave 0.73 and 0.09. Raised as it learns; product.md asks for 0.02 flips.
DIRECTIONS_AGREED, HARMFUL_FLIPS = 0.90, 0.02

Report = Callable[[str, object], None]

Ends = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Expected:
    """One file of `expected/`: links with their relation, clauses with direction and reason."""

    name: str
    instrument: str
    old: str
    new: str
    articles: dict[Ends, str]
    clauses: dict[Ends, tuple[str, str]]


@cache
def expected(file: Path) -> Expected:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Expected(
        name=file.stem,
        instrument=data["instrument"],
        old=data["old"],
        new=data["new"],
        articles={ends(row): row["relation"] for row in data["articles"]},
        clauses={ends(row): (row["direction"], row["why"]) for row in data["clauses"]},
    )


def ends(row: dict[str, Any]) -> Ends:
    return row.get("old"), row.get("new")


@cache
def compared(file: Path) -> Comparison:
    want = expected(file)
    texts = [(SAMPLE / want.instrument / f"{version}.txt").read_bytes() for version in (want.old, want.new)]
    old, new = (read(data, name=f"{want.instrument}.txt", guide=guide()) for data in texts)
    return compare(old, new, drafting())


def links(file: Path) -> dict[Ends, str]:
    return {(link.old, link.new): link.relation.value for link in compared(file).links}


def directions(file: Path) -> dict[Ends, str]:
    return {
        (c.old.locator if c.old else None, c.new.locator if c.new else None): c.verdict.direction.value
        for c in compared(file).clauses
    }


def f1(want: set[Ends], got: set[Ends]) -> float:
    return 2 * len(want & got) / (len(want) + len(got))


def judged() -> Iterator[tuple[str, Ends, str, str | None]]:
    """Every expected clause: where, what a lawyer says, what the engine says (None where it names no such pair)."""
    for file in FILES:
        got = directions(file)
        for pair, (direction, _) in expected(file).clauses.items():
            yield file.stem, pair, direction, got.get(pair)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_expectation_itself_is_whole(file: Path) -> None:
    want, comparison = expected(file), compared(file)
    assert {old for old, _ in want.articles if old} == {link.old for link in comparison.links if link.old}
    assert {new for _, new in want.articles if new} == {link.new for link in comparison.links if link.new}
    assert set(want.articles.values()) <= {r.value for r in Relation}
    assert {d for d, _ in want.clauses.values()} <= {d.value for d in Direction} - {"unclear"}
    assert all(why.endswith((".", "。")) for _, why in want.clauses.values())


def test_every_relation_and_every_direction_occurs_in_the_library() -> None:
    relations = {relation for file in FILES for relation in expected(file).articles.values()}
    verdicts = Counter(direction for *_, direction, _ in judged())
    assert relations == {r.value for r in Relation}
    assert set(verdicts) == {"strengthened", "softened", "mixed", "neutral"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_articles_find_what_became_of_them(file: Path) -> None:
    want, got = expected(file).articles, links(file)
    missed = sorted(map(str, set(want) - set(got)))
    invented = sorted(map(str, set(got) - set(want)))
    assert f1(set(want), set(got)) >= LINK_F1_LOWEST, f"missed {missed}, invented {invented}"


def test_links_and_relations_over_the_library(record_property: Report) -> None:
    scores = [f1(set(expected(file).articles), set(links(file))) for file in FILES]
    pairs = [(relation, links(f).get(pair)) for f in FILES for pair, relation in expected(f).articles.items()]
    named = [got == want for want, got in pairs if got]
    record_property("link F1 by pair", scores)
    assert sum(scores) / len(scores) >= LINK_F1_MEAN
    assert sum(named) / len(named) >= LINK_F1_MEAN


def test_verdicts_over_the_library(record_property: Report) -> None:
    rows = list(judged())
    wrong = [f"{name} {pair}: expected {want}, got {got}" for name, pair, want, got in rows if got != want]
    agreed = 1 - len(wrong) / len(rows)
    telling = [row for row in rows if row[2] != "neutral"]
    flips = sum((want, got) in OPPOSITES for *_, want, got in telling) / len(telling)
    record_property("directions agreed", agreed)
    record_property("harmful flips", flips)
    assert agreed >= DIRECTIONS_AGREED, "\n".join(wrong)
    assert flips <= HARMFUL_FLIPS, "\n".join(wrong)


def test_the_library_is_told_in_both_texts_words() -> None:
    """Keep and delete spell the old clause, keep and insert the new one, white space apart."""
    for file in FILES:
        for clause in compared(file).clauses:
            spelt_old = "".join(e.text for e in clause.edits if e.op in "=-")
            spelt_new = "".join(e.text for e in clause.edits if e.op in "=+")
            assert "".join(spelt_old.split()) == "".join((clause.old.text if clause.old else "").split())
            assert "".join(spelt_new.split()) == "".join((clause.new.text if clause.new else "").split())
