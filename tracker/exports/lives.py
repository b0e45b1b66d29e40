"""Lives as people read them: each provision through a chain of versions, and what the chain did to every obligation."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.diff.changes import Comparison, Link, Relation
from tracker.diff.fate import Fate
from tracker.diff.lives import Course, Life, life
from tracker.exports.words import ADDRESSEES, DIRECTIONS, FATES, PHRASES, RELATIONS, SORTS, Language

SCHEMA = "tracker.lives/1"
_QUIET = (Relation.UNCHANGED, Relation.RENUMBERED)


@dataclass(frozen=True, slots=True)
class Lives:
    """A chain of versions, oldest first: each compared with the next, every life, every obligation's course."""

    chain: tuple[Comparison, ...]
    lives: tuple[Life, ...]
    courses: tuple[Course, ...] = ()


def lives(chain: Sequence[Comparison]) -> tuple[Life, ...]:
    """A life for every article of the newest version in reading order, then for each older one that left no heir."""
    found: list[Life] = []
    told: set[tuple[int, str]] = set()
    for version in range(len(chain), -1, -1):
        for place in _places(chain, version):
            if (version, place) not in told:
                one = life(chain, version, place)
                found.append(one)
                told |= {(n, locator) for n, locators in enumerate(one.places) for locator in locators}
    return tuple(found)


def _places(chain: Sequence[Comparison], version: int) -> list[str]:
    """The articles of a version, in its reading order."""
    if version:
        return [p for p in dict.fromkeys(link.new for link in chain[version - 1].links) if p]
    return [p for p in dict.fromkeys(link.old for link in chain[0].links) if p]


def render(told: Lives, language: Language) -> str:
    """The chain as text: a line for each provision that changed or moved, then what became of obligations."""
    sides = [told.chain[0].old, *(comparison.new for comparison in told.chain)]
    lines = [f"{n}  {side.title} ({side.articles})" for n, side in enumerate(sides, 1)]
    quiet = [one for one in told.lives if not _changed(one)]
    lines += ["", *(_line(one, language) for one in told.lives if _changed(one))]
    if quiet:
        places = "  ".join(one.places[-1][0] for one in quiet)
        lines += ["", f"{PHRASES[language]['unchanged']} ({len(quiet)}): {places}"]
    if told.courses:
        lines += ["", *_courses(told.courses, language)]
    return "\n".join(lines) + "\n"


def _changed(one: Life) -> bool:
    return any(link.relation not in _QUIET for step in one.links for link in step) or not one.places[-1]


def _line(one: Life, language: Language) -> str:
    """5 → 6 (修改 · 加严) → 7, 8 (拆分)."""
    parts = ["、".join(one.places[0]) or "∅"]
    for places, step in zip(one.places[1:], one.links, strict=True):
        said = "; ".join(dict.fromkeys(_step(link, language) for link in step if link.relation not in _QUIET))
        parts.append(("、".join(places) or "∅") + (f" ({said})" if said else ""))
    return " → ".join(parts)


def _step(link: Link, language: Language) -> str:
    return f"{RELATIONS[language][link.relation]} · {DIRECTIONS[language][link.direction]}"


def _courses(courses: Sequence[Course], language: Language) -> Iterator[str]:
    outcomes = Counter(course.outcome for course in courses)
    yield "  ".join(f"{FATES[language][fate]} {outcomes[fate]}" for fate in Fate if outcomes[fate])
    for course in courses:
        if course.outcome is not Fate.KEPT:
            norm = next(norm for norm in reversed(course.norms) if norm)
            whose = ADDRESSEES[language].get(norm.addressee, norm.addressee)
            steps = " → ".join(FATES[language][fate] if fate else "·" for fate in course.fates)
            yield f"{FATES[language][course.outcome]}  {whose} {SORTS[language][norm.sort]} {norm.locator}  [{steps}]"
            yield f"    {norm.text}"


def as_dict(told: Lives) -> dict[str, Any]:
    """The chain as JSON: versions, provisions with their places and steps, obligations with their fates."""
    sides = [told.chain[0].old, *(comparison.new for comparison in told.chain)]
    return {
        "schema": SCHEMA,
        "versions": [{"title": side.title, "articles": side.articles, "sha256": side.sha256} for side in sides],
        "provisions": [
            {"places": [list(p) for p in one.places], "steps": [[_row(x) for x in step] for step in one.links]}
            for one in told.lives
        ],
        "obligations": [
            {
                "outcome": course.outcome.value,
                "fates": [fate.value if fate else None for fate in course.fates],
                "norms": [_norm(norm) for norm in course.norms],
            }
            for course in told.courses
        ],
    }


def _row(link: Link) -> dict[str, Any]:
    told = {"old": link.old, "new": link.new, "relation": link.relation.value}
    return {**told, "direction": link.direction.value, "severity": link.severity}


def _norm(norm: Any) -> dict[str, Any] | None:
    if norm is None:
        return None
    return {"at": norm.locator, "sort": norm.sort.value, "affected": norm.addressee or None, "text": norm.text}


def dumps(told: Lives) -> str:
    """The same as a file."""
    return json.dumps(as_dict(told), ensure_ascii=False, indent=1) + "\n"
