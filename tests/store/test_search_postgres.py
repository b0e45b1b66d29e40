"""The index on PostgreSQL: a hit is a substring, whatever of the words is remembered and whatever became of them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.databases import Server
from tracker.store import search_postgres
from tracker.store.library import Library
from tracker.store.remembered import Remembered

LAWS = ["算力网信办法", "网信办算力法", "算力算力", "办法"]


@pytest.fixture(scope="module")
def shared(postgres: str) -> Iterator[Library]:
    """A library on PostgreSQL, whatever database the other tests run on."""
    library = Library.open(Server(postgres).new(Path()))
    yield library
    library.close()


@pytest.fixture(params=[1 << 20, 200, 0], ids=["room for all", "room for some", "room for none"])
def remembered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Remembered:
    """A memory of its own, of so many bytes."""
    made = Remembered(request.param)
    monkeypatch.setattr(search_postgres, "REMEMBERED", made)
    monkeypatch.setattr(search_postgres, "BLOCK", 2)
    return made


def found(library: Library, phrase: str) -> set[int]:
    with library.reading() as files:
        return search_postgres.matches(files.search._session, phrase)


def write(library: Library, texts: list[str]) -> None:
    with library.writing() as files:
        search_postgres.rebuild(files.search._session, enumerate(texts))


def test_a_text_is_kept_beside_its_pairs_and_its_characters() -> None:
    assert search_postgres.grams("网信网信") == ["信", "信网", "网", "网信"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text("算力网信办法 a1'\\%_𠮷", max_size=24), min_size=1, max_size=6),
    st.text("算力网信办法 a1'\\%_𠮷", min_size=1, max_size=5),
)
def test_a_hit_is_exactly_a_substring(shared: Library, remembered: Remembered, texts: list[str], phrase: str) -> None:
    write(shared, texts)
    truth = {n for n, words in enumerate(texts) if phrase in words}
    assert found(shared, phrase) == truth  # nothing of these texts is remembered yet
    assert found(shared, phrase) == truth
    remembered.forget()


def test_what_is_remembered_of_a_text_is_never_behind_it(shared: Library, remembered: Remembered) -> None:
    write(shared, LAWS)
    assert found(shared, "网信办") == {0, 1}
    with shared.writing() as files:
        search_postgres.replace(files.search._session, 0, LAWS[0], "信办网信")
        assert search_postgres.matches(files.search._session, "网信办") == {1}
        assert found(shared, "网信办") == {0, 1}  # a reader beside sees the words before
    assert found(shared, "网信办") == {1}


def test_words_that_were_taken_back_are_not_found_in_those_written_after_them(
    shared: Library, remembered: Remembered
) -> None:
    write(shared, LAWS)
    with suppress(_Undo), shared.writing() as files:
        search_postgres.add(files.search._session, 9, "法办信网力算网信办")
        assert search_postgres.matches(files.search._session, "网信办") == {0, 1, 9}
        raise _Undo
    with shared.writing() as files:
        search_postgres.add(files.search._session, 9, "信办网信")
    assert found(shared, "网信办") == {0, 1}


class _Undo(Exception):
    """Leave the index as it was."""
