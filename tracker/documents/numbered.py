"""The numbers Word computes for its lists, 第%1条 and （%1）: they stand in no run of text and are counted again."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.law.numbering import DIGITS, write_numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "koreanCounting",
    }
)
#: Digit by digit: 一〇 for ten.
_DIGITAL = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"})
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional"})
_LEGAL_SIGNS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
#: Series of signs, each for the numbers from 1 on; beyond the last Word prints figures.
_SERIES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
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
    """How one level of a list is written: its pattern, the form of its number, where it starts, what follows it.

    `restarts` is the level (0 outermost) from which on a move above lets it begin again: None for any level above,
    -1 for none (articles run through the chapters). `legal` prints the numbers of all levels in Arabic figures.
    """

    pattern: str = ""
    form: str = "decimal"
    start: int = 1
    gap: str = " "
    restarts: int | None = None
    legal: bool = False

    def begins_again(self, moved: int) -> bool:
        """Whether a step at level `moved`, above this one, lets it begin again."""
        return self.restarts is None or moved <= self.restarts


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
    own: dict[tuple[str, int], Level] = field(default_factory=dict)
    linked: dict[tuple[str, str], int] = field(default_factory=dict)

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
        level = self._level(number, series or "", depth)
        if series is None or level is None:
            return ""
        self._count(number, series, depth, level)
        if level.form in ("bullet", "none") or not level.pattern:
            return ""
        return self._printed(number, series, depth, level) + level.gap

    def _printed(self, number: str, series: str, depth: int, level: Level) -> str:
        text = level.pattern
        for above in range(depth + 1):
            other = self._level(number, series, above) or level
            form = "decimal" if level.legal else other.form
            text = text.replace(f"%{above + 1}", write(self.counts[series].get(above, other.start), form))
        return text

    def _level(self, number: str, series: str, depth: int) -> Level | None:
        """A level as the list itself has it, else as the series of lists does."""
        return self.own.get((number, depth)) or self.levels.get((series, depth))

    def _count(self, number: str, series: str, depth: int, level: Level) -> None:
        counts = self.counts[series]
        override = self.overrides.get((number, depth))
        if override is not None and (number, depth) not in self.started:
            counts[depth] = override
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self.started.add((number, depth))
        for deeper in [d for d in counts if d > depth]:
            if (self._level(number, series, deeper) or level).begins_again(depth):
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
            return (inherited[0], _whole(depth, inherited[1])) if inherited else None
        return number, _whole(depth, 0)

    def _read_lists(self) -> None:
        if self.numbers is None:
            return
        shared = self._read_series(self.numbers)
        for number in self.numbers.iter(f"{W}num"):
            name = number.get(f"{W}numId") or ""
            series = _value(number.find(f"{W}abstractNumId")) or ""
            self.abstract[name] = shared.get(series, series)
            for override in number.iter(f"{W}lvlOverride"):
                depth = _whole(override.get(f"{W}ilvl"), 0)
                own = override.find(f"{W}lvl")
                if own is not None:
                    self.own[name, depth] = _level(own)
                start = _value(override.find(f"{W}startOverride"))
                if start is not None:
                    self.overrides[name, depth] = _whole(start, 1)

    def _read_series(self, numbers: "_Element") -> dict[str, str]:
        """Take in the series of levels; returned: which series only names the style of another, and that other."""
        named: dict[str, str] = {}
        borrowed: dict[str, str] = {}
        for series in numbers.iter(f"{W}abstractNum"):
            name = series.get(f"{W}abstractNumId") or ""
            for level in series.iter(f"{W}lvl"):
                depth = _whole(level.get(f"{W}ilvl"), 0)
                self.levels[name, depth] = _level(level)
                style = _value(level.find(f"{W}pStyle"))
                if style:
                    self.linked[name, style] = depth
            if style := _value(series.find(f"{W}styleLink")):
                named[style] = name
            if style := _value(series.find(f"{W}numStyleLink")):
                borrowed[name] = style
        return {name: named[style] for name, style in borrowed.items() if style in named}

    def _read_styles(self) -> None:
        if self.styles is None:
            return
        styles = {style.get(f"{W}styleId") or "": style for style in self.styles.iter(f"{W}style")}
        for name in styles:
            place = _style_place(styles, name)
            if place:
                # a level that names the style is where its paragraphs stand, whatever the style itself says
                depth = self.linked.get((self.abstract.get(place[0], ""), name), place[1])
                self.by_style[name] = (place[0], depth)


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
    return (number, _whole(depth, 0)) if number and number != "0" else None


def _level(level: "_Element") -> Level:
    restart = _value(level.find(f"{W}lvlRestart"))
    return Level(
        _value(level.find(f"{W}lvlText")) or "",
        _value(level.find(f".//{W}numFmt")) or "decimal",
        _whole(_value(level.find(f"{W}start")), 1),
        "" if _value(level.find(f"{W}suff")) == "nothing" else " ",
        # Word counts levels from 1 here; 0 says that nothing above lets the level begin again
        restarts=None if restart is None else _whole(restart, 0) - 1,
        legal=level.find(f"{W}isLgl") is not None and _value(level.find(f"{W}isLgl")) not in ("0", "false"),
    )


def _whole(words: str | None, default: int) -> int:
    return int(words) if words and words.isdecimal() else default


def _value(element: "_Element | None") -> str | None:
    return None if element is None else element.get(_VAL)


def write(number: int, form: str) -> str:
    """A number in one of Word's forms: 12 as 十二, 12, l, XII or ⑫ (ECMA-376 part 1, 17.18.59)."""
    if form in _CHINESE and 0 <= number < 10_000:
        return write_numeral(number)
    if form in _LEGAL and 0 < number < 10_000:
        words = write_numeral(number)
        return (("一" if words[0] == "十" else "") + words).translate(_LEGAL_SIGNS)
    if form in _DIGITAL:
        return "".join(DIGITS[int(figure)] if figure != "0" else "〇" for figure in str(number))
    if form in _SERIES:
        signs = _SERIES[form]
        return signs[number - 1] if 0 < number <= len(signs) else str(number)
    return _latin(number, form)


def _latin(number: int, form: str) -> str:
    """Letters, Roman and Arabic figures."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        # Word doubles the letter behind z: aa, bb
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form.startswith("decimalFullWidth"):
        return str(number).translate(_WIDE)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out
