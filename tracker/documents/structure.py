"""Which grammar a text is written in, and its tree by that grammar."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents import articles, english, outline, policy, standards, unnumbered
from tracker.documents.growth import Parsed
from tracker.documents.lines import Line
from tracker.law.document import Grammar


@dataclass(frozen=True, slots=True)
class Shape:
    """A text's grammar, the index of its body's first line, and the outline its grammar drew."""

    grammar: Grammar
    body: int
    plan: outline.Outline | standards.Outline | english.Outline | None = None
    numbered: bool = True


def recognise(lines: Sequence[Line]) -> Shape | None:
    """The shape of a text by how its lines are numbered; None for a text without provisions."""
    by_articles = outline.outline(lines)
    # a decision amending a law quotes its articles inside its own points 一、 二、
    points = policy.points(lines) if by_articles is None or by_articles.first > (2, 0) else {}
    if by_articles and not points:
        return Shape(Grammar.ARTICLES, by_articles.body, by_articles)
    if by_english := english.outline(lines):
        return Shape(Grammar.ENGLISH, by_english.body, by_english)
    if by_standard := standards.outline(lines):
        return Shape(Grammar.STANDARD, by_standard.body, by_standard)
    if points:
        return Shape(Grammar.POLICY, min(points))
    plain = unnumbered.begins(lines)
    return None if plain is None else Shape(Grammar.POLICY, plain, numbered=False)


def parse(lines: Sequence[Line], shape: Shape, title: frozenset[int] = frozenset()) -> Parsed:
    """The provision tree, the furniture and the problems; `title` holds the indexes of the title lines."""
    match shape.plan:
        case outline.Outline() as plan:
            return articles.parse(lines, plan, title)
        case standards.Outline() as plan:
            return standards.parse(lines, plan, title)
        case english.Outline() as plan:
            return english.parse(lines, plan, title)
        case _ if not shape.numbered:
            return unnumbered.parse(lines, shape.body, title)
        case _:
            return policy.parse(lines, title)
