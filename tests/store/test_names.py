"""Works are found by what they are called, and by nothing that may differ between two printings of a title."""

import pytest
from sqlalchemy import Connection, text

from tracker.law.instrument import Instrument, Shelf
from tracker.store.library import Library
from tracker.store.names import By


def work(slug: str, title: str, *aliases: str, shelf: Shelf = Shelf.REAL) -> Instrument:
    return Instrument(slug, title, "", "departmental-rule", (), (), shelf, aliases)


@pytest.fixture
def seas(library: Library) -> Library:
    with library.writing() as files:
        files.instruments.put(work("seas", "中华人民共和国海域望远镜管理办法", "海镜办法"))
        files.instruments.put(work("lamps", "路灯安全要求", "GB/T 99001—2031"))
        files.instruments.put(work("fiction", "海域望远镜管理办法", shelf=Shelf.SAMPLE))
    return library


@pytest.mark.parametrize(
    ("by", "title", "found"),
    [
        (By.TITLE, "关于《海域望远镜管理规定（征求意见稿）》公开征求意见的通知", ["seas"]),
        (By.TITLE, "海镜规定", ["seas"]),
        (By.TITLE, "海域望远镜", []),
        (By.LAW, "《海域望远镜管理办法》（2031年修正）", ["seas"]),
        (By.NUMBER, "GB/T 99001-2031", ["lamps"]),
        (By.NUMBER, "路灯安全要求", []),
    ],
)
def test_a_work_is_found_by_what_it_is_called(seas: Library, by: By, title: str, found: list[str]) -> None:
    with seas.reading() as files:
        assert files.names.bearing(by, [title], Shelf.REAL) == found


def test_other_titles_are_other_names(seas: Library) -> None:
    with seas.writing() as files:
        files.instruments.describe(work("seas", "海域望远镜条例"))
        assert files.names.bearing(By.TITLE, ["海镜办法"], Shelf.REAL) == []
        assert files.names.bearing(By.TITLE, ["海域望远镜条例"], Shelf.REAL) == ["seas"]


def test_a_work_joined_to_another_is_found_as_that_one_alone(seas: Library) -> None:
    with seas.writing() as files:
        files.instruments.join("lamps", "seas")
        assert files.names.bearing(By.NUMBER, ["GB/T 99001-2031"], Shelf.REAL) == []


def test_names_made_by_another_wording_are_made_anew(seas: Library, raw: Connection) -> None:
    with seas.reading() as files:
        assert not files.names.are_behind()
    raw.execute(text("UPDATE names SET name = 'x', edition = 'zz' WHERE instrument = 'seas'"))
    with seas.writing() as files:
        assert files.names.are_behind()
        files.names.make_anew()
        assert not files.names.are_behind()
        assert files.names.bearing(By.TITLE, ["海镜办法"], Shelf.REAL) == ["seas"]
        assert files.names.bearing(By.NUMBER, ["GB/T 99001-2031"], Shelf.REAL) == ["lamps"]
