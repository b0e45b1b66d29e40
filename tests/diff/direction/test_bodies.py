"""A body that one text alone knows is an authority where that text lets it punish or license."""

from tracker.diff.changes import Unit
from tracker.diff.direction.bodies import public_bodies
from tracker.diff.whole import Whole

DUTY = Unit("3", "3", "航线管理机构应当公布空域图。")


def test_who_punishes_is_an_authority():
    fine = Unit("9", "9", "未公布航线的，由航线管理机构责令改正，处一千元以下罚款。")
    assert public_bodies(Whole.of([DUTY, fine]).hung) == ("航线管理机构",)


def test_who_licenses_is_an_authority():
    licence = Unit("5", "5", "符合条件的，适航审定中心应当颁发飞行许可证。")
    assert public_bodies(Whole.of([licence]).hung) == ("适航审定中心",)


def test_a_body_that_only_has_duties_is_none():
    """第三条 航线管理机构应当公布空域图。"""
    assert public_bodies(Whole.of([DUTY]).hung) == ()


def test_the_unit_of_the_one_who_offends_is_none():
    own = Unit("9", "9", "教师收受礼金的，由其所在机构给予警告。")
    assert public_bodies(Whole.of([own]).hung) == ()


def test_a_duty_of_such_a_body_binds_no_party(judge):
    fine = "未公布航线的，由航线管理机构责令改正。"
    assert judge(fine, f"{fine}航线管理机构应当加强信息化建设。").direction == "neutral"
