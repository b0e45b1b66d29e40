"""Which text was, is or will be in force on which day, and where the work stood then. Pure.

A text is in force from its effective date until the next one takes effect or the work is repealed. Where nobody says
when a text took effect, the day it is dated is taken and the period is marked unsure: unknown is shown, never guessed
away. Provisions that start on days of their own are `law.commencement`'s.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.law.instrument import EventKind
from tracker.law.stage import Stage
from tracker.practice import life
from tracker.practice.cards import VersionCard
from tracker.readingroom.pages import Moment, Standing

# A rule takes effect within two years of its promulgation; a later date belongs to another text.
LONGEST_WAIT = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Period:
    """A text in force from `start` to the day before `end` (None: no end is known); unsure where a day is a guess."""

    version: VersionCard
    start: date
    end: date | None
    sure: bool

    def holds(self, day: date) -> bool:
        """Whether the text is in force on a day."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A work on a day: how it stood, the last stage reached, the text then in force, and the newest text then out."""

    on: date
    standing: Standing
    stage: Moment | None
    force: Period | None
    newest: VersionCard | None


def periods(moments: Sequence[Moment], cards: Iterable[VersionCard]) -> tuple[Period, ...]:
    """The periods of force of a work's texts, in order; none overlap."""
    law = sorted(
        (c for c in cards if c.stage.in_force_text and not c.superseded), key=lambda card: (card.dated_on, card.id)
    )
    starts = [(*_start(card, moments), card) for card in law]
    starts.sort(key=lambda one: (one[0], one[2].dated_on))
    over = min((m.on for m in moments if m.on and _ends(m)), default=None)
    out = []
    for place, (start, sure, card) in enumerate(starts):
        later = starts[place + 1][0] if place + 1 < len(starts) else None
        end = min((day for day in (later, over) if day is not None and day >= start), default=None)
        if end != start:
            out.append(Period(card, start, end, sure))
    return tuple(out)


def as_of(moments: Sequence[Moment], cards: Sequence[VersionCard], day: date) -> AsOf:
    """How a work stood on a day, by what is known today."""
    return AsOf(
        on=day,
        standing=life.standing(moments, day),
        stage=life.present_stage(moments, day),
        force=next((p for p in periods(moments, cards) if p.holds(day)), None),
        newest=max(
            (c for c in cards if c.dated_on <= day and not c.superseded),
            key=lambda card: (card.dated_on, card.id),
            default=None,
        ),
    )


def _start(card: VersionCard, moments: Sequence[Moment]) -> tuple[date, bool]:
    """When a text takes effect, and whether anybody says so."""
    if card.effective_on is not None:
        return card.effective_on, True
    known = [m for m in moments if m.kind is EventKind.EFFECTIVE and m.on]
    near = [m for m in known if m.on and timedelta(0) <= m.on - card.dated_on <= LONGEST_WAIT]
    if near and near[0].on is not None:
        return near[0].on, near[0].sure
    return card.dated_on, False


def _ends(moment: Moment) -> bool:
    return moment.kind is EventKind.WITHDRAWN or (moment.kind is EventKind.STAGE and moment.stage is Stage.REPEALED)
