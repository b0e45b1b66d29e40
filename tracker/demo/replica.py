"""Files of one's own, served in the shape of the CAC's pages, so that the whole path can be tried on real texts.

A saved page (html) is served byte for byte; any other text is set as an article page. A draft stands in the column of
drafts, any other text in the column of rules. Nothing of the files is kept beyond the demo.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker.demo import pages
from tracker.demo.pages import Entry
from tracker.demo.shelf import DRAFTS, HTML, RULES, Resource
from tracker.demo.site import Site
from tracker.documents import media
from tracker.documents.guide import Guide
from tracker.documents.media import Media
from tracker.documents.reading import read
from tracker.errors import UnreadableDocument
from tracker.law.document import Document
from tracker.sources import registry
from tracker.sources.source import Expectations, Source

OFFICE = "本机文件"
MARK = "本机文件的回放，并非官方网站"
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DRAFT_TITLE = re.compile(r"征求意见稿|草案|送审稿")


@dataclass(frozen=True, slots=True)
class Replayed:
    """One file as the replica announces it."""

    path: str
    title: str
    on: date
    body: bytes

    @property
    def is_draft(self) -> bool:
        """Whether it stands in the column of drafts."""
        return bool(_DRAFT_TITLE.search(self.title))


def replayed(file: Path, guide: Guide) -> Replayed:
    """A file on disk as a page of the replica; raises DocumentError when it cannot be read as a regulation.

    Its day is the one in the file's name (2023-07-10-final.txt), else the day of promulgation it states.
    """
    data = file.read_bytes()
    document = read(data, name=file.name, guide=guide)
    on = _day(file, document)
    title = _title(file, document)
    if media.sniff(data) is Media.HTML:
        return Replayed(_path(file, on), title, on, data)
    announced = _announced(title, file)
    page = pages.cac_article(announced, document.text.split("\n"), on, "本机", office=OFFICE, mark=MARK)
    return Replayed(_path(file, on), announced, on, page.encode())


def publish(site: Site, files: Sequence[Replayed]) -> None:
    """Put files and the two columns that announce them on a running site; with more files, a later day."""
    host = site.base.removeprefix("http://")
    newest_first = sorted(files, key=lambda f: (f.on, f.path), reverse=True)
    for path, name, drafts in ((DRAFTS, "网信@你", True), (RULES, "部门规章", False)):
        rows = [Entry(f.path, f.title, f.on) for f in newest_first if f.is_draft is drafts]
        site.offer(path, Resource(pages.cac_list(name, rows, host, office=OFFICE, mark=MARK).encode(), HTML))
    for file in files:
        site.offer(file.path, Resource(file.body, HTML, file.on))


def sources(base: str) -> tuple[Source, ...]:
    """The CAC's own description, moved to the replica: its two columns, at any hour, however few rows they have."""
    cac = registry.get("cac").moved(base)
    columns = tuple(
        replace(column, expects=Expectations(rows=0), timeless=True)
        for column in cac.lists
        if column.url.endswith((DRAFTS, RULES))
    )
    return (replace(cac, lists=columns, hours=(0, 24)),)


def _day(file: Path, document: Document) -> date:
    named = _DATE.search(file.name)
    if named:
        return date(*map(int, named.groups()))
    if document.headmatter.promulgated_on is None:
        raise UnreadableDocument(
            f"{file.name}: no date in its name (2023-07-10-…) and none of promulgation in its text."
        )
    return document.headmatter.promulgated_on


def _title(file: Path, document: Document) -> str:
    return document.headmatter.title or file.stem


def _announced(title: str, file: Path) -> str:
    """A draft is announced by a notice, so that the column's title filter finds it as on the real site."""
    if _DRAFT_TITLE.search(title) or "draft" in file.name:
        stem = title if _DRAFT_TITLE.search(title) else f"{title}（征求意见稿）"
        return f"关于《{stem}》公开征求意见的通知"
    return title


def _path(file: Path, on: date) -> str:
    """An address of the CAC's pattern: the page's own number if its name has one, else one made of the name."""
    own = re.fullmatch(r"c_\d{10,16}", file.stem)
    digits = str(int(hashlib.sha256(str(file).encode()).hexdigest(), 16))[:15]
    number = own[0] if own else f"c_1{digits}"
    return f"/{on:%Y-%m}/{on:%d}/{number}.htm"
