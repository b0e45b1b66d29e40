"""The alignment map: a picture of how old articles flow into new ones; here only its geometry, in pixels.

Old ticks stand left, new ones right, each article one tick; a ribbon joins what belongs together. A split or merge
shares its tick. What moved is drawn last, on top. Added and deleted articles are stubs. Long runs in which nothing
changed are one band, so that an amendment of a long law still fits on a screen.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Link, Relation

GUTTER = 26.0  # least room for an article number beside its tick
DIGIT = 6.2  # width of a digit in the map's small type
FLOW = 62.0  # from old tick to new tick
PITCH = 22.0  # a tick and the gap below it: a 14 px ribbon and its number read well
LEAST_PITCH = 7.0  # below this ribbons become lines
FITS = 30  # articles that fit on a 720 px rail at full pitch
RUN = 4  # this many unchanged neighbours become one band
STUB = 24.0  # how far an added or deleted article's stub reaches
INK = 0.68  # how much of its pitch a tick fills
RUN_INK = 1.6  # a run is drawn that much thicker than one article
LINE = 13.0  # a printed line of the map's small type; closer ticks print only every fifth number
EVERY = 5

QUIET = (Relation.UNCHANGED, Relation.RENUMBERED)


@dataclass(frozen=True, slots=True)
class Tick:
    """One article, or a run of unchanged ones, on one side: top, height, and the number printed beside it, if any."""

    first: str
    last: str
    top: float
    height: float
    label: str

    @property
    def middle(self) -> float:
        """The height at which its number stands."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Division:
    """A chapter's number on one side, and how far down it stands."""

    label: str
    y: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A link as drawn: the outline of its shape (an SVG path), and the links it stands for (several in a run)."""

    links: tuple[Link, ...]
    path: str
    y: float

    @property
    def link(self) -> Link:
        """The link, or the first of a run."""
        return self.links[0]


@dataclass(frozen=True, slots=True)
class AlignmentMap:
    """The whole picture; ribbons in drawing order, the moved ones last."""

    left: float
    right: float
    height: float
    old: tuple[Tick, ...]
    new: tuple[Tick, ...]
    ribbons: tuple[Ribbon, ...]
    old_divisions: tuple[Division, ...]
    new_divisions: tuple[Division, ...]

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.left + self.right


def draw(
    links: Sequence[Link],
    old: Sequence[str],
    new: Sequence[str],
    old_chapters: Mapping[str, str],
    new_chapters: Mapping[str, str],
) -> AlignmentMap:
    """The map of `links` between the articles `old` and `new`, each in reading order.

    `old_chapters` and `new_chapters` name the chapter that begins at an article: {"5": "第二章"}.
    """
    runs = _runs(links, old, new)
    left = _column(old, _ends(runs, "old"), old_chapters, _pitch(runs, old, new))
    right = _column(new, _ends(runs, "new"), new_chapters, _pitch(runs, old, new))
    whole = {link for run in runs for link in run}
    drawn = [*((link,) for link in links if link not in whole), *runs]
    longest = max((len(t.label) for t in (*left.ticks.values(), *right.ticks.values())), default=0)
    gutter = max(GUTTER, longest * DIGIT + 8)
    edges = (gutter, gutter + FLOW)
    return AlignmentMap(
        left=edges[0],
        right=edges[1],
        height=max(left.low, right.low) + 4,
        old=tuple(left.ticks.values()),
        new=tuple(right.ticks.values()),
        ribbons=_ribbons(drawn, left.ticks, right.ticks, edges),
        old_divisions=tuple(left.divisions),
        new_divisions=tuple(right.divisions),
    )


def _pitch(runs: Sequence[Sequence[Link]], old: Sequence[str], new: Sequence[str]) -> float:
    count = max(len(old), len(new)) - sum(len(run) - 1 for run in runs)
    return PITCH if count <= FITS else max(LEAST_PITCH, PITCH * FITS / count)


def _ends(runs: Sequence[Sequence[Link]], side: str) -> dict[str, list[str]]:
    """For the first article of each run: all its articles."""
    return {getattr(run[0], side): [getattr(link, side) for link in run] for run in runs}


def _runs(links: Sequence[Link], old: Sequence[str], new: Sequence[str]) -> list[tuple[Link, ...]]:
    """Stretches of at least `RUN` unchanged links whose articles follow one another on both sides."""
    at_old = {locator: n for n, locator in enumerate(old)}
    at_new = {locator: n for n, locator in enumerate(new)}
    runs: list[list[Link]] = []
    quiet = [k for k in links if k.relation in QUIET and k.old in at_old and k.new in at_new]
    for link in sorted(quiet, key=lambda k: at_new[k.new or ""]):
        before = runs[-1][-1] if runs else None
        follows = before and (at_old[before.old or ""] + 1, at_new[before.new or ""] + 1) == (
            at_old[link.old or ""],
            at_new[link.new or ""],
        )
        if follows:
            runs[-1].append(link)
        else:
            runs.append([link])
    return [tuple(run) for run in runs if len(run) >= RUN]


@dataclass
class _Column:
    """One side while it is laid out: its ticks by first article, its divisions, and how far down it has come."""

    ticks: dict[str, Tick]
    divisions: list[Division]
    low: float = 4.0


def _column(
    articles: Sequence[str], runs: Mapping[str, list[str]], chapters: Mapping[str, str], pitch: float
) -> _Column:
    """One side: each article or run below the one before, each chapter on a line of its own."""
    column = _Column({}, [])
    inside = {article for run in runs.values() for article in run[1:]}
    for article in articles:
        if article in inside:
            continue
        if article in chapters:
            column.low += max(pitch, LINE)
            column.divisions.append(Division(chapters[article], column.low - 4))
        run = runs.get(article, [article])
        height = max(pitch * INK, 3.0) * (RUN_INK if len(run) > 1 else 1)
        label = article if len(run) == 1 else f"{article}–{run[-1]}"
        crowded = pitch < LINE and column.ticks and len(run) == 1 and len(column.ticks) % EVERY
        column.ticks[article] = Tick(article, run[-1], column.low, height, "" if crowded else label)
        column.low += height + pitch * (1 - INK)
    return column


def _ribbons(
    drawn: Sequence[tuple[Link, ...]], old: Mapping[str, Tick], new: Mapping[str, Tick], edges: tuple[float, float]
) -> tuple[Ribbon, ...]:
    old_shares = _shares(drawn, old, new, "old")
    new_shares = _shares(drawn, new, old, "new")
    shapes = []
    for links in drawn:
        left, right = old_shares.get(links), new_shares.get(links)
        if left is None and right is None:
            continue
        shapes.append(Ribbon(links, _path(left, right, edges), (right or left or (0.0, 0.0))[0]))
    return tuple(sorted(shapes, key=lambda s: (s.link.relation is Relation.MOVED, s.y)))


def _shares(
    drawn: Sequence[tuple[Link, ...]], own: Mapping[str, Tick], other: Mapping[str, Tick], side: str
) -> dict[tuple[Link, ...], tuple[float, float]]:
    """The part of its tick each ribbon holds on one side: top and bottom, in the order of the far ends."""
    far = "new" if side == "old" else "old"
    at: dict[str, list[tuple[Link, ...]]] = defaultdict(list)
    for links in drawn:
        here = getattr(links[0], side)
        if here in own:
            at[here].append(links)
    out = {}
    for here, several in at.items():
        several.sort(key=lambda k: other[getattr(k[0], far)].top if getattr(k[0], far) in other else 1e9)
        tick, part = own[here], own[here].height / len(several)
        for n, links in enumerate(several):
            out[links] = (tick.top + n * part, tick.top + (n + 1) * part)
    return out


def _path(left: tuple[float, float] | None, right: tuple[float, float] | None, edges: tuple[float, float]) -> str:
    """The outline between the two shares, or a stub where one side is missing."""
    x0, x1 = edges[0] + 3, edges[1] - 3
    if left and right:
        (a, b), (c, d), mid = left, right, (x0 + x1) / 2
        return (
            f"M{x0:g} {a:.1f}C{mid:g} {a:.1f} {mid:g} {c:.1f} {x1:g} {c:.1f}V{d:.1f}"
            f"C{mid:g} {d:.1f} {mid:g} {b:.1f} {x0:g} {b:.1f}Z"
        )
    if left:
        a, b = left
        return f"M{x0:g} {a:.1f}H{x0 + STUB - 8:g}L{x0 + STUB:g} {(a + b) / 2:.1f}L{x0 + STUB - 8:g} {b:.1f}H{x0:g}Z"
    c, d = right or (0.0, 0.0)
    return f"M{x1:g} {c:.1f}H{x1 - STUB + 8:g}L{x1 - STUB:g} {(c + d) / 2:.1f}L{x1 - STUB + 8:g} {d:.1f}H{x1:g}Z"
