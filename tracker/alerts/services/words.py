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
    subject = f"{strong}{safe(note.subject)}{strong}"
    parts = [subject, *(_marked(entry, strong, link, len(note.entries) > 1) for entry in note.entries)]
    return fitting(parts, limit, note)


def plain(note: Note, limit: int) -> str:
    """The note without any marks, of at most `limit` bytes of UTF-8."""
    parts = [note.subject, *(_plain(entry, len(note.entries) > 1) for entry in note.entries)]
    return fitting(parts, limit, note)


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


def _marked(entry: Entry, strong: str, link: str, titled: bool) -> str:
    lines = [f"{strong}{safe(entry.title)}{strong} {entry.kicker}"] if titled else []
    lines += [safe(line) for line in entry.lines]
    lines += [_counts(entry)] if entry.counts else []
    lines += [link.format(words=entry.link_words, url=entry.link)]
    return "\n".join(lines)


def _plain(entry: Entry, titled: bool) -> str:
    lines = [f"{entry.title} {entry.kicker}"] if titled else []
    lines += [*entry.lines]
    lines += [_counts(entry)] if entry.counts else []
    lines += [entry.link]
    return "\n".join(lines)


def _counts(entry: Entry) -> str:
    return "  ".join(f"{glyph} {label} {n}" for _, label, glyph, n in entry.counts)
