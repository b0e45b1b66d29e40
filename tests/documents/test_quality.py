"""Which readings a person must look at first, and what is said against them. Every text here is fiction."""

import pytest

from tracker.documents.quality import GATE, judge
from tracker.documents.reading import read
from tracker.law.document import Document

NUMBERS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]


def law(
    numbers: list[str], *, words: str = "灯会应当有序，举办者应当保障安全，任何人不得携带明火入场。", end: str = ""
) -> Document:
    lines = [f"第{n}条 {words}" for n in numbers[:-1]]
    last = end or "本办法自2026年5月1日起施行。"
    return read("\n".join(["灯会管理办法", *lines, f"第{numbers[-1]}条 {last}"]).encode())


def test_a_text_without_a_fault_passes_with_full_marks() -> None:
    quality = judge(law(NUMBERS))
    assert (quality.score, quality.problems, quality.passes) == (1.0, (), True)


@pytest.mark.parametrize(
    ("document", "what", "where", "passes"),
    [
        # one of twelve is missing: shown; a quarter: a person looks first
        (law([n for n in NUMBERS if n != "五"]), "gaps", "6", True),
        (law([n for n in NUMBERS if n not in "四五六"]), "gaps", "7", False),
        (law([*NUMBERS[:6], "六", *NUMBERS[6:]]), "duplicates", "6#2", True),
        (law(NUMBERS, words="灯会\ufffd\ufffd应当有序\ue001，举办者应当\ufffd保障安全。"), "garbled", "1", False),
        (law(NUMBERS, words="锟斤拷锟斤拷应当有序，举办者应当保障安全。"), "garbled", "1", False),
        (law(NUMBERS, end="举办者应当在灯会开始三十日前向灯会"), "missing-end", "12", True),
        (law(NUMBERS, end="灯会应当有序。"), "no-commencement", "12", True),
        (read("灯会办法\n第一条 甲。\n第二条 自公布之日起施行。".encode()), "short", "", False),
        (law(NUMBERS, words=""), "empty", "1", False),
    ],
)
def test_what_is_wrong_is_named_with_its_place(document: Document, what: str, where: str, passes: bool) -> None:
    quality = judge(document)
    assert (what, where) in [(p.what, p.where) for p in quality.problems]
    assert quality.passes is passes
    assert quality.passes is (quality.score >= GATE)


def test_an_article_that_swallowed_its_neighbours_is_noticed() -> None:
    quality = judge(
        read("\n".join(["灯会办法", "第一条 甲。", "第二条 " + "灯会应当有序。" * 900, "第三条 丙。"]).encode())
    )
    assert ("long-article", "2") in [(p.what, p.where) for p in quality.problems]


def test_the_faults_are_one_sentence_the_gravest_first() -> None:
    quality = judge(law([n for n in NUMBERS if n not in "三四五六"], end="举办者应当"))
    assert quality.reason.startswith(f"read with a quality of {quality.score:.2f}, below {GATE:.2f}: 4 of 12 articles")
    assert [p.what for p in quality.problems] == ["gaps", "missing-end"]


def test_a_book_of_a_code_lacks_nothing_before_its_first_article() -> None:
    assert judge(law(["九十八", "九十九", "一百", "一百零一"], end="本编自2026年5月1日起施行。")).score == 1.0
