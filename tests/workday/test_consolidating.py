"""A decision arrives, and its law follows by itself: once, marked, told, and giving way to the published text."""

from datetime import date

import pytest

from tracker.amending.settling import Remedy
from tracker.diff.changes import Direction
from tracker.law.instrument import EventKind, Instrument, StageEvent
from tracker.law.stage import Stage
from tracker.practice.amendment import Answer, Doubt
from tracker.practice.person import Reader
from tracker.practice.watch import Watch
from tracker.readingroom.force import as_of
from tracker.readingroom.room import ReadingRoom
from tracker.workday.consolidating import catch_up, follow
from tracker.workday.found import Outcome
from tracker.workday.upload import Upload, take_in_file

LAW = (
    "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过）\n第一条　灯塔由看守人看管。\n"
    "第二条　看守人应当每日点灯。\n第三条　不点灯的，由看守人的上司给予警告。\n第四条　本法自2019年6月1日起施行。\n"
)
TITLE = "云岛议事会关于修改《云岛灯塔法》的决定"
POINTS = (
    "一、增加一条，作为第二条：“灯塔属于全岛。”\n二、将第三条中的“警告”修改为“严重警告”。\n",
    "本决定自2026年3月1日起施行。\n《云岛灯塔法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n",
)
DECISION = (
    f"{TITLE}\n（2026年1月5日云岛议事会第三次会议通过）\n云岛议事会第三次会议决定对《云岛灯塔法》作如下修改：\n"
    + "".join(POINTS)
)
BROKEN = DECISION.replace("一、增加", "一、将第九条修改为：“灯塔刷白。”\n二、增加").replace("二、将第三", "三、将第三")
OFFICIAL = (
    "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过　根据2026年1月5日云岛议事会第三次会议"
    "《关于修改〈云岛灯塔法〉的决定》修正）\n第一条　灯塔由看守人看管。\n第二条　灯塔属于全岛。\n"
    "第三条　看守人应当每日点灯。\n第四条　不点灯的，由看守人的上司给予严重警告。\n第五条　本法自2019年6月1日起施行。\n"
)
OURS = "2026-01-05-amended-unofficial"
BASE = "2019-05-06-promulgated"


@pytest.fixture
def law(desk):
    with desk.library.writing() as files:
        files.instruments.put(Instrument("lighthouses", "云岛灯塔法", "Lighthouses", "law"))
    bring(desk, LAW, "2019-05-06", instrument="lighthouses", stage=Stage.PROMULGATED)
    return desk


def bring(desk, words, on, **said):
    return take_in_file(desk, Upload(words.encode(), "x.txt", dated_on=date.fromisoformat(on), **said))


def versions(desk):
    with desk.library.reading() as files:
        return [(c.id, c.superseded) for c in files.versions.of("lighthouses") if c.consolidated]


def waiting(desk):
    with desk.library.reading() as files:
        return [(w.version, w.doubt, w.count) for w in files.amendments.waiting()]


def room(desk, counsel):
    return ReadingRoom(desk.library, Reader(counsel), desk.settings, desk.clock)


def test_a_decision_makes_the_consolidated_text_compares_it_and_tells_who_watches_the_law(law, counsel):
    with law.library.writing() as files:
        files.watches.add(Watch(0, counsel.id, instrument="lighthouses"))
    assert bring(law, DECISION, "2026-01-05").outcome is Outcome.NEW
    assert versions(law) == [(OURS, "")]
    with law.library.reading() as files:
        made = files.versions.get("lighthouses", OURS)
        assert "consolidated by tracker from the decision, not official" in made.document.text
        assert [c.new for c in files.comparisons.of("lighthouses")] == [OURS]
        assert [a.version for a in files.outbox.alerts_of(counsel.id)] == [OURS]
    assert made.document.articles[1].full_text == "灯塔属于全岛。"
    assert waiting(law) == []


def test_the_same_decision_pulled_again_makes_nothing_twice(law, counsel):
    with law.library.writing() as files:
        files.watches.add(Watch(0, counsel.id, instrument="lighthouses"))
    first = bring(law, DECISION, "2026-01-05")
    for _ in range(2):
        assert bring(law, DECISION, "2026-01-05").outcome is Outcome.KNOWN
        with law.library.reading() as files:
            document = files.versions.get(first.instrument, first.version).document
        assert follow(law, first.instrument, first.version, document) == 0
    assert versions(law) == [(OURS, "")]
    with law.library.reading() as files:
        assert len(files.outbox.alerts_of(counsel.id)) == 1


def test_a_death_after_the_filing_of_the_decision_is_made_good_at_the_next_look(law, monkeypatch):
    monkeypatch.setattr("tracker.workday.filing.follow", lambda *_: 0)
    bring(law, DECISION, "2026-01-05")
    assert versions(law) == []
    assert catch_up(law) == 1
    assert versions(law) == [(OURS, "")]
    assert catch_up(law) == 0


def test_a_decision_that_came_before_its_law_is_applied_when_the_law_comes(desk):
    with desk.library.writing() as files:
        files.instruments.put(Instrument("lighthouses", "云岛灯塔法", "Lighthouses", "law"))
    bring(desk, DECISION, "2026-01-05")
    assert versions(desk) == []
    bring(desk, LAW, "2019-05-06", instrument="lighthouses", stage=Stage.PROMULGATED)
    assert versions(desk) == [(OURS, "")]


def test_the_published_text_takes_the_place_of_ours_and_is_compared_with_the_law_before(law):
    bring(law, DECISION, "2026-01-05")
    taken = bring(law, OFFICIAL, "2026-01-05", instrument="lighthouses", stage=Stage.AMENDED)
    assert (taken.version, taken.compared_with) == ("2026-01-05-amended", BASE)
    assert versions(law) == [(OURS, "2026-01-05-amended")]
    assert waiting(law) == []  # word for word the same


def test_what_the_published_text_has_otherwise_waits_for_a_person_until_one_looked(law, counsel):
    bring(law, DECISION, "2026-01-05")
    words = OFFICIAL.replace("灯塔属于全岛", "灯塔属于全体岛民")
    bring(law, words, "2026-01-12", instrument="lighthouses", stage=Stage.AMENDED)  # published a week later
    assert waiting(law) == [(OURS, Doubt.DIFFERS, 1)]
    page = room(law, counsel).amendments.page("lighthouses", OURS)
    assert [(d.article, d.official) for d in page.differences] == [("2", "灯塔属于全体岛民。")]
    room(law, counsel).amendments.look("lighthouses", OURS)
    assert waiting(law) == []


def test_a_note_on_our_text_goes_on_to_an_answer_s_text_and_to_the_published_one(law, counsel):
    bring(law, BROKEN, "2026-01-05")
    desk = room(law, counsel)
    change = next(c.key for c in desk.comparisons.page("lighthouses", BASE, OURS).comparison.clauses if c.new)
    note = desk.notes.add("lighthouses", BASE, OURS, change, "请核对")
    again = desk.amendments.settle("lighthouses", OURS, 1, Answer(Remedy.NOTHING, "", "", "第九条不存在"))
    official = bring(law, OFFICIAL, "2026-01-12", instrument="lighthouses", stage=Stage.AMENDED).version
    with law.library.reading() as files:
        placed = {v: [one.note for one in files.places.in_version("lighthouses", v)] for v in (again, official)}
    assert placed == {again: [note.id], official: [note.id]}


def test_a_verdict_counsel_overruled_in_our_comparison_stands_in_that_of_the_published_text(law, counsel):
    bring(law, DECISION, "2026-01-05")
    desk = room(law, counsel)
    change = next(c.key for c in desk.comparisons.page("lighthouses", BASE, OURS).comparison.clauses if c.old and c.new)
    desk.rulings.overrule("lighthouses", BASE, OURS, change, Direction.MIXED, 1, "措辞有紧有松")
    official = bring(law, OFFICIAL, "2026-01-12", instrument="lighthouses", stage=Stage.AMENDED).version
    clauses = desk.comparisons.page("lighthouses", BASE, official).comparison.clauses
    assert next(c for c in clauses if c.key == change).verdict.direction is Direction.MIXED


def test_a_published_text_that_is_there_first_leaves_nothing_to_make(law):
    bring(law, OFFICIAL, "2026-01-05", instrument="lighthouses", stage=Stage.AMENDED)
    bring(law, DECISION, "2026-01-05")
    assert versions(law) == []


def test_an_operation_nobody_can_carry_out_waits_and_its_answer_takes_the_place_of_the_first_text(law, counsel):
    bring(law, BROKEN, "2026-01-05")
    assert waiting(law) == [(OURS, Doubt.INCOMPLETE, 1)]
    answer = Answer(Remedy.READS, "第一条", "灯塔由看守人看管，每年刷白。", "第九条系第一条之误")
    again = room(law, counsel).amendments.settle("lighthouses", OURS, 1, answer)
    assert versions(law) == [(OURS, again), (again, "")]
    assert waiting(law) == []
    page = room(law, counsel).instruments.page("lighthouses")
    assert [(line.old.id, line.new.id) for line in page.comparisons] == [(BASE, again)]
    assert [line.new.id for _, line in room(law, counsel).comparisons.waiting()] == [again]
    assert [m.version for m in page.moments if m.stage is Stage.AMENDED] == [again]
    with law.library.reading() as files:
        stood = as_of(page.moments, files.versions.of("lighthouses"), date(2026, 4, 1))
    assert stood.force is not None
    assert stood.force.version.id == again


def test_a_draft_decision_gives_the_would_be_text_beside_the_law_in_force(law):
    draft = DECISION.replace("的决定\n", "的决定（草案）\n").replace("（2026年1月5日云岛议事会第三次会议通过）\n", "")
    bring(law, draft, "2026-01-05", stage=Stage.BILL)
    [(made, superseded)] = versions(law)
    assert (made, superseded) == ("2026-01-05-bill-1-unofficial", "")
    with law.library.reading() as files:
        card = files.versions.card("lighthouses", made)
        assert card.stage is Stage.BILL
        assert [(c.old, c.new) for c in files.comparisons.of("lighthouses")] == [(BASE, made)]


def test_a_text_missing_between_the_law_and_the_decision_stops_it_until_that_text_comes(law):
    with law.library.writing() as files:
        files.instruments.add_event("lighthouses", StageEvent(EventKind.STAGE, date(2022, 8, 1), Stage.AMENDED))
    bring(law, DECISION, "2026-01-05")
    assert versions(law) == []
    assert [doubt for _, doubt, _ in waiting(law)] == [Doubt.TEXT_MISSING]
    between = LAW.replace("每日点灯", "每夜点灯")
    bring(law, between, "2022-08-01", instrument="lighthouses", stage=Stage.AMENDED)
    assert versions(law) == [(OURS, "")]
    assert waiting(law) == []


def test_a_decision_of_which_nothing_is_understood_waits_for_a_person(law):
    bring(
        law,
        f"{TITLE}\n（2026年1月5日云岛议事会第三次会议通过）\n一、灯塔的看管一律从简，不再另设看守人的上司。\n二、其余照旧，由岛务署妥为安排。\n",
        "2026-01-05",
    )
    assert [(doubt, n) for _, doubt, n in waiting(law)] == [(Doubt.INCOMPLETE, 2)]


def test_a_second_decision_builds_on_the_first_and_follows_when_the_first_is_settled(law, counsel):
    bring(law, BROKEN, "2026-01-05")
    second = DECISION.replace("2026年1月5日", "2026年6月1日").replace("第三次", "第四次")
    second = second.replace(
        POINTS[0], "一、将第三条中的“每日”修改为“每夜”。\n二、将第四条中的“严重警告”修改为“警告”。\n"
    )
    bring(law, second.replace(TITLE, f"{TITLE}（二）"), "2026-06-01")
    later = "2026-06-01-amended-unofficial"
    with law.library.reading() as files:
        assert {b.version: b.base for b in files.amendments.of("lighthouses")} == {OURS: BASE, later: OURS}
    answer = Answer(Remedy.NOTHING, "", "", "第九条不存在")
    again = room(law, counsel).amendments.settle("lighthouses", OURS, 1, answer)
    assert versions(law) == [(OURS, again), (again, ""), (later, f"{later}-2"), (f"{later}-2", "")]
