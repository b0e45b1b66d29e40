from datetime import date

import pytest

from tracker.sources.dates import date_in_address, read_date


@pytest.mark.parametrize(
    "text",
    [
        "2026年07月13日 15:00",
        "发布时间：2026-07-13 09:30",
        "2026/07/13",
        "2026.07.13",
        "2026-07-13-08:30:00",
        "2026 年 7 月 13 日",
        "2026-07-13至2026-08-12",
        "1783900800000",
    ],
)
def test_every_shape_of_a_day(text):
    assert read_date(text) == date(2026, 7, 13)


def test_midnight_in_beijing_is_the_new_day():
    assert read_date("1783872000000") == date(2026, 7, 13)  # 2026-07-12 16:00 UTC
    assert read_date("1783871999000") == date(2026, 7, 12)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-40", "第2026号", "20260713"])
def test_what_is_no_day(text):
    assert read_date(text) is None


def test_a_day_in_an_address():
    assert date_in_address("https://a/202609/t20260911_523412.html") == date(2026, 9, 11)
    assert date_in_address("https://a/2026-09/11/c_1700000000000001.htm") == date(2026, 9, 11)
    assert date_in_address("https://a/content_7080735.htm") is None
