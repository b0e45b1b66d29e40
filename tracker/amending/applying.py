"""One operation carried out on the law in work; what cannot be carried out is refused whole, with the reason."""

from collections.abc import Callable

from tracker.amending import annexes, changing, chapters, headings, inserting, phrases
from tracker.amending.finding import Done, Refusal
from tracker.amending.law import Annex, Law
from tracker.amending.operation import SAYING, Act, Operation


def apply(law: Law, operation: Operation) -> Done:
    """Carry an operation out. Returns the units it touched, or why it is impossible; then nothing was changed."""
    if operation.act in SAYING:
        return []
    if operation.targets and annexes.is_annex(operation.targets[0]):
        done = _IN_ANNEXES.get(operation.act, annexes.change_annex)(law, operation)
        return done if isinstance(done, Refusal) else []
    if operation.targets and operation.targets[0].startswith(headings.PREAMBLE):
        return headings.change_preamble(law, operation)
    return _ACTS[operation.act](law, operation)


def _unknown(law: Law, operation: Operation) -> Done:
    return Refusal("not-understood", "Nobody could read what this orders.")


_IN_ANNEXES: dict[Act, Callable[[Law, Operation], list[Annex] | Refusal]] = {
    Act.INSERT_ANNEX: annexes.insert_annex,
    Act.REPLACE_ANNEX: annexes.replace_annex,
    Act.DELETE_ANNEX: annexes.delete_annex,
}

_ACTS: dict[Act, Callable[[Law, Operation], Done]] = {
    Act.INSERT: inserting.insert,
    Act.INSERT_DIVISION: chapters.insert_division,
    Act.REPLACE: changing.replace,
    Act.REPLACE_OPENING: changing.replace_opening,
    Act.REPLACE_RECITAL: headings.replace_recital,
    Act.DELETE: changing.delete,
    Act.DELETE_DIVISION: headings.delete_division,
    Act.DELETE_HEADING: headings.delete_division,
    Act.RENUMBER_DIVISION: chapters.renumber_division,
    Act.RENUMBER: changing.renumber,
    Act.MERGE: changing.merge,
    Act.SPLIT: changing.split,
    Act.MOVE: changing.move,
    Act.SUBSTITUTE: phrases.change_words,
    Act.SUBSTITUTE_EVERYWHERE: phrases.change_everywhere,
    Act.STRIKE: phrases.change_words,
    Act.ADD_AFTER: phrases.change_words,
    Act.ADD_BEFORE: phrases.change_words,
    Act.APPEND: phrases.add_to_ends,
    Act.PREPEND: phrases.add_to_ends,
    Act.RENAME: headings.rename,
    Act.RETITLE: headings.retitle,
    Act.UNKNOWN: _unknown,
}
