"""One text is one version, however often and from wherever it comes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from tracker.errors import NotFound
from tracker.law.document import Document
from tracker.law.instrument import Capture, Instrument, Shelf, Version
from tracker.law.stage import Stage
from tracker.practice.cards import VersionCard
from tracker.store.library import Files

SLUG = "cloud-computing-power"


def test_a_version_comes_back_whole(files: Files, draft: Version) -> None:
    files.versions.file(draft)
    assert files.versions.get(SLUG, draft.id) == draft


def test_a_list_shows_its_card(files: Files, draft: Version, capture: Capture) -> None:
    assert files.versions.file(draft) == VersionCard(
        instrument=SLUG,
        id="2031-03-01-draft",
        stage=Stage.CONSULTATION_DRAFT,
        reading=None,
        dated_on=date(2031, 3, 1),
        title="瀚海省云端算力管理办法（征求意见稿）",
        articles=2,
        sha256=draft.document.sha256,
        problems=1,
        comment_deadline=date(2031, 4, 1),
        first_seen_at=capture.fetched_at,
        last_seen_at=capture.fetched_at,
        shelf=Shelf.SAMPLE,
        url=capture.url,
        note="uploaded with its notice",
    )
    assert files.versions.of(SLUG) == [files.versions.card(SLUG, draft.id)]


def test_an_instruments_versions_run_from_the_oldest(files: Files, draft: Version, final: Version) -> None:
    files.versions.file(final)
    files.versions.file(draft)
    assert [v.id for v in files.versions.of(SLUG)] == [draft.id, final.id]


def test_what_is_new_runs_from_the_last_filed(
    files: Files, draft: Version, final: Version, instrument: Instrument
) -> None:
    files.instruments.put(replace(instrument, slug="real", shelf=Shelf.REAL))
    files.versions.file(final)
    files.versions.file(draft)
    files.versions.file(replace(final, instrument="real"))
    assert [(v.instrument, v.id) for v in files.versions.latest(2)] == [("real", final.id), (SLUG, draft.id)]
    assert [v.id for v in files.versions.latest(9, Shelf.SAMPLE)] == [draft.id, final.id]
    assert [v.instrument for v in files.versions.latest(9, Shelf.REAL)] == ["real"]


def test_the_same_words_filed_again_are_the_same_version(
    files: Files, draft: Version, capture: Capture, at: Callable[[float], datetime]
) -> None:
    elsewhere = replace(capture, url="https://mirror.example/31", sha256="cd" * 32, fetched_at=at(5))
    files.versions.file(draft)
    again = files.versions.file(replace(draft, captures=(elsewhere,)))
    assert again.id == draft.id
    assert again.last_seen_at == at(5)
    assert files.versions.get(SLUG, draft.id).captures == (capture, elsewhere)


def test_other_words_of_the_same_day_get_a_number(
    files: Files, draft: Version, document: Callable[..., Document]
) -> None:
    """A ministry corrects its draft in the afternoon: both texts are kept."""
    corrected = replace(draft, document=document(draft.document.headmatter.title, "提供者应当在两个月内完成算力登记。"))
    third = replace(draft, document=document(draft.document.headmatter.title, "提供者应当登记。"))
    assert files.versions.file(draft).id == "2031-03-01-draft"
    assert files.versions.file(corrected).id == "2031-03-01-draft-2"
    assert files.versions.file(third).id == "2031-03-01-draft-3"
    assert files.versions.file(corrected).id == "2031-03-01-draft-2"
    assert files.versions.get(SLUG, "2031-03-01-draft-2").document == corrected.document


def test_a_text_is_known_by_its_digest(files: Files, draft: Version) -> None:
    files.versions.file(draft)
    known = files.versions.by_text(SLUG, draft.document.sha256)
    assert known is not None
    assert known.id == draft.id
    assert files.versions.by_text(SLUG, "0" * 64) is None
    assert files.versions.by_text("another-rule", draft.document.sha256) is None


def test_the_same_words_in_other_bytes_are_one_version_with_two_captures(
    files: Files, draft: Version, capture: Capture, at: Callable[[float], datetime]
) -> None:
    pdf = replace(capture, sha256="ef" * 32, media_type="application/pdf", fetched_at=at(-3))
    files.versions.file(draft)
    files.versions.add_capture(SLUG, draft.id, pdf)
    files.versions.add_capture(SLUG, draft.id, pdf)
    version = files.versions.get(SLUG, draft.id)
    assert version.captures == (capture, pdf)
    assert (version.first_seen_at, version.last_seen_at) == (at(-3), at(0))


def test_a_version_without_capture_was_seen_when_it_says(files: Files, final: Version) -> None:
    card = files.versions.file(final)
    assert (card.first_seen_at, card.last_seen_at, card.url) == (None, None, "")


def test_nothing_is_filed_under_an_unknown_instrument(files: Files, draft: Version) -> None:
    with pytest.raises(NotFound, match="“lunar-mining” to file"):
        files.versions.file(replace(draft, instrument="lunar-mining"))


def test_an_unknown_version_is_not_found(files: Files, capture: Capture) -> None:
    with pytest.raises(NotFound, match="“1999-01-01-draft”"):
        files.versions.get(SLUG, "1999-01-01-draft")
    with pytest.raises(NotFound):
        files.versions.card(SLUG, "1999-01-01-draft")
    with pytest.raises(NotFound):
        files.versions.add_capture(SLUG, "1999-01-01-draft", capture)
