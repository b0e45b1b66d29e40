"""A text written as a page of three sites, as a Word file with list numbers and as a PDF reads back as the same tree.

The suite takes four of the real texts; `make endurance PYTEST=tests/documents/test_round_trip.py` takes them all.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.numbering import parse_numeral

pytestmark = pytest.mark.corpus

#: A rule, a text with parts cited by point, a standard with its notes, and a law with chapters.
FEW = (
    "genai-measures/2023-07-10-final.txt",
    "standard-contract/2023-02-22-final.txt",
    "pi-audit-institution-standard/2025-05-final.txt",
    "data-security-law/2021-06-10-final.txt",
)
TABLE = [("项目", "数量"), ("红灯笼", "三百"), ("白灯笼", "二十")]

Skeleton = list[tuple[str, str, str, str, str]]


def tight(text: str) -> str:
    return "".join(text.split())


def skeleton(document: Document) -> Skeleton:
    """Every node with its words, white space apart: a page sets spaces as it likes."""
    return [(p.locator, p.kind, tight(p.label), tight(p.heading), tight(p.text)) for p in document.walk()]


def lines_of(file: Path) -> tuple[Document, list[str]]:
    """A text with a table behind its last article but one: as read from plain text, and as its lines."""
    bare = read(file.read_bytes(), name=file.name)
    at = bare.articles[-2 if len(bare.articles) > 1 else -1].end
    rows = "".join(f"\n| {first} | {second} |" for first, second in TABLE)
    text = bare.text[:at] + rows + bare.text[at:]
    return read(text.encode(), name=file.name), text.split("\n")


# -- pages -------------------------------------------------------------------------------------------------------------


def blocks(lines: list[str]) -> Iterator[str]:
    """The lines as words to be set, and the rows of the table as one table."""
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("| "):
            rows.append("".join(f"<td>{escape(cell)}</td>" for cell in line.strip("| ").split(" | ")))
            continue
        if rows:
            yield f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
            rows = []
        if line:
            yield escape(line)


def paragraphs(lines: list[str]) -> str:
    return "\n".join(b if b.startswith("<table") else f"<p>　　{b}</p>" for b in blocks(lines))


def cac(lines: list[str]) -> bytes:
    frame = "<div class=nav><a href=/>首页</a><a href=/b>网信要闻</a></div>"
    page = f"<html><head><meta charset=utf-8><title>中国网信网</title></head><body>{frame}<div id='BodyLabel'>"
    return f"{page}{paragraphs(lines)}</div><div class=foot>承办：示例 | ICP备0001号</div></body></html>".encode()


def gov(lines: list[str]) -> bytes:
    facts = (
        "<table><tr><td><b>索 引 号：</b></td><td>0001/2026</td><td><b>主题分类：</b></td><td>科技</td></tr></table>"
    )
    cell = "".join(
        b if b.startswith("<table") else f"<p style='text-indent:2em'><span>{b}</span></p>" for b in blocks(lines)
    )
    page = f"<html><head><meta charset=gb2312></head><body>{facts}<table><tr><td><table><tr><td id='UCAP-CONTENT'>"
    return f"{page}{cell}</td></tr></table></td></tr></table><div>扫一扫在手机打开当前页</div></body></html>".encode(
        "gb18030"
    )


def trs(lines: list[str]) -> bytes:
    words = "".join(b if b.startswith("<table") else f"&nbsp;&nbsp;&nbsp;{b}<br/>\n" for b in blocks(lines))
    page = (
        "<html><head><meta charset=utf-8></head><body><ul><li><a>机构</a><li><a>公开</a></ul><div class='TRS_Editor'>"
    )
    return f"{page}{words}</div><p>版权所有：示例</p></body></html>".encode()


@pytest.mark.parametrize("site", [cac, gov, trs])
@pytest.mark.parametrize("file", FEW)
def test_a_page(corpus: Path, site: Callable[[list[str]], bytes], file: str) -> None:
    document, lines = lines_of(corpus / file)
    assert skeleton(read(site(lines))) == skeleton(document)


# -- Word --------------------------------------------------------------------------------------------------------------

_ARTICLE = re.compile(r"第([零〇一二三四五六七八九十百千]+)条[ 　]+(?=\S)")
_ITEM = re.compile(r"（([一二三四五六七八九十]+)）(?=\S)")
_FORM = "chineseCountingThousand"


def word(lines: list[str], files: Any) -> bytes:
    """The text with its articles and items as Word's lists count them, where they count on; other numbers typed."""
    body: list[str] = []
    articles = items = lists = 0
    for block in blocks(lines):
        line = _unescaped(block)
        article, item = _ARTICLE.match(line), _ITEM.match(line)
        if block.startswith("<table"):
            body.append(_table())
        elif article and parse_numeral(article[1]) == articles + 1:
            articles, items = articles + 1, 0
            body.append(files.listed("1", 0, line[article.end() :]))
        elif item and parse_numeral(item[1]) == (1 if not items else items + 1):
            items = parse_numeral(item[1])
            lists += items == 1
            body.append(files.listed(str(1 + lists), 0, line[item.end() :]))
        else:
            items = items if item else 0
            body.append(line)
    numbering = files.levels(("第%1条", _FORM)) + files.levels(
        ("（%1）", _FORM), series="9", numbers=[str(2 + n) for n in range(lists)]
    ).replace("</w:num>", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>')
    return bytes(files.docx(body, numbering=numbering))


def _unescaped(block: str) -> str:
    return (
        block.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
    )


def _table() -> str:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    return f"<w:tbl>{''.join(f'<w:tr>{cell(a)}{cell(b)}</w:tr>' for a, b in TABLE)}</w:tbl>"


@pytest.mark.parametrize("file", FEW)
def test_a_word_file_with_list_numbers(corpus: Path, files: Any, file: str) -> None:
    document, lines = lines_of(corpus / file)
    assert skeleton(read(word(lines, files))) == skeleton(document)


# -- PDF ---------------------------------------------------------------------------------------------------------------

_STYLE = (
    "body{font:12pt/1.8 serif} p{margin:0;text-indent:2em;text-align:justify} "
    "td{padding:2pt 20pt} table{border-collapse:collapse}"
)
_BAND = "<div style='font-size:9px;width:100%;text-align:center'>"


def printed(lines: list[str], browser: Browser) -> bytes:
    """The text as Chromium prints it: running header, page numbers, a ruled table."""
    body = "\n".join(b if b.startswith("<table") else f"<p>{b}</p>" for b in blocks(lines))
    page = browser.new_page()
    page.set_content(f"<html lang=zh><style>{_STYLE}</style><body>{body}</body></html>")
    data = page.pdf(
        format="A4",
        display_header_footer=True,
        header_template=f"{_BAND}示例汇编 二〇二六年</div>",
        footer_template=f"{_BAND}— <span class=pageNumber></span> —</div>",
        margin={"top": "25mm", "bottom": "22mm", "left": "28mm", "right": "26mm"},
    )
    page.close()
    return data


@pytest.mark.browser
@pytest.mark.parametrize("file", FEW)
def test_a_pdf_with_header_footer_and_table(corpus: Path, browser: Browser, file: str) -> None:
    document, lines = lines_of(corpus / file)
    assert skeleton(read(printed(lines, browser))) == skeleton(document)


# -- all of them -------------------------------------------------------------------------------------------------------


def differences(corpus: Path, write: Callable[[list[str]], bytes]) -> dict[str, str]:
    """The texts that read back otherwise, each with its first difference."""
    found = {}
    for file in sorted(corpus.glob("*/*.txt")):
        document, lines = lines_of(file)
        there, here = skeleton(read(write(lines), name=file.name)), skeleton(document)
        if there != here:
            place = next(
                (i for i, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there))
            )
            found[f"{file.parent.name}/{file.name}"] = (
                f"{here[place : place + 1]} reads back as {there[place : place + 1]}"
            )
    return found


@pytest.mark.endurance
@pytest.mark.parametrize("site", [cac, gov, trs])
def test_every_text_as_a_page(corpus: Path, site: Callable[[list[str]], bytes]) -> None:
    assert differences(corpus, site) == {}


@pytest.mark.endurance
def test_every_text_as_a_word_file(corpus: Path, files: Any) -> None:
    assert differences(corpus, lambda lines: word(lines, files)) == {}


@pytest.mark.endurance
@pytest.mark.browser
def test_every_text_as_a_pdf(corpus: Path, browser: Browser) -> None:
    assert differences(corpus, lambda lines: printed(lines, browser)) == {}
