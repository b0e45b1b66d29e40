"""Filing a comparison: put away with its verdicts, and the firm's notes carried along, in the caller's transaction."""

from datetime import datetime

from tracker.diff.changes import Comparison
from tracker.readingroom.carried import carry_on
from tracker.store.library import Files


def file_comparison(files: Files, slug: str, old: str, new: str, comparison: Comparison, at: datetime) -> None:
    """File the comparison of two filed versions and carry the notes of the older one; raises NotFound."""
    files.comparisons.file(slug, old, new, comparison, at)
    carry_on(files, slug, old, new, comparison, at)
