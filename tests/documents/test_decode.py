"""Bytes to characters, whatever they claim."""

import codecs

import pytest

from tracker.documents.decode import decode
from tracker.documents.reading import read
from tracker.errors import UnreadableDocument

LAW = "灯会管理办法\n第一条 为了灯会，制定本办法。\n第二条 本办法自公布之日起施行。"
PAGE = "<html><head><meta charset={}></head><body><div id=BodyLabel>{}</div></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_law_is_the_same_in_every_encoding(encoding: str) -> None:
    assert read(LAW.encode(encoding)).text == LAW


def test_traditional_signs_in_big5_are_read_where_declared() -> None:
    page = PAGE.format("big5", "燈會管理辦法")
    assert "燈會管理辦法" in decode(page.encode("big5"))


@pytest.mark.parametrize("claimed", ["utf-8", "UTF-8", "gb2312", "iso-8859-1x", "gbk"])
def test_gbk_bytes_are_read_right_whatever_they_claim(claimed: str) -> None:
    assert "灯会管理办法" in decode(PAGE.format(claimed, LAW).encode("gb18030"))


@pytest.mark.parametrize("claimed", ["gb2312", "gbk", "big5"])
def test_utf8_bytes_are_read_right_whatever_they_claim(claimed: str) -> None:
    assert "灯会管理办法" in decode(PAGE.format(claimed, LAW).encode())


def test_gb2312_means_gb18030() -> None:
    rare = "㐂灯会"  # not in GB 2312
    assert rare in decode(PAGE.format("gb2312", rare).encode("gb18030"))


def test_the_header_is_heard_before_the_page() -> None:
    assert "燈會" in decode(PAGE.format("gbk", "燈會").encode("big5"), declared="big5")


def test_a_text_cut_inside_a_character_is_still_a_text() -> None:
    assert decode((LAW * 40).encode()[:-1]).startswith(LAW)


def test_a_byte_order_mark_is_no_word() -> None:
    assert decode(codecs.BOM_UTF8 + "灯会".encode()) == "灯会"


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"noise\.txt is text in no encoding"):
        decode(b"\xff\xfa\x81\xff" * 50, name="noise.txt")
