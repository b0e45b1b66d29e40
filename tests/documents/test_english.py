"""English texts in articles, their numbers kept as printed. Every text here is fiction."""

from tracker.law.document import Document, Grammar
from tracker.law.stage import Stage


def places(document: Document) -> list[str]:
    return [p.locator for p in document.walk()]


def test_articles_paragraphs_points_and_roman_points(law: Document) -> None:
    """
    Lantern Festival Act
    CHAPTER I
    GENERAL PROVISIONS
    Article 1
    Subject matter
    1. This Act lays down rules on lanterns.
    2. It applies to:
    (a) paper lanterns;
    (b) silk lanterns, namely:
    (i) red ones;
    (ii) yellow ones;
    (c) others.
    It does not apply to candles.
    Article 2 Definitions
    In this Act:
    (1) ‘lantern’ means a lamp in a cover;
    (2) ‘festival’ means a gathering.
    SECTION 1
    Duties
    Article 3
    Article 2 of the Candle Act applies.
    """
    assert law.grammar is Grammar.ENGLISH
    assert law.headmatter.title == "Lantern Festival Act"
    assert places(law) == [
        *("chapter-i", "1", "1(1)", "1(2)", "1(2)(a)", "1(2)(b)", "1(2)(b)(i)", "1(2)(b)(ii)", "1(2)(c)", "1(2).2"),
        *("2", "2(1)", "2(2)", "chapter-i.section-1", "3"),
    ]
    assert law.find("1").heading == "Subject matter"  # type: ignore[union-attr]
    assert law.find("2").heading == "Definitions"  # type: ignore[union-attr]
    assert law.find("2").text == "In this Act:"  # type: ignore[union-attr]
    assert law.find("3").text == "Article 2 of the Candle Act applies."  # type: ignore[union-attr]
    assert law.problems == ()


def test_words_may_follow_the_number_on_its_line(law: Document) -> None:
    """
    Measures for Lantern Festivals
    (Draft for Comment)
    Chapter 1 General Provisions
    Article 1 These Measures apply to lantern festivals.
    Article 2 Lanterns shall be:
    (1) firm;
    (2) bright.
    """
    assert places(law) == ["chapter-1", "1", "2", "2(1)", "2(2)"]
    assert law.find("1").text == "These Measures apply to lantern festivals."  # type: ignore[union-attr]
    assert law.find("1").heading == ""  # type: ignore[union-attr]
    assert law.headmatter.stage is Stage.CONSULTATION_DRAFT
    assert law.headmatter.title == "Measures for Lantern Festivals (Draft for Comment)"


def test_numbers_of_a_compromise_text_stay_as_printed(law: Document) -> None:
    """
    Lantern Festival Regulation
    Article 1
    1. Lanterns:
    (a) paper;
    (aa) rice paper;
    (b) silk.
    1a. Candles are excluded.
    Article 1a
    Stewards
    Stewards wear a badge.
    Article 4
    Entry
    This Regulation enters into force tomorrow.
    ANNEX I
    Colours
    1. Red.
    """
    assert places(law) == ["1", "1(1)", "1(1)(a)", "1(1)(aa)", "1(1)(b)", "1(1a)", "1a", "4", "annex-i", "annex-i(1)"]
    assert [(p.what, p.where) for p in law.problems] == [("gap", "4")]
