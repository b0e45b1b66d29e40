"""The interface's words: both languages say everything, and every place to fill is filled in both."""

import re
from pathlib import Path

import pytest

from tracker.diff.changes import Direction
from tracker.law.instrument import EventKind
from tracker.law.stage import Stage
from tracker.practice.cards import Review
from tracker.practice.person import Role
from tracker.practice.visit import SourceState
from tracker.practice.watch import Channel, DeliveryState
from tracker.readingroom.pages import Standing
from tracker.settings import folder
from tracker.web.faults import EXPLAINED
from tracker.web.words import LANGUAGES, files, word, words


def keys(language: str) -> set[str]:
    """Every key but the singulars, which only English needs."""
    return {key for key in words(language) if not key.endswith(".one")}


def test_every_key_stands_in_both_languages() -> None:
    assert keys("zh") == keys("en")


def test_a_place_to_fill_in_one_language_is_there_in_the_other() -> None:
    places = {
        language: {k: set(re.findall(r"{(\w+)", words(language)[k])) for k in keys(language)} for language in LANGUAGES
    }
    assert places["zh"] == places["en"]


def test_every_word_a_template_asks_for_is_written() -> None:
    asked = set()
    for path in folder("templates").rglob("*.html"):
        asked |= set(re.findall(r"""say\(["']([\w.-]+)["'](?!\s*~)""", path.read_text(encoding="utf-8")))
    assert len(asked) > 150
    assert asked - keys("zh") == set()


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("stage", Stage),
        ("direction", Direction),
        ("event", EventKind),
        ("standing", Standing),
        ("source-state", SourceState),
        ("delivery-state", DeliveryState),
        ("channel", Channel),
        ("review-state", Review),
        ("role", Role),
    ],
)
def test_every_value_of_the_house_has_a_word(group: str, values: type) -> None:
    assert {f"{group}.{value.value}" for value in values} <= keys("zh")  # type: ignore[attr-defined]


def test_every_status_explained_has_a_title_and_a_sentence() -> None:
    assert {f"error.{status}.{part}" for status in EXPLAINED for part in ("title", "says")} <= keys("zh")


def test_one_is_said_as_one() -> None:
    assert word("en", "date.left", n=1) == "1 day left"
    assert word("en", "date.left", n=2) == "2 days left"
    assert word("zh", "date.left", n=1) == "余 1 日"


def test_a_word_nobody_wrote_is_a_fault() -> None:
    with pytest.raises(KeyError):
        word("zh", "no.such.word")


def test_words_stand_in_a_common_file_and_one_a_screen() -> None:
    assert all(isinstance(path, Path) and path.exists() for language in LANGUAGES for path in files(language))
    assert [path.name.replace("zh", "en") for path in files("zh")] == [path.name for path in files("en")]
