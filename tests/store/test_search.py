"""A search finds exactly what stands there: no word more, no word less."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.law.document import Document
from tracker.law.instrument import Instrument, Shelf, Version
from tracker.practice.cards import Hit, Snippet
from tracker.store.folding import fold
from tracker.store.library import Files, Library
from tracker.store.search import Place

SLUG, DRAFT, FINAL = "cloud-computing-power", "2031-03-01-draft", "2031-09-10-promulgated"
Read = Callable[..., Document]


def found(files: Files, phrase: str) -> list[str | None]:
    return [hit.version for hit in files.search.find(phrase).hits]


def test_a_hit_shows_where_the_words_stand(filed: Files) -> None:
    [hit] = filed.search.find("三个月内").hits
    assert (hit.instrument, hit.version, hit.title) == (SLUG, DRAFT, "瀚海省云端算力管理办法（征求意见稿）")
    assert (hit.in_title, hit.occurrences, hit.shelf) == (False, 1, Shelf.SAMPLE)
    [snippet] = hit.snippets
    assert snippet == Snippet("第一条　提供者应当在三个月内完成算力登记。", 19, 10, 14)
    text = filed.versions.get(SLUG, DRAFT).document.text
    assert text[snippet.start :].startswith(snippet.text)


@pytest.mark.parametrize(
    ("phrase", "versions"),
    [
        ("三个月", [DRAFT]),
        ("有效措施", [FINAL]),
        ("提供者", [FINAL, DRAFT]),  # the newer first
        ("转售", [FINAL]),
        ("售", [FINAL]),  # one character
        ("。", [FINAL, DRAFT]),
        ("，提高", [FINAL]),  # across a comma
        ("登记。\n第二条", [FINAL, DRAFT]),  # across a line
        ("ＡＩ算力", [FINAL]),
        ("ai算力", [FINAL]),  # width and case put aside
        ("Ai", [None, FINAL]),  # Hanhai has it in its English title
        ("  转售 ", [FINAL]),
        ("售转", []),  # the same characters, another word
        ("提供登记", []),  # both words, not the phrase
        ("100%", []),
        ("%", []),
        ("_", []),
        ('"', []),
        ("* OR 提", []),
        ("", []),
        ("　", []),
    ],
)
def test_what_a_phrase_finds(filed: Files, phrase: str, versions: list[str]) -> None:
    assert found(filed, phrase) == versions


def test_titles_come_first_the_work_before_its_texts(filed: Files) -> None:
    assert found(filed, "管理办法") == [None, FINAL, DRAFT]
    assert found(filed, "（征求意见稿）") == [DRAFT]
    work = filed.search.find("算力办法").hits
    assert work == (Hit(SLUG, None, "瀚海省云端算力管理办法", Shelf.SAMPLE, in_title=True),)
    assert found(filed, "computing POWER") == [None]


def test_a_title_that_was_changed_is_found_by_its_new_name_only(filed: Files, instrument: Instrument) -> None:
    filed.instruments.put(replace(instrument, aliases=("云算办法",)))
    assert found(filed, "算力办法") == []
    assert found(filed, "云算办法") == [None]


def test_pages_run_on_without_gap_or_overlap(filed: Files, draft: Version, document: Read) -> None:
    for number in range(7):
        filed.versions.file(replace(draft, document=document(f"办法之{number}", f"第{number}次登记。")))
    whole = filed.search.find("登记", limit=50)
    assert whole.total == len(whole.hits) == 9
    for size in (1, 2, 4):
        pages = [filed.search.find("登记", limit=size, offset=at) for at in range(0, 12, size)]
        assert tuple(hit for page in pages for hit in page.hits) == whole.hits
        assert {page.total for page in pages} == {9}


def test_pages_run_on_over_works_titles_and_texts(filed: Files, instrument: Instrument) -> None:
    filed.instruments.put(replace(instrument, slug="second"))
    whole = filed.search.find("算力", limit=50)
    assert [hit.version for hit in whole.hits] == [None, None, FINAL, DRAFT]
    assert tuple(filed.search.find("算力", limit=1, offset=n).hits[0] for n in range(4)) == whole.hits
    assert filed.search.find("算力", limit=3, offset=1).hits == whole.hits[1:]


def test_what_is_kept_of_the_library_between_searches_is_never_behind_it(
    library: Library, instrument: Instrument, draft: Version, final: Version
) -> None:
    """Neither after a commit, nor for a transaction that began before it, nor for the one that writes."""
    with library.writing() as files:
        files.instruments.put(instrument)
        files.versions.file(draft)
    with library.reading() as before:
        assert found(before, "登记") == [DRAFT]
        with library.writing() as files:
            files.versions.file(final)
            assert found(files, "登记") == [FINAL, DRAFT]
            files.versions.amend(SLUG, DRAFT, dated_on=final.dated_on + timedelta(days=1))
            assert found(files, "登记") == [DRAFT, FINAL]
        with library.reading() as after:
            assert found(after, "登记") == [DRAFT, FINAL]
        assert found(before, "登记") == [DRAFT]


def test_a_search_stays_on_its_shelf_and_among_its_instruments(
    filed: Files, instrument: Instrument, final: Version
) -> None:
    filed.instruments.put(replace(instrument, slug="real", shelf=Shelf.REAL))
    filed.versions.file(replace(final, instrument="real"))
    assert filed.search.find("算力").total == 5
    assert [h.instrument for h in filed.search.find("算力", shelf=Shelf.REAL).hits] == ["real", "real"]
    assert [h.instrument for h in filed.search.find("转售", shelf=Shelf.SAMPLE).hits] == [SLUG]
    assert [h.instrument for h in filed.search.find("转售", among=["real"]).hits] == ["real"]
    nowhere = filed.search.find("算力", among=[])
    assert (nowhere.total, nowhere.hits) == (0, ())
    assert filed.search.find("算力", shelf=Shelf.SAMPLE, among=["real"]).total == 0


def test_of_a_phrase_is_told_when_it_entered_each_work_and_which_of_its_texts_hold_it(
    filed: Files, instrument: Instrument, draft: Version, final: Version
) -> None:
    filed.instruments.put(replace(instrument, slug="real", shelf=Shelf.REAL))
    filed.versions.file(replace(final, instrument="real"))
    looked = filed.search.look("提供者")
    assert looked.entered(Place()) == {SLUG: draft.dated_on, "real": final.dated_on}
    assert looked.entered(Place(Shelf.REAL)) == looked.entered(Place(among=["real"])) == {"real": final.dated_on}
    assert looked.entered(Place(among=[])) == {}
    assert looked.texts_of([SLUG]) == {(SLUG, DRAFT), (SLUG, FINAL)}
    assert filed.search.look("转售").texts_of([SLUG, "unknown"]) == {(SLUG, FINAL)}
    assert filed.search.look("computing").entered(Place()) == {}  # a title alone does not count


def test_many_places_are_counted_and_three_are_shown(filed: Files, draft: Version, document: Read) -> None:
    filed.versions.file(replace(draft, id="2031-05-05-draft", document=document("办法", "甲" * 40 + "云雀" * 9)))
    [hit] = filed.search.find("云雀").hits
    assert (hit.occurrences, len(hit.snippets)) == (9, 3)
    assert hit.snippets[0].text[hit.snippets[0].mark_start : hit.snippets[0].mark_end] == "云雀"
    assert hit.snippets[0].mark_start == 30


def test_the_index_can_be_written_anew(filed: Files) -> None:
    before = filed.search.find("提供者")
    filed.search.rebuild()
    assert filed.search.find("提供者") == before


phrases = st.text("甲乙法 ,，。a\nＡA𠮷1", min_size=1, max_size=5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text("甲乙法 ,，。a\nＡA𠮷1", max_size=25), min_size=1, max_size=5), phrase=phrases)
def test_hits_equal_substring_truth(
    fresh_shelf: Library, draft: Version, document: Read, texts: list[str], phrase: str
) -> None:
    with suppress(_Undo), fresh_shelf.writing() as files:
        ids = {
            files.versions.file(
                replace(draft, document=replace(document("丙"), text=text, sha256=str(hash(text))))
            ).id: text
            for text in texts
        }
        truth = {i for i, text in ids.items() if phrase.strip() and fold(phrase.strip()) in fold(text)}
        hits = files.search.find(phrase, limit=100)
        assert {hit.version for hit in hits.hits} == truth
        assert hits.total == len(truth)
        raise _Undo


class _Undo(Exception):
    """Leave the shelf as it was for the next example."""


@pytest.fixture
def fresh_shelf(library: Library, instrument: Instrument) -> Library:
    with library.writing() as files:
        files.instruments.put(replace(instrument, title_zh="丙", title_en="", aliases=()))
    return library


@pytest.mark.corpus
def test_hits_equal_substring_truth_in_real_texts(files: Files, draft: Version, document: Read, corpus: Path) -> None:
    """Two hundred phrases drawn by a seed from real texts, looked for in all of them."""
    texts = [path.read_text() for path in sorted(corpus.glob("*/*.txt"))]
    for text in texts:
        files.versions.file(replace(draft, document=replace(document("丙"), text=text, sha256=str(hash(text)))))
    folded, drawn = [fold(text) for text in texts], random.Random(20)
    for _ in range(200):
        text = drawn.choice(folded)
        start, length = drawn.randrange(len(text) - 20), drawn.choice((1, 2, 2, 3, 4, 7, 12))
        phrase = text[start : start + length].strip()
        expected = sum(phrase in other for other in folded) if phrase else 0
        works = sum(hit.version is None for hit in files.search.find(phrase, limit=5).hits)
        assert files.search.find(phrase).total - works == expected, phrase


def test_a_traditional_phrase_finds_a_simplified_text_and_the_other_way_round(filed: Files) -> None:
    simplified, traditional = filed.search.find("算力"), filed.search.find("雲端算力")
    assert simplified.total > 0
    assert traditional.total == filed.search.find("云端算力").total > 0
