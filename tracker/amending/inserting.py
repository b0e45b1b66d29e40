"""New articles, paragraphs and items put into the law."""

from tracker.amending.finding import Done, Refusal, located, parent
from tracker.amending.law import Law, in_force
from tracker.amending.operation import Operation
from tracker.amending.quoted import all_lines, as_items, last_number, new_articles
from tracker.amending.working import Level, Unit, paragraphs_of
from tracker.law.citation import write_chinese


def insert(law: Law, operation: Operation) -> Done:
    """Put in what an operation quotes."""
    found = neighbours(law, operation)
    if isinstance(found, Refusal):
        return found
    behind, ahead = found
    if not operation.becomes and behind is None and ahead is None and operation.unit == "条":
        return Refusal("no-place", "The sentence does not say where the new article stands.")
    if operation.unit == "条":
        units: list[Unit] | Refusal = new_articles(law, operation)
        home: list[Unit] = []
    else:
        container = _container(law, operation)
        if isinstance(container, Refusal):
            return container
        home = container.below
        units = _new_parts(operation)
    if isinstance(units, Refusal):
        return units
    for unit in units:
        unit.behind, unit.ahead, unit.division = behind, ahead, operation.division
        behind = unit if behind else None
    if operation.unit == "条":
        law.rows += units
    else:
        home += units
    return units


def neighbours(law: Law, operation: Operation) -> tuple[Unit | None, Unit | None] | Refusal:
    """The provisions in force an operation puts something behind and in front of."""
    found: list[Unit | None] = []
    for locator in (operation.after, operation.before):
        units = law.find(locator) if locator else []
        if locator and not units:
            return Refusal("provision-missing", f"{write_chinese(locator)} is not in the text in force.")
        found.append(units[0] if units else None)
    return found[0], found[1]


def _container(law: Law, operation: Operation) -> Unit | Refusal:
    """What a new paragraph or item goes into."""
    found = located(law, operation.targets[:1])
    if isinstance(found, Refusal):
        return found
    unit = next(iter(found.values()))
    if unit.level is Level.ITEM or (operation.unit != "项" and unit.level is not Level.ARTICLE):
        return parent(law, unit)
    if operation.unit != "项" or unit.level is not Level.ARTICLE:
        return unit
    listed = [paragraph for paragraph in in_force(unit) if paragraph.standing(Level.ITEM)]
    if len(listed) != 1:
        place = write_chinese(unit.locator)
        return Refusal("no-place", f"{place} has {len(listed)} paragraphs with items; the sentence does not say which.")
    return listed[0]


def _new_parts(operation: Operation) -> list[Unit] | Refusal:
    """The paragraphs or items an operation quotes, with the numbers it gives them."""
    units = paragraphs_of(all_lines(operation), operation.number)
    if operation.unit == "项":
        units = as_items(units, operation.number)
    wanted = max(len(operation.becomes), operation.count, 1)
    if len(units) != wanted:
        return Refusal("count-differs", f"{wanted} are announced and {len(units)} are quoted.")
    for unit, locator in zip(units, operation.becomes, strict=False):
        unit.pin = last_number(locator)
    return units
