"""Dates as Chinese texts print them: 2023年8月15日, 二〇二三年八月十五日, 2026-11-06."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.law.numbering import parse_numeral

_FIGURE = r"[0-9０-９]"
_WORD = r"[零〇○ＯO一二三四五六七八九十]"
#: One expression for all shapes, so that a text is searched once.
DATE = (
    rf"(?:{_FIGURE}{{4}}\s*年\s*{_FIGURE}{{1,2}}\s*月\s*{_FIGURE}{{1,2}}\s*日"
    rf"|{_WORD}{{4}}年{_WORD}{{1,2}}月{_WORD}{{1,3}}日"
    r"|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9]))"
)
_DATE = re.compile(DATE)
_PARTS = re.compile(rf"{_FIGURE}+|{_WORD}+")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it is printed (offsets in the string searched)."""

    on: date
    start: int
    end: int


def parse_date(text: str) -> date | None:
    """The date a printed date names; None if there is no such day (2026年2月30日) or the text is none."""
    parts = _PARTS.findall(text.translate({0xFF2F: "〇", 0x4F: "〇"}))
    if len(parts) < 3:
        return None
    try:
        year, month, day = (parse_numeral(part) for part in parts[:3])
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def find_dates(text: str) -> list[Dated]:
    """Every real date printed in a text, in order."""
    found = []
    for match in _DATE.finditer(text):
        on = parse_date(match[0])
        if on:
            found.append(Dated(on, match.start(), match.end()))
    return found
