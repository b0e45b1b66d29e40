"""The numbers Word computes for its lists, 第%1条 and （%1）: they stand in no run of text and are counted again."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.law.numbering import write_numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
    }
)
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
#: Styles are based on one another; a file that runs in a circle is cut off here.
_DEEPEST_STYLE = 12


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written: its pattern, the form of its number, where it starts, what follows it,
    and whether it counts on when a level above moves (articles run through the chapters)."""

    pattern: str = ""
    form: str = "decimal"
    start: int = 1
    gap: str = " "
    continues: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of one file and how far each has counted."""

    numbers: "_Element | None"
    styles: "_Element | None"
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    started: set[tuple[str, int]] = field(default_factory=set)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read_lists()
        self._read_styles()

    def label(self, paragraph: "_Element") -> str:
        """The printed number of a paragraph with the space behind it; empty where it has none. Counts on."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        series = self.abstract.get(number)
        level = self.levels.get((series or "", depth))
        if series is None or level is None:
            return ""
        self._count(number, series, depth, level)
        if level.form in ("bullet", "none") or not level.pattern:
            return ""
        text = level.pattern
        for below in range(depth + 1):
            other = self.levels.get((series, below), level)
            text = text.replace(f"%{below + 1}", write(self.counts[series].get(below, other.start), other.form))
        return text + level.gap

    def _count(self, number: str, series: str, depth: int, level: Level) -> None:
        counts = self.counts[series]
        override = self.overrides.get((number, depth))
        if override is not None and (number, depth) not in self.started:
            counts[depth] = override
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self.started.add((number, depth))
        for deeper in [d for d in counts if d > depth]:
            if not self.levels.get((series, deeper), level).continues:
                del counts[deeper]

    def _place(self, paragraph: "_Element") -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or its style's. Number 0 takes a list away."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self.by_style.get(style.get(_VAL) or "") if style is not None else None
        if own is None:
            return inherited
        number, depth = _value(own.find(f"{W}numId")), _value(own.find(f"{W}ilvl"))
        if number == "0":
            return None
        if number is None:
            return (inherited[0], int(depth or 0)) if inherited else None
        return number, int(depth or 0)

    def _read_lists(self) -> None:
        if self.numbers is None:
            return
        for series in self.numbers.iter(f"{W}abstractNum"):
            for level in series.iter(f"{W}lvl"):
                self.levels[series.get(f"{W}abstractNumId") or "", int(level.get(f"{W}ilvl") or 0)] = _level(level)
        for number in self.numbers.iter(f"{W}num"):
            name = number.get(f"{W}numId") or ""
            self.abstract[name] = _value(number.find(f"{W}abstractNumId")) or ""
            for override in number.iter(f"{W}lvlOverride"):
                start = _value(override.find(f"{W}startOverride"))
                if start and start.isdecimal():
                    self.overrides[name, int(override.get(f"{W}ilvl") or 0)] = int(start)

    def _read_styles(self) -> None:
        if self.styles is None:
            return
        styles = {style.get(f"{W}styleId") or "": style for style in self.styles.iter(f"{W}style")}
        for name in styles:
            place = _style_place(styles, name)
            if place:
                self.by_style[name] = place


def _style_place(styles: "dict[str, _Element]", name: str) -> tuple[str, int] | None:
    """The list and level a style gives; both may come from the styles it is based on."""
    number: str | None = None
    depth: str | None = None
    for _ in range(_DEEPEST_STYLE):
        style = styles.get(name)
        if style is None:
            break
        number = number or _value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
        depth = depth or _value(style.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        name = _value(style.find(f"{W}basedOn")) or ""
    return (number, int(depth or 0)) if number and number != "0" else None


def _level(level: "_Element") -> Level:
    gap = {"nothing": "", "space": " "}.get(_value(level.find(f"{W}suff")) or "", " ")
    start = _value(level.find(f"{W}start")) or "1"
    return Level(
        _value(level.find(f"{W}lvlText")) or "",
        _value(level.find(f"{W}numFmt")) or "decimal",
        int(start) if start.isdecimal() else 1,
        gap,
        continues=_value(level.find(f"{W}lvlRestart")) == "0",
    )


def _value(element: "_Element | None") -> str | None:
    return None if element is None else element.get(_VAL)


def write(number: int, form: str) -> str:
    """A number in one of Word's forms: 12 as 十二, 12, l, XII or ⑫."""
    if form in _CHINESE and 0 <= number < 10_000:
        return write_numeral(number)
    if form in ("lowerLetter", "upperLetter") and number > 0:
        # Word doubles the letter behind z: aa, bb
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out
