"""How often a recognition is right, by the confidence it has: on the titles of 3,420 real laws and the catalogue's."""

import os
import re
import tarfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click
import pytest

from tracker import knowledge
from tracker.law.instrument import Instrument
from tracker.workday.recognition import LOOSE_TITLE, OTHER_TITLE, OWN_TITLE, recognise

# As the lists of CAC, MIIT, MOJ, NPC, TC260 and the State Council were seen to announce a text.
NOTICES = (
    "国家互联网信息办公室关于《{}（征求意见稿）》公开征求意见的通知",
    "公开征求对《{}（征求意见稿）》的意见",
    "司法部、中国人民银行关于《{}（草案）》公开征求意...",
    "{}（草案二次审议稿）征求意见",
    "关于国家标准《{}》征求意见稿征求意见的通知",
    "关于公布《{}》的令",
)
# Printed differently, and one work: read by a person among the titles that lead to one another.
ALIKE = ("人民检察院刑事诉讼规则",)


@pytest.fixture(scope="module")
def titles() -> list[str]:
    """The printed titles of the collection's texts, one a text."""
    corpus = os.environ.get("TRACKER_CORPUS", "")
    if not corpus:
        pytest.skip("TRACKER_CORPUS is not set")
    found = []
    with tarfile.open(Path(corpus) / "lawrefbook.tar.xz") as packed:
        for member in packed:
            if member.name.endswith(".md") and not member.name.endswith(("_index.md", "README.md")):
                head = packed.extractfile(member).read(2000).decode("utf-8", "replace")
                found.append(re.search(r"^#\s+(.+)$", head, re.MULTILINE)[1].strip())
    return found


def bare(title: str) -> str:
    """A title without what two printings of it differ in."""
    return re.sub(r"[\s、,，]|中华人民共和国", "", next((name for name in ALIKE if title.startswith(name)), title))


def judged(wanted: list[str], title: str, catalogue: list[Instrument]) -> tuple[float, str]:
    """How sure a recognition is, and whether it is right, wrong, or there is none."""
    found = recognise(wanted, catalogue)
    if found is None:
        return 0.0, "none"
    return found.confidence, "right" if bare(found.instrument.title_zh) == bare(title) else "wrong"


@pytest.mark.corpus
def test_how_often_each_confidence_is_right_of_some_titles(titles):
    measured(titles, step=200)


@pytest.mark.corpus
@pytest.mark.endurance
def test_how_often_each_confidence_is_right(titles):
    measured(titles, step=1)


def measured(titles: list[str], step: int) -> None:
    """A text of a known work must find it; one of a work that is taken out of the catalogue must find nobody."""
    works = [Instrument(str(n), title, "", "law") for n, title in enumerate(dict.fromkeys(titles))]
    tally: Counter[tuple[float, str]] = Counter()
    for n, title in enumerate(titles[::step]):
        others = [work for work in works if bare(work.title_zh) != bare(title)]
        held = [*others, Instrument("own", title, "", "law")]
        tally[judged([title], title, held)] += 1
        tally[judged([title], title, others)] += 1
        notice = NOTICES[n % len(NOTICES)].format(title)
        tally[judged(["附件一", notice], title, held)] += 1
        tally[judged(["附件一", notice], title, others)] += 1
    click.echo(f"{len(titles)} titles, every {step}th: " + said(tally))
    assert tally[OWN_TITLE, "right"] / (tally[OWN_TITLE, "right"] + tally[OWN_TITLE, "wrong"]) >= OWN_TITLE
    assert tally[OTHER_TITLE, "right"] / (tally[OTHER_TITLE, "right"] + tally[OTHER_TITLE, "wrong"]) >= OTHER_TITLE
    assert tally[LOOSE_TITLE, "wrong"] == 0


def test_titles_that_changed_on_the_way_are_found_or_left_to_a_person():
    """The catalogue's other titles, as if nobody had written them down: drafts, short names, other bodies' prefixes."""
    works = list(knowledge.catalogue())
    catalogue = [replace(work, aliases=()) for work in works]
    tally: Counter[tuple[float, str]] = Counter()
    for work in works:
        for alias in work.aliases:
            if re.search(r"[一-鿿]{4}", alias):
                tally[judged([alias], work.title_zh, catalogue)] += 1
    click.echo(said(tally))
    assert {how for _, how in tally} <= {"right", "none"}
    assert tally[LOOSE_TITLE, "right"] >= 2  # 个人信息出境标准合同规定 → 办法, 人脸识别…规定（试行） → 办法


def said(tally: Counter[tuple[float, str]]) -> str:
    return ", ".join(f"{sure:.2f} {how} {count}" for (sure, how), count in sorted(tally.items()))
