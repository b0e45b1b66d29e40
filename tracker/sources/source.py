"""An official site as data: whose it is, which of its lists we read, how often, what a healthy answer looks like."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from tracker.law.instrument import Shelf

CHINA = ZoneInfo("Asia/Shanghai")  # every authority here dates and works by this clock


class ListKind(StrEnum):
    """The shape of a list; one small module reads each."""

    HTML = "html"  # rows by XPath
    CAC_JSON = "cac-json"  # www.cac.gov.cn/cms/JsonList
    NPC_JSON = "npc-json"  # www.npc.gov.cn/flcaw/flca-list
    GOV_FEED = "gov-feed"  # www.gov.cn …/ZUIXINZHENGCE.json
    GAZETTE = "gazette"  # www.gov.cn/gongbao/gbgl.json: issues, each a list of its own
    TC260 = "tc260"  # www.tc260.org.cn/portal/suggestion
    JPAAS = "jpaas"  # MIIT, SAMR, MOFCOM: rows of html inside JSON
    MIIT_SEARCH = "miit-search"  # www.miit.gov.cn/search-front-server: released documents
    NDRC = "ndrc"  # www.ndrc.gov.cn/hdjl/yjzq/: rows that lead to a key, not to a page
    FLK = "flk"  # flk.npc.gov.cn/law-search: JSON in, JSON out
    SOUSUO = "sousuo"  # sousuo.www.gov.cn/search-gov/data
    STD = "std"  # std.samr.gov.cn/gb/search/gbQueryPage: metadata of standards
    OPENSTD = "openstd"  # openstd.samr.gov.cn: a table of standards, whose texts stay where they are
    FEED = "feed"  # RSS, Atom or JSON Feed
    PAGE = "page"  # one page, which is the text itself


class Opening(StrEnum):
    """How what a list announces is opened; everything but a page takes several calls."""

    PAGE = "page"  # the address is the article
    NPC = "npc"  # info (the notice), fjxx (the file's name), attachment.pdf
    NDRC = "ndrc"  # access-url by short key, then getArticleDetail by the id it names
    FLK = "flk"  # download/pc names the file's address for an hour
    RECORD = "record"  # the row says all we may know: nothing is fetched


class Evidence(StrEnum):
    """Whether a page's shape was seen on the real site or a stored copy of it, or only inferred."""

    SEEN = "seen"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a healthy list shows; anything less makes the source degraded, never “nothing new”.

    Attributes:
        rows: the fewest rows that lead to an article, before the title filter.
        newest_days: the newest row is at most this many days old; 0 for no such expectation.
    """

    rows: int = 1
    newest_days: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """How sure the shape of one kind of page is.

    Attributes:
        page: which: a list's id, `article`, `attachment`, `record`.
        evidence: seen on the site or a stored copy of it, or only inferred (also where others say how they read it).
        copies: stored copies of a real page or answer that were read.
        readers: independent public collectors that read the site this way.
        as_of: the month of the newest evidence, `2026-09`; empty where there is none.
    """

    page: str
    evidence: Evidence = Evidence.INFERRED
    copies: int = 0
    readers: int = 0
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is turned over.

    Attributes:
        url: the address of a further page, `{n}` standing for its number; empty where only the form changes.
        field: the form field that carries the number; empty where the address does.
        second: what `{n}` is on the second page; step: how much it grows with each further one.
        pages: the most pages (of a gazette: newest issues) an ordinary visit reads; a back-fill goes on to the end.
    """

    url: str = ""
    field: str = ""
    second: int = 2
    step: int = 1
    pages: int = 3

    def number_of(self, page: int) -> int:
        """What stands for `{n}` on page 1, 2, 3 …"""
        return self.second + (page - 2) * self.step


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the parts of a row stand in an HTML list, as CSS or XPath; all but `row` are relative to the row.

    `title` empty: the link's `title` attribute, else its words. `closing`: the last day for comments, or a period that
    ends on it; empty where the list has no such field.
    """

    row: str
    link: str = ".//a[@href]"
    title: str = ""
    date: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class SourceList:
    """One list page or endpoint of a site.

    Attributes:
        id: its word beside the source's id, `drafts`.
        form: fields of a POST; empty for a GET.
        wanted: a regular expression a title must contain; empty takes every title.
        unwanted: a regular expression that drops a title: explanations, interviews, results.
        article: a regular expression the notice's address must contain, so that a pager is never taken for a notice.
        timeless: whether rows may come without a date (the gazette's issues and a single page do).
        opening: how an announced document is opened.
        paging: how the list is turned over; None where it has one page.
        inner: where the rows of this list are lists themselves (issues of a gazette), how those are read.
        body: a JSON body in a form's place, `{n}` standing for the number of the page.
        copies, readers, as_of: see Shape.
    """

    id: str
    url: str
    kind: ListKind
    rows: Rows = Rows(row="//li")
    form: tuple[tuple[str, str], ...] = ()
    wanted: str = ""
    unwanted: str = ""
    article: str = ""
    timeless: bool = False
    expects: Expectations = Expectations()
    evidence: Evidence = Evidence.INFERRED
    opening: Opening = Opening.PAGE
    paging: Paging | None = None
    inner: Rows | None = None
    body: str = ""
    copies: int = 0
    readers: int = 0
    as_of: str = ""

    @property
    def shape(self) -> Shape:
        """How sure this list's shape is."""
        return Shape(self.id, self.evidence, self.copies, self.readers, self.as_of)

    def turned_to(self, page: int) -> "SourceList":
        """This list at its page 1, 2, 3 …; a list without paging has one."""
        if self.paging is None or (page == 1 and not self.body):
            return self
        number = str(self.paging.number_of(page))
        url = (self.paging.url.replace("{n}", number) if page > 1 else "") or self.url
        form = tuple((name, number if name == self.paging.field else value) for name, value in self.form)
        return replace(self, url=url, form=form, body=self.body.replace("{n}", number))

    def issue(self, url: str) -> "SourceList":
        """One of the lists this list announces: an issue of the gazette at an address."""
        rows = self.inner or self.rows
        return replace(
            self, url=url, kind=ListKind.HTML, rows=rows, inner=None, paging=None, form=(), expects=Expectations()
        )


@dataclass(frozen=True, slots=True)
class Source:
    """One site tracker visits.

    Attributes:
        authority: id of the issuing body whose site it is; also the body of a text that names none.
        cadence_minutes: the pause between two visits.
        hours: the working hours it is visited in, [from, to) in Asia/Shanghai.
        enabled: whether `tracker up` visits it by itself.
        robots, robots_zh: what its robots.txt is known to say, in English and Chinese, shown beside the switch.
        limit_bytes, limit_seconds: of one file.
        shelf: real sites feed the real catalogue, the demo's site the sample shelf: fact and fiction never mix.
        shapes: how sure the shapes of its other pages are: articles, attachments.
        added_by: the person who added it on screen; empty for one described in `regs/`.
    """

    id: str
    authority: str
    name_zh: str
    name_en: str
    url: str
    lists: tuple[SourceList, ...]
    cadence_minutes: int = 360
    hours: tuple[int, int] = (0, 24)
    enabled: bool = True
    robots: str = ""
    limit_bytes: int = 32 * 1024 * 1024
    limit_seconds: float = 60.0
    shelf: Shelf = Shelf.REAL
    robots_zh: str = ""
    shapes: tuple[Shape, ...] = ()
    added_by: str = ""

    @property
    def all_shapes(self) -> tuple[Shape, ...]:
        """The shape of every kind of page it has, lists first."""
        return (*(page.shape for page in self.lists), *self.shapes)

    def is_open(self, at: datetime) -> bool:
        """Whether an instant falls into the working hours."""
        return self.hours[0] <= at.astimezone(CHINA).hour < self.hours[1]

    def moved(self, base: str) -> "Source":
        """The same site at another base address (`http://127.0.0.1:8123`): a mirror, or a replica on this machine."""
        return replace(self, url=_moved(self.url, base), lists=tuple(_list_moved(page, base) for page in self.lists))


def _list_moved(page: SourceList, base: str) -> SourceList:
    turning = page.paging and replace(page.paging, url=page.paging.url and _moved(page.paging.url, base))
    return replace(page, url=_moved(page.url, base), paging=turning)


def _moved(url: str, base: str) -> str:
    there, here = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, here.path, here.query, ""))
