"""The operations desk tells every source by its name: ours, an installation's own, the demo's invented ones."""

from datetime import timedelta

from tests.web.conftest import NOW, Firm
from tracker.law.instrument import Shelf
from tracker.practice.visit import SourceState, Visit
from tracker.readingroom.pages import SourceLine

OWN = """
id = "harbour"
authority = "cac"
name_zh = "虚构港务局"
name_en = "Harbour Office"
url = "https://harbour.sample.invalid/"
robots = "Allows everything."
robots_zh = "全部允许。"
[[list]]
id = "drafts"
url = "https://harbour.sample.invalid/drafts/"
kind = "html"
"""


def visited(firm: Firm, *sources: str) -> None:
    with firm.library.writing() as files:
        for source in sources:
            files.visits.record(Visit(source, NOW - timedelta(minutes=2), NOW, SourceState.OK))


def described(firm: Firm, words: str) -> None:
    folder = firm.settings.data / "sources"
    folder.mkdir(parents=True)
    (folder / "harbour.toml").write_text(words, encoding="utf-8")


def line(firm: Firm, source: str) -> SourceLine:
    lines = firm.room("analyst").operations.sources().sources
    return next(one for one in lines if one.health.source == source)


def test_an_installation_s_own_source_stands_beside_ours_before_its_first_visit(firm: Firm) -> None:
    described(firm, OWN)
    found = line(firm, "harbour")
    assert (found.name_zh, found.robots_zh) == ("虚构港务局", "全部允许。")
    assert found.health.state is SourceState.NEVER
    assert line(firm, "cac").name_en == "Cyberspace Administration of China"


def test_the_demo_s_sites_have_names_are_marked_and_lead_nowhere(firm: Firm) -> None:
    visited(firm, "sample-facilities")
    found = line(firm, "sample-facilities")
    assert found.name_zh == "虚构国城市设施管理总局（示例）"
    assert found.name_en == "City Facilities Administration (fictional)"
    assert (found.shelf, found.url) == (Shelf.SAMPLE, "")


def test_an_installation_that_never_showed_the_demo_lists_no_invented_site(firm: Firm) -> None:
    shelves = {one.shelf for one in firm.room("analyst").operations.sources().sources}
    assert shelves == {Shelf.REAL}


def test_a_source_nobody_describes_any_more_stands_under_its_id(firm: Firm) -> None:
    visited(firm, "long-gone")
    assert line(firm, "long-gone").name_en == "long-gone"


def test_a_slip_in_one_description_is_told_and_hides_no_other_source(firm: Firm) -> None:
    described(firm, OWN.replace('kind = "html"', 'kind = "htlm"'))
    page = firm.room("analyst").operations.sources()
    assert "harbour.toml" in page.fault
    assert "cac" in {one.health.source for one in page.sources}
