"""The time picture of one instrument, computed for an SVG: marks, windows, the line of life, today, the rows behind.

Past is solid, future hollow; between dates that are known the line is solid, around an unknown one dotted; a mark whose
date nobody knows stands between its neighbours and shows “?”. Positions are percent of the width, so that one picture
fits every screen; labels take the first free lane above or below the line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.law.instrument import EventKind
from tracker.law.stage import Stage
from tracker.readingroom.pages import Moment
from tracker.web.scale import Scale, Tick, scale_of, ticks

# The narrowest the picture is drawn (below that it becomes a list): labels that do not meet here meet nowhere.
NARROWEST = 680.0
LANE = 38.0  # pixels: two lines of a label and a gap
HEAD = 26.0  # the calendar's words above everything
NEAR = 16.0  # from the line of life to the first lane
TODAY = 24.0  # the word “today” below everything


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment on the line. `shape` is dot (past), ring (future) or unknown; `sure` False draws it broken."""

    x: float
    shape: str
    label: str
    when: str
    anchor: str
    label_y: float
    when_y: float
    lead: tuple[float, float] | None
    sure: bool
    size: float


@dataclass(frozen=True, slots=True)
class Window:
    """A period on the line: `done` is the share of its width that is over, in percent of the picture."""

    x: float
    width: float
    done: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the line: past, gap (around an unknown date) or next."""

    kind: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Row:
    """One moment in words, for the table and the list on a phone; `state` is past, future or unknown."""

    label: str
    when: str
    state: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture."""

    height: float
    line_y: float
    now: float
    marks: tuple[Mark, ...]
    windows: tuple[Window, ...]
    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a moment is called and how its date is written, in the reader's language."""

    label: Callable[[Moment], str]
    when: Callable[[Moment], str]
    between: Callable[[], str] = lambda: "；"


def timeline(moments: Sequence[Moment], today: date, wording: Wording) -> Timeline | None:
    """The picture of a life in order; None for one without a single dated moment, which has nothing to place."""
    if not any(moment.on for moment in moments):
        return None
    drawn = once(moments, wording)
    days = places(drawn, today)
    span = scale_of([*days, today.toordinal(), *(m.until.toordinal() for m in drawn if m.until)])
    lanes = _Lanes()
    placed = [
        lanes.place(span.at(d), wording.label(m), wording.when(m), _half(m, span))
        for m, d in zip(drawn, days, strict=True)
    ]
    above, below = lanes.depth
    line_y = HEAD + above * LANE + NEAR
    return Timeline(
        height=line_y + NEAR + below * LANE + TODAY,
        line_y=line_y,
        now=span.at(today.toordinal()),
        marks=tuple(_mark(m, span.at(d), s, line_y, today) for m, d, s in zip(drawn, days, placed, strict=True)),
        windows=tuple(_window(m, m.until, span, today) for m in drawn if m.on and m.until),
        stretches=tuple(_stretches(drawn, days, span, today)),
        ticks=ticks(span),
        rows=rows(moments, today, wording),
    )


def once(moments: Sequence[Moment], wording: Wording) -> list[Moment]:
    """The moments without those that would be drawn the same: two entries of one plan on one day are one mark."""
    seen = {(wording.label(m), m.on, n if m.on is None else 0): m for n, m in reversed(list(enumerate(moments)))}
    return [moment for moment in moments if any(moment is kept for kept in seen.values())]


def rows(moments: Sequence[Moment], today: date, wording: Wording) -> tuple[Row, ...]:
    """The same in words."""
    return tuple(Row(wording.label(m), wording.when(m), _state(m, today), m) for m in moments)


def places(moments: Sequence[Moment], today: date) -> list[float]:
    """A day (ordinal) for every moment: its own, or for an unknown one a guess between its neighbours."""
    known = [(n, float(m.on.toordinal())) for n, m in enumerate(moments) if m.on]
    out = []
    for n, moment in enumerate(moments):
        out.append(float(moment.on.toordinal()) if moment.on else _guess(n, known, len(moments), today))
    return out


def _guess(n: int, known: Sequence[tuple[int, float]], count: int, today: date) -> float:
    before = max((pair for pair in known if pair[0] < n), default=None)
    after = min((pair for pair in known if pair[0] > n), default=None)
    # A tenth of the whole life, at least two months: far enough from the last date to be seen as apart from it.
    step = max(60.0, (max(d for _, d in known) - min(d for _, d in known)) / 10)
    if before and after:
        return before[1] + (after[1] - before[1]) * (n - before[0]) / (after[0] - before[0])
    if before:
        return max(before[1], today.toordinal()) + step * (n - before[0])
    assert after is not None
    return after[1] - step * (after[0] - n)


def _state(moment: Moment, today: date) -> str:
    if moment.on is None:
        return "unknown"
    return "past" if moment.on <= today else "future"


def _mark(moment: Moment, x: float, seat: "_Seat", line_y: float, today: date) -> Mark:
    shape = {"past": "dot", "future": "ring"}.get(_state(moment, today), "unknown")
    if seat.lane >= 0:
        label_y = line_y - NEAR - seat.lane * LANE - 18
        lead = (label_y + 21, line_y - 9) if seat.lane else None
    else:
        label_y = line_y + NEAR + (-seat.lane - 1) * LANE + 14
        lead = (line_y + 9, label_y - 13) if seat.lane < -1 else None
    size = 8.0 if moment.stage and (moment.stage.in_force_text or moment.stage is Stage.REPEALED) else 6.0
    return Mark(x, shape, seat.label, seat.when, seat.anchor, label_y, label_y + 16, lead, moment.sure, size)


def _half(moment: Moment, span: Scale) -> float:
    """Half the width of a window in pixels, so that its label can stand over its middle."""
    if not (moment.on and moment.until):
        return 0.0
    return (span.at(moment.until.toordinal()) - span.at(moment.on.toordinal())) / 200 * NARROWEST


def _window(moment: Moment, until: date | None, span: Scale, today: date) -> Window:
    assert moment.on
    assert until
    start, end = span.at(moment.on.toordinal()), span.at(until.toordinal())
    over = min(max(span.at(today.toordinal()), start), end)
    return Window(start, end - start, over - start)


def _stretches(moments: Sequence[Moment], days: Sequence[float], span: Scale, today: date) -> list[Stretch]:
    now = float(today.toordinal())
    life = list(zip(moments, days, strict=True))
    last, end = life[-1]
    over = last.stage is Stage.REPEALED or last.kind is EventKind.WITHDRAWN
    pieces = [(one.on is None or two.on is None, start, stop) for (one, start), (two, stop) in pairwise(life)]
    if end < now and not over:
        pieces.append((last.on is None, end, now))
    out = []
    for unsure, start, stop in pieces:
        out.append(Stretch("gap" if unsure else "past", span.at(start), span.at(min(stop, now))))
        out.append(Stretch("next", span.at(max(start, now)), span.at(stop)))
    return [stretch for stretch in out if stretch.end > stretch.start]


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a label stands: lane 0, 1, … above the line, -1, -2, … below."""

    lane: int
    anchor: str
    label: str
    when: str


class _Lanes:
    """The lanes of labels, filled from the line outwards."""

    def __init__(self) -> None:
        self._taken: dict[int, list[tuple[float, float]]] = {}

    @property
    def depth(self) -> tuple[int, int]:
        """How many lanes are used above and below."""
        return max(self._taken, default=-1) + 1, -min(self._taken, default=0)

    def place(self, x: float, label: str, when: str, half: float) -> _Seat:
        """The nearest free lane for a label at `x` percent; above is asked before below."""
        wide = max(width(label, 13.0), width(when, 12.0))
        middle = x / 100 * NARROWEST + half
        anchor, left = "middle", middle - wide / 2
        if left < 0:
            anchor, left = "start", x / 100 * NARROWEST - 6
        elif middle + wide / 2 > NARROWEST:
            anchor, left = "end", x / 100 * NARROWEST + 6 - wide
        elif half:
            anchor, left = "start", x / 100 * NARROWEST - 6
        for lane in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6):
            if self._free(lane, left, left + wide):
                break
        self._taken.setdefault(lane, []).append((left, left + wide))
        return _Seat(lane, anchor, label, when)

    def _free(self, lane: int, left: float, right: float) -> bool:
        # 10 pixels between two labels: a gap wider than a space
        return all(right + 10 <= start or left - 10 >= end for start, end in self._taken.get(lane, ()))


def width(text: str, size: float) -> float:
    """About how wide a label is in pixels: a Chinese character one em, a Latin letter a good half."""
    return sum(size if ord(c) > 0x2E7F else size * 0.56 for c in text)
