"""An old binary Word file (97 to 2003) to its lines: the piece table of its main text ([MS-DOC] 2.4.1).

Numbers that Word computes for lists stand in no text of such a file: a converter outside knows them, this reader not.
"""

import re
import struct
from dataclasses import dataclass

from tracker.documents.lines import row
from tracker.errors import UnreadableDocument
from tracker.law.document import Problem

_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_SMALL = 4096
#: Bits of the file's head: encrypted or obfuscated, and which of two table streams holds the pieces.
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_WORD_8 = 0x00C1
#: Fields: everything from the first mark to the second is an instruction, from there to the third its result.
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_NOTHING = re.compile("[\x00-\x06\x08\x0e-\x1d\x1f]")
_SIGNS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x0d": "\n", "\x1e": "-"})


def read_doc(data: bytes, named: str) -> tuple[list[str], list[str], list[Problem]]:
    """The lines of the main text, its footnotes as furniture, and a problem that says what such a file hides.

    Raises UnreadableDocument for damaged, encrypted and older files.
    """
    try:
        text, notes = _text(data, named)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableDocument(f"{named} is a damaged old Word file ({type(error).__name__}).") from error
    says = "An old Word file keeps no numbers of automatic lists in its text: compare the numbering with the original."
    return _lines(text), _lines(notes), [Problem("old-word", "text", says)]


def _text(data: bytes, named: str) -> tuple[str, str]:
    box = _Box(data)
    head = box.stream("WordDocument")
    if len(head) < 0x1AA:
        raise UnreadableDocument(f"{named} is an old Office file without a Word text in it.")
    version, flags = struct.unpack_from("<H", head, 2)[0], struct.unpack_from("<H", head, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise UnreadableDocument(f"{named} is an old Word file locked with a password; it cannot be read without.")
    if version < _WORD_8:
        raise UnreadableDocument(f"{named} was written by Word 95 or older; save it as .docx to have it read.")
    main, notes = struct.unpack_from("<II", head, 0x4C)
    at, length = struct.unpack_from("<II", head, 0x1A2)
    table = box.stream("1Table" if flags & _TABLE_1 else "0Table")
    text = _pieces(head, table[at : at + length])
    return text[:main], text[main : main + notes]


def _pieces(head: bytes, clx: bytes) -> str:
    """The text in order: each piece lies somewhere in the main stream, in UTF-16 or in Windows' Latin."""
    at = 0
    while clx[at] == 1:  # formatting that pieces share
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plan = clx[at + 5 : at + 5 + size]
    count = (len(plan) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plan)
    out = []
    for piece in range(count):
        length = ends[piece + 1] - ends[piece]
        place = struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * piece + 2)[0]
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            out.append(head[start : start + length].decode("cp1252", "replace"))
        else:
            out.append(head[place : place + 2 * length].decode("utf-16-le", "replace"))
    return "".join(out)


def _lines(text: str) -> list[str]:
    """Paragraphs; a cell ends with \\x07 and its row with one more."""
    while "\x13" in text and text != (text := _FIELD.sub(lambda found: found[1] or "", text)):
        pass
    lines: list[str] = []
    for part in _NOTHING.sub("", text).translate(_SIGNS).split("\x07\x07"):
        lines += _table(part)
    return [line for line in lines if line.strip()]


def _table(part: str) -> list[str]:
    """The paragraphs of a part of the text and, at its end, the row it closes."""
    if "\x07" not in part:
        return part.split("\n")
    first, *cells = part.split("\x07")
    *before, head = first.split("\n")
    return [*before, row([head, *cells])]


@dataclass(slots=True)
class _Box:
    """A compound file ([MS-CFB]): sectors chained by a table, streams by name."""

    data: bytes

    def stream(self, name: str) -> bytes:
        """A stream's bytes; empty where the file has none of this name."""
        size = 1 << struct.unpack_from("<H", self.data, 30)[0]
        table = self._table(size)
        directory = self._chain(struct.unpack_from("<I", self.data, 48)[0], table, size, 512)
        root = self._entry(directory, 0)
        for at in range(0, len(directory) - 127, 128):
            entry = self._entry(directory, at)
            if entry[0] != name:
                continue
            _, start, length = entry
            if length >= _SMALL:
                return self._chain(start, table, size, 512)[:length]
            small = self._chain(root[1], table, size, 512)
            links = self._chain(struct.unpack_from("<I", self.data, 60)[0], table, size, 512)
            short = struct.unpack(f"<{len(links) // 4}I", links)
            return self._chain(start, short, 64, 0, small)[:length]
        return b""

    @staticmethod
    def _entry(directory: bytes, at: int) -> tuple[str, int, int]:
        """A directory entry's name, first sector and length."""
        named = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(named, 64) - 2)].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<II", directory, at + 116)
        return name, start, length

    def _table(self, size: int) -> tuple[int, ...]:
        """The chains of all sectors."""
        places = list(struct.unpack_from("<109I", self.data, 76))
        more = struct.unpack_from("<I", self.data, 68)[0]
        seen = 0
        while more not in (_FREE, _END) and seen * size < len(self.data):
            *further, more = struct.unpack_from(f"<{size // 4}I", self.data, 512 + more * size)
            places += further
            seen += 1
        sectors = [p for p in places if p not in (_FREE, _END)]
        raw = b"".join(self.data[512 + p * size : 512 + (p + 1) * size] for p in sectors)
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _chain(self, start: int, table: tuple[int, ...], size: int, offset: int, data: bytes | None = None) -> bytes:
        """The bytes of a chain of sectors; a chain that runs in a circle is a damaged file."""
        source = self.data if data is None else data
        out, seen = [], 0
        while start not in (_FREE, _END):
            out.append(source[offset + start * size : offset + (start + 1) * size])
            start = table[start]
            seen += 1
            if seen > len(table):
                raise ValueError("a chain of sectors runs in a circle")
        return b"".join(out)
