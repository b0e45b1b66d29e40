"""What an answer really is: a page, or one of the walls, empty files and error pages that pose as one."""

import re
from collections.abc import Mapping
from enum import StrEnum

from tracker.sources.rows import decode


class Landing(StrEnum):
    """How a request ended, told apart because the remedies differ."""

    PAGE = "page"
    CHALLENGE = "challenge"  # wants a browser to run its JavaScript: 412, 521, or its marks under 200 and 202
    FORBIDDEN = "forbidden"  # 401, 403: ask a person, never try again by itself
    LIMITED = "limited"  # 429, 491, 493: later
    EMPTY = "empty"
    SHELL = "shell"  # a few KB that only send a browser elsewhere
    ERROR_PAGE = "error-page"  # an apology under status 200
    GONE = "gone"  # 404, 410
    DOWN = "down"  # 5xx
    ODD = "odd"  # any other status


_STATUS = {
    401: Landing.FORBIDDEN,
    403: Landing.FORBIDDEN,
    404: Landing.GONE,
    410: Landing.GONE,
    412: Landing.CHALLENGE,  # Ruishu
    429: Landing.LIMITED,
    491: Landing.LIMITED,  # 360 WAF
    493: Landing.LIMITED,
    521: Landing.CHALLENGE,  # JiaSuLe: serving, but declining programs
}
SAYS = {
    Landing.CHALLENGE: "it asks for a browser that runs its JavaScript (a challenge page)",
    Landing.FORBIDDEN: "it forbids the visit: a person has to ask the site first",
    Landing.LIMITED: "it asks us to come back later",
    Landing.EMPTY: "it answered with nothing at all",
    Landing.SHELL: "it only sends a browser elsewhere by JavaScript",
    Landing.ERROR_PAGE: "it answered with an error page",
    Landing.GONE: "the page is no longer there",
    Landing.DOWN: "the site is out of order",
    Landing.ODD: "it answered in a way we do not know",
}

_CHALLENGE = re.compile(r"\$_ts\b|__jsl_clearance|__jsluid_s|_\$[a-zA-Z]{2}\(\)|eval\(function\(p,a,c,k,e", re.ASCII)
_ERROR = re.compile(
    r"请稍后再试|系统繁忙|页面不存在|您访问的页面|访问的页面不存在|服务器内部错误|Precondition Failed|"
    r"404 Not Found|50[023] (?:Bad Gateway|Internal Server Error|Service)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"(?:window|document|self|top)?\.?location(?:\.href|\.replace\()?\s*[=(]", re.ASCII)
# The shells seen had 2 to 5 KB, an apology fits in as little; a page with a text in it is longer.
_SMALL = 6 * 1024
_WORDS_OF_A_PAGE = 200


def look(status: int, data: bytes, headers: Mapping[str, str]) -> Landing:
    """What an answer is, by its status, its marks and its length; `headers` has lower-case names."""
    if status == 304:
        return Landing.PAGE
    if status in _STATUS:
        # An empty 404 with this header is a wall's temporary limit, not a page that is gone.
        return Landing.LIMITED if status == 404 and not data and "wzws-ray" in headers else _STATUS[status]
    if status >= 500:
        return Landing.DOWN
    if not data.strip():
        return Landing.EMPTY
    landing = _by_words(data) if _is_text(data) else Landing.PAGE
    return landing if landing is not Landing.PAGE or 200 <= status < 300 else Landing.ODD


def _by_words(data: bytes) -> Landing:
    text = decode(data[: 64 * 1024])
    visible = re.sub(r"<(script|style)\b.*?</\1\s*>|<[^>]+>|\s+", "", text, flags=re.DOTALL | re.IGNORECASE)
    if len(visible) >= _WORDS_OF_A_PAGE:
        return Landing.PAGE
    if _CHALLENGE.search(text):
        return Landing.CHALLENGE
    if len(data) <= _SMALL and _ERROR.search(visible + text):
        return Landing.ERROR_PAGE
    if len(data) <= _SMALL and _ELSEWHERE.search(text) and "<script" in text.lower():
        return Landing.SHELL
    return Landing.PAGE


def _is_text(data: bytes) -> bool:
    """Whether the bytes are a page of mark-up (JSON and files are judged by who reads them)."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
