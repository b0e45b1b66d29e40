"""A decision applied at the desk: the text made, marked, compared, answered by hand, and what it touches elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tracker.amending.settling import Remedy
from tracker.documents.reading import read
from tracker.errors import Conflict, NotAllowed, NotFound
from tracker.knowledge import guide
from tracker.law.instrument import EventKind, Instrument, Version
from tracker.law.ripple import Fate
from tracker.law.stage import Stage, version_id
from tracker.practice.amendment import Answer
from tracker.practice.person import Reader
from tracker.readingroom.rippled import touches
from tracker.readingroom.room import ReadingRoom
from tracker.readingroom.telling import event_of
from tracker.workday.citations import read_citations

LAW = (
    "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过）\n第一条　灯塔由看守人看管。\n"
    "第二条　看守人应当每日点灯。\n第三条　不点灯的，由看守人的上司给予警告。\n"
)
DECISION = (
    "云岛议事会关于修改《云岛灯塔法》的决定\n（2026年1月5日云岛议事会第三次会议通过）\n"
    "云岛议事会第三次会议决定对《云岛灯塔法》作如下修改：\n"
    "一、增加一条，作为第二条：“灯塔属于全岛。”\n二、将第九条修改为：“灯塔刷白。”\n"
    "三、将第三条中的“警告”修改为“严重警告”。\n本决定自2026年3月1日起施行。\n"
    "《云岛灯塔法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n"
)
CITING = (
    "云岛渡船办法\n（2020年3月1日岛务署公布）\n第一条　夜间停泊依照《云岛灯塔法》第二条的规定。\n第二条　渡船刷白。\n"
)
MADE = "2026-01-05-amended-unofficial"
REASON = "第九条应为第一条，见公报更正"


@pytest.fixture
def room(firm) -> Callable[[str], ReadingRoom]:  # type: ignore[no-untyped-def]
    """The firm's rooms, with a law, a decision amending it and a rule that cites it filed."""
    texts = [
        ("lighthouses", "云岛灯塔法", "2019-05-06", LAW),
        ("lighthouse-decision", "云岛议事会关于修改《云岛灯塔法》的决定", "2026-01-05", DECISION),
        ("ferries", "云岛渡船办法", "2020-03-01", CITING),
    ]
    with firm.library.writing() as files:
        for slug, title, on, text in texts:
            files.instruments.put(Instrument(slug, title, "", "law"))
            document = read(text.encode(), guide=guide())
            stage = Stage.PROMULGATED
            files.versions.file(Version(slug, version_id(on, stage), stage, None, date.fromisoformat(on), document))
    read_citations(firm.library)
    return firm.room


def _consolidate(room: ReadingRoom) -> str:
    return room.amendments.consolidate("lighthouse-decision", "2026-01-05-promulgated", "lighthouses")


def test_a_decision_is_offered_for_the_law_it_amends_and_to_the_firm_alone(
    room: Callable[[str], ReadingRoom],
) -> None:
    offers = room("counsel").amendments.offers("lighthouse-decision", "2026-01-05-promulgated")
    assert [(o.instrument.slug, o.base.id, o.made) for o in offers] == [("lighthouses", "2019-05-06-promulgated", "")]
    assert room("client").amendments.offers("lighthouse-decision", "2026-01-05-promulgated") == ()
    with pytest.raises(NotAllowed):
        _consolidate(room("client"))


def test_the_text_made_stands_in_the_law_marked_compared_and_dated(room: Callable[[str], ReadingRoom]) -> None:
    desk = room("counsel")
    assert _consolidate(desk) == MADE
    page = desk.instruments.page("lighthouses")
    assert [(v.id, v.consolidated) for v in page.versions] == [(MADE, True), ("2019-05-06-promulgated", False)]
    decided = [m for m in page.moments if m.on == date(2026, 1, 5)]
    assert [(m.stage, m.version, m.note_zh) for m in decided] == [
        (Stage.AMENDED, MADE, "《云岛议事会关于修改〈云岛灯塔法〉的决定》")
    ]
    assert (EventKind.EFFECTIVE, date(2026, 3, 1)) in [(m.kind, m.on) for m in page.moments]
    assert [(line.old.id, line.new.id) for line in page.comparisons] == [("2019-05-06-promulgated", MADE)]


def test_every_operation_stands_with_old_and_new_beside_it(room: Callable[[str], ReadingRoom]) -> None:
    desk = room("counsel")
    page = desk.amendments.page("lighthouses", _consolidate(desk))
    assert (page.done, len(page.steps)) == (5, 6)
    insert, missing, words, *_ = page.steps
    assert (insert.old, insert.new[0].text) == ((), "第二条　灯塔属于全岛。")
    assert missing.outcome.refused is not None
    assert missing.outcome.refused.what == "provision-missing"
    assert [(p.text, p.touched) for p in words.new[0].pieces if p.touched] == [("严重", True)]
    assert page.official is None


def test_an_answer_by_hand_makes_the_text_anew_and_is_kept_with_its_reason(
    room: Callable[[str], ReadingRoom],
) -> None:
    desk = room("counsel")
    made = _consolidate(desk)
    with pytest.raises(Conflict):
        desk.amendments.settle("lighthouses", made, 2, Answer(Remedy.READS, "第一条", "灯塔刷白。", " "))
    with pytest.raises(NotFound):
        desk.amendments.settle("lighthouses", made, 2, Answer(Remedy.READS, "塔顶", "灯塔刷白。", REASON))
    again = desk.amendments.settle("lighthouses", made, 2, Answer(Remedy.READS, "第一条", "灯塔刷白。", REASON))
    assert again == f"{MADE}-2"
    page = desk.amendments.page("lighthouses", again)
    assert page.done == len(page.steps)
    settled = page.steps[1].settled
    assert settled is not None
    assert (settled.by, settled.reason) == ("counsel", REASON)
    assert page.version.document.articles[0].full_text == "灯塔刷白。"


def test_the_published_text_is_compared_with_ours_once_it_is_there(
    room: Callable[[str], ReadingRoom],
    firm,  # type: ignore[no-untyped-def]
) -> None:
    desk = room("counsel")
    made = _consolidate(desk)
    held = desk.versions.read("lighthouses", made).version.document
    words = "\n".join(line for line in held.text.split("\n") if "tracker" not in line).replace("全岛", "全体岛民")
    official = read(words.encode(), guide=guide())
    with firm.library.writing() as files:
        files.versions.file(Version("lighthouses", MADE, Stage.AMENDED, None, date(2026, 1, 5), official))
    page = desk.amendments.page("lighthouses", made)
    assert page.official is not None
    assert [(d.article, d.official) for d in page.differences] == [("2", "灯塔属于全体岛民。")]
    events = [m for m in desk.instruments.page("lighthouses").moments if m.on == date(2026, 1, 5)]
    assert [m.version for m in events] == [page.official.id]


def test_who_cites_a_moved_article_is_listed_at_the_comparison_for_who_may_read_the_citing_text(
    room: Callable[[str], ReadingRoom],
) -> None:
    made = _consolidate(room("counsel"))
    [line] = room("counsel").comparisons.page("lighthouses", "2019-05-06-promulgated", made).ripples
    assert (line.instrument.slug, line.ripple.place, line.ripple.fate, line.ripple.now) == (
        "ferries",
        "2",
        Fate.RENUMBERED,
        "3",
    )
    assert line.eid == "art_1"


def test_a_letter_tells_of_citations_only_what_its_reader_may_read(
    room: Callable[[str], ReadingRoom],
    firm,  # type: ignore[no-untyped-def]
) -> None:
    made = _consolidate(room("counsel"))
    client = room("client").reader.client
    assert client is not None
    follower = replace(client, follows=client.follows | {"lighthouses"})
    with firm.library.reading() as files:
        event = event_of(files, "lighthouses", "2019-05-06-promulgated", made)
        told = touches(files, room("counsel").reader, event)
        assert [(t.title_zh, t.within, t.ripple.now) for t in told] == [("云岛渡船办法", "1", "3")]
        assert touches(files, Reader(room("client").reader.person, follower), event) == ()


def test_a_version_that_came_from_elsewhere_has_no_operations(room: Callable[[str], ReadingRoom]) -> None:
    with pytest.raises(NotFound):
        room("counsel").amendments.page("lighthouses", "2019-05-06-promulgated")
