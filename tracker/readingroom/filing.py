"""Filing a comparison: put away, counsel's rulings applied again, notes carried along, in the caller's transaction."""

from datetime import datetime

from tracker.diff.changes import Comparison
from tracker.readingroom.carried import carry_on
from tracker.readingroom.rulings import restand
from tracker.store.library import Files


def file_comparison(files: Files, slug: str, old: str, new: str, comparison: Comparison, at: datetime) -> None:
    """File the comparison of two filed versions, put right what counsel put right, carry the older one's notes.

    Raises NotFound.
    """
    files.comparisons.file(slug, old, new, comparison, at)
    carry_on(files, slug, old, new, restand(files, slug, old, new).comparison, at)
