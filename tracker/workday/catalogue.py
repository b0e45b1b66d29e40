"""The catalogue of `regs/` brought into the library: facts a lawyer edited show up at the next start."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tracker.law.instrument import Instrument
from tracker.store.library import Library
from tracker.workday.repairing import repaired


def sync(library: Library, instruments: Iterable[Instrument]) -> int:
    """File every instrument as described, new or again; what versions told and persons repaired stays. How many.

    A work that a person joined to another stays joined: its description brings no second work of one title back.
    """
    with library.writing() as files:
        count, joined = 0, files.repairs.joined()
        for instrument in instruments:
            if instrument.slug in joined:
                continue
            described = replace(instrument, related=_related(instrument, joined))
            files.instruments.put(repaired(described, files.repairs.of(instrument.slug)))
            count += 1
    return count


def _related(instrument: Instrument, joined: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    links = ((joined.get(slug, slug), word) for slug, word in instrument.related)
    return tuple(dict.fromkeys(link for link in links if link[0] != instrument.slug))
