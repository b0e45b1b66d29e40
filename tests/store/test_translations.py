"""Translations are filed beside the version they render; the newest is shown, none is lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tracker.documents.reading import read
from tracker.errors import NotFound
from tracker.law.translation import Translation
from tracker.store.library import Files

AT = datetime(2031, 3, 2, 2, 0, tzinfo=UTC)
DRAFT, FINAL = "2031-03-01-draft", "2031-09-10-promulgated"
DOCUMENT = read(b"Measures on Lifts\nArticle 1 These Measures are made.\nArticle 2 Lifts shall run.\n")
FIRST = Translation("cloud-computing-power", DRAFT, "en", DOCUMENT, "our own", "ab" * 32, "counsel", AT)


def test_the_newest_translation_of_a_version_is_the_one_shown(filed: Files) -> None:
    better = replace(FIRST, translator="a better one")
    filed.translations.file(FIRST)
    filed.translations.file(better)
    assert filed.translations.latest(FIRST.instrument, DRAFT) == better
    assert filed.translations.latest(FIRST.instrument, FINAL) is None
    assert filed.translations.versions(FIRST.instrument) == {DRAFT}


def test_a_version_nobody_has_cannot_be_translated(filed: Files) -> None:
    with pytest.raises(NotFound, match="no version"):
        filed.translations.file(replace(FIRST, version="2000-01-01-draft"))
