"""The real pull over the demo's site: every sample text becomes the version it says it is, beside what it replaced."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.databases import Databases
from tracker.demo import site as demo
from tracker.demo import translations
from tracker.demo.site import Site
from tracker.knowledge import sample
from tracker.knowledge.fiction import sample_texts
from tracker.law.instrument import EventKind, Shelf
from tracker.practice.visit import SourceState
from tracker.settings import Settings
from tracker.workday.desk import Desk, open_desk
from tracker.workday.pull import pull


@pytest.fixture(scope="module")
def desk(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk after the whole demo: the site published step by step, its sources visited after each."""
    data: Path = tmp_path_factory.mktemp("demo")
    desk = open_desk(Settings(data=data, database=databases.new(data), open_loopback=True))
    with desk.library.writing() as files:
        for work in sample():
            files.instruments.put(work)
    with Site() as site:
        for step in site.steps:
            site.publish(step)
            states = {pull(desk, source).state for source in demo.sources(site.base)}
            assert states <= {SourceState.OK, SourceState.NOTHING_NEW}
    yield desk
    desk.close()


def test_every_sample_text_becomes_the_version_it_says_it_is(desk: Desk) -> None:
    with desk.library.reading() as files:
        filed = {(v.instrument, v.id) for work in files.instruments.all() for v in files.versions.of(work.slug)}
        assert files.quarantine.open() == []
    assert filed == {(text.instrument, text.id) for text in sample_texts()}


def test_each_is_compared_with_the_one_before(desk: Desk) -> None:
    with desk.library.reading() as files:
        pairs = {(c.instrument, c.old, c.new) for work in sample() for c in files.comparisons.of(work.slug)}
    assert pairs == {
        ("city-telescopes", "2025-12-27-bill-1", "2026-06-26-bill-2"),
        ("city-telescopes", "2026-06-26-bill-2", "2026-10-28-promulgated"),
        ("cold-chain-robots", "2026-05-20-draft", "2026-11-06-promulgated"),
        ("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated"),
    }


def test_commencement_stands_on_the_timeline(desk: Desk) -> None:
    with desk.library.reading() as files:
        events = {(w.slug, e.kind): e.on for w in files.instruments.all() for e in w.events}
    for text in sample_texts():
        if text.effective_on:
            assert events[text.instrument, EventKind.EFFECTIVE] == text.effective_on


def test_every_draft_shows_until_when_comments_were_taken_whichever_place_says_so(desk: Desk) -> None:
    """The rule says it in its notice's prose, the bills in the list's `jsrq`, the standard in `jumpDetail`."""
    with desk.library.reading() as files:
        works = files.instruments.all()
        versions = {(v.instrument, v.id): v for w in works for v in files.versions.of(w.slug)}
        closes = {(w.slug, e.on) for w in works for e in w.events if e.kind is EventKind.COMMENT_CLOSES}
        bill = files.versions.get("city-telescopes", "2026-06-26-bill-2")
    told = {(t.instrument, t.id): t.comment_deadline for t in sample_texts()}
    assert {key: card.comment_deadline for key, card in versions.items()} == told
    assert closes == {(slug, on) for (slug, _), on in told.items() if on}
    assert bill.metadata["closing"] == "2026-07-25 23:59:59"


def test_fiction_stays_on_its_own_shelf(desk: Desk) -> None:
    with desk.library.reading() as files:
        assert files.instruments.all(Shelf.REAL) == []
        assert len(files.instruments.all(Shelf.SAMPLE)) == 3


def test_no_furniture_of_the_site_is_in_a_text(desk: Desk) -> None:
    with desk.library.reading() as files:
        for text in sample_texts():
            document = files.versions.get(text.instrument, text.id).document
            words = "".join(provision.full_text for provision in document.articles)
            assert "虚构示例" not in words
            assert "打印" not in words


def test_drafts_have_our_english_and_the_texts_of_the_last_day_have_none_yet(desk: Desk) -> None:
    brought = translations.bring(desk.library, sample_texts(), datetime(2026, 11, 22, tzinfo=UTC))
    with desk.library.reading() as files:
        having = {work.slug: files.translations.versions(work.slug) for work in sample()}
    assert having["city-telescopes"] == {"2025-12-27-bill-1", "2026-06-26-bill-2"}
    assert having["smart-lifts"] == {"2026-03-16-draft"}
    assert brought == sum(map(len, having.values()))
