"""A note is carried where comparison and words agree; a lookalike sentence never takes it silently."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.annotations.carrying import Carried, carry
from tracker.annotations.quoting import quote, selector
from tracker.diff.changes import Unit


def unit(locator: str, text: str) -> Unit:
    return Unit(locator, locator.split(".")[0], text)


DUTY = unit("6", "运营者应当保证调度数据真实、准确，并在三个月内向主管部门备案。")


def carried(new: list[Unit], ways: list[Unit], words: str = ""):
    return carry(DUTY, quote(DUTY.text, words, "new") if words else None, {"6": ways}, new)


def test_the_same_words_at_the_same_number_are_placed_and_at_another_moved():
    same, renumbered = unit("6", DUTY.text), unit("7", DUTY.text)
    assert carried([same], [same], "在三个月内").how is Carried.PLACED
    found = carried([renumbered], [renumbered], "在三个月内")
    assert (found.how, found.locator) == (Carried.MOVED, "7")
    assert found.selector == quote(DUTY.text, "在三个月内", "new")


def test_a_phrase_whose_words_changed_is_edited_and_its_new_words_are_shown():
    now = unit("7", "运营者应当采取有效措施，提高调度数据的真实性、准确性，并在六个月内向主管部门备案。")
    found = carried([now], [now], "在三个月内向主管部门备案")
    assert found.how is Carried.EDITED
    assert found.selector
    assert found.selector.exact == "在六个月内向主管部门备案"
    assert 0.8 < found.likeness < 1


def test_a_phrase_that_is_gone_is_an_orphan_though_its_provision_lives_on():
    now = unit("7", "运营者应当采取有效措施，提高调度数据的真实性、准确性。")
    assert carried([now], [now], "在三个月内向主管部门备案").how is Carried.ORPHANED


def test_a_lookalike_elsewhere_is_offered_and_never_taken():
    """The duty was deleted; another article has nearly its words, for somebody else."""
    alike = unit("12", "维修者应当保证调度数据真实、准确，并在三个月内向主管部门备案。")
    found = carried([alike], [], "在三个月内向主管部门备案")
    assert (found.how, found.locator) == (Carried.ORPHANED, "")
    assert [one.locator for one in found.lookalikes] == ["12"]


def test_of_the_halves_of_a_split_the_one_that_has_the_words_takes_the_note():
    halves = [unit("7", "运营者应当保证调度数据真实、准确。"), unit("8", "运营者应当在三个月内向主管部门备案。")]
    found = carried(halves, halves, "在三个月内向主管部门备案")
    assert (found.how, found.locator) == (Carried.MOVED, "8")


def test_words_that_both_halves_have_are_a_persons_to_place():
    halves = [unit("7", "运营者应当保证调度数据真实、准确。"), unit("8", "运营者应当在三个月内向主管部门备案。")]
    assert carried(halves, halves, "运营者应当").how is Carried.ORPHANED


def test_a_phrase_too_short_to_speak_for_itself_needs_its_provision():
    other = unit("6", "运营者应当公布投诉电话。")
    assert carried([other], [other], "应当").how is Carried.ORPHANED


def test_a_selector_that_does_not_hold_its_words_is_not_believed():
    astray = selector("别的文字别的文字", 0, 4, "new")
    assert carry(DUTY, astray, {"6": [DUTY]}, [DUTY]).how is Carried.ORPHANED


@given(st.integers(0, len(DUTY.text) - 1), st.integers(1, 12))
def test_carried_to_its_own_version_a_note_stays_put(start: int, length: int):
    quoted = selector(DUTY.text, start, min(start + length, len(DUTY.text)), "new")
    found = carry(DUTY, quoted, {"6": [DUTY]}, [DUTY])
    assert found.how is Carried.PLACED
    assert found.locator == "6"
    assert found.selector == quoted
