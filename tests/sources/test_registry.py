"""The sites we know, as data a person can edit."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.errors import NotFound, SourceError
from tracker.sources import registry
from tracker.sources.source import Evidence
from tracker.web.words import words

GOOD = """
id = "sample"
authority = "cac"
name_zh = "虚构国示例管理局"
name_en = "Sample Authority"
url = "https://sample.invalid/"
hours = [8, 18]
[[list]]
id = "drafts"
url = "https://sample.invalid/drafts/"
kind = "html"
rows = { row = "//li", date = "./span" }
evidence = "seen"
"""


def test_every_source_of_the_package_is_well_described():
    for source in registry.sources():
        assert source.name_zh
        assert source.robots, f"{source.id} says nothing of its robots.txt"
        assert source.robots_zh, f"{source.id} says nothing of its robots.txt in Chinese"
        assert source.lists or not source.enabled


def test_what_robots_txt_forbids_is_off_and_says_why():
    off = {source.id: source.robots for source in registry.sources() if not source.enabled}
    assert set(off) == {"flk", "sousuo"}
    assert all("Disallow" in reason for reason in off.values())


def test_a_description_becomes_a_value(tmp_path):
    (tmp_path / "sample.toml").write_text(GOOD, encoding="utf-8")
    source = registry.load(tmp_path / "sample.toml")
    assert source.lists[0].evidence is Evidence.SEEN
    assert source.lists[0].rows.date == "./span"
    assert source.is_open(datetime(2026, 11, 22, 2, 0, tzinfo=UTC))  # ten in Beijing
    assert not source.is_open(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))  # eight in the evening


def test_a_site_can_stand_elsewhere(tmp_path):
    (tmp_path / "sample.toml").write_text(GOOD, encoding="utf-8")
    moved = registry.load(tmp_path / "sample.toml").moved("http://127.0.0.1:8123")
    assert moved.lists[0].url == "http://127.0.0.1:8123/drafts/"


@pytest.mark.parametrize("slip", ['kind = "htlm"', 'knd = "html"', "kind = "])
def test_a_slip_names_the_file(tmp_path, slip):
    (tmp_path / "sample.toml").write_text(GOOD.replace('kind = "html"', slip), encoding="utf-8")
    with pytest.raises(SourceError, match=r"sample\.toml"):
        registry.load(tmp_path / "sample.toml")


def test_an_unknown_source_is_answered_with_those_there_are():
    with pytest.raises(NotFound, match="cac"):
        registry.get("nowhere")


def test_an_installation_adds_sources_of_its_own_and_may_change_ours(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mine.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "sources" / "cac.toml").write_text(GOOD.replace('"sample"', '"cac"'), encoding="utf-8")
    known = registry.installed(tmp_path)
    assert {source.id for source in known} == {source.id for source in registry.sources()} | {"sample"}
    assert registry.get("cac", known).url == "https://sample.invalid/"


def test_the_note_s_table_of_shapes_is_the_data_s():
    note, _, _ = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8").partition("\n## ")
    told = [
        tuple(cell.strip() for cell in line.strip("| ").split("|"))
        for line in note.splitlines()
        if line.startswith("| ")
    ]
    shapes = [
        (s.id, x.page, x.evidence.value, str(x.copies), str(x.readers), x.as_of)
        for s in registry.sources()
        for x in s.all_shapes
    ]
    assert [tuple((*row, "")[:6]) for row in told[1:]] == shapes


def test_every_shape_has_its_words_on_the_screen():
    for language in ("zh", "en"):
        known = words(language)
        for source in registry.sources():
            assert all(f"sources.shape-{shape.page}" in known for shape in source.shapes), source.id
