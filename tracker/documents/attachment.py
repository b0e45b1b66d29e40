"""An archive of attachments: the one document in it that is a text, or the names of the several."""

from collections.abc import Sequence

from tracker.documents.archive import members
from tracker.documents.media import Media, sniff
from tracker.errors import UnreadableDocument

_DOCUMENTS = frozenset({Media.TEXT, Media.HTML, Media.PDF, Media.DOCX, Media.DOC, Media.OFD, Media.ZIP})
#: What systems leave in archives beside the files a person put there.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
#: More names than this help nobody.
_NAMED = 12


def only_document(data: bytes, named: str, beside: Sequence[str]) -> tuple[str, bytes, tuple[str, ...]]:
    """The name and bytes of the one document an archive holds, and the names of those that only go with it.

    A document goes with another when its own name says so (`beside`: 编制说明, 反馈表); among several it is left out.
    Raises UnreadableDocument where none or several are left, and names these.
    """
    found = {
        name: content
        for name, content in members(data, named, "archive", _is_file).items()
        if content.strip(b"\x00 \t\r\n") and sniff(content) in _DOCUMENTS
    }
    texts = [name for name in found if not any(word in name.rsplit("/", 1)[-1] for word in beside)]
    if len(found) == 1 or len(texts) == 1:
        name = (texts or list(found))[0]
        return name, found[name], tuple(sorted(found.keys() - {name}))
    if not found:
        raise UnreadableDocument(f"{named} is an archive that cannot be read as a text: it holds no document.")
    names = sorted(found)
    listed = "、".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    raise UnreadableDocument(f"{named} is an archive of {len(names)} documents; give one of them alone: {listed}.")


def _is_file(name: str) -> bool:
    return not name.endswith("/") and not any(litter in name for litter in _LITTER)
