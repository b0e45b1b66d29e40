"""Places in words: `4(5)` → 第四条第（五）项 or Article 4, item 5, as each reader would cite it."""

import re

from tracker.law.citation import parse_locator, write_chinese, write_english
from tracker.law.document import Document, Grammar
from tracker.law.numbering import write_article, write_numeral
from tracker.law.provision import Kind

_LOCATOR = re.compile(
    r"(?:(?P<annex>[^:]+):)?(?P<article>\d+(?:-\d+)?)(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?(?:\[(?P<subitem>\d+)\])?"
    r"(?:#(?P<again>\d+))?"
)


def cite(locator: str, grammar: Grammar, language: str) -> str:
    """A locator as a lawyer writes it in Chinese (`zh`) or English (`en`); printed numbers stay as printed."""
    if locator == "preamble":
        return "序言" if language == "zh" else "Preamble"
    if locator.partition(".")[0] == "closing":
        return "结尾" if language == "zh" else "Closing words"
    if grammar is not Grammar.ARTICLES:
        return _printed(locator, language)
    found = _LOCATOR.fullmatch(locator)
    if not found:
        return locator
    return _chinese(found) if language == "zh" else _english(found)


def _printed(locator: str, language: str) -> str:
    number, _, again = locator.partition("#")
    if not again:
        return number
    return f"{number}（第{again}次出现）" if language == "zh" else f"{number} (occurrence {again})"


def _chinese(found: re.Match[str]) -> str:
    paragraph, item, subitem = found["paragraph"], found["item"], found["subitem"]
    return "".join(
        (
            found["annex"] or "",
            write_article(found["article"]),
            f"第{write_numeral(int(paragraph))}款" if paragraph else "",
            f"第（{write_numeral(int(item))}）项" if item else "",
            f"第{subitem}目" if subitem else "",
            f"（第{found['again']}次出现）" if found["again"] else "",
        )
    )


def _english(found: re.Match[str]) -> str:
    parts = (
        f"{found['annex']}," if found["annex"] else "",
        f"Art. {found['article']}",
        f"para. {found['paragraph']}" if found["paragraph"] else "",
        f"item {found['item']}" if found["item"] else "",
        f"subitem {found['subitem']}" if found["subitem"] else "",
        f"(occurrence {found['again']})" if found["again"] else "",
    )
    return " ".join(part for part in parts if part)


def house_form(document: Document, title: str, locator: str, language: str) -> str:
    """A citation to be pasted into a memo: 《…》第七条第一款第（三）项; Measures on …, Article 7(1)(iii).

    An item of the first paragraph names that paragraph where the article has more than one (立法技术规范: 款 are cited
    by their order); the locator alone does not say so. Without a title only the place.
    """
    place = _place(document, locator, language)
    if language == "zh":
        return f"{title if title.startswith('《') or not title else f'《{title}》'}{place}"
    return f"{title}, {place}" if title else place


def _place(document: Document, locator: str, language: str) -> str:
    parts = parse_locator(locator) if document.grammar is Grammar.ARTICLES else None
    if parts is None or "#" in locator:
        printed = cite(locator, document.grammar, language)
        return f"Article {printed}" if document.grammar is Grammar.ENGLISH and printed[0].isdigit() else printed
    article = f"{parts.annex}:{parts.article}" if parts.annex else parts.article
    if parts.item and not parts.paragraph and _paragraphs(document, article) > 1:
        locator = f"{article}.1{locator.removeprefix(article)}"
    return write_chinese(locator) if language == "zh" else write_english(locator)


def _paragraphs(document: Document, article: str) -> int:
    node = document.find(article)
    return sum(child.kind is Kind.PARAGRAPH for child in node.children) if node else 0
