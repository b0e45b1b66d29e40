"""How a clause is read: who is bound, what kind of norm a segment is, which numbers it holds, where its words are."""

import pytest

from tracker.diff.direction.acting import find_actor
from tracker.diff.direction.quantities import quantities
from tracker.diff.direction.segments import read
from tracker.diff.direction.wording import fold


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("景区管理企业应当公布航线", "party"),
        ("县级以上人民政府文化主管部门应当公布航线", "authority"),
        ("由市场监督管理部门责令改正", "authority"),
        ("运营者应当向主管部门报告", "party"),
        ("向读者提供服务的运营者应当投保", "party"),
        ("对运营者的投诉由受理机关处理", "authority"),
        ("国家鼓励使用新能源冷藏车", "state"),
        ("消费者有权要求退款", "individual"),
        ("任何单位和个人不得损毁单车", "anyone"),
        ("机关、事业单位和大型企业采购服务应当签订合同", "party"),
        ("处五千元以下罚款", ""),
    ],
)
def test_who_acts(words, actor, drafting):
    assert find_actor(words, drafting.direction) == actor


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("运营者应当公示，不得加价。", ["duty", "ban"]),
        ("违规停放的，由主管部门责令改正。", ["sanction", "sanction"]),
        ("主管部门不得妨碍正常经营。", ["ban-on-authority"]),
        ("主管部门不予批准。", ["ban-on-approval"]),
        ("为了规范飞行，制定本办法。", ["purpose", "purpose"]),
        ("本办法由市交通局负责解释。", ["interpretation"]),
        ("国家支持冷链设施建设。", ["promotion"]),
        ("构成犯罪的，依法追究刑事责任。", ["declaratory", "declaratory"]),
    ],
)
def test_what_kind_of_norm(text, norms, unit, drafting):
    assert [s.norm.id for s in read(unit(text), drafting.direction).segments] == norms


@pytest.mark.parametrize(
    ("chapeau", "norm", "trigger"),
    [
        ("运营者应当履行下列义务：", "duty", False),
        ("运营者不得有下列行为：", "ban", True),
        ("有下列情形之一的，不适用本办法：", "scope-exemption", True),
        ("本办法下列用语的含义是：", "definition", False),
        ("申请人应当具备下列条件：", "qualification", False),
        ("有下列行为之一的，由主管部门处一万元以下罚款：", "sanction", True),
        ("主管部门可以采取下列措施：", "power", False),
    ],
)
def test_what_the_opening_words_hand_to_an_item(chapeau, norm, trigger, unit, drafting):
    (segment,) = read(unit("夜间停放单车；", chapeau=chapeau), drafting.direction).segments
    assert (segment.norm.id, segment.trigger) == (norm, trigger)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三十日内", [("三十日", 720)]),
        ("5个工作日", [("5个工作日", 168)]),
        ("1,500元", [("1,500元", 1500)]),
        ("二百万元", [("二百万元", 2_000_000)]),
        ("30万元以上", [("30万元", 300_000)]),
        ("百分之五", [("百分之五", 5)]),
        ("12.5%", [("12.5%", 12.5)]),
        ("每季度", [("季度", 2160)]),
        ("15min", [("15min", 0.25)]),
        ("第三年第五条", []),
        ("统一、唯一、同一", []),
    ],
)
def test_numbers_with_a_unit(text, found, drafting):
    assert [(q.text, float(q.base)) for q in quantities(text, drafting.direction)] == found


def test_folded_words_know_where_they_stand(drafting):
    text = "运营者必须依照《低空飞行规则》第十二条第一款，及时报告以及公示。"
    wording = fold(text, drafting.direction)
    assert wording.text == "运营者应当按照《》〔条〕，及时报告和公示。"
    at = wording.text.index("〔条〕")
    assert wording.quote(at, at + 3).text == "第十二条第一款"
