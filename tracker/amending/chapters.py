"""A whole new chapter or section put into the law: its heading, its articles, and the numbers of those behind it."""

import re

from tracker.amending.finding import Done, Refusal
from tracker.amending.law import Heading, Law
from tracker.amending.operation import Operation
from tracker.amending.quoted import all_lines, new_article
from tracker.amending.working import Span, Unit, replace_words
from tracker.law.numbering import NUMERAL, parse_article, parse_numeral, write_numeral

_HEADING = re.compile(rf"第(?P<number>{NUMERAL}|\d+)(?P<unit>分编|编|章|节)[\s\u3000]*\S")
_LABEL = re.compile(rf"第(?P<number>{NUMERAL}|\d+)(?P<unit>分编|编|章|节)")
_NUMBERED = re.compile(r"(?:.*\.)?[a-z]+-(?P<number>\d+)")
_ARTICLE = re.compile(rf"第(?:{NUMERAL}|\d+)条(?:之{NUMERAL})?[\s\u3000]*")


def insert_division(law: Law, operation: Operation) -> Done:
    """Put in a chapter as quoted: a heading, then articles with their numbers."""
    lines = all_lines(operation)
    if not lines or not _HEADING.match(lines[0]):
        return Refusal("not-supported", "A new chapter is read where its heading and its articles are quoted.")
    articles = _articles(law, lines[1:], operation.number)
    if not articles:
        return Refusal("not-supported", "A new chapter is quoted without its articles.")
    place = _place(law, operation)
    if place is None:
        return Refusal("provision-missing", f"{operation.after} is not in the text in force.")
    heading = Heading(f"new-{operation.number}", [Span(lines[0], by=operation.number)], [operation.number])
    _count_on(law, place, lines[0], operation.number)
    law.rows.insert(place, heading)
    for unit in articles:
        unit.division = heading.locator
    law.rows += articles
    return articles


def _articles(law: Law, lines: tuple[str, ...], by: int) -> list[Unit]:
    """The quoted articles, each at its own number; lines before the first are none."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        head = _ARTICLE.match(line)
        if head:
            found.append((parse_article(line) or "", [line[head.end() :]]))
        elif found:
            found[-1][1].append(line)
    return [new_article(law, number, tuple(filter(None, words)), by) for number, words in found]


def _place(law: Law, operation: Operation) -> int | None:
    """Where among the rows the heading goes: before the one that has its number, behind the one named, or last."""
    if operation.after:
        named = law.heading(operation.after)
        if named is None:
            return None
        behind = law.rows.index(named) + 1
        return next((i for i in range(behind, len(law.rows)) if _is_beside(law.rows[i], named)), len(law.rows))
    standing = law.heading(operation.division)
    return law.rows.index(standing) if standing else len(law.rows)


def _is_beside(row: Heading | Unit, named: Heading) -> bool:
    """Whether a row is a heading that ends another's chapter: one not below it."""
    return isinstance(row, Heading) and not row.locator.startswith(f"{named.locator}.")


def _count_on(law: Law, place: int, heading: str, by: int) -> None:
    """Headings of the same kind behind the new one, up to where their part ends, are counted on by one."""
    new = _LABEL.match(heading)
    assert new is not None
    _count(law, place, (new["unit"], parse_numeral(new["number"])), 1, by, heading)


def count_back(law: Law, gone: Heading, by: int) -> None:
    """Headings of the same kind behind one that was struck out are counted back by one."""
    label = _LABEL.match(gone.text)
    if label is not None:
        law.front = _without(law.front, gone.text)
        after = parse_numeral(label["number"]) + 1
        _count(law, law.rows.index(gone) + 1, (label["unit"], after), -1, by)


def _count(law: Law, place: int, first: tuple[str, int], step: int, by: int, before: str = "") -> None:
    """Give headings of a kind, numbered on from the first, a number more or less; `before` is a new line in front."""
    unit, expected = first
    for row in law.rows[place:]:
        label = _LABEL.match(row.text) if isinstance(row, Heading) and not row.gone else None
        if not isinstance(row, Heading) or label is None or label["unit"] != unit:
            continue
        if parse_numeral(label["number"]) != expected:
            return  # another part begins its own count
        _relabel(law, row, expected + step, by, before if expected == first[1] else "")
        expected += 1


def renumber_division(law: Law, operation: Operation) -> Done:
    """Give a chapter the number the decision says; one that has it already keeps it."""
    heading = law.heading(operation.division)
    label = _LABEL.match(heading.text) if heading else None
    wanted = _NUMBERED.fullmatch(operation.becomes[0]) if operation.becomes else None
    if heading is None or heading.gone or label is None or wanted is None:
        return Refusal("provision-missing", f"{operation.division} is not in the text in force.")
    if parse_numeral(label["number"]) != int(wanted["number"]):
        _relabel(law, heading, int(wanted["number"]), operation.number)
    return []


def _relabel(law: Law, row: Heading, number: int, by: int, before: str = "") -> None:
    label = _LABEL.match(row.text)
    assert label is not None
    printed = row.text
    row.words = replace_words(row.words, 1, label.end("number"), write_numeral(number), by)
    row.by.append(by)
    law.front = _in_contents(law.front, printed, row.text, before)


def _without(front: str, line: str) -> str:
    return "\n".join(one for one in front.split("\n") if one != line)


def _in_contents(front: str, old: str, new: str, before: str) -> str:
    """The table of contents with a line's new number, and the new heading's line before it."""
    lines = front.split("\n")
    if old not in lines:
        return front
    at = lines.index(old)
    return "\n".join([*lines[:at], *([before] if before else []), new, *lines[at + 1 :]])
