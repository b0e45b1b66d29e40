"""The catalogue holds facts about real instruments, and nothing a slip could smuggle in."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tracker.errors import KnowledgeError
from tracker.knowledge import authorities, catalogue, topics, works
from tracker.law.instrument import EventKind, Instrument, Shelf, StageEvent

OFFICIAL = (".gov.cn", ".tc260.org.cn", ".europa.eu")
WRITTEN_ON = date(2026, 11, 22)


def stage_days(work: Instrument, *kinds: EventKind) -> list[date]:
    return [e.on for e in work.events if e.kind in kinds and e.on]


def by_slug(slug: str) -> Instrument:
    return next(work for work in catalogue() if work.slug == slug)


def test_there_are_at_least_forty_real_instruments_each_under_a_slug_of_its_own() -> None:
    slugs = [work.slug for work in catalogue()]
    assert len(slugs) >= 40
    assert slugs == sorted(set(slugs))
    assert {work.shelf for work in catalogue()} == {Shelf.REAL}


@pytest.mark.parametrize("work", catalogue(), ids=lambda work: work.slug)
def test_an_instrument_has_both_titles_known_bodies_and_topics_and_a_life(work: Instrument) -> None:
    assert work.title_zh
    assert work.title_en.isascii()
    assert set(work.authorities) <= set(authorities(Shelf.REAL))
    assert work.topics
    assert set(work.topics) <= set(topics())
    assert work.events
    assert work.authorities or work.kind == "proposal"


@pytest.mark.parametrize("work", catalogue(), ids=lambda work: work.slug)
def test_its_dates_are_plausible(work: Instrument) -> None:
    days = [e.on for e in work.events if e.on]
    assert days == sorted(days)
    assert all(date(1990, 1, 1) < day < WRITTEN_ON + timedelta(days=3 * 366) for day in days)
    for text in stage_days(work, EventKind.STAGE, EventKind.PLAN):
        assert text <= WRITTEN_ON, "a text that has appeared appeared before this was written"
    for closing in stage_days(work, EventKind.COMMENT_CLOSES):
        opened = max(day for day in stage_days(work, EventKind.STAGE) if day <= closing)
        assert 7 <= (closing - opened).days <= 92, "a comment window is a week to three months"


@pytest.mark.parametrize("work", catalogue(), ids=lambda work: work.slug)
def test_its_addresses_lead_to_official_sites(work: Instrument) -> None:
    for url in filter(None, (e.url for e in work.events)):
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert f".{parts.hostname}".endswith(OFFICIAL), url


def test_the_ai_law_is_a_chain_of_plans_with_the_scholars_proposals_beside_it() -> None:
    law = by_slug("ai-law")
    assert {e.kind for e in law.events} == {EventKind.PLAN}
    assert {date(2023, 6, 6), date(2024, 5, 9)} <= set(stage_days(law, EventKind.PLAN))
    assert [slug for slug, _ in law.related] == ["ai-law-scholars-draft", "model-ai-law"]
    assert {by_slug(slug).kind for slug, _ in law.related} == {"proposal"}


def test_the_practice_guide_and_the_national_standard_are_one_chain() -> None:
    chain = by_slug("genai-security-standard")
    assert {"TC260-003", "GB/T 45654-2025"} <= set(chain.aliases)
    assert date(2024, 2, 29) in stage_days(chain, EventKind.STAGE)
    assert date(2025, 4, 25) in stage_days(chain, EventKind.STAGE)


def test_an_unsure_date_says_so_and_an_unknown_one_is_absent() -> None:
    events = [event for work in catalogue() for event in work.events]
    assert any(not event.sure and event.on for event in events)
    assert any(event.on is None for event in events)


def test_an_event_without_a_date_keeps_its_place() -> None:
    first = StageEvent(EventKind.PLAN, date(2024, 1, 1))
    unknown = StageEvent(EventKind.EFFECTIVE, None)
    last = StageEvent(EventKind.PLAN, date(2025, 1, 1))
    assert works.in_order([first, unknown, last]) == (first, unknown, last)
    assert works.in_order([last, unknown, first]) == (first, last, unknown)


ENTRY = '[[instrument]]\nslug = "a"\ntitle_zh = "甲"\ntitle_en = "A"\nkind = "law"\n'


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('authorities = ["nobody"]', "“authorities” names “nobody”"),
        ('topics = ["weather"]', "“topics” names “weather”"),
        ('titel_fr = "A"', "“titel_fr” is no key known here"),
        ('events = [{ kind = "stage", on = 2024-01-01 }]', "events 1: “stage” is missing"),
        ('events = [{ kind = "stage", stage = "finished" }]', "“stage” is 'finished', but has to be one of"),
        ('events = [{ kind = "plan", on = "2024-01-01" }]', "has to be a date"),
        ('events = [{ kind = "plan", sure = "no" }]', "has to be true or false"),
        ('related = [{ slug = "b", word = "like" }]', "“a” is related to “b”, which is in no file"),
        (ENTRY, "“slug” repeats “a”"),
        ("events = 3", "has to be a list of tables"),
        ("aliases = [3]", "has to be a list of strings"),
        ("slug =", "this is no TOML"),
    ],
)
def test_a_slip_is_told_with_file_and_key(tmp_path: Path, lines: str, says: str) -> None:
    (tmp_path / "mine.toml").write_text(ENTRY + lines, encoding="utf-8")
    with pytest.raises(KnowledgeError) as told:
        works.load(tmp_path)
    assert says in str(told.value)
    assert "mine.toml" in str(told.value) or "regs/catalogue" in str(told.value)
