"""A provision: any node of a text's tree, from the part down to the subitem.

款 carry no number of their own, 项 are numbered （一）, 目 1. (行政法规制定程序条例 art. 6); departmental rules usually
have no chapters (规章制定程序条例 art. 8). In a numbered standard the nodes are clauses: 5.1.2, a), 1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of node a provision is."""

    PREAMBLE = "preamble"  # words before the first article: the order, the notice, a recital
    PART = "part"  # 编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    PARAGRAPH = "paragraph"  # 款
    ITEM = "item"  # 项
    SUBITEM = "subitem"  # 目
    CLAUSE = "clause"  # a numbered clause of a standard or policy document, of any depth
    ANNEX = "annex"  # 附件, 附录
    TABLE = "table"
    NOTE = "note"  # 注, in standards


# An enumeration's members are slow to reach, and every node of a text is asked for these.
_ARTICLE, _CLAUSE = Kind.ARTICLE, Kind.CLAUSE
DIVISIONS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX)


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of a text.

    Attributes:
        kind: what sort of node.
        locator: its place, unique in the text: `7`, `7-1` (第七条之一), `7.2` (second paragraph; only articles of
            several paragraphs have `.n`), `4(5)` (item five of the only or first paragraph), `7.2(3)`, `4(5)[2]`;
            in standards the printed number, `5.1.2`, `5.1.2(a)`; a number printed a second time `4.3.2.1#2`; in an
            annex `附件1:3`; in English texts as printed, `5(1)(a)`; words before the first article `preamble`; what a
            decision says of itself behind its last point (本决定自…施行) `closing`, `closing.2`.
            Parts, chapters and sections: `part-1`, `chapter-2`, `chapter-2.section-1`.
        eid: the same place as an Akoma Ntoso eId and HTML anchor: `art_7__para_2`.
        label: the number as printed, 第七条, （一）, 5.1.2; empty for a paragraph.
        heading: its title or 【caption】; empty if none.
        text: its own words as printed, without label and heading, children left out. An article's words stand in its
            paragraphs; a paragraph's own text is the chapeau before its items; a standard's clause holds its own.
        children: the nodes below, in reading order.
        start, end: offsets (characters) of the whole node in the document's text, label to last child.
    """

    kind: Kind
    locator: str
    eid: str
    label: str = ""
    heading: str = ""
    text: str = ""
    children: tuple["Provision", ...] = ()
    start: int = 0
    end: int = 0

    def walk(self) -> Iterator["Provision"]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            if child.children:
                yield from child.walk()
            else:
                yield child

    @property
    def full_text(self) -> str:
        """The words of the node and all below it: labels of items kept, the node's own label and heading left out."""
        lines = [self.text] if self.text else []
        for child in self.children:
            lines.append(child.label + (child.heading + "\n" if child.heading else "") + child.full_text)
        return "\n".join(lines)


def walk(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    """Every node of a text, in reading order."""
    for provision in provisions:
        yield from provision.walk()


def is_numbered(provision: Provision) -> bool:
    """Whether a comparison lists this provision: an article, or a standard's clause with words of its own."""
    if provision.kind is _CLAUSE:
        return bool(
            provision.text
            or any(c.kind in (Kind.ITEM, Kind.PARAGRAPH, Kind.TABLE, Kind.NOTE) for c in provision.children)
        )
    return provision.kind is _ARTICLE


def numbered(provisions: tuple[Provision, ...]) -> list[Provision]:
    """The articles of a law, or the clauses of a standard that have words of their own, in reading order."""
    return [p for p in walk(provisions) if is_numbered(p)]
