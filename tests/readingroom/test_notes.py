"""The notes desk: answers stay inside, one house view a place, whoever is called or given a note finds it."""

import pytest

from tests.web.conftest import LIFTS, RELEASED, Firm
from tracker.annotations.annotation import Deed, Spot
from tracker.errors import NotAllowed, NotFound


def told(firm: Firm) -> int:
    """The number of the note that was released to a client."""
    return next(view.id for view in firm.room("counsel").notes.of(*LIFTS) if view.released and view.id)


def test_an_answer_hangs_below_its_note_for_the_firm_and_is_nowhere_for_a_client(firm: Firm):
    counsel = firm.room("counsel").notes
    first = counsel.answer(told(firm), "同意，@周平 请再看一眼")
    second = counsel.answer(first.id, "已看")
    assert (first.parent, second.parent) == (told(firm), told(firm))
    views = firm.room("counsel").notes.of(*LIFTS)
    assert [r.body for v in views if v.id == told(firm) for r in v.replies][-2:] == ["同意，@周平 请再看一眼", "已看"]
    assert [view.body for view in firm.room("client").notes.of(*LIFTS)] == [RELEASED]
    assert firm.room("client").notes.of(*LIFTS)[0].replies == ()


def test_an_answer_cannot_be_released(firm: Firm):
    reply = firm.room("counsel").notes.answer(told(firm), "只在所内")
    with pytest.raises(NotAllowed):
        firm.room("counsel").notes.release(reply.id, "hengtong")


def test_whoever_is_called_or_given_a_note_finds_it_until_it_is_closed(firm: Firm):
    counsel, administrator = firm.room("counsel").notes, firm.room("administrator").notes
    assert administrator.mine() == ()
    called = counsel.add(*LIFTS, "", "请 @周平 决定")
    given = counsel.add(*LIFTS, "", "谁来？")
    counsel.act(given.id, Deed.ASSIGNED, "administrator")
    assert {view.id for view in administrator.mine()} == {called.id, given.id}
    administrator.act(given.id, Deed.RESOLVED, "已决定")
    assert {view.id for view in administrator.mine()} == {called.id}


def test_a_note_is_given_to_a_colleague_and_to_nobody_else(firm: Firm):
    for stranger in ("client", "analyst", "nobody"):
        with pytest.raises(NotFound):
            firm.room("counsel").notes.act(told(firm), Deed.ASSIGNED, stranger)


def test_counsel_disagree_and_one_note_is_the_house_view(firm: Firm):
    counsel = firm.room("counsel").notes
    spot = Spot("new", "3")
    one, other = (counsel.add(*LIFTS, "", body, spot=spot) for body in ("收紧了", "没有收紧"))
    counsel.act(one.id, Deed.HOUSE_VIEW)
    firm.room("administrator").notes.act(other.id, Deed.HOUSE_VIEW)
    assert [counsel.get(n).is_house_view for n in (one.id, other.id)] == [False, True]
    assert [act.deed for act in counsel.get(one.id).acts] == [Deed.HOUSE_VIEW, Deed.NOT_HOUSE_VIEW]


@pytest.mark.parametrize("who", ["client", "other", "early", "analyst", "visitor"])
def test_only_counsel_writes(firm: Firm, who: str):
    desk = firm.room(who).notes
    for deed in (
        lambda: desk.answer(1, "x"),
        lambda: desk.act(1, Deed.RESOLVED, "x"),
        lambda: desk.add(*LIFTS, "", "x"),
    ):
        with pytest.raises(NotAllowed):
            deed()
