"""What a decision says of itself behind its changes: when it starts, that the law is printed again, renumbered."""

import re
from collections.abc import Iterator
from datetime import date

from tracker.amending import addresses
from tracker.amending.operation import Act, Operation
from tracker.amending.quoting import Frame, Point
from tracker.amending.wording import Wording
from tracker.documents.dates import find_dates
from tracker.law.document import Evidence

_STARTS = re.compile(r"自(?P<when>[^。，；]{2,40}?)(?:起|之日起)(?:施行|生效|实施|执行)")
_ITSELF = re.compile(r"本(?:决定|修正案|决议|规定)|施行")
_SENTENCE = re.compile(r"[^。；]+[。；]?")
_SOME = re.compile(r"本(?:决定|修正案)(?P<places>第[^，。；自]{1,60}[条项点])")


def close(text: str, point: Point, words: Frame, wording: Wording) -> list[Operation] | None:
    """The operations of a closing point; None for one that changes the law."""
    if words.quotes:
        return None
    sentences = list(_SENTENCE.finditer(words.words))
    found: list[Operation] = []
    for span in sentences:
        start, end = words.places[span.start()], words.places[span.end() - 1] + 1
        read = list(_sentence(span[0], Evidence(text[start:end], start), point.number, wording))
        if not read:
            return None
        found += read
    return found


def _sentence(words: str, evidence: Evidence, point: str, wording: Wording) -> Iterator[Operation]:
    numbering = any(word in words for word in wording.numbering)
    republish = any(word in words for word in wording.republish)
    unsaid = any(word in words for word in wording.unsaid)
    starts = _STARTS.search(words)
    if starts and _ITSELF.search(words) and "“" not in words:
        yield Operation(0, Act.COMMENCE, point, evidence, targets=_points(words), on=_day(starts["when"]))
    if numbering:
        yield Operation(0, Act.ADJUST_NUMBERING, point, evidence)
    if unsaid:
        yield Operation(0, Act.UNSAID, point, evidence)
    if republish:
        yield Operation(0, Act.REPUBLISH, point, evidence)


def _points(words: str) -> tuple[str, ...]:
    """The points of the decision a commencement names: 本决定第三条、第五条自…; empty for all of it."""
    some = _SOME.search(words)
    if not some:
        return ()
    listed = re.sub(r"[项点]", "条", some["places"])
    return tuple(place.article for place in addresses.places(listed))


def _day(when: str) -> date | None:
    """The day a commencement names; None for the day of promulgation."""
    days = find_dates(when)
    return days[0].on if days else None
