"""A firm's name and logo in the head of every page."""

from dataclasses import replace

import pytest

from tests.web.conftest import Firm
from tracker.web.app import create_app

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'


def test_the_firm_s_name_and_logo_stand_in_the_head(firm: Firm) -> None:
    logo = firm.settings.data / "mark.svg"
    logo.write_text(MARK)
    browser = create_app(replace(firm.settings, firm="虚构律师事务所", logo=logo), firm.library).test_client()
    page = browser.get("/sign-in/").get_data(as_text=True)
    assert "虚构律师事务所" in page.split("</header>")[0]
    assert '<img src="/brand/logo" alt=""' in page
    answer = browser.get("/brand/logo")
    assert (answer.status_code, answer.mimetype, answer.get_data(as_text=True)) == (200, "image/svg+xml", MARK)
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["", "missing.png", "notes.txt", "huge.png"])
def test_without_a_usable_logo_the_house_s_own_mark_stands_there(firm: Firm, name: str) -> None:
    (firm.settings.data / "notes.txt").write_text("internal")
    (firm.settings.data / "huge.png").write_bytes(b"x" * 300_000)
    logo = firm.settings.data / name if name else None
    browser = create_app(replace(firm.settings, logo=logo), firm.library).test_client()
    assert "/brand/logo" not in browser.get("/sign-in/").get_data(as_text=True)
    assert browser.get("/brand/logo").status_code == 404
