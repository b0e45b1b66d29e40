"""A library of our own fiction: the 云端算力 rule of the invented 瀚海省, its draft and its final text."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from tests.databases import Databases
from tracker.diff.changes import Clause, Comparison, Direction, Edit, Link, Quote, Relation, Side, Signal, Unit, Verdict
from tracker.law.document import Document, Evidence, Grammar, Headmatter, Problem
from tracker.law.instrument import Capture, EventKind, Instrument, Shelf, StageEvent, Version
from tracker.law.provision import Kind, Provision
from tracker.law.stage import Stage
from tracker.practice.person import Client, Person, Role
from tracker.practice.watch import Channel, Delivery, Watch
from tracker.store.library import Files, Library

NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)
SLUG = "cloud-computing-power"
DRAFT, FINAL = "2031-03-01-draft", "2031-09-10-promulgated"


@pytest.fixture(scope="session")
def fresh(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty library, made once; migrations have tests of their own."""
    url = databases.new(tmp_path_factory.mktemp("fresh"))
    library = Library.open(url)
    library.checkpoint()
    library.close()
    return url


@pytest.fixture
def url(databases: Databases, fresh: str, tmp_path: Path) -> str:
    """The address of an empty library of the test's own."""
    return databases.copy(fresh, tmp_path)


@pytest.fixture
def raw(url: str) -> Iterator[Connection]:
    """The test's own look into its database, past the library; what it writes is there at once."""
    engine = create_engine(driven(url))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def driven(url: str) -> str:
    """The address as SQLAlchemy alone would use it."""
    return url.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    opened = Library.open(url)
    yield opened
    opened.close()


@pytest.fixture
def files(library: Library) -> Iterator[Files]:
    """An open write transaction with the rule's catalogue entry in it."""
    with library.writing() as opened:
        opened.instruments.put(rule())
        yield opened


@pytest.fixture
def at() -> Callable[[float], datetime]:
    """`at(2)`: two hours after noon of the day the draft appeared."""
    return lambda hours: NOON + timedelta(hours=hours)


def rule() -> Instrument:
    return Instrument(
        slug=SLUG,
        title_zh="瀚海省云端算力管理办法",
        title_en="Hanhai Measures for Cloud Computing Power",
        kind="departmental-rule",
        authorities=("hanhai-cac",),
        topics=("computing", "data"),
        shelf=Shelf.SAMPLE,
        aliases=("算力办法",),
        related=(("computing-standard", "implements"),),
        events=(
            StageEvent(EventKind.PLAN, date(2030, 5, 1), note_zh="列入立法计划", note_en="in the legislative plan"),
            StageEvent(EventKind.STAGE, None, Stage.PROMULGATED, sure=False),
        ),
    )


@pytest.fixture
def instrument() -> Instrument:
    return rule()


def read(title: str, *articles: str) -> Document:
    """A Document of one-paragraph articles, as reading gives it."""
    lines, provisions, at = [title], [], len(title) + 1
    for number, words in enumerate(articles, 1):
        label = f"第{'零一二三四五六七八九'[number]}条"
        line = f"{label}　{words}"
        paragraph = Provision(Kind.PARAGRAPH, f"{number}.1", f"art_{number}__para_1", text=words, start=at + 4)
        provisions.append(
            Provision(
                Kind.ARTICLE,
                str(number),
                f"art_{number}",
                label=label,
                children=(paragraph,),
                start=at,
                end=at + len(line),
            )
        )
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    return Document(
        grammar=Grammar.ARTICLES,
        headmatter=Headmatter(title=title, authorities=("瀚海省网信办",), evidence={"title": Evidence(title, 0)}),
        provisions=tuple(provisions),
        problems=(Problem("gap", "3", "Article 3 is missing."),),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        furniture=("— 1 —",),
    )


@pytest.fixture
def document() -> Callable[..., Document]:
    return read


@pytest.fixture
def capture() -> Capture:
    return Capture(
        sha256="ab" * 32,
        url="https://hanhai.example/notices/31.html",
        final_url="https://hanhai.example/notices/31.html",
        status=200,
        media_type="text/html",
        size=4096,
        fetched_at=NOON,
        source="hanhai-cac",
        headers=(("ETag", '"31"'), ("Date", "Sat, 01 Mar 2031 12:00:00 GMT")),
    )


@pytest.fixture
def draft(capture: Capture) -> Version:
    return Version(
        instrument=SLUG,
        id=DRAFT,
        stage=Stage.CONSULTATION_DRAFT,
        reading=None,
        dated_on=date(2031, 3, 1),
        document=read(
            "瀚海省云端算力管理办法（征求意见稿）",
            "提供者应当在三个月内完成算力登记。",
            "提供者应当保证调度结果真实准确。",
        ),
        captures=(capture,),
        note="uploaded with its notice",
        first_seen_at=NOON,
        last_seen_at=NOON,
        comment_deadline=date(2031, 4, 1),
        metadata={"document_number": "瀚网信〔2031〕7号"},
    )


@pytest.fixture
def final() -> Version:
    return Version(
        instrument=SLUG,
        id=FINAL,
        stage=Stage.PROMULGATED,
        reading=None,
        dated_on=date(2031, 9, 10),
        document=read(
            "瀚海省云端算力管理办法",
            "提供者应当完成算力登记。",
            "提供者应当采取有效措施，提高调度结果的准确性。",
            "提供者不得转售ＡＩ算力配额。",
        ),
        effective_on=date(2032, 1, 1),
    )


@pytest.fixture
def comparison() -> Comparison:
    """One deadline dropped, one article added."""
    old = Unit("1", "1", "提供者应当在三个月内完成算力登记。")
    new = Unit("1", "1", "提供者应当完成算力登记。")
    dropped = Signal("deadline-dropped", "D5", Direction.SOFTENED, 2, Quote("在三个月内", 5, 10), None)
    added = Unit("3", "3", "提供者不得转售ＡＩ算力配额。", heading="转售")
    return Comparison(
        old=Side("瀚海省云端算力管理办法（征求意见稿）", "consultation-draft", 2, "0" * 64, ()),
        new=Side("瀚海省云端算力管理办法", "promulgated", 3, "1" * 64, ("gap",)),
        links=(
            Link("1", "1", Relation.AMENDED, Direction.SOFTENED, 2, 0.9, 0.81),
            Link("2", "2", Relation.UNCHANGED),
            Link(None, "3", Relation.ADDED, Direction.STRENGTHENED, 3, 0.8, 0.0),
        ),
        clauses=(
            Clause(
                old,
                new,
                Relation.AMENDED,
                Verdict(Direction.SOFTENED, 2, 0.9, "provider", ("D5",), (dropped,)),
                (Edit("=", "提供者应当"), Edit("-", "在三个月内"), Edit("=", "完成算力登记。")),
            ),
            Clause(None, added, Relation.ADDED, Verdict(Direction.STRENGTHENED, 3, 0.8), (Edit("+", added.text),)),
        ),
        numbers=(),
        direction=Direction.MIXED,
        engine="1",
        rules="2031-01",
    )


@pytest.fixture
def filed(files: Files, draft: Version, final: Version, comparison: Comparison) -> Files:
    """The same, with both texts and their comparison filed."""
    files.versions.file(draft)
    files.versions.file(final)
    files.comparisons.file(SLUG, DRAFT, FINAL, comparison, NOON)
    return files


@pytest.fixture
def counsel() -> Person:
    return Person("c-1", "Lin@firm.example", "林律师", Role.COUNSEL)


@pytest.fixture
def client() -> Client:
    return Client("haiyun", "海云科技", frozenset({SLUG, "topic:data"}))


@pytest.fixture
def watched(filed: Files, counsel: Person) -> Files:
    """The same, with a person and her one watch (number 1)."""
    filed.people.add(counsel, "correct horse")
    filed.watches.add(Watch(0, counsel.id, instrument=SLUG))
    return filed


@pytest.fixture
def letter() -> Callable[[str], Delivery]:
    """`letter(address)`: a mail to be queued."""
    return lambda address: Delivery(0, 0, Channel.MAIL, address, f"<{address.partition('@')[0]}.31@tracker.example>")
