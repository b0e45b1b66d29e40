"""The facts about a text that stand in it, each with the sentence it was read from."""

from collections.abc import Sequence

from tracker.documents.guide import Guide
from tracker.documents.lines import Line
from tracker.law.document import Headmatter


def title_lines(lines: Sequence[Line], body: int) -> frozenset[int]:
    return frozenset({0}) if lines and body > 0 else frozenset()


def read(lines, body, guide) -> Headmatter:
    return Headmatter(title=lines[0].text)
