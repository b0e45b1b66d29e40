"""Provisions in force given other words or other numbers, struck out, merged, split and moved."""

from tracker.amending.finding import Done, Refusal, located, parent
from tracker.amending.inserting import neighbours
from tracker.amending.law import Law, in_force
from tracker.amending.operation import Operation
from tracker.amending.quoted import all_lines, as_items, last_number, new_article, quoted_articles, without_head
from tracker.amending.working import Level, Span, Unit, paragraphs_of


def replace(law: Law, operation: Operation) -> Done:
    """Give provisions the words quoted for them."""
    found = located(law, operation.targets)
    if isinstance(found, Refusal):
        return found
    units = list(found.values())
    if len({unit.level for unit in units}) > 1:
        return Refusal("mixed-targets", "Provisions of different kinds are given one new wording.")
    if units[0].level is Level.ARTICLE:
        return _replace_articles(units, operation)
    new = paragraphs_of(all_lines(operation), operation.number)
    if units[0].level is not Level.PARAGRAPH:
        new = as_items(new, operation.number)
    return _replace_parts(law, units, new, operation.number)


def _replace_articles(units: list[Unit], operation: Operation) -> Done:
    texts = quoted_articles(operation) if len(units) > 1 else [without_head(all_lines(operation))]
    if len(texts) != len(units):
        return Refusal("count-differs", f"{len(units)} articles are named and {len(texts)} are quoted.")
    for unit, text in zip(units, texts, strict=True):
        unit.below = paragraphs_of(text, operation.number)
        unit.note(operation.number)
    return units


def _replace_parts(law: Law, units: list[Unit], new: list[Unit], by: int) -> Done:
    """Give paragraphs or items new words; one named and several quoted: they all stand in its place."""
    if len(new) != len(units) and len(units) != 1:
        return Refusal("count-differs", f"{len(units)} provisions are named and {len(new)} are quoted.")
    for unit, fresh in zip(units, new, strict=False):
        unit.words, unit.below = fresh.words, fresh.below
        unit.note(by)
    extra = new[len(units) :]
    home = parent(law, units[-1])
    for unit in extra:
        unit.behind = units[-1]
        home.below.insert(home.below.index(units[-1]) + 1, unit)
    return [*units, *extra]


def replace_opening(law: Law, operation: Operation) -> Done:
    """Give the words before the items new ones."""
    found = located(law, operation.targets)
    if isinstance(found, Refusal):
        return found
    unit = next(iter(found.values()))
    paragraph = in_force(unit)[0] if unit.level is Level.ARTICLE else unit
    words = "".join(all_lines(operation)).rstrip("：") + ("：" if paragraph.text.endswith("：") else "")
    paragraph.words = [Span(words, by=operation.number)]
    paragraph.note(operation.number)
    return [paragraph]


def delete(law: Law, operation: Operation) -> Done:
    """Strike provisions out."""
    found = located(law, operation.targets)
    if isinstance(found, Refusal):
        return found
    for unit in found.values():
        unit.gone = operation.number
    return []


def renumber(law: Law, operation: Operation) -> Done:
    """Give provisions the numbers the decision says."""
    found = located(law, operation.targets)
    if isinstance(found, Refusal):
        return found
    if len(operation.becomes) == 1 and len(found) > 1:
        return _lift(law, list(found.values()), operation)
    if len(found) != len(operation.becomes):
        return Refusal(
            "count-differs", f"{len(found)} provisions are named and {len(operation.becomes)} numbers given."
        )
    for unit, locator in zip(found.values(), operation.becomes, strict=True):
        if (unit.level is Level.ARTICLE) != ("." not in locator and "(" not in locator):
            return _lift(law, list(found.values()), operation)
    for unit, locator in zip(found.values(), operation.becomes, strict=True):
        unit.pin = last_number(locator)
        unit.note(operation.number)
    return list(found.values())


def _lift(law: Law, units: list[Unit], operation: Operation) -> Done:
    """Paragraphs that become an article of their own."""
    if any(unit.level is not Level.PARAGRAPH for unit in units) or "." in operation.becomes[0]:
        return Refusal("not-supported", "Provisions change their kind in a way that has to be settled by hand.")
    article = new_article(law, operation.becomes[0], (), operation.number)
    article.below = units
    for unit in units:
        parent(law, unit).below.remove(unit)
        unit.note(operation.number)
    law.rows.append(article)
    return [article]


def merge(law: Law, operation: Operation) -> Done:
    """Make one provision of several."""
    found = located(law, operation.targets)
    if isinstance(found, Refusal):
        return found
    units = list(found.values())
    first = next((unit for unit in units if unit.level is Level.ARTICLE), units[0])
    lines = without_head(all_lines(operation))
    new = paragraphs_of(lines, operation.number) if lines else [p for unit in units for p in unit.below]
    if first.level is Level.ARTICLE:
        first.below = new
    elif len(new) == 1:
        first.words, first.below = new[0].words, new[0].below
    else:
        return Refusal("count-differs", f"One provision comes of the merger and {len(new)} are quoted.")
    first.note(operation.number)
    first.pin = last_number(operation.becomes[0]) if operation.becomes else first.pin
    for unit in units:
        if unit is not first:
            unit.gone, unit.became = operation.number, first
    return [first]


def split(law: Law, operation: Operation) -> Done:
    """Make several articles of one."""
    found = located(law, operation.targets)
    if isinstance(found, Refusal):
        return found
    texts = quoted_articles(operation)
    unit = next(iter(found.values()))
    if unit.level is not Level.ARTICLE or len(texts) != len(operation.becomes) or len(texts) < 2:
        return Refusal("count-differs", f"{len(operation.becomes)} articles are announced and {len(texts)} are quoted.")
    unit.below, unit.pin = paragraphs_of(texts[0], operation.number), operation.becomes[0]
    unit.note(operation.number)
    rest = [
        new_article(law, pin, text, operation.number)
        for pin, text in zip(operation.becomes[1:], texts[1:], strict=True)
    ]
    law.rows += rest
    return [unit, *rest]


def move(law: Law, operation: Operation) -> Done:
    """Put provisions elsewhere."""
    around = neighbours(law, operation)
    if isinstance(around, Refusal):
        return around
    moved = renumber(law, operation)
    if isinstance(moved, Refusal):
        return moved
    for unit in moved:
        unit.division = operation.division
        unit.behind = around[0]
    return moved
