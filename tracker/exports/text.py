"""Text: a comparison as a lawyer reads it on a terminal: what became of each article, word by word, and why."""

import unicodedata
from collections.abc import Iterator, Sequence

from tracker.diff.changes import Clause, Comparison, Edit, Link, Nature, NumberChange, Side, Signal
from tracker.diff.fate import Destiny, Fate
from tracker.diff.wording import DELETE, INSERT, readable
from tracker.exports import obligations
from tracker.exports.contract import summary
from tracker.exports.grouping import changed_links, quiet_links
from tracker.exports.words import DIRECTIONS, FATES, NATURES, PHRASES, RELATIONS, Language, counts, place

# Deletion red and struck, insertion blue and underlined: never colour alone.
_COLOURS = {DELETE: "\x1b[31;9m", INSERT: "\x1b[34;4m"}
_PLAIN = "\x1b[0m"
# A line does not begin with these.
_CLOSING = "，。、；：！？）》】”’〉」』"
_BRACKETS = {DELETE: ("[-", "-]"), INSERT: ("{+", "+}")}


def render(
    comparison: Comparison,
    *,
    destinies: Sequence[Destiny] = (),
    language: Language = "zh",
    width: int = 100,
    colour: bool = False,
) -> str:
    """A comparison as text; `width` in terminal columns (a Chinese character takes two); `colour` uses ANSI colours.

    Without colour deletions are [-so-] and insertions {+so+}. With `destinies` it says what became of each obligation.
    """
    lines = [*_title(comparison, language), ""]
    for link, clauses in changed_links(comparison):
        lines += [*_article(link, clauses, language, width, colour), ""]
    for line in _quiet(quiet_links(comparison), language):
        lines += [*wrapped(line, width), ""]
    for line in (*_numbers(comparison.numbers, language), *_obligations(destinies, language)):
        lines += wrapped(line, width) if line else [line]
    lines += wrapped(PHRASES[language]["machine" if comparison.clauses else "same"], width)
    return "\n".join(lines) + "\n"


def _quiet(links: Sequence[Link], language: Language) -> Iterator[str]:
    """The articles whose words stayed; those printed otherwise are named again."""
    for name, found in (
        (PHRASES[language]["unchanged"], links),
        (NATURES[language][Nature.PRINT], [x for x in links if x.nature is Nature.PRINT]),
    ):
        if found:
            places = "  ".join(place(x.old, x.new) if x.old != x.new else str(x.old) for x in found)
            yield f"{name} ({len(found)}): {places}"


def _title(comparison: Comparison, language: Language) -> Iterator[str]:
    phrases, totals = PHRASES[language], summary(comparison)
    for name, side in (("old", comparison.old), ("new", comparison.new)):
        yield f"{phrases[name]}  {_side(side)}"
    yield f"{phrases['directions']}: {counts(totals['directions'], DIRECTIONS[language])}"
    yield f"{phrases['relations']}: {counts(totals['relations'], RELATIONS[language])}"
    for name, side in (("old", comparison.old), ("new", comparison.new)):
        for problem in side.problems:
            yield f"! {phrases['problems']} ({phrases[name]}): {problem}"


def _side(side: Side) -> str:
    stage = f" [{side.stage}]" if side.stage else ""
    return f"{side.title or '?'}{stage} ({side.articles})"


def _article(link: Link, clauses: Sequence[Clause], language: Language, width: int, colour: bool) -> Iterator[str]:
    verdict = f"{DIRECTIONS[language][link.direction]}{'*' * link.severity}"
    head = f"{place(link.old, link.new)}  {RELATIONS[language][link.relation]} · {verdict} · {link.confidence:.2f}"
    yield f"━━ {head} {'━' * max(0, width - columns(head) - 4)}"
    for clause in clauses:
        yield from _clause(clause, language, width, colour)


def _clause(clause: Clause, language: Language, width: int, colour: bool) -> Iterator[str]:
    verdict = clause.verdict
    places = place(clause.old.locator if clause.old else None, clause.new.locator if clause.new else None)
    stars = "*" * verdict.severity
    nature = "" if clause.nature is Nature.WORDS else f" · {NATURES[language][clause.nature]}"
    said = f"{RELATIONS[language][clause.relation]} · {DIRECTIONS[language][verdict.direction]}{stars}{nature}"
    yield f"  {places}  {said}"
    for line in redline(clause.edits, colour).split("\n"):
        yield from (f"    {part}" for part in wrapped(line, width - 4))
    for signal in verdict.signals:
        yield from (f"      {part}" for part in wrapped(_signal(signal, language), width - 6))


def redline(edits: Sequence[Edit], colour: bool = False) -> str:
    """Edits in one line of text, tiny islands joined for the eye."""
    return "".join(_edit(edit, colour) for edit in readable(edits))


def _edit(edit: Edit, colour: bool) -> str:
    if edit.op not in _BRACKETS:
        return edit.text
    if colour:
        return f"{_COLOURS[edit.op]}{edit.text}{_PLAIN}"
    opening, closing = _BRACKETS[edit.op]
    return f"{opening}{edit.text}{closing}"


def _signal(signal: Signal, language: Language) -> str:
    quotes = " → ".join(f"“{q.text}”" if q else "—" for q in (signal.old, signal.new))
    return f"· {signal.dimension} {signal.rule}: {DIRECTIONS[language][signal.effect]}  {quotes}"


def _numbers(numbers: Sequence[NumberChange], language: Language) -> Iterator[str]:
    if not numbers:
        return
    yield PHRASES[language]["numbers"]
    for n in numbers:
        change = f"{n.before or '—'} → {n.after or '—'}"
        yield f"  {place(n.old, n.new)}  {n.kind}: {change}  {DIRECTIONS[language][n.effect]}"
    yield ""


def _obligations(destinies: Sequence[Destiny], language: Language) -> Iterator[str]:
    if not destinies:
        return
    yield PHRASES[language]["obligations"]
    for count in obligations.table(destinies, language):
        told = counts({f: n for f, n in zip(Fate, count.fates, strict=True) if n}, FATES[language])
        yield f"  {count.addressee} · {count.sort}: {told}"
    yield ""
    for line in obligations.lines(destinies, language):
        quotes = " → ".join(f"“{words}”" if words else "—" for words in (line.old, line.new))
        yield f"  {line.places}  {line.told} · {line.addressee} · {line.sort}: {quotes}"
    yield ""


def columns(text: str) -> int:
    """How many terminal columns a text takes; colour codes take none."""
    total, hidden = 0, False
    for char in text:
        hidden = hidden or char == "\x1b"
        if not hidden:
            total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        elif char == "m":
            hidden = False
    return total


def wrapped(text: str, width: int) -> Iterator[str]:
    """A text in lines of this many columns at most; Chinese breaks anywhere, Latin words and colours stay whole."""
    line, room = "", 0
    for part in _breakable(text):
        need = columns(part)
        if line and room + need > width and (part not in _CLOSING or room > width):
            yield line.rstrip()
            line, room, part = "", 0, part.lstrip()
            need = columns(part)
        line, room = line + part, room + need
    if line:
        yield line


def _breakable(text: str) -> Iterator[str]:
    """The pieces a line may be broken between."""
    held = ""
    for char in text:
        if unicodedata.east_asian_width(char) in "WF" and not held.startswith("\x1b"):
            if held:
                yield held
            yield char
            held = ""
            continue
        held += char
        if char == " " or (char == "m" and held.startswith("\x1b")):
            yield held
            held = ""
    if held:
        yield held
