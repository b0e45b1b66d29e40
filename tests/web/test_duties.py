"""What became of each obligation, on a page of its own; nothing of it for a reader who may not see judgement."""

from tests.web.conftest import LIFTS, ROBOTS, Visitor
from tests.web.test_comparisons import address

WHERE = "/obligations/"


def test_each_obligation_is_counted_and_told_with_both_wordings(as_: Visitor):
    page = as_("counsel").get(address(LIFTS, WHERE)).text
    assert "义务去向" in page
    assert "提供者" in page
    assert "<q " in page
    assert "What became of each obligation" in as_("counsel").get(f"{address(LIFTS, WHERE)}?lang=en").text


def test_a_client_reads_it_where_the_verdicts_were_released_and_nowhere_else(as_: Visitor):
    assert as_("client").get(address(LIFTS, WHERE)).status_code == 200
    assert as_("client").get(address(ROBOTS, WHERE)).status_code == 404
    assert "未经律师审阅" in as_("early").get(address(LIFTS, WHERE)).text
    assert as_("other").get(address(LIFTS, WHERE)).status_code == 404
