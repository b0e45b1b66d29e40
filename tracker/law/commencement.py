"""When what starts: a text's day, and the days of provisions that start on others."""

from dataclasses import dataclass
from datetime import date

from tracker.law.document import Evidence


@dataclass(frozen=True, slots=True)
class Commencement:
    """One record: which places start on which day, and the sentence that says so.

    `places` are locators; empty for everything no other record names. `on` is None where the sentence names no day one
    can reckon with (with another law, on a day to be fixed).
    """

    places: tuple[str, ...]
    on: date | None
    sentence: Evidence


def starts_on(records: tuple[Commencement, ...], place: str) -> date | None:
    """The day a place starts: its own record's, that of the article or chapter it lies in, else the whole text's."""
    named = [r for r in records if any(_lies_in(place, one) for one in r.places)]
    if named:
        return max(named, key=lambda record: max(len(p) for p in record.places if _lies_in(place, p))).on
    return next((record.on for record in records if not record.places), None)


def _lies_in(place: str, other: str) -> bool:
    return place == other or (place.startswith(other) and place[len(other)] in ".([")
