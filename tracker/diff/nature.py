"""Nature: changes that are none of substance: other signs on paper, or cross-references that followed their articles.

第七条 that became 第八条 because an article came in before it is consequential; 第七条 that now names another article
is not, and nothing here calls it so.
"""

import re
from collections.abc import Collection, Sequence

from tracker.diff.changes import Nature
from tracker.diff.words import bare, without_references
from tracker.law.citation import find_citations

# The numbers of two provisions that became one another.
Ends = tuple[str | None, str | None]

# 7-1 in 7-1.2(3), 附件1:3 in 附件1:3(2).
_ARTICLE = re.compile(r"^(?:附\w+:)?\d+(?:-\d+)?")
_CLAUSE = re.compile(r"(?<![\d.])[1-9A-Z]\d?(?:\.\d{1,2}){1,4}(?![\d.%])")


def nature(old: str, new: str, links: Collection[Ends]) -> Nature:
    """The nature of the change between two clauses; `links` are the provisions that became one another."""
    if bare(old) == bare(new):
        return Nature.PRINT
    if bare(without_references(old)) != bare(without_references(new)):
        return Nature.WORDS
    return Nature.REFERENCE if _followed(old, new, links) else Nature.WORDS


def _followed(old: str, new: str, links: Collection[Ends]) -> bool:
    """Whether every reference names the heir of what it named; one to another text must not have changed at all."""
    was, now = find_citations(old), find_citations(new)
    if [c.instrument for c in was] != [c.instrument for c in now]:
        return False
    for one, other in zip(was, now, strict=True):
        allowed: Collection[Ends] = () if one.instrument else links
        if not _follow(one.locators, other.locators, allowed):
            return False
    return _follow(_CLAUSE.findall(old), _CLAUSE.findall(new), links)


def _follow(old: Sequence[str], new: Sequence[str], links: Collection[Ends]) -> bool:
    return len(old) == len(new) and all(_heirs(a, b, links) for a, b in zip(old, new, strict=True))


def _heirs(old: str, new: str, links: Collection[Ends]) -> bool:
    """Whether one place is the other's heir: the articles became one another, the paragraph and item are the same."""
    if old == new or (old, new) in links:
        return True
    one, other = _ARTICLE.match(old), _ARTICLE.match(new)
    if not (one and other):
        return False
    return (one[0] == other[0] or (one[0], other[0]) in links) and old[one.end() :] == new[other.end() :]
