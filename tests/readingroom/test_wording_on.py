"""The words in force on a day, where provisions of one text or points of one decision start on days of their own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tracker.documents.reading import read
from tracker.errors import NotFound
from tracker.knowledge import guide
from tracker.law.instrument import Instrument, Version
from tracker.law.stage import Stage, version_id
from tracker.readingroom.room import ReadingRoom

LAW = (
    "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过）\n第一条　灯塔由看守人看管。\n"
    "第二条　看守人应当每日点灯。\n第三条　不点灯的，给予警告。\n"
    "第四条　本法自2019年6月1日起施行；第三条自2020年1月1日起施行。\n"
)
DECISION = (
    "云岛议事会关于修改《云岛灯塔法》的决定\n（2026年1月5日云岛议事会第三次会议通过）\n"
    "云岛议事会第三次会议决定对《云岛灯塔法》作如下修改：\n"
    "一、将第二条中的“每日”修改为“每夜”。\n二、将第三条中的“警告”修改为“罚款”。\n"
    "本决定自2026年3月1日起施行。本决定第二条自2026年9月1日起施行。\n"
)


@pytest.fixture
def room(firm) -> Callable[[str], ReadingRoom]:  # type: ignore[no-untyped-def]
    """The firm's rooms with a law and a decision amending it, applied."""
    texts = [
        ("lighthouses", "云岛灯塔法", "2019-05-06", LAW),
        ("lighthouse-decision", "云岛议事会关于修改《云岛灯塔法》的决定", "2026-01-05", DECISION),
    ]
    with firm.library.writing() as files:
        for slug, title, on, text in texts:
            files.instruments.put(Instrument(slug, title, "", "law"))
            document = read(text.encode(), guide=guide())
            stage = Stage.PROMULGATED
            starts = document.headmatter.effective_on
            version = Version(slug, version_id(on, stage), stage, None, date.fromisoformat(on), document)
            files.versions.file(replace(version, effective_on=starts))
    firm.room("counsel").amendments.consolidate("lighthouse-decision", "2026-01-05-promulgated", "lighthouses")
    return firm.room


@pytest.mark.parametrize(
    ("day", "second", "third", "waiting"),
    [
        ("2019-07-01", "看守人应当每日点灯。", "不点灯的，给予警告。", {"3"}),
        ("2020-01-01", "看守人应当每日点灯。", "不点灯的，给予警告。", set()),
        ("2026-02-28", "看守人应当每日点灯。", "不点灯的，给予警告。", set()),
        ("2026-03-01", "看守人应当每夜点灯。", "不点灯的，给予警告。", set()),
        ("2026-08-31", "看守人应当每夜点灯。", "不点灯的，给予警告。", set()),
        ("2026-09-01", "看守人应当每夜点灯。", "不点灯的，给予罚款。", set()),
    ],
)
def test_the_words_of_a_day_follow_each_provision_s_own_beginning(
    room: Callable[[str], ReadingRoom], day: str, second: str, third: str, waiting: set[str]
) -> None:
    found = room("counsel").instruments.text_on("lighthouses", date.fromisoformat(day))
    assert [a.full_text for a in found.document.articles[1:3]] == [second, third]
    assert found.waiting == waiting
    assert (found.decision is not None) == (date(2026, 3, 1) <= found.on < date(2026, 9, 1))


def test_what_starts_when_is_listed_with_its_sentence(room: Callable[[str], ReadingRoom]) -> None:
    found = room("counsel").instruments.text_on("lighthouses", date(2026, 4, 1))
    assert [(part.places, part.on and part.on.isoformat()) for part in found.parts] == [
        (("3",), "2020-01-01"),
        (("2",), "2026-03-01"),
        (("3",), "2026-09-01"),
    ]
    assert found.parts[-1].says == "本决定第二条自2026年9月1日起施行。"


def test_before_anything_was_in_force_and_for_strangers_there_are_no_words(room: Callable[[str], ReadingRoom]) -> None:
    with pytest.raises(NotFound):
        room("counsel").instruments.text_on("lighthouses", date(2019, 5, 31))
    with pytest.raises(NotFound):
        room("visitor").instruments.text_on("lighthouses", date(2026, 4, 1))
