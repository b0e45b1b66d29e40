"""Words are remembered by number and stamp, the first to come, as long as there is room."""

from tracker.store.remembered import Remembered


def test_a_text_is_remembered_by_number_and_stamp_until_all_is_forgotten() -> None:
    remembered = Remembered(1000)
    remembered.put((1, "a"), "算力")
    remembered.put((1, "b"), "网信")
    assert remembered.words == {(1, "a"): "算力", (1, "b"): "网信"}
    remembered.forget()
    assert remembered.words == {}


def test_the_first_to_come_stay_and_there_is_an_end() -> None:
    remembered = Remembered(1000)
    for number in range(9):
        remembered.put((number, "a"), "算" * 200)
    assert remembered.is_full
    assert [number for number, _ in remembered.words] == [0, 1, 2]


def test_a_text_that_comes_twice_takes_its_room_once() -> None:
    remembered = Remembered(1000)
    for _ in range(9):
        remembered.put((1, "a"), "算" * 200)
    assert not remembered.is_full
