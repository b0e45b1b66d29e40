"""Old Word files, written here sector by sector: the pieces of their text, rows, fields, notes and locks."""

import struct

import pytest

from tracker.documents.lines import CELL
from tracker.documents.reading import read
from tracker.errors import UnreadableDocument

SECTOR = 512


def padded(data: bytes) -> bytes:
    """A stream of whole sectors, large enough to lie in no small ones."""
    return data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\x00")


def old_word(text: str, *, notes: str = "", flags: int = 0x0200, version: int = 0x00C1, latin: str = "") -> bytes:
    """A compound file with a text in one UTF-16 piece, and before it, if given, a piece in Windows' Latin."""
    body = latin.encode("cp1252") + (text + notes).encode("utf-16-le")
    start = 2048
    head = bytearray(start + len(body))
    struct.pack_into("<HH", head, 0, 0xA5EC, version)
    struct.pack_into("<H", head, 0x0A, flags)
    struct.pack_into("<II", head, 0x4C, len(latin) + len(text), len(notes))
    head[start:] = body
    ends = [0, len(latin), len(latin) + len(text) + len(notes)] if latin else [0, len(text) + len(notes)]
    places = [(start * 2) | 0x40000000, start + len(latin)] if latin else [start]
    plan = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    table = b"\x02" + struct.pack("<I", len(plan)) + plan
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    return compound({"WordDocument": padded(bytes(head)), "1Table": padded(table)})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file: its table in sector 0, its directory in sector 1, then the streams."""
    chains = [0xFFFFFFFD, 0xFFFFFFFE]
    entries, data = [entry("Root Entry", 0xFFFFFFFE, 0)], b""
    for name, content in streams.items():
        first, count = len(chains), len(content) // SECTOR
        chains += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append(entry(name, first, len(content)))
        data += content
    head = bytearray(SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(SECTOR, b"\xff")
    return bytes(head) + table + b"".join(entries).ljust(SECTOR, b"\x00") + data


def entry(name: str, first: int, length: int) -> bytes:
    named = name.encode("utf-16-le") + b"\x00\x00"
    return (
        named.ljust(64, b"\x00")
        + struct.pack("<H", len(named))
        + b"\x00" * 50
        + struct.pack("<II", first, length)
        + b"\x00" * 4
    )


LAW = "灯会管理办法\r第一条　灯会应当有序。\r第二条　下列为灯笼：\r（一）红灯；\r（二）白灯。\r"


def test_the_text_of_an_old_word_file_is_read() -> None:
    document = read(old_word(LAW))
    assert [p.locator for p in document.articles] == ["1", "2"]
    assert document.headmatter.title == "灯会管理办法"
    assert [p.what for p in document.problems] == ["old-word"]
    assert "compare the numbering with the original" in document.problems[0].says


def test_pieces_in_latin_and_in_unicode_are_one_text() -> None:
    document = read(old_word("\r第一条　甲。\r第二条　乙。\r", latin="Lantern Rules"))
    assert document.text.split("\n") == ["Lantern Rules", "第一条　甲。", "第二条　乙。"]


def test_rows_of_tables_fields_and_notes() -> None:
    table = "第三条　价目：\r品名\x07价\x07\x07红灯\x07十元\x07\x07"
    link = '第四条　见\x13 HYPERLINK "http://x" \x14附件\x15。\r'
    document = read(old_word(LAW + table + link, notes="甲注\r"))
    assert f"红灯{CELL}十元" in document.text
    assert document.find("4").full_text == "见附件。"  # type: ignore[union-attr]
    assert "甲注" in document.furniture


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (old_word(LAW, flags=0x0300), "locked with a password"),
        (old_word(LAW, version=0x0065), "written by Word 95 or older"),
        (compound({"Workbook": padded(b"")}), "an old Office file without a Word text"),
        (old_word(LAW)[:560], "a damaged old Word file"),
    ],
)
def test_files_that_cannot_be_read_are_named(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"x\.doc .*{sentence}"):
        read(data, name="x.doc")
