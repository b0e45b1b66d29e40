"""A text as its lines: each one paragraph, tidied of what is not words, knowing where it stands."""

import re
from dataclasses import dataclass

#: Signs that print nothing: zero-width space and joiners, word joiner, soft hyphen, byte order mark, directional marks.
_INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u200f"
#: Padding by other names.
_SPACES = {"\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\t": " "}
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HASHES = re.compile(r"^#{1,6}\s+|^>\s+|^\*\*(?=第)|\*\*")
_MARKDOWN = re.compile(r"^#{1,6} \S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Line:
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
    stripped = (line.strip(" \t\u3000") for line in _BREAK.split(raw))
    return [line for line in stripped if line]


def from_markdown(raw: str) -> str:
    """Plain text of Markdown: heading marks, emphasis and comments taken off; other text unchanged."""
    if not (_MARKDOWN.search(raw[:2000]) or "<!--" in raw[:4000]):
        return raw
    return "\n".join(_HASHES.sub("", line.lstrip()) for line in _COMMENT.sub("", raw).split("\n"))


def place(texts: list[str]) -> list[Line]:
    """Lines with their offsets in the text that joins them by line breaks."""
    placed, at = [], 0
    for text in texts:
        placed.append(Line(text, at))
        at += len(text) + 1
    return placed
