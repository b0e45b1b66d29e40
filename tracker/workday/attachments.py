"""The files a notice links: the text itself, told from the explanation and the feedback form that go with it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.html

from tracker.knowledge.titles import Wording, wording
from tracker.sources.rows import decode

# A notice of 89 standards was seen; whoever needs more than a dozen of its files uploads them.
MOST = 12


@dataclass(frozen=True, slots=True)
class Attachment:
    """A linked file: its address and the words of its link."""

    url: str
    words: str


def attachments(data: bytes, base: str) -> list[Attachment]:
    """The files a page links that may hold the text, in reading order; none for what is no page."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return []
    known = wording()
    found: dict[str, Attachment] = {}
    for link in lxml.html.document_fromstring(decode(data)).iter("a"):
        words = re.sub(r"\s+", " ", "".join(str(words) for words in link.itertext())).strip()
        url = unwrapped(urljoin(base, (link.get("href") or "").strip()))
        if _is_file(url, words, known) and not _goes_beside(words, known):
            found.setdefault(url, Attachment(url, words))
    return list(found.values())[:MOST]


def unwrapped(url: str) -> str:
    """The file a page-turning viewer shows: …/pdfjs/web/viewer.html?file=/a.pdf → /a.pdf."""
    parts = urlsplit(url)
    inner = parse_qs(parts.query).get("file") if parts.path.endswith("viewer.html") else None
    return urljoin(url, inner[0]) if inner else url


def _is_file(url: str, words: str, known: Wording) -> bool:
    path = urlsplit(url).path.lower()
    named = path.endswith(known.attachment_suffixes) or words.lower().endswith(known.attachment_suffixes)
    return url.startswith(("http://", "https://")) and (named or bool(known.attachment_addresses.search(url)))


def _goes_beside(words: str, known: Wording) -> bool:
    """Whether the words outside 《》 say what the file is: 《…（征求意见稿）》编制说明 is an explanation."""
    return bool(known.attachment_beside.search(re.sub(r"《[^》]*》", "", words)))
