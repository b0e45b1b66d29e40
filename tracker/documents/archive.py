"""Zip archives, for Word, OFD and attachments are such: members within limits, XML without entities."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from tracker.errors import UnreadableDocument

if TYPE_CHECKING:
    import zipfile

    from lxml.etree import _Element

#: The Civil Code is 2 MB of document.xml; a member ten times that, or an archive of a hundred, is no regulation.
_LARGEST_MEMBER = 32 * 1024 * 1024
_LARGEST_ARCHIVE = 256 * 1024 * 1024
_MOST_MEMBERS = 4000


def members(data: bytes, named: str, kind: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The wanted members of an archive by name, in its order; sizes are counted while inflating, for headers lie.

    `kind` says in errors what the archive should be: Word file. Raises UnreadableDocument for damage, locks, bombs.
    """
    # loaded late: reading plain text must not pay for it
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > _LARGEST_ARCHIVE:
                raise UnreadableDocument(f"{named} is an archive that unpacks beyond all measure (a zip bomb).")
            return _inflated(archive, [info for info in infos if wanted(name_of(info))], named)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        # RuntimeError is how zipfile says that a member is encrypted
        raise UnreadableDocument(f"{named} is a damaged or locked {kind} ({type(error).__name__}).") from error


def _inflated(archive: "zipfile.ZipFile", infos: "list[zipfile.ZipInfo]", named: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for info in infos:
        with archive.open(info) as member:
            content = member.read(_LARGEST_MEMBER + 1)
        if len(content) > _LARGEST_MEMBER:
            raise UnreadableDocument(
                f"{named} is a zip bomb: {info.filename} unpacks to more than {_LARGEST_MEMBER >> 20} MB."
            )
        total += len(content)
        if total > _LARGEST_ARCHIVE:
            raise UnreadableDocument(f"{named} is an archive that unpacks beyond all measure (a zip bomb).")
        found[name_of(info)] = content
    return found


def name_of(info: "zipfile.ZipInfo") -> str:
    """A member's name; without the UTF-8 flag it is what a Chinese Windows wrote, GBK."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def parse_xml(content: bytes, named: str, kind: str) -> "_Element":
    """A member's XML; raises UnreadableDocument where it breaks off or declares entities."""
    # loaded late: reading plain text must not pay for it
    from lxml import etree

    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise UnreadableDocument(f"{named} declares XML entities, which no {kind} does; it is not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{named} is a damaged {kind}: its XML breaks off ({error.msg}).") from error
