"""What the database counts and cuts of works' lives is what the lives themselves say, on any day and for any reader."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, text

from tracker.law.document import Document
from tracker.law.instrument import EventKind, Instrument, Shelf, StageEvent, Version
from tracker.law.stage import Stage
from tracker.practice import life
from tracker.practice.access import Reach
from tracker.practice.moments import Moment
from tracker.store.library import Files, Library
from tracker.store.lives import Where
from tracker.store.tables import SpellRow

EVERYTHING = Reach(True)
FOLLOWED = Reach(False, frozenset({"work-03", "work-11"}), frozenset({"lamps"}))
DAYS = [date(2031, 1, 1) + timedelta(days=61 * n) for n in range(10)]
STAGES = (Stage.CONSULTATION_DRAFT, Stage.BILL, Stage.PROMULGATED, Stage.AMENDED, Stage.REPEALED)
Made = Callable[..., Document]


@pytest.fixture
def works(library: Library, document: Made) -> Library:
    """Sixteen works of a seed: planned, drafted, in force, withdrawn; with texts and without, dated and undated."""
    dice = random.Random(31)
    with library.writing() as files:
        for number in range(16):
            events = [_event(dice) for _ in range(dice.randrange(4))]
            topics = tuple(dice.sample(("lamps", "seas", "lifts"), dice.randrange(3)))
            shelf = Shelf.SAMPLE if number % 5 == 4 else Shelf.REAL
            slug = f"work-{number:02}"
            files.instruments.put(
                Instrument(slug, f"瀚海第{number}办法", "", "law", ("cac",), topics, shelf, events=tuple(events))
            )
            for _ in range(dice.randrange(3)):
                files.versions.file(_version(dice, slug, document))
    return library


def _day(dice: random.Random) -> date:
    return date(2031, 1, 1) + timedelta(days=dice.randrange(600))


def _event(dice: random.Random) -> StageEvent:
    kind = dice.choice(list(EventKind))
    on = _day(dice) if dice.random() < 0.8 else None
    return StageEvent(kind, on, dice.choice(STAGES) if kind is EventKind.STAGE else None, sure=dice.random() < 0.7)


def _version(dice: random.Random, slug: str, document: Made) -> Version:
    on, stage = _day(dice), dice.choice(STAGES[:4])
    ends = on + timedelta(days=30) if not stage.in_force_text else None
    starts = on + timedelta(days=90) if stage.in_force_text and dice.random() < 0.7 else None
    words = document("瀚海办法", f"第{dice.random()}条。")
    return Version(slug, f"{on}-{stage.slug}", stage, None, on, words, effective_on=starts, comment_deadline=ends)


def lives(files: Files, reach: Reach, shelf: Shelf | None) -> list[tuple[Instrument, tuple[Moment, ...], int]]:
    """What a reader may know, told from the texts themselves."""
    found = []
    for work in files.instruments.all(shelf):
        if reach.holds(work):
            cards = sorted(files.versions.of(work.slug), key=lambda card: (card.dated_on, card.id))
            found.append((work, life.moments(work, cards), len(cards)))
    return found


@pytest.mark.parametrize("reach", [EVERYTHING, FOLLOWED, Reach(False)], ids=["all", "followed", "nothing"])
@pytest.mark.parametrize("shelf", [*Shelf, None])
def test_lists_and_counts_are_what_the_lives_say(works: Library, reach: Reach, shelf: Shelf | None) -> None:
    with works.reading() as files:
        where, told = Where(reach, shelf), lives(files, reach, shelf)
        assert files.lives.count(where) == len(told)
        assert files.lives.topics(where) == sorted({topic for work, _, _ in told for topic in work.topics})
        for day in DAYS:
            stands = {
                work.slug: (life.standing(known, day), life.present_stage(known, day), held)
                for work, known, held in told
            }
            page = files.lives.page(where, day, {}, 100)
            assert {
                one.instrument: (one.standing, one.stage, one.reading, one.since, one.versions) for one in page
            } == {
                slug: (standing, at.stage, at.reading, at.on, held) if at else (standing, None, None, None, held)
                for slug, (standing, at, held) in stands.items()
            }
            order = [(-(one.since or date.min).toordinal() if one.since else 0, one.instrument) for one in page]
            assert order == sorted(order)
            alike = Counter[str]()
            for one in files.lives.alike(where, day):
                alike[one.standing] += one.count
            assert alike == Counter(standing.value for standing, _, _ in stands.values())
            for standing in alike:
                narrowed = files.lives.page(where, day, {"standing": standing}, 100)
                assert len(narrowed) == alike[standing]
            ahead = [one for work, known, _ in told for one in life.upcoming(work, known, day)]
            assert Counter(
                (a.instrument, a.kind, a.on, a.sure, a.opened_on, a.stage) for a in files.lives.ahead(where, day)
            ) == Counter((a.instrument.slug, a.kind, a.on, a.sure, a.opened_on, a.stage) for a in ahead)


def test_pages_follow_one_another(works: Library) -> None:
    with works.reading() as files:
        whole = files.lives.page(Where(EVERYTHING), DAYS[5], {}, 100)
        assert files.lives.page(Where(EVERYTHING), DAYS[5], {}, 3, start=6) == whole[6:9]
        last = whole[5]
        key = -last.since.toordinal() if last.since else 0
        assert files.lives.page(Where(EVERYTHING), DAYS[5], {}, 3, after=(key, last.instrument)) == whole[6:9]


def test_works_near_a_day_are_led_by_the_one_whose_date_comes_next(works: Library) -> None:
    with works.reading() as files:
        reach, day = timedelta(days=100), DAYS[4]
        told = [(work, known) for work, known, _ in lives(files, EVERYTHING, None)]
        near = [
            (ahead[0].on if (ahead := life.upcoming(work, known, day)) else date.max, work.slug)
            for work, known in told
            if any(on and abs(on - day) <= reach for m in known for on in (m.on, m.until))
        ]
        led = [slug for _, slug in sorted(near)]
        assert files.lives.near(Where(EVERYTHING), day, reach) == led
        assert files.lives.count_near(Where(EVERYTHING), day, reach) == len(led)
        pages = [files.lives.near(Where(EVERYTHING), day, reach, 2, start) for start in range(0, len(led) + 2, 2)]
        assert [slug for page in pages for slug in page] == led
        kind = EventKind.COMMENT_CLOSES
        told_of = ((work.slug, m) for work, known, _ in lives(files, EVERYTHING, None) for m in known)
        closing = {slug for slug, m in told_of if m.until or (m.kind is kind and m.on)}
        assert set(files.lives.between(date.min, date.max, kinds=[kind])) == closing


def test_every_way_of_writing_is_followed(works: Library, raw: Connection) -> None:
    """Also one past the library, as an older release beside this one writes: the next writer makes it good."""
    slug, day = "work-03", DAYS[5]
    with works.writing() as files:
        files.instruments.describe(replace(files.instruments.get(slug), kind="standard"))
    with works.reading() as files:
        assert [one.kind for one in files.lives.alike(Where(Reach(False, frozenset({slug}))), day)] == ["standard"]
    raw.execute(text("UPDATE instruments SET kind = 'law' WHERE slug = 'work-03'"))
    with works.writing():
        pass
    with works.reading() as files:
        assert [one.kind for one in files.lives.alike(Where(Reach(False, frozenset({slug}))), day)] == ["law"]
        assert not files.lives.are_behind()


def test_joining_leaves_nothing_of_the_work_that_is_no_more(works: Library, raw: Connection) -> None:
    with works.writing() as files:
        files.instruments.join("work-03", "work-11")
    assert raw.execute(SpellRow.__table__.select().where(SpellRow.instrument == "work-03")).all() == []
    with works.reading() as files:
        assert files.lives.count(Where(EVERYTHING)) == 15
        assert not files.lives.are_behind()


def test_a_start_with_the_same_catalogue_writes_nothing(works: Library, raw: Connection) -> None:
    with works.reading() as files:
        described = files.instruments.all()

    def start() -> int:
        with works.writing() as files:
            for work in described:
                files.instruments.put(work)
        newest: int = raw.execute(text("SELECT max(number) FROM spells")).scalar()
        return newest

    assert start() == start()
