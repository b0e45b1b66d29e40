"""Pages travel as gzip to whoever takes it, and no length of a page tells what stands in it."""

import gzip

from tests.web.conftest import ROBOTS, Visitor
from tests.web.test_comparisons import address

PACKED = {"Accept-Encoding": "gzip, br"}


def test_a_long_page_is_a_fraction_and_the_same_page(reading_as: Visitor):
    counsel = reading_as("counsel")
    plain = counsel.get(address(ROBOTS, ".json"))
    packed = counsel.get(address(ROBOTS, ".json"), headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data) / 3
    assert gzip.decompress(packed.data) == plain.data


def test_the_same_page_has_another_length_each_time(reading_as: Visitor):
    counsel = reading_as("counsel")
    assert len({len(counsel.get(address(ROBOTS, ".json"), headers=PACKED).data) for _ in range(12)}) > 1


def test_what_is_packed_already_and_what_is_short_stays(reading_as: Visitor):
    counsel = reading_as("counsel")
    for path in (address(ROBOTS, ".table.xlsx"), "/healthz"):
        assert "Content-Encoding" not in counsel.get(path, headers=PACKED).headers
    assert "gzip" not in counsel.get(address(ROBOTS, ".json"), headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_scripts_and_styles_are_packed_and_still_need_no_second_fetch(reading_as: Visitor):
    counsel = reading_as("counsel")
    with counsel.get("/static/compare.css", headers=PACKED) as style:
        assert style.headers["Content-Encoding"] == "gzip"
        assert style.headers["ETag"].startswith("W/")
        asked = {**PACKED, "If-None-Match": style.headers["ETag"]}
    with counsel.get("/static/compare.css", headers=asked) as again:
        assert again.status_code == 304
