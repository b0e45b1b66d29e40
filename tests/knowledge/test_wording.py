"""What reading and comparing know beforehand comes from files a lawyer can edit."""

from pathlib import Path

import pytest

from tracker.errors import KnowledgeError
from tracker.knowledge import drafting, guide, wording
from tracker.law.stage import Stage


def stage_of(title: str) -> Stage | None:
    return next((stage for word, stage in guide().stage_words if word in title), None)


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("示例市灯会管理办法（征求意见稿）", Stage.CONSULTATION_DRAFT),
        ("虚构国灯会法（草案二次审议稿）", Stage.BILL),
        ("虚构国灯会法（修订草案）", Stage.BILL),
        ("灯会管理条例（草案送审稿）", Stage.SUBMITTED_DRAFT),
        ("灯会安全要求（报批稿）", Stage.DRAFT_FOR_APPROVAL),
        ("虚构国灯会法（学者建议稿）", Stage.SCHOLARS_DRAFT),
        ("虚构国灯会法（2019年修正）", Stage.AMENDED),
        ("虚构国灯会法（2023年修订）", Stage.REVISED),
        ("示例市灯会管理办法", None),
    ],
)
def test_a_title_says_its_stage_by_its_most_telling_word(title: str, stage: Stage | None) -> None:
    assert stage_of(title) is stage


def test_every_stage_has_a_name_in_both_languages() -> None:
    assert set(wording.stage_names()) == set(Stage)
    assert wording.stage_names()[Stage.BILL] == ("草案", "bill")


def test_a_body_is_found_by_its_full_name_before_a_short_one_inside_it() -> None:
    names = guide().authorities
    assert names.index("中华人民共和国教育部") < names.index("教育部")
    assert names.index("国务院办公厅") < names.index("国务院")
    assert len(names) == len(set(names))


def test_pages_are_read_where_official_sites_keep_their_text() -> None:
    assert "#BodyLabel" in guide().main_content


def test_the_drafting_tables_reach_the_comparison() -> None:
    known = drafting()
    assert known.formulas
    assert "个人信息" in known.terms
    assert {name for name, _ in known.kinds} >= {"purpose", "scope"}


def test_terms_are_one_a_line_with_remarks(tmp_path: Path) -> None:
    file = tmp_path / "terms.txt"
    file.write_text("# of lanterns\n灯会\n\n花灯 # twice\n灯会\n", encoding="utf-8")
    assert wording.terms(file) == ("灯会", "花灯")
    assert wording.terms(tmp_path / "absent.txt") == ()


def test_a_broken_drafting_table_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "drafting").mkdir()
    (tmp_path / "drafting" / "alignment.toml").write_text("formulas = [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"alignment\.toml: this is no TOML"):
        wording.load_drafting(tmp_path)


def test_a_drafting_table_with_a_key_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafting").mkdir()
    (tmp_path / "drafting" / "alignment.toml").write_text("[[kinds]]\nname = 'purpose'\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="a table has a key missing"):
        wording.load_drafting(tmp_path)


def test_a_stage_without_a_name_is_told(tmp_path: Path) -> None:
    file = tmp_path / "stages.toml"
    file.write_text('[[name]]\nstage = "bill"\nzh = "草案"\nen = "bill"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="“name” leaves out consultation-draft"):
        wording.load_stage_names(file)
