"""An archive of attachments: the one document in it, or the names of the several."""

from tracker.documents.archive import members
from tracker.documents.media import Media, sniff
from tracker.errors import UnreadableDocument

_DOCUMENTS = frozenset({Media.TEXT, Media.HTML, Media.PDF, Media.DOCX, Media.DOC, Media.OFD, Media.ZIP})
#: What systems leave in archives beside the files a person put there.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
#: More names than this help nobody.
_NAMED = 12


def only_document(data: bytes, named: str) -> tuple[str, bytes]:
    """The name and bytes of the one document an archive holds.

    Raises UnreadableDocument where it holds none or several, and names these.
    """
    found = {
        name: content
        for name, content in members(data, named, "archive", _is_file).items()
        if content.strip(b"\x00 \t\r\n") and sniff(content) in _DOCUMENTS
    }
    if len(found) == 1:
        return next(iter(found.items()))
    if not found:
        raise UnreadableDocument(f"{named} is an archive that cannot be read as a text: it holds no document.")
    names = sorted(found)
    listed = "、".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    raise UnreadableDocument(f"{named} is an archive of {len(names)} documents; give one of them alone: {listed}.")


def _is_file(name: str) -> bool:
    return not name.endswith("/") and not any(litter in name for litter in _LITTER)
