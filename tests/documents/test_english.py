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


def test_roman_points_behind_point_h_are_its_own(law: Document) -> None:
    """
    Lantern Festival Act
    Article 1
    1. The following is prohibited:
    (g) candles;
    (h) torches, unless they serve:
    (i) the search for visitors;
    (iii) the light of a stage;
    (iiia) repairs;
    (iv) cooking.
    This does not apply to stewards.
    (j) fireworks;
    (k) open fires.
    Article 2
    Entry
    This Act enters into force tomorrow.
    """
    listed = ["1(1)(h)(i)", "1(1)(h)(iii)", "1(1)(h)(iiia)", "1(1)(h)(iv)"]
    assert places(law) == ["1", "1(1)", "1(1)(g)", "1(1)(h)", *listed, "1(1).2", "1(1)(j)", "1(1)(k)", "2"]


def test_labels_as_compromise_texts_print_them(law: Document) -> None:
    """
    Lantern Festival Act
    Article 1
    Scope
    -1. Lanterns are lamps.
    1. 1. It applies to:
    (-a) candles;
    (a) (a) lamps.
    2.
    2. It does not apply to:
    a) torches;
    b) fires, in the cases set out in Article
    3. This is a reference, as is what is set out in
    Article 7.
    3 Stewards wear a badge.
    3a. Others need none.
    Article 2 a
    Entry
    1. It enters into force tomorrow.
    ARTICLE 2B Repeal
    The old Act is repealed.
    New article 2caVisitors1.
    Visitors pay.
    TITLE II
    REGISTER OF THE LANTERNS LISTED IN
    ANNEX I
    Chapter 1(new)
    Lists
    Article 3
    Advisory forum 1. A forum is set up.
    2. It meets, as (d) says of lamps. Article 3a The lists
    Lists are public.
    """
    first = ["1", "1(-1)", "1(1)", "1(1)(-a)", "1(1)(a)", "1(2)", "1(2)(a)", "1(2)(b)", "1(3)", "1(3a)"]
    second = ["2a", "2a(1)", "2b", "2ca", "2ca(1)", "title-ii", "title-ii.chapter-1", "3", "3(1)", "3(2)", "3a"]
    assert places(law) == [*first, *second]
    headings = {p.locator: p.heading for p in law.walk() if p.heading}
    assert headings["title-ii"] == "REGISTER OF THE LANTERNS LISTED IN ANNEX I"
    assert (headings["title-ii.chapter-1"], headings["3"], headings["3a"]) == ("Lists", "Advisory forum", "The lists")
    assert (headings["2b"], headings["2ca"]) == ("Repeal", "Visitors")
    assert law.find("1(1)").text == "It applies to:"  # type: ignore[union-attr]
    assert law.find("1(2)").text == "It does not apply to:"  # type: ignore[union-attr]
    assert law.find("1(2)(b)").text.endswith("Article\n3. This is a reference, as is what is set out in\nArticle 7.")  # type: ignore[union-attr]
    assert [p.what for p in law.problems] == ["run-on"]


def test_an_act_of_two_bodies_names_both(law: Document) -> None:
    """
    REGULATION OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL ON LANTERNS
    Article 1
    Lanterns are lamps.
    Article 2
    It shall apply from 1 May 2026.
    """
    assert law.headmatter.authorities == ("European Parliament", "Council")
