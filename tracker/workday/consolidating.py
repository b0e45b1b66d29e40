"""Laws follow their decisions: what a text amends is read once, and the consolidated text made by itself.

A death between the filing of a decision and this leaves the decision unread; the next look makes it good.
"""

import logging

from tracker.amending.reading import laws_amended
from tracker.errors import Interrupted
from tracker.knowledge import amending
from tracker.law.document import Document
from tracker.practice.amendment import Doubt
from tracker.readingroom.consolidating import laws_named
from tracker.readingroom.decided import consolidate_law
from tracker.store.library import Library
from tracker.workday.desk import Desk

log = logging.getLogger("tracker.consolidating")

#: Texts looked at a time: somebody else may write in between.
STEP = 50


def follow(desk: Desk, slug: str, version: str, document: Document) -> int:
    """Apply a text that was filed, if it is a decision, and decisions that waited for it; how many texts were made.

    A slip of ours is kept with the decision for a person and stops nothing: the text itself is filed.
    """
    laws = _read(desk.library, slug, version, document)
    with desk.library.reading() as files:
        card = files.versions.card(slug, version)
        named = [law.slug for law in laws_named(files, card.shelf, laws)]
        own = [slug] if card.stage.in_force_text and not laws else []
    return sum(_consolidate(desk, law) for law in [*named, *own])


def catch_up(desk: Desk) -> int:
    """Look at every text nobody looked at yet; how many texts were made."""
    made = 0
    while True:
        with desk.library.reading() as files:
            waiting = files.amendments.unread(STEP)
            texts = [(slug, one, files.versions.get(slug, one).document) for slug, one in waiting]
        if not texts:
            return made
        made += sum(follow(desk, slug, version, document) for slug, version, document in texts)


def _read(library: Library, slug: str, version: str, document: Document) -> tuple[str, ...]:
    """The laws a text amends, noted so that it is read once."""
    trouble = ""
    try:
        laws = laws_amended(document, amending())
    except Exception:  # a slip of ours over one text must not stop the day
        log.exception("%s/%s could not be read as a decision", slug, version)
        laws, trouble = (), Doubt.STUMBLED.value
    with library.writing() as files:
        files.amendments.read(slug, version, laws, trouble)
    return laws


def _consolidate(desk: Desk, law: str) -> int:
    try:
        return consolidate_law(desk.library, law, desk.clock)
    except Interrupted:
        raise
    except Exception:  # the decision is filed and read; a person finds the law without its text in the log
        log.exception("The decisions on %s could not be applied", law)
        return 0
