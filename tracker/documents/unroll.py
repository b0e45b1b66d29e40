"""Provisions that run on inside one line of the source, …；（四）… or …。 第五条 …, get lines of their own."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, parse_numeral

#: Only behind a sign that ends a clause: 第三条（一）、（二）项 is a mention.
_RUN_ON = re.compile(
    rf"(?<=[；：。;:])[ \u3000]*(?P<label>第(?P<article>{NUMERAL})条(?=[ \u3000])|[（(](?P<item>{NUMERAL})[)）](?!项))"
)
_MAY_RUN_ON = re.compile(r"[；：。;:][第（( \u3000]")
#: An article whose line break was lost: no space behind 条, but its number opens no other line.
_LOST = re.compile(
    rf"(?<=。)[ \u3000]*(?P<label>第(?P<article>{NUMERAL})条)(?![、，,和及至到与或的之规所第款项中。；;)）》” \u3000])"
)
_OPENING = re.compile(rf"第(?P<article>{NUMERAL})条|[（(](?P<item>{NUMERAL})[)）]")


def unroll(texts: Sequence[str]) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines with what runs on cut apart, and a problem that says so. Lines in good order come back as they are.

    A cut is made only where the numbers go on: the next article inside an article's line, the next item inside an
    item's, a whole list behind a colon. What stands in “” is quoted and stays whole.
    """
    whole = "\n".join(texts)
    if not any(_RUN_ON.match(whole, at) or _LOST.match(whole, at) for at in _after_clauses(whole)):
        return list(texts), ()
    opened = {_number(match, "article") for match in map(_OPENING.match, texts) if match}
    out: list[str] = []
    cut = 0
    first = ""
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        places = list(_cuts(text, following, opened))
        first = first or (text[places[0] :].split()[0][:8] if places else "")
        cut += len(places)
        edges = [0, *sorted(places), len(text)]
        out += [text[begin:end].strip(" \u3000") for begin, end in pairwise(edges)]
    if not cut:
        return list(texts), ()
    says = f"{cut} provisions run on inside lines of the source (the first is {first}…); each was given its own line."
    return out, (Problem("run-on", first, says),)


def _after_clauses(whole: str) -> Iterator[int]:
    """The offsets behind a sign that ends a clause where a label or a space stands: few, and cheaply found."""
    return (found.start() + 1 for found in _MAY_RUN_ON.finditer(whole))


def _cuts(text: str, following: str, opened: Collection[int]) -> Iterator[int]:
    """Where a line is cut: the places of the labels that go on. `opened` are the articles that have lines."""
    opening = _OPENING.match(text)
    article = _number(opening, "article")
    item = _number(opening, "item")
    found = [match for match in _RUN_ON.finditer(text) if not _quoted(text, match.start("label"))]
    yield from _lost(text, opened)
    for at, match in enumerate(found):
        number = _number(match, "item")
        if match["article"]:
            if article and _number(match, "article") == article + 1:
                article, item = article + 1, 0
                yield match.start("label")
        elif (item and number == item + 1) or (number == 1 and _begins(text, match, found[at + 1 :], following)):
            item = number
            yield match.start("label")


def _lost(text: str, opened: Collection[int]) -> Iterator[int]:
    """Where an article begins that lost its line: the one before has a line, itself has none."""
    for match in _LOST.finditer(text):
        number = _number(match, "article")
        if number - 1 in opened and number not in opened and not _quoted(text, match.start("label")):
            yield match.start("label")


def _begins(text: str, match: re.Match[str], behind: Sequence[re.Match[str]], following: str) -> bool:
    """Whether a （一） opens a list: a colon stands before it and （二） behind, in this line or opening the next."""
    if text[: match.start("label")].rstrip(" \u3000")[-1:] not in "：:":
        return False
    after = next((_number(other, "item") for other in behind if other["item"]), 0)
    return (after or _number(_OPENING.match(following), "item")) == 2


def _number(match: re.Match[str] | None, name: str) -> int:
    return parse_numeral(match[name]) if match and match[name] else 0


def _quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)
