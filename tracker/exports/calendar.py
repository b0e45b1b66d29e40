"""Dates as an iCalendar (RFC 5545): each with a UID that stays when its date moves, and a SEQUENCE that grows.

An official day is a day in China, wherever its reader is: it runs from midnight to midnight in Asia/Shanghai, so a
calendar in New York shows a comment window closing on the morning it closes there. Pure: values in, bytes out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

# China has kept one offset and no daylight saving since 1991.
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19910915T020000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
ROOM = 75  # octets of a line before it is folded (RFC 5545, section 3.1)


@dataclass(frozen=True, slots=True)
class Day:
    """One date of a calendar.

    Attributes:
        uid: its name for ever; `sequence`: how often its date changed; `changed_at`: when that was seen last.
        cancelled: it stands in no instrument's life any more; `warn_days`: days before it to remind, none if empty.
    """

    uid: str
    on: date
    title: str
    says: str
    url: str
    sequence: int
    changed_at: datetime
    cancelled: bool = False
    warn_days: tuple[int, ...] = ()


def calendar(name: str, days: Iterable[Day]) -> bytes:
    """The calendar as it is sent: CRLF, UTF-8, lines folded between characters."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tracker//regulatory dates//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *ZONE,
    ]
    for day in days:
        lines += _event(day)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(day: Day) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{day.uid}"
    yield f"DTSTAMP:{_instant(day.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(day.changed_at)}"
    yield f"SEQUENCE:{day.sequence}"
    yield f"DTSTART;TZID=Asia/Shanghai:{day.on:%Y%m%d}T000000"
    yield f"DTEND;TZID=Asia/Shanghai:{day.on + timedelta(days=1):%Y%m%d}T000000"
    yield f"SUMMARY:{_text(day.title)}"
    if day.says:
        yield f"DESCRIPTION:{_text(day.says)}"
    yield f"URL:{day.url}"
    yield f"STATUS:{'CANCELLED' if day.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    for before in day.warn_days if not day.cancelled else ():
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(day.title)}",
            f"TRIGGER:-P{before}D",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Words as a TEXT value (RFC 5545, section 3.3.11)."""
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; no character is torn, continuations begin with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > ROOM:
            yield piece
            piece = " "
        piece += character
    yield piece
