"""Counsel's day on a real pair, in a real browser: open, sift, step, correct, note, answer, close, release, export;
then a third text comes in and the notes are carried.

The real texts are read from the corpus; the third text is the second with an article of ours put in and one reworded.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.readingroom.conftest import filed, firm
from tests.web.conftest import NOW, Firm, app
from tests.web.test_browser_workbench import Desk, select_words, site
from tracker import knowledge
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.instrument import Version
from tracker.law.numbering import write_article
from tracker.law.stage import Stage
from tracker.readingroom.filing import file_comparison

__all__ = ["app", "filed", "firm", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.corpus]

SLUG = "genai-measures"
DRAFT, FINAL, LATER = "2023-04-11-draft", "2023-07-10-promulgated", "2025-01-10-revised"
WHERE = f"/comparisons/{SLUG}/{DRAFT}..{FINAL}/"


def real(folder: Path, name: str) -> Document:
    return read((folder / SLUG / name).read_bytes(), name=name, guide=knowledge.guide())


def put(firm: Firm, version: str, stage: Stage, document: Document, before: str = "") -> None:
    """A text comes in, and is compared with the one before it."""
    with firm.library.writing() as files:
        dated = date.fromisoformat(version[:10])
        files.versions.file(Version(SLUG, version, stage, None, dated, document, (), "", NOW, NOW, None, None))
        if before:
            comparison = compare(files.versions.get(SLUG, before).document, document, knowledge.drafting())
            file_comparison(files, SLUG, before, version, comparison, NOW)


def later(final: Document) -> Document:
    """The final text with an article put in before the seventh, so that every number after it moves."""
    text = final.text
    at = text.index("第七条")
    head, tail = text[:at], text[at:]
    return read((head + "第七条　本条为测试所加。\n" + _renumbered(tail)).encode(), guide=knowledge.guide())


def _renumbered(tail: str) -> str:
    """Every article of the tail one number on, the last first, so that none is moved twice."""
    for number in range(40, 6, -1):
        here, there = write_article(str(number)), write_article(str(number + 1))
        tail = re.sub(rf"(?m)^{here}(?=[\s　])", there, tail)
    return tail


@pytest.fixture
def desk(firm: Firm, corpus: Path, browser: Browser, site: str, app: Flask) -> Iterator[Desk]:
    put(firm, DRAFT, Stage.CONSULTATION_DRAFT, real(corpus, "2023-04-11-draft-reconstructed.txt"))
    put(firm, FINAL, Stage.PROMULGATED, real(corpus, "2023-07-10-final.txt"), DRAFT)
    counsel = Desk(browser, site, "counsel")
    yield counsel
    counsel.leave()


def test_counsels_day(desk: Desk, firm: Firm):
    page = desk.open(WHERE)
    _sift_and_step(page)
    _part_and_undo(page)
    key = _correct(page)
    note = _note(page, key)
    _answer_and_close(page, note)
    _release(page)
    _export(desk, key)
    with firm.library.reading() as files:
        final = files.versions.get(SLUG, FINAL).document
    put(firm, LATER, Stage.REVISED, later(final), FINAL)
    _carried(desk, key)


def _sift_and_step(page: Page) -> None:
    page.click('.chip[data-show="softened"]')
    page.locator(".sieve summary").click()
    page.click('.chip[data-show="severity-3"]')
    page.keyboard.press("Escape")
    shown = page.locator("#rows .row:visible").count()
    assert 0 < shown < page.locator("#rows .row").count()
    assert "show=softened" in page.url
    page.locator(".sieve summary").click()
    page.keyboard.press("0")
    page.keyboard.press("/")
    page.keyboard.type("真实性")
    page.wait_for_function("document.querySelectorAll('#rows .row:not([hidden])').length < 10")
    assert page.locator("#rows .row:visible").count() > 0
    page.keyboard.press("Escape")
    page.keyboard.press("F7")
    page.keyboard.press("F7")
    assert page.locator(".row.here").count() == 1


def _correct(page: Page) -> str:
    """Overrule a verdict by keyboard; the machine's stays beside it."""
    key = page.locator(".row.here .judged").first.get_attribute("data-key") or ""
    page.keyboard.press("v")
    page.keyboard.press("Space")
    page.locator(".put-right .verdict textarea").fill("口径统一，义务反而更重。")
    page.locator(".put-right .verdict button.first").click()
    page.wait_for_load_state()
    judged = page.locator(f'.judged[data-key="{key}"]')
    assert judged.locator(".v.counsel.str").is_visible()
    assert judged.locator(".v.past").is_visible()
    return key


def _part_and_undo(page: Page) -> None:
    """Take two provisions apart by keyboard, see them signed in the list, and take the correction back."""
    before = page.locator(".judged").count()
    page.keyboard.press("r")
    page.locator(".put-right input[value=part]").check()
    page.locator(".put-right .pairing textarea").fill("看错了一处，先解除。")
    page.locator(".put-right .pairing button.first").click()
    page.wait_for_load_state()
    assert page.locator(".rulings", has_text="律师更正 1 处").is_visible()
    page.locator(".rulings summary").click()
    page.locator(".rulings form[action$=undo] button").click()
    page.wait_for_load_state()
    assert page.locator(".rulings", has_text="律师更正 0 处").is_visible()
    assert page.locator(".judged").count() == before
    page.keyboard.press("F7")
    page.keyboard.press("F7")


def _note(page: Page, key: str) -> str:
    phrase = select_words(page, key)
    page.locator(f'.judged[data-key="{key}"] a[data-note]').click()
    page.locator("form.write textarea").fill("请客户核对这几个字。")
    page.locator("form.write button.first").click()
    page.wait_for_load_state()
    note = page.locator(".note", has_text="请客户核对这几个字")
    assert note.locator(".quoted q").inner_text() == phrase
    return note.get_attribute("id") or ""


def _answer_and_close(page: Page, note: str) -> None:
    page.locator(f"#{note} summary", has_text="回复").click()
    page.locator(f"#{note} form[action$=answer] textarea").fill("同意。")
    page.locator(f"#{note} form[action$=answer] button").click()
    page.wait_for_load_state()
    assert page.locator(f"#{note} .re", has_text="同意").is_visible()
    page.locator(f"#{note} .do summary", has_text="更多").click()
    page.locator(f"#{note} form[action$=resolve] input[name=value]").fill("已告知客户")
    page.locator(f"#{note} form[action$=resolve] button").click()
    page.wait_for_load_state()
    assert page.locator(f"#{note} .closing", has_text="已告知客户").is_visible()


def _release(page: Page) -> None:
    page.locator(".release summary").click()
    page.locator(".release select").select_option("*")
    page.locator(".release form[action$=release] button").click()
    page.wait_for_load_state()
    assert page.locator(".release .state.released").is_visible()


def _export(desk: Desk, key: str) -> None:
    made = json.loads(desk.context.request.get(desk.site + WHERE.rstrip("/") + ".json").text())
    old, _, new = key.partition("~")
    row = next(c for c in made["clauses"] if (c["old"] or "", c["new"] or "") == (old, new))
    assert row["direction"] == "strengthened"


def _carried(desk: Desk, key: str) -> None:
    page = desk.open(f"/comparisons/{SLUG}/{FINAL}..{LATER}/")
    note = page.locator(".note", has_text="请客户核对这几个字")
    assert note.locator(".carried").is_visible()
    assert note.locator(".carried.placed, .carried.moved").count() == 1
