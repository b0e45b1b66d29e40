"""A feed's entries and a calendar's dates in their owner's words: facts, and the counts that owner may see."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tracker.alerts.message import subject_bracket
from tracker.alerts.phrases import DIRECTIONS, PHRASES
from tracker.exports.calendar import Day
from tracker.exports.feeds import Feed, Item
from tracker.knowledge import topics
from tracker.law.instrument import EventKind, Instrument, Shelf
from tracker.law.stage import Stage
from tracker.practice.access import Sight
from tracker.practice.cards import VersionCard
from tracker.practice.feed import FeedAddress, Scope
from tracker.practice.person import Reader
from tracker.readingroom.pages import CalendarDay, ComparisonLine, FeedEntry
from tracker.readingroom.room import ReadingRoom
from tracker.web.words import LANGUAGES, word

# A calendar reminds a week before, and the day before: enough to still do something, and not to forget it.
WARN_DAYS = (7, 1)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed changed last


def language_of(reader: Reader) -> str:
    """The language a reader chose for themself."""
    return reader.person.language if reader.person and reader.person.language in LANGUAGES else "zh"


def name_of(address: FeedAddress, language: str, room: ReadingRoom) -> str:
    """What an address is called: 全部, 主题：数据, the instrument's title, the client's name."""
    if address.scope is Scope.TOPIC:
        subject = topics().get(address.value)
        known = (subject.name_zh if language == "zh" else subject.name_en) if subject else address.value
    elif address.scope is Scope.INSTRUMENT:
        work = room.instruments.named(address.value)
        known = titled(work, language) if work else address.value
    elif address.scope is Scope.CLIENT:
        mine = room.reader.client
        known = mine.name if mine else next((c.name for c in room.feeds.clients() if c.id == address.value), "")
    else:
        return word(language, f"feeds.of-{address.scope.value}")
    return word(language, f"feeds.of-{address.scope.value}", name=known)


def titled(instrument: Instrument, language: str) -> str:
    """An instrument's title as its language marks it; fiction says so first."""
    name = instrument.title_zh if language == "zh" or not instrument.title_en else instrument.title_en
    marked = f"《{name}》" if any("\u4e00" <= c <= "\u9fff" for c in name) else name
    return f"【{PHRASES[language]['fiction']}】{marked}" if instrument.shelf is Shelf.SAMPLE else marked


def feed(
    entries: tuple[FeedEntry, ...], reader: Reader, name: str, here: str, base_url: str, address: FeedAddress
) -> Feed:
    """The feed of these entries at the address `here`."""
    language = language_of(reader)
    host = urlsplit(base_url).hostname or "tracker"
    items = tuple(_item(entry, language, host, base_url) for entry in entries)
    made = f"{address.made_at:%Y-%m-%d}"
    return Feed(
        id=f"tag:{host},{made}:feed/{address.id}",
        title=f"tracker · {name}",
        self_url=here,
        page_url=f"{base_url}/",
        language=language,
        at=max((item.at for item in items), default=_NEVER),
        items=items,
    )


def _item(entry: FeedEntry, language: str, host: str, base_url: str) -> Item:
    line, card = entry.comparison, entry.version
    counts = line.directions if line is not None and line.directions is not None else {}
    tally = [(d, name, "", counts.get(d, 0)) for d, name in DIRECTIONS[language].items()]
    old = f"{_stage(line.old.stage, line.old.reading, language)} → " if line else ""
    where = f"/comparisons/{card.instrument}/{line.old.id}..{line.new.id}/" if line else _text_at(entry)
    title = f"{titled(entry.instrument, language)} {old}{_stage(card.stage, card.reading, language)}"
    return Item(
        id=f"tag:{host},2026:{card.instrument}/{card.id}",
        at=entry.at,
        title=subject_bracket(tally) + title,
        lines=(*_facts(card, language), *_judgement(line, language)),
        url=f"{base_url}{where}",
        tags=tuple(_topic(topic, language) for topic in entry.instrument.topics),
    )


def _facts(card: VersionCard, language: str) -> Iterator[str]:
    yield f"{word(language, 'feeds.dated')}{card.dated_on.isoformat()}"
    if card.effective_on:
        yield f"{word(language, 'event.effective')} {card.effective_on.isoformat()}"
    if card.comment_deadline:
        yield f"{word(language, 'event.comment-closes')} {card.comment_deadline.isoformat()}"


def _judgement(line: ComparisonLine | None, language: str) -> Iterator[str]:
    """The counts and whose they are, where this reader may see any."""
    if line is None or not line.directions:
        return
    yield "  ".join(f"{name} {line.directions.get(d, 0)}" for d, name in DIRECTIONS[language].items())
    if line.sight in (Sight.MACHINE, Sight.RELEASED):
        yield word(language, f"sight.{line.sight.value}")


def _text_at(entry: FeedEntry) -> str:
    return f"/instruments/{entry.instrument.slug}/versions/{entry.version.id}/"


def _topic(known: str, language: str) -> str:
    subject = topics().get(known)
    return known if subject is None else subject.name_zh if language == "zh" else subject.name_en


def _stage(stage: Stage, reading: int | None, language: str) -> str:
    if stage is Stage.BILL and reading:
        ordinal = word(language, f"ordinal.{reading}") if reading <= 5 else str(reading)
        return word(language, "stage.bill-reading", n=reading, ordinal=ordinal)
    return word(language, f"stage.{stage.value}")


def day(one: CalendarDay, reader: Reader, base_url: str) -> Day:
    """A date as a calendar shows it: what it is first, for a month's cell holds eight characters."""
    language = language_of(reader)
    what = word(language, f"event.{one.kind.value}")
    says = [word(language, "feeds.beijing")] if one.kind is EventKind.COMMENT_CLOSES else []
    says += [] if one.sure else [word(language, "date.unsure-short")]
    assert one.changed_at is not None
    return Day(
        uid=one.uid,
        on=one.on,
        title=f"{what} {titled(one.instrument, language)}",
        says="\n".join([*says, f"{base_url}/instruments/{one.instrument.slug}/"]),
        url=f"{base_url}/instruments/{one.instrument.slug}/",
        sequence=one.sequence,
        changed_at=one.changed_at,
        cancelled=one.cancelled,
        warn_days=WARN_DAYS,
    )
