"""What a consolidated text was made from, and the last answer by hand."""

from datetime import UTC, date, datetime

import pytest

from tracker.amending.settling import Remedy
from tracker.documents.reading import read
from tracker.errors import NotFound
from tracker.law.instrument import Instrument, Version
from tracker.law.stage import Stage
from tracker.practice.amendment import Basis, Settled
from tracker.store.library import Library

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
BASIS = Basis("lighthouses", "2026-01-05-amended", "2019-05-06-promulgated", "decision", "2026-01-05-promulgated")


@pytest.fixture
def filed(library: Library) -> Library:
    """A law, the decision amending it, and the text made of both."""
    texts = [
        ("lighthouses", "2019-05-06-promulgated", Stage.PROMULGATED, "云岛灯塔法\n第一条　灯塔刷白。\n"),
        ("lighthouses", "2026-01-05-amended", Stage.AMENDED, "云岛灯塔法\n第一条　灯塔刷红。\n"),
        ("decision", "2026-01-05-promulgated", Stage.PROMULGATED, "关于修改《云岛灯塔法》的决定\n第一条　刷红。\n"),
    ]
    with library.writing() as files:
        for slug, title in (("lighthouses", "云岛灯塔法"), ("decision", "关于修改《云岛灯塔法》的决定")):
            files.instruments.put(Instrument(slug, title, "", "law"))
        for slug, version, stage, text in texts:
            on = date.fromisoformat(version[:10])
            files.versions.file(Version(slug, version, stage, None, on, read(text.encode())))
    return library


def test_a_consolidated_version_knows_its_law_and_its_decision(filed: Library) -> None:
    with filed.writing() as files:
        files.amendments.record(BASIS)
        files.amendments.record(BASIS)  # made again: the same fact
    with filed.reading() as files:
        assert files.amendments.basis("lighthouses", "2026-01-05-amended") == BASIS
        assert files.amendments.basis("lighthouses", "2019-05-06-promulgated") is None
        assert files.amendments.of_decision("decision", "2026-01-05-promulgated") == [BASIS]


def test_the_last_answer_to_an_operation_counts(filed: Library) -> None:
    first = Settled(BASIS, 3, Remedy.READS, "1", "灯塔刷蓝。", "手滑", "counsel", AT)
    last = Settled(BASIS, 3, Remedy.NOTHING, "", "", "已经如此", "counsel", AT)
    with filed.writing() as files:
        for settled in (first, last):
            files.amendments.settle(settled)
    with filed.reading() as files:
        assert files.amendments.settlements(BASIS) == [last]


def test_nothing_is_noted_of_a_version_that_is_not_filed(filed: Library) -> None:
    lost = Basis("lighthouses", "2027-01-01-amended", BASIS.base, BASIS.decision, BASIS.decision_version)
    with pytest.raises(NotFound), filed.writing() as files:
        files.amendments.record(lost)
