"""A client's instruments as swim lanes over one calendar: from three quarters of a year ago to three quarters ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.law.instrument import EventKind
from tracker.law.stage import Stage
from tracker.readingroom.pages import Lane, Moment
from tracker.web.scale import Scale, Tick, ticks
from tracker.web.timeline import Stretch, Window, Wording, width

REACH = timedelta(days=274)
NARROWEST = 300.0  # pixels of a lane on a phone


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark of a lane; its label is empty where there was no room."""

    x: float
    shape: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Swim:
    """One lane's drawing and what it says in words."""

    lane: Lane
    spots: tuple[Spot, ...]
    windows: tuple[Window, ...]
    stretches: tuple[Stretch, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Pool:
    """All lanes, with the calendar above them."""

    ticks: tuple[Tick, ...]
    now: float
    swims: tuple[Swim, ...]


def pool(lanes: Sequence[Lane], today: date, wording: Wording) -> Pool:
    """The drawing of several lives over one calendar."""
    span = Scale(float((today - REACH).toordinal()), float((today + REACH).toordinal()))
    return Pool(ticks(span), span.at(today.toordinal()), tuple(_swim(lane, span, today, wording) for lane in lanes))


def _swim(lane: Lane, span: Scale, today: date, wording: Wording) -> Swim:
    dated = [moment for moment in lane.moments if moment.on]
    return Swim(
        lane=lane,
        spots=_spots([m for m in dated if _inside(m, span)], span, today, wording),
        windows=tuple(w for m in dated if (w := _window(m, span, today)) is not None),
        stretches=_stretches(dated, span, today),
        says=wording.between().join(f"{wording.label(m)} {wording.when(m)}" for m in lane.moments),
    )


def _inside(moment: Moment, span: Scale) -> bool:
    assert moment.on
    return span.first <= moment.on.toordinal() <= span.last


def _spots(moments: Sequence[Moment], span: Scale, today: date, wording: Wording) -> tuple[Spot, ...]:
    out: list[Spot] = []
    free = 0.0
    for moment in moments:
        assert moment.on
        x = span.at(moment.on.toordinal())
        label = f"{moment.on.month}-{moment.on.day} {wording.label(moment)}"
        wide = width(label, 12.0)
        left = min(max(x / 100 * NARROWEST - wide / 2, 0.0), NARROWEST - wide)
        fits = left >= free
        free = left + wide + 8 if fits else free
        centre = x / 100 * NARROWEST
        anchor = "start" if centre - wide / 2 < 0 else "end" if centre + wide / 2 > NARROWEST else "middle"
        out.append(Spot(x, "dot" if moment.on <= today else "ring", label if fits else "", anchor))
    return tuple(out)


def _window(moment: Moment, span: Scale, today: date) -> Window | None:
    if not (moment.on and moment.until) or moment.until.toordinal() < span.first:
        return None
    start, end = span.at(moment.on.toordinal()), span.at(moment.until.toordinal())
    return Window(start, end - start, min(max(span.at(today.toordinal()), start), end) - start)


def _stretches(moments: Sequence[Moment], span: Scale, today: date) -> tuple[Stretch, ...]:
    if not moments:
        return ()
    first, last, now = moments[0], moments[-1], span.at(today.toordinal())
    assert first.on
    assert last.on
    start, end = span.at(first.on.toordinal()), span.at(last.on.toordinal())
    over = last.stage is Stage.REPEALED or last.kind is EventKind.WITHDRAWN
    out = [Stretch("past", start, end if over and end < now else now), Stretch("next", now, end)]
    return tuple(stretch for stretch in out if stretch.end > stretch.start)
