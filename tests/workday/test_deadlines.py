"""Until when comments are taken: the list's own field before the notice's prose, and on the timeline either way."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.law.instrument import EventKind
from tracker.workday.pull import pull

VERSION = "2026-03-16-draft"
PROSE = "<p>意见反馈截止日期为2026年4月10日。</p>"


def listed(row, period):
    """A list whose rows carry their window, as SAMR's do."""
    link, title, on = row
    return (
        f'<html><body><div id="loadingInfoPage"><li><h5><a href="{link}" title="{title}">{title}</a></h5>'
        f'<div class="times">{on}</div><div class="window">{period}</div></li></div></body></html>'
    )


@pytest.fixture
def drafts(cac):
    """The drafts list alone, its description naming the field of the window."""
    page = cac.lists[0]
    rows = replace(page.rows, closing=".//*[@class='window']")
    return replace(cac, lists=(replace(page, rows=rows),))


def published(site, paper, period, prose=""):
    site.put(paper.DRAFTS, listed(paper.DRAFT_ROW, period))
    page = paper.draft_page().replace("<DIV id=BodyLabel>", f"<DIV id=BodyLabel>{prose}")
    site.put(paper.DRAFT_ROW[0], page)


def kept(desk):
    with desk.library.reading() as files:
        events = files.instruments.get("smart-lifts").events
        return files.versions.get("smart-lifts", VERSION), [e.on for e in events if e.kind is EventKind.COMMENT_CLOSES]


@pytest.mark.parametrize(
    ("period", "prose", "closes_on"),
    [
        ("2026-03-16至2026-04-15", "", date(2026, 4, 15)),  # the notice is silent
        ("2026-03-16至2026-04-15", PROSE, date(2026, 4, 15)),  # both speak: the field was meant for it
        ("", PROSE, date(2026, 4, 10)),  # the list is silent
        ("2026-03-16", PROSE, date(2026, 4, 10)),  # the list gives a beginning only
    ],
)
def test_the_list_s_field_comes_before_prose(desk, drafts, site, paper, period, prose, closes_on):
    published(site, paper, period, prose)
    pull(desk, drafts)
    version, closes = kept(desk)
    assert version.comment_deadline == closes_on
    assert closes == [closes_on]


def test_both_places_stay_as_evidence(desk, drafts, site, paper):
    published(site, paper, "2026-03-16至2026-04-15", PROSE)
    pull(desk, drafts)
    version, _ = kept(desk)
    assert version.metadata["closing"] == "2026-03-16至2026-04-15"
    assert version.document.headmatter.comment_deadline == date(2026, 4, 10)
    assert "4月10日" in version.document.headmatter.evidence["comment_deadline"].quote


def test_nobody_says_until_when(desk, drafts, site, paper):
    published(site, paper, "")
    pull(desk, drafts)
    version, closes = kept(desk)
    assert (version.comment_deadline, closes, "closing" in version.metadata) == (None, [], False)


def test_a_second_host_may_be_the_one_that_tells_it(desk, drafts, site, paper):
    """The CAC's page names no day; the same draft stands on the Ministry of Justice's list with its window."""
    published(site, paper, "")
    pull(desk, drafts)
    _, title, on = paper.DRAFT_ROW
    elsewhere = "/2026-03/18/c_1700000000000009.htm"
    site.put(paper.DRAFTS, listed((elsewhere, title, on), "2026-03-16至2026-04-15"))
    site.put(elsewhere, paper.draft_page())
    pull(desk, drafts)
    version, closes = kept(desk)
    assert len(version.captures) == 2
    assert closes == [date(2026, 4, 15)]


def test_a_text_in_force_has_no_comment_window(desk, drafts, site, paper):
    link, title, on = paper.FINAL_ROW
    anything = replace(drafts, lists=(replace(drafts.lists[0], wanted=""),))
    site.put(paper.DRAFTS, listed((link, title, on), "2026-09-10至2026-10-10"))
    site.put(link, paper.final_page())
    pull(desk, anything)
    with desk.library.reading() as files:
        (card,) = files.versions.of("smart-lifts")
        events = files.instruments.get("smart-lifts").events
    assert card.comment_deadline is None
    assert EventKind.COMMENT_CLOSES not in {event.kind for event in events}
