"""How a letter calls a provision: 第七条第二款第（三）项, Article 7, paragraph 2, item (3); a standard's 5.1.2."""

import re

from tracker.law.numbering import write_article, write_numeral

_PLACE = re.compile(r"(?P<article>\d+(?:-\d+)?)(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?(?:\[(?P<sub>\d+)\])?\Z")


def clause_name(locator: str, language: str, *, standard: bool = False) -> str:
    """A locator in words; one that is no article of a Chinese law (5.1.2, 附件1:3) stays as printed."""
    found = None if standard else _PLACE.match(locator)
    if found is None:
        return locator
    return _english(found) if language == "en" else _chinese(found)


def _chinese(found: re.Match[str]) -> str:
    name = write_article(found["article"])
    if found["paragraph"]:
        name += f"第{write_numeral(int(found['paragraph']))}款"
    if found["item"]:
        name += f"第（{write_numeral(int(found['item']))}）项"
    return name + (f"第{found['sub']}目" if found["sub"] else "")


def _english(found: re.Match[str]) -> str:
    name = f"Article {found['article']}"
    if found["paragraph"]:
        name += f", paragraph {found['paragraph']}"
    if found["item"]:
        name += f", item ({found['item']})"
    return name + (f", subitem {found['sub']}" if found["sub"] else "")
