"""Word files: their words, their tables and the list numbers Word computes. Every text here is fiction."""

from typing import Any

import pytest

from tracker.documents.numbered import write
from tracker.documents.reading import read


def test_plain_paragraphs(files: Any) -> None:
    document = read(files.docx(["灯会办法", "第一条　甲。", "第二条　乙：", "（一）丙；", "（二）丁。"]))
    assert [p.locator for p in document.walk()] == ["1", "2", "2(1)", "2(2)"]
    assert document.headmatter.title == "灯会办法"


def test_numbers_that_only_word_knows_are_counted_again(files: Any) -> None:
    numbering = files.levels(
        ("第%1章", "chineseCounting"),
        ("第%2条", "chineseCountingThousand"),
        ("（%3）", "chineseCounting"),
        ("%4.", "decimal"),
    ).replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>')
    paragraphs = [
        "灯会办法",
        files.listed("1", 0, "总则"),
        files.listed("1", 1, "甲。"),
        files.listed("1", 1, "乙："),
        files.listed("1", 2, "丙："),
        files.listed("1", 3, "丁；"),
        files.listed("1", 3, "戊。"),
        files.listed("1", 2, "己。"),
        files.listed("1", 0, "附则"),
        files.listed("1", 1, "庚："),
        files.listed("1", 2, "辛。"),
        files.listed("0", 0, "壬。"),
    ]
    document = read(files.docx(paragraphs, numbering=numbering))
    assert document.text.split("\n")[:4] == ["灯会办法", "第一章 总则", "第一条 甲。", "第二条 乙："]
    assert [p.locator for p in document.walk()] == [
        *("chapter-1", "1", "2", "2(1)", "2(1)[1]", "2(1)[2]", "2(2)"),
        *("chapter-2", "3", "3.1", "3(1)", "3.2"),
    ]
    assert document.problems == ()


def test_a_style_may_carry_the_number(files: Any) -> None:
    styles = (
        '<w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="article"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:styleId="circle"><w:basedOn w:val="circle"/></w:style>'
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="article"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    numbering = files.levels(("第%1条", "chineseCounting"))
    document = read(
        files.docx(["灯会办法", styled.format("甲。"), styled.format("乙。")], numbering=numbering, styles=styles)
    )
    assert [p.full_text for p in document.articles] == ["甲。", "乙。"]


def test_a_list_may_begin_again(files: Any) -> None:
    numbering = files.levels(("第%1条", "chineseCounting"), ("（%2）", "chineseCounting")) + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    document = read(files.docx([files.listed("1", 0, "甲。"), files.listed("2", 0, "乙。")], numbering=numbering))
    assert [p.locator for p in document.articles] == ["1", "5"]


def test_deleted_words_are_gone_inserted_ones_stand(files: Any) -> None:
    changed = (
        "<w:p><w:r><w:t>第一条 灯</w:t></w:r><w:del><w:r><w:delText>笼</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>会</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>烛</w:t></w:r></w:moveFrom><w:r><w:t>。</w:t></w:r></w:p>"
    )
    assert read(files.docx([changed, "第二条 乙。"])).articles[0].text == "灯会。"


def test_rows_of_tables_are_lines(files: Any) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format('红灯')}{cell.format('十元')}</w:tr></w:tbl>"
    document = read(files.docx(["第一条 价目：", table, "第二条 乙。"]))
    assert document.text.split("\n")[1] == "红灯 十元"


def test_breaks_and_tabs(files: Any) -> None:
    broken = (
        "<w:p><w:r><w:t>第一条</w:t><w:tab/><w:t>甲。</w:t><w:br/><w:t>第二条</w:t><w:tab/><w:t>乙。</w:t></w:r></w:p>"
    )
    assert [p.text for p in read(files.docx([broken])).articles] == ["甲。", "乙。"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (12, "chineseCountingThousand", "十二"),
        (12, "decimal", "12"),
        (2, "lowerLetter", "b"),
        (27, "upperLetter", "AA"),
        (4, "lowerRoman", "iv"),
        (9, "upperRoman", "IX"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "nobodyKnows", "3"),
    ],
)
def test_numbers_in_words_forms(number: int, form: str, printed: str) -> None:
    assert write(number, form) == printed
