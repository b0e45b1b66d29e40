"""One operation carried out on the law in work; what cannot be carried out is refused whole, with the reason."""

from collections.abc import Callable

from tracker.amending import changing, chapters, headings, inserting, phrases
from tracker.amending.finding import Done, Refusal
from tracker.amending.law import Law
from tracker.amending.operation import SAYING, Act, Operation


def apply(law: Law, operation: Operation) -> Done:
    """Carry an operation out. Returns the units it touched, or why it is impossible; then nothing was changed."""
    if operation.act in SAYING:
        return []
    return _ACTS[operation.act](law, operation)


def _unknown(law: Law, operation: Operation) -> Done:
    return Refusal("not-understood", "Nobody could read what this orders.")


_ACTS: dict[Act, Callable[[Law, Operation], Done]] = {
    Act.INSERT: inserting.insert,
    Act.INSERT_DIVISION: chapters.insert_division,
    Act.REPLACE: changing.replace,
    Act.REPLACE_OPENING: changing.replace_opening,
    Act.REPLACE_RECITAL: headings.replace_recital,
    Act.DELETE: changing.delete,
    Act.DELETE_DIVISION: headings.delete_division,
    Act.DELETE_HEADING: headings.delete_division,
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
