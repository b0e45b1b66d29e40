"""Archives as attachments: the one document inside, or the names of the several."""

from typing import Any

import pytest

from tracker.documents.reading import read
from tracker.errors import UnreadableDocument

LAW = "灯会办法\n第一条 甲。\n第二条 乙。"


def test_an_archive_of_one_document_is_that_document(files: Any) -> None:
    inner = files.docx(LAW.split("\n"))
    litter = {"__MACOSX/._灯会办法.docx": b"x", "Thumbs.db": b"x", "空.txt": b"", "图.png": b"\x89PNG\r\n"}
    assert read(files.archive({"灯会办法.docx": inner, **litter}), name="a.zip").text == LAW


def test_several_documents_are_named(files: Any) -> None:
    data = files.archive({"办法.txt": LAW.encode(), "说明.txt": b"x y", "b.png": b"\x89PNG\r\n"})
    with pytest.raises(UnreadableDocument, match=r"a\.zip is an archive of 2 documents; .*: 办法\.txt、说明\.txt\."):
        read(data, name="a.zip")


def test_what_says_that_it_goes_with_a_text_is_left_out_and_named(files: Any) -> None:
    inner = files.docx(LAW.split("\n"))
    packed = {"灯会办法（征求意见稿）.docx": inner, "附/灯会办法编制说明.docx": inner, "意见反馈表.txt": b"x y"}
    document = read(files.archive(packed), name="a.zip")
    assert document.text == LAW
    (problem,) = [one for one in document.problems if one.what == "archive"]
    assert problem.says.endswith("beside it: 意见反馈表.txt、附/灯会办法编制说明.docx.")


def test_an_explanation_alone_is_read_as_what_it_is(files: Any) -> None:
    assert read(files.archive({"编制说明.txt": LAW.encode()})).text == LAW


def test_an_archive_without_documents_says_so(files: Any) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.zip is an archive .* holds no document"):
        read(files.archive({"b.png": b"\x89PNG\r\n"}), name="a.zip")


def test_what_is_wrong_inside_names_both(files: Any) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.zip, b\.docx is a damaged Word file"):
        read(files.archive({"b.docx": files.archive({"word/document.xml": b"<w:document>"})}), name="a.zip")


def test_an_archive_in_an_archive_is_opened_but_no_deeper(files: Any) -> None:
    once = files.archive({"law.txt": LAW.encode()})
    twice = files.archive({"once.zip": once})
    assert read(twice).text == LAW
    with pytest.raises(UnreadableDocument, match=r"a\.zip, twice\.zip, once\.zip is an archive in an archive in an"):
        read(files.archive({"twice.zip": twice}), name="a.zip")


def test_names_a_chinese_windows_wrote_are_read(files: Any) -> None:
    data = files.archive({"AAAA.txt": LAW.encode(), "BBBB.txt": LAW.encode()})
    data = data.replace(b"AAAA", "办法".encode("gb18030")).replace(b"BBBB", "说明".encode("gb18030"))
    with pytest.raises(UnreadableDocument, match=r"办法\.txt、说明\.txt"):
        read(data)
