"""@ and a name calls a colleague; of two names that begin alike the longer one is meant."""

from tracker.annotations.mentions import mentioned

NAMES = {"c-1": "陈以安", "c-2": "陈以", "c-3": "Zhou Ping", "c-4": ""}


def test_who_is_called():
    assert mentioned("@陈以安 请看；@Zhou Ping please", NAMES) == ("c-1", "c-3")
    assert mentioned("@陈以，请看", NAMES) == ("c-2",)
    assert mentioned("陈以安说得对，写信到 a@firm.example", NAMES) == ()
    assert mentioned("@陈以安 @陈以安", NAMES) == ("c-1",)


def test_a_name_two_people_share_calls_both():
    assert mentioned("@李娜", {"a": "李娜", "b": "李娜"}) == ("a", "b")
