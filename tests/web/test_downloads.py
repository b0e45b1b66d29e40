"""A comparison taken away as a file: from the workbench's own address, as much of it as the reader may hold."""

import re
import zipfile
from io import BytesIO

import pdfplumber
import pytest
from flask import Flask

from tests.web.conftest import INTERNAL, LIFTS, OTHERS, RELEASED, REVISED, ROBOTS, TELESCOPES, Firm, Visitor
from tests.web.test_routes import words_of
from tracker.documents.docx import read_docx
from tracker.documents.revisions import Revisions
from tracker.exports.files import FORMS

OFFICE = ("table.docx", "table.xlsx", "redline.docx")


def address(pair: tuple[str, str, str], ending: str) -> str:
    return "/comparisons/{}/{}..{}".format(*pair) + ending


def words(browser: object, pair: tuple[str, str, str], form: str, **asked: str) -> str:
    answer = browser.get(address(pair, f".{form}"), query_string=asked)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    assert answer.mimetype == FORMS[form]
    if form.endswith("pdf"):
        with pdfplumber.open(BytesIO(answer.data)) as pdf:
            return "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    return words_of(answer)


@pytest.mark.parametrize("form", FORMS)
def test_counsel_saves_a_privileged_file_with_every_note_and_the_matter(as_: Visitor, firm: Firm, form: str) -> None:
    told = words(as_("counsel"), LIFTS, form, matter="云法2031-07")
    for said in (
        "内部资料",
        INTERNAL,
        REVISED,
        "云法2031-07",
        firm.room("counsel").comparisons.page(*LIFTS).comparison.rules,
    ):
        assert said in told, said


@pytest.mark.parametrize("form", FORMS)
def test_a_client_gets_the_bare_texts_before_release_and_what_was_released_after(as_: Visitor, form: str) -> None:
    before, after = words(as_("client"), ROBOTS, form), words(as_("client"), LIFTS, form)
    for word in ("加严", "放宽", "有紧有松", "变化性质", "内部资料"):
        assert word not in before
    assert RELEASED in after
    assert ("加严" in after) == form.startswith("table")
    for secret in (INTERNAL, REVISED, OTHERS, "内部资料"):
        assert secret not in after


@pytest.mark.parametrize("form", OFFICE)
def test_what_leaves_the_house_holds_no_verdict_and_no_note(as_: Visitor, form: str) -> None:
    told = words(as_("counsel"), LIFTS, form, outward="1")
    for word in (INTERNAL, REVISED, RELEASED, "加严", "放宽", "内部资料", "陈以安"):
        assert word not in told
    assert "仅为两个文本的对照" in told or form == "redline.docx"


def test_a_client_cannot_ask_for_more_columns_than_it_may_see(as_: Visitor) -> None:
    assert "变化性质" not in words(as_("client"), ROBOTS, "table.docx", columns="4")
    assert "变化性质" in words(as_("client"), LIFTS, "table.docx", columns="3")
    assert "律师意见" not in words(as_("client"), LIFTS, "table.docx", columns="3")


def test_machine_verdicts_are_marked_as_such_in_a_file_too(as_: Visitor) -> None:
    assert "未经律师审阅" in words(as_("early"), LIFTS, "table.docx")


def test_nobody_saves_what_they_may_not_read(as_: Visitor) -> None:
    for form in FORMS:
        assert as_("client").get(address(TELESCOPES, f".{form}")).status_code == 404
        assert as_("visitor").get(address(LIFTS, f".{form}")).status_code == 303
    assert as_("other").get(address(LIFTS, "/export/")).status_code == 404


def test_the_redline_gives_back_either_text(as_: Visitor, firm: Firm) -> None:
    data = as_("client").get(address(ROBOTS, ".redline.docx")).data
    shown = firm.room("client").comparisons.page(*ROBOTS)
    for side, revisions in ((shown.old, Revisions.ORIGINAL), (shown.new, Revisions.ACCEPTED)):
        lines = ["".join(line.split()) for line in read_docx(data, "redline.docx", revisions).texts]
        assert lines == ["".join(line.split()) for line in side.document.text.split("\n") if line.strip()]


def test_a_file_is_saved_under_the_instruments_name(as_: Visitor) -> None:
    said = as_("counsel").get(address(LIFTS, ".table.xlsx")).headers["Content-Disposition"]
    assert said.startswith("attachment")
    assert f"{LIFTS[1]}..{LIFTS[2]}.table.xlsx" in said


def test_the_chooser_leads_to_the_file_and_says_what_it_will_hold(as_: Visitor) -> None:
    counsel, client = (
        as_("counsel").get(address(LIFTS, "/export/")).text,
        as_("client").get(address(ROBOTS, "/export/")),
    )
    assert 'name="matter"' in counsel
    assert 'name="outward"' in counsel
    assert 'name="matter"' not in client.text
    assert "判断尚未发布给您" in client.text
    asked = {"form": "table.pdf", "columns": "3", "changed": "1", "matter": ""}
    sent = as_("counsel").get(address(LIFTS, "/export/"), query_string=asked)
    assert sent.location == address(LIFTS, ".table.pdf?columns=3&changed=1")


def test_the_workbench_offers_the_files(as_: Visitor) -> None:
    page = as_("client").get(address(LIFTS, "/")).text
    assert f'href="{address(LIFTS, "/export/")}"' in page
    assert f'href="{address(LIFTS, ".redline.docx")}"' in page


@pytest.mark.parametrize("asked", ["?form=table.exe", "?form="])
def test_a_form_nobody_knows_is_refused(as_: Visitor, asked: str) -> None:
    assert as_("counsel").get(address(LIFTS, f"/export/{asked}")).status_code == 400


def test_a_number_of_columns_nobody_offers_is_refused(as_: Visitor) -> None:
    assert as_("counsel").get(address(LIFTS, ".table.docx?columns=9")).status_code == 400
    assert as_("counsel").get(address(LIFTS, ".table.exe"), follow_redirects=True).status_code == 404


def test_fiction_is_marked_in_every_file(reading_as: Visitor, standing: Flask) -> None:
    for form in OFFICE:
        data = reading_as("client").get(address(ROBOTS, f".{form}")).data
        with zipfile.ZipFile(BytesIO(data)) as file:
            assert "虚构示例" in "".join(file.read(name).decode("utf8", "replace") for name in file.namelist())


def test_notes_as_w3c_annotations_are_all_for_the_firm_and_the_released_wording_for_a_client(as_: Visitor) -> None:
    inside, outside = (as_(who).get(address(LIFTS, ".annotations.json")) for who in ("counsel", "client"))
    assert inside.mimetype == "application/ld+json"
    bodies = [body["value"] for item in inside.json["items"] for body in item["body"]]
    assert INTERNAL in bodies
    assert REVISED in bodies
    assert [item["body"][0]["value"] for item in outside.json["items"]] == [RELEASED]
    assert "urn:tracker:note" not in outside.text
    assert outside.json["items"][0]["target"]["source"].endswith(f"/versions/{LIFTS[2]}/")
    assert as_("other").get(address(LIFTS, ".annotations.json")).status_code == 404


def test_a_change_can_be_cited_in_the_house_form_with_its_address(as_: Visitor) -> None:
    page = as_("counsel").get(address(LIFTS, "/")).text
    cited = re.findall(r"<p data-copy>([^<]+)</p><p><a data-copy href=\"([^\"]+)\"", page)
    words, link = next((w, a) for w, a in cited if "项" in w)
    place = r"第.+条(第.+款)?第（.+）项（(公布|征求意见稿) \d{4}-\d\d-\d\d）"
    assert re.fullmatch(f"《智能电梯运行服务管理暂行办法》{place}", words)
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/instruments/smart-lifts/versions/[\w-]+/#art_\d+.*", link)
    reading = as_("counsel").get(link.removeprefix("http://127.0.0.1:8000").partition("#")[0]).text
    assert f'id="{link.partition("#")[2]}"' in reading
    english = as_("counsel").get(address(LIFTS, "/?lang=en")).text
    assert re.search(r"<p data-copy>[^<]+, Article \d+\(\d+\)\([ivx]+\) \(", english)


def test_the_matter_stands_in_markdown_and_json_too_and_never_in_a_clients(as_: Visitor) -> None:
    asked = {"matter": "云法2031-07"}
    inside, outside = as_("counsel"), as_("client")
    assert "案号 云法2031-07" in inside.get(address(LIFTS, ".md"), query_string=asked).text
    assert inside.get(address(LIFTS, ".json"), query_string=asked).json["stamp"]["matter"] == "云法2031-07"
    assert "云法2031-07" not in outside.get(address(LIFTS, ".md"), query_string=asked).text
    assert "云法2031-07" not in words(outside, LIFTS, "table.docx", **asked)
