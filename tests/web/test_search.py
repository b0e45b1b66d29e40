"""Search on screen: facets that narrow and count what this reader may see, and the history of a phrase."""

import re

from tests.web.conftest import LIFTS, TELESCOPES, Visitor

ASKED = "/search/?q=%E7%94%B5%E6%A2%AF&shelf=sample"  # 电梯


def found(as_: Visitor, who: str, address: str) -> tuple[int, str]:
    body = as_(who).get(address).get_data(as_text=True)
    count = re.search(r"“电梯”[:：]\s*(?:找到)?\s*(\d+)", body)
    return (int(count[1]) if count else 0), body


def test_facets_narrow_to_what_they_count(reading_as: Visitor) -> None:
    for who in ("counsel", "client"):
        every, body = found(reading_as, who, ASKED)
        years = {year: int(n) for year, n in re.findall(r"year=(\d{4})[^>]*><span>\s*\d{4}</span><span>(\d+)", body)}
        assert years
        for year, count in years.items():
            assert found(reading_as, who, f"{ASKED}&year={year}")[0] == count
        assert found(reading_as, who, f"{ASKED}&stage=promulgated")[0] < every
        assert found(reading_as, who, f"{ASKED}&year=abc")[0] == 0


def test_a_phrase_has_its_history_within_what_a_reader_may_read(reading_as: Visitor) -> None:
    address = "/search/history/?q=%E7%94%B5%E6%A2%AF&shelf=sample"
    inside = reading_as("counsel").get(address).get_data(as_text=True)
    assert f"/instruments/{LIFTS[0]}/versions/" in inside
    other = reading_as("other").get(address).get_data(as_text=True)
    assert LIFTS[0] not in other
    assert TELESCOPES[0] not in inside or "望远镜" in inside
