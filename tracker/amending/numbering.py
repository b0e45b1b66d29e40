"""The numbers of the new text: what the decision numbers stands at its number, all else follows in the old order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.amending.chapters import count_back
from tracker.amending.law import Heading, Law, number_of
from tracker.amending.working import Level, Span, Unit
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, sort_key, write_article, write_numeral

_NUMBER = re.compile(rf"{NUMERAL}|\d+")


@dataclass(slots=True)
class Numbered:
    """The new text's order and numbers.

    Attributes:
        order: headings and articles as they are printed.
        numbers: each unit's number in the new text; an article's as a locator.
        problems: where the numbers given do not fit together.
    """

    order: list[Heading | Unit] = field(default_factory=list)
    numbers: dict[Unit, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def articles(self) -> list[Unit]:
        """The articles as they are printed."""
        return [row for row in self.order if isinstance(row, Unit)]


def number(law: Law, *, anew: bool) -> Numbered:
    """Number everything. `anew`: the decision says that the articles are counted anew."""
    out = Numbered()
    for heading in law.struck if anew else ():
        count_back(law, heading, heading.gone)
    articles = _counted_anew(law, out) if anew or _collides(law) else _kept(law, out)
    _under_headings(law, articles, out)
    for article in articles:
        _number_below(article, out)
    return out


def _collides(law: Law) -> bool:
    """Whether an article takes a number that a standing one has: then all behind it are counted anew."""
    taken = {unit.locator: unit for unit in law.articles if unit.locator and not unit.gone and not unit.pin}
    return any(unit.pin in taken for unit in law.articles if not unit.gone and "-" not in unit.pin)


# -- numbers stay -----------------------------------------------------------------------------------------------------


def _kept(law: Law, out: Numbered) -> list[Unit]:
    """Articles keep their numbers; new ones stand where theirs say; what is struck out leaves its number empty."""
    articles: list[Unit] = []
    for unit in law.articles:
        if unit.became is not None:
            continue
        if unit.gone:
            unit.below = [Unit(Level.PARAGRAPH, words=[Span("（删去）", by=unit.gone)], by=[unit.gone])]
            unit.note(unit.gone)
        if unit.locator and not unit.pin:
            out.numbers[unit] = unit.locator
            articles.append(unit)
    for unit in law.articles:
        if unit in out.numbers or unit.became is not None or unit.gone:
            continue
        pin = unit.pin or _next_extra(unit, out)
        out.numbers[unit] = pin
        place = next((i for i, other in enumerate(articles) if sort_key(out.numbers[other]) > sort_key(pin)), None)
        articles.insert(len(articles) if place is None else place, unit)
    return articles


def _next_extra(unit: Unit, out: Numbered) -> str:
    """The number of an article put behind another without one of its own: 第五条之一."""
    main, _, extra = out.numbers.get(unit.behind, "0").partition("-") if unit.behind else ("0", "", "")
    count = int(extra or 0) + 1
    while f"{main}-{count}" in out.numbers.values():
        count += 1
    return f"{main}-{count}"


# -- numbers are counted anew -----------------------------------------------------------------------------------------


def _counted_anew(law: Law, out: Numbered) -> list[Unit]:
    standing = [unit for unit in law.articles if not unit.gone]
    first = next((int(u.locator.split("-")[0]) for u in law.articles if u.locator), 1)
    articles = []
    for count, unit in _filled(standing, law, first, out):
        if unit is None:
            continue
        out.numbers[unit] = count
        articles.append(unit)
    return articles


def _filled(standing: Sequence[Unit], law: Law, first: int, out: Numbered) -> Iterator[tuple[str, Unit | None]]:
    """Each number with its article: the one that is given it, or the next in the old order."""
    pinned = _pinned(standing, out)
    stream = _stream([unit for unit in standing if unit not in pinned.values()], law)
    count, extra = first, 0
    while stream or pinned:
        unit: Unit | None = pinned.pop(count, None)
        if unit is None and not stream:
            count = min(pinned)
            out.problems.append(_out_of_reach(pinned[count], count))
            continue
        if unit is None:
            unit = stream.pop(0)
        yield str(count), unit
        while stream and stream[0] is not None and "-" in (stream[0].locator or stream[0].pin):
            extra += 1
            yield f"{count}-{extra}", stream.pop(0)
        count, extra = count + 1, 0


def _pinned(standing: Sequence[Unit], out: Numbered) -> dict[int, Unit]:
    """The articles the decision gives a number, by number; of two with one number the second is counted on."""
    pinned: dict[int, Unit] = {}
    for unit in standing:
        if not unit.pin or "-" in unit.pin:
            continue
        if int(unit.pin) in pinned:
            says = f"Two articles are given the number {write_article(unit.pin)}."
            out.problems.append(Problem("number-taken", f"operation-{unit.by[-1]}", says))
        else:
            pinned[int(unit.pin)] = unit
    return pinned


def _out_of_reach(unit: Unit, count: int) -> Problem:
    says = f"{write_article(str(count))} is given a number to which the articles before it do not reach."
    return Problem("number-out-of-reach", f"operation-{unit.by[-1]}", says)


def _stream(rest: Sequence[Unit], law: Law) -> list[Unit | None]:
    """The articles without a number of their own in the old order; None holds a number the old text left out."""
    stream: list[Unit | None] = []
    numbers = {int(u.locator) for u in law.articles if u.locator.isdecimal()}
    last = min(numbers, default=1) - 1
    for unit in law.articles:
        if unit.locator.isdecimal():
            stream += [None] * (int(unit.locator) - last - 1)
            last = max(last, int(unit.locator))
        if unit in rest and (unit.locator or "-" in unit.pin):
            stream.append(unit)
    for unit in rest:
        if unit not in stream:
            _put(unit, stream)
    return stream


def _put(unit: Unit, stream: list[Unit | None]) -> None:
    if unit.behind in stream:
        stream.insert(stream.index(unit.behind) + 1, unit)
    elif unit.ahead in stream:
        stream.insert(stream.index(unit.ahead), unit)
    else:
        stream.append(unit)


# -- headings ---------------------------------------------------------------------------------------------------------


def _under_headings(law: Law, articles: Sequence[Unit], out: Numbered) -> None:
    """Put the articles under their chapters; a new one goes where the article before it stands."""
    headings = [row for row in law.rows if isinstance(row, Heading)]
    home = _homes(law)
    printed = 0
    for index, unit in enumerate(articles):
        here = _home(unit, home, law, headings, printed)
        if here > printed:
            out.order += [heading for heading in headings[printed:here] if not heading.gone]
            printed = here
        elif not unit.locator and not unit.division:
            _warn_between(unit, articles[index + 1 :], home, printed, out)
        out.order.append(unit)
    out.order += [heading for heading in headings[printed:] if not heading.gone]
    _drop_empty(law, out)


def _drop_empty(law: Law, out: Numbered) -> None:
    """Leave out, and name, a chapter whose articles are all gone; one that only holds sections never had any."""
    held = {before for before, row in pairwise(law.rows) if isinstance(before, Heading) and isinstance(row, Unit)}
    for row, following in [*pairwise(out.order), *((row, None) for row in out.order[-1:])]:
        if isinstance(row, Heading) and row in held and not isinstance(following, Unit):
            says = f"No article stands under {row.text} any more; the heading is left out."
            out.problems.append(Problem("chapter-empty", row.locator, says))
            out.order.remove(row)


def _homes(law: Law) -> dict[Unit, int]:
    """How many headings stand before each article in force."""
    homes: dict[Unit, int] = {}
    count = 0
    for row in law.rows:
        if isinstance(row, Heading):
            count += 1
        elif row.locator:
            homes[row] = count
    return homes


def _home(unit: Unit, home: dict[Unit, int], law: Law, headings: Sequence[Heading], printed: int) -> int:
    if unit.division and (named := law.heading(unit.division)):
        return headings.index(named) + 1
    return home.get(unit, printed)


def _warn_between(unit: Unit, rest: Sequence[Unit], home: dict[Unit, int], printed: int, out: Numbered) -> None:
    following = next((other for other in rest if other in home), None)
    if following is not None and home[following] > printed:
        label = write_article(out.numbers[unit])
        says = f"{label} stands between two chapters; the decision does not say in which. It is put into the first."
        out.problems.append(Problem("chapter-unsaid", f"operation-{unit.by[-1]}", says))


# -- below the article ------------------------------------------------------------------------------------------------


def _number_below(unit: Unit, out: Numbered) -> None:
    """Number paragraphs and items, and put them into the order of their numbers."""
    for level in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM):
        units = unit.standing(level)
        if not units:
            continue
        parts = [part for part in unit.below if part.level is level]
        placed = _as_printed(units) if _is_as_printed(parts) else list(_ranked(units, _first_of(unit, level)))
        for count, part in placed:
            out.numbers[part] = str(count)
        if [part for _, part in placed] != units:
            # what is struck out stays in the list: references to it are looked for
            unit.below = [*(part for _, part in placed), *(part for part in unit.below if part not in units)]
    for part in unit.below:
        if not part.gone:
            _number_below(part, out)


def _is_as_printed(parts: Sequence[Unit]) -> bool:
    """Whether nothing came to a list and nothing left it: then its numbers are those printed, gaps and all."""
    listed = parts[0].level is not Level.PARAGRAPH
    return listed and not any(part.pin or part.gone for part in parts) and len({bool(p.locator) for p in parts}) == 1


def _as_printed(units: Sequence[Unit]) -> list[tuple[int, Unit]]:
    return [(number_of(unit.label) or count, unit) for count, unit in enumerate(units, 1)]


def _first_of(unit: Unit, level: Level) -> int:
    if level is Level.PARAGRAPH:
        return 1
    return next((number_of(part.label) or 1 for part in unit.below if part.level is level), 1)


def _ranked(units: Sequence[Unit], first: int) -> Iterator[tuple[int, Unit]]:
    pinned = {int(unit.pin): unit for unit in units if unit.pin}
    stream: list[Unit | None] = [unit for unit in units if unit.locator and unit not in pinned.values()]
    for unit in units:
        if unit not in stream and unit not in pinned.values():
            _put(unit, stream)
    count = first
    while stream or pinned:
        following = pinned.pop(count, None) or (stream.pop(0) if stream else pinned.pop(min(pinned)))
        assert following is not None
        yield count, following
        count += 1


def relabel(label: str, count: int) -> str:
    """An item's label with another number, written as it was: （三） → （四）, 3. → 4. A missing one stays so."""
    if not label or number_of(label) == count:
        return label
    found = _NUMBER.search(label)
    if not found:
        return f"（{write_numeral(count)}）"
    number = str(count) if found[0].isascii() else write_numeral(count)
    return label[: found.start()] + number + label[found.end() :]
