"""The day a site gives, in every shape the sites use; all of them mean Asia/Shanghai."""

import re
from datetime import UTC, date, datetime

from tracker.sources.source import CHINA

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_IN_ADDRESS = re.compile(r"(?:/t|/)(20\d\d)(\d\d)(\d\d)_\d+\.s?html?$|/(20\d\d)-(\d\d)/(\d\d)/")
_EPOCH_MS = re.compile(r"1\d{12}")


def read_date(text: str) -> date | None:
    """The first day a text names: 2023年07月13日 15:00, 2026-09-11-08:30:00, 2026/09/04, 2026.03.17, epoch ms."""
    text = text.strip()
    if _EPOCH_MS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, tz=UTC).astimezone(CHINA).date()
    found = _DAY.search(text)
    return _day(*found.groups()) if found else None


def read_last_date(text: str) -> date | None:
    """The last day a text names: 2026-09-17至2026-10-17 → 17 October; a single day, or epoch ms, is that day."""
    days = list(_DAY.finditer(text))
    return _day(*days[-1].groups()) if days else read_date(text)


def date_in_address(url: str) -> date | None:
    """The day an article's address carries: …/t20260911_523412.html, …/2026-09/11/c_17….htm; else None."""
    found = _IN_ADDRESS.search(url.split("?")[0])
    return _day(*(part for part in found.groups() if part)) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # 2026-13-40 is a number of something else
        return None
