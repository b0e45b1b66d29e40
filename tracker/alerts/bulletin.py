"""A letter of several entries: a digest, a date ahead, a source's state, a heartbeat, a test. Ranked, nothing hidden.

An entry says of a text what its reader may see, as `message` does; the changed clauses stand behind its link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.alerts.event import Coming, Event
from tracker.alerts.letters import TRACKER, Letter, Letterhead, write
from tracker.alerts.message import (
    counts,
    dates_of,
    journey,
    link,
    stage_name,
    standing_words,
    subject_bracket,
    title,
    touch_lines,
)
from tracker.alerts.phrases import OCCASIONS, PHRASES, SOURCE_STATES, date_words
from tracker.diff.changes import Direction
from tracker.law.instrument import Instrument, Shelf
from tracker.practice.access import Release, Sight, sight
from tracker.practice.edition import Edition
from tracker.practice.hours import Cadence
from tracker.practice.person import Reader
from tracker.practice.watch import Occasion

# Of many items each says little: three citations tell that one's own rules are touched, the page lists them all.
TOUCHES = 3

Counts = tuple[tuple[Direction, str, str, int], ...]

# What calls for a decision first: law before drafts, a date before news of our own machinery.
_RANK = {
    occasion: place
    for place, occasion in enumerate(
        (
            Occasion.BRIEFING,
            Occasion.ANSWER,
            Occasion.EDITION,
            Occasion.FINAL,
            Occasion.WITHDRAWN,
            Occasion.COMMENT_CLOSES,
            Occasion.IN_FORCE,
            Occasion.DRAFT,
            Occasion.SOURCE,
            Occasion.QUIET,
            Occasion.TEST,
        )
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told: its kind, title and sentences, the verdict counts its reader may see, and where to read it.

    `touches` are lines on citations in other instruments that a new version touches.
    """

    occasion: Occasion
    kicker: str
    title: str
    lines: tuple[str, ...] = ()
    counts: Counts = ()
    link: str = ""
    link_words: str = ""
    fiction: bool = False
    touches: tuple[str, ...] = ()

    @property
    def heaviness(self) -> tuple[int, int]:
        """Sorts what matters most first: by occasion, then by how much was strengthened or softened."""
        moved = sum(n for d, _, _, n in self.counts if d in (Direction.STRENGTHENED, Direction.SOFTENED))
        return _RANK[self.occasion], -moved


def language_of(reader: Reader) -> str:
    """The language a reader's letters are in."""
    return reader.person.language if reader.person and reader.person.language in PHRASES else "zh"


def text_entry(event: Event, reader: Reader, releases: Sequence[Release], *, base_url: str) -> Entry:
    """A new version as an entry; before release it carries facts only."""
    language = language_of(reader)
    seen = sight(reader, event.instrument, releases) if event.comparison else Sight.NOTHING
    judged = event.comparison is not None and seen is not Sight.NOTHING
    clauses = event.comparison.clauses if event.comparison and judged else ()
    lines = [
        journey(event, language),
        dates_of(event.new, language),
        PHRASES[language]["unofficial"] if event.new.consolidated else "",
        standing_words(seen, language) if judged else "",
    ]
    return Entry(
        event.occasion,
        stage_name(event.new, language),
        title(event, language),
        tuple(line for line in lines if line),
        tuple(one for one in counts(clauses, language) if one[3]) if judged else (),
        link(event, base_url),
        PHRASES[language]["open" if event.comparison else "open_text"],
        event.is_fiction,
        touch_lines(event, language, TOUCHES),
    )


def date_entry(coming: Coming, reader: Reader, *, base_url: str) -> Entry:
    """A date ahead as an entry: a fact, with no judgement in it."""
    language = language_of(reader)
    say, name = PHRASES[language], coming.instrument.title_zh
    if language == "en" and coming.instrument.title_en:
        name = coming.instrument.title_en
    when = date_words(coming.on.isoformat(), language) if coming.on else say["undated"]
    sentence = say[f"says_{coming.occasion.value}"].format(date=when, left=days_left(coming.days, language))
    lines = (sentence,) if coming.sure else (sentence, say["unsure"])
    return Entry(
        coming.occasion,
        OCCASIONS[language][coming.occasion],
        f"《{name}》" if language == "zh" else name,
        lines,
        (),
        f"{base_url.rstrip('/')}/instruments/{coming.instrument.slug}/",
        say["open_instrument"],
        coming.instrument.shelf.value == "sample",
    )


def source_entry(name: str, facts: Mapping[str, str], reader: Reader, *, base_url: str) -> Entry:
    """A source that changed its state, under the name the firm gives it."""
    language = language_of(reader)
    say, state = PHRASES[language], SOURCE_STATES[language][facts["state"]]
    lines = tuple(line for line in (say["source_now"].format(state=state), facts.get("detail", "")) if line)
    where = f"{base_url.rstrip('/')}/sources/"
    return Entry(Occasion.SOURCE, OCCASIONS[language][Occasion.SOURCE], name, lines, (), where, say["open_sources"])


def quiet_entry(facts: Mapping[str, str], reader: Reader, *, base_url: str) -> Entry:
    """That nothing new came: for the firm with how many sources were checked, so that silence is proof."""
    language = language_of(reader)
    say = PHRASES[language]
    lines = [say["quiet_checked"].format(n=facts["sources"])] if facts.get("sources") else [say["quiet_plain"]]
    if facts.get("trouble", "0") != "0":
        lines.append(say["quiet_trouble"].format(n=facts["trouble"]))
    return Entry(
        Occasion.QUIET,
        OCCASIONS[language][Occasion.QUIET],
        say["quiet_title"],
        tuple(lines),
        (),
        base_url,
        say["open_home"],
    )


def edition_entry(edition: Edition, tally: Mapping[str, int], reader: Reader, *, base_url: str) -> Entry:
    """Counsel's digest: its introduction, and how many picks, finals, drafts and dates stand in it for this reader."""
    language = language_of(reader)
    say = PHRASES[language]
    told = [say[f"edition_{name}"].format(n=n) for name, n in tally.items() if n]
    lines = [*edition.introduction.splitlines(), say["and"].join(told)]
    return Entry(
        Occasion.EDITION,
        OCCASIONS[language][Occasion.EDITION],
        edition.title,
        tuple(line for line in lines if line.strip()),
        (),
        f"{base_url.rstrip('/')}/editions/{edition.id}/",
        say["open_edition"],
    )


def briefing_entry(instrument: Instrument, facts: Mapping[str, str], reader: Reader, *, base_url: str) -> Entry:
    """A briefing released to the reader's client, or recalled: that it was, and to who read it why (`facts`)."""
    language = language_of(reader)
    say, did = PHRASES[language], facts["did"]
    where = f"{base_url.rstrip('/')}/comparisons/{instrument.slug}/{facts['old']}..{facts['new']}/briefing/"
    lines = [
        say[f"briefing_{did}"],
        say["briefing_reason"].format(reason=facts["reason"]) if facts.get("reason") else "",
    ]
    return Entry(
        Occasion.BRIEFING,
        say[f"briefing_kicker_{did}"],
        _named(instrument, language),
        tuple(line for line in lines if line),
        (),
        where,
        say["open_briefing"],
        instrument.shelf is Shelf.SAMPLE,
    )


def answer_entry(instrument: Instrument, facts: Mapping[str, str], reader: Reader, *, base_url: str) -> Entry:
    """A client's answer to what counsel released; for the firm's people only."""
    language = language_of(reader)
    say = PHRASES[language]
    said = say["answer_replied" if facts["body"] else "answer_read"].format(
        person=facts["person"], client=facts["client"]
    )
    lines = [said, facts["body"], say["answer_to"].format(quote=facts["quote"])]
    return Entry(
        Occasion.ANSWER,
        OCCASIONS[language][Occasion.ANSWER],
        _named(instrument, language),
        tuple(line for line in lines if line),
        (),
        f"{base_url.rstrip('/')}/answers/",
        say["open_answers"],
        instrument.shelf is Shelf.SAMPLE,
    )


def _named(instrument: Instrument, language: str) -> str:
    if language == "en" and instrument.title_en:
        return instrument.title_en
    return f"《{instrument.title_zh.strip('《》')}》"


def trial_entry(reader: Reader, *, base_url: str) -> Entry:
    """What the test button sends."""
    language = language_of(reader)
    say, where = PHRASES[language], f"{base_url.rstrip('/')}/watches/"
    return Entry(
        Occasion.TEST,
        OCCASIONS[language][Occasion.TEST],
        say["test_title"],
        (say["test_says"],),
        (),
        where,
        say["watches"],
    )


def days_left(days: int, language: str) -> str:
    """How far off a date is: 今天, 余 7 日; today, in 7 days."""
    say = PHRASES[language]
    if days == 0:
        return say["today"]
    return say["in_one_day"] if days == 1 else say["in_days"].format(n=days)


def ranked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, what matters most first; of the same weight in the order they came."""
    return tuple(sorted(entries, key=lambda entry: entry.heaviness))


def subject_of(entries: Sequence[Entry], cadence: Cadence, language: str) -> str:
    """The subject: of one entry its own, of several how many and the weightiest. Fiction says so."""
    first = _subject_of_one(entries[0], language)
    return (
        first if len(entries) == 1 else PHRASES[language][f"digest_{cadence.value}"].format(n=len(entries), first=first)
    )


def _subject_of_one(entry: Entry, language: str) -> str:
    say = PHRASES[language]
    if entry.occasion in (Occasion.TEST, Occasion.EDITION):
        return entry.title
    if entry.occasion in (Occasion.SOURCE, Occasion.QUIET):
        return f"{entry.kicker}{say['colon']}{entry.title}"
    mark = f"【{say['fiction']}】" if entry.fiction else ""
    return f"{mark}{subject_bracket(entry.counts)}{entry.title} {entry.kicker}"


def bulletin(
    entries: Sequence[Entry],
    reader: Reader,
    cadence: Cadence,
    *,
    base_url: str,
    leave: str = "",
    on: date | None = None,
    head: Letterhead = TRACKER,
) -> Letter:
    """The letter of these entries, in the reader's language; `leave` is the address that ends it, `on` its day."""
    language, entries = language_of(reader), ranked(entries)
    words = {
        "say": PHRASES[language],
        "heading": PHRASES[language][f"heading_{cadence.value}"] if len(entries) > 1 else "",
        "on": date_words(on.isoformat(), language) if on else "",
        "entries": entries,
        "fiction": all(entry.fiction for entry in entries),
        "some_fiction": any(entry.fiction for entry in entries),
        "judged": any(entry.counts for entry in entries),
        "watches": f"{base_url.rstrip('/')}/watches/",
        "leave": leave,
    }
    return write("bulletin", subject_of(entries, cadence, language), words, head)
