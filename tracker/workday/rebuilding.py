"""Making anew what is derived from captures: versions read again, comparisons judged again, notes carried again.

Nothing is remembered of how far a rebuilding came: what is behind shows by itself (a comparison names the engine and
the rules that made it), so that a death anywhere costs the one piece under way, and several machines may share it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from tracker.amending.citing import citations
from tracker.diff.comparison import ENGINE, compare
from tracker.errors import DocumentError, NotFound, StoreError
from tracker.law.document import Document
from tracker.law.instrument import Version
from tracker.measures import judging
from tracker.practice.audit import OPERATOR, Done
from tracker.readingroom.filing import file_comparison
from tracker.sandbox.reading import read
from tracker.sources.wrapped import unwrapped
from tracker.workday.desk import Desk

# A text read anew may lose this share of its signs (margins, page numbers); one that loses more is left for a person.
MAY_LOSE = 0.02
STEP = 200  # comparisons asked for at a time


class Reread(StrEnum):
    """What became of a version that was read again."""

    SAME = "same"
    ANEW = "anew"  # its tree is another, its words or facts follow
    LEFT = "left"  # no capture of its own, or one that gives less than what is filed: a person looks


@dataclass(frozen=True, slots=True)
class Behind:
    """A comparison that other code or other rules made."""

    slug: str
    old: str
    new: str


def behind(desk: Desk) -> Iterator[Behind]:
    """Every comparison that is behind, in the order of filing, asked for as it is used."""
    last = 0
    while True:
        with desk.library.reading() as files:
            rows = files.comparisons.behind(ENGINE, desk.drafting.version, after=last, limit=STEP)
        if not rows:
            return
        for number, slug, old, new in rows:
            last = number
            yield Behind(slug, old, new)


def judge_again(desk: Desk, slug: str, old: str, new: str) -> bool:
    """Compare a filed pair with the present code and rules, counsel's rulings applied again, notes carried along.

    Whether there was anything to do: not where the pair is gone, or somebody else was faster. The words are compared
    outside of any transaction: nobody waits for it.
    """
    with desk.library.reading() as files:
        try:
            card = files.comparisons.card(slug, old, new)
        except NotFound:
            return False
        if (card.engine, card.rules) == (ENGINE, desk.drafting.version):
            return False
        before, after = files.versions.get(slug, old), files.versions.get(slug, new)
    with judging():
        made = compare(before.document, after.document, desk.drafting)
    with desk.library.writing() as files:
        if _words(files.versions.get(slug, old), files.versions.get(slug, new)) != _words(before, after):
            return False  # read anew meanwhile: the pair is behind again, and asked for again
        file_comparison(files, slug, old, new, made, desk.clock())
    return True


def read_again(desk: Desk, slug: str, version_id: str) -> Reread:
    """Read a version again from the bytes it was read from. What is compared with it is behind from then on."""
    with desk.library.reading() as files:
        version = files.versions.get(slug, version_id)
    document = _document(desk, version)
    if document is None or _is_less(document, version.document):
        return Reread.LEFT
    if document == version.document:
        return Reread.SAME
    with desk.library.writing() as files:
        files.versions.read_anew(slug, version_id, document)
        files.citations.file(slug, version_id, citations(document))
    return Reread.ANEW


def versions(desk: Desk) -> Sequence[tuple[str, str]]:
    """Every version, oldest filing first: its instrument and id."""
    with desk.library.reading() as files:
        return [(card.instrument, card.id) for card in reversed(files.versions.latest(10**9))]


def judge_everything_behind(desk: Desk) -> Iterator[int]:
    """Judge what is behind, one after the other, telling how many are done; broken off, it goes on where it was."""
    done = count(1)
    for one in behind(desk):
        if judge_again(desk, one.slug, one.old, one.new):
            yield next(done)


def written_down(desk: Desk, what: str, how_many: int) -> None:
    """Write into the audit log that something was made anew."""
    with desk.library.writing() as files:
        files.audit.record(OPERATOR, Done.REBUILT, what, f"{how_many}", desk.clock())


def _document(desk: Desk, version: Version) -> Document | None:
    """What the version's first capture gives now; None where it has none, or none that can be read."""
    if not version.captures:
        return None
    try:
        data = desk.archive.read(version.captures[0].sha256)
        document = read(unwrapped(data), name=version.document.headmatter.title, guide=desk.guide)
    except (DocumentError, NotFound, StoreError):
        return None
    return document


def _is_less(now: Document, before: Document) -> bool:
    return len(now.articles) < len(before.articles) or len(now.text) < (1 - MAY_LOSE) * len(before.text)


def _words(*both: Version) -> tuple[str, ...]:
    return tuple(version.document.sha256 for version in both)
