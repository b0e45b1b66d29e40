"""Evidence handed over: a manifest to print and a web archive, for the firm; repairs on screen, for analysts."""

import io
import re

import pytest
from flask.testing import FlaskClient
from warcio.archiveiterator import ArchiveIterator

from tests.web.conftest import LIFTS, NOW, UNDER_WATER, Firm, Visitor
from tracker.sources.archive import Archive

PLACE = f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/evidence/"


def test_the_manifest_says_what_a_version_was_read_from(reading_as: Visitor, firm: Firm):
    with firm.library.reading() as files:
        version = files.versions.get(LIFTS[0], LIFTS[2])
    page = reading_as("counsel").get(PLACE).text
    for said in (version.document.sha256, version.captures[0].sha256, version.captures[0].url, "证据清单"):
        assert said in page


def test_absence_at_a_check_stands_in_the_manifest(as_: Visitor, firm: Firm):
    with firm.library.writing() as files:
        url = files.versions.get(LIFTS[0], LIFTS[2]).captures[0].url
        files.captures.absent(url, 404, NOW)
    page = as_("counsel").get(PLACE).text
    assert "检查时已不存在" in page
    assert "状态 404" in page


def test_the_captures_leave_as_a_web_archive_that_others_can_read(reading_as: Visitor, firm: Firm):
    answer = reading_as("counsel").get(f"{PLACE}captures.warc.gz")
    assert answer.mimetype == "application/warc"
    with firm.library.reading() as files:
        (capture,) = files.versions.get(LIFTS[0], LIFTS[2]).captures
    records = [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(answer.data))
    ]
    assert records[0] == ("response", capture.final_url, Archive(firm.settings.captures).read(capture.sha256))
    assert reading_as("counsel").get(f"{PLACE}captures.warc.gz").data == answer.data  # the same bytes every time


@pytest.mark.parametrize("who", ["client", "early"])
def test_no_client_sees_the_evidence(reading_as: Visitor, who: str):
    for address in (PLACE, f"{PLACE}captures.warc.gz"):
        assert reading_as(who).get(address).status_code == 403


def sent(browser: FlaskClient, where: str, **fields: str):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/instruments/new/").text)
    return browser.post(where, data={"csrf_token": token[1] if token else "", **fields})


def test_an_analyst_adds_an_instrument_and_repairs_it_on_screen(as_: Visitor, firm: Firm):
    analyst = as_("analyst")
    added = {"title_zh": "航标管理办法", "kind": "departmental-rule", "authorities": "cac", "evidence": "列入年度计划"}
    made = sent(analyst, "/instruments/new/", **added)
    assert made.status_code == 303
    slug = made.location.strip("/").split("/")[-1]
    mended = sent(analyst, f"/instruments/{slug}/repair/", title_en="Buoys", evidence="公报第3号")
    assert mended.status_code == 303
    page = analyst.get(f"/instruments/{slug}/repair/").text
    assert "Buoys" in page
    assert "公报第3号" in page
    assert "林知远" in page
    with firm.library.reading() as files:
        assert files.instruments.get(slug).title_en == "Buoys"


def test_a_version_is_given_its_true_day_on_screen(as_: Visitor, firm: Firm):
    analyst = as_("analyst")
    with_facts = {"stage": "promulgated", "dated_on": "2026-10-09", "evidence": "公布令所载日期", "do": "facts"}
    with firm.library.reading() as files:
        version = files.versions.of(UNDER_WATER)[-1].id
    assert f"/repair/versions/{version}/" in analyst.get(f"/instruments/{UNDER_WATER}/repair/").text
    answer = sent(analyst, f"/instruments/{UNDER_WATER}/repair/versions/{version}/", **with_facts)
    assert answer.status_code == 303
    assert analyst.get(f"/instruments/{UNDER_WATER}/versions/2026-10-09-promulgated/").status_code == 200


@pytest.mark.parametrize("who", ["counsel", "client"])
def test_only_who_keeps_sources_repairs(as_: Visitor, who: str):
    for address in ("/instruments/new/", f"/instruments/{LIFTS[0]}/repair/"):
        assert as_(who).get(address).status_code == 403
    assert as_(who).post(f"/instruments/{LIFTS[0]}/repair/").status_code in (400, 403)
