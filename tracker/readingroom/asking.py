"""A comparison somebody asks for that nobody filed: what it costs to make, and who may have it made."""

from tracker.diff.changes import Comparison
from tracker.diff.comparison import compare
from tracker.diff.units import units_of
from tracker.errors import NotFiled
from tracker.knowledge import drafting
from tracker.law.document import Document
from tracker.law.instrument import Version
from tracker.measures import judging

# A comparison costs 0.06 s a thousand changed characters (measured on the corpus: 0.04 to 0.07 for long pairs), so this
# is three seconds of a core: what a reader outside may spend of the firm's machine with one click.
DEAR = 50_000


def made(old: Version, new: Version, *, whatever_it_costs: bool) -> Comparison:
    """Two versions compared now; raises NotFiled for a dear pair unless it may cost what it costs."""
    if not whatever_it_costs and changed_characters(old.document, new.document) > DEAR:
        raise NotFiled(
            "This pair is long and nobody of the firm has compared it yet; ask your counsel to open it once."
        )
    with judging():
        return compare(old.document, new.document, drafting())


def changed_characters(old: Document, new: Document) -> int:
    """How many characters stand in units whose words the other text has not: what a comparison's cost grows with."""
    before, after = _words(old), _words(new)
    return sum(map(len, before ^ after))


def _words(document: Document) -> set[str]:
    return {"".join(unit.text.split()) for unit in units_of(document)}
