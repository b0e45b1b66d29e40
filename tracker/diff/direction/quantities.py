"""Numbers with a unit, Chinese or Arabic, in folded words: 三十日, 5个工作日, 二百万元, 百分之五, 2031年5月1日."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tracker.diff.direction.lexicon import Lexicon, any_of
from tracker.law.numbering import parse_numeral

_DIGITS = r"\d[\d,，]*(?:\.\d+)?"
_HAN = "[零〇一二两三四五六七八九十百千万亿]"
_DATE = (
    rf"(?:\d{{4}}|[零〇○一二三四五六七八九]{{4}})年(?:{_HAN}{{1,3}}|\d{{1,2}})月(?:(?:{_HAN}{{1,3}}|\d{{1,2}})[日号])?"
)
_SHARE = rf"百分之(?:{_HAN}+(?:点{_HAN}+)?|\d+(?:\.\d+)?)"
_SCALE = {"万": 10_000, "亿": 100_000_000}
# A unit of time in hours: orders periods written in different units. A working day is longer than a day (30 日 hold
# some 21 working days), a month counts thirty days.
_HOURS = {
    "min": Decimal(1) / 60,
    "ms": Decimal(1) / 3_600_000,
    "s": Decimal(1) / 3600,
    "h": Decimal(1),
    "秒": Decimal(1) / 3600,
    "分钟": Decimal(1) / 60,
    "小时": Decimal(1),
    "工作日": Decimal(24) * 7 / 5,
    "日": Decimal(24),
    "天": Decimal(24),
    "星期": Decimal(168),
    "周": Decimal(168),
    "月": Decimal(720),
    "季度": Decimal(2160),
    "年": Decimal(8760),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number where it stands.

    Attributes:
        unit: its family: money, multiple, share, time, people, count, measure, date.
        base: its value in yuan, hours or per cent, or in `word` where the family has no common measure.
    """

    start: int
    end: int
    text: str
    unit: str
    base: Decimal
    word: str


@lru_cache(maxsize=4096)  # most segments of a changed clause stand in both texts
def quantities(text: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The numbers of folded words, in order; references and ordinals have no unit and are not among them."""
    found = []
    finder, families = _measuring(lexicon)
    for match in finder.finditer(text):
        if match["date"]:
            found.append(Quantity(*match.span(), match[0], "date", _day(match[0]), "date"))
        elif match["every"]:
            hours = _HOURS["年"] / 2 if match["every"] == "半年" else _HOURS[match["every"]]
            found.append(Quantity(*match.span(), match[0], "time", hours, "time"))
        elif match["share"]:
            found.append(Quantity(*match.span(), match[0], "share", _number(match["share"][3:]), "%"))
        else:
            found.append(_measured(match, families[match["unit"]]))
    return tuple(found)


def mask(text: str, found: tuple[Quantity, ...]) -> str:
    """The words with every number and its unit as one `#`."""
    out, at = [], 0
    for quantity in found:
        out += [text[at : quantity.start], "#"]
        at = quantity.end
    return "".join(out) + text[at:]


def _measured(match: re.Match[str], family: str) -> Quantity:
    value, word = _number(match["number"]), match["unit"]
    if family == "time":
        value *= next(
            hours for name, hours in _HOURS.items() if name in word.replace("自然日", "日").replace("周年", "年")
        )
        word = "time"
    else:
        for scale, factor in _SCALE.items():
            if word.startswith(scale):
                value, word = value * factor, word[1:]
    if family == "money":
        word = "美元" if "美元" in word else "元"
    return Quantity(*match.span(), match[0], family, value, word)


def _number(text: str) -> Decimal:
    text = text.replace(",", "").replace("，", "")
    scale = Decimal(1)
    while text and text[-1] in _SCALE and text[0].isdigit():
        scale, text = scale * _SCALE[text[-1]], text[:-1]
    if text[:1].isdigit():
        return Decimal(text) * scale
    whole, _, part = text.partition("点")
    fraction = "".join(str(parse_numeral(digit)) for digit in part)
    return Decimal(f"{parse_numeral(whole)}.{fraction or 0}")


def _day(text: str) -> Decimal:
    parts = [parse_numeral(part) for part in re.split("[年月日号]", text) if part]
    year, month, day = (*parts, 1)[:3]
    return Decimal(year * 372 + month * 31 + day)


@lru_cache(maxsize=8)
def _measuring(lexicon: Lexicon) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What a lexicon measures by; to look that up by the units themselves takes longer than to find a number."""
    return _finder(lexicon.units)


@lru_cache(maxsize=8)
def _finder(units: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The expression that finds numbers, and the family of each unit."""
    families = dict(units)
    words = sorted(families, key=lambda word: (-len(word), word))
    unit = any_of(tuple(re.escape(word) for word in words)).pattern
    number = rf"{_DIGITS}(?:[万亿](?![人元条次架户件美]))?|{_HAN}+(?:点{_HAN}+)?"
    # 第二年, 一个月 in 同一个月 and 统一 are no quantities; 一次性 is one word.
    finder = re.compile(
        rf"(?P<date>{_DATE})|(?P<share>{_SHARE})|(?<=每)(?P<every>半年|年|季度|月|周|日|天)|"
        rf"(?<![第统同唯专单\d])(?P<number>{number})(?P<unit>{unit})(?!(?<=[A-Za-z])[A-Za-z]|性|级以上人民政府|(?<=级)的?(?:机关|人民政府|部门|行政|国家)|种|项)"
    )
    return finder, families
