"""MIIT, SAMR and MOFCOM: the list endpoint three ministries share, as the facts describe it."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from tests.replicas.server import Asked, Replica, Reply
from tests.replicas.sites import WORD, as_json, page
from tests.replicas.texts import Text, docx

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


def epoch(text: Text) -> int:
    day = text.closes_on or text.on + timedelta(30)
    return int((datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=16)).timestamp() * 1000)


class Jpaas(Replica):
    """The endpoint three ministries share: rows as HTML in JSON; a bare pageNo is ignored, paramJson is not."""

    drafts_page = ""
    finals_page = ""
    folder = ""
    search = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path == UNIT or asked.path.startswith("/search-front-server/")

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == UNIT:
            return self._unit(asked)
        if asked.path == "/search-front-server/api/search/info" and self.search:
            return self._found(asked)
        if asked.path.startswith("/cms_files/"):
            text = self.by_number(int(asked.path.split("/")[-1].split(".")[0]))
            return text and Reply(docx(text), kind=WORD)
        text = next((t for t in self.there() if self.path(t) == asked.path), None)
        return text and Reply(self.article(text))

    def _unit(self, asked: Asked) -> Reply:
        number = json.loads(asked.query.get("paramJson") or '{"pageNo": 1}')["pageNo"]
        wanted = {self.drafts_page: True, self.finals_page: False}.get(asked.query["pageId"])
        known = wanted is not None or asked.query["pageId"] in self.other_pages
        if asked.query.get("tagId") != unquote(self.tag) or not known:
            return as_json({"code": "200", "success": False, "data": None})
        shown = [t for t in self.newest() if t.draft is wanted][(number - 1) * 20 : number * 20]
        html = f'<div class="page-content" count="{len(self.texts)}"><ul>{"".join(map(self.row, shown))}</ul></div>'
        return as_json({"code": "200", "success": True, "data": {"html": html}})

    def _found(self, asked: Asked) -> Reply:
        number, size = int(asked.query["p"]), int(asked.query["pg"])
        texts = [t for t in self.newest() if not t.draft][(number - 1) * size : number * size]
        rows = [
            {"data": {"title": t.name, "url": self.path(t), "deploytime": str(epoch(t) - 31 * 86_400_000)}}
            if t.number % 2
            else {"groupData": [{"data": {"title": t.name, "url": self.path(t), "jsearch_date": str(t.on)}}]}
            for t in texts
        ]
        other = {"data": {"title": "一图读懂灯塔", "url": "/art/1", "jsearch_date": "2026-09-09"}}
        return as_json({"data": {"searchResult": {"dataResults": [*rows, other]}}})

    tag = ""
    other_pages: tuple[str, ...] = ()

    def path(self, text: Text) -> str:
        return f"{self.folder}/art/{text.on.year}/art_{text.hex}.html"

    def row(self, text: Text) -> str:
        raise NotImplementedError

    def body(self, text: Text) -> str:
        raise NotImplementedError

    def article(self, text: Text) -> str:
        metas = f'<meta name="ArticleTitle" content="{text.announced}"><meta name="PubDate" content="{text.on} 09:00">'
        return page(self.body(text), f"<title>{text.announced}</title>{metas}")


class Miit(Jpaas):
    """www.miit.gov.cn: deadline in milliseconds, files behind a page-turning viewer, released documents by search."""

    drafts_page = "ff3aac0962cb45e48e8e4da69450e847"
    tag = "右侧内容"
    folder = "/gzcy/yjzj"
    search = True

    def row(self, text: Text) -> str:
        title = f"公开征求对《{text.name}（征求意见稿）》的意见"
        return (
            f'<li><span class="fr">{text.on}</span><a href="{self.path(text)}" title="{title}"><i></i>{title}</a>'
            f'<span class="endtime" style="display:none !important;">{epoch(text)}</span></li>'
        )

    def body(self, text: Text) -> str:
        file = f"/cms_files/filemanager/1/attach/20269/{text.number}.docx"
        viewer = f"/cms_files/demo/pdfjs/web/viewer.html?file={file}"
        link = f'<p><a href="{viewer}">附件：《{text.name}（征求意见稿）》.docx</a></p>'
        return f'<div class="ccontent center" id="con_con">{text.body}{link if text.in_file else ""}</div>'


class Samr(Jpaas):
    """www.samr.gov.cn: a period and a mark of state in the list, a class that occurs twice on the page."""

    drafts_page = "b00644872e354a96b66e3cd954e9996f"
    finals_page = "5a1c443ecf8c471bb9577ba1ae5d2883"
    tag = "内容区域"
    other_pages = ("8395bc4a17d04d118c93e9904b258182",)
    folder = "/hd/zjdc"

    def row(self, text: Text) -> str:
        title = f"市场监管总局关于公开征求《{text.name}\n（征求意见稿）》意见的公告" if text.draft else text.name
        if not text.draft:
            return (
                f'<li class="nav04Left02_content"><a href="{self.path(text)}" title="{title}">{text.name}</a>'
                f'<span class="nav04Left02_contenttime">{text.on}</span></li>'
            )
        until = text.closes_on or text.on + timedelta(30)
        return (
            f'<li class="zjnav04Left02_content">'
            f'<div class="doctitle"><a href="{self.path(text)}" title="{title}">x</a></div>'
            f'<div class="doctime tim">{text.on}至{until}</div><div class="docstatus stu">(进行中)</div></li>'
        )

    def body(self, text: Text) -> str:
        file = (
            f'<li><a href="/cms_files/{text.number}.docx?fileName=a">{text.file_name}</a></li>' if text.in_file else ""
        )
        return (
            f'<div class="Three_xilan_07"></div><div class="Three_xilan_07">{text.body}</div>'
            f'<ul class="contentLeft0102box">{file}</ul>'
        )


class Mofcom(Jpaas):
    """MOFCOM's library of rules: the rows of a table."""

    finals_page = "8f9725e7377f44e3bf04b68cd18d21e5"
    tag = "规章库列表"
    drafts = False

    def row(self, text: Text) -> str:
        return (
            f'<table><tr><td>1</td><td><a href="{self.path(text)}">{text.name}</a></td><td>{text.on}</td></tr></table>'
        )

    def body(self, text: Text) -> str:
        file = f'<p>附件：<a href="/cms_files/{text.number}.docx">{text.file_name}</a></p>' if text.in_file else ""
        return f'<div class="TRS_Editor">{text.body}{file}</div>'
