"""What stands above the articles: the law's name, its opening words, the names of its chapters."""

import re

from tracker.amending.finding import Done, Refusal
from tracker.amending.law import Heading, Law
from tracker.amending.operation import Act, Operation
from tracker.amending.quoted import all_lines
from tracker.amending.working import replace_words
from tracker.law.numbering import NUMERAL

_CHAPTER = re.compile(rf"第\s*(?:{NUMERAL}|\d+)\s*[编章节]")
#: Opening words are a sentence; a shorter line above the articles is a date or a name.
_SHORTEST = len("制定本解释。")


def rename(law: Law, operation: Operation) -> Done:
    """Give a chapter another name."""
    heading = law.heading(operation.division)
    if heading is None:
        return Refusal("provision-missing", f"{operation.division} is not in the text in force.")
    words = "".join(new for _, new in operation.words)
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


def delete_division(law: Law, operation: Operation) -> Done:
    """Strike a chapter out, or its name alone."""
    heading = law.heading(operation.division)
    if heading is None:
        return Refusal("provision-missing", f"{operation.division} is not in the text in force.")
    heading.gone = operation.number
    if operation.act is Act.DELETE_DIVISION:
        for row in law.rows[law.rows.index(heading) + 1 :]:
            if isinstance(row, Heading) and not row.locator.startswith(f"{heading.locator}."):
                break
            row.gone = operation.number
    return []
