"""Which grammar a text is written in, and its tree by that grammar."""

from collections.abc import Sequence

from tracker.documents import articles, standards
from tracker.documents.growth import Parsed
from tracker.documents.lines import Line
from tracker.law.document import Grammar


def recognise(lines: Sequence[Line]) -> Grammar | None:
    """The grammar a text's lines are numbered in; None for a text without provisions."""
    if any(head.unit == "条" and head.number in ((1, 0), (2, 0)) for head in articles.heads(lines)):
        return Grammar.ARTICLES
    if standards.looks_like(lines):
        return Grammar.STANDARD
    if any(head.unit == "条" and head.explicit for head in articles.heads(lines)):
        return Grammar.ARTICLES
    return None


def parse(lines: Sequence[Line], grammar: Grammar, title: frozenset[int] = frozenset()) -> Parsed:
    """The provision tree, the furniture and the problems; `title` holds the indexes of the title lines."""
    if grammar is Grammar.STANDARD:
        return standards.parse(lines, title)
    return articles.parse(lines, title)
