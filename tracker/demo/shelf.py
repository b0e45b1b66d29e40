"""Which page of the demo's site holds which sample text: its addresses, and everything published up to a step."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from urllib.parse import quote

from tracker.demo import pages, standard_pdf
from tracker.demo.pages import Entry
from tracker.knowledge.fiction import SampleText, sample
from tracker.law.stage import Stage

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /private/\n"

DRAFTS = "/hdfw/wxan/A093802index_1.htm"
RULES = "/wxzw/zcfg/bmgz/A09370303index_1.htm"
JSON_LIST = "/cms/JsonList"
BILLS = "/flcaw/flca-list"
LAWS = "/npc/c2/c12435/"
SUGGESTIONS = "/portal/suggestion"
STANDARDS = "/portal/project/standard"

LISTS = (
    (DRAFTS, "意见征集"),
    (RULES, "部门规章"),
    (LAWS, "权威发布"),
    (SUGGESTIONS, "标准征求意见"),
    (STANDARDS, "标准发布"),
)

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Resource:
    """What an address answers: bytes, their declared type, the day they were made, further headers."""

    body: bytes = field(repr=False)
    media_type: str = HTML
    made_on: date = date(2025, 12, 1)
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def etag(self) -> str:
        """The validator of exactly these bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @property
    def modified_at(self) -> datetime:
        """The Last-Modified instant (UTC, whole seconds)."""
        return datetime.combine(self.made_on, time(7), tzinfo=UTC)


Answer = Callable[[Form], Resource]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All addresses of the site: fixed resources, and answers that depend on a form or query."""

    fixed: Mapping[str, Resource]
    asked: Mapping[str, Answer]


def shelf(texts: Sequence[SampleText], host: str) -> Shelf:
    """The site with these texts published; `host` (name and port) stands in its protocol-relative links."""
    kinds = {work.slug: work.kind for work in sample()}
    rules = [t for t in texts if kinds[t.instrument] == "departmental-rule"]
    laws = [t for t in texts if kinds[t.instrument] == "law"]
    standards = [t for t in texts if kinds[t.instrument] == "standard"]
    fixed = {"/robots.txt": Resource(ROBOTS.encode(), "text/plain; charset=utf-8"), "/": _html(pages.home(LISTS))}
    fixed |= dict(_cac(rules, host)) | dict(_npc(laws)) | dict(_tc260(standards))
    channels = {"A093802": _entries(rules, drafts=True), "A09370303": _entries(rules, drafts=False)}

    def json_list(form: Form) -> Resource:
        entries = channels.get(form.get("channelCode", ""), [])
        page, size = _whole(form.get("pageno"), 1), _whole(form.get("perPage"), 20)
        return Resource(pages.cac_json(entries, host, page, size), JSON)

    def bills(form: Form) -> Resource:
        found = [_bill(t) for t in reversed(laws) if _is_draft(t)]
        return Resource(pages.npc_list(found if form.get("flag", "0") == "0" else []), JSON, _newest(laws))

    return Shelf(fixed, {JSON_LIST: json_list, BILLS: bills})


def path_of(text: SampleText, kind: str) -> str:
    """Where a text's page (or file) stands."""
    if kind == "standard":
        return f"/portal/suggestion-detail/{_hex(text)}"
    if kind == "law":
        if _is_draft(text):
            return f"/flcaw/flca/{_npc_id(text)}/attachment.pdf"
        return f"/npc/c2/c30834/{text.dated_on:%Y%m}/t{text.dated_on:%Y%m%d}_{_digits(text, 6)}.html"
    return f"/{text.dated_on:%Y-%m/%d}/c_{_digits(text, 16)}.htm"


def _cac(texts: Sequence[SampleText], host: str) -> Iterator[tuple[str, Resource]]:
    noise = Entry("/2026-02/10/c_1770000000000001.htm", "关于示例设施志愿者招募结果的通知", date(2026, 2, 10))
    drafts = [*_entries(texts, drafts=True), noise]
    yield DRAFTS, _html(pages.cac_list("意见征集", drafts, host), _newest(texts))
    yield RULES, _html(pages.cac_list("部门规章", _entries(texts, drafts=False), host), _newest(texts))
    yield (
        noise.path,
        _html(pages.cac_article(noise.title, ["招募工作已经结束，感谢参与。"], noise.on, "虚构国"), noise.on),
    )
    for text in texts:
        yield path_of(text, "departmental-rule"), _html(_rule_page(text), text.dated_on)


def _rule_page(text: SampleText) -> str:
    body = text.text.splitlines()
    notice = text.notice.splitlines()
    lines = [*notice, "", *body] if notice else body
    return pages.cac_article(text.notice_title or text.title, lines, text.dated_on, "虚构国城市设施管理总局")


def _npc(texts: Sequence[SampleText]) -> Iterator[tuple[str, Resource]]:
    passed = [t for t in texts if not _is_draft(t)]
    entries = [Entry(path_of(t, "law"), t.title, t.dated_on) for t in reversed(passed)]
    yield LAWS, _html(pages.npc_column("权威发布", entries), _newest(passed))
    for text in passed:
        page = pages.npc_article(text.title, text.text.splitlines(), text.dated_on)
        yield path_of(text, "law"), _html(page, text.dated_on)
    for text in (t for t in texts if _is_draft(t)):
        yield from _bill_files(text)


def _bill_files(text: SampleText) -> Iterator[tuple[str, Resource]]:
    entry, at = _bill(text), f"/flcaw/flca/{_npc_id(text)}"
    data = _pdf(text.text, text.title)
    yield f"{at}/info/", Resource(pages.npc_info(entry, text.notice.splitlines()), JSON, text.dated_on)
    yield f"{at}/fjxx/", Resource(pages.npc_file(entry, text.title, len(data)), JSON, text.dated_on)
    yield f"{at}/attachment.pdf", Resource(data, "application/pdf", text.dated_on)


def _bill(text: SampleText) -> Entry:
    return Entry(path_of(text, "law"), text.notice_title, text.dated_on, _npc_id(text), text.comment_deadline)


def _tc260(texts: Sequence[SampleText]) -> Iterator[tuple[str, Resource]]:
    drafts, finals = [t for t in texts if _is_draft(t)], [t for t in texts if not _is_draft(t)]
    for path, name, some in ((SUGGESTIONS, "征求意见", drafts), (STANDARDS, "标准发布", finals)):
        rows = [Entry("", t.notice_title, t.dated_on, _hex(t), t.comment_deadline) for t in reversed(some)]
        yield path, _html(pages.tc260_list(name, rows), _newest(some))
    for text in texts:
        file = f"/sysFile/downloadFile/{_hex(text, 'file')}"
        name = f"{text.title.replace('　', ' ')}.pdf"
        label = "征求意见稿" if _is_draft(text) else "标准文本"
        detail = pages.tc260_detail(text.notice_title, text.notice.splitlines(), [(label, file, name)])
        yield path_of(text, "standard"), _html(detail, text.dated_on)
        yield file, _download(_pdf(text.text, "XG/T 0421—2026"), name, text.dated_on)


def _download(data: bytes, name: str, on: date) -> Resource:
    disposition = ("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
    return Resource(data, "application/x-msdownload", on, (disposition,))


@cache
def _pdf(text: str, running_head: str) -> bytes:
    return standard_pdf.make(text, running_head=running_head)


def _entries(texts: Sequence[SampleText], *, drafts: bool) -> list[Entry]:
    """The rules' rows, newest first as on the real lists."""
    return [
        Entry(path_of(t, "departmental-rule"), t.notice_title or t.title, t.dated_on)
        for t in reversed(texts)
        if _is_draft(t) is drafts
    ]


def _is_draft(text: SampleText) -> bool:
    return text.stage in (Stage.CONSULTATION_DRAFT, Stage.BILL)


def _newest(texts: Sequence[SampleText]) -> date:
    return max((t.dated_on for t in texts), default=date(2025, 12, 1))


def _html(page: str, on: date = date(2025, 12, 1)) -> Resource:
    return Resource(page.encode(), HTML, on)


def _hex(text: SampleText, what: str = "page") -> str:
    return hashlib.sha256(f"{what}/{text.instrument}/{text.id}".encode()).hexdigest()[:32]


def _npc_id(text: SampleText) -> str:
    return "ff80" + _hex(text)[:28]


def _digits(text: SampleText, length: int) -> str:
    return "1" + str(int(_hex(text), 16))[: length - 1]


def _whole(words: str | None, default: int) -> int:
    return int(words) if words and words.isdecimal() and int(words) > 0 else default
