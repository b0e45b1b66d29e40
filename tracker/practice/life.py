"""An instrument's life: the catalogue's events and the texts we hold, joined into one line of dated moments. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.law.instrument import EventKind, Instrument, StageEvent
from tracker.law.stage import Stage
from tracker.practice.cards import VersionCard
from tracker.practice.moments import Lane, Moment, Spell, Standing, Upcoming

# A rule is signed one day and posted days later: a text and an event of one stage this near are the same appearance.
SAME_APPEARANCE = timedelta(days=31)
# A comment window found without its opening belongs to the draft before it, if that came out within half a year.
LONGEST_WINDOW = timedelta(days=183)


def moments(instrument: Instrument, cards: Iterable[VersionCard]) -> tuple[Moment, ...]:
    """The life in order. A moment without a date stands where the catalogue lists it: after the one before it there."""
    texts = sorted(
        (card for card in cards if not card.superseded), key=lambda card: (card.consolidated, card.dated_on, card.id)
    )
    known = [_moment(event) for event in instrument.events if event.kind is not EventKind.COMMENT_CLOSES]
    listed = len(known)
    for card in texts:
        if not (card.consolidated and any(_is_told(moment, card) for moment in known)):
            _file(known, card)
    closes = [event for event in instrument.events if event.kind is EventKind.COMMENT_CLOSES]
    for event in closes:
        _close(known, event)
    return tuple(_in_order(known, listed))


def upcoming(instrument: Instrument, life: Iterable[Moment], today: date) -> tuple[Upcoming, ...]:
    """The dates ahead, nearest first; a comment window counts until its last day is over."""
    found = [ahead for moment in life for ahead in _ahead(instrument, moment, today)]
    return tuple(sorted(found, key=lambda ahead: (ahead.on, ahead.kind.value)))


def lane(instrument: Instrument, cards: Iterable[VersionCard], today: date) -> Lane:
    """One instrument's life as a lane among others."""
    known = moments(instrument, cards)
    ahead = upcoming(instrument, known, today)
    return Lane(
        instrument=instrument,
        standing=standing(known, today),
        stage=present_stage(known, today),
        moments=known,
        next=ahead[0] if ahead else None,
    )


def spells(life: Sequence[Moment]) -> list[Spell]:
    """A whole life as stretches of days, in order and without a gap, in which standing and stage stay the same."""
    ends = (day + timedelta(days=1) for moment in life if (day := moment.until) and day < date.max)
    days = sorted({date.min, *(moment.on for moment in life if moment.on), *ends})
    found: list[Spell] = []
    for start, stop in zip(days, [*days[1:], date.max], strict=True):
        told = standing(life, start), present_stage(life, start)
        if found and (found[-1].standing, found[-1].stage) == told:
            found[-1] = replace(found[-1], stop=stop)
        else:
            found.append(Spell(start, stop, *told))
    return found


def present_stage(life: Iterable[Moment], today: date) -> Moment | None:
    """The last stage reached by a day, undated ones among them where they stand before a dated one."""
    reached = None
    waiting = None
    for moment in life:
        if moment.kind is not EventKind.STAGE:
            continue
        if moment.on is None:
            waiting = moment
        elif moment.on <= today:
            reached, waiting = moment, None
    return reached or waiting


def standing(life: Sequence[Moment], today: date) -> Standing:
    """Where an instrument stands on a day."""
    stage = present_stage(life, today)
    if any(m.kind is EventKind.WITHDRAWN and (m.on is None or m.on <= today) for m in life):
        return Standing.WITHDRAWN
    if stage is None or stage.stage is None:
        return Standing.PLANNED
    if stage.stage is Stage.REPEALED:
        return Standing.REPEALED
    # a bill that would amend a law in force does not end its force
    if any(m.stage and m.stage.in_force_text and m.on and m.on <= today for m in life if m.kind is EventKind.STAGE):
        return _force(life, today)
    if stage.stage.in_force_text:
        return _force(life, today)
    open_now = any(m.on and m.until and m.on <= today <= m.until for m in life)
    return Standing.COMMENTS_OPEN if open_now else Standing.DRAFT


def _force(life: Sequence[Moment], today: date) -> Standing:
    dates = [m.on for m in life if m.kind is EventKind.EFFECTIVE and m.on]
    if not dates:
        return Standing.PROMULGATED
    return Standing.IN_FORCE if min(dates) <= today else Standing.NOT_YET


def _moment(event: StageEvent) -> Moment:
    return Moment(
        kind=event.kind,
        on=event.on,
        stage=event.stage,
        reading=event.reading,
        sure=event.sure,
        url=event.url,
        note_zh=event.note_zh,
        note_en=event.note_en,
    )


def _file(known: list[Moment], card: VersionCard) -> None:
    """Join a text to the event it is, or add it; with its comment deadline and its effective date."""
    place = next((n for n, moment in enumerate(known) if _is_appearance(moment, card)), None)
    if place is None:
        known.append(
            Moment(EventKind.STAGE, card.dated_on, card.comment_deadline, card.stage, card.reading, version=card.id)
        )
    else:
        joined = known[place]
        known[place] = replace(
            joined, version=card.id, on=joined.on or card.dated_on, until=joined.until or card.comment_deadline
        )
    if (
        card.stage.in_force_text
        and card.effective_on
        and not any(m.kind is EventKind.EFFECTIVE and m.on == card.effective_on for m in known)
    ):
        known.append(Moment(EventKind.EFFECTIVE, card.effective_on))


def _is_told(moment: Moment, card: VersionCard) -> bool:
    """Whether a published text tells already what one made from the decision would."""
    near = moment.on is not None and abs(moment.on - card.dated_on) <= SAME_APPEARANCE
    return bool(moment.version) and moment.stage is card.stage and near


def _is_appearance(moment: Moment, card: VersionCard) -> bool:
    if (
        moment.kind is not EventKind.STAGE
        or (moment.stage, moment.reading) != (card.stage, card.reading)
        or moment.version
    ):
        return False
    return moment.on is None or abs(moment.on - card.dated_on) <= SAME_APPEARANCE


def _close(known: list[Moment], event: StageEvent) -> None:
    """Give the draft before it the end of its comment window; a deadline without a draft stands for itself."""
    if event.on and any(moment.until == event.on for moment in known):
        return  # the text itself says so too
    drafts = [
        (moment.on, n)
        for n, moment in enumerate(known)
        if moment.kind is EventKind.STAGE and moment.on and event.on and _may_close(moment, event.on)
    ]
    if drafts:
        _, place = max(drafts)
        known[place] = replace(known[place], until=event.on)
    else:
        known.append(_moment(event))


def _may_close(draft: Moment, closes_on: date) -> bool:
    if draft.on is None or draft.stage is None or draft.stage.in_force_text or draft.stage is Stage.REPEALED:
        return False
    return draft.until is None and timedelta(0) <= closes_on - draft.on <= LONGEST_WINDOW


# Two moments of one day, in the order things happen.
_ORDER = {
    EventKind.PLAN: 0,
    EventKind.STAGE: 1,
    EventKind.COMMENT_CLOSES: 2,
    EventKind.EFFECTIVE: 3,
    EventKind.TRANSITION_ENDS: 4,
    EventKind.WITHDRAWN: 5,
}


def _in_order(known: list[Moment], listed: int) -> list[Moment]:
    """By date; an undated moment follows the one listed before it, or everything if no dated one is listed after it.

    The first `listed` stand as the catalogue lists them; what the texts added follows.
    """
    last = max((n for n in range(listed) if known[n].on), default=-1)
    keyed = []
    before = date.min
    for n, moment in enumerate(known):
        before = moment.on or (before if n < last else date.max)
        keyed.append(((before, moment.on is None, _ORDER[moment.kind], n), moment))
    return [moment for _, moment in sorted(keyed, key=lambda pair: pair[0])]


def _ahead(instrument: Instrument, moment: Moment, today: date) -> list[Upcoming]:
    out = []
    if moment.until and moment.until >= today:
        out.append(
            Upcoming(
                instrument,
                EventKind.COMMENT_CLOSES,
                moment.until,
                (moment.until - today).days,
                moment.sure,
                moment.on,
            )
        )
    last_day_counts = moment.kind is EventKind.COMMENT_CLOSES
    if moment.on and (moment.on > today or (last_day_counts and moment.on == today)):
        out.append(
            Upcoming(instrument, moment.kind, moment.on, (moment.on - today).days, moment.sure, stage=moment.stage)
        )
    return out
