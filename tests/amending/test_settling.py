"""An impossible order settled by a person: the rest stands, the answer is put in, the sentence stays the decision's."""

from collections.abc import Callable

import pytest

from tracker import knowledge
from tracker.amending.consolidating import amend
from tracker.amending.operation import Decision
from tracker.amending.settling import Remedy, Settlement
from tracker.documents.reading import read

TWICE = "将第二条中的“看守人”修改为“灯塔长”。"


@pytest.mark.parametrize(
    ("answer", "place", "reads"),
    [
        (
            Settlement(1, Remedy.READS, "2", ("灯塔由灯塔长看管。",)),
            "2",
            "灯塔由灯塔长看管。",
        ),
        (Settlement(1, Remedy.NEW, "3-1", ("灯塔刷白。",)), "3-1", "灯塔刷白。"),
        (Settlement(1, Remedy.STRUCK, "2"), "2", "（删去）"),
        (Settlement(1, Remedy.NOTHING), "2", "灯塔由看守人看管。看守人应当每日点灯。"),
    ],
    ids=["it reads so", "it is a new article", "it is struck out", "there is nothing to do"],
)
def test_an_answer_takes_the_place_of_the_order(
    orders: Callable[[str], Decision],
    decision: Callable[..., str],
    law: str,
    answer: Settlement,
    place: str,
    reads: str,
) -> None:
    base, read_orders = read(law.encode()), orders(decision(TWICE, "将第五条中的“警告”修改为“严重警告”。"))
    assert not amend(base, read_orders, guide=knowledge.guide()).is_complete
    made = amend(base, read_orders, guide=knowledge.guide(), settlements=[answer])
    assert made.is_complete
    node = made.document.find(place)
    assert node is not None
    assert node.full_text == reads
    assert "严重警告" in made.document.text
