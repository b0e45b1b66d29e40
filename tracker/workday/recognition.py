"""Which instrument a title speaks of, and which stage of it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.knowledge.titles import key, loosely, wording, work_title
from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage

_READINGS = {"二": 2, "三": 3, "四": 4}
_READING = re.compile(r"草案(?:[（(])?([二三四])次审议稿")


def is_about(title: str) -> bool:
    """Whether a page only speaks about a text (解读, 答记者问) and so never is a version of it."""
    return bool(wording().about.search(title))


@dataclass(frozen=True, slots=True)
class Recognised:
    """The instrument a text was taken for, and how sure that is, 0 to 1: below SURE a person is asked to confirm."""

    instrument: Instrument
    confidence: float


# By the text's own title; by another title it is announced under; by a title that differs in its last word alone. How
# often each is right is measured by tests/workday/test_recognition_measured.py and stands in docs/sources.md: the first
# two never met another work among 3,300 real ones, and say less because a text may bear a wrong title; of the third
# two real cases are known, both right, which by the rule of succession, (2 + 1) of (2 + 2), says as much as this.
OWN_TITLE, OTHER_TITLE, LOOSE_TITLE = 0.98, 0.9, 0.75
SURE = 0.85
_NOBODY: Mapping[str, frozenset[str]] = {}


def recognise(
    titles: Iterable[str], catalogue: Iterable[Instrument], parted: Mapping[str, frozenset[str]] = _NOBODY
) -> Recognised | None:
    """The instrument one of the titles names, the first title deciding first; None for none or several.

    Exact keys win over keys that differ in an exchangeable last word (办法 / 规定). `parted`: by slug, the keys a
    person said are not its.
    """
    wanted = [k for k in (key(title) for title in titles) if k]
    known = [(k, instrument) for instrument in catalogue for k in _keys(instrument)]
    for loosen, sure in ((str, OWN_TITLE), (loosely, LOOSE_TITLE)):
        sought = {loosen(one) for one in wanted}
        named = [(loosen(k), instrument) for k, instrument in known if loosen(k) in sought]
        for place, one in enumerate(wanted):
            alike = {i.slug: i for k, i in named if k == loosen(one) and one not in parted.get(i.slug, ())}
            if len(alike) == 1:
                return Recognised(next(iter(alike.values())), min(sure, OTHER_TITLE) if place else sure)
    return None


def _keys(instrument: Instrument) -> list[str]:
    return [key(title) for title in (instrument.title_zh, *instrument.aliases) if title]


def new_instrument(title: str, authority: str, shelf: Shelf) -> Instrument:
    """A work the catalogue did not know: its slug is its authority and a digest of its key, the same everywhere."""
    name = work_title(title)
    digest = hashlib.sha256(key(title).encode()).hexdigest()[:10]
    return Instrument(
        slug=f"{authority or 'text'}-{digest}",
        title_zh=name,
        title_en="",
        kind=next(kind for pattern, kind in wording().kinds if pattern.search(name)),
        authorities=(authority,) if authority else (),
        shelf=shelf,
    )


def stage_of(title: str, words: Iterable[tuple[str, Stage]]) -> tuple[Stage | None, int | None]:
    """The stage a title says, by the guide's words (the most telling first), and a bill's reading."""
    stage = next((stage for word, stage in words if word in title), None)
    if stage is not Stage.BILL:
        return stage, None
    found = _READING.search(title)
    return stage, _READINGS[found[1]] if found else 1
