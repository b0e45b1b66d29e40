"""From a title on a list to the instrument it is about."""

import pytest

from tracker.documents.guide import Guide
from tracker.knowledge.titles import key, work_title
from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage
from tracker.workday.recognition import is_about, new_instrument, recognise, stage_of

CATALOGUE = [
    Instrument("smart-lifts", "智能电梯运行服务管理暂行办法", "", "departmental-rule"),
    Instrument("telescopes", "虚构国城市望远镜法", "", "law", aliases=("城市望远镜法",)),
    Instrument("cyber", "中华人民共和国示例安全法", "", "law"),
    Instrument("cyber-rules", "示例安全法实施条例", "", "administrative-regulation"),
]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某某办公室关于《示例服务管理办法（征求意见稿）》公开征求意见的通知", "示例服务管理办法"),
        ("关于国家标准《数据安全技术 示例要求》征求意见稿征求意见的通知", "数据安全技术 示例要求"),
        ("示例保护法（修订草案二次审议稿）征求意见", "示例保护法"),
        ("示例保护法（草案）", "示例保护法"),
        ("《示例服务管理暂行办法》", "示例服务管理暂行办法"),
        ("关于公布《示例服务管理暂行办法》的令", "示例服务管理暂行办法"),
        ("关于修改《示例保护法》的决定", "关于修改《示例保护法》的决定"),
        ("示例办法（公开征求意见稿）", "示例办法"),
        ("某部关于《示例法（草案）》公开征求意...", "示例法"),  # a list that cuts its titles
        (
            "关于《示例法》施行时尚未审结的案件适用法律若干问题的规定",
            "关于《示例法》施行时尚未审结的案件适用法律若干问题的规定",
        ),
        ("虚构省实施《示例法》办法（草案二次审议稿）征求意见", "虚构省实施《示例法》办法"),
        ("关于《关于修改〈示例法〉的决定（草案）》公开征求意见的通知", "关于修改〈示例法〉的决定"),
        ("关于贯彻施行《示例法》的意见", "关于贯彻施行《示例法》的意见"),
        ("关于实施《示例法》若干问题的解释（征求意见稿）", "关于实施《示例法》若干问题的解释"),
        ("公开征求对《示例办法（征求意见稿）》的意见", "示例办法"),
        (
            "关于公开征求《示例规范》等14项国家标准项目意见的公示",
            "关于公开征求《示例规范》等14项国家标准项目意见的公示",
        ),
    ],
)
def test_the_work_s_own_name(title, name):
    assert work_title(title) == name


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("关于《智能电梯运行服务管理办法（征求意见稿）》公开征求意见的通知", "smart-lifts"),
        ("智能电梯运行服务管理规定（征求意见稿）", "smart-lifts"),  # 规定 became 办法 on the way
        ("智能电梯运行服务管理办法（试行）", "smart-lifts"),
        ("城市望远镜法（草案二次审议稿）", "telescopes"),
        ("示例安全法", "cyber"),
        ("示例安全法实施条例", "cyber-rules"),
        ("示例安全法实施办法", None),
        ("智能电梯运行服务管理条例", None),  # a regulation of the State Council is another work
        ("关于修改《中华人民共和国示例安全法》的决定", None),
        ("全新示例办法", None),
    ],
)
def test_the_catalogue_is_searched_by_what_titles_have_in_common(title, slug):
    found = recognise([title], CATALOGUE)
    assert (found.instrument.slug if found else None) == slug


def test_the_first_title_decides_first():
    found = recognise(["城市望远镜法", "智能电梯运行服务管理办法"], CATALOGUE)
    assert found.instrument.slug == "telescopes"
    assert found.confidence == 0.98


@pytest.mark.parametrize(
    ("titles", "confidence"),
    [
        (["智能电梯运行服务管理暂行办法"], 0.98),
        (["别的名字", "智能电梯运行服务管理办法"], 0.9),
        (["智能电梯运行服务管理规定"], 0.75),
    ],
)
def test_how_sure_a_recognition_is_hangs_on_the_title_that_led_to_it(titles, confidence):
    assert recognise(titles, CATALOGUE).confidence == confidence


def test_what_a_person_parted_is_not_recognised_again():
    parted = {"smart-lifts": frozenset({"智能电梯运行服务管理规定"})}
    assert recognise(["智能电梯运行服务管理规定"], CATALOGUE, parted) is None


def test_two_instruments_of_one_name_are_not_guessed_between():
    twins = [Instrument("a", "示例办法", "", "x"), Instrument("b", "示例暂行办法", "", "x")]
    assert recognise(["示例办法"], twins) is None


def test_a_scholars_proposal_is_a_work_of_its_own():
    assert key("中华人民共和国示例法（学者建议稿）") != key("中华人民共和国示例法")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("示例服务管理暂行办法", "departmental-rule"),
        ("示例保护法", "law"),
        ("示例管理条例", "administrative-regulation"),
        ("国务院关于示例的规定", "administrative-regulation"),
        ("数据安全技术 示例要求", "standard"),
        ("示例安全治理框架", "framework"),
        ("关于示例工作的意见", "normative-document"),
    ],
)
def test_a_new_instrument_knows_its_kind(title, kind):
    assert new_instrument(title, "cac", Shelf.REAL).kind == kind


def test_draft_and_final_of_an_unknown_work_get_the_same_slug():
    draft = new_instrument("关于《示例管理办法（征求意见稿）》公开征求意见的通知", "cac", Shelf.REAL)
    final = new_instrument("示例管理暂行办法", "cac", Shelf.REAL)
    assert draft.slug == final.slug
    assert draft.slug.startswith("cac-")


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("《示例办法》答记者问", True),
        ("专家解读|示例办法的意义", True),
        ("关于《示例办法（征求意见稿）》的说明", True),
        ("《示例办法》编制说明", True),
        ("关于《示例办法（征求意见稿）》公开征求意见的通知", False),
        ("示例说明书管理办法", False),
    ],
)
def test_pages_about_a_text(title, about):
    assert is_about(title) is about


@pytest.mark.parametrize(
    ("title", "stage", "reading"),
    [
        ("示例办法（征求意见稿）", Stage.CONSULTATION_DRAFT, None),
        ("示例法（草案）", Stage.BILL, 1),
        ("示例法（草案二次审议稿）", Stage.BILL, 2),
        ("示例法（修订草案三次审议稿）征求意见", Stage.BILL, 3),
        ("示例标准（报批稿）", Stage.DRAFT_FOR_APPROVAL, None),
        ("示例办法", None, None),
    ],
)
def test_the_stage_a_title_says(title, stage, reading):
    assert stage_of(title, Guide().stage_words) == (stage, reading)
