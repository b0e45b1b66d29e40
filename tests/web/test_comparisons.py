"""The workbench as each reader gets it: counsel whole, a client only what was released, nobody more than that."""

import html
import json
import re
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import (
    INTERNAL,
    LIFTS,
    OTHERS,
    RELEASED,
    REVISED,
    ROBOTS,
    TELESCOPES,
    UNDER_WATER,
    Firm,
    Visitor,
)
from tracker.readingroom import asking


def address(pair: tuple[str, str, str], ending: str = "/") -> str:
    return f"/comparisons/{pair[0]}/{pair[1]}..{pair[2]}{ending}"


def body(client: FlaskClient, pair: tuple[str, str, str], query: str = "") -> str:
    answer = client.get(address(pair) + query)
    assert answer.status_code == 200
    return answer.text


def post(browser: FlaskClient, where: str, page: str, **form: str) -> int:
    """Send a form with the token of a page, as a browser would."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert found
    return browser.post(where, data={"csrf_token": found[1], **form}).status_code


def rows_of(page: str) -> list[str]:
    return re.findall(r'<tr class="cols row[^>]*>', page)


def test_counsel_sees_verdicts_counts_and_the_numbers(as_: Visitor, firm: Firm):
    page = body(as_("counsel"), LIFTS)
    comparison = firm.room("counsel").comparisons.page(*LIFTS).comparison
    assert page.count('class="judged"') == len(comparison.clauses)
    assert page.count('<details class="why"') == len(comparison.clauses)
    assert f"<b>数字 {len(comparison.numbers)}</b>" in page
    assert "加严" in page


def test_every_word_of_both_texts_stands_on_the_page(as_: Visitor, firm: Firm):
    """Every article's label, and every clause's opening words, old and new."""
    shown = firm.room("counsel").comparisons.page(*LIFTS)
    page = body(as_("counsel"), LIFTS)
    bare = re.sub(r"\s|<[^>]+>", "", page)
    for document in (shown.old.document, shown.new.document):
        for article in document.articles:
            assert article.label in bare
            for node in article.walk():
                assert "".join(node.text.split()) in bare


def test_a_client_before_release_gets_the_bare_redline_and_nothing_that_judges(as_: Visitor):
    page = body(as_("client"), ROBOTS)
    assert "<del>" in page
    assert "<ins>" in page
    assert "（新增）" in page
    for word in (
        "加严",
        "放宽",
        "有紧有松",
        "待定",
        "把握",
        "strengthened",
        "softened",
        "url(#p-str)",
        "ledger",
        "why",
    ):
        assert word not in page.split("</header>")[1].replace(sprite(page), ""), word


def sprite(page: str) -> str:
    found = re.search(r"<svg class=\"sp\".*?</svg>", page, re.DOTALL)
    return found[0] if found else ""


def test_a_client_after_release_sees_verdicts_marked_as_reviewed(as_: Visitor):
    page = body(as_("client"), LIFTS)
    assert "经律师审阅，2026-11-22 发布" in page
    assert page.count('<details class="why"') > 5
    assert "机器判断，未经律师审阅" not in page


def test_a_client_the_firm_trusts_with_machine_verdicts_is_told_what_they_are(as_: Visitor):
    page = body(as_("early"), LIFTS)
    assert "机器判断，未经律师审阅" in page
    assert '<details class="why"' in page


@pytest.mark.parametrize("ending", ["/", ".json", ".md"])
@pytest.mark.parametrize("who", ["client", "early"])
def test_internal_words_are_in_no_answer_to_a_client(as_: Visitor, who: str, ending: str):
    text = as_(who).get(address(LIFTS, ending)).text
    for secret in (INTERNAL, REVISED, OTHERS, "虚构远镜集团", "虚构早知公司" if who == "client" else "虚构恒通物业"):
        assert secret not in text
    assert (RELEASED in text) == (who == "client")


def test_nobody_reads_what_they_do_not_follow(as_: Visitor):
    assert as_("client").get(address(TELESCOPES)).status_code == 404
    assert as_("other").get(address(LIFTS, ".json")).status_code == 404
    assert as_("visitor").get(address(LIFTS)).status_code == 303
    assert as_("visitor").get(address(LIFTS, ".json")).status_code in (303, 404)


def test_json_is_the_contract_for_counsel(as_: Visitor, firm: Firm):
    made = json.loads(as_("counsel").get(address(LIFTS, ".json")).text)
    assert made["schema"] == "tracker.comparison/1"
    assert made["old"]["version"] == LIFTS[1]
    comparison = firm.room("counsel").comparisons.page(*LIFTS).comparison
    assert sum(made["summary"]["directions"].values()) == len(comparison.clauses) == len(made["clauses"])


def test_json_without_sight_leaves_every_judging_key_out(as_: Visitor):
    made = json.loads(as_("client").get(address(ROBOTS, ".json")).text)
    told = {"schema", "engine", "rules", "old", "new", "articles", "clauses", "instrument", "notes", "stamp", "sight"}
    assert set(made) == told
    assert set(made["articles"][0]) == {"old", "new", "relation"}
    assert set(made["clauses"][0]) == {"old", "new", "relation", "edits"}


def test_markdown_without_sight_is_the_redline(as_: Visitor):
    text = as_("client").get(address(ROBOTS, ".md")).text
    assert "<del>" in text
    assert "加严" not in text
    assert "放宽" not in text
    assert "加严" in as_("counsel").get(address(ROBOTS, ".md")).text


def stamped(as_: Visitor, who: str, pair: tuple[str, str, str]) -> tuple[str, dict[str, Any]]:
    """The two exports of one reader: Markdown, and JSON read."""
    browser = as_(who)
    return browser.get(address(pair, ".md")).text, json.loads(browser.get(address(pair, ".json")).text)


def test_every_export_says_of_which_versions_by_which_engine_and_rules_it_is(as_: Visitor, firm: Firm):
    shown = firm.room("counsel").comparisons.page(*LIFTS)
    for who in ("counsel", "client", "early"):
        text, made = stamped(as_, who, LIFTS)
        for version in (shown.old, shown.new):
            assert f"`{version.id}` · SHA-256 `{version.document.sha256}`" in text
        assert f"引擎 {shown.comparison.engine} · 规则 {shown.comparison.rules}" in text
        assert (made["engine"], made["rules"]) == (shown.comparison.engine, shown.comparison.rules)
        assert [made[side]["version"] for side in ("old", "new")] == list(LIFTS[1:])
        assert [made[side]["sha256"] for side in ("old", "new")] == [v.document.sha256 for v in (shown.old, shown.new)]
        assert made["instrument"]["title_zh"] in text


def test_an_export_says_who_may_hold_it(as_: Visitor):
    """Counsel's is privileged; a client's tells that counsel released it and when, or that no person reviewed it."""
    text, made = stamped(as_, "counsel", LIFTS)
    assert "内部资料" in text.splitlines()[0]
    assert made["stamp"]["marking"] == "privileged"
    assert INTERNAL in text
    text, made = stamped(as_, "client", LIFTS)
    assert "方向判断经律师审阅，于 2026-11-22 发布。" in text
    assert "内部资料" not in text
    assert (made["stamp"]["marking"], made["stamp"]["released_on"]) == ("released", "2026-11-22")
    assert [note["body"] for note in made["notes"]] == [RELEASED]
    text, made = stamped(as_, "early", LIFTS)
    assert "机器判断，未经律师审阅" in text
    assert (made["stamp"]["marking"], made["stamp"]["released_on"]) == ("machine", None)
    text, made = stamped(as_, "client", ROBOTS)
    assert "不含任何判断" in text
    assert (made["stamp"]["marking"], made["notes"]) == ("redline", [])


def test_a_client_is_not_told_when_we_fetched_a_text(as_: Visitor):
    for who, told in (("counsel", True), ("client", False)):
        text, made = stamped(as_, who, LIFTS)
        assert ("取得于" in text) is told
        assert ("retrieved_at" in made["old"]) is told


def test_fiction_is_marked_on_every_export_and_fact_on_none(as_: Visitor):
    text, made = stamped(as_, "counsel", LIFTS)
    assert text.count("虚构示例") == 2
    assert made["stamp"]["fiction"] is True
    text, made = stamped(as_, "counsel", (UNDER_WATER, "2026-11-01-draft", "2026-11-20-submitted-draft"))
    assert "虚构" not in text
    assert made["stamp"]["fiction"] is False


def test_a_note_reworded_after_its_release_is_internal_again_in_counsels_export(as_: Visitor):
    _, made = stamped(as_, "counsel", LIFTS)
    assert [note["internal"] for note in made["notes"] if note["body"] == REVISED] == [True]


def test_a_filter_works_without_a_script_and_its_count_is_what_it_shows(as_: Visitor):
    counsel = as_("counsel")
    everything = body(counsel, LIFTS)
    for key in re.findall(r'data-show="(\w+)"', everything):
        page = body(counsel, LIFTS, f"?show={key}")
        shown = [row for row in rows_of(page) if not row.endswith("hidden>")]
        if key == "all":
            assert len(shown) == len(rows_of(page))
        elif key != "changed":
            assert all(key in row for row in shown), key
            count = re.search(rf'data-show="{key}"[^>]*>(?:<svg.*?</svg>)?[^<]*<b>(\d+)</b>', page)
            assert count
            said = sum(key in tags.split() for tags in re.findall(r'class="judged"[^>]*data-tags="([^"]*)"', page))
            whole = sum("cols row moved" in row for row in shown)
            assert int(count[1]) == said + whole
            assert bool(shown) == bool(int(count[1]))


def test_a_filter_nobody_knows_shows_everything(as_: Visitor):
    page = body(as_("counsel"), LIFTS, "?show=<script>")
    assert not any(row.endswith("hidden>") for row in rows_of(page))


def test_a_client_without_sight_cannot_ask_for_a_direction(as_: Visitor):
    page = body(as_("client"), ROBOTS, "?show=strengthened")
    assert not any(row.endswith("hidden>") for row in rows_of(page))


def test_any_two_versions_can_be_compared_and_swapped(as_: Visitor):
    slug = TELESCOPES[0]
    counsel = as_("counsel")
    answer = counsel.get(f"/comparisons/{slug}/?old=2025-12-27-bill-1&new=2026-10-28-promulgated")
    assert answer.status_code == 303
    assert answer.location.endswith(f"/comparisons/{slug}/2025-12-27-bill-1..2026-10-28-promulgated/")
    page = counsel.get(answer.location).text
    assert "应要求对照" in page
    swapped = counsel.get(f"/comparisons/{slug}/2026-10-28-promulgated..2025-12-27-bill-1/")
    assert swapped.status_code == 200
    assert "本页倒着对照" in swapped.text


def test_a_client_is_told_in_words_why_a_dear_pair_is_not_there_yet(as_: Visitor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "DEAR", 100)
    where = f"/comparisons/{TELESCOPES[0]}/2025-12-27-bill-1..2026-10-28-promulgated/"
    answer = as_("other").get(where)
    assert answer.status_code == 404
    assert "请让您的律师先打开一次" in answer.text
    assert as_("counsel").get(where).status_code == 200
    assert as_("other").get(where).status_code == 200


def test_a_version_that_is_not_there_is_a_clear_page(as_: Visitor):
    assert as_("counsel").get(f"/comparisons/{LIFTS[0]}/2000-01-01-draft..{LIFTS[2]}/").status_code == 404


def test_every_ribbon_of_the_map_leads_to_a_row(as_: Visitor):
    page = body(as_("counsel"), LIFTS)
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    targets = re.findall(r'data-map="([^"]+)"', page)
    assert len(targets) > 20
    assert set(targets) <= ids


def test_ids_are_unique_and_links_inside_the_page_arrive(as_: Visitor):
    for pair in (LIFTS, ROBOTS, TELESCOPES):
        page = body(as_("counsel"), pair)
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), {i for i in ids if ids.count(i) > 1}
        assert {unquote(target) for target in re.findall(r'href="#([^"]+)"', page)} <= {*ids}


def test_nothing_on_the_page_breaks_the_content_policy(as_: Visitor):
    page = body(as_("counsel"), LIFTS)
    assert " style=" not in page
    assert not re.search(r"<[^>]+\son\w+=", page)
    assert not re.search(r"<script(?![^>]* src=)", page)


def test_the_map_is_sound_xml(as_: Visitor):
    for who, pair in (("counsel", LIFTS), ("client", ROBOTS)):
        drawn = re.search(r'<svg class="map".*?</svg>', body(as_(who), pair), re.DOTALL)
        assert drawn
        ElementTree.fromstring(drawn[0])


def test_english_page_keeps_the_chinese_text(as_: Visitor):
    page = body(as_("counsel"), LIFTS, "?lang=en")
    assert "Strengthened" in page
    assert "（新增） added" in page
    assert 'lang="zh-CN"' in page


def test_fiction_is_marked(as_: Visitor):
    assert "虚构示例" in body(as_("counsel"), LIFTS)


def test_counsel_releases_the_verdicts_and_takes_them_back(as_: Visitor):
    counsel, client = as_("counsel"), as_("client")
    page = address(ROBOTS)
    assert '<details class="why"' not in client.get(page).text
    assert post(counsel, address(ROBOTS, "/release"), page, client="hengtong") == 303
    assert '<details class="why"' in client.get(page).text
    assert "陈以安" in counsel.get(page).text
    assert post(counsel, address(ROBOTS, "/withdraw"), page, client="hengtong") == 303
    assert '<details class="why"' not in client.get(page).text


def test_a_release_goes_only_to_a_client_who_follows(as_: Visitor):
    counsel = as_("counsel")
    assert post(counsel, address(ROBOTS, "/release"), address(ROBOTS), client="yuanjing") == 400
    assert "客户目前只能看到文本对照" in body(counsel, ROBOTS)


def test_nothing_goes_to_everyone_because_a_field_was_left_alone(as_: Visitor):
    counsel = as_("counsel")
    assert post(counsel, address(ROBOTS, "/release"), address(ROBOTS), client="") == 400
    assert post(counsel, address(ROBOTS, "/release"), address(ROBOTS), client="*") == 303
    assert '<details class="why"' in body(as_("client"), ROBOTS)


@pytest.mark.parametrize("who", ["client", "analyst"])
def test_only_counsel_releases(as_: Visitor, who: str):
    browser = as_(who)
    assert post(browser, address(LIFTS, "/release"), address(LIFTS), client="") == 403
    assert 'action="' + address(LIFTS, "/release") not in browser.get(address(LIFTS)).text


def test_a_form_without_a_token_is_refused(as_: Visitor):
    assert as_("counsel").post(address(LIFTS, "/release"), data={"client": ""}).status_code == 400


def test_both_texts_stand_in_one_column_when_asked_and_every_word_is_there(reading_as: Visitor):
    page = body(reading_as("counsel"), LIFTS, "?view=inline")
    assert 'class="cell new one"' in page
    cells = re.findall(r'<span class="wi">(.*?)</span></p>', page, re.S)
    assert len(cells) > 20
    shown = reading_as("counsel").get(address(LIFTS, ".json")).get_json()
    pairs = [c for c in shown["clauses"] if c["old"] and c["new"] and c["relation"] == "amended"]
    bare = ["".join(re.sub("<del>.*?</del>", "", cell, flags=re.S).split()) for cell in cells]
    bare = [html.unescape(re.sub("<[^>]+>", "", cell)) for cell in bare]
    for clause in pairs:
        new = "".join("".join(text.split()) for op, text in clause["edits"] if op != "-")
        assert new in bare, clause["new"]
    assert "<del>" in page
    assert "<ins>" in page
    assert "view=inline" in body(reading_as("counsel"), LIFTS, "?view=inline&show=softened")
    two = body(reading_as("counsel"), LIFTS)
    assert 'class="cell new one"' not in two
    assert "view=inline" in two
