"""The law in work printed: its lines, and which operation each changed stretch of words comes from."""

from dataclasses import dataclass

from tracker.amending.law import Heading, Law
from tracker.amending.numbering import Numbered, relabel
from tracker.amending.working import Level, Span, Unit
from tracker.law.numbering import write_article


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the new text, by their offsets (characters), and the operation that put them there."""

    start: int
    end: int
    operation: int


@dataclass(frozen=True, slots=True)
class Printed:
    """The new text and its marks, in reading order."""

    text: str
    marks: tuple[Mark, ...]


def write(law: Law, numbered: Numbered, note: str, by: int) -> Printed:
    """The new text. `note` stands below the front: what the text is; `by`: what mere renumbering is put down to."""
    spans = [Span(law.front.rstrip("\n") + f"\n{note}")]
    for row in numbered.order:
        spans.append(Span("\n"))
        if isinstance(row, Heading):
            spans += row.words
        else:
            spans += _article(row, law, numbered, by)
            if trail := law.trails.get(row):
                spans.append(Span(f"\n{trail}"))
    if law.tail.strip("\n"):
        spans.append(Span("\n" + law.tail.strip("\n")))
    for annex in law.annexes:
        if not annex.gone:
            spans += [Span("\n"), *annex.words]
    return _printed(spans)


def _printed(spans: list[Span]) -> Printed:
    marks: list[Mark] = []
    at = 0
    for span in spans:
        end = at + len(span.text)
        if span.by and marks and marks[-1].end == at and marks[-1].operation == span.by:
            marks[-1] = Mark(marks[-1].start, end, span.by)
        elif span.by:
            marks.append(Mark(at, end, span.by))
        at = end
    return Printed("".join(span.text for span in spans), tuple(marks))


def _article(unit: Unit, law: Law, numbered: Numbered, by: int) -> list[Span]:
    number = numbered.numbers[unit]
    label = Span(unit.label) if number == unit.locator else Span(write_article(number), by=_labelled_by(unit, by))
    node = law.base.find(unit.locator) if unit.locator else None
    if node is not None and is_untouched(unit):
        start = node.start + len(node.label)
        return [label, Span(law.base.text[start : node.end], start)]
    spans = [label, Span(unit.lead or law.lead, by=0 if unit.locator else unit.by[0])]
    for index, paragraph in enumerate(unit.standing(Level.PARAGRAPH)):
        if index:
            spans.append(Span("\n"))
        spans += _unit(paragraph, numbered, by)
    return spans


def _labelled_by(unit: Unit, by: int) -> int:
    return unit.by[0] if unit.pin and unit.by else by


def is_untouched(unit: Unit) -> bool:
    """Whether an article's words are those in force: nothing in it changed, came or went."""
    return all(_is_untouched(part) for part in unit.below)


def _is_untouched(unit: Unit) -> bool:
    return bool(unit.locator) and not unit.gone and not unit.by and all(map(_is_untouched, unit.below))


def _unit(unit: Unit, numbered: Numbered, by: int) -> list[Span]:
    """A paragraph or item with all below it, a line each."""
    spans: list[Span] = []
    if unit.level in (Level.ITEM, Level.SUBITEM):
        label = relabel(unit.label, int(numbered.numbers[unit]))
        changed = label != unit.label or not unit.locator
        spans += [Span(label, by=(unit.by[0] if unit.by else by) if changed else 0), Span(unit.lead)]
    spans += unit.words
    for part in unit.below:
        if part.gone:
            continue
        if spans:
            spans.append(Span("\n"))
        spans += _unit(part, numbered, by)
    return spans
