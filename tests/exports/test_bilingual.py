"""Both languages beside each other; a translation its Chinese has outgrown is known as such."""

import pytest

from tests.exports.conftest import Pair, pair_of
from tracker.diff.binding import bind
from tracker.documents.reading import read
from tracker.exports.bilingual import Line, Standing, beside, carried
from tracker.knowledge.fiction import sample_texts
from tracker.law.translation import Term

OLD = """云岛灯塔管理办法（征求意见稿）
第一条　制定本办法。
第二条　看守人应当在三日内报告灯油短少。
第三条　船只不得抛锚。
第四条　雾笛每年检修一次。
"""
NEW = """云岛灯塔管理办法
第一条　制定本办法。
第二条　看守人应当在十日内报告灯油短少。
第三条　邮差可以借宿。
第四条　船只不得抛锚。
"""
ENGLISH = """Measures on the Lighthouses of Cloud Island
Article 1 These Measures are made.
Article 2 Keepers shall report a lack of lamp oil within three days.
Article 3 Vessels must not anchor.
Article 4 The fog horn is overhauled once a year.
"""
TERMS = (Term("看守人", ("keeper",)), Term("看守", ("watch",)), Term("不得", ("shall not",)))


@pytest.fixture(scope="module")
def versions() -> Pair:
    return pair_of(OLD, NEW)


def by_number(lines: tuple[Line, ...]) -> dict[str, Line]:
    return {line.locator: line for line in lines}


def test_its_own_translation_fits_every_clause(versions: Pair):
    lines = beside(versions.old, bind(versions.old, read(ENGLISH.encode())))
    assert {line.standing for line in lines} == {Standing.FITS}
    assert [line.number for line in lines] == ["第一条", "第二条", "第三条", "第四条"]


def test_in_the_next_version_what_changed_is_stale_what_moved_fits_and_what_is_new_has_none(versions: Pair):
    found = by_number(
        carried(versions.comparison, versions.old, versions.new, bind(versions.old, read(ENGLISH.encode())))
    )
    assert found["1"].standing is Standing.FITS
    assert (found["2"].standing, found["2"].english) == (
        Standing.STALE,
        "Keepers shall report a lack of lamp oil within three days.",
    )
    assert (found["3"].standing, found["3"].english) == (Standing.NONE, "")
    assert (found["4"].standing, found["4"].english) == (Standing.FITS, "Vessels must not anchor.")


def test_a_term_rendered_otherwise_is_told_and_a_part_of_a_longer_term_is_none_of_its_own(versions: Pair):
    found = by_number(beside(versions.old, bind(versions.old, read(ENGLISH.encode())), TERMS))
    assert [(use.term.zh, use.kept) for use in found["2"].terms] == [("看守人", True)]
    assert [(use.term.zh, use.kept) for use in found["3"].terms] == [("不得", False)]


def test_every_translation_of_the_sample_library_is_bound_to_its_text():
    tried = 0
    for text in sample_texts():
        if text.english:
            document = read(text.text.encode())
            found = bind(document, read(text.english.encode()))
            assert (found.missing, found.surplus) == ((), ()) or text.instrument == "cold-chain-robots"
            lines = beside(document, found)
            # Four of thirty clauses of the standard hang on a table and an annex its English lettered otherwise.
            assert sum(line.standing is Standing.FITS and line.exact for line in lines) / len(lines) > 0.85
            tried += 1
    assert tried >= 6
