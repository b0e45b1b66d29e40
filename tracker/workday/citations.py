"""Citations read from the texts that were filed before anybody asked who cites whom."""

from tracker.amending.citing import citations
from tracker.store.library import Library

#: Texts a transaction: writers elsewhere wait no longer than a moment.
STEP = 50


def read_citations(library: Library) -> int:
    """Read the citations of every version that was not read yet; how many versions."""
    count = 0
    while True:
        with library.reading() as files:
            waiting = files.citations.unread(STEP)
            read = [(slug, v, citations(files.versions.get(slug, v).document)) for slug, v in waiting]
        if not read:
            return count
        with library.writing() as files:
            for slug, version, found in read:
                files.citations.file(slug, version, found)
        count += len(read)
