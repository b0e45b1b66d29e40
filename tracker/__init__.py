"""tracker: regulatory texts, version by version. The library's front door: `read` a text, `compare` two, `amend` one.

>>> import tracker
>>> comparison = tracker.compare("draft.txt", "final.txt")      # doctest: +SKIP
>>> comparison.direction                                        # doctest: +SKIP

No database, no network. Everything heavy is imported when it is asked for.
"""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tracker.amending.consolidating import Consolidation
    from tracker.diff.changes import Comparison
    from tracker.law.document import Document


def read(source: "str | PathLike[str] | bytes", *, name: str = "") -> "Document":
    """The document in a file (by path) or in bytes; `name` is what error sentences call it, the file's name by default.

    Raises DocumentError, in a sentence for a person, if it cannot be read as a regulation; OSError if the file cannot.
    """
    from tracker import knowledge
    from tracker.documents import reading

    if isinstance(source, bytes):
        return reading.read(source, name=name, guide=knowledge.guide())
    path = Path(source)
    return reading.read(path.read_bytes(), name=name or path.name, guide=knowledge.guide())


def compare(
    old: "Document | str | PathLike[str] | bytes", new: "Document | str | PathLike[str] | bytes"
) -> "Comparison":
    """Everything that changed between two texts, given as documents, paths or bytes. Raises what `read` raises."""
    from tracker import knowledge
    from tracker.diff import comparison
    from tracker.law.document import Document

    before = old if isinstance(old, Document) else read(old)
    after = new if isinstance(new, Document) else read(new)
    return comparison.compare(before, after, knowledge.drafting())


def amend(
    base: "Document | str | PathLike[str] | bytes",
    decision: "Document | str | PathLike[str] | bytes",
    *,
    on: "date | None" = None,
) -> "Consolidation":
    """The text a law in force and a decision amending it make together, with what became of every operation.

    With `on`, the text in force on that day, where the decision's points start on different ones. The new text is
    `.document`; it is not official and says so. Raises what `read` raises.
    """
    from tracker import knowledge
    from tracker.amending import consolidating
    from tracker.amending.reading import read_decision
    from tracker.law.document import Document

    law = base if isinstance(base, Document) else read(base)
    orders = decision if isinstance(decision, Document) else read(decision)
    return consolidating.amend(law, read_decision(orders, knowledge.amending()), guide=knowledge.guide(), on=on)
