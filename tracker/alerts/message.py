"""What a letter says to this reader: verdicts and clause names inside the firm, facts only before release."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tracker.alerts.event import Event, Text, Touch
from tracker.alerts.letters import TRACKER, Letter, Letterhead, write
from tracker.alerts.naming import clause_name
from tracker.alerts.phrases import DIRECTIONS, PHRASES, STAGES, date_words
from tracker.diff.changes import Clause, Direction, Edit
from tracker.exports.places import cite
from tracker.law.document import Grammar
from tracker.law.stage import Stage
from tracker.practice.access import Release, Sight, sight
from tracker.practice.person import Reader

# A letter is read in a minute: the heaviest eight changes, the rest on the page it links.
EXCERPTS = 8
NAMES = 24  # two lines of article numbers
TOUCHES = 6  # citations elsewhere; the page lists them all
# Unchanged words kept on each side of a change, enough to know the sentence again; and the most of one clause.
CONTEXT = 24
LONGEST = 400

_GLYPHS = {
    Direction.STRENGTHENED: "▲",
    Direction.SOFTENED: "▽",
    Direction.MIXED: "◭",
    Direction.NEUTRAL: "–",
    Direction.UNCLEAR: "?",
}
_ORDER = {direction: place for place, direction in enumerate(_GLYPHS)}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One changed clause in a letter: its verdict, its place before and after, its words as (op, text) pieces."""

    direction: Direction
    label: str
    place: str
    pieces: tuple[Edit, ...]


def compose(
    event: Event,
    reader: Reader,
    releases: Sequence[Release],
    *,
    base_url: str,
    leave: str = "",
    head: Letterhead = TRACKER,
) -> Letter:
    """The letter about an event for one reader, in that person's language.

    `releases` are those of the event's comparison; `base_url` is the address people use, `leave` the one that ends
    these letters, `head` the firm's name and logo.
    What the reader may not see (`practice.access.sight`) does not reach the templates at all.
    """
    language = reader.person.language if reader.person and reader.person.language in PHRASES else "zh"
    seen = sight(reader, event.instrument, releases) if event.comparison else Sight.NOTHING
    words = _words(event, language, seen, base_url) | {"leave": leave}
    return write("alert", _subject(event, language, words["counts"]), words, head)


def _words(event: Event, language: str, seen: Sight, base_url: str) -> dict[str, Any]:
    judged = event.comparison is not None and seen is not Sight.NOTHING
    clauses = event.comparison.clauses if event.comparison and judged else ()
    rows = excerpts(clauses, language, standard=event.instrument.kind == "standard")
    return {
        "say": PHRASES[language],
        "title": title(event, language),
        "journey": journey(event, language),
        "stage": stage_name(event.new, language),
        "dates": dates_of(event.new, language),
        "counts": counts(clauses, language) if judged else (),
        "excerpts": rows,
        "rest": len(clauses) - len(rows),
        "rest_names": rest_names(clauses, language, standard=event.instrument.kind == "standard"),
        "changes": len(clauses),
        "judged": judged,
        "standing": standing_words(seen, language) if judged else "",
        "facts_only": event.comparison is not None and not judged,
        "fiction": event.is_fiction,
        "some_fiction": False,
        "link": link(event, base_url),
        "watches": f"{base_url.rstrip('/')}/watches/",
        "official": event.new.url if event.new.url.startswith(("http://", "https://")) else "",
        "compared": event.old is not None,
        "unofficial": PHRASES[language]["unofficial"] if event.new.consolidated else "",
        "touches": touch_lines(event, language, TOUCHES),
    }


def touch_lines(event: Event, language: str, most: int) -> tuple[str, ...]:
    """The citations elsewhere that an event touches, a line each; beyond so many, how many more the page lists."""
    lines = [touch_words(touch, language) for touch in event.touches[:most]]
    more = len(event.touches) - len(lines)
    return (*lines, PHRASES[language]["more-touches"].format(n=more)) if more else tuple(lines)


def touch_words(touch: Touch, language: str) -> str:
    """A citation elsewhere in one line: 《…办法》第二条引用的第二十一条已改为第二十三条."""
    name = touch.title_en if language == "en" and touch.title_en else f"《{touch.title_zh.strip('《》')}》"
    ripple = touch.ripple
    within, place, now = (
        cite(locator, Grammar.ARTICLES, language) if locator else ""
        for locator in (touch.within, ripple.place, ripple.now)
    )
    return PHRASES[language][f"touch-{ripple.fate.value}"].format(name=name, within=within, place=place, now=now)


def standing_words(seen: Sight, language: str) -> str:
    """Whose judgement the counts are, for a reader outside the firm."""
    return {Sight.MACHINE: PHRASES[language]["machine"], Sight.RELEASED: PHRASES[language]["released"]}.get(seen, "")


def _subject(event: Event, language: str, tally: Sequence[tuple[Direction, str, str, int]]) -> str:
    bracket = subject_bracket(tally)
    fiction = f"【{PHRASES[language]['fiction']}】" if event.is_fiction else ""
    old = f"{stage_name(event.old, language)} → " if event.old else ""
    return " ".join(f"{fiction}{bracket}{title(event, language)} {old}{stage_name(event.new, language)}".split())


def subject_bracket(tally: Sequence[tuple[Direction, str, str, int]]) -> str:
    """The counts in front of a subject: `[加严 2 · 放宽 5] `, empty where nobody may see any or none moved."""
    shown = [(label, n) for d, label, _, n in tally if d in (Direction.STRENGTHENED, Direction.SOFTENED)]
    return "[" + " · ".join(f"{label} {n}" for label, n in shown) + "] " if any(n for _, n in shown) else ""


def title(event: Event, language: str) -> str:
    """The instrument's name as the language marks names: 《…》 in Chinese."""
    instrument = event.instrument
    if language == "en" and instrument.title_en:
        return instrument.title_en
    return f"《{instrument.title_zh.strip('《》')}》"


def stage_name(text: Text, language: str) -> str:
    """A version's stage in words; a bill's second reading is 草案二次审议稿, what we made of a decision says so."""
    name = STAGES[language][text.stage]
    if text.stage is Stage.BILL and (text.reading or 1) > 1:
        later = f"草案{'零一二三四五六七八九'[text.reading or 1]}次审议稿"
        name = later if language == "zh" else f"{name}, reading {text.reading}"
    return name + PHRASES[language]["unofficial-mark"] if text.consolidated else name


def journey(event: Event, language: str) -> str:
    """From which stage and day to which: 征求意见稿（2026-03-16）→ 公布稿（2026-09-10）."""
    say, new = PHRASES[language], event.new
    if event.old is None:
        return say["only"].format(new=stage_name(new, language), new_on=new.dated_on) + say["separator"] + say["first"]
    return say["from_to"].format(
        old=stage_name(event.old, language),
        old_on=event.old.dated_on,
        new=stage_name(new, language),
        new_on=new.dated_on,
    )


def dates_of(text: Text, language: str) -> str:
    """When it takes effect and until when comments are taken, as a sentence; empty where nobody says."""
    say = PHRASES[language]
    parts = []
    if text.effective_on:
        parts.append(say["effective"].format(date=date_words(text.effective_on.isoformat(), language)))
    if text.comment_deadline:
        parts.append(say["deadline"].format(date=date_words(text.comment_deadline.isoformat(), language)))
    sentence = say["separator"].join(parts)
    return sentence[:1].upper() + sentence[1:] + say["stop"] if parts else ""


def link(event: Event, base_url: str) -> str:
    """The page a letter leads to: the comparison, or the version when there is none."""
    base, slug = base_url.rstrip("/"), event.instrument.slug
    if event.old is not None and event.comparison is not None:
        return f"{base}/comparisons/{slug}/{event.old.id}..{event.new.id}/"
    return f"{base}/instruments/{slug}/versions/{event.new.id}/"


def counts(clauses: Sequence[Clause], language: str) -> tuple[tuple[Direction, str, str, int], ...]:
    """How many clauses go each way that any go: direction, word, sign, number; in the order bars show them."""
    tally = Counter(clause.verdict.direction for clause in clauses)
    return tuple((d, DIRECTIONS[language][d], _GLYPHS[d], tally[d]) for d in _GLYPHS if tally[d])


def excerpts(clauses: Sequence[Clause], language: str, *, standard: bool) -> tuple[Excerpt, ...]:
    """The heaviest changes, in reading order."""
    return tuple(_excerpt(clauses[n], language, standard) for n in sorted(_by_weight(clauses)[:EXCERPTS]))


def rest_names(clauses: Sequence[Clause], language: str, *, standard: bool) -> str:
    """The articles of the other changes, each once, in reading order; of very many the first, then an ellipsis."""
    rest = (clauses[n] for n in sorted(_by_weight(clauses)[EXCERPTS:]))
    units = (clause.new or clause.old for clause in rest)
    names = list(dict.fromkeys(clause_name(u.article, language, standard=standard) for u in units if u))
    return PHRASES[language]["and"].join(names[:NAMES]) + ("……" if len(names) > NAMES else "")


def _by_weight(clauses: Sequence[Clause]) -> list[int]:
    """Places of clauses, the most severe first; strengthened before softened before the rest."""
    return sorted(
        range(len(clauses)),
        key=lambda n: (-clauses[n].verdict.severity, _ORDER[clauses[n].verdict.direction], n),
    )


def _excerpt(clause: Clause, language: str, standard: bool) -> Excerpt:
    say, direction = PHRASES[language], clause.verdict.direction
    old = clause_name(clause.old.locator, language, standard=standard) if clause.old else say["added"]
    new = clause_name(clause.new.locator, language, standard=standard) if clause.new else say["deleted"]
    label = f"{_GLYPHS[direction]} {DIRECTIONS[language][direction]}"
    return Excerpt(direction, label, f"{old} → {new}", shortened(clause.edits))


def shortened(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """A clause's redline with long unchanged stretches cut to their ends, and the whole to what a letter bears."""
    pieces: list[Edit] = []
    room = LONGEST
    for place, edit in enumerate(edits):
        words = _ends(edit.text, place == 0, place == len(edits) - 1) if edit.op == "=" else edit.text
        pieces.append(Edit(edit.op, words if len(words) <= room else words[: max(room, 1)] + "……"))
        room -= len(words)
        if room <= 0:
            break
    return tuple(pieces)


def _ends(words: str, first: bool, last: bool) -> str:
    head = "" if first else words[:CONTEXT]
    tail = "" if last else words[-CONTEXT:]
    return words if len(words) <= len(head) + len(tail) else f"{head}……{tail}"
