"""Chinese and Arabic numerals, and the number of an article: 第十二条之一 ⇄ 12-1."""

import re
from functools import lru_cache

DIGITS = "零一二三四五六七八九"
_VALUES = {**{c: i for i, c in enumerate(DIGITS)}, "〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
NUMERAL = "[零〇○一二两三四五六七八九十百千]+"

ARTICLE = re.compile(rf"第\s*({NUMERAL}|\d+)\s*条(?:\s*之\s*({NUMERAL}|\d+))?")


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> int:
    """The integer a Chinese, ASCII or full-width numeral spells, 万 and 亿 included: 一百零二 → 102, 三万 → 30000.

    Raises ValueError for anything else, the empty string included.
    """
    if text.isdecimal():
        return int(text)
    total, section, digit = 0, 0, None
    for char in text:
        if char in _VALUES:
            # 二〇二三 is read digit by digit
            digit = _VALUES[char] if digit in (None, 0) else digit * 10 + _VALUES[char]
        elif char in _UNITS:
            section += (1 if digit is None else digit or 1) * _UNITS[char]
            digit = None
        elif char in _MYRIADS:
            total = (total + section + (digit or 0) or 1) * _MYRIADS[char]
            section, digit = 0, None
        else:
            raise ValueError(f"not a numeral: {text!r}")
    if not text:
        raise ValueError("an empty numeral")
    return total + section + (digit or 0)


def write_numeral(number: int) -> str:
    """A number below ten thousand as legal texts write it: 10 → 十, 102 → 一百零二, 1260 → 一千二百六十."""
    if not 0 <= number < 10_000:
        raise ValueError(f"legal texts number from 0 to 9999, not {number}")
    if number == 0:
        return "零"
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            leading_ten = unit == 10 and digit == 1 and not out
            out += ("零" if gap and out else "") + ("" if leading_ten else DIGITS[digit]) + sign
            gap = False
        else:
            gap = True
    return out


def parse_article(label: str) -> str | None:
    """The number of a printed article label: 第七条 → "7", 第十七条之一 → "17-1"; None if it is no such label."""
    found = ARTICLE.match(label.strip())
    if not found:
        return None
    main, extra = found.groups()
    return str(parse_numeral(main)) + (f"-{parse_numeral(extra)}" if extra else "")


def write_article(number: str) -> str:
    """The printed label of an article number: "17-1" → 第十七条之一."""
    main, _, extra = number.partition("-")
    return f"第{write_numeral(int(main))}条" + (f"之{write_numeral(int(extra))}" if extra else "")


def sort_key(locator: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts locators in reading order: 7 before 7-1 before 8, 5.2 before 5.10, 附件1:3 by its parts."""
    parts = re.findall(r"\d+|[^\d]+", locator)
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts)
