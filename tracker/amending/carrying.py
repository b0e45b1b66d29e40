"""References that follow what they mean: 第十八条 in words nobody amended becomes 第十九条 where the article moved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.amending import addresses
from tracker.amending.law import Law, number_of
from tracker.amending.numbering import Numbered
from tracker.amending.working import Level, Unit, replace_words
from tracker.documents.references import Reference, Scope, references
from tracker.law.citation import Place, parse_locator, write_chinese
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, parse_numeral, write_article, write_numeral

_N = rf"(?:{NUMERAL}|\d{{1,4}})"
_TOKEN = re.compile(
    rf"第\s*(?P<article>{_N})\s*条(?:\s*之\s*(?P<extra>{_N}))?|第\s*(?P<paragraph>{_N})\s*款"
    rf"|第\s*(?P<open>[（(]?)\s*(?P<item>{_N})\s*(?P<close>[)）]?)\s*项"
)


_DIVISION = re.compile(rf"第\s*{_N}\s*(?:分编|编|章|节)")


@dataclass(frozen=True, slots=True)
class Carried:
    """A reference rewritten: where it stands in the new text, what it said and what it says."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Move:
    """Where the places of the text in force went: None is nowhere."""

    places: dict[str, str | None]

    def of(self, place: Place) -> Place | None:
        """The new place; None where the provision is gone."""
        became = self.places.get(_key(place), _key(place))
        return parse_locator(became) if became else None


def _key(place: Place) -> str:
    """A place with its paragraph always said, so that 7 (its items) and 7.1 are one."""
    if place.item:
        return f"{place.article}.{place.paragraph or 1}({place.item})"
    return f"{place.article}.{place.paragraph}" if place.paragraph else place.article


def carry(law: Law, numbered: Numbered, by: int) -> tuple[list[Carried], list[Problem]]:
    """Rewrite the references of words nobody amended. `by`: the operation the changes are put down to."""
    move = _Move(dict(_places(law, numbered)))
    lines = [(article, line) for article in numbered.articles for line in article.walk() if line.words]
    carried: list[Carried] = []
    problems: list[Problem] = []
    for reference in references(law.base):
        found = _line(reference, lines)
        if found is None:
            continue
        article, line = found
        where = numbered.numbers[article]
        new, problem = _rewritten(reference, move, where) if not _is_division(reference) else _divided(reference, law)
        if problem:
            problems.append(problem)
        elif new != reference.text:
            _write(line, reference, new, by)
            carried.append(Carried(where, reference.text, new))
    return carried, problems


def _is_division(reference: Reference) -> bool:
    return any(locator.startswith(("part-", "subpart-", "chapter-", "section-")) for locator in reference.locators)


def _divided(reference: Reference, law: Law) -> tuple[str, Problem | None]:
    """A reference to a chapter in the numbers of the new text, or the problem with it."""
    here = write_article(reference.within.split(".")[0].split("(")[0])
    out, at, locator = "", 0, ""
    for token in _DIVISION.finditer(reference.text):
        locator = f"{locator}.{addresses.division(token[0])}".lstrip(".")
        headings = law.headings(locator)
        if any(heading.gone for heading in headings):
            says = f"“{reference.text}” in {here} names {token[0]}, which the decision strikes out."
            return reference.text, Problem("reference-to-repealed", reference.within, says)
        named = {label[0] for heading in headings if (label := _DIVISION.match(heading.text))}
        out += reference.text[at : token.start()] + (named.pop() if len(named) == 1 else token[0])
        at = token.end()
    new = out + reference.text[at:]
    if new != reference.text and reference.scope is not Scope.INTERNAL:
        says = f"“{reference.text}” in {here} may mean this law (then {new}) or another; it is left as it is."
        return reference.text, Problem("uncertain-reference", reference.within, says)
    return new, None


def _line(reference: Reference, lines: list[tuple[Unit, Unit]]) -> tuple[Unit, Unit] | None:
    """The line whose words in force hold a reference whole."""
    for article, line in lines:
        for span in line.words:
            if span.at >= 0 and span.at <= reference.start and reference.end <= span.at + len(span.text):
                return article, line
    return None


def _write(line: Unit, reference: Reference, new: str, by: int) -> None:
    at = 0
    for span in line.words:
        if span.at >= 0 and span.at <= reference.start and reference.end <= span.at + len(span.text):
            start = at + reference.start - span.at
            line.words = replace_words(line.words, start, start + len(reference.text), new, by)
            line.note(by)
            return
        at += len(span.text)


def _places(law: Law, numbered: Numbered) -> Iterator[tuple[str, str | None]]:
    """Every place of the text in force and what it is in the new text."""
    for article in law.articles:
        if not article.locator:
            continue
        home = article.became if article.became is not None else article
        new = numbered.numbers.get(home)
        yield article.locator, new
        if new is None:
            continue
        for paragraph in article.below if article.became is None else ():
            yield from _inside(paragraph, article, new, numbered)


def _inside(paragraph: Unit, article: Unit, number: str, numbered: Numbered) -> Iterator[tuple[str, str | None]]:
    place = parse_locator(paragraph.locator)
    if place is None or paragraph.level is not Level.PARAGRAPH:
        return
    old = f"{article.locator}.{place.paragraph or 1}"
    count = numbered.numbers.get(paragraph) if not paragraph.gone else None
    new = f"{number}.{count}" if count else None
    yield old, new
    for item in paragraph.below:
        if item.level is Level.ITEM and item.locator:
            became = numbered.numbers.get(item) if new and not item.gone else None
            yield f"{old}({number_of(item.label)})", f"{new}({became})" if became else None


def _rewritten(reference: Reference, move: _Move, where: str) -> tuple[str, Problem | None]:
    """A reference in the numbers of the new text, or the problem with it."""
    if reference.scope is Scope.EXTERNAL or not reference.locators:
        return reference.text, None
    place = parse_locator(reference.locators[0])
    if place is None or place.annex:
        return reference.text, None
    new, gone = _tokens(reference.text, place, move)
    here = write_article(where)
    if gone:
        says = f"“{reference.text}” in {here} names {write_chinese(str(gone))}, which the decision strikes out."
        return reference.text, Problem("reference-to-repealed", where, says)
    if new != reference.text and reference.scope is Scope.UNCERTAIN:
        says = f"“{reference.text}” in {here} may mean this law (then {new}) or another; it is left as it is."
        return reference.text, Problem("uncertain-reference", where, says)
    return new, None


def _tokens(text: str, first: Place, move: _Move) -> tuple[str, Place | None]:
    """The words of a reference with every number carried; and a place that is gone, if one is."""
    out, at = "", 0
    place = Place(first.article, first.paragraph)
    for token in _TOKEN.finditer(text):
        place = _step(place, token)
        became = move.of(place)
        if became is None:
            return text, place
        same = _key(became) == _key(place)
        out += text[at : token.start()] + (token[0] if same else _said(token, became))
        at = token.end()
    return out + text[at:], None


def _step(place: Place, token: re.Match[str]) -> Place:
    if token["article"]:
        extra = f"-{parse_numeral(token['extra'])}" if token["extra"] else ""
        return Place(f"{parse_numeral(token['article'])}{extra}")
    if token["paragraph"]:
        return Place(place.article, parse_numeral(token["paragraph"]))
    return Place(place.article, place.paragraph, parse_numeral(token["item"]))


def _said(token: re.Match[str], place: Place) -> str:
    """One number as the reference writes it."""
    if token["article"]:
        return write_article(place.article)
    if token["paragraph"]:
        return f"第{write_numeral(place.paragraph)}款" if place.paragraph else token[0]
    return f"第{token['open']}{write_numeral(place.item)}{token['close']}项"
