"""A citation of another law's provision, and what becomes of it when that provision changes."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation that stands in one law and means another.

    Attributes:
        within: the locator of the provision it stands in.
        text, start, end: its words and offsets (characters) in the citing text.
        title: the cited law's title as printed, in full where a short form is explained.
        locators: the cited places; empty where the law is cited whole.
    """

    within: str
    text: str
    start: int
    end: int
    title: str
    locators: tuple[str, ...]


class Fate(StrEnum):
    """What became of a cited place."""

    AMENDED = "amended"
    RENUMBERED = "renumbered"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Ripple:
    """A citation that a change touches: the place it names, what became of it, and its number now, if it has one."""

    citing: Citing
    place: str
    fate: Fate
    now: str | None
