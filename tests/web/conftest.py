"""A firm with everything filed: catalogue, sample library compared, three clients, notes, alerts, a quarantine.

Built once, as a real SQLite file; each test gets a copy of its own.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache

from tests.databases import Databases
from tracker import knowledge
from tracker.annotations.annotation import Deed
from tracker.diff.changes import Direction
from tracker.diff.comparison import compare
from tracker.diff.overruling import opinion
from tracker.documents.reading import read
from tracker.knowledge.fiction import sample_texts
from tracker.law.instrument import Capture, EventKind, Instrument, Shelf, StageEvent, Version
from tracker.law.stage import Stage
from tracker.practice.access import Release
from tracker.practice.briefing import Wording
from tracker.practice.person import Client, Person, Reader, Role
from tracker.practice.ruling import Ruling
from tracker.practice.visit import SourceState, Visit
from tracker.practice.watch import Channel, Delivery, Filing, Watch
from tracker.readingroom.room import ReadingRoom
from tracker.settings import Settings
from tracker.sources.archive import Archive
from tracker.store.library import Files, Library
from tracker.web.app import create_app

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"

# Words that nobody outside may ever read; chosen so that they stand nowhere else.
INTERNAL = "密箱不外传"
REVISED = "改过的内部说法"
RELEASED = "请在元旦前换好电梯里的告示"
OTHERS = "写给虚构远镜集团的一句话"
BRIEFED = "这是给恒通的简报"

LIFTS = ("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated")
TELESCOPES = ("city-telescopes", "2025-12-27-bill-1", "2026-06-26-bill-2")
ROBOTS = ("cold-chain-robots", "2026-05-20-draft", "2026-11-06-promulgated")
UNDER_WATER = "real-lighthouses"  # stands in for a pulled real text: our own words on the real shelf

PEOPLE = {
    "counsel": Person("counsel", "counsel@firm.example", "陈以安", Role.COUNSEL),
    "analyst": Person("analyst", "analyst@firm.example", "林知远", Role.ANALYST),
    "administrator": Person("administrator", "admin@firm.example", "周平", Role.ADMINISTRATOR, language="en"),
    "client": Person("client", "li@hengtong.example", "李合规", Role.CLIENT, "hengtong"),
    "other": Person("other", "wang@yuanjing.example", "王合规", Role.CLIENT, "yuanjing"),
    "early": Person("early", "zhao@zaozhi.example", "赵先知", Role.CLIENT, "zaozhi"),
}
CLIENTS = {
    "hengtong": Client("hengtong", "虚构恒通物业", frozenset({"smart-lifts", "cold-chain-robots", UNDER_WATER})),
    "yuanjing": Client("yuanjing", "虚构远镜集团", frozenset({"city-telescopes"})),
    "zaozhi": Client("zaozhi", "虚构早知公司", frozenset({"smart-lifts"}), machine_not_reviewed=True),
}
ROLES = ("visitor", *PEOPLE)


@dataclass(frozen=True)
class Firm:
    """A library with its settings."""

    library: Library
    settings: Settings

    def room(self, who: str) -> ReadingRoom:
        """The reading room of one of the cast, or of a visitor."""
        person = PEOPLE.get(who)
        client = CLIENTS[person.client] if person and person.client else None
        return ReadingRoom(self.library, Reader(person, client), self.settings, lambda: NOW)


@dataclass(frozen=True)
class Filed:
    """A library with everything in it: where its captures and its database are, and how the latter is copied."""

    captures: Path
    url: str
    databases: Databases

    def opened(self, at: Path) -> Firm:
        """A copy, to do with as one likes."""
        shutil.copytree(self.captures, at / "data" / "captures")
        settings = Settings(at / "data", self.databases.copy(self.url, at / "data"), secret="for tests only")
        return Firm(Library.open(settings.database), settings)


@pytest.fixture(scope="session")
def filed(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Filed:
    """The firm; the desks' tests share it."""
    if not _made:
        folder = tmp_path_factory.mktemp("firm")
        _made.append(_build(databases, folder))
    return _made[0]


_made: list[Filed] = []


def _build(databases: Databases, folder: Path) -> Filed:
    url = databases.new(folder)
    library = Library.open(url)
    _instruments(library, Archive(folder / "captures"))
    _people(library)
    _opinions(library)
    library.checkpoint()
    library.close()
    return Filed(folder / "captures", url, databases)


@pytest.fixture
def firm(filed: Filed, tmp_path: Path) -> Iterator[Firm]:
    """A copy of the firm, to do with as a test likes."""
    opened = filed.opened(tmp_path)
    yield opened
    opened.library.close()


@pytest.fixture
def app(firm: Firm) -> Flask:
    """The site over the firm's library, at a fixed instant."""
    return _site(firm)


Visitor = Callable[[str], FlaskClient]


@pytest.fixture
def as_(app: Flask) -> Visitor:
    """A browser signed in as one of the cast, Chinese unless chosen otherwise."""
    return lambda who: _browser(app, who)


@pytest.fixture(scope="session")
def standing(filed: Filed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One site for all tests that only read."""
    opened = filed.opened(tmp_path_factory.mktemp("standing"))
    yield _site(opened)
    opened.library.close()


@pytest.fixture
def reading_as(standing: Flask) -> Visitor:
    """A browser for tests that only read."""
    return lambda who: _browser(standing, who)


class _Compiled(BytecodeCache):
    """Templates compiled once for all the sites that tests make."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def _site(firm: Firm) -> Flask:
    made = create_app(firm.settings, firm.library)
    made.config.update(NOW=NOW, TESTING=True)
    made.jinja_env.bytecode_cache = _Compiled()
    return made


def _browser(site: Flask, who: str) -> FlaskClient:
    client = site.test_client()
    if who in PEOPLE:
        with client.session_transaction() as session:
            session["person"] = who
            session["language"] = "zh"
    return client


def _instruments(library: Library, archive: Archive) -> None:
    drafting, (works, texts) = knowledge.drafting(), _sample()
    with library.writing() as files:
        for instrument in (*knowledge.catalogue(), *works, _lighthouses()):
            files.instruments.put(instrument)
        for slug, version_id, stage, reading, dated_on, text, effective_on, deadline in (*texts, *_lighthouse_texts()):
            document = read(text.encode(), guide=knowledge.guide())
            capture = _capture(archive, slug, text)
            files.captures.keep(capture)
            files.versions.file(
                Version(
                    slug,
                    version_id,
                    stage,
                    reading,
                    dated_on,
                    document,
                    (capture,),
                    "",
                    NOW,
                    NOW,
                    effective_on,
                    deadline,
                )
            )
        for slug in {text[0] for text in texts} | {UNDER_WATER}:
            cards = sorted(files.versions.of(slug), key=lambda card: card.dated_on)
            for old, new in pairwise(cards):
                before, after = (files.versions.get(slug, card.id).document for card in (old, new))
                files.comparisons.file(slug, old.id, new.id, compare(before, after, drafting), NOW)
        files.visits.record(Visit("cac", NOW, NOW, SourceState.BLOCKED, "要求人机验证"))
        files.quarantine.put(
            "ab" * 32, "cac", "https://www.cac.gov.cn/x.htm", "请完成验证", "一张人机验证的页面。", NOW
        )


Text = tuple[str, str, Stage, int | None, date, str, date | None, date | None]


def _sample() -> tuple[list[Instrument], list[Text]]:
    works, texts = knowledge.sample(), sample_texts()
    return list(works), [
        (t.instrument, t.id, t.stage, t.reading, t.dated_on, t.text, t.effective_on, t.comment_deadline) for t in texts
    ]


def _lighthouses() -> Instrument:
    """Our own fiction on the real shelf: what a pulled real text looks like, without an official word."""
    return Instrument(
        UNDER_WATER,
        "云岛灯塔管理办法",
        "Measures on Lighthouses",
        "departmental-rule",
        ("cac",),
        ("algorithms",),
        Shelf.REAL,
        events=(
            StageEvent(EventKind.PLAN, None, note_zh="列入计划", note_en="planned"),
            StageEvent(
                EventKind.STAGE, date(2026, 11, 1), Stage.CONSULTATION_DRAFT, url="https://www.cac.gov.cn/a.htm"
            ),
            StageEvent(EventKind.COMMENT_CLOSES, date(2026, 11, 27)),
            StageEvent(EventKind.STAGE, None, Stage.PROMULGATED),
        ),
    )


def _lighthouse_texts() -> list[Text]:
    duties = "第一条　守塔人应当每日擦拭灯罩。\n第二条　守塔人可以夜间休息。\n"
    first = f"云岛灯塔管理办法\n{duties}第三条　本办法自2027年1月1日起施行。"
    second = first.replace("可以夜间休息", "不得夜间休息")
    return [
        (
            UNDER_WATER,
            "2026-11-01-draft",
            Stage.CONSULTATION_DRAFT,
            None,
            date(2026, 11, 1),
            first,
            None,
            date(2026, 11, 27),
        ),
        (
            UNDER_WATER,
            "2026-11-20-submitted-draft",
            Stage.SUBMITTED_DRAFT,
            None,
            date(2026, 11, 20),
            second,
            None,
            None,
        ),
    ]


def _capture(archive: Archive, slug: str, text: str) -> Capture:
    data = text.encode()
    url = f"https://www.cac.gov.cn/{slug}/{len(data)}.htm"
    return Capture(archive.keep(data), url, url, 200, "text/html", len(data), NOW, "cac", (("Server", "塔台内网机"),))


def _people(library: Library) -> None:
    with library.writing() as files:
        for client in CLIENTS.values():
            files.people.put_client(client)
        for person in PEOPLE.values():
            files.people.add(person, PASSWORD)


def _opinions(library: Library) -> None:
    with library.writing() as files:
        change = files.comparisons.get(*LIFTS).clauses[0].key
        files.notes.add(*LIFTS, change, None, INTERNAL, "counsel", NOW)
        told = files.notes.add(*LIFTS, change, None, RELEASED, "counsel", NOW)
        files.notes.release(told.id, "hengtong", "counsel", NOW)
        files.notes.revise(told.id, REVISED, "analyst", NOW)
        # Everything the firm does with a released note is its own, however near it stands to the words released.
        files.notes.add(*LIFTS, change, None, f"{INTERNAL}：只回同事", "analyst", NOW, parent=told.id, matter=INTERNAL)
        for deed in (Deed.LABELLED, Deed.RESOLVED, Deed.REOPENED):
            files.notes.act(told.id, deed, INTERNAL, "counsel", NOW)
        files.notes.act(told.id, Deed.ASSIGNED, "counsel", "counsel", NOW)
        for words in (INTERNAL, BRIEFED, f"{INTERNAL}的下一稿"):
            wording = files.briefings.write(*LIFTS, Wording(0, words, words, "counsel", NOW))
            if words == BRIEFED:
                files.briefings.release(wording.number, "hengtong", "counsel", NOW)
        clause = files.comparisons.get(*LIFTS).clauses[0]
        said = opinion(clause, clause.verdict.direction, 1)
        files.rulings.add(Ruling(0, *LIFTS, INTERNAL, "counsel", NOW, opinion=said))
        elsewhere = files.notes.add(*TELESCOPES, "", None, OTHERS, "counsel", NOW)
        files.notes.release(elsewhere.id, "yuanjing", "counsel", NOW)
        files.releases.add(Release(*LIFTS, "hengtong", "counsel", NOW))
        files.comparisons.set_review(*LIFTS, "released")
        for who in ("client", "counsel"):
            _watch(files, who)


def _watch(files: Files, who: str) -> None:
    watch = files.watches.add(Watch(0, who, ROBOTS[0], direction=Direction.STRENGTHENED))
    mail = Delivery(0, 0, Channel.MAIL, PEOPLE[who].email, "")
    filing = Filing(watch.id, who, f"{ROBOTS[0]}/{ROBOTS[2]}", ROBOTS[0], ROBOTS[2], ROBOTS[1], (mail,))
    files.outbox.file([filing], NOW)
