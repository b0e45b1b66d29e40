"""An alert as plain words or Markdown for a chat group, within so many bytes; 已截断 and a link tell of the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.alerts.bulletin import Entry
from tracker.alerts.phrases import PHRASES

_MARKS = re.compile(r"([\\`*_\[\]<>~|])")


@dataclass(frozen=True, slots=True)
class Note:
    """What is posted: the subject, the entries in rank, the reader's language, an id that stays when sent again."""

    subject: str
    entries: tuple[Entry, ...]
    language: str
    id: str


def markdown(note: Note, limit: int, *, strong: str = "**", link: str = "[{words}]({url})") -> str:
    """The note in Markdown of at most `limit` bytes of UTF-8; services differ in the marks for strong and links."""
    subject, titled, marks = f"{strong}{safe(note.subject)}{strong}", len(note.entries) > 1, (strong, link)
    full, brief = (
        [
            subject,
            *(_marked(entry, _touches(entry, note, brief=shorter), marks, titled) for entry in note.entries),
        ]
        for shorter in (False, True)
    )
    return _within(full, brief, limit, note)


def plain(note: Note, limit: int) -> str:
    """The note without any marks, of at most `limit` bytes of UTF-8."""
    titled = len(note.entries) > 1
    full, brief = (
        [note.subject, *(_plain(entry, _touches(entry, note, brief=shorter), titled) for entry in note.entries)]
        for shorter in (False, True)
    )
    return _within(full, brief, limit, note)


def _within(full: Sequence[str], brief: Sequence[str], limit: int, note: Note) -> str:
    """All of it, or with citations told in a line each, before any entry is left out."""
    return fitting(full if size("\n\n".join(full)) <= limit else brief, limit, note)


def fitting(parts: Sequence[str], limit: int, note: Note) -> str:
    """As many whole parts as fit; when not all do, the end says so and where the rest can be read."""
    whole = "\n\n".join(parts)
    if size(whole) <= limit:
        return whole
    say = PHRASES[note.language]
    end = f"\n\n{say['cut']} {say['details'].format(link=note.entries[0].link)}"
    room, kept = limit - size(end), ""
    for part in parts:
        longer = f"{kept}\n\n{part}" if kept else part
        if size(longer) > room:
            break
        kept = longer
    return (kept or cut(parts[0], room)) + end


def cut(words: str, limit: int) -> str:
    """The longest beginning of at most `limit` bytes, no character torn, an ellipsis at its end."""
    dots = "……"
    if size(words) <= limit:
        return words
    return words.encode()[: max(0, limit - size(dots))].decode(errors="ignore") + dots


def size(words: str) -> int:
    """How many bytes words have on the wire."""
    return len(words.encode())


def safe(words: str) -> str:
    """Words in which no sign of Markdown acts: a title with a star or a bracket is text, never a link of its own."""
    return _MARKS.sub(r"\\\1", words)


def _touches(entry: Entry, note: Note, *, brief: bool) -> list[str]:
    """The citations elsewhere that are touched, under their heading; in brief that there are some."""
    say = PHRASES[note.language]
    if brief and entry.touches:
        return [say["touches-brief"]]
    return [say["touches"], *(f"· {line}" for line in entry.touches)] if entry.touches else []


def _marked(entry: Entry, touches: Sequence[str], marks: tuple[str, str], titled: bool) -> str:
    strong, link = marks
    lines = [f"{strong}{safe(entry.title)}{strong} {entry.kicker}"] if titled else []
    lines += [safe(line) for line in entry.lines]
    lines += [_counts(entry)] if entry.counts else []
    lines += [safe(line) for line in touches]
    lines += [link.format(words=entry.link_words, url=entry.link)]
    return "\n".join(lines)


def _plain(entry: Entry, touches: Sequence[str], titled: bool) -> str:
    lines = [f"{entry.title} {entry.kicker}"] if titled else []
    lines += [*entry.lines]
    lines += [_counts(entry)] if entry.counts else []
    lines += touches
    lines += [entry.link]
    return "\n".join(lines)


def _counts(entry: Entry) -> str:
    return "  ".join(f"{glyph} {label} {n}" for _, label, glyph, n in entry.counts)
