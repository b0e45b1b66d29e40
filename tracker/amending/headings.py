"""What stands above the articles: the law's name, its opening words, the names of its chapters."""

import re

from tracker.amending.finding import Done, Refusal
from tracker.amending.law import Heading, Law
from tracker.amending.operation import Act, Operation
from tracker.amending.quoted import all_lines
from tracker.amending.working import replace_words
from tracker.law.numbering import NUMERAL

_CHAPTER = re.compile(rf"第\s*(?:{NUMERAL}|\d+)\s*[编章节]")
#: A paragraph of the preamble as an operation names it.
PREAMBLE = "preamble."
_PREAMBLE_HEADING = re.compile(r"序[\s\u3000]*言")
#: Opening words are a sentence; a shorter line above the articles is a date or a name.
_SHORTEST = len("制定本解释。")


def rename(law: Law, operation: Operation) -> Done:
    """Give a chapter another name."""
    heading = law.heading(operation.division)
    if heading is None:
        return Refusal("provision-missing", f"{operation.division} is not in the text in force.")
    words = "".join(new for _, new in operation.words)
    old = "".join(old for old, _ in operation.words)
    if old not in heading.text:
        return Refusal("phrase-not-found", f"“{old}” is not the name of {operation.division}.")
    label = _CHAPTER.match(heading.text)
    kept = label.end() if label and not _CHAPTER.match(words) else 0
    while kept and kept < len(heading.text) and heading.text[kept].isspace():
        kept += 1
    law.front = law.front.replace(heading.text, heading.text[:kept] + words)
    heading.words = replace_words(heading.words, kept, len(heading.text), words, operation.number)
    heading.by.append(operation.number)
    return []


def retitle(law: Law, operation: Operation) -> Done:
    """Give the law another name."""
    words = "".join(new for _, new in operation.words).strip("《》")
    if not law.title or law.title not in law.front:
        return Refusal("provision-missing", "The text prints no title that could be changed.")
    law.front = law.front.replace(law.title, words, 1)
    law.title = words
    return []


def replace_recital(law: Law, operation: Operation) -> Done:
    """Give the law other words before its first article."""
    lines = law.front.rstrip("\n").split("\n")
    if len(lines) < 2 or len(lines[-1]) < _SHORTEST:
        return Refusal("provision-missing", "There are no opening words before the first article.")
    law.front = "\n".join([*lines[:-1], *all_lines(operation)]) + "\n"
    return []


def change_preamble(law: Law, operation: Operation) -> Done:
    """Change a paragraph of the preamble: its words as quoted, or phrases that stand in it exactly once."""
    lines = law.front.split("\n")
    begin = max((n for n, line in enumerate(lines) if _PREAMBLE_HEADING.fullmatch(line)), default=None)
    number = int(operation.targets[0].removeprefix(PREAMBLE))
    place = begin + number if begin is not None else len(lines)
    if place >= len(lines) or not lines[place].strip():
        return Refusal("provision-missing", f"The preamble has no paragraph {number}.")
    words = lines[place]
    if operation.act is Act.REPLACE:
        words = "".join(all_lines(operation))
    for old, new in operation.words:
        if old and words.count(old) != 1:
            what = "phrase-found-twice" if old in words else "phrase-not-found"
            return Refusal(what, f"“{old}” stands {words.count(old)} times in paragraph {number} of the preamble.")
        instead = {Act.ADD_AFTER: old + new, Act.ADD_BEFORE: new + old}.get(operation.act, new)
        words = words.replace(old, instead) if old else words + new
    law.front = "\n".join([*lines[:place], words, *lines[place + 1 :]])
    return []


def delete_division(law: Law, operation: Operation) -> Done:
    """Strike a chapter out, or its name alone."""
    heading = law.heading(operation.division)
    if heading is None:
        return Refusal("provision-missing", f"{operation.division} is not in the text in force.")
    heading.gone = operation.number
    if operation.act is Act.DELETE_DIVISION:
        law.struck.append(heading)
        for row in law.rows[law.rows.index(heading) + 1 :]:
            if isinstance(row, Heading) and not row.locator.startswith(f"{heading.locator}."):
                break
            row.gone = operation.number
    return []
