"""A rar archive (version 5) of stored files, written by the published format: no program at hand makes one."""

import zlib
from collections.abc import Mapping

_SIGNATURE = b"Rar!\x1a\x07\x01\x00"


def rar(files: Mapping[str, bytes]) -> bytes:
    """The archive of some files by name."""
    blocks = [_block(1, b"", _number(0))]
    for name, data in files.items():
        named = name.encode()
        about = (
            _number(4)  # the sum of its bytes is given
            + _number(len(data))
            + _number(0o100644)
            + zlib.crc32(data).to_bytes(4, "little")
            + _number(0)  # stored
            + _number(1)  # made on Unix
            + _number(len(named))
            + named
        )
        blocks.append(_block(2, data, about))
    return _SIGNATURE + b"".join(blocks) + _block(5, b"", _number(0))


def _block(kind: int, data: bytes, about: bytes) -> bytes:
    flags = _number(2) + _number(len(data)) if data else _number(0)
    head = _number(kind) + flags + about
    sized = _number(len(head)) + head
    return zlib.crc32(sized).to_bytes(4, "little") + sized + data


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
