"""The contract `tracker.comparison/1`: a comparison as JSON for other programs; fields may be added, never renamed.

Its clauses are the changed units with a norm of their own. The fixed words that lead in a standard's terms
(引导语, GB/T 1.1—2020, 8.7) have none: screens show their change, the contract neither lists nor counts it.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tracker.diff.changes import Clause, Comparison, Direction, Link, NumberChange, Quote, Relation, Side, Signal, Unit
from tracker.diff.fate import Destiny, Fate, tally
from tracker.diff.norms import Norm

SCHEMA = "tracker.comparison/1"
# Two places say all that confidence and similarity can say, and keep the bytes the same on every machine.
PLACES = 2
_LEAD_IN = re.compile(r"(?:术语|定义)(?:和定义)?适用于本(?:文件|标准)。?$|没有需要界定的术语和定义。?$")


def as_dict(comparison: Comparison, destinies: Sequence[Destiny] | None = None) -> dict[str, Any]:
    """A comparison in the contract's shape and order of keys; `obligations` only where their fates are given."""
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "engine": comparison.engine,
        "rules": comparison.rules,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "direction": comparison.direction.value,
        "summary": summary(comparison),
        "articles": [link_as_dict(link) for link in comparison.links],
        "clauses": [clause_as_dict(clause) for clause in _normative(comparison)],
        "numbers": [_number(number) for number in comparison.numbers],
    }
    if destinies is not None:
        out["summary"]["obligations"] = _fates(destinies)
        out["obligations"] = [_destiny(row) for row in destinies]
    return out


def dumps(comparison: Comparison, destinies: Sequence[Destiny] | None = None) -> str:
    """The contract as JSON text, one line break at its end; the same comparison gives the same bytes."""
    return json.dumps(as_dict(comparison, destinies), ensure_ascii=False, indent=1) + "\n"


def summary(comparison: Comparison) -> dict[str, dict[str, int]]:
    """How many clauses went which way (every direction named), and how many articles became what (what occurs)."""
    directions = Counter(clause.verdict.direction for clause in _normative(comparison))
    relations = Counter(link.relation for link in comparison.links)
    return {
        "directions": {d.value: directions[d] for d in Direction},
        "relations": {r.value: relations[r] for r in Relation if relations[r]},
    }


def _normative(comparison: Comparison) -> list[Clause]:
    return [c for c in comparison.clauses if not all(_leads_in(unit) for unit in (c.old, c.new) if unit)]


def _leads_in(unit: Unit) -> bool:
    return unit.kind == "clause" and bool(_LEAD_IN.search(unit.text))


def _side(side: Side) -> dict[str, Any]:
    return {
        "title": side.title,
        "stage": side.stage,
        "articles": side.articles,
        "sha256": side.sha256,
        "problems": list(side.problems),
    }


def link_as_dict(link: Link) -> dict[str, Any]:
    """Which article became which."""
    return {
        "old": link.old,
        "new": link.new,
        "relation": link.relation.value,
        "direction": link.direction.value,
        "severity": link.severity,
        "confidence": round(link.confidence, PLACES),
        "similarity": round(link.similarity, PLACES),
        "by_hand": link.by_hand,
        "nature": link.nature.value,
        "link_confidence": round(link.sure, PLACES),
    }


def clause_as_dict(clause: Clause) -> dict[str, Any]:
    """A changed clause with its verdict and edits."""
    verdict = clause.verdict
    return {
        "old": clause.old.locator if clause.old else None,
        "new": clause.new.locator if clause.new else None,
        "relation": clause.relation.value,
        "direction": verdict.direction.value,
        "severity": verdict.severity,
        "confidence": round(verdict.confidence, PLACES),
        "dimension": list(verdict.dimensions),
        "affected": verdict.affected,
        "signals": [signal_as_dict(signal) for signal in verdict.signals],
        "edits": [[edit.op, edit.text] for edit in clause.edits],
        "by_hand": clause.by_hand,
        "nature": clause.nature.value,
    }


def signal_as_dict(signal: Signal) -> dict[str, Any]:
    """Why a verdict is what it is, with both quotes and where they stand in the clause."""
    return {
        "rule": signal.rule,
        "dimension": signal.dimension,
        "effect": signal.effect.value,
        "severity": signal.severity,
        "old": signal.old.text if signal.old else None,
        "new": signal.new.text if signal.new else None,
        "old_at": _place(signal.old),
        "new_at": _place(signal.new),
    }


def _place(quote: Quote | None) -> list[int] | None:
    """Where a quote stands in its clause's text, in characters."""
    return [quote.start, quote.end] if quote else None


def _fates(destinies: Sequence[Destiny]) -> dict[str, int]:
    """How many norms met each fate; every fate named."""
    counts = Counter[Fate]()
    for (_, _, fate), count in tally(destinies).items():
        counts[fate] += count
    return {fate.value: counts[fate] for fate in Fate}


def _destiny(row: Destiny) -> dict[str, Any]:
    return {
        "old": row.old.locator if row.old else None,
        "new": row.new.locator if row.new else None,
        "sort": row.norm.sort.value,
        "was": row.old.sort.value if row.old else None,
        "addressee": row.norm.addressee,
        "fate": row.fate.value,
        "effect": row.effect.value,
        "rules": list(row.rules),
        "from": row.old.text if row.old else None,
        "to": row.new.text if row.new else None,
        "old_at": _span(row.old),
        "new_at": _span(row.new),
    }


def _span(norm: Norm | None) -> list[int] | None:
    """Where a norm stands in its unit's text, in characters."""
    return [norm.start, norm.end] if norm else None


def _number(number: NumberChange) -> dict[str, Any]:
    return {
        "old": number.old,
        "new": number.new,
        "kind": number.kind,
        "from": number.before,
        "to": number.after,
        "effect": number.effect.value,
    }
