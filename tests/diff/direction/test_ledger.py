"""The ledger: every number that changed between two clauses, as printed, with its effect for the regulated party."""

import pytest

from tracker.diff.direction import judge_all
from tracker.diff.direction.ledger import numbers


@pytest.fixture(scope="module")
def ledger(pair, drafting):
    def rows(old, new, **kwargs):
        change = pair(old, new, **kwargs)
        olds, news = ([u] if u else [] for u in (change.old, change.new))
        verdicts = judge_all([change], olds, news, drafting)
        return [(r.kind, r.before, r.after, str(r.effect)) for r in numbers([change], verdicts, drafting)]

    return rows


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("应当在十日内改正。", "应当在三十日内改正。", ("deadline", "十日", "三十日", "softened")),
        ("应当在24小时内报告。", "应当在 2 小时内报告。", ("deadline", "24小时", "2 小时", "strengthened")),
        ("日志保存不少于六个月。", "日志保存不少于二年。", ("retention", "六个月", "二年", "strengthened")),
        ("处一万元以下罚款。", "处五万元以下罚款。", ("fine", "一万元", "五万元", "strengthened")),
        ("处违法所得三倍以下罚款。", "处违法所得两倍以下罚款。", ("fine", "三倍", "两倍", "softened")),
        (
            "满一万架次的运营者应当备案。",
            "满十万架次的运营者应当备案。",
            ("threshold", "一万架次", "十万架次", "softened"),
        ),
        ("注册资本不低于二百万元。", "注册资本不低于500万元。", ("amount", "二百万元", "500万元", "strengthened")),
        ("应当配备2名值守人员。", "应当配备3名值守人员。", ("count", "2名", "3名", "strengthened")),
        ("自检合格率应当达到百分之九十。", "自检合格率应当达到95%。", ("share", "百分之九十", "95%", "strengthened")),
        (
            "本办法自2030年1月1日起施行。",
            "本办法自2031年5月1日起施行。",
            ("date", "2030年1月1日", "2031年5月1日", "neutral"),
        ),
        ("飞行执照有效期三年。", "飞行执照有效期五年。", ("validity", "三年", "五年", "softened")),
        ("应当每季度演练。", "应当每年演练。", ("frequency", "每季度", "每年", "softened")),
    ],
)
def test_a_number_changed(old, new, row, ledger):
    assert ledger(old, new) == [row]


def test_both_ends_of_a_fine_are_rows(ledger):
    rows = ledger("处一万元以上三万元以下罚款。", "处二万元以上十万元以下罚款。")
    assert rows == [("fine", "一万元", "二万元", "strengthened"), ("fine", "三万元", "十万元", "strengthened")]


def test_a_deadline_gone(ledger):
    assert ledger("运营者应当在三日内处理投诉。", "运营者应当及时处理投诉。") == [
        ("deadline", "三日", None, "softened")
    ]


def test_a_number_that_came_with_a_new_clause(ledger):
    rows = ledger("", "违规停放的，由主管部门处二千元以下罚款。")
    assert rows == [("fine", None, "二千元", "strengthened")]


def test_references_and_unchanged_numbers_are_no_rows(ledger):
    assert ledger("依照本办法第九条第二款，应当在三日内报告。", "依照本办法第十条第三款，应当在三日内书面报告。") == []


def test_the_places_are_named(pair, drafting):
    change = pair("应当在十日内改正。", "应当在三十日内改正。")
    verdicts = judge_all([change], [change.old], [change.new], drafting)
    (row,) = numbers([change], verdicts, drafting)
    assert (row.old, row.new) == ("7", "7")


def test_a_number_of_times_a_year_is_printed_with_its_every_and_a_year_in_a_name_is_none(ledger):
    assert ledger("运营者应当每年检修一次锁具。", "运营者应当每半年检修一次锁具。") == [
        ("frequency", "每年", "每半年", "strengthened")
    ]
    assert ledger("运营者应当公布上一年度账目。", "运营者应当公布账目。") == []
