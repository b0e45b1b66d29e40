"""Whatever is done, in this process or another, everybody meets the page that would be drawn for them now."""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import INTERNAL, LIFTS, NOW, PASSWORD, PEOPLE, TELESCOPES, UNDER_WATER, Firm
from tests.web.test_kept import sitting
from tracker.annotations.annotation import Deed
from tracker.diff.changes import Direction
from tracker.law.instrument import EventKind, Instrument, StageEvent
from tracker.law.stage import Stage
from tracker.practice.cards import Review
from tracker.practice.feed import Scope
from tracker.practice.person import Person, Reader, Role
from tracker.practice.visit import SourceState, Visit
from tracker.readingroom.room import ReadingRoom
from tracker.store import memory
from tracker.store.library import Files, Library
from tracker.web import current, kept

BENCH = "/comparisons/{}/{}..{}/".format(*LIFTS)
SCREENS = (
    "/",
    "/instruments/?shelf=sample",
    f"/instruments/{LIFTS[0]}/",
    f"/instruments/{UNDER_WATER}/",
    BENCH,
    "/search/?q=电梯",
    "/calendar/",
)
CHANGING = SCREENS[2:5] + SCREENS[:1]
MORE = {
    "second": replace(PEOPLE["counsel"], id="second", email="second@firm.example", name="宋怀瑾"),
    "mate": Person("mate", "mate@hengtong.example", "钱同事", Role.CLIENT, "hengtong"),
    "abroad": replace(
        PEOPLE["client"], id="abroad", email="abroad@hengtong.example", language="en", zone="Pacific/Niue"
    ),
}
EVERYBODY = ("counsel", "second", "analyst", "administrator", "client", "mate", "abroad", "other", "early", "visitor")
CONCERNED = ("counsel", "second", "client", "mate", "other", "early")


class Elsewhere:
    """Another process on the same database: what it does is known to the site by the database alone."""

    def __init__(self, firm: Firm) -> None:
        self.firm, self.library = firm, Library.open(firm.settings.database)

    def room(self, who: str) -> ReadingRoom:
        return ReadingRoom(self.library, Reader(PEOPLE[who]), self.firm.settings, lambda: NOW)

    def note(self, body: str) -> int:
        with self.library.reading() as files:
            return next(note.id for note in files.notes.of(*LIFTS) if note.revisions[-1].body == body)

    def change(self) -> str:
        with self.library.reading() as files:
            return files.comparisons.get(*LIFTS).clauses[0].key


@pytest.fixture
def elsewhere(firm: Firm) -> Iterator[Elsewhere]:
    with firm.library.writing() as files:
        for person in MORE.values():
            files.people.add(person, "another long password")
    made = Elsewhere(firm)
    yield made
    made.library.close()


def the_page(browser: FlaskClient, path: str) -> tuple[int, str]:
    answer = browser.get(path)
    return answer.status_code, re.sub(r'(csrf_token" value|csrf-token" content)="[^"]+"', "", answer.text)


def for_this_reader(draw: Callable[[], str], _seat: Reader, _beside: object) -> kept.Page:
    """As if nothing were kept and nobody had a seat: drawn for the very person who asks."""
    return kept._drawn(draw, current.reader())


def everybody_meets_their_own(
    app: Flask, after: str, screens: tuple[str, ...] = SCREENS, people: tuple[str, ...] = EVERYBODY
) -> None:
    for who in people:
        browser = app.test_client() if who == "visitor" else sitting(app, who)
        for path in screens:
            met = the_page(browser, path)
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(kept, "_page", for_this_reader)
                due = the_page(browser, path)
            assert met == due, f"{who} at {path} after {after}"


def put(there: Elsewhere, who: str, **facts: Any) -> None:
    with there.library.writing() as files:
        files.people.put(replace(files.people.get(who), **facts))


def put_client(there: Elsewhere, which: str, **facts: Any) -> None:
    with there.library.writing() as files:
        files.people.put_client(replace(files.people.client(which), **facts))


def in_files(deed: Callable[[Files], object]) -> Callable[[Elsewhere], None]:
    def done(there: Elsewhere) -> None:
        with there.library.writing() as files:
            deed(files)

    return done


def renamed(files: Files) -> None:
    work = files.instruments.get(LIFTS[0])
    files.instruments.put(
        replace(work, title_zh="瀚海省电梯新名办法", title_en="Lifts by Another Name", topics=("data",))
    )


def rulings_of(there: Elsewhere) -> list[int]:
    with there.library.reading() as files:
        return [one.id for one in files.rulings.of(*LIFTS) if one.stands]


def erased(there: Elsewhere) -> None:
    there.room("administrator").leaving.erase("analyst", PEOPLE["analyst"].email)


DEEDS: dict[str, Callable[[Elsewhere], object]] = {
    "nothing": lambda _: None,
    "a note": lambda it: it.room("counsel").notes.add(*LIFTS, it.change(), "只在所内的一句"),
    "an answer": lambda it: it.room("counsel").notes.answer(it.note("只在所内的一句"), "答一句"),
    "another wording": lambda it: it.room("counsel").notes.revise(it.note("只在所内的一句"), "放出去的一句"),
    "a note released": lambda it: it.room("counsel").notes.release(it.note("放出去的一句"), "zaozhi"),
    "a wording after it": lambda it: it.room("counsel").notes.revise(it.note("放出去的一句"), "后来又改的一句"),
    "a note taken back": lambda it: it.room("counsel").notes.withdraw(it.note("后来又改的一句"), "zaozhi"),
    "a note closed": lambda it: it.room("counsel").notes.act(it.note("后来又改的一句"), Deed.RESOLVED, "了结"),
    "a verdict overruled": lambda it: it.room("counsel").rulings.overrule(
        *LIFTS, it.change(), Direction.MIXED, 2, "另有道理"
    ),
    "released to everybody": lambda it: it.room("counsel").comparisons.release(*LIFTS, None),
    "the overruling undone": lambda it: [it.room("counsel").rulings.undo(one) for one in rulings_of(it)],
    "that release taken back": lambda it: it.room("counsel").comparisons.withdraw(*LIFTS, None),
    "a client's release taken back": lambda it: it.room("counsel").comparisons.withdraw(*LIFTS, "hengtong"),
    "telescopes released": lambda it: it.room("counsel").comparisons.release(*TELESCOPES, "yuanjing"),
    "a review begun": lambda it: it.room("counsel").comparisons.set_review(*LIFTS, Review.IN_REVIEW),
    "a change checked": lambda it: it.room("counsel").looking.check(*LIFTS, it.change(), done=True),
    "a check taken back": lambda it: it.room("counsel").looking.check(*LIFTS, it.change(), done=False),
    "a pick": lambda it: it.room("counsel").editions.pin(LIFTS[0], "", "值得一看"),
    "a visit": in_files(
        lambda files: files.visits.record(Visit("npc", NOW, NOW + timedelta(minutes=5), SourceState.BLOCKED, "又一次"))
    ),
    "an event": in_files(
        lambda files: files.instruments.add_event(
            UNDER_WATER, StageEvent(EventKind.STAGE, date(2026, 12, 24), Stage.PROMULGATED, None, True, "", "", "")
        )
    ),
    "another deadline": in_files(
        lambda files: files.versions.amend(UNDER_WATER, "2026-11-01-draft", comment_deadline=date(2026, 12, 9))
    ),
    "another name of a text": in_files(
        lambda files: files.versions.rename(UNDER_WATER, "2026-11-20-submitted-draft", "2026-11-20-second-draft")
    ),
    "another title and topic": in_files(renamed),
    "a client sees the machine's": lambda it: put_client(it, "hengtong", machine_not_reviewed=True),
    "a client no longer does": lambda it: put_client(it, "zaozhi", machine_not_reviewed=False),
    "a client follows a topic": lambda it: put_client(it, "yuanjing", follows=frozenset({"topic:data"})),
    "a client follows less": lambda it: put_client(it, "hengtong", follows=frozenset({UNDER_WATER})),
    "a client's name": lambda it: put_client(it, "hengtong", name="虚构恒久物业"),
    "a colleague's name": lambda it: put(it, "counsel", name="陈<b>改</b>名"),
    "a zone": lambda it: put(it, "second", zone="America/New_York"),
    "a language": lambda it: put(it, "mate", language="en"),
    "a client's member elsewhere": lambda it: put(it, "mate", client="yuanjing"),
    "counsel made analyst": lambda it: put(it, "second", role=Role.ANALYST),
    "an account closed": lambda it: put(it, "early", active=False),
    "somebody erased": erased,
}


def test_after_every_deed_elsewhere_everybody_meets_the_page_drawn_for_them(app: Flask, elsewhere: Elsewhere) -> None:
    for name, deed in DEEDS.items():
        deed(elsewhere)
        everybody_meets_their_own(app, name, CHANGING, CONCERNED)


def test_every_hour_has_its_day_where_its_reader_is(app: Flask, elsewhere: Elsewhere) -> None:
    """Comment windows close, and days begin at other hours for who is abroad."""
    midnight = NOW.replace(hour=16, minute=0)  # in China
    for at in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=11), NOW + timedelta(days=6)):
        app.config["NOW"] = at
        everybody_meets_their_own(app, f"{at:%d %H:%M:%S}")


def test_what_is_not_there_is_not_kept(app: Flask, elsewhere: Elsewhere) -> None:
    path = "/instruments/harbours/"
    readers = {who: sitting(app, who) for who in ("counsel", "mate", "other")}
    assert {who: browser.get(path).status_code for who, browser in readers.items()} == dict.fromkeys(readers, 404)
    with elsewhere.library.writing() as files:
        files.instruments.put(Instrument("harbours", "瀚海省港口办法", "", "law"))
    put_client(elsewhere, "hengtong", follows=frozenset({"harbours"}))
    found = {who: browser.get(path).status_code for who, browser in readers.items()}
    assert found == {"counsel": 200, "mate": 200, "other": 404}


def token_in(page: str) -> str:
    found = re.search(r'csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def signed_in(browser: FlaskClient, who: str) -> None:
    token = token_in(browser.get("/sign-in/").text)
    sent = {"csrf_token": token, "email": PEOPLE[who].email, "password": PASSWORD}
    assert browser.post("/sign-in/", data=sent).status_code == 303


def test_who_sits_down_at_another_s_browser_is_not_told_that_it_holds_the_page(app: Flask) -> None:
    browser = app.test_client()
    signed_in(browser, "counsel")
    first = browser.get("/calendar/")
    browser.post("/sign-out/", data={"csrf_token": token_in(first.text)})
    signed_in(browser, "analyst")
    met = browser.get("/calendar/", headers={"If-None-Match": first.headers["ETag"]})
    assert met.status_code == 200
    assert PEOPLE["analyst"].name in met.text
    assert PEOPLE["counsel"].name not in met.text


def test_the_token_of_a_kept_page_opens_no_other_session(app: Flask, elsewhere: Elsewhere) -> None:
    mine, theirs = (sitting(app, who) for who in ("counsel", "second"))
    token = token_in(mine.get(BENCH).text)
    theirs.get(BENCH)
    sent = {"csrf_token": token, "body": "以别人的名义", "change": ""}
    assert theirs.post(f"{BENCH}notes", data=sent).status_code == 400
    assert "以别人的名义" not in theirs.get(BENCH).text


def test_a_name_that_is_a_place_for_a_token_is_a_name(app: Flask, elsewhere: Elsewhere) -> None:
    put(elsewhere, "second", name=f"{kept._TOKEN} & {kept._NAME}")
    assert f"{kept._TOKEN} &amp; {kept._NAME} · " in sitting(app, "second").get("/calendar/").text


def test_a_packed_page_is_known_again_by_its_own_reader_alone(app: Flask, elsewhere: Elsewhere) -> None:
    mine, theirs = (sitting(app, who) for who in ("client", "mate"))
    packed = mine.get("/calendar/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Encoding"} <= set(packed.vary)
    asked = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert mine.get("/calendar/", headers=asked).status_code == 304
    assert mine.head("/calendar/", headers=asked).status_code == 304
    assert theirs.get("/calendar/", headers=asked).status_code == 200


def test_one_session_in_another_language_is_another_page(app: Flask, elsewhere: Elsewhere) -> None:
    here, there = sitting(app, "counsel"), sitting(app, "counsel")
    assert 'lang="zh-CN"' in here.get("/calendar/").text[:60]
    there.get("/calendar/?lang=en")
    assert '<html lang="en"' in there.get("/calendar/").text
    assert '<html lang="zh-CN"' in here.get("/calendar/").text


def test_a_form_somebody_opened_is_theirs(app: Flask, elsewhere: Elsewhere) -> None:
    mine, theirs = (sitting(app, who) for who in ("counsel", "second"))
    opened = mine.get(f"{BENCH}?note=#workbench").text
    assert "autofocus" in opened
    assert "autofocus" not in theirs.get(BENCH).text


def test_a_narrow_memory_mixes_nobody_up(app: Flask, firm: Firm, elsewhere: Elsewhere) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(memory, "ROOM", 150_000)
        everybody_meets_their_own(app, "pages were pushed out")
        assert firm.library._memory._weight <= memory.ROOM


def test_who_asks_at_one_moment_as_somebody_writes_meets_their_own_page(app: Flask, elsewhere: Elsewhere) -> None:
    names = {"counsel": PEOPLE["counsel"].name, "second": "宋怀瑾", "client": PEOPLE["client"].name, "mate": "钱同事"}
    together = threading.Barrier(len(names) + 1)

    def reads(who: str) -> set[str]:
        browser = sitting(app, who)
        together.wait()
        for _ in range(6):
            page = browser.get(BENCH).text
            assert names[who] in page.partition("</header>")[0]
            assert all(name not in page.partition("</header>")[0] for other, name in names.items() if other != who)
            assert who in ("counsel", "second") or INTERNAL not in page
        return {token_in(page)}

    def writes() -> set[str]:
        browser = sitting(app, "administrator")
        together.wait()
        for n in range(6):
            elsewhere.room("counsel").notes.add(*LIFTS, "", f"{INTERNAL}，第{n}句")
            assert f"{INTERNAL}，第{n}句" in browser.get(BENCH).text
        return {token_in(browser.get(BENCH).text)}

    with ThreadPoolExecutor(len(names) + 1) as threads:
        runs = [threads.submit(writes), *(threads.submit(reads, who) for who in names)]
        tokens = set[str]().union(*(run.result() for run in runs))
    assert len(tokens) == len(names) + 1
    everybody_meets_their_own(app, "all of that")


def test_a_kept_feed_falls_with_what_its_reader_may_see(app: Flask, elsewhere: Elsewhere) -> None:
    address = elsewhere.room("counsel").feeds.make(Scope.CLIENT, "zaozhi")
    feed = f"/feeds/{address.token}.json"
    sample = elsewhere.room("counsel").feeds.make(Scope.INSTRUMENT, LIFTS[0])
    browser = app.test_client()
    assert [browser.get(feed).status_code for _ in "12"] == [200, 200]
    before = browser.get(feed).text
    put_client(elsewhere, "zaozhi", follows=frozenset({UNDER_WATER}))
    assert "云岛灯塔管理办法" in browser.get(feed).text
    assert browser.get(feed).text != before
    shown = f"/feeds/{sample.token}.json"
    counted = browser.get(shown).text
    elsewhere.room("counsel").rulings.overrule(*LIFTS, elsewhere.change(), Direction.UNCLEAR, 1, "存疑")
    assert browser.get(shown).text != counted
    elsewhere.room("counsel").feeds.revoke(sample.id)
    assert browser.get(shown).status_code == 404
    put(elsewhere, "counsel", active=False)
    assert browser.get(feed).status_code == 404
