"""Words are remembered by their stamp, the first to come, as long as there is room."""

from tracker.store.remembered import Remembered


def test_a_text_is_remembered_by_its_stamp_until_all_is_forgotten() -> None:
    remembered = Remembered(1000)
    remembered.put("a", "算力")
    assert remembered.words == {"a": "算力"}
    remembered.forget()
    assert remembered.words == {}


def test_the_first_to_come_stay_and_there_is_an_end() -> None:
    remembered = Remembered(1000)
    for stamp in range(9):
        remembered.put(str(stamp), "算" * 200)
    assert remembered.is_full
    assert list(remembered.words) == ["0", "1", "2"]


def test_a_text_that_comes_twice_takes_its_room_once() -> None:
    remembered = Remembered(1000)
    for _ in range(9):
        remembered.put("a", "算" * 200)
    assert not remembered.is_full
