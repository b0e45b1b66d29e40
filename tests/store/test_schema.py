"""A library is brought to the present shape at opening, once, whoever comes first."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Table, inspect, text

import tracker.store.schema as schema
from tests.databases import Databases
from tracker.annotations.annotation import Spot
from tracker.errors import StoreError
from tracker.law.document import Document, Grammar, Headmatter
from tracker.law.instrument import Instrument, Shelf, Version
from tracker.law.stage import Stage
from tracker.practice.hours import Cadence
from tracker.practice.person import Person, Role
from tracker.practice.watch import TEXTS, Channel, Delivery, Filing, Occasion, Watch
from tracker.store.engine import connect
from tracker.store.library import Library
from tracker.store.pen import WRITES
from tracker.store.tables import Base


def in_a_process(code: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", code, *arguments], text=True, stdout=subprocess.PIPE)


def take_back(url: str, revision: str) -> None:
    engine = connect(url)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        schema.take_back(connection, revision)
    engine.dispose()


def test_the_newest_revision_is_the_one_opening_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_migrations_lead_to_the_tables_the_code_expects(library: Library, raw: Connection) -> None:
    context = MigrationContext.configure(
        raw,
        # The full-text index is each database's own.
        opts={"include_name": lambda name, kind, _: not (kind == "table" and str(name).startswith("pairs"))},
    )
    assert compare_metadata(context, Base.metadata) == []


def test_migrations_lead_back_to_nothing_and_forth_again(url: str, raw: Connection) -> None:
    take_back(url, "base")
    assert [name for name in inspect(raw).get_table_names() if name != "alembic_version"] == []
    library = Library.open(url)
    with library.reading() as files:
        assert files.search.find("算力").total == 0
    library.close()


def test_every_column_says_what_it_is() -> None:
    columns: list[tuple[Table, Column[object]]] = [(t, c) for t in Base.metadata.sorted_tables for c in t.columns]
    assert [f"{table.name}.{column.name}" for table, column in columns if not column.comment] == []


def test_a_library_and_its_folder_are_made_if_absent(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'new' / 'folder' / 'tracker.sqlite3'}")
    with library.reading() as files:
        assert files.instruments.all() == []
    library.close()


def test_opening_a_library_that_is_up_to_date_does_not_load_alembic(url: str) -> None:
    """It would cost every command a second."""
    code = """
import sys
from tracker.store.library import Library
Library.open(sys.argv[1])
print('alembic' in sys.modules)
"""
    assert in_a_process(code, url).communicate()[0] == "False\n"


def test_three_processes_may_open_a_new_library_at_once(databases: Databases, tmp_path: Path) -> None:
    """`tracker web` and `tracker worker` start together on a new machine."""
    code = """
import sys
from tracker.store.library import Library
with Library.open(sys.argv[1]).reading() as files:
    print(len(files.instruments.all()))
"""
    url = databases.new(tmp_path)
    children = [in_a_process(code, url) for _ in range(3)]
    assert [child.communicate()[0] for child in children] == ["0\n"] * 3


def test_a_library_of_the_first_revision_is_brought_to_the_present_and_keeps_what_it_holds(
    url: str, raw: Connection
) -> None:
    take_back(url, "0001")
    raw.execute(
        text(
            "INSERT INTO quarantine (sha256, source, url, title, reason, at, settled, settled_by) "
            "VALUES ('aa', 'cac', 'https://hanhai.example/1', '公告', '一面墙', '2026-11-01 00:00:00', '', '')"
        )
    )
    library = Library.open(url)
    with library.reading() as files:
        assert [(one.title, one.shelf) for one in files.quarantine.open()] == [("公告", Shelf.REAL)]
    library.close()


def test_watches_and_alerts_go_back_and_forth_with_what_the_older_shape_can_hold(url: str) -> None:
    library = Library.open(url)
    at = datetime(2026, 11, 1, tzinfo=UTC)
    with library.writing() as files:
        files.people.add(Person("p", "lin@firm.example", "林律师", Role.COUNSEL), "correct horse")
        watch = files.watches.add(Watch(0, "p", "seas", days=3, occasions=frozenset({Occasion.IN_FORCE})))
        mail = Delivery(0, 0, Channel.MAIL, "lin@firm.example", "", cadence=Cadence.DAILY)
        texts = ("2026-10-01-promulgated", "2026-09-01-draft")
        files.outbox.file([Filing(watch.id, "p", f"seas/{v}", "seas", v, None, (mail,)) for v in texts], at)
    library.close()
    take_back(url, "0002")
    library = Library.open(url)
    with library.reading() as files:
        (watch,) = files.watches.of("p")
        assert (watch.instrument, watch.occasions, watch.cadence) == ("seas", TEXTS, Cadence.NOW)
        assert [a.occasion for a in files.outbox.alerts_of("p")] == [Occasion.DRAFT, Occasion.FINAL]
        assert len({d.message_id for d in files.outbox.deliveries(5)}) == 2
    library.close()


def test_going_back_takes_only_the_replies_and_notes_that_have_no_place_there(url: str) -> None:
    library = Library.open(url)
    with library.writing() as files:
        files.instruments.put(Instrument("seas", "海域办法", "", "departmental-rule", ("cac",), (), Shelf.REAL))
        at = datetime(2026, 11, 1, tzinfo=UTC)
        kept = files.notes.add("seas", "a", "b", "1~1", None, "留下", "c-1", at)
        files.notes.add("seas", "a", "b", "", None, "回复", "c-2", at, parent=kept.id)
        files.notes.add("seas", "a", "b", "", None, "没变的一条", "c-2", at, spot=Spot("new", "2"))
    library.close()
    take_back(url, "0004")
    library = Library.open(url)
    with library.reading() as files:
        assert [note.body for note in files.notes.all()] == ["留下"]
    library.close()


def test_who_is_signed_in_when_the_shape_changes_stays_so(url: str) -> None:
    """Sessions of a release that knew no stamp are of the password alone, and so they are here until a sign-out."""
    library = Library.open(url)
    with library.writing() as files:
        files.people.add(Person("p", "lin@firm.example", "林律师", Role.COUNSEL), "correct horse")
        before = files.people.mark("p")
    library.close()
    take_back(url, "0029")
    library = Library.open(url)
    with library.writing() as files:
        assert files.people.mark("p") == before
        files.people.end_sessions("p")
        assert files.people.mark("p") != before
    library.close()


def test_a_library_of_a_newer_tracker_is_left_alone(url: str, raw: Connection) -> None:
    raw.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="another version of tracker"):
        Library.open(url)


def test_a_migration_that_fails_leaves_nothing_half_made(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databases.new(tmp_path)
    upgrade = schema._upgrade

    def dies(connection: object) -> None:
        upgrade(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "_upgrade", dies)
    with pytest.raises(KeyboardInterrupt):
        Library.open(url)
    engine = connect(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("not an address", "no address of a database"),
        ("sqlite://", "kept in a file"),
        ("sqlite:///:memory:", "kept in a file"),
        ("mysql://somewhere/tracker", "names mysql"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_plain_words(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        Library.open(url)


def test_a_file_that_is_no_library_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear counsel, " * 200)
    with pytest.raises(StoreError, match=r"letter\.txt cannot be opened"):
        Library.open(f"sqlite:///{tmp_path / 'letter.txt'}")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        Library.open(f"sqlite:///{tmp_path / 'file' / 'tracker.sqlite3'}")


def test_an_older_library_finds_traditional_texts_by_simplified_words_and_back(url: str, raw: Connection) -> None:
    library = Library.open(url)
    words = "個人資料保護條例\n第一條　為了保護個人資料，制定本條例。"
    with library.writing() as files:
        files.instruments.put(Instrument("data", "個人資料保護條例", "", "departmental-rule", (), (), Shelf.REAL))
        document = Document(Grammar.ARTICLES, Headmatter(title="個人資料保護條例"), (), (), words, "ab" * 32)
        on = date(2030, 1, 1)
        files.versions.file(Version("data", "2030-01-01-draft", Stage.CONSULTATION_DRAFT, None, on, document))
    library.close()
    take_back(url, "0018")
    assert raw.execute(text("SELECT folded_title FROM versions")).scalar() == "個人資料保護條例"
    for phrase in ("个人资料", "個人資料"):
        library = Library.open(url)
        with library.reading() as files:
            hits = files.search.find(phrase).hits
            assert [(hit.version, hit.in_title) for hit in hits] == [(None, True), ("2030-01-01-draft", True)]
            assert files.search.find("为了保护").total == 1
        library.close()


def test_the_index_finds_the_same_before_and_after_its_rows_bear_a_stamp(url: str) -> None:
    words = "个人信息保护办法\n第一条　处理个人信息应当合法。"

    def file(slug: str) -> None:
        library = Library.open(url)
        with library.writing() as files:
            files.instruments.put(Instrument(slug, "办法", "", "departmental-rule", (), (), Shelf.REAL))
            document = Document(Grammar.ARTICLES, Headmatter(title="办法"), (), (), words, "ab" * 32)
            on = date(2030, 1, 1)
            files.versions.file(Version(slug, "2030-01-01-draft", Stage.CONSULTATION_DRAFT, None, on, document))
        library.close()

    file("before")
    for _ in range(2):
        take_back(url, "0021")
        library = Library.open(url)
        with library.reading() as files:
            assert [hit.instrument for hit in files.search.find("应当合法").hits] == ["before"]
        library.close()
    file("after")
    library = Library.open(url)
    with library.reading() as files:
        assert {hit.instrument for hit in files.search.find("应当合法").hits} == {"before", "after"}
    library.close()
