"""The sample library stands on its own shelf, and its drafts come before what became of them."""

import re
from pathlib import Path

import pytest

from tracker.errors import KnowledgeError
from tracker.knowledge import catalogue, sample
from tracker.knowledge.fiction import load_texts, sample_texts
from tracker.law.instrument import Shelf
from tracker.law.stage import Stage, version_id
from tracker.sources import registry

# How articles, items and table rows begin in the Chinese text and in its rendering.
NUMBERS = ((r"^第.{1,4}条　", r"^Article \d+ "), (r"^（[一二三四五六七]）", r"^\(\d+\) "), (r"^\|", r"^\|"))


def test_the_library_holds_a_rule_a_law_and_a_standard() -> None:
    assert {work.kind for work in sample()} == {"departmental-rule", "law", "standard"}
    assert {work.shelf for work in sample()} == {Shelf.SAMPLE}
    assert not {work.slug for work in sample()} & {work.slug for work in catalogue()}


def test_every_invented_work_says_that_it_is_one() -> None:
    assert all("(fictional)" in work.title_en for work in sample())
    assert all("虚构国" in text.text + text.notice for text in sample_texts())


def test_a_version_id_is_its_date_and_stage() -> None:
    for text in sample_texts():
        assert text.id == version_id(text.dated_on.isoformat(), text.stage, text.reading)


def test_the_law_has_two_readings_before_it_is_promulgated() -> None:
    law = [(t.stage, t.reading, t.step) for t in sample_texts() if t.instrument == "city-telescopes"]
    assert law == [(Stage.BILL, 1, 1), (Stage.BILL, 2, 2), (Stage.PROMULGATED, None, 3)]


def test_steps_follow_the_dates_of_each_work() -> None:
    for work in sample():
        texts = [t for t in sample_texts() if t.instrument == work.slug]
        assert texts == sorted(texts, key=lambda t: t.dated_on)


def test_a_deadline_and_a_commencement_stand_in_the_words_themselves() -> None:
    for text in sample_texts():
        words = text.notice + text.text
        for day in filter(None, (text.comment_deadline, text.effective_on)):
            assert f"{day.year}年{day.month}月{day.day}日" in words


def test_the_english_rendering_has_every_article_and_item_and_says_what_it_is() -> None:
    for text in sample_texts():
        assert text.english.startswith("Fiction: invented for a demonstration.")
        for chinese, english in NUMBERS:
            found = [len(re.findall(p, words, re.M)) for p, words in ((chinese, text.text), (english, text.english))]
            assert found[0] == found[1], f"{text.id}: {found}"


def test_no_source_of_the_real_catalogue_is_fiction() -> None:
    assert {source.shelf for source in registry.sources()} == {Shelf.REAL}


VERSION = '[[instrument]]\nslug = "lanterns"\n[[instrument.versions]]\nid = "2026-01-05-draft"\ntitle = "灯会办法"\n'


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('stage = "consultation-draft"', "versions 1: “dated_on” is missing"),
        ('stage = "consultation-draft"\ndated_on = 2026-01-05', "lanterns/2026-01-05-draft.txt is missing"),
        ('stage = "bill"\ndated_on = 2026-01-05\nreading = "one"', "“reading” is 'one', but has to be a whole number"),
        ("stage = 1\ndated_on = 2026-01-05", "“stage” is 1, but has to be a string"),
    ],
)
def test_a_slip_in_the_library_is_told(tmp_path: Path, lines: str, says: str) -> None:
    (tmp_path / "library.toml").write_text(VERSION + lines, encoding="utf-8")
    with pytest.raises(KnowledgeError) as told:
        load_texts(tmp_path)
    assert says in str(told.value)
