"""A text as its lines: each one paragraph, tidied of what is not words, knowing where it stands."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.documents import lookalikes

#: Signs that print nothing: zero-width space and joiners, word joiner, soft hyphen, byte order mark, directional marks.
_INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u200f"
#: Padding by other names.
_SPACES = {"\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\t": " "}
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HASHES = re.compile(r"^#{1,6}\s+|^>\s+|\*\*|__(?=\S)|(?<=\S)__")
_MARKDOWN = re.compile(r"^#{1,6} \S|^\*\*第", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:https?://|/|#|\.)[^()\s]{0,500}\)")
#: A rule, a fence, the line under a heading: they print nothing.
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|={3,}|```\w*)\s*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
#: What a marked line opens with or holds; few lines of a law do.
_OPENING_MARKS = frozenset("#>-*_=`")
_MARKS = ("**", "__", "](", "\\")
#: The line between the head and the rows of a Markdown table.
_RULED = re.compile(r"\|(?:\s*:?-+:?\s*\|)+$")
#: A decision that amends many laws names them in one title; sources that broke it at 、 left up to eight lines.
_MOST_BROKEN = 10
#: Parts the cells of a table row. White space, so that the words stay as printed, and of a width no text is set in.
CELL = "\u2001"


class Line(NamedTuple):
    """One paragraph of the text and the offset (characters) of its first character."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def tidy(raw: str) -> list[str]:
    """The lines of a text with invisible signs removed and padding stripped; empty lines are dropped."""
    for sign in _INVISIBLE:
        if sign in raw:
            raw = raw.replace(sign, "")
    for sign, space in _SPACES.items():
        if sign in raw:
            raw = raw.replace(sign, space)
    raw = lookalikes.replaced(raw)
    # splitlines knows every break there is: \v, \f and the separators of files, groups, lines and paragraphs among them
    return [line for raw_line in raw.splitlines() if (line := raw_line.strip(" \t\u3000"))]


def row(cells: Sequence[str]) -> str:
    """One row of a table as a line: its cells in order, each on one line; empty for a row without words."""
    line = CELL.join(" ".join(cell.split()) for cell in cells).rstrip(CELL)
    # a row whose first cell alone has words is still a row
    return line + CELL if line and len(cells) > 1 and CELL not in line else line


def is_row(text: str) -> bool:
    """Whether a line is the row of a table: what looks like a number at its head numbers the row, no provision."""
    return CELL in text


def from_markdown(raw: str) -> str:
    """Plain text of Markdown: marks of headings, emphasis, links and comments taken off; other text unchanged.

    Rows between bars, | a | b |, become rows of cells in any text: nobody writes them by chance.
    """
    raw = raw.replace(CELL, " ") if CELL in raw else raw
    if "|" in raw:
        raw = "\n".join(_barred(line) for line in raw.split("\n"))
    if not (_MARKDOWN.search(raw[:2000]) or "<!--" in raw[:4000]):
        return raw
    raw = _COMMENT.sub("", raw)
    marks = [mark for mark in _MARKS if mark in raw]
    bare = map(str.lstrip, raw.split("\n"))
    return "\n".join([_unmarked(line) if line[:1] in _OPENING_MARKS or _has(line, marks) else line for line in bare])


def _barred(line: str) -> str:
    """A row between bars as a row of cells; any other line as it is."""
    bare = line.strip()
    if len(bare) < 5 or bare[0] != "|" or bare[-1] != "|" or bare.count("|") < 3:
        return line
    return "" if _RULED.match(bare) else row([cell.strip() for cell in bare[1:-1].split("|")])


def _has(line: str, marks: Sequence[str]) -> bool:
    return bool(marks) and any(mark in line for mark in marks)


def _unmarked(line: str) -> str:
    if _RULE.match(line):
        return ""
    words = _HASHES.sub("", line)
    words = _LINK.sub(r"\1", words) if "](" in words else words
    return _ESCAPED.sub(r"\1", words) if "\\" in words else words


def place(texts: list[str]) -> list[Line]:
    """Lines with their offsets in the text that joins them by line breaks."""
    placed, at = [], 0
    for text in texts:
        placed.append(Line(text, at))
        at += len(text) + 1
    return placed


def closed(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a title 《 … 》 that a source broke joined by their line breaks, offsets kept."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        text, end = lines[at].text, at + 1
        while "《" in text and text.count("《") > text.count("》") and end < min(len(lines), at + _MOST_BROKEN):
            text, end = f"{text}\n{lines[end].text}", end + 1
        whole = text.count("《") <= text.count("》") and end > at + 1
        joined.append(Line(text, lines[at].start) if whole else lines[at])
        at = end if whole else at + 1
    return joined
