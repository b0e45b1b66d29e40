"""PostgreSQL: a reader sees one moment and cannot write, a writer is alone with the pen."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.databases import Server
from tracker.errors import StoreError
from tracker.law.instrument import Instrument
from tracker.store.library import Library


@pytest.fixture(scope="module")
def shared(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library on PostgreSQL, whatever database the other tests run on."""
    library = Library.open(Server(postgres).new(Path()))
    yield library
    library.close()


def test_a_reader_cannot_write_and_sees_one_moment(shared: Library, instrument: Instrument) -> None:
    with pytest.raises(StoreError, match="read-only"), shared.reading() as files:
        files.instruments.put(instrument)
    with shared.reading() as before:
        assert before.instruments.all() == []
        with shared.writing() as files:
            files.instruments.put(instrument)
        assert before.instruments.all() == []


def test_a_second_writer_waits_for_the_pen_and_sees_the_first_ones_last_word(
    shared: Library, at: Callable[[float], datetime]
) -> None:
    """Were the pen taken at the first write, both could have read the old number, and one would be lost."""
    counted = []

    def writes(digit: str) -> None:
        with shared.writing() as files:
            counted.append(len(files.quarantine.open()))
            files.quarantine.put(digit * 64, "cac", "https://hanhai.example/1", "公告", "空", at(0))

    threads = [threading.Thread(target=writes, args=(digit,)) for digit in "01234567"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == list(range(8))


def test_an_address_where_nobody_answers_is_refused_in_plain_words() -> None:
    with pytest.raises(StoreError, match="nowhere cannot be opened"):
        Library.open("postgresql://nobody@127.0.0.1:1/nowhere")
