"""What bad input gets: a clear sentence that names the file, and never anything else."""

from io import BytesIO
from typing import Any

import pytest

from tracker.documents.media import Media, sniff
from tracker.documents.reading import read
from tracker.errors import DocumentError, NotARegulation, ScannedDocument, UnreadableDocument

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "x.bin is empty"),
        (b" \r\n\t ", "x.bin is empty"),
        (b"\x00\x00\x00", "x.bin is empty"),
        (PNG, "x.bin is a picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 9, "x.bin is a picture"),
        (b"RIFF0000WEBPVP8 ", "x.bin is a picture"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99,
            "x.bin is an old Office file without|x.bin is a damaged old Word file",
        ),
        (b"\x7fELF\x02\x01", "x.bin is a binary file"),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "x.bin is an XML answer"),
        (b'{"code":200,"data":""}', "x.bin is a JSON answer"),
        (b"%PDF-1.7 nothing behind it", "x.bin is a damaged or locked PDF"),
        (b"PK\x03\x04 word/document.xml nothing behind it", "x.bin is a damaged or locked Word file"),
        (b"PK\x03\x04 other", "x.bin is a damaged or locked archive"),
    ],
)
def test_unreadable_bytes_are_named(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=sentence):
        read(data, name="x.bin")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "<html><head><meta content='x1y2'><script>$_ts=window['$_ts'];</script></head><body></body></html>",
            "challenge",
        ),
        ("<html><body><h1>412 Precondition Failed</h1></body></html>", "challenge"),
        ("<html><script>document.cookie='__jsl_clearance_s=1'</script></html>", "challenge"),
        ("<html><body><h1>404 Not Found</h1><hr>nginx</body></html>", "error page"),
        ("<html><body>您访问的页面不存在或已删除</body></html>", "error page"),
        ("<html><script>window.location.href='./x/'</script><body></body></html>", "shell"),
        ("<html><body><div id=app></div></body></html>", "shell"),
        ("灯会新闻\n昨晚灯会热闹非凡。", "holds no provisions"),
        ("<html><body><p>昨晚灯会热闹非凡，第一条龙舟抵达。</p></body></html>", "holds no provisions"),
    ],
)
def test_readable_texts_that_are_no_regulation_are_told_apart(text: str, sentence: str) -> None:
    with pytest.raises(NotARegulation, match=rf"page\.htm .*{sentence}"):
        read(text.encode(), name="page.htm")


def test_a_notice_whose_text_is_attached_says_where_it_is() -> None:
    page = (
        "<html><body><p>现征求意见。</p><a href='/a/draft.pdf'>附件1</a><a href='/a/说明.docx'>附件2</a></body></html>"
    )
    with pytest.raises(NotARegulation, match=r"x\.htm is a notice .* the file it links to: /a/draft\.pdf and 1 more\."):
        read(page.encode(), name="x.htm")


def test_a_word_file_that_unpacks_without_end_is_refused(files: Any) -> None:
    bomb = files.archive({"word/document.xml": b" " * (33 * 1024 * 1024)})
    with pytest.raises(UnreadableDocument, match=r"bomb\.docx is a zip bomb"):
        read(bomb, name="bomb.docx")


def test_an_archive_of_many_large_members_is_refused(files: Any) -> None:
    large = b" " * (30 * 1024 * 1024)
    members = {f"word/media/{i}.bin": large for i in range(9)}
    bomb = files.archive({"word/document.xml": b"<x/>", **members})
    with pytest.raises(UnreadableDocument, match="beyond all measure"):
        read(bomb, name="bomb.docx")


@pytest.mark.parametrize(
    "xml",
    [
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        b"<?xml version='1.0'?>" + b" " * 3000 + b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>",
    ],
)
def test_entities_are_never_expanded(files: Any, xml: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="declares XML entities"):
        read(files.archive({"word/document.xml": xml}), name="x.docx")


def test_a_word_file_that_breaks_off_is_named(files: Any) -> None:
    with pytest.raises(UnreadableDocument, match=r"x\.docx is a damaged Word file"):
        read(files.archive({"word/document.xml": b"<w:document><w:body>"}), name="x.docx")


def test_a_word_file_without_provisions_is_no_regulation(files: Any) -> None:
    with pytest.raises(NotARegulation, match=r"x\.docx holds no provisions"):
        read(files.docx(["灯会新闻"]), name="x.docx")


def test_a_pdf_of_pictures_is_scanned(files: Any) -> None:
    with pytest.raises(ScannedDocument, match=r"scan\.pdf is a PDF of 2 page\(s\) without a text layer"):
        read(files.pdf([[], []], numbered=False), name="scan.pdf")


def test_a_pdf_cut_in_half_is_damaged_or_poorer_but_never_a_crash(files: Any) -> None:
    whole = files.pdf([files.set_lines("第一条 甲。\n第二条 乙。")])
    for length in range(10, len(whole), len(whole) // 12):
        with pytest.raises(DocumentError, match=r"cut\.pdf"):
            read(whole[:length], name="cut.pdf")


def test_a_sound_file_without_a_name_is_spoken_of_as_the_file() -> None:
    with pytest.raises(UnreadableDocument, match="The file is empty"):
        read(b"")


def test_what_a_file_is_says_its_first_bytes() -> None:
    assert sniff(b"junk before\n%PDF-1.4") is Media.PDF
    assert sniff("灯会".encode()) is Media.TEXT
    assert sniff("灯会".encode("utf-16")) is Media.TEXT
    assert sniff(b"<p>x</p>") is Media.HTML
    assert sniff("# 灯会法\n<!-- INFO END -->\n第一条 甲。".encode()) is Media.TEXT
    assert sniff(b"a\x00b") is Media.BINARY


def test_an_archive_with_a_text_box_and_many_members_is_sound(files: Any) -> None:
    stream = BytesIO(files.docx(["第一条 甲。", "第二条 乙。"], extra={"word/media/a.png": PNG}))
    assert len(read(stream.getvalue()).articles) == 2
