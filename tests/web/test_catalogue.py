"""The catalogue shows a hundred works at a time; every work is on exactly one of its pages."""

import re

import pytest

from tests.web.conftest import Visitor
from tracker.web import instruments


def test_pages_of_the_catalogue_hold_every_work_once(reading_as: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    counsel = reading_as("counsel")
    whole = works(counsel.get("/instruments/").get_data(as_text=True))
    monkeypatch.setattr(instruments, "PAGE", 7)
    found, address = [], "/instruments/"
    while address:
        body = counsel.get(address).get_data(as_text=True)
        found += works(body)
        following = re.search(r'rel="next" href="([^"]+)"', body)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(whole) > 7
    assert found == whole
    assert works(counsel.get("/instruments/?offset=100000").get_data(as_text=True)) == []


def works(body: str) -> list[str]:
    return re.findall(r'class="name"><a[^>]*href="/instruments/([^/]+)/"', body)
