"""A rule changes, a reader learns: what is derived is made anew; nothing counsel did is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.databases import Databases
from tracker.diff.changes import Direction
from tracker.practice.access import Release
from tracker.practice.cards import Review
from tracker.practice.person import Client
from tracker.settings import Settings
from tracker.workday.desk import Desk, open_desk
from tracker.workday.jobs import Here, Job, Kind
from tracker.workday.rebuilding import Reread, behind, judge_everything_behind, read_again, versions
from tracker.workday.upload import Upload, take_in_file

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TITLE = "示例望远镜使用规定"
TEXT = (
    "{title}\n第一条　为了规范示例望远镜的借用和归还，保障借用者的合法权益，制定本规定。\n"
    "第二条　使用者应当向望远镜管理站登记姓名，并在{days}日内归还。\n第三条　本规定自2027年1月1日起施行。"
)


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    """Three texts of one rule, two comparisons, one of them released."""
    opened = open_desk(Settings(tmp_path / "data", databases.new(tmp_path / "data")))
    for year, days in ((2024, 30), (2025, 20), (2026, 10)):
        data = TEXT.format(title=TITLE, days=days).encode()
        take_in_file(opened, Upload(data, f"{year}.txt", title=TITLE, dated_on=date(year, 3, 1)))
    slug, pairs = the_pairs(opened)
    with opened.library.writing() as files:
        files.people.put_client(Client("hengtong", "虚构恒通"))
        files.releases.add(Release(slug, *pairs[0], "hengtong", "a1", NOW))
        files.comparisons.set_review(slug, *pairs[0], Review.RELEASED)
    yield opened
    opened.close()


def the_pairs(desk: Desk) -> tuple[str, list[tuple[str, str]]]:
    with desk.library.reading() as files:
        (slug,) = [i.slug for i in files.instruments.all() if i.title_zh == TITLE]
        return slug, [(card.old, card.new) for card in files.comparisons.of(slug)]


def with_other_rules(desk: Desk, version: str = "next") -> Desk:
    return replace(desk, drafting=replace(desk.drafting, version=version))


def test_a_library_of_the_present_has_nothing_behind(desk: Desk) -> None:
    assert list(behind(desk)) == []


def test_new_rules_that_say_the_same_leave_what_counsel_released_where_it_is(desk: Desk) -> None:
    slug, pairs = the_pairs(desk)
    assert list(judge_everything_behind(with_other_rules(desk))) == [1, 2]
    with desk.library.reading() as files:
        card = files.comparisons.card(slug, *pairs[0])
        assert (card.rules, card.review) == ("next", Review.RELEASED)
        assert [r.withdrawn_at for r in files.releases.of(slug, *pairs[0])] == [None]


def test_new_rules_that_say_otherwise_are_new_to_counsel_and_no_client_sees_them(desk: Desk) -> None:
    slug, pairs = the_pairs(desk)
    with desk.library.writing() as files:
        filed = files.comparisons.get(slug, *pairs[0])
        files.comparisons.file(slug, *pairs[0], replace(filed, direction=Direction.UNCLEAR, rules="old"), NOW)
        files.releases.add(Release(slug, *pairs[0], "hengtong", "a1", NOW))
    assert list(judge_everything_behind(desk)) == [1]
    with desk.library.reading() as files:
        assert files.comparisons.get(slug, *pairs[0]) == filed
        assert files.comparisons.card(slug, *pairs[0]).review is Review.NEW
        assert all(r.withdrawn_at for r in files.releases.of(slug, *pairs[0]))


def test_a_rebuilding_that_was_broken_off_goes_on_where_it_was(desk: Desk) -> None:
    other = with_other_rules(desk)
    assert next(judge_everything_behind(other)) == 1
    assert len(list(behind(other))) == 1
    assert list(judge_everything_behind(other)) == [1]
    assert list(behind(other)) == []


def test_the_same_job_twice_is_done_once(desk: Desk) -> None:
    slug, pairs = the_pairs(desk)
    other = with_other_rules(desk)
    line = Here(other)
    job = Job(Kind.JUDGE, (slug, *pairs[0]))
    assert line.hand_in([job, job]) == 2
    assert [one.old for one in behind(other)] == [pairs[1][0]]


def test_a_version_read_otherwise_before_is_read_again_found_again_and_judged_again(desk: Desk) -> None:
    slug, pairs = the_pairs(desk)
    version = pairs[0][0]
    with desk.library.writing() as files:
        held = files.versions.get(slug, version)
        poor = replace(held.document, text=held.document.text.replace("望远镜管理站", "望远镜●●站"))
        files.versions.read_anew(slug, version, poor)
    with desk.library.reading() as files:
        assert files.search.find("望远镜●●站").total == 1
    assert [read_again(desk, *one) for one in versions(desk)] == [Reread.ANEW, Reread.SAME, Reread.SAME]
    with desk.library.reading() as files:
        assert files.versions.get(slug, version).document == held.document
        assert (files.search.find("望远镜●●站").total, files.search.find("望远镜管理站").total) == (0, 3)
    assert [(one.old, one.new) for one in behind(desk)] == [pairs[0]]


def test_a_capture_that_gives_less_than_what_is_filed_changes_nothing(desk: Desk) -> None:
    slug, pairs = the_pairs(desk)
    with desk.library.writing() as files:
        held = files.versions.get(slug, pairs[0][0])
        longer = replace(held.document, text=held.document.text + "\n第四条　另一页上的一条。" * 3)
        files.versions.read_anew(slug, pairs[0][0], longer)
    assert read_again(desk, slug, pairs[0][0]) is Reread.LEFT
    path = desk.archive.place.path(held.captures[0].sha256)
    path.unlink()
    assert read_again(desk, slug, pairs[0][0]) is Reread.LEFT
