"""What a list shows of a version or comparison."""

from datetime import UTC, date, datetime

from tracker.diff.changes import Direction, Relation
from tracker.law.stage import Stage
from tracker.practice.cards import ComparisonCard, Review, VersionCard


def test_a_comparisons_card_counts_its_changed_clauses() -> None:
    card = ComparisonCard(
        instrument="cloud-computing-power",
        old="2031-03-01-draft",
        new="2031-09-10-promulgated",
        direction=Direction.MIXED,
        directions={Direction.STRENGTHENED: 3, Direction.SOFTENED: 9, Direction.NEUTRAL: 7},
        relations={Relation.AMENDED: 7, Relation.SPLIT: 9},
        filed_at=datetime(2031, 9, 11, tzinfo=UTC),
    )
    assert (card.clauses, card.slug, card.review) == (19, "cloud-computing-power", Review.NEW)


def test_a_versions_card_names_its_instrument_as_urls_do() -> None:
    card = VersionCard("cloud-computing-power", "2031-03-01-draft", Stage.BILL, 2, date(2031, 3, 1), "", 21, "", 0)
    assert card.slug == card.instrument
