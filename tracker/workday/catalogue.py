"""The catalogue of `regs/` brought into the library: facts a lawyer edited show up at the next start."""

from collections.abc import Iterable

from tracker.law.instrument import Instrument
from tracker.store.library import Library
from tracker.workday.repairing import repaired


def sync(library: Library, instruments: Iterable[Instrument]) -> int:
    """File every instrument as described, new or again; what versions told and persons repaired stays. How many."""
    with library.writing() as files:
        count = 0
        for instrument in instruments:
            files.instruments.put(repaired(instrument, files.repairs.of(instrument.slug)))
            count += 1
    return count
