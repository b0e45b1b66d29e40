"""Authorities and topics: who issues, and what about."""

from pathlib import Path

import pytest

from tracker.errors import KnowledgeError
from tracker.knowledge import authorities, bodies, subjects, topics
from tracker.law.instrument import Shelf
from tracker.sources import registry


def test_the_bodies_the_brief_names_are_known_under_both_names() -> None:
    known = authorities(Shelf.REAL)
    assert known["cac"].name_zh == "国家互联网信息办公室"
    assert "国家网信办" in known["cac"].aliases
    for body in ("npcsc", "state-council", "miit", "ndrc", "most", "moj", "mps", "samr", "sac", "tc260", "nda"):
        assert known[body].name_en


def test_fiction_and_fact_never_mix() -> None:
    real, invented = authorities(Shelf.REAL), authorities(Shelf.SAMPLE)
    assert not set(real) & set(invented)
    assert set(authorities()) == set(real) | set(invented)
    assert all(body.name_zh.startswith("虚构国") and "fictional" in body.name_en for body in invented.values())


def test_every_source_belongs_to_a_known_body() -> None:
    assert {source.authority for source in registry.sources()} <= set(authorities(Shelf.REAL))


def test_an_id_used_twice_is_told(tmp_path: Path) -> None:
    entry = '[[authority]]\nid = "x"\nname_zh = "甲局"\nname_en = "X"\n'
    file = tmp_path / "authorities.toml"
    file.write_text(entry * 2, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="repeats “x”"):
        bodies.load(file)


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nothing\.toml: this file of regs/ is missing"):
        bodies.load(tmp_path / "nothing.toml")


def test_topics_have_names_in_both_languages() -> None:
    assert topics()["generative-ai"].name_zh == "生成式人工智能"
    assert all(topic.name_en.isascii() and topic.id == key for key, topic in topics().items())


def test_a_topic_used_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "topics.toml"
    file.write_text('[[topic]]\nid = "x"\nname_zh = "甲"\nname_en = "X"\n' * 2, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="topic 2: “id” repeats “x”"):
        subjects.load(file)
