"""Which works a text may belong to: those called as it is, looked up by name; the rest of the catalogue is not read."""

from collections.abc import Iterable

from tracker.law.instrument import Instrument, Shelf
from tracker.store.library import Files, Library
from tracker.store.names import By


def works_called(files: Files, titles: Iterable[str], shelf: Shelf) -> list[Instrument]:
    """The works of a shelf with a title that differs from one of these in its last word at most, by slug.

    Recognising a text among them gives what recognising it in the whole catalogue would.
    """
    return files.instruments.some(files.names.bearing(By.TITLE, titles, shelf))


def up_to_date(library: Library) -> None:
    """Make names anew where `regs/` says otherwise since they were made: nobody may be missed for an old spelling."""
    with library.reading() as files:
        behind = files.names.are_behind()
    if behind:
        with library.writing() as files:
            files.names.make_anew()
