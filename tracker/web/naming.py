"""How moments, authorities, topics and the like are called in the reader's language."""

import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask

from tracker.knowledge import authorities, topics
from tracker.law.instrument import EventKind
from tracker.practice.visit import SourceState
from tracker.readingroom.pages import Moment, SourceLine
from tracker.sources.source import Shape
from tracker.web import current, filters, troubles
from tracker.web.timeline import Row, Wording
from tracker.web.words import words


def authority(known: str) -> str:
    """An authority's name, or its id where the tables do not know it."""
    body = authorities().get(known)
    if body is None:
        return known
    return body.name_zh if current.language() == "zh" or not body.name_en else body.name_en


def topic(known: str) -> str:
    """A topic's name, or its id where the tables do not know it."""
    subject = topics().get(known)
    if subject is None:
        return known
    return subject.name_zh if current.language() == "zh" else subject.name_en


def kind(known: str) -> str:
    """A kind of instrument in words."""
    return filters.say(f"kind.{known}")


def source(line: SourceLine) -> str:
    """A source's name."""
    return line.name_zh if current.language() == "zh" else line.name_en


def robots(line: SourceLine) -> tuple[str, str]:
    """What is known of a source's robots.txt, and the language those words are in."""
    if current.language() == "zh" and line.robots_zh:
        return line.robots_zh, "zh-CN"
    return line.robots, "en"


def cadence(minutes: int) -> str:
    """How often a source is visited, in the unit a person would say: minutes, hours or days."""
    if minutes % 1440 == 0:
        return (
            filters.say("sources.every-day")
            if minutes == 1440
            else filters.say("sources.every-days", n=minutes // 1440)
        )
    if minutes % 60 == 0:
        return filters.say("sources.every-hours", n=minutes // 60)
    return filters.say("sources.every", n=minutes)


def sureness(shape: Shape) -> str:
    """What a page's shape is known from: stored copies, independent readers, and when."""
    says = filters.say("sources.sureness", copies=shape.copies, readers=shape.readers)
    if not shape.as_of:
        return says
    return says + filters.say("punctuation.comma") + filters.say("sources.sureness-as-of", month=shape.as_of)


def related(known: str) -> str:
    """How two works are linked; the catalogue's own word where we have no better."""
    key = "related." + known.replace(" ", "-").replace("'", "")
    return filters.say(key) if key in words(current.language()) else known


def host(url: str) -> str:
    """Whose site an address is on."""
    return urlsplit(url).hostname or url


def change(key: str) -> str:
    """A change's key in words: `4(4)~4(5)` → 4(4) → 4(5), `~3` → （新增） 3."""
    old, _, new = key.partition("~")
    return f"{old or filters.say('change.added')} → {new or filters.say('change.deleted')}"


def state_class(value: SourceState) -> str:
    """How a source's state looks: well, waiting or in trouble; the word stands beside it."""
    if value in (SourceState.OK, SourceState.NOTHING_NEW):
        return "well"
    return "idle" if value is SourceState.NEVER else "bad"


def event(moment: Moment) -> str:
    """What happened at a moment, in a few words."""
    if moment.kind is EventKind.STAGE:
        return filters.stage(moment.stage, moment.reading)
    return filters.say(f"event.{moment.kind.value}")


def note(moment: Moment) -> str:
    """What the catalogue remarks on a moment."""
    return moment.note_zh if current.language() == "zh" or not moment.note_en else moment.note_en


def remark(row: Row) -> str:
    """What the catalogue remarks on the moment of a row."""
    return note(row.moment)


def when(moment: Moment) -> str:
    """A moment's date, or its window, or that nobody knows; an unsure date says so."""
    if moment.on is None:
        return filters.say("date.unknown")
    written = moment.on.isoformat()
    if moment.until:
        same_year = moment.until.year == moment.on.year
        written = f"{written} – {moment.until:%m-%d}" if same_year else f"{written} – {moment.until.isoformat()}"
    return written if moment.sure else filters.say("date.unsure", date=written)


def state(value: SourceState) -> str:
    """A source's state in words."""
    return filters.say(f"source-state.{value.value}")


WORDING = Wording(label=event, when=when, between=lambda: filters.say("punctuation.semicolon"))

# What a filter's values are called, by the filter's name.
VALUES: dict[str, Callable[[str], str]] = {
    "topic": topic,
    "authority": authority,
    "kind": kind,
    "stage": lambda value: filters.say(f"stage.{value}"),
    "year": lambda value: value,
    "standing": lambda value: filters.say(f"standing.{value}"),
    "direction": lambda value: filters.say(f"direction.{value}"),
}


def value(facet: str, known: str) -> str:
    """A filter's value in words."""
    return VALUES[facet](known)


def register(app: Flask) -> None:
    """Hand the names to the templates, as `naming` and as the filters lists need."""
    app.jinja_env.globals["naming"] = sys.modules[__name__]
    app.jinja_env.filters["trouble"] = troubles.told
    app.jinja_env.filters |= {"authority": authority, "host": host, "change": change, "remark": remark}
