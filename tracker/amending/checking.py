"""What tracker consolidated beside what was officially published: article for article, every difference listed."""

import re
from dataclasses import dataclass

from tracker.law.document import Document
from tracker.law.numbering import sort_key
from tracker.law.provision import Provision

_WHITE = re.compile(r"\s+")
_WIDE = str.maketrans("：；，（）！？", ":;,()!?")


@dataclass(frozen=True, slots=True)
class Difference:
    """An article that differs: its number, and its words here and there; empty where one side has no such article."""

    article: str
    ours: str
    official: str

    @property
    def is_typesetting(self) -> bool:
        """Whether the sides differ in the width of signs only: a half-width colon in one copy."""
        return _narrow(self.ours) == _narrow(self.official)


def differences(ours: Document, official: Document) -> tuple[Difference, ...]:
    """The articles of two texts that are not the same words, white space apart, in reading order."""
    here = {article.locator: article for article in ours.articles}
    there = {article.locator: article for article in official.articles}
    found = []
    for locator in sorted({*here, *there}, key=sort_key):
        one, other = _words(here.get(locator)), _words(there.get(locator))
        if _WHITE.sub("", one) != _WHITE.sub("", other):
            found.append(Difference(locator, one, other))
    return tuple(found)


def _narrow(text: str) -> str:
    return _WHITE.sub("", text).translate(_WIDE)


def _words(article: Provision | None) -> str:
    return "\n".join(filter(None, (article.heading, article.full_text))) if article else ""
