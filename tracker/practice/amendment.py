"""What the library keeps of an amendment: which text came of which decision, and what people settled by hand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.amending.settling import Remedy, Settlement
from tracker.law.ripple import Citing


@dataclass(frozen=True, slots=True)
class Basis:
    """What a consolidated version was made from: the law's version in force, and the decision's text."""

    instrument: str
    version: str
    base: str
    decision: str
    decision_version: str


class Doubt(StrEnum):
    """Why an amendment waits for a person."""

    INCOMPLETE = "incomplete"  # operations were not carried out
    DIFFERS = "differs"  # the published text says something else
    NOTHING_READ = "nothing-read"  # a decision on a law we have, of which no order was understood
    TEXT_MISSING = "text-missing"  # an amendment between the text in force we have and the decision is not here
    STUMBLED = "stumbled"  # tracker itself failed over it


@dataclass(frozen=True, slots=True)
class Waiting:
    """An amendment that waits for a person: a consolidated version, or a decision nothing could be made of.

    `count` is how many operations were not carried out, or how many articles the official text has otherwise.
    """

    instrument: str
    version: str
    doubt: Doubt
    count: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person fills in for an impossible operation; `place` as cited (第五条第二款) or as a locator (5.2)."""

    remedy: Remedy
    place: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A person's answer to an impossible operation of a decision, as it was given; the last one counts."""

    basis: Basis
    operation: int
    remedy: Remedy
    locator: str
    text: str
    reason: str
    by: str
    at: datetime

    @property
    def settlement(self) -> Settlement:
        """The answer as the amending room takes it."""
        lines = tuple(line.strip() for line in self.text.splitlines() if line.strip())
        return Settlement(self.operation, self.remedy, self.locator, lines, self.reason)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with the version it stands in."""

    instrument: str
    version: str
    citing: Citing
