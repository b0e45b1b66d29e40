"""Markdown: a comparison to paste into a memo: the table of articles, then every changed clause with its redline."""

import re
from collections.abc import Iterator, Sequence

from tracker.diff.changes import Clause, Comparison, Edit, NumberChange
from tracker.diff.wording import DELETE, INSERT, readable
from tracker.exports.contract import summary
from tracker.exports.words import DIRECTIONS, PHRASES, RELATIONS, Language, counts, place

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_MARKS = {DELETE: ("<del>", "</del>"), INSERT: ("<ins>", "</ins>")}


def render(comparison: Comparison, *, language: Language = "zh") -> str:
    """A comparison as Markdown; deletions and insertions as <del> and <ins>, which Markdown readers show and keep."""
    parts = [_head(comparison, language), _articles(comparison, language), _clauses(comparison.clauses, language)]
    parts.append(_numbers(comparison.numbers, language))
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _head(comparison: Comparison, language: Language) -> Iterator[str]:
    phrases, totals = PHRASES[language], summary(comparison)
    yield f"# {phrases['comparison']}"
    yield ""
    for name, side in (("old", comparison.old), ("new", comparison.new)):
        yield f"- **{phrases[name]}**: {escaped(side.title or '?')} {side.stage} ({side.articles})"
    yield f"- {phrases['directions']}: {counts(totals['directions'], DIRECTIONS[language])}"
    yield f"- {phrases['relations']}: {counts(totals['relations'], RELATIONS[language])}"
    yield f"- {phrases['machine']}"


def _articles(comparison: Comparison, language: Language) -> Iterator[str]:
    phrases = PHRASES[language]
    yield f"| {phrases['old']} | {phrases['new']} | | | {phrases['severity']} |"
    yield "|---|---|---|---|---|"
    for link in comparison.links:
        relation, direction = RELATIONS[language][link.relation], DIRECTIONS[language][link.direction]
        yield f"| {link.old or '—'} | {link.new or '—'} | {relation} | {direction} | {link.severity} |"


def _clauses(clauses: Sequence[Clause], language: Language) -> Iterator[str]:
    for clause in clauses:
        verdict = clause.verdict
        places = place(clause.old.locator if clause.old else None, clause.new.locator if clause.new else None)
        relation, direction = RELATIONS[language][clause.relation], DIRECTIONS[language][verdict.direction]
        yield f"## {escaped(places)} · {relation} · {direction}"
        yield ""
        yield redline(clause.edits)
        yield ""
        for signal in verdict.signals:
            quotes = " → ".join(f"“{escaped(q.text)}”" if q else "—" for q in (signal.old, signal.new))
            effect = DIRECTIONS[language][signal.effect]
            yield f"- {signal.dimension} `{signal.rule}`: {effect}; {quotes}"
        if verdict.signals:
            yield ""


def _numbers(numbers: Sequence[NumberChange], language: Language) -> Iterator[str]:
    if numbers:
        yield f"## {PHRASES[language]['numbers']}"
        yield ""
    for n in numbers:
        effect = DIRECTIONS[language][n.effect]
        yield f"- {escaped(place(n.old, n.new))}: {n.kind}, {n.before or '—'} → {n.after or '—'}, {effect}"


def redline(edits: Sequence[Edit]) -> str:
    """Edits as one paragraph; line breaks inside become breaks of the paragraph."""
    return "".join(_edit(edit) for edit in readable(edits)).replace("\n", "<br>")


def _edit(edit: Edit) -> str:
    opening, closing = _MARKS.get(edit.op, ("", ""))
    return f"{opening}{escaped(edit.text)}{closing}"


def escaped(text: str) -> str:
    """A text whose signs mean nothing to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
