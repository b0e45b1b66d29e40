"""What an operation quotes, made into units: new articles, paragraphs and items with the numbers it gives them."""

import re

from tracker.amending.finding import Refusal
from tracker.amending.law import Law
from tracker.amending.operation import Operation
from tracker.amending.working import Level, Unit, paragraphs_of
from tracker.law.citation import parse_locator
from tracker.law.numbering import NUMERAL, write_article

_HEAD = re.compile(rf"第\s*(?:{NUMERAL}|\d+)\s*条(?:之(?:{NUMERAL}))?[\s\u3000]*")


def all_lines(operation: Operation) -> tuple[str, ...]:
    """Every line an operation quotes."""
    return tuple(line for quote in operation.text for line in quote)


def new_articles(law: Law, operation: Operation) -> list[Unit] | Refusal:
    """The articles an insertion quotes, or why they do not answer to those announced."""
    texts = quoted_articles(operation)
    wanted = max(len(operation.becomes), operation.count, 1)
    if len(texts) != wanted:
        return Refusal("count-differs", f"{wanted} articles are announced and {len(texts)} are quoted.")
    pins = operation.becomes or ("",) * len(texts)
    return [new_article(law, pin, text, operation.number) for pin, text in zip(pins, texts, strict=True)]


def new_article(law: Law, pin: str, text: tuple[str, ...], by: int) -> Unit:
    """An article with a number and some quoted lines."""
    unit = Unit(Level.ARTICLE, label=write_article(pin) if pin else "", lead=law.lead, pin=pin, by=[by])
    unit.below = paragraphs_of(text, by)
    return unit


def quoted_articles(operation: Operation) -> list[tuple[str, ...]]:
    """The new articles an operation quotes: one a quotation, or one at each 第X条 printed in it."""
    if len(operation.text) > 1:
        return [without_head(quote) for quote in operation.text]
    found: list[list[str]] = []
    for line in operation.text[0] if operation.text else ():
        head = _HEAD.match(line)
        if head and (not found or len(operation.becomes) != 1):
            found.append([line[head.end() :]])
        elif found:
            found[-1].append(line)
        else:
            found.append([line])
    return [tuple(line for line in text if line) for text in found]


def without_head(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Quoted lines without the 第X条 printed before them."""
    head = _HEAD.match(lines[0]) if lines else None
    return (lines[0][head.end() :], *lines[1:]) if head else lines


def as_items(units: list[Unit], by: int) -> list[Unit]:
    """Quoted items as items, also where they are quoted without their numbers."""
    out: list[Unit] = []
    for unit in units:
        if unit.text:
            out.append(Unit(Level.ITEM, label="（一）", words=unit.words, by=[by]))
            out[-1].below = [Unit(Level.SUBITEM, "", u.label, u.lead, u.words, u.below, [by]) for u in unit.below]
        else:
            out += unit.below
    return out


def last_number(locator: str) -> str:
    """The number of a place's deepest part: 5.2(3) → 3."""
    place = parse_locator(locator)
    assert place is not None
    return str(place.item or place.paragraph or place.article)
