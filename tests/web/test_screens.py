"""What the screens show and do: filters, reading, evidence, search, watches, alerts, deliveries."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import LIFTS, NOW, ROBOTS, Firm, Visitor
from tracker.practice.visit import SourceState, Visit
from tracker.practice.watch import DeliveryState
from tracker.settings import Mailbox
from tracker.web.app import create_app


def page(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def send(browser: FlaskClient, address: str, **form: str) -> int:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page(browser, "/watches/"))
    assert found
    return browser.post(address, data={"csrf_token": found[1], **form}).status_code


# What is new


def test_the_first_page_shows_texts_with_their_verdict_bars(reading_as: Visitor) -> None:
    body = page(reading_as("counsel"), "/")
    assert "云岛灯塔管理办法" in body
    assert 'aria-label="加严 1，放宽 0，有紧有松 0，中性 0，待定 0"' in body
    assert "/comparisons/smart-lifts/2026-03-16-draft..2026-09-10-promulgated/" in body


def test_the_first_page_warns_of_windows_closing(reading_as: Visitor) -> None:
    assert "余 5 日" in page(reading_as("counsel"), "/")
    assert "5 days left" in page(reading_as("counsel"), "/?lang=en")


def test_a_filter_that_fits_nothing_says_so_and_can_be_cleared(reading_as: Visitor) -> None:
    body = page(reading_as("counsel"), "/?topic=no-such-topic")
    assert "没有符合筛选的文本" in body
    assert "清除筛选" in body


# Catalogue and instrument


def test_the_catalogue_is_searched_by_words_of_a_title(reading_as: Visitor) -> None:
    body = page(reading_as("counsel"), "/instruments/?q=生成式")
    assert "生成式人工智能服务管理暂行办法" in body
    assert "汽车数据" not in body


@pytest.mark.parametrize(
    "filters", ["topic=generative-ai", "authority=cac", "kind=standard", "stage=promulgated", "standing=in-force"]
)
def test_every_filter_narrows(reading_as: Visitor, filters: str) -> None:
    body = page(reading_as("counsel"), f"/instruments/?{filters}&lang=en")
    found = re.search(r"(\d+) of (\d+) instruments", body)
    assert found
    assert 0 < int(found[1]) < int(found[2])


def test_an_instrument_without_a_text_says_what_it_rests_on(reading_as: Visitor) -> None:
    assert "时间图依据目录所载事实" in page(reading_as("counsel"), "/instruments/genai-measures/")


# Reading


def test_a_text_is_read_with_anchors_outline_and_every_word(reading_as: Visitor, firm: Firm) -> None:
    body = page(reading_as("client"), f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/")
    document = firm.room("client").versions.read(LIFTS[0], LIFTS[2]).version.document
    bare = re.sub(r"\s|<[^>]+>", "", body)
    for node in document.walk():
        assert "".join(node.text.split()) in bare
    for article in document.articles:
        assert f'id="{article.eid}"' in body
        assert f'href="#{article.eid}"' in body


def test_every_clause_of_a_standard_stands_in_its_outline(reading_as: Visitor, firm: Firm) -> None:
    body = page(reading_as("counsel"), f"/instruments/{ROBOTS[0]}/versions/{ROBOTS[2]}/")
    outline = body[body.index('class="outline"') : body.index("</nav>", body.index('class="outline"'))]
    for clause in firm.room("counsel").versions.read(ROBOTS[0], ROBOTS[2]).version.document.articles:
        assert f'href="#{clause.eid}"' in outline


def test_evidence_is_shown_inside_and_its_bytes_are_a_download_no_browser_renders(as_: Visitor, firm: Firm) -> None:
    address = f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/"
    capture = firm.room("counsel").versions.read(LIFTS[0], LIFTS[2]).version.captures[0]
    body = page(as_("analyst"), address)
    assert capture.sha256 in body
    assert "塔台内网机" in body
    answer = as_("analyst").get(f"{address}captures/{capture.sha256}")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(answer.get_data()) == capture.size


def test_a_client_reads_the_text_without_our_evidence(reading_as: Visitor) -> None:
    body = page(reading_as("client"), f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/")
    assert "塔台内网机" not in body
    assert "首次见到" not in body


# Search


def test_a_phrase_is_found_and_lit(reading_as: Visitor) -> None:
    assert "<mark>夜间休息</mark>" in page(reading_as("counsel"), "/search/?q=夜间休息")


def test_words_from_outside_are_shown_and_never_run(reading_as: Visitor) -> None:
    body = page(reading_as("counsel"), "/search/?q=<script>alert(1)</script>")
    assert "<script>alert" not in body
    assert "没有找到" in body


@pytest.mark.parametrize("offset", ["-5", "abc", "999999"])
def test_a_strange_page_number_is_no_fault(reading_as: Visitor, offset: str) -> None:
    assert reading_as("counsel").get(f"/search/?q=数据&offset={offset}").status_code == 200


# Watches and alerts


def test_a_watch_is_added_and_removed(as_: Visitor, firm: Firm) -> None:
    browser = as_("client")
    assert (
        send(browser, "/watches/", instrument=LIFTS[0], keyword="电梯", direction="strengthened", where="page") == 303
    )
    (made,) = [line.watch for line in firm.room("client").watches.mine() if line.watch.keyword]
    assert "电梯" in page(browser, "/watches/")
    assert send(browser, f"/watches/{made.id}/remove/") == 303
    assert made.id not in [line.watch.id for line in firm.room("client").watches.mine()]


def test_a_watch_no_form_of_ours_offers_is_refused(as_: Visitor) -> None:
    assert send(as_("client"), "/watches/", direction="sideways") == 400
    assert send(as_("client"), "/watches/", where="pigeon") == 400
    assert send(as_("client"), "/watches/", instrument="city-telescopes") == 404


def test_nobody_removes_or_reads_anothers(as_: Visitor, firm: Firm) -> None:
    (watch,) = firm.room("counsel").watches.mine()
    (alert,) = firm.room("counsel").watches.alerts()
    assert send(as_("client"), f"/watches/{watch.watch.id}/remove/") == 404
    assert send(as_("client"), f"/alerts/{alert.alert.id}/read/") == 404


def test_an_alert_is_marked_as_read(as_: Visitor, firm: Firm) -> None:
    browser = as_("client")
    assert "未读 1 条" in page(browser, "/alerts/")
    (line,) = firm.room("client").watches.alerts()
    assert send(browser, f"/alerts/{line.alert.id}/read/") == 303
    assert "未读 0 条" in page(browser, "/alerts/")


# Deliveries and sources


@pytest.mark.parametrize(
    ("who", "address"), [("client", "/watches/"), ("counsel", "/watches/"), ("counsel", "/deliveries/")]
)
def test_without_a_mail_server_the_page_says_that_letters_wait(
    firm: Firm, reading_as: Visitor, who: str, address: str
) -> None:
    assert "尚未设置邮件服务器" in page(reading_as(who), address)
    assert "letters stay queued" in page(reading_as(who), f"{address}?lang=en")
    with_mail = replace(firm.settings, mail=Mailbox(host="mail.sample.invalid"))
    reader = create_app(with_mail, firm.library).test_client()
    with reader.session_transaction() as session:
        session.update(person=who, language="en")
    assert "letters stay queued" not in page(reader, address)


def test_a_delivery_in_doubt_is_shown_and_sent_again_by_a_person(as_: Visitor, firm: Firm) -> None:
    with firm.library.writing() as files:
        files.outbox.claim(NOW, 1)
        files.outbox.doubt_claimed(NOW.replace(year=2027))
    (doubted,) = [
        line.delivery
        for line in firm.room("counsel").operations.deliveries().lines
        if line.delivery.state is DeliveryState.IN_DOUBT
    ]
    assert "存疑" in page(as_("counsel"), "/deliveries/")
    assert send(as_("client"), f"/deliveries/{doubted.id}/resend/") == 403
    assert send(as_("counsel"), f"/deliveries/{doubted.id}/resend/") == 303
    assert send(as_("counsel"), f"/deliveries/{doubted.id}/resend/") == 409


def test_what_robots_txt_says_is_read_in_the_reader_s_language(reading_as: Visitor) -> None:
    chinese, english = page(reading_as("analyst"), "/sources/"), page(reading_as("analyst"), "/sources/?lang=en")
    assert '<td class="robots" lang="zh-CN">对所有程序 Disallow: /' in chinese
    assert '<td class="robots" lang="en">Disallow: / for every program' in english


def test_the_demo_s_sites_are_named_and_marked_as_fiction(as_: Visitor, firm: Firm) -> None:
    with firm.library.writing() as files:
        files.visits.record(Visit("sample-assembly", NOW, NOW, SourceState.OK))
    row = page(as_("counsel"), "/sources/?lang=en").split("Assembly (fictional)")[1].split("</tr>")[0]
    assert "Fiction" in row
    assert "sample.invalid" not in row


def test_a_description_in_disorder_is_told_on_the_page(as_: Visitor, firm: Firm) -> None:
    (firm.settings.data / "sources").mkdir()
    (firm.settings.data / "sources" / "slip.toml").write_text("id = ", encoding="utf-8")
    body = page(as_("analyst"), "/sources/")
    assert "本机的一个来源描述无法读取" in body
    assert "slip.toml" in body


def test_sources_say_their_state_and_what_waits(reading_as: Visitor) -> None:
    body = page(reading_as("analyst"), "/sources/")
    assert "被拒绝访问" in body
    assert "要求人机验证" in body
    assert "一张人机验证的页面。" in body
    assert body.index("被拒绝访问") < body.index("尚未访问")
