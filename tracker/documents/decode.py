"""Bytes to characters as Chinese sites need it: the mark, the declaration, then what the bytes themselves allow."""

import codecs
import re

from tracker.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)""", re.I
)
#: A page that says gb2312 or gbk uses signs only gb18030 has; gb18030 reads all three.
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "x-gbk", "euc-cn"})
#: One character in this many may be lost: a page cut inside a character is still a page.
_TOLERATED = 500


def decode(data: bytes, declared: str = "", name: str = "") -> str:
    """The characters of a text or page; `declared` is the charset of the answer's header, if any.

    Order: byte order mark, header, meta, utf-8, gb18030, big5. What is declared is believed only where the bytes agree.
    Raises UnreadableDocument when no encoding fits.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff")
    if (text := _as_utf8(data)) is not None:
        return text
    for encoding in _candidates(data, declared):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    repaired = data.decode("utf-8", errors="replace")
    if repaired.count("\ufffd") * _TOLERATED <= len(repaired):
        return repaired
    raise UnreadableDocument(f"{name or 'The file'} is text in no encoding we know (tried UTF-8, GB18030 and Big5).")


def _candidates(data: bytes, declared: str) -> list[str]:
    found = _DECLARED.search(data[:4096])
    meta = (found[1] or found[2]).decode("ascii", "ignore") if found else ""
    said = [_known(word) for word in (declared, meta) if word]
    return list(dict.fromkeys([*said, "utf-8", "gb18030", "big5"]))


def _known(word: str) -> str:
    word = word.strip().lower()
    return "gb18030" if word in _CHINESE else word


def _as_utf8(data: bytes) -> str | None:
    """The text, where the bytes spell more than ASCII in UTF-8 whatever they claim: GBK does not by chance."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if text.isascii() else text
