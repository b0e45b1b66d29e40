"""On real texts: the rows of a comparison hold every unit of both, once each where a law asks it, and cost little."""

import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from tracker import knowledge
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.law.instrument import Instrument, Version
from tracker.law.stage import Stage
from tracker.practice.access import Sight
from tracker.readingroom.pages import ComparisonPage
from tracker.web import workbench

pytestmark = pytest.mark.corpus
#: A draft turned final, a full revision, an amendment of a long law: the three regimes of the data.
PAIRS = ("genai-measures", "commercial-crypto", "criminal-law")


def page_of(folder: Path) -> ComparisonPage:
    """The oldest and newest text of a folder compared, as counsel would see them."""
    files = sorted(p for p in folder.glob("*.txt") if "amendment" not in p.name)
    old, new = (read(p.read_bytes(), name=p.name, guide=knowledge.guide()) for p in (files[0], files[-1]))
    versions = [
        Version(folder.name, f"{n}", Stage.PROMULGATED, None, date(2020, 1, 1 + n), document)
        for n, document in enumerate((old, new))
    ]
    instrument = Instrument(folder.name, folder.name, folder.name, "law")
    return ComparisonPage(instrument, *versions, compare(old, new, knowledge.drafting()), Sight.FULL, (), ())


@pytest.mark.parametrize("slug", PAIRS)
def test_every_unit_of_both_texts_stands_in_a_row_with_all_its_words(corpus: Path, slug: str):
    page = page_of(corpus / slug)
    bench = workbench.Bench(page, "zh", workbench.NOTHING_SEEN)
    made = bench.build(workbench.NO_QUESTION)
    shown = {"old": set[str](), "new": set[str]()}
    for band in made.bands:
        for side, cells in (("old", band.old), ("new", band.new)):
            units = {u.locator: u for u in (bench.old_units if side == "old" else bench.new_units)}
            for cell in cells:
                if band.missing == "left":
                    continue
                shown[side].add(cell.locator)
                assert re.sub("<[^>]+>", "", str(cell.html)) == str(escape(units[cell.locator].text))
    assert shown["old"] == {u.locator for u in bench.old_units}
    assert shown["new"] == {u.locator for u in bench.new_units}


@pytest.mark.parametrize("slug", PAIRS)
def test_every_change_is_shown_once_and_every_link_has_its_place_on_the_map(corpus: Path, slug: str):
    page = page_of(corpus / slug)
    made = workbench.build(page, "zh")
    keys = [change.clause.key for change in made.changes]
    assert sorted(keys) == sorted(clause.key for clause in page.comparison.clauses)
    assert [change.number for change in made.changes] == list(range(1, len(keys) + 1))
    assert set(made.map_anchors) == set(page.comparison.links)
    assert {link for ribbon in made.map.ribbons for link in ribbon.links} == set(page.comparison.links)


@pytest.mark.parametrize("slug", PAIRS)
def test_every_quote_of_a_verdict_is_lit_in_its_text(corpus: Path, slug: str):
    page = page_of(corpus / slug)
    made = workbench.build(page, "zh")
    lit = {owner for band in made.bands for cell in (*band.old, *band.new) for owner in _owners(str(cell.html))}
    quoted = {
        f"q{change.number}"
        for change in made.changes
        if any(signal.old or signal.new for signal in change.clause.verdict.signals)
    }
    assert quoted <= lit


def _owners(html: str) -> list[str]:
    return [one for found in re.findall(r'<mark [^>]*data-of="([^"]+)"', html) for one in found.split()]
