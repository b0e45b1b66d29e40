"""Lists whose items are not all labelled: an item with lines of its own, and items whose numbers the source lost."""

import re
from collections.abc import Sequence

from tracker.documents.growth import Node
from tracker.law.provision import Kind

#: Words that announce a list, at the end of its chapeau.
_ANNOUNCES = re.compile(r"(?:下列|以下|如下)[^。；：]{0,40}[：:]$")
_COLONS = ("：", ":")
#: One line ending in ； behind a colon may be a slip; two are a list.
_FEWEST_ITEMS = 2
_ENDS_AN_ITEM = ("；", ";")


def rejoin(paragraphs: Sequence[Node]) -> list[Node]:
    """An item may have lines of its own: （一）… / a line / （二）… is one list, the line belongs to item one."""
    joined: list[Node] = []
    for paragraph in paragraphs:
        first = paragraph.children[0].number if paragraph.children else 0
        listed = next((i for i in range(len(joined) - 1, -1, -1) if joined[i].children), None) if first > 1 else None
        if listed is None:
            joined.append(paragraph)
            continue
        head = joined[listed]
        item = head.children[-1]
        between = [*joined[listed + 1 :], paragraph]
        if item.number + 1 == first:
            for line in between:
                item.words += line.words
            item.end = max(item.end, paragraph.children[0].start - 1)
        elif _are_items(between) and _ends_an_item(item) and first - item.number - 1 == len(between):
            head.children += _as_items(between, item.number + 1)
        else:
            joined.append(paragraph)
            continue
        head.children += paragraph.children
        del joined[listed + 1 :]
    return joined


def relabel(paragraphs: Sequence[Node]) -> tuple[list[Node], int]:
    """Lines behind a colon whose count is what the first printed number lacks are its items; says how many are so.

    下列行为：/ 甲；/ 乙；/ （三）丙。 has lost two labels. How many were counted includes those `rejoin` found.
    """
    out: list[Node] = []
    for paragraph in unprinted(paragraphs):
        missing = paragraph.children[0].number - 1 if paragraph.children else 0
        lines = [*out[len(out) - missing + 1 :], paragraph] if 0 < missing <= len(out) else []
        chapeau = out[len(out) - missing] if lines else None
        if chapeau is None or chapeau.children or not _are_items(lines) or not _ends(chapeau, ("：", ":")):
            out.append(paragraph)
            continue
        del out[len(out) - missing + 1 :]
        chapeau.children = [*_as_items(lines, 1), *paragraph.children]
    return out, sum(not item.label for paragraph in out for item in paragraph.children)


def unprinted(paragraphs: Sequence[Node]) -> list[Node]:
    """Lines behind 下列…： that all end in ； but the last, which ends in 。, are a list whose labels are all lost."""
    out: list[Node] = []
    at = 0
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        out.append(paragraph)
        at += 1
        words = paragraph.words[-1] if paragraph.words and not paragraph.children else ""
        if words[-1:] not in _COLONS or not _ANNOUNCES.search(words):
            continue
        end = at
        while end < len(paragraphs) and _is_unlabelled(paragraphs[end]) and _ends(paragraphs[end], _ENDS_AN_ITEM):
            end += 1
        if end - at < _FEWEST_ITEMS or end == len(paragraphs) or not _is_unlabelled(paragraphs[end]):
            continue
        paragraph.children = _as_items(paragraphs[at : end + 1], 1)
        at = end + 1
    return out


def _is_unlabelled(line: Node) -> bool:
    """Whether a line holds words only; “（一）… in an amendment prints its label inside the quotation."""
    return bool(line.words) and not line.children and line.words[0][:1] not in '“‘"（('


def _are_items(lines: Sequence[Node]) -> bool:
    """Whether all these lines end as items do; the last holds the list the source went on with."""
    return all(_ends(line, _ENDS_AN_ITEM) for line in lines)


def _ends_an_item(item: Node) -> bool:
    return _ends(item, _ENDS_AN_ITEM)


def _ends(node: Node, signs: tuple[str, ...]) -> bool:
    return bool(node.words) and node.words[-1].endswith(signs)


def _as_items(lines: Sequence[Node], first: int) -> list[Node]:
    """The lines as items of a list, counted from a number on."""
    items = []
    for number, line in enumerate(lines, first):
        node = Node(Kind.ITEM, "", "", words=line.words, start=line.start, end=_end(line), number=number)
        items.append(node)
    return items


def _end(line: Node) -> int:
    return line.children[0].start - 1 if line.children else line.end
