"""What titles of one work have in common: stage words, 《》, 暂行 and the notice around the name are taken off."""

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tracker.settings import folder

_QUOTED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_SPACE = re.compile(r"[\s\u3000\u200b]+")
_NOISE = re.compile(r"[\s\u3000\u200b《》〈〉“”\"'·—–\-，,、：:（）()]+")


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
    data = tomllib.loads(_file().read_text(encoding="utf-8"))
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


def loosely(one: str) -> str:
    """A key without an exchangeable last word: 某管理办法 and 某管理规定 are alike."""
    for ending in wording().exchangeable:
        if one.endswith(ending):
            return one.removesuffix(ending) + "*"
    return one


@cache
def edition() -> str:
    """Which wording the keys are made by: a digest of its file."""
    return hashlib.sha256(_file().read_bytes()).hexdigest()[:16]


def _file() -> Path:
    return folder("regs") / "sources" / "recognition" / "titles.toml"


def standard_number(title: str) -> str:
    """GB/T 45654—2025, GB/T 45654-2025 and GB/T45654-2025 are one number; empty where a title holds none."""
    found = re.search(r"(?:GB|GA|YD|TC260)[^一-鿿]*\d[\d.\-—–]*", title.upper())
    return re.sub(r"[\s—–-]+", "", found[0]) if found else ""
