"""Head and foot: what a sheet says above and below its text, the same for every form it is written in."""

from collections.abc import Iterator
from datetime import datetime

from tracker.diff.changes import Comparison, Side
from tracker.exports.stamp import Marking, Stamp, TextStamp
from tracker.exports.words import MARKINGS, PHRASES, Language


def title(comparison: Comparison, stamp: Stamp | None, language: Language, kind: str) -> str:
    """The sheet's title: the instrument's, then what sort of sheet it is (a key of `words.PHRASES`)."""
    named = stamp.title if stamp else comparison.new.title or comparison.old.title
    phrases = PHRASES[language]
    return f"{named}{phrases['of']}{phrases[kind]}" if named else phrases[kind]


def warnings(stamp: Stamp | None, language: Language) -> tuple[str, ...]:
    """What must be read before anything else: who may not have the sheet, and that its texts are invented."""
    if stamp is None:
        return ()
    privileged = (MARKINGS[language][Marking.PRIVILEGED],) if stamp.marking is Marking.PRIVILEGED else ()
    return privileged + ((PHRASES[language]["fiction"],) if stamp.fiction else ())


def sides(comparison: Comparison, stamp: Stamp | None, language: Language) -> tuple[str, str]:
    """Both texts in a few words: 征求意见稿 2031-03-01."""
    stamps = (stamp.old, stamp.new) if stamp else (None, None)
    old, new = (_side(side, s) for side, s in zip((comparison.old, comparison.new), stamps, strict=True))
    return old, new


def _side(side: Side, stamp: TextStamp | None) -> str:
    return f"{stamp.stage} {stamp.dated_on.isoformat()}" if stamp else side.title or side.stage


def lines(comparison: Comparison, stamp: Stamp | None, language: Language) -> Iterator[str]:
    """The stamp, a line a fact: both versions with digest and retrieval, engine and rules, matter, whose judgement."""
    phrases = PHRASES[language]
    stamps = (stamp.old, stamp.new) if stamp else (None, None)
    for name, side, text in zip(("old", "new"), (comparison.old, comparison.new), stamps, strict=True):
        version = f" {text.version}" if text else ""
        fetched = f" · {phrases['retrieved']} {instant(text.retrieved_at)}" if text and text.retrieved_at else ""
        yield f"{phrases[name]}{version} · SHA-256 {side.sha256}{fetched}"
    matter = f" · {phrases['matter']} {stamp.matter}" if stamp and stamp.matter else ""
    yield f"{phrases['engine']} {comparison.engine} · {phrases['rules']} {comparison.rules or '—'}{matter}"
    if stamp:
        yield MARKINGS[language][stamp.marking]
    yield standing(stamp, language)


def standing(stamp: Stamp | None, language: Language) -> str:
    """Whose judgement a sheet holds, and since when clients may read it."""
    if stamp and stamp.released_on:
        return PHRASES[language]["released"].format(on=stamp.released_on.isoformat())
    if stamp and stamp.marking is Marking.REDLINE:
        return MARKINGS[language][Marking.REDLINE]
    return PHRASES[language]["machine"]


def is_judged(stamp: Stamp | None) -> bool:
    """Whether a sheet may hold verdicts."""
    return stamp is None or stamp.marking is not Marking.REDLINE


def instant(at: datetime) -> str:
    """An instant to the minute, with its offset from UTC."""
    return at.isoformat(timespec="minutes")
