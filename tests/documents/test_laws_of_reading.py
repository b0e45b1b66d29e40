"""The laws of the room: every line in one provision or furniture; no grammar words raise; plain text is cheap."""

import subprocess
import sys
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.documents.reading import read
from tracker.errors import DocumentError, NotARegulation
from tracker.law.document import Document

LABELS = st.sampled_from(
    [
        *(
            "第一条",
            "第二条",
            "第三条　",
            "第二条之一 ",
            "第九条 ",
            "第一章 ",
            "第二章",
            "第一节 ",
            "第一编 ",
            "附则",
            "附 则",
        ),
        *(
            "（一）",
            "（二）",
            "（三）至（四）项",
            "(一)",
            "1.",
            "2．",
            "（1）",
            "①",
            "⒈",
            "1)",
            "a) ",
            "b）",
            "一、",
            "二、",
        ),
        *("1 ", "2 ", "1.1 ", "1.2", "2.1 ", "A.1 ", "附录A ", "附录B（资料性）", "附件", "附件一：", "附件2 ", "附表"),
        *("Article 1", "Article 2 ", "1. ", "(a) ", "(i) ", "(ia) ", "CHAPTER I", "ANNEX I", "SECTION 2 "),
        *("目录", "前言", "注：", "注1：", "【甲】", "（征求意见稿）", "关于灯会的说明", "参考文献", "", "“第一条 "),
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "灯会应当有序。",
            "灯会",
            "为了灯会，制定本办法：",
            "自2026年5月1日起施行。",
            "2026年3月2日",
            "示例市灯会委员会",
        ),
        *(
            "总则",
            "令",
            "第3号",
            "",
            "灯会管理办法",
            "灯会安全要求 ...... 3",
            "规定",
            "（草案二次审议稿）",
            "Lanterns hang.",
            "、第三条",
        ),
        *(
            "截止日期为2026年13月45日",
            "第〇条",
            "〔2026〕1号",
            "\u3000\u200b",
            "12",
            "二〇二六年三月二日",
            "<!--",
            "**灯**",
        ),
    ]
)
TEXTS = st.lists(st.tuples(LABELS, WORDS).map("".join), min_size=1, max_size=25).map("\n".join)


def taken(data: bytes) -> tuple[Document | None, str]:
    """The document, or the sentence that says why there is none."""
    try:
        return read(data, name="x.bin"), ""
    except DocumentError as error:
        return None, str(error)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_nonsense_of_grammar_words_is_read_whole_or_refused(text: str) -> None:
    document, sentence = taken(text.encode())
    if document is None:
        assert "x.bin" in sentence
    else:
        LAWFUL[0](document)
        assert taken(text.encode())[0] == document


LAWFUL: list[Callable[[Document], None]] = []


@pytest.fixture(autouse=True, scope="module")
def _lawful(whole: Callable[[Document], None]) -> None:
    LAWFUL.append(whole)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_sentence(data: bytes) -> None:
    document, sentence = taken(data)
    assert document is not None or sentence.startswith("x.bin ")


def test_reading_plain_text_loads_no_parser_of_pages_or_files() -> None:
    script = """
        import sys
        from tracker.documents.reading import read
        read("第一条 甲。\\n第二条 乙。".encode())
        heavy = {"lxml", "pdfplumber", "pdfminer", "zipfile", "tracker.documents.html"} & set(sys.modules)
        print(sorted(heavy))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_markdown_of_a_collection_is_the_same_law() -> None:
    text = "# 灯会法\n\n2026年1月1日 通过\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 **甲**。\n\n第二条 乙。\n"
    document = read(text.encode())
    assert document.text == "灯会法\n2026年1月1日 通过\n第一章 总则\n第一条 甲。\n第二条 乙。"
    assert [p.locator for p in document.walk()] == ["preamble", "chapter-1", "1", "2"]


def test_radicals_copied_from_a_pdf_are_the_letters_they_look_like() -> None:
    assert read("第一条 ⼈⺠的⻛险。\n第二条 乙。".encode()).find("1").text == "人民的风险。"  # type: ignore[union-attr]


def test_a_text_of_a_title_only_is_refused() -> None:
    with pytest.raises(NotARegulation):
        read("灯会法".encode())
