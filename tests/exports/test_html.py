"""A comparison as one HTML file: whole by itself, true to the text, and safe whatever the text says."""

import re
from dataclasses import replace

import pytest
from lxml import html as parser

from tests.exports.test_exports import NEW, OLD
from tracker import knowledge
from tracker.diff.changes import Comparison, Edit
from tracker.diff.comparison import compare
from tracker.diff.fate import fates
from tracker.documents.reading import read
from tracker.exports import html
from tracker.exports.words import Voice


def compared(old: str = OLD, new: str = NEW) -> Comparison:
    return compare(read(old.encode()), read(new.encode()), knowledge.drafting())


def page(comparison: Comparison, **more: object) -> "parser.HtmlElement":
    return parser.document_fromstring(html.render(comparison, **more))  # type: ignore[arg-type]


def test_both_texts_stand_beside_each_other_with_what_each_alone_has() -> None:
    sides = page(compared()).cssselect("article .pair")[0].getchildren()
    assert [side.text_content() for side in sides] == [
        "看守人应当在三日内报告灯油短少。",
        "看守人应当在十日内报告灯油短少。",
    ]
    assert [x.text for x in sides[0].iter("del")] == ["三日"]
    assert [x.text for x in sides[1].iter("ins")] == ["十日"]


def test_verdict_reasons_numbers_and_obligations_are_told_in_both_languages() -> None:
    comparison = compared()
    destinies = fates(read(OLD.encode()), read(NEW.encode()), comparison, knowledge.drafting())
    for language, words in (
        ("zh", ("放宽", "数字变化", "新设", "删除")),
        ("en", ("softened", "Numbers", "new", "deleted")),
    ):
        told = page(comparison, destinies=destinies, language=language).text_content()
        assert all(word in told for word in words)


def test_it_needs_no_script_and_fetches_nothing() -> None:
    made = html.render(compared())
    assert made.startswith("<!DOCTYPE html>")
    assert not re.search(r"<script|\bsrc=|href=|@import|url\(|\bon\w+=", made)


def test_what_a_text_says_is_words_and_never_markup() -> None:
    wicked = "<script>alert(1)</script>&amp;<b title='x'>"
    comparison = compared()
    clause = replace(comparison.clauses[0], edits=(Edit("-", wicked), Edit("+", wicked)))
    made = html.render(replace(comparison, clauses=(clause,)))
    assert "<script>" not in made
    assert wicked in parser.document_fromstring(made).text_content()


def test_equal_texts_say_so_and_list_every_article() -> None:
    told = page(compared(new=OLD)).text_content()
    assert "两个文本内容相同" in told
    assert "(4)" in told


def test_a_voice_names_places_and_rules() -> None:
    voice = Voice(place=lambda locator: f"Nr. {locator}", rule=lambda rule: f"rule {rule}!")
    told = page(compared(), voice=voice).text_content()
    assert "Nr. 2 → Nr. 2" in told
    assert "rule deadline!" in told


@pytest.mark.browser
def test_on_a_phone_nothing_runs_over_the_edge(browser: object, tmp_path: object) -> None:
    file = tmp_path / "comparison.html"  # type: ignore[operator]
    file.write_text(html.render(compared()), encoding="utf8")
    screen = browser.new_page(viewport={"width": 390, "height": 800})  # type: ignore[attr-defined]
    screen.goto(file.as_uri())
    assert screen.evaluate("document.documentElement.scrollWidth") == 390
    screen.close()
