"""Who cites whom, by the cited law's title in any of its forms."""

from datetime import date

from tracker.amending.citing import citations
from tracker.documents.reading import read
from tracker.law.instrument import Instrument, Version
from tracker.law.stage import Stage
from tracker.store.library import Library
from tracker.workday.citations import read_citations

TEXT = "云岛渡船办法\n第一条　依照《中华人民共和国云岛灯塔法》第三条、第五条第二款的规定停泊。\n第二条　渡船刷白。\n"


def _file(library: Library) -> None:
    with library.writing() as files:
        files.instruments.put(Instrument("ferries", "云岛渡船办法", "", "departmental-rule"))
        files.versions.file(
            Version("ferries", "2020-03-01-promulgated", Stage.PROMULGATED, None, date(2020, 3, 1), read(TEXT.encode()))
        )


def test_texts_filed_before_are_read_once_at_the_next_start(library: Library) -> None:
    _file(library)
    assert read_citations(library) == 1
    assert read_citations(library) == 0
    with library.reading() as files:
        [cited] = files.citations.of_law(["云岛灯塔法（2019年修正）"])
    assert (cited.instrument, cited.version) == ("ferries", "2020-03-01-promulgated")
    assert cited.citing == citations(read(TEXT.encode()))[0]
    assert cited.citing.locators == ("3", "5.2")


def test_a_text_read_again_keeps_no_old_citation(library: Library) -> None:
    _file(library)
    read_citations(library)
    with library.writing() as files:
        files.citations.file("ferries", "2020-03-01-promulgated", [])
    with library.reading() as files:
        assert files.citations.of_law(["云岛灯塔法"]) == []
        assert files.citations.unread(9) == []
