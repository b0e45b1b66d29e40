"""Annexes replaced, added, struck out, and words changed in them: lists and tables that no article counts."""

import re

from tracker.amending.finding import Refusal
from tracker.amending.law import Annex, Law
from tracker.amending.operation import Act, Operation
from tracker.amending.quoted import all_lines
from tracker.amending.working import Span, replace_words
from tracker.law.numbering import NUMERAL, parse_numeral

_LABEL = re.compile(rf"附(?:件|录|表)\s*(?P<number>{NUMERAL}|\d{{1,3}})?")


def replace_annex(law: Law, operation: Operation) -> list[Annex] | Refusal:
    """Give an annex the words quoted for it, under its own heading where the quotation prints none."""
    annex = _find(law, operation.targets[0])
    if annex is None:
        return _missing(operation.targets[0])
    lines = all_lines(operation)
    own = annex.text.split("\n", 1)[0]
    printed = lines if lines and _LABEL.match(lines[0]) else (own, *lines)
    annex.words = [Span("\n".join(printed), by=operation.number)]
    return [annex]


def insert_annex(law: Law, operation: Operation) -> list[Annex] | Refusal:
    """Put in an annex at its number."""
    label = operation.targets[0]
    if _find(law, label) is not None:
        return Refusal("number-taken", f"There is a {label} already.")
    lines = all_lines(operation)
    printed = lines if lines and _LABEL.match(lines[0]) else (label, *lines)
    annex = Annex(label, [Span("\n".join(printed), by=operation.number)])
    place = next((n for n, other in enumerate(law.annexes) if number_of(other.locator) > number_of(label)), None)
    law.annexes.insert(len(law.annexes) if place is None else place, annex)
    return [annex]


def delete_annex(law: Law, operation: Operation) -> list[Annex] | Refusal:
    """Strike an annex out."""
    annex = _find(law, operation.targets[0])
    if annex is None:
        return _missing(operation.targets[0])
    annex.gone = operation.number
    return [annex]


def change_annex(law: Law, operation: Operation) -> list[Annex] | Refusal:
    """Change phrases of an annex; each must stand in it exactly once, or nothing is changed."""
    annex = _find(law, operation.targets[0])
    if annex is None:
        return _missing(operation.targets[0])
    for old, _ in operation.words:
        found = annex.text.count(old) if old else 0
        if found != 1:
            what = "phrase-found-twice" if found else "phrase-not-found"
            return Refusal(what, f"“{old}” stands {found} times in {annex.locator}.")
    for old, new in operation.words:
        at = annex.text.index(old)
        words = {Act.ADD_AFTER: old + new, Act.ADD_BEFORE: new + old}.get(operation.act, new)
        annex.words = replace_words(annex.words, at, at + len(old), words, operation.number)
    return [annex]


def is_annex(locator: str) -> bool:
    """Whether a place is an annex as a whole: 附件1, and no provision in it."""
    return bool(_LABEL.fullmatch(locator))


def locator_of(words: str) -> str:
    """The locator of an annex as a decision names it: 附件一 → 附件1, 附件 → 附件."""
    found = _LABEL.match(words)
    return f"{words[:2]}{parse_numeral(found['number']) if found and found['number'] else ''}"


def number_of(locator: str) -> int:
    """The number of an annex; 0 for one without."""
    found = _LABEL.match(locator)
    return parse_numeral(found["number"]) if found and found["number"] else 0


def _find(law: Law, locator: str) -> Annex | None:
    """The annex with a number; the only one where the decision says no number."""
    standing = [annex for annex in law.annexes if not annex.gone]
    if not number_of(locator):
        return standing[0] if len(standing) == 1 else None
    return next((annex for annex in standing if number_of(annex.locator) == number_of(locator)), None)


def _missing(locator: str) -> Refusal:
    return Refusal("provision-missing", f"{locator} is not in the text in force.")
