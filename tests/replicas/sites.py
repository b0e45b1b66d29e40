"""CAC, NPC, gov.cn, MOJ and TC260 as the facts describe them: where titles, days and texts stand, by which calls."""

import json
from datetime import date, timedelta
from html import escape
from urllib.parse import quote

from tests.replicas.server import JSON, Asked, Replica, Reply
from tests.replicas.texts import Text, docx, rarred, zipped
from tracker.demo import standard_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page(content: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">{head}</head><body>{content}</body></html>'


def as_json(answer: object, bom: bool = False) -> Reply:
    return Reply(("\ufeff" if bom else "") + json.dumps(answer, ensure_ascii=False), 200, JSON)


class Cac(Replica):
    """www.cac.gov.cn: list pages of 20 rows without a second page, JsonList behind them, articles, downloadfile.jsp."""

    conditional = True
    pages = ("/hdfw/wxan/A093802index_1.htm", "/wxzw/zcfg/bmgz/A09370303index_1.htm")

    def is_list(self, asked: Asked) -> bool:
        return asked.path in self.pages or asked.path == "/cms/JsonList"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path in self.pages:
            return self._column(asked, drafts=asked.path == self.pages[0])
        if asked.path == "/cms/JsonList":
            return self._json_list(asked)
        return self._article(asked)

    def _column(self, asked: Asked, drafts: bool) -> Reply:
        host = asked.headers["x-host"]
        rows = "".join(
            f'<li><h5><a href=//{host}{path(t)} title="{escape(t.announced)}">{t.announced[:18]}…</a></h5>'
            f'<div class="times">{t.on}</div></li>'
            for t in [t for t in self.newest() if t.draft is drafts][:20]
        )
        menu = '<ul class="nav"><li><a href="/index.htm">首页</a></li><li><a href="/zcfg/">政策法规</a></li></ul>'
        return Reply(page(f'{menu}<div id="loadingInfoPage" class="default">{rows}</div>'), conditional=True)

    def _json_list(self, asked: Asked) -> Reply:
        form = asked.form or asked.query
        drafts = {"A093802": True, "A09370303": False}.get(form["channelCode"])
        number, size = int(form["pageno"]), int(form["perPage"])
        texts = [t for t in self.newest() if t.draft is drafts]
        shown = texts[(number - 1) * size : number * size]
        host = asked.headers["x-host"]
        rows = [{"topic": t.announced, "infourl": f"//{host}{path(t)}", "pubtime": f"{t.on} 15:00"} for t in shown]
        return as_json({"list": rows, "totalRec": len(texts)})

    def _article(self, asked: Asked) -> Reply | None:
        if asked.path == "/cms/pub/interact/downloadfile.jsp":
            text = self.by_number(int(asked.query["filepath"]))
            name = f"attachment; filename*=UTF-8''{quote(text.file_name)}" if text else ""
            return text and Reply(docx(text), kind="application/octet-stream", headers=(("Content-Disposition", name),))
        there = ((t, n) for t in self.there() for n in range(1, t.pages + 1))
        found = next(((text, n) for text, n in there if path(text, n) == asked.path), None)
        return found and Reply(cac_article(*found), conditional=True)


def path(text: Text, page: int = 1) -> str:
    """Long articles of the older site went on at c_…_2.htm, c_…_3.htm."""
    further = f"_{page}" if page > 1 else ""
    return f"/{text.on:%Y-%m}/{text.on:%d}/c_{text.number:016d}{further}.htm"


def cut(text: Text, number: int) -> tuple[str, str]:
    """What stands on one page of a text, and the pager below it: empty for a text of one page."""
    paragraphs = text.body.split("</p>")[:-1]
    size = -(-len(paragraphs) // text.pages)
    shown = "".join(f"{paragraph}</p>" for paragraph in paragraphs[(number - 1) * size : number * size])
    links = "".join(f'<a href="{path(text, n).split("/")[-1]}">{n}</a>' for n in range(1, text.pages + 1))
    return shown, f'<div class="zwfenye">{links if text.pages > 1 else ""}</div>'


def cac_article(text: Text, number: int = 1) -> str:
    name = quote(text.file_name)
    link = (
        f'<a href="/cms/pub/interact/downloadfile.jsp?filepath={text.number}&fText={name}">附件：{text.file_name}</a>'
    )
    file = f"<p>{link}</p>" if text.in_file else ""
    words, pager = cut(text, number)
    return page(
        f'{text.chrome}<div class="main-title"><h1 class="title">\n{text.announced}\n</h1>'
        f'<span id="pubtime">\n{text.on:%Y年%m月%d日} 15:00\n</span></div>'
        f'<div class="main-content"><DIV id=BodyLabel>{words}{file}<div id="网站群管理"></div></DIV>{pager}</div>'
        f"<div>Produced By CMS publishdate:{text.on:%Y/%m/%d} 08:00:00</div>",
        f"<title>{text.announced}_虚构国网络办公室</title>",
    )


class Npc(Replica):
    """www.npc.gov.cn: flca-list, info, fjxx, attachment.pdf; the column of passed laws."""

    today = date(2026, 9, 10)

    def is_list(self, asked: Asked) -> bool:
        return asked.path in ("/flcaw/flca-list", "/npc/c2/c12435/")

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/flcaw/flca-list":
            return self._drafts(asked)
        if asked.path == "/npc/c2/c12435/":
            laws = "".join(f'<li><a href="{law(t)}">{t.name}</a> {t.on}</li>' for t in self.newest() if not t.draft)
            menu = '<li><a href="/npc/c2/c183/">立法</a></li>'
            return Reply(page(f"<ul>{menu}</ul><ul>{laws}</ul>"))
        if asked.path.startswith("/flcaw/flca/"):
            return self._draft(asked.path.split("/"))
        text = next((t for t in self.there() if law(t) == asked.path), None)
        return text and Reply(page(f'<h1>{text.name}</h1><div id="Zoom">{text.body}</div>'))

    def _drafts(self, asked: Asked) -> Reply:
        number, size = int(asked.query["page"]), int(asked.query["per_page"])
        closed = asked.query["flag"] == "1"  # whose comments are over: the facts' own day is the replica's
        wanted = [t for t in self.newest() if t.draft and (t.on < self.today - timedelta(30)) is closed]
        rows = [
            {
                "flxxmc": f"{t.name}（草案）征求意见",
                "flxxId": f"ff{t.number:030x}",
                "ksrq": f"{t.on} 00:00:00",
                "jsrq": f"{t.closes_on or t.on + timedelta(30)} 23:59:59",
                "gzrs": "3",
                "gzyj": str(len(self.diary)),
            }
            for t in wanted[(number - 1) * size : number * size]
        ]
        return as_json({"per_page": size, "total": len(wanted), "page": number, "rows": rows})

    def _draft(self, parts: list[str]) -> Reply | None:
        text = self.by_number(int(parts[3][2:], 16))
        if text is None:
            return None
        if parts[4] == "info":
            said = f"<p>现将《{text.name}（草案）》公布，征求意见期限为30日。</p>"
            return as_json({"flxxmc": f"{text.name}（草案）征求意见", "casmmc": "", "tsy": said})
        if parts[4] == "fjxx":
            named = f"{text.name}（草案）"
            return as_json({"fileName": f"{named}.PDF", "fileTitle": named, "fileFormat": "PDF", "path": "/x.PDF"})
        lines = [text.name, "（草案）", *text.lines[2:]]
        return Reply(standard_pdf.make("\n".join(lines)), kind="application/pdf")


def law(text: Text) -> str:
    return f"/npc/c2/c30834/{text.on:%Y%m}/t{text.key}.html"


class GovCn(Replica):
    """www.gov.cn: the feed of latest policies with its upper-case keys; the gazette's index, issues and articles."""

    conditional = True
    drafts = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path.endswith(".json") or ("/issue_" in asked.path and asked.path.endswith("/"))

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/zhengce/zuixin/ZUIXINZHENGCE.json":
            rows = [
                {"TITLE": t.name, "SUB_TITLE": "", "URL": content(t), "DOCRELPUBTIME": str(t.on)} for t in self.newest()
            ]
            return Reply(json.dumps(rows, ensure_ascii=False), 200, JSON, conditional=True)
        if asked.path == "/gongbao/gbgl.json":
            return self._gazette(asked)
        if asked.path.startswith("/gongbao/"):
            text = next((t for t in self.texts if issue(t) == asked.path), None)
            link = text and f'<a href="{content(text)}">示例管理局令（第{text.number}号）<br>{text.name}</a>'
            return link and Reply(page(f'<div class="list">{link}</div>'))
        if "/files/" in asked.path:
            text = self.by_number(int(asked.path.split("/")[-1].split(".")[0]))
            return text and Reply(docx(text), kind=WORD)
        text = next((t for t in self.there() if content(t) == asked.path), None)
        return text and Reply(gov_article(text), conditional=True)

    def _gazette(self, asked: Asked) -> Reply:
        years: dict[str, dict[str, dict[str, str]]] = {}
        host = asked.headers["x-host"]
        for text in self.texts:
            named = {"issue": f"第{text.number}号", "gname": f"http://{host}{issue(text)}"}
            years.setdefault(f"{text.on.year}年", {})[f"第{text.number}号"] = named
        return as_json({"values": years}, bom=True)


def issue(text: Text) -> str:
    return f"/gongbao/{text.on.year}/issue_{10000 + text.number}/"


def content(text: Text) -> str:
    return f"/zhengce/content/{text.on:%Y%m}/content_{7000000 + text.number}.htm"


def gov_article(text: Text) -> str:
    rows = (("发文机关：", "示例管理局"), ("成文日期：", f"{text.on:%Y年%m月%d日}"), ("标　　题：", text.name))
    table = "".join(f"<tr><td><b>{name}</b></td><td>{value}</td></tr>" for name, value in rows)
    link = f'<p><a appendix="true" href="/zhengce/files/{text.number}.docx">{text.name}</a></p>' if text.in_file else ""
    return page(
        f'{text.chrome}<table class="bd1">{table}</table>'
        f'<table><tr><td id="UCAP-CONTENT">{text.body}{link}</td></tr></table>',
        f"<title>{text.name}_虚构国政府网</title>",
    )


class Moj(Replica):
    """www.moj.gov.cn: a redirect to itself with two cookies, then the list; articles in nested TRS_Editor."""

    finals = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/pub/sfbgw/lfyjzj/lflfyjzj/"

    def answer(self, asked: Asked) -> Reply | None:
        if "CT6T=" not in asked.headers.get("cookie", ""):
            cookies = (("Set-Cookie", "CT6T=1; Path=/"), ("Set-Cookie", "CT6TS=2; Path=/"))
            return Reply(b"", 302, headers=(("Location", asked.path), *cookies))
        if self.is_list(asked):
            rows = "".join(
                f'<li><div class="rightData">{t.on}</div>'
                f'<a href="{moj(t)}" class="leftA">{t.announced[:30]}...</a></li>'
                for t in self.newest()
            )
            return Reply(page(f'<ul class="newsMsgList_zzy">{rows}</ul>'))
        text = next((t for t in self.there() if moj(t) == asked.path), None)
        if text is None:
            return self._file(asked)
        file = (
            f'<div id="isShowFile" class="appendix_file"><a href="/files/{text.number}.docx">{text.file_name}</a></div>'
        )
        return Reply(
            page(
                f'<h1>{text.announced}</h1><div class="sT">发布时间：{text.on} 09:00</div>'
                f'<div class="news_content_style"><div class="TRS_Editor"><style>.a{{}}</style>{text.body}</div></div>'
                f"{file if text.in_file else ''}"
            )
        )

    def _file(self, asked: Asked) -> Reply | None:
        if not asked.path.startswith("/files/"):
            return None
        text = self.by_number(int(asked.path.split("/")[-1].split(".")[0]))
        return text and Reply(docx(text), kind=WORD)


def moj(text: Text) -> str:
    return f"/pub/sfbgw/lfyjzj/lflfyjzj/{text.on:%Y%m}/t{text.key}.html"


class Tc260(Replica):
    """www.tc260.org.cn: rows that call jumpDetail, a detail page with labelled downloads, articles; zip and rar too."""

    packing = "zip"

    def is_list(self, asked: Asked) -> bool:
        return asked.path in ("/portal/suggestion", "/portal/cms/work/10/2")

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/portal/suggestion":
            return Reply(page("".join(_item(t) for t in self.newest() if t.draft)))
        if asked.path == "/portal/cms/work/10/2":
            links = [
                f'<a href="{article(t)}">关于发布国家标准《{t.name}》的通知</a>' for t in self.newest() if not t.draft
            ]
            return Reply(page("<ul><li>" + "</li><li>".join(links) + "</li></ul>"))
        last = asked.path.split("/")[-1]
        if asked.path.startswith("/portal/suggestion-detail/"):
            text = self.by_number(int(last, 16))
            return text and Reply(page(_detail(text, self.packing)))
        if asked.path.startswith("/sysFile/downloadFile/"):
            text = self.by_number(int(last, 16))
            archive = rarred if self.packing == "rar" else zipped
            packed = text and (archive(text) if text.in_file else docx(text))
            return packed and Reply(packed, kind="application/x-msdownload")
        text = next((t for t in self.there() if article(t) == asked.path), None)
        return text and Reply(page(f'<h1>{text.name}</h1><div class="content" id="content">{text.body}</div>'))


def _item(text: Text) -> str:
    until = text.closes_on or text.on + timedelta(60)
    return (
        f'<div class="item"><a target="_blank" onclick="jumpDetail(\'{text.hex}\',\'{until}\')">\n  '
        f"关于《{text.name}》征求意见稿征求意见的通知\n</a><span>{text.on}</span></div>"
    )


def _detail(text: Text, packing: str) -> str:
    files = (("征求意见稿：", text.number, f"《{text.name}》征求意见稿文本.{packing if text.in_file else 'docx'}"),)
    beside = (
        f'<li><label>编制说明：</label><a href="/sysFile/downloadFile/{0:032x}">《{text.name}》编制说明.pdf</a></li>'
    )
    rows = "".join(
        f'<li><label>{label}</label><a href="/sysFile/downloadFile/{n:032x}">{words}</a></li>'
        for label, n, words in files
    )
    return f'<div class="info"><p>恳切希望您提出宝贵意见。</p></div><div class="list"><ul>{rows}{beside}</ul></div>'


def article(text: Text) -> str:
    return f"/portal/article/2/{text.on:%Y%m%d}{text.number:06d}"
