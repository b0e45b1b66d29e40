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
    TC260 = "tc260"  # www.tc260.org.cn/portal/suggestion
    JPAAS = "jpaas"  # MIIT, SAMR: rows of html inside JSON


class Evidence(StrEnum):
    """Whether a page's shape was seen on the real site or a stored copy of it, or only inferred."""

    SEEN = "seen"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a healthy list shows; anything less makes the source degraded, never “nothing new”.

    Attributes:
        rows: the fewest rows a list has, before the title filter.
        newest_days: the newest row is at most this many days old; 0 for no such expectation.
    """

    rows: int = 1
    newest_days: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the parts of a row stand in an HTML list, as XPath; all but `row` are relative to the row.

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
        timeless: whether rows may come without a date (none of the shapes known may).
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

    def is_open(self, at: datetime) -> bool:
        """Whether an instant falls into the working hours."""
        return self.hours[0] <= at.astimezone(CHINA).hour < self.hours[1]

    def moved(self, base: str) -> "Source":
        """The same site at another base address (`http://127.0.0.1:8123`): a mirror, or a replica on this machine."""
        lists = tuple(replace(page, url=_moved(page.url, base)) for page in self.lists)
        return replace(self, url=_moved(self.url, base), lists=lists)


def _moved(url: str, base: str) -> str:
    there, here = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, here.path, here.query, ""))
