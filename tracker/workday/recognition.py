"""Which instrument a title speaks of: stage words, 《》, 暂行 and the notice around the name are taken off."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage
from tracker.settings import folder

_QUOTED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_SPACE = re.compile(r"[\s\u3000\u200b]+")
_NOISE = re.compile(r"[\s\u3000\u200b《》〈〉“”\"'·—–\-，,、：:（）()]+")
_READINGS = {"二": 2, "三": 3, "四": 4}
_READING = re.compile(r"草案(?:[（(])?([二三四])次审议稿")


@dataclass(frozen=True, slots=True)
class Wording:
    """`regs/sources/recognition/titles.toml`: what is no part of a work's name, how pages about a text are called."""

    carries: re.Pattern[str]
    own: re.Pattern[str]
    about: re.Pattern[str]
    stages: re.Pattern[str]
    passing: re.Pattern[str]
    states: re.Pattern[str]
    exchangeable: tuple[str, ...]
    kinds: tuple[tuple[re.Pattern[str], str], ...]
    attachment_text: re.Pattern[str]
    attachment_beside: re.Pattern[str]
    attachment_suffixes: tuple[str, ...]
    attachment_addresses: re.Pattern[str]


@cache
def wording() -> Wording:
    """The package's own wording."""
    file = folder("regs") / "sources" / "recognition" / "titles.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    files = data["attachments"]
    return Wording(
        carries=_any(data["carries"]),
        own=_any(data["own"]),
        about=_any(data["about"]),
        stages=_any(data["stages"]),
        passing=_any(data["passing"]),
        states=_any(data["states"]),
        exchangeable=tuple(data["exchangeable"]),
        kinds=tuple((re.compile(entry["pattern"]), entry["kind"]) for entry in data["kinds"]),
        attachment_text=_any(files["text"]),
        attachment_beside=_any(files["beside"]),
        attachment_suffixes=tuple(files["suffixes"]),
        attachment_addresses=_any(files["addresses"]),
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def is_about(title: str) -> bool:
    """Whether a page only speaks about a text (解读, 答记者问) and so never is a version of it."""
    return bool(wording().about.search(title))


def work_title(title: str) -> str:
    """The work's own name in a title or notice, without its stage.

    关于《示例管理办法（征求意见稿）》公开征求意见的通知 → 示例管理办法; a decision amending 《…》 keeps its whole name.
    """
    words, known = _SPACE.sub(" ", title).strip(), wording()
    quoted, outside = _QUOTED.findall(words), _QUOTED.sub("", words)
    whole = len(quoted) == 1 and not outside.strip("的 ")
    if quoted and (whole or known.carries.search(outside)) and not _is_own(words, quoted, known):
        words = quoted[0]
    return known.stages.sub("", words).strip(" 　《》") or words


def _is_own(words: str, quoted: Sequence[str], known: Wording) -> bool:
    """Whether the whole is a text's name; in a notice of 《关于修改〈某法〉的决定（草案）》 what is quoted is."""
    if len(quoted) == 1 and known.own.search(quoted[0]):
        return False
    return bool(known.own.search(known.stages.sub("", words).strip()))


@lru_cache(maxsize=1 << 16)  # every text is held against every title of the catalogue
def key(title: str) -> str:
    """What two titles of one work have in common: name without state, 暂行, stage, punctuation."""
    known = wording()
    bare = known.passing.sub("", work_title(title))
    return known.states.sub("", _NOISE.sub("", bare)).casefold()


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
    for loosen, sure in ((str, OWN_TITLE), (_loosely, LOOSE_TITLE)):
        sought = {loosen(one) for one in wanted}
        named = [(loosen(k), instrument) for k, instrument in known if loosen(k) in sought]
        for place, one in enumerate(wanted):
            alike = {i.slug: i for k, i in named if k == loosen(one) and one not in parted.get(i.slug, ())}
            if len(alike) == 1:
                return Recognised(next(iter(alike.values())), min(sure, OTHER_TITLE) if place else sure)
    return None


def _keys(instrument: Instrument) -> list[str]:
    return [key(title) for title in (instrument.title_zh, *instrument.aliases) if title]


def _loosely(one: str) -> str:
    for ending in wording().exchangeable:
        if one.endswith(ending):
            return one.removesuffix(ending) + "*"
    return one


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
