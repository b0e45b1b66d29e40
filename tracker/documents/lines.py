"""A text as its lines: each one paragraph, tidied of what is not words, knowing where it stands."""

import re
from dataclasses import dataclass

#: Signs that print nothing: zero-width space and joiners, word joiner, soft hyphen, byte order mark, directional marks.
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0x00AD, 0xFEFF, 0x200E, 0x200F], None)
_TIDY = {**_INVISIBLE, 0x00A0: " ", 0x2002: " ", 0x2003: "\u3000", 0x0009: " "}
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
    if not raw.isascii():
        raw = raw.translate(_TIDY)
    stripped = (line.strip(" \t\u3000") for line in _BREAK.split(raw))
    return [line for line in stripped if line]


def from_markdown(raw: str) -> str:
    """Plain text of a Markdown collection of laws: heading marks, emphasis and comments taken off; other text unchanged."""
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
