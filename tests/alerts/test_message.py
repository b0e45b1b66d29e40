"""What a letter says to whom: the firm sees verdicts, a client before release sees facts."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.alerts.event import Touch
from tracker.alerts.letters import Letterhead
from tracker.alerts.message import CONTEXT, compose, shortened
from tracker.diff.changes import Direction, Edit
from tracker.law.instrument import Shelf
from tracker.law.ripple import Citing, Fate, Ripple
from tracker.law.stage import Stage
from tracker.practice.access import Release

BASE = "https://tracker.sample.invalid/"
AT = datetime(2026, 11, 22, tzinfo=UTC)
RELEASED = Release("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated", None, "p1", AT)


def english(reader):
    return replace(reader, person=replace(reader.person, language="en"))


def test_counsel_s_subject_counts_the_verdicts(event, counsel):
    letter = compose(event, counsel, [], base_url=BASE)
    assert letter.subject == "[加严 1 · 放宽 2] 《智能电梯运行服务管理暂行办法》 征求意见稿 → 公布稿"


def test_the_english_letter(event, counsel):
    letter = compose(event, english(counsel), [], base_url=BASE)
    assert letter.subject == "[Strengthened 1 · Softened 2] Smart Lift Measures consultation draft → promulgated text"
    assert "Article 4, item (2) → Article 4, item (3)" in letter.text
    assert "In force from 2027-01-01." in letter.text
    assert '<html lang="en">' in letter.html


def test_both_bodies_name_clauses_words_and_the_way_to_the_comparison(event, counsel):
    letter = compose(event, counsel, [], base_url=BASE)
    link = "https://tracker.sample.invalid/comparisons/smart-lifts/2026-03-16-draft..2026-09-10-promulgated/"
    for body in (letter.text, letter.html):
        for words in (
            "第三条 → 第三条",
            "第四条第（二）项 → 第四条第（三）项",
            "第五条 → （删除）",
            "（新增） → 第七条第二款",
            link,
        ):
            assert words in body
    assert "应当在[-二十四-]{+十二+}" in letter.text
    assert "自2027年1月1日起施行。" in letter.text


def test_html_escapes_the_source_s_words_and_styles_inline_only(event, counsel):
    html = compose(event, counsel, [], base_url=BASE).html
    assert "&lt;b&gt;豁免&lt;/b&gt;" in html
    assert "<style" not in html
    assert "<script" not in html
    assert "class=" not in html
    assert 'role="deletion" aria-label="删除"' in html


JUDGEMENTS = re.compile(
    "加严|放宽|有紧有松|中性|待定|▲|▽|◭|[Ss]trengthened|[Ss]oftened|[Mm]ixed|"
    "第三条|第四条|Article|保证金|豁免|4 处|4 changes"
)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_before_release_a_client_gets_facts_only(event, client, language):
    reader = client if language == "zh" else english(client)
    letter = compose(event, reader, [], base_url=BASE)
    for part in (letter.subject, letter.text, letter.html):
        assert not JUDGEMENTS.search(part)
    assert "2026-03-16" in letter.text
    assert "/comparisons/smart-lifts/" in letter.html


def test_a_client_set_to_see_the_machine_sees_it_marked_so(event, client):
    reader = replace(client, client=replace(client.client, machine_not_reviewed=True))
    letter = compose(event, reader, [], base_url=BASE)
    assert letter.subject.startswith("[加严 1")
    assert "机器判断，未经律师复核" in letter.text
    assert "机器判断，未经律师复核" in letter.html


def test_after_release_a_client_sees_released_verdicts_until_they_are_withdrawn(event, client):
    assert "已经律师审阅发布" in compose(event, client, [RELEASED], base_url=BASE).text
    withdrawn = replace(RELEASED, withdrawn_at=AT)
    assert not JUDGEMENTS.search(compose(event, client, [withdrawn], base_url=BASE).html)


def test_fiction_says_so_in_subject_and_both_bodies(event, counsel):
    fiction = replace(event, instrument=replace(event.instrument, shelf=Shelf.SAMPLE))
    letter = compose(fiction, counsel, [], base_url=BASE)
    assert letter.subject.startswith("【虚构示例】")
    assert "虚构示例" in letter.text
    assert "虚构示例" in letter.html
    assert "虚构" not in compose(event, counsel, [], base_url=BASE).html


def test_a_first_version_leads_to_its_text(event, counsel):
    first = replace(event, old=None, comparison=None)
    letter = compose(first, counsel, [], base_url=BASE)
    assert letter.subject == "《智能电梯运行服务管理暂行办法》 公布稿"
    assert "首次出现" in letter.text
    assert "/instruments/smart-lifts/versions/2026-09-10-promulgated/" in letter.html


def test_a_bill_names_its_reading_and_a_draft_its_deadline(event, counsel):
    bill = replace(event.new, stage=Stage.BILL, reading=2, effective_on=None, comment_deadline=date(2026, 10, 10))
    letter = compose(replace(event, new=bill), counsel, [], base_url=BASE)
    assert letter.subject.endswith("征求意见稿 → 草案二次审议稿")
    assert "意见反馈截止2026年10月10日。" in letter.text


def test_a_title_cannot_break_out_of_the_subject(event, counsel):
    sly = replace(event, instrument=replace(event.instrument, title_zh="办法\r\nBcc: all@sample.invalid"))
    assert "\n" not in compose(sly, counsel, [], base_url=BASE).subject


def test_many_changes_are_excerpted_by_weight_and_the_rest_named(event, counsel):
    many = tuple(
        replace(event.comparison.clauses[0], verdict=replace(event.comparison.clauses[0].verdict, severity=n % 3))
        for n in range(20)
    )
    comparison = replace(event.comparison, clauses=many)
    letter = compose(replace(event, comparison=comparison), counsel, [], base_url=BASE)
    assert "以上摘录 8 处，其余 12 处：第三条。" in letter.text


def test_long_unchanged_words_are_cut_to_their_ends():
    edits = (Edit("=", "甲" * 100), Edit("+", "新"), Edit("=", "乙" * 100), Edit("-", "旧"), Edit("=", "丙" * 100))
    words = [edit.text for edit in shortened(edits)]
    assert words[0] == "……" + "甲" * CONTEXT
    assert words[2] == "乙" * CONTEXT + "……" + "乙" * CONTEXT
    assert words[4] == "丙" * CONTEXT + "……"


def test_a_whole_new_chapter_in_one_clause_is_cut_with_a_mark():
    words = shortened((Edit("+", "新" * 5000),))[0].text
    assert len(words) < 500
    assert words.endswith("……")


def test_a_standard_s_clauses_keep_their_numbers(event, counsel):
    standard = replace(event, instrument=replace(event.instrument, kind="standard"))
    assert "▲ 加严  3 → 3" in compose(standard, counsel, [], base_url=BASE).text


def test_nothing_but_the_two_directions_stands_in_the_bracket(event, counsel):
    only = tuple(c for c in event.comparison.clauses if c.verdict.direction is Direction.MIXED)
    letter = compose(replace(event, comparison=replace(event.comparison, clauses=only)), counsel, [], base_url=BASE)
    assert letter.subject == "《智能电梯运行服务管理暂行办法》 征求意见稿 → 公布稿"


def test_a_letter_names_citations_elsewhere_that_point_to_what_changed(event, counsel):
    citing = Citing("2", "第二十一条", 9, 14, "智能电梯运行服务管理暂行办法", ("21",))
    moved = Touch("《楼宇守则》", "Building Rules", "2", Ripple(citing, "21", Fate.RENUMBERED, "23"))
    gone = Touch("楼宇守则", "", "3.2", Ripple(citing, "22", Fate.REPEALED, None))
    letter = compose(replace(event, touches=(moved, gone)), counsel, [], base_url=BASE)
    for body in (letter.text, letter.html):
        assert "《楼宇守则》第二条引用的第二十一条已改为第二十三条" in body
        assert "《楼宇守则》第三条第二款引用的第二十二条已删去" in body
    many = compose(replace(event, touches=(moved,) * 9), counsel, [], base_url=BASE)
    assert "另有 3 处" in many.text
    assert "受影响的他法引用" not in compose(event, counsel, [], base_url=BASE).text


def test_a_text_made_from_a_decision_says_in_every_letter_that_it_is_not_official(event, counsel):
    letter = compose(replace(event, new=replace(event.new, consolidated=True)), counsel, [], base_url=BASE)
    assert letter.subject.endswith("公布稿（非官方整理）")
    for body in (letter.text, letter.html):
        assert "由 tracker 依决定整理，非官方文本" in body


def test_a_letter_bears_the_firm_s_name_and_logo(event, counsel):
    head = Letterhead("虚构律师事务所", b"\x89PNG\r\n\x1a\n.")
    letter = compose(event, counsel, [], base_url=BASE, head=head)
    assert "虚构律师事务所" in letter.text
    assert 'src="cid:logo@tracker"' in letter.html
    assert "cid:" not in compose(event, counsel, [], base_url=BASE).html
