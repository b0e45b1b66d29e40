"""A version in both languages: brought as a file, bound clause by clause, struck where the Chinese moved on."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import LIFTS, Visitor
from tracker.knowledge.fiction import sample_texts

DRAFT, FINAL = (f"/instruments/{LIFTS[0]}/versions/{version}/translation/" for version in LIFTS[1:])
ENGLISH = {text.id: text.english or "" for text in sample_texts() if text.instrument == LIFTS[0]}


def bring(browser: FlaskClient, page: str, data: bytes, name: str = "en.txt") -> TestResponse:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    form = {"csrf_token": found[1] if found else "", "file": (BytesIO(data), name), "translator": "our own rendering"}
    return browser.post(page, data=form, follow_redirects=True)


def test_without_a_translation_the_page_says_so(as_: Visitor):
    page = as_("counsel").get(DRAFT).text
    assert "还没有译文" in page
    assert "中文为准" in page


@pytest.mark.parametrize("who", ["counsel", "analyst"])
def test_a_translation_is_bound_clause_by_clause(as_: Visitor, who: str):
    page = bring(as_(who), DRAFT, ENGLISH[LIFTS[1]].encode()).text
    assert "译者：our own rendering" in page
    rows = dict(re.findall(r'<tr id="([^"]+)" class="fits">(.*?)</tr>', page, re.DOTALL))
    assert len(rows) > 20
    assert "第一条" in rows["art_1"]
    assert "<del>" not in page


def test_in_the_next_version_the_english_of_what_changed_is_struck(as_: Visitor):
    counsel = as_("counsel")
    bring(counsel, DRAFT, ENGLISH[LIFTS[1]].encode())
    page = counsel.get(FINAL).text
    assert "本稿还没有自己的译文" in page
    assert "中文为准" in page
    stale = re.findall(r'class="stale">.*?<p class="stale-tag">原文已改，译文过时</p><del>(.*?)</del>', page, re.DOTALL)
    assert len(stale) > 3
    assert 'class="fits"' in page
    assert "（没有译文）" in page
    own = bring(counsel, FINAL, ENGLISH[LIFTS[2]].encode()).text
    assert "<del>" not in own
    assert "本稿还没有自己的译文" not in own


def test_a_web_page_and_a_word_file_are_read_too(as_: Visitor):
    words = ENGLISH[LIFTS[1]].splitlines()
    html = "<html><body>" + "".join(f"<p>{line}</p>" for line in words) + "</body></html>"
    assert 'class="fits"' in bring(as_("counsel"), DRAFT, html.encode(), "en.html").text
    import docx

    document, out = docx.Document(), BytesIO()
    for line in words:
        document.add_paragraph(line)
    document.save(out)
    assert 'class="fits"' in bring(as_("counsel"), DRAFT, out.getvalue(), "en.docx").text


def test_a_file_that_is_no_translation_is_told_in_a_sentence(as_: Visitor):
    answer = bring(as_("counsel"), DRAFT, b"good morning")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_client_reads_a_translation_of_what_it_follows_and_brings_none(as_: Visitor):
    bring(as_("counsel"), DRAFT, ENGLISH[LIFTS[1]].encode())
    client = as_("client").get(DRAFT)
    assert "中文为准" in client.text
    assert 'class="fits"' in client.text
    assert "陈以安" not in client.text
    assert 'type="file"' not in client.text
    assert as_("other").get(DRAFT).status_code == 404
    as_("client").application.config["WTF_CSRF_ENABLED"] = False
    assert bring(as_("client"), DRAFT, b"Article 1 Mine.").status_code == 403


def test_the_reading_view_leads_there(as_: Visitor):
    page = as_("client").get(DRAFT.removesuffix("translation/")).text
    assert 'href="translation/"' in page
