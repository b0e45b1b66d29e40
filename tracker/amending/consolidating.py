"""A law and a decision in, the text they make together out: the front door of this room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.amending.applying import apply
from tracker.amending.carrying import Carried, carry
from tracker.amending.commencing import starts
from tracker.amending.finding import Refusal
from tracker.amending.law import Law, open_law
from tracker.amending.naming import same_law
from tracker.amending.numbering import Numbered, number
from tracker.amending.operation import Act, Decision, Operation
from tracker.amending.printing import Mark, write
from tracker.amending.settling import Settlement, settled
from tracker.amending.working import Unit
from tracker.documents import reading
from tracker.documents.guide import Guide
from tracker.law.document import Document, Problem
from tracker.law.stage import Stage

#: What every text made here says of itself, in the text: it goes wherever the text goes.
NOTE = "（本文本由 tracker 根据{what}整理，非官方文本 · consolidated by tracker from the decision, not official）"
#: And where operations could not be carried out.
MISSING = "；有{n}项修改未执行，不完整 · incomplete"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one operation: the articles of the new text it touched, or why it was not carried out."""

    operation: Operation
    places: tuple[str, ...] = ()
    refused: Problem | None = None

    @property
    def is_done(self) -> bool:
        """Whether it was carried out."""
        return self.refused is None


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The text a law and a decision make, and how.

    Attributes:
        document: the new text, marked as not official in its words and first among its problems.
        outcomes: every operation on this law, in order, with what became of it.
        elsewhere: operations of the decision on other laws.
        marks: which words of the document each operation put there.
        carried: references that follow what they mean.
        renumbered: each article in force and its new number; None for one that is gone.
        problems: refused operations, numbers that do not fit, references that lost their place, changes unsaid.
    """

    document: Document
    decision: Decision
    outcomes: tuple[Outcome, ...]
    elsewhere: tuple[Operation, ...]
    marks: tuple[Mark, ...]
    carried: tuple[Carried, ...]
    renumbered: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every operation was carried out."""
        return all(outcome.is_done for outcome in self.outcomes)


_DEFAULT = Guide()


def amend(
    base: Document,
    decision: Decision,
    *,
    guide: Guide = _DEFAULT,
    settlements: Sequence[Settlement] = (),
    on: date | None = None,
) -> Consolidation:
    """Apply a decision to the version in force.

    Every operation is carried out whole or not at all; one that is impossible is a problem with its sentence, the rest
    is applied, and the result says that it is incomplete. `settlements` are a person's answers to such ones. `on`
    gives the text as it is in force on a day: operations that start later, or nobody knows when, are left out.
    """
    title = base.headmatter.title
    ours = decision.of(title)
    elsewhere = tuple(operation for operation in decision.operations if operation not in ours)
    days = starts(decision)
    begun = [o for o in ours if on is None or _has_begun(days[o.number], on)]
    operations = settled(begun, settlements)
    law = open_law(base)
    done = {operation.number: apply(law, operation) for operation in operations}
    numbered = number(law, anew=any(o.act is Act.ADJUST_NUMBERING for o in operations))
    by = _renumbering(operations)
    carried, lost = carry(law, numbered, by)
    outcomes = tuple(_outcome(o, done[o.number], numbered) for o in operations)
    refused = tuple(outcome.refused for outcome in outcomes if outcome.refused)
    printed = write(law, numbered, _note(decision, len(refused)), by)
    other = tuple(p for p in decision.problems if p.what != "not-understood")
    problems = (*_foreign(decision, title), *refused, *numbered.problems, *lost, *other)
    document = _document(printed.text, base, decision, guide)
    document = replace(document, problems=(_mark(len(refused)), *problems, *document.problems))
    marks = printed.marks if document.text == printed.text else ()
    renumbered = tuple(_renumbered(law, numbered))
    return Consolidation(document, decision, outcomes, elsewhere, marks, tuple(carried), renumbered, problems)


def _has_begun(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _note(decision: Decision, refused: int) -> str:
    """What the text says of itself, and whether something is missing in it."""
    note = NOTE.format(what=_titled(decision.title))
    return note.removesuffix("）") + MISSING.format(n=refused) + "）" if refused else note


def _mark(refused: int) -> Problem:
    says = "Consolidated by tracker from the decision, not official."
    if refused:
        return Problem("unofficial-incomplete", "text", f"{says} It is incomplete: {refused} not carried out.")
    return Problem("unofficial", "text", says)


def _titled(title: str) -> str:
    """A title in its brackets; those inside it are printed 〈 〉."""
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》"


def _renumbering(operations: Sequence[Operation]) -> int:
    """The operation mere renumbering is put down to: the sentence that orders it, else the first that moves one."""
    acts = (Act.ADJUST_NUMBERING, Act.INSERT, Act.DELETE, Act.RENUMBER, Act.MERGE, Act.SPLIT, Act.MOVE)
    return next((o.number for act in acts for o in operations if o.act is act), 0)


def _outcome(operation: Operation, done: list[Unit] | Refusal, numbered: Numbered) -> Outcome:
    if isinstance(done, Refusal):
        says = f"{done.says} The sentence: “{operation.sentence.quote}”"
        return Outcome(operation, refused=Problem(done.what, f"operation-{operation.number}", says))
    places = [
        numbered.numbers[article]
        for article in numbered.articles
        if any(operation.number in (*unit.by, unit.gone) for unit in article.every())
    ]
    return Outcome(operation, tuple(places))


def _foreign(decision: Decision, title: str) -> list[Problem]:
    """A decision that names another law than the one it is applied to."""
    if not decision.laws or any(same_law(law, title) for law in decision.laws):
        return []
    named = "、".join(f"《{law}》" for law in decision.laws)
    return [
        Problem("another-law", "decision", f"The decision amends {named}; the text it is applied to is 《{title}》.")
    ]


def _renumbered(law: Law, numbered: Numbered) -> list[tuple[str, str | None]]:
    moved = []
    for unit in law.articles:
        if unit.locator:
            home = unit.became if unit.became is not None else unit
            moved.append((unit.locator, numbered.numbers.get(home)))
    return moved


def _document(text: str, base: Document, decision: Decision, guide: Guide) -> Document:
    """The new text read as every other, with the facts the decision gives."""
    document = reading.read(text.encode(), name=base.headmatter.title, guide=guide)
    stage = _stage(decision)
    facts = replace(
        document.headmatter,
        title=document.headmatter.title or base.headmatter.title,
        stage=stage,
        promulgated_on=decision.promulgated_on if stage.in_force_text else None,
        effective_on=_starts(decision),
    )
    return replace(document, headmatter=facts)


def _stage(decision: Decision) -> Stage:
    """A draft of an amendment gives a would-be text of the same stage."""
    return decision.stage if decision.stage and not decision.stage.in_force_text else Stage.AMENDED


def _starts(decision: Decision) -> date | None:
    """The day the whole decision starts, if it says one."""
    whole = [o for o in decision.operations if o.act is Act.COMMENCE and not o.targets]
    return (whole[0].on or decision.promulgated_on) if whole else None
