"""Words changed inside provisions: a phrase is looked for as quoted, and found once or not changed at all."""

from collections.abc import Iterable
from dataclasses import replace

from tracker.amending.finding import Done, Refusal, located
from tracker.amending.law import Heading, Law, in_force
from tracker.amending.operation import Act, Operation
from tracker.amending.working import Level, Unit, replace_words


def change_words(law: Law, operation: Operation) -> Done:
    """Change the phrases of an operation where it says, or everywhere if it says no place."""
    if not operation.words:
        return Refusal("count-differs", "The phrases and what they become do not answer to each other.")
    if not operation.targets:
        return change_everywhere(law, operation)
    found = located(law, operation.targets)
    return found if isinstance(found, Refusal) else _change(_unlabelled(operation, found), found)


def _unlabelled(operation: Operation, targets: dict[str, Unit]) -> Operation:
    """An operation on items, its phrases without the items' own numbers: “（六）领导…” → “领导…”."""
    labels = {unit.label for unit in targets.values() if unit.level is Level.ITEM}
    words = tuple(next((_cut(pair, label) for label in labels if _both(pair, label)), pair) for pair in operation.words)
    return replace(operation, words=words)


def _both(pair: tuple[str, str], label: str) -> bool:
    return bool(label) and pair[0].startswith(label) and (not pair[1] or pair[1].startswith(label))


def _cut(pair: tuple[str, str], label: str) -> tuple[str, str]:
    return pair[0].removeprefix(label), pair[1].removeprefix(label)


def add_to_ends(law: Law, operation: Operation) -> Done:
    """Put words at the beginning or the end of a provision."""
    found = located(law, operation.targets)
    if isinstance(found, Refusal):
        return found
    unit = next(iter(found.values()))
    paragraphs = in_force(unit) if unit.level is Level.ARTICLE else [unit]
    at_end = operation.act is Act.APPEND
    line = paragraphs[-1 if at_end else 0]
    while at_end and line.below:
        line = line.below[-1]
    words = "".join(new for _, new in operation.words)
    place = len(line.text) if at_end else 0
    line.words = replace_words(line.words, place, place, words, operation.number)
    line.note(operation.number)
    return [line]


def _change(operation: Operation, targets: dict[str, Unit]) -> Done:
    """Change the phrases of an operation in the provisions it names; nothing is changed unless all of them are found.

    In one provision a phrase must stand once. Where a decision names several provisions, or all, for one change of
    words, it means every place in them.
    """
    everywhere = len(targets) > 1
    for old, _ in operation.words:
        for where, unit in targets.items():
            found = sum(_times(line, old) for line in lines(unit))
            if refusal := _refused(old, where, found, everywhere=everywhere):
                return refusal
    touched: list[Unit] = []
    for old, new in operation.words:
        for unit in targets.values():
            touched += _replace(lines(unit), old, _instead(operation.act, old, new), operation.number)
    return touched


def change_everywhere(law: Law, operation: Operation) -> Done:
    """Change phrases wherever they stand in the law, its headings included."""
    units = [line for article in law.articles if not article.gone for line in lines(article)]
    headings = [row for row in law.rows if isinstance(row, Heading) and not row.gone]
    touched: list[Unit] = []
    for old, new in operation.words:
        changed = _replace(units, old, new, operation.number)
        named = [heading for heading in headings if old in heading.text]
        for heading in named:
            at = heading.text.find(old)
            heading.words = replace_words(heading.words, at, at + len(old), new, operation.number)
            heading.by.append(operation.number)
        if not changed and not named:
            return Refusal("phrase-not-found", f"“{old}” stands nowhere in the law.")
        touched += changed
    return touched


def lines(unit: Unit) -> list[Unit]:
    """Every unit with words of its own in a provision, itself included."""
    return [line for line in unit.walk() if line.level is not Level.ARTICLE]


def _refused(old: str, where: str, found: int, *, everywhere: bool) -> Refusal | None:
    if not found:
        return Refusal("phrase-not-found", f"“{old}” does not stand in {where}.")
    if found > 1 and not everywhere:
        return Refusal(
            "phrase-found-twice", f"“{old}” stands {found} times in {where}; the decision does not say which."
        )
    return None


def _times(line: Unit, phrase: str) -> int:
    return line.text.count(phrase) if phrase else 0


def _instead(act: Act, old: str, new: str) -> str:
    if act is Act.ADD_AFTER:
        return old + new
    return new + old if act is Act.ADD_BEFORE else new


def _replace(units: Iterable[Unit], old: str, new: str, by: int) -> list[Unit]:
    touched = []
    for unit in units:
        at = unit.text.find(old)
        if at < 0:
            continue
        while at >= 0:
            start, end, words = _core(at, old, new)
            unit.words = replace_words(unit.words, start, end, words, by)
            at = unit.text.find(old, at + len(new))
        unit.note(by)
        touched.append(unit)
    return touched


def _core(at: int, old: str, new: str) -> tuple[int, int, str]:
    """What really changes of a phrase: words both sides share at its ends stay those of the text in force."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return at + first, at + len(old) - last, new[first : len(new) - last]
