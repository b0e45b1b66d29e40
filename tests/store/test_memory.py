"""What was made of the library is handed out again exactly as long as it would come out the same."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from tracker.errors import NotFound
from tracker.law.instrument import EventKind, Instrument, StageEvent
from tracker.law.stage import Stage
from tracker.practice.person import Client
from tracker.store import memory
from tracker.store.library import Library
from tracker.store.marks import asked_by, written_by
from tracker.store.pen import WRITES
from tracker.store.schema import bring_to_head, take_back
from tracker.store.tables import InstrumentRow

LIGHTS = Instrument("lights", "瀚海省灯塔办法", "", "law")


class Titles:
    """Every title of the library as one line; counts how often it was made."""

    def __init__(self, library: Library) -> None:
        self.library, self.times = library, 0

    def make(self) -> str:
        self.times += 1
        with self.library.reading() as files:
            return "、".join(one.title_zh for one in files.instruments.all())

    def __call__(self, key: str = "titles") -> str:
        return self.library.remembered(key, self.make, len)


@pytest.fixture
def titles(library: Library) -> Titles:
    with library.writing() as files:
        files.instruments.put(LIGHTS)
    return Titles(library)


def renamed(library: Library, title: str) -> None:
    with library.writing() as files:
        files.instruments.put(Instrument("lights", title, "", "law"))


def renamed_and_failed(library: Library) -> None:
    with library.writing() as files:
        files.instruments.put(Instrument("lights", "瀚海省灯塔条例", "", "law"))
        files.instruments.get("nowhere")


def test_it_is_made_once_and_anew_where_an_answer_is_another(titles: Titles) -> None:
    assert [titles(), titles()] == ["瀚海省灯塔办法"] * 2
    assert titles.times == 1
    renamed(titles.library, "瀚海省灯塔条例")
    assert [titles(), titles()] == ["瀚海省灯塔条例"] * 2
    assert titles.times == 2


def test_what_is_written_elsewhere_leaves_it_standing(titles: Titles) -> None:
    titles()
    with titles.library.writing() as files:
        files.people.put_client(Client("hengtong", "虚构恒通物业", frozenset({"lights"})))
    titles()
    assert titles.times == 1


def test_a_write_into_its_tables_that_leaves_its_answers_leaves_it_standing(titles: Titles) -> None:
    def one() -> str:
        with titles.library.reading() as files:
            return files.instruments.get("lights").title_zh + str(next(times))

    times = iter(range(9))
    assert titles.library.remembered("one", one, len).endswith("0")
    with titles.library.writing() as files:
        files.instruments.put(Instrument("harbours", "瀚海省港口办法", "", "law"))
    assert titles.library.remembered("one", one, len).endswith("0")
    with titles.library.writing() as files:
        files.instruments.add_event(
            "lights", StageEvent(EventKind.STAGE, date(2031, 1, 1), Stage.PROMULGATED, None, True, "", "", "")
        )
    assert titles.library.remembered("one", one, len).endswith("1")


def test_another_process_writes_and_it_is_made_anew(titles: Titles, url: str) -> None:
    titles()
    other = Library.open(url)
    renamed(other, "瀚海省灯塔条例")
    other.close()
    assert titles() == "瀚海省灯塔条例"


def test_a_library_put_back_under_a_running_site_is_the_one_that_is_read(tmp_path: Path) -> None:
    """A file, for PostgreSQL puts a copy back into an empty database only."""
    living = tmp_path / "living.sqlite3"
    library = Library.open(f"sqlite:///{living}")
    with library.writing() as files:
        files.instruments.put(LIGHTS)
    titles = Titles(library)
    assert titles() == "瀚海省灯塔办法"
    library.copy(tmp_path / "copy.sqlite3")
    renamed(library, "瀚海省灯塔条例")
    assert titles() == "瀚海省灯塔条例"
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copied, closing(sqlite3.connect(living)) as there:
        copied.backup(there)
    assert titles() == "瀚海省灯塔办法"
    renamed(library, "瀚海省灯塔规定")
    assert titles() == "瀚海省灯塔规定"
    library.close()


def test_a_question_with_a_name_of_its_own_is_a_question_too(titles: Titles) -> None:
    def make() -> str:
        with titles.library.reading() as files:
            named = "WITH named AS (SELECT title_zh FROM instruments) SELECT title_zh FROM named"
            return str(files.search._session.scalar(text(named)))

    assert titles.library.remembered("named", make, len) == "瀚海省灯塔办法"
    renamed(titles.library, "瀚海省灯塔条例")
    assert titles.library.remembered("named", make, len) == "瀚海省灯塔条例"


def test_what_is_taken_back_was_never_written(titles: Titles) -> None:
    titles()
    with pytest.raises(NotFound):
        renamed_and_failed(titles.library)
    assert titles() == "瀚海省灯塔办法"
    assert titles.times == 1


def test_what_writes_while_it_is_made_is_made_every_time(titles: Titles) -> None:
    made: list[int] = []

    def make() -> str:
        made.append(1)
        renamed(titles.library, f"瀚海省第{len(made)}号办法")
        return titles.make()

    assert [titles.library.remembered("writes", make, len) for _ in "12"] == ["瀚海省第1号办法", "瀚海省第2号办法"]


def test_what_is_made_of_something_remembered_falls_with_it(titles: Titles) -> None:
    def outer() -> str:
        return f"目录：{titles()}"

    titles()
    assert titles.library.remembered("outer", outer, len) == "目录：瀚海省灯塔办法"
    renamed(titles.library, "瀚海省灯塔条例")
    assert titles.library.remembered("outer", outer, len) == "目录：瀚海省灯塔条例"


def test_long_words_are_compared_to_their_end(titles: Titles) -> None:
    long = "甲" * 1000
    for end in "乙丙":
        renamed(titles.library, long + end)
        assert titles() == long + end


def test_many_who_ask_at_once_have_it_made_once(titles: Titles) -> None:
    together = threading.Barrier(6)

    def ask(_: int) -> str:
        together.wait()
        return titles()

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(ask, range(6))) == {"瀚海省灯塔办法"}
    assert titles.times == 1


def test_the_room_is_bound_and_the_oldest_makes_way(titles: Titles, monkeypatch: pytest.MonkeyPatch) -> None:
    titles("one")
    each = titles.library._memory._weight  # the title, its key, and the two statements it was read with
    assert each > 100
    monkeypatch.setattr(memory, "ROOM", 2 * each + len("three") - len("one"))
    for key in ("two", "three", "one", "three"):
        titles(key)
    assert titles.times == 4


def test_after_a_while_it_is_made_anew_whatever_happened(titles: Titles, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row changed by hand raises no mark."""
    titles()
    with titles.library._engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("UPDATE instruments SET title_zh = '瀚海省灯塔条例'"))
    monkeypatch.setattr(memory, "LONGEST", 0.0)
    assert titles() == "瀚海省灯塔条例"


def test_a_mark_never_raised_since_they_were_made_anew_tells_nothing(library: Library) -> None:
    """A release from before them wrote meanwhile, into a table that had no mark then and has none now."""
    titles, engine = Titles(library), library._engine.execution_options(**{WRITES: True})
    assert titles() == ""  # no work was ever filed: the table has no mark
    with engine.begin() as connection:
        take_back(connection, "0031")
    old = {"slug": "lights", "title_zh": "瀚海省灯塔办法", "title_en": "", "kind": "law", "shelf": "real"}
    lists = dict.fromkeys(("authorities", "topics", "aliases", "related"), "[]")
    with engine.begin() as connection:
        connection.execute(insert(InstrumentRow).values(**old, **lists, folded_titles=""))
    bring_to_head(engine)
    assert titles() == "瀚海省灯塔办法"


def test_what_nobody_asks_for_any_more_is_let_go(titles: Titles, monkeypatch: pytest.MonkeyPatch) -> None:
    titles("one")
    monkeypatch.setattr(memory, "LONGEST", 0.0)
    titles("two")
    assert "one" not in titles.library._memory._kept
    titles.library.forget()
    assert titles.library._memory._weight == 0


def test_a_long_key_takes_room_too(titles: Titles) -> None:
    titles("one")
    short = titles.library._memory._weight
    titles("k" * 5000)
    assert titles.library._memory._weight > 2 * short + 4900


@pytest.mark.parametrize(
    ("statement", "read", "written"),
    [
        ('SELECT dates."on" FROM dates JOIN "texts" ON 1', {"dates", "texts"}, set()),
        ("SELECT rowid FROM pairs WHERE pairs MATCH ?", {"pairs"}, set()),
        ("insert OR IGNORE into notes (id) VALUES (?)", {"notes"}, {"notes"}),
        (
            "WITH gone AS (DELETE FROM stale RETURNING 1) UPDATE people SET name = ?",
            {"stale", "people"},
            {"stale", "people"},
        ),
    ],
)
def test_tables_are_read_off_a_statement(statement: str, read: set[str], written: set[str]) -> None:
    assert asked_by(statement) == read
    assert written_by(statement) == written
