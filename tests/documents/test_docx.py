"""Word files: their words, their tables and the list numbers Word computes. Every text here is fiction."""

from typing import Any

import pytest

from tracker.documents.lines import CELL
from tracker.documents.numbered import write
from tracker.documents.reading import read
from tracker.documents.revisions import Revisions


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
    assert document.text.split("\n")[1] == CELL.join(("红灯", "十元"))


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
        (21, "decimalEnclosedCircle", "21"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (10, "ideographDigital", "一〇"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (2, "ideographTraditional", "乙"),
        (2, "ideographZodiac", "丑"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (3, "nobodyKnows", "3"),
    ],
)
def test_numbers_in_words_forms(number: int, form: str, printed: str) -> None:
    assert write(number, form) == printed


def test_before_and_after_tracked_changes(files: Any) -> None:
    changed = (
        "<w:p><w:r><w:t>第一条 灯</w:t></w:r><w:del><w:r><w:delText>笼</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>会</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>"
    )
    gone = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>第二条 烛。</w:delText></w:r></w:del></w:p>"
    )
    new = "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins><w:r><w:t>第二条 旗。</w:t></w:r></w:ins></w:p>"
    data = files.docx([changed, gone, new, "第三条 终。"])
    after, before = read(data), read(data, revisions=Revisions.ORIGINAL)
    assert [p.text for p in after.articles] == ["灯会。", "旗。", "终。"]
    assert [p.text for p in before.articles] == ["灯笼。", "烛。", "终。"]
    assert [p.what for p in after.problems] == ["tracked-changes"]
    assert "text before them" in before.problems[0].says


def test_a_paragraph_whose_end_was_deleted_runs_on(files: Any) -> None:
    ended = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>第一条 灯</w:t></w:r></w:p>"
    data = files.docx([ended, "会。", "第二条 乙。"])
    assert read(data).text == "第一条 灯会。\n第二条 乙。"
    assert read(data, revisions=Revisions.ORIGINAL).text == "第一条 灯\n会。\n第二条 乙。"


def test_a_deleted_paragraph_of_a_list_is_not_counted(files: Any) -> None:
    numbering = files.levels(("第%1条", "chineseCounting"))
    gone = (
        files.listed("1", 0, "")
        .replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr><w:del/>")
        .replace("<w:r><w:t></w:t></w:r>", "<w:del><w:r><w:delText>旧。</w:delText></w:r></w:del>")
    )
    data = files.docx([files.listed("1", 0, "甲。"), gone, files.listed("1", 0, "乙。")], numbering=numbering)
    assert [p.full_text for p in read(data).articles] == ["甲。", "乙。"]
    assert [p.full_text for p in read(data, revisions=Revisions.ORIGINAL).articles] == ["甲。", "旧。", "乙。"]


def test_cells_keep_their_order_merged_and_empty_ones_too(files: Any) -> None:
    def cell(words: str, span: int = 1) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>'

    table = (
        f"<w:tbl><w:tr>{cell('品名', 2)}{cell('价')}</w:tr><w:tr>{cell('')}{cell('红灯')}{cell('十元')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('合计', 3)}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    document = read(files.docx(["第一条 价目：", table, "第二条 乙。"]))
    assert document.text.split("\n")[1:4] == [f"品名{CELL}{CELL}价", f"{CELL}红灯{CELL}十元", f"合计{CELL}"]


def test_a_table_that_lays_out_a_page_is_no_table(files: Any) -> None:
    inside = "".join(f"<w:p><w:r><w:t>第{n}条 灯。</w:t></w:r></w:p>" for n in "一二三四五六七八九十")
    more = "".join(f"<w:p><w:r><w:t>第十{n}条 灯。</w:t></w:r></w:p>" for n in "一二三")
    table = f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{inside}{more}</w:tc></w:tr></w:tbl>"
    assert len(read(files.docx([table])).articles) == 13


def test_words_in_boxes_and_notes_are_not_lost(files: Any) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>灯会办法</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    part = '<w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{1}</w:{0}>'
    note = (
        '<w:footnote w:type="separator"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>灯指灯笼。</w:t></w:r></w:p></w:footnote>"
    )
    head = "<w:p><w:r><w:t>示例市公报</w:t></w:r></w:p>"
    extra = {
        "word/footnotes.xml": part.format("footnotes", note).encode(),
        "word/header1.xml": part.format("hdr", head).encode(),
    }
    document = read(files.docx([shape, "第一条 甲。", "第二条 乙。"], extra=extra))
    assert document.text == "灯会办法\n第一条 甲。\n第二条 乙。"
    assert document.furniture == ("示例市公报", "灯指灯笼。", "灯会办法")


def test_hidden_words_and_reading_aids_print_nothing(files: Any) -> None:
    odd = (
        "<w:p><w:r><w:t>第一条 </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>dēng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>灯</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert read(files.docx([odd, "第二条 乙。"])).articles[0].text == "灯"


def test_a_strict_file_is_read_as_any_other(files: Any) -> None:
    body = "".join(f"<w:p><w:r><w:t>第{n}条 灯。</w:t></w:r></w:p>" for n in "一二")
    xml = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{body}</w:body></w:document>'
    assert len(read(files.archive({"word/document2.xml": xml.encode()})).articles) == 2


def test_a_level_may_name_its_style_and_a_series_another(files: Any) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="laws"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="laws"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:pStyle w:val="tiao"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlRestart w:val="0"/><w:lvlText w:val="第%2条"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = '<w:style w:styleId="tiao"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styled = '<w:p><w:pPr><w:pStyle w:val="tiao"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    paragraphs = [
        *(files.listed("1", 0, "总则"), styled.format("甲。"), styled.format("乙。")),
        *(files.listed("1", 0, "附则"), styled.format("丙。")),
    ]
    document = read(files.docx(paragraphs, numbering=numbering, styles=styles))
    assert [p.locator for p in document.walk()] == ["chapter-1", "1", "2", "chapter-2", "3"]


def test_a_list_may_write_a_level_its_own_way(files: Any) -> None:
    own = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl>'
    numbering = files.levels(("（%1）", "chineseCounting"), numbers=()) + (
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    )
    document = read(files.docx([files.listed("1", 0, "甲。"), files.listed("1", 0, "乙。")], numbering=numbering))
    assert [p.label for p in document.articles] == ["第3条", "第4条"]


def test_legal_numbering_is_in_figures_on_every_level(files: Any) -> None:
    numbering = files.levels(("%1", "chineseCounting"), ("%1.%2", "decimal")).replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>'
    )
    paragraphs = [files.listed("1", 0, "范围"), files.listed("1", 1, "灯。")]
    document = read(files.docx(["1 甲", "2 乙", "2.1 丙", *paragraphs, "第一条 灯。"], numbering=numbering))
    assert "1.1 灯。" in document.text
