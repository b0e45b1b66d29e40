"""Pages and answers in the shapes official sites use; every page says, outside its text, that it is fiction.

Shapes: CAC list and article pages and JsonList, NPC flcaw answers and article page, TC260 drafts list and detail page.
The frames are our own words; what counts is where titles, dates and texts stand.
"""

import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MARK = "虚构示例站点：本页及所载文本均为软件演示而作，与任何真实机构、法规无关"
OFFICE = "虚构国网络与设施办公室"
_ARTICLE = re.compile(r"(第[零一二三四五六七八九十百]+条)[　\s]+(.*)", re.DOTALL)
_CENTRED = re.compile(r"第[一二三四五六七八九十]+章|（.{0,24}(?:稿|草案|通过)）$|第\d+号$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: where it leads, its title, the day it was posted; `key` and `closes_on` where a shape asks."""

    path: str
    title: str
    on: date
    key: str = ""
    closes_on: date | None = None


def cac_list(name: str, entries: Iterable[Entry], host: str, *, office: str = OFFICE, mark: str = MARK) -> str:
    """A column of the CAC site: `#loadingInfoPage li > h5 > a[title]`, `div.times`; links are protocol-relative.

    `mark` stands above and below the content; a replica of a person's own files says another than the sample library.
    """
    rows = "".join(
        f'<li><h5><a href=//{host}{e.path} target="_blank" title="{html.escape(e.title)}">{html.escape(e.title)}</a>'
        f'</h5><div class="times">{e.on.isoformat()}</div></li>'
        for e in entries
    )
    return _frame(
        f"{name}_{office}",
        f'<div class="news-normal-title"><div class="normal-title">{name}</div></div>'
        f'<div id="loadingInfoPage" class="default">{rows}</div>',
        mark,
    )


def cac_article(
    title: str, paragraphs: Sequence[str], on: date, source: str, *, office: str = OFFICE, mark: str = MARK
) -> str:
    """An article page of the CAC site: `.main-title h1.title`, `#pubtime`, `#source`, `#BodyLabel`."""
    return _frame(
        f"{html.escape(title)}_{office}",
        f'<div class="main-title"><h1 class="title">\n{html.escape(title)}\n</h1><div class="info clearfix">'
        f'<span id="pubtime">\n{on:%Y年%m月%d日} 15:00\n</span>'
        f'<span id="source">来源：{html.escape(source)}</span></div></div>'
        f'<div class="main-content"><DIV id=BodyLabel>{_paragraphs(paragraphs)}<div id="网站群管理"></div></DIV>'
        '<div class="zwfenye">\n</div></div><div class="share">分享到：【打印】【纠错】</div>',
        mark,
    )


def cac_json(entries: Sequence[Entry], host: str, page: int, per_page: int) -> bytes:
    """The JsonList answer: `list[]` of `topic`, protocol-relative `infourl`, `pubtime`; `totalRec`."""
    shown = entries[(page - 1) * per_page : page * per_page]
    rows = [{"topic": e.title, "infourl": f"//{host}{e.path}", "pubtime": f"{e.on} 15:00:00"} for e in shown]
    return _json({"list": rows, "totalRec": len(entries)})


def npc_list(entries: Sequence[Entry]) -> bytes:
    """The flca-list answer: `rows[]` of `flxxmc`, `flxxId`, `ksrq`, `jsrq`."""
    rows = [
        {
            "flxxId": e.key,
            "flxxmc": e.title,
            "ksrq": f"{e.on} 00:00:00",
            "jsrq": f"{e.closes_on or e.on} 23:59:59",
            "gzrs": "0",
            "gzyj": "0",
        }
        for e in entries
    ]
    return _json({"per_page": 100, "total": len(rows), "page": 1, "rows": rows})


def npc_info(entry: Entry, notice: Sequence[str]) -> bytes:
    """The flca info answer: the notice as HTML in `tsy`."""
    return _json(
        {
            "flxxId": entry.key,
            "flxxmc": entry.title,
            "ksrq": f"{entry.on} 00:00:00",
            "jsrq": f"{entry.closes_on or entry.on} 23:59:59",
            "tsy": _paragraphs(notice),
        }
    )


def npc_file(entry: Entry, name: str, size: int) -> bytes:
    """The flca fjxx answer: what the attachment is really called."""
    return _json({"busiId": entry.key, "fileName": f"{name}.PDF", "fileFormat": "PDF", "size": str(size)})


def npc_column(name: str, entries: Iterable[Entry]) -> str:
    """A column of passed laws: link text and date in one line."""
    rows = "".join(f'<li><a href="{e.path}">{html.escape(e.title)}</a><span>{e.on}</span></li>' for e in entries)
    return _frame(f"{name}_虚构国代表大会网", f'<div class="column"><ul class="list">{rows}</ul></div>')


def npc_article(title: str, paragraphs: Sequence[str], on: date) -> str:
    """An article page with the text in `#Zoom` (the TRS family; the real page's body was never seen)."""
    return _frame(
        f"{html.escape(title)}_虚构国代表大会网",
        f'<h1>{html.escape(title)}</h1><div class="info">来源：虚构国代表大会网　{on:%Y年%m月%d日}</div>'
        f'<div id="Zoom" class="TRS_Editor">{_paragraphs(paragraphs)}</div>',
    )


def tc260_list(name: str, entries: Iterable[Entry]) -> str:
    """A TC260 list: rows without href, `jumpDetail('<hex>','<deadline>')`, the last span a date."""
    rows = "".join(
        f"""<div class="item"><a target="_blank" onclick="jumpDetail('{e.key}','{e.closes_on or ""}')">
  {html.escape(e.title)}
</a><span>{e.on}</span></div>"""
        for e in entries
    )
    return _frame(f"{name}_虚构国标准化信息网", f'<div class="items">{rows}</div>')


def tc260_detail(title: str, notice: Sequence[str], files: Iterable[tuple[str, str, str]]) -> str:
    """A TC260 detail page: the notice in `div.info`, its files as label, path and name below."""
    links = "".join(
        f'<li><label>{label}：</label><a href="{path}" target="_blank">{html.escape(name)}</a></li>'
        for label, path, name in files
    )
    return _frame(
        f"{html.escape(title)}_虚构国标准化信息网",
        f'<h2>{html.escape(title)}</h2><div class="info">{_paragraphs(notice)}</div>'
        f'<div class="list"><ul>{links}</ul></div>',
    )


def home(entries: Iterable[tuple[str, str]]) -> str:
    """The first page: path and name of each list."""
    links = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in entries)
    return _frame("虚构示例站点", f"<ul>{links}</ul>")


def missing() -> str:
    """What a site says where it has no page."""
    return _frame("页面不存在", "<p>页面不存在</p>")


def _frame(title: str, content: str, mark: str = MARK) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="UTF-8">\n<title>{title}</title>\n</head>\n<body>\n'
        f'<div class="header"><div class="sample-mark">{mark}</div>'
        '<ul id="nav"><li><h3><a href="/">首 页</a></h3></li></ul></div>\n'
        f'<div class="main">{content}</div>\n<div class="footer"><p>{mark}</p></div>\n</body>\n</html>\n'
    )


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(_paragraph(line) for line in lines)


def _paragraph(line: str) -> str:
    """One line as the CAC's editor writes it: the article's number bold, then an ASCII space; heads centred."""
    if not line.strip():
        return "<p><br></p>"
    found = _ARTICLE.match(line)
    if found:
        return f"<p><strong>{found[1]}</strong> {html.escape(found[2])}</p>"
    if _CENTRED.search(line) and len(line) < 40:
        return f'<p style="text-align: center;"><span><strong>{html.escape(line)}</strong></span></p>'
    return f"<p>{html.escape(line)}</p>"


def _json(answer: object) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()
